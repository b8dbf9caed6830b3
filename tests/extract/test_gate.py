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


@pytest.mark.parametrize("text", ["", "A rare sight on earth.", "Stereo sets sold well.", "图书馆星期二开会。", "uranium"])
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
