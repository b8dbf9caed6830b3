"""The gate of texts: nothing of the corpus is lost, other texts cost nothing, and the reader is told."""

from pathlib import Path

import pytest

from reassay import pipeline
from reassay.base.errors import Problem
from reassay.extract.gate import relevant

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.txt")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_document_of_the_corpus_passes(path):
    assert relevant(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    ["ＲＡＲＥ ＥＡＲＴＨ oxide", "釹鐵硼磁體", "稀土", "Its NdFeB grade", "lithium and uranium", "锂和铀", "Lynas Rare Earths", "MAGNETS"],
)
def test_words_of_the_field_in_every_spelling(text):
    assert relevant(text)


ELEMENTS = {
    "en": "lanthanum cerium praseodymium neodymium promethium samarium europium gadolinium terbium dysprosium holmium erbium thulium "
    "ytterbium lutetium scandium yttrium",
    "zh": "镧 铈 镨 钕 钷 钐 铕 钆 铽 镝 钬 铒 铥 镱 镥 钪 钇",
    "Hant": "鑭 鈰 鐠 釹 鉕 釤 銪 釓 鋱 鏑 鈥 鉺 銩 鐿 鎦 鈧 釔",
}


@pytest.mark.parametrize("element", [name for names in ELEMENTS.values() for name in names.split()])
def test_each_of_the_seventeen_elements_is_enough(element):
    assert relevant(f"In 2025: {element} 12 kg.")


@pytest.mark.parametrize(
    "text",
    [
        "晶界扩散后牌号提高两档。",
        "晶界擴散技術",
        "该牌号矫顽力达25 kOe。",
        "Grain-boundary diffusion took 9 hours.",
        "Its coercivity reached 25 kOe.",
        "萃取与浸出两个车间今年开工。",
        "Y2O3 99.999%",
    ],
)
def test_words_of_the_process_are_enough(text):
    assert relevant(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A rare sight on earth.",
        "Stereo sets sold well.",
        "图书馆星期二开会。",
        "uranium",
        "The nigerian singer sang in Bavaria.",
        "Boundary lines were diffuse.",
        "Scandinavian furniture is sold in 14 shops.",
        "The coercive power of the state.",
        "地铁三号线周一通车，票价三元。",
        "剩余的磁盘空间不足。",
    ],
)
def test_other_texts_do_not_pass(text):
    assert not relevant(text)


def test_a_text_that_is_not_read_is_told_and_read_without_the_gate(tmp_path):
    path = tmp_path / "hall.txt"
    path.write_text("In 2025 the library company filed 158 patent applications.", "utf-8")
    gated = list(pipeline.readings(pipeline.Call((str(path),))))
    assert [one.level for one in gated if isinstance(one, Problem)] == ["note"]
    assert [one.claims for one in gated if not isinstance(one, Problem)] == [()]
    (whole,) = pipeline.readings(pipeline.Call((str(path),), gate=False))
    assert len(whole.claims) == 1


@pytest.mark.parametrize("folder", ["en", "zh", "more/en", "more/zh", "more2/en", "more2/zh"])
def test_the_gate_drops_no_claim(folder):
    paths = tuple(str(path) for path in sorted((CORPUS / folder).glob("*.txt")))
    gated, whole = (
        [(one.document.id, one.claims) for one in pipeline.readings(pipeline.Call(paths, published="2026-02-04", gate=gate))]
        for gate in (True, False)
    )
    assert len(gated) == len(paths)
    assert gated == whole
    assert sum(len(claims) for _, claims in gated) > 3 * len(paths)
