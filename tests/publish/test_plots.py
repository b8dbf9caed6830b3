"""Plots: what a reader sees of them without eyes, without colour and without the library that draws; they say nothing unsourced."""

import json
import re
import sys
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from reassay.base.document import Dated, Document
from reassay.base.errors import SettingsError
from reassay.base.frame import EMPTY
from reassay.base.period import Period
from reassay.base.quantity import Quantity
from reassay.base.source import Source
from reassay.base.verdict import ADVERSE, VERDICTS, Assay, Evidence, Verdict
from reassay.ledger import MemoryView
from reassay.picturing import ends
from reassay.publish import drawing
from reassay.publish.drawing import raw, svg, write_plots
from reassay.publish.linter import lint
from reassay.publish.plot import ink, look, width, wrapped
from reassay.publish.render import publishable, render
from reassay.reference.grammar import table
from reassay.reference.register import register
from tests.publish.fixed import ASSAY, FRAME, METAL, STEADY, claim, made

NUMBER = re.compile(r"\d[\d,.]*")


def survey(name, office="Sample Survey"):
    return Source(name, office, name, "regulator")


def page(name, text, published, office="Sample Survey", wording="restated"):
    return Document(name, text, name, survey(name, office), "zh", Dated(published, "given"), f"https://example.org/{name}", None, wording)


def told(document, number, period, subject="样例公司", stage="mining", **more):
    amount = Decimal(number.replace(",", ""))
    return claim(
        document, number, "output", subject, Quantity(amount, amount, "eq", "t", "REO"), period=Period(period), stage=stage, **more
    )


EARLY = page("early", "样例公司2022年产量9000吨。样例公司2023年产量240吨。", "2024-01")
LATE = page("late", "样例公司2023年产量255吨。", "2025-01")
SPLIT = page("split", "样例公司2021年产量70吨。样例公司2021年产量50吨。", "2022-01")
BUILT = page("built", "样例公司2020年产量77吨。", "2021-01", wording="constructed")
TOLD = (
    told(EARLY, "9000", "2022"),
    told(EARLY, "240", "2023"),
    told(LATE, "255", "2023"),
    told(SPLIT, "70", "2021"),
    told(SPLIT, "50", "2021"),
    told(BUILT, "77", "2020"),
)
VALUES = {"subject": "样例公司", "metric": "output", "value": "245", "unit": "t", "period": "2023", "stage": "mining"}
ROW = Evidence("statistics", VALUES, "Other Office", "lineage:other", "2023", "2025-06-01", "2025-06-01", "REO")
WRONG = Evidence(
    "statistics", {**VALUES, "unit": "kg", "value": "888"}, "Other Office", "lineage:other", "2023", "2025-06-01", "2025-06-01", "REO"
)
PARTIAL = Evidence(
    "statistics", {**VALUES, "product": "Oxide", "value": "777"}, "Other Office", "lineage:other", "2023", "2025-06-01", "2025-06-01", "REO"
)


def history(claims=TOLD, rows=(ROW, WRONG, PARTIAL), kinds=None):
    documents = (EARLY, LATE, SPLIT, BUILT)
    verdicts = tuple(Verdict(one.id, "company_reported_untested", "2026-11-23") for one in claims)
    assay = Assay("2026-11-23", documents, claims, (), verdicts, (), (), {"rules": "fixed", "evidence_until": ""})
    return publishable(assay, MemoryView(documents, claims, rows, register(), "2026-11-23"), replace(EMPTY, kinds=kinds or {}))


def named(brief, name):
    return next(plot for plot in brief.plots if plot.name.startswith(name))


def data(plot):
    return [datum for layer in plot.spec["layer"] for datum in layer["data"]["values"]]


def test_every_plot_of_the_order_is_drawn():
    names = {plot.name.partition("-")[0] for plot in (*made().plots, *history().plots)}
    assert names == set(table("plots.toml")["order"])


@pytest.mark.parametrize("plot", [*made().plots, named(history(), "history")], ids=lambda plot: plot.name)
def test_a_picture_is_one_image_with_a_name_and_a_description(plot):
    tree = ElementTree.fromstring(svg(plot))
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == f"{plot.title.text}. {plot.alt.text}"
    assert not [one for one in tree.iter() if one is not tree and (one.get("role") or any("aria" in name for name in one.attrib))]
    assert not re.search(r"href|<image|<script|http", svg(plot))


@pytest.mark.parametrize("plot", [*made().plots, named(history(), "history")], ids=lambda plot: plot.name)
def test_every_number_in_a_picture_is_in_its_table_and_carries_what_it_rests_on(plot):
    tree = ElementTree.fromstring(svg(plot))
    axes = {text for group in tree.iter() if "role-axis" in (group.get("class") or "") for text in group.iter() if text.tag == "text"}
    printed = " ".join(sentence.text for sentence in plot.sentences())
    shown = 0
    for text in tree.iter("text"):
        words = "".join(text.itertext())
        if text in axes or not NUMBER.search(words):
            continue
        assert text.get("data-id"), words
        assert all(re.search(rf"(?<!\d){re.escape(number.rstrip('.,'))}(?!\d)", printed) for number in NUMBER.findall(words)), words
        shown += 1
    assert shown or plot.name == "voices"


def test_years_are_printed_as_years():
    for plot in (named(made(), "visible"), named(history(), "history")):
        printed = re.findall(r">(\d,?\d\d\d)<", svg(plot))
        assert any(re.fullmatch(r"20\d\d", text) for text in printed)
        assert not [text for text in printed if text.startswith("2,0")]


def test_no_letter_is_measured():
    """Another font moves nothing, so that machines with other fonts give the same bytes."""
    for plot in (*made().plots, *history().plots):
        other = {**plot.spec, "config": {**plot.spec["config"], "font": "Caveat"}}
        bare = re.compile(r' font-family="[^"]*"')
        assert bare.sub("", raw(plot.text)) == bare.sub("", raw(json.dumps(other))), plot.name


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_nothing_is_told_by_colour_alone():
    shapes = {word: shape for word, (_, shape) in look("verdict").items()}
    assert set(shapes) == set(VERDICTS)
    assert {shapes[word] for word in ADVERSE} == {"square"}
    assert "square" not in {shapes[word] for word in set(VERDICTS) - set(ADVERSE)}
    for fill, _ in look("verdict").values():
        assert (luminance(ink(fill)) + 0.05) / 0.05 > 4.5, f"black on {fill}"
    assert len(set(look("bloc")["shape"])) == len(set(look("bloc")["filled"])) == 2
    assert len(set(look("history")["shapes"])) == len(look("history")["shapes"])


def test_titles_state_what_was_found():
    assert named(made(), "gap").title.text.startswith(
        "Northland stands furthest from Southland in mine output, 70.0 % against 20.0 to 30.0 % in 2024"
    )
    assert "0 are supported from outside and 1 is marked" in named(made(), "stages").title.text
    assert "none of mining, beneficiation" in named(made(), "chain").title.text
    assert "158 patent applications filed in 2025 [c5], registers show 98 to 151 by 23 November 2026" in named(made(), "visible").title.text
    assert "Sample Survey gave 240 t (REO) (January 2024), then 255 t (REO) (January 2025)" in named(history(), "history").title.text


def test_other_vintages_are_drawn_beside_the_series_and_never_joined():
    plot = named(made(), "course")
    kinds = {(row[2].text, row[3].text): row[5].text for row in plot.rows}
    assert kinds["2024", "70.0 %"] == "main series"
    assert kinds["2019", "92.0 %"] == "not comparable"
    joined = [datum for datum in data(plot) if datum.get("line") == "mining"]
    assert len(joined) == 2  # 2023 and 2024 of one edition
    apart = [datum for datum in data(plot) if datum.get("shape") in look("course")["shapes"] and "x" in datum]
    assert len(apart) == 1
    assert apart[0]["x"] not in [datum["x"] for datum in joined]
    assert "No measure has five comparable points" in plot.title.text


def test_the_band_of_a_trend_is_drawn_where_there_is_one():
    plot = named(made(frame=replace(FRAME, measured=(STEADY, METAL))), "course")
    assert plot.title.text.startswith("In mine output Northland went from 60.0 % in 2023 to 70.0 % in 2024: no clear trend")
    spans = [datum for layer in plot.spec["layer"] if layer["mark"]["type"] == "area" for datum in layer["data"]["values"]]
    assert len(spans) == 2
    assert all(datum["y2"] < datum["y"] for datum in spans)


def test_the_difference_of_told_and_supported_is_a_figure_of_its_own():
    plot = named(made(), "support")
    assert "Of 2 claims told as reached, 0 found the support" in plot.title.text
    assert "a difference of 2" in plot.title.text
    assert [[cell.text for cell in row] for row in plot.rows] == [["recycling", "1", "0", "1"], ["standards and patents", "1", "0", "1"]]


def test_a_history_holds_comparable_figures_only():
    plot = named(history(), "history")
    cells = [tuple(cell.text for cell in row[:3]) for row in plot.rows]
    assert ("2023", "245 t", "Other Office") in cells
    text = " ".join(cell.text for row in plot.rows for cell in row)
    assert not any(number in text for number in ("70 t", "50 t", "77 t", "888", "777")), (
        "parts, constructed figures, other units and products"
    )
    strokes = [datum for datum in data(plot) if "turn" in datum]
    assert [datum["y"] for datum in strokes] == [240.0, 255.0], "a stroke leads from the figure to its restatement"


def test_the_whole_of_a_group_stands_beside_its_claim_and_a_part_does_not():
    whole = replace(ROW, values={**VALUES, "scope": "group", "part": "total", "value": "333"})
    batch = replace(ROW, values={**VALUES, "scope": "group", "part": "light rock ore", "value": "444"})
    text = " ".join(cell.text for row in named(history(TOLD, (whole, batch)), "history").rows for cell in row)
    assert "333 t" in text
    assert "444 t" not in text


def test_figures_of_two_products_share_no_history():
    both = history(TOLD, (), {TOLD[2].id: "oxide nd"})
    assert not [plot for plot in both.plots if plot.name.startswith("history") and "255" in plot.text]


def test_a_plan_and_an_achieved_figure_share_no_history():
    later = tuple(replace(one, modality="planned") if one.document == LATE.id else one for one in TOLD)
    plots = [plot for plot in history(later, ()).plots if plot.name.startswith("history")]
    assert not [cell for plot in plots for row in plot.rows for cell in row if "255" in cell.text]


@pytest.mark.parametrize(
    ("name", "part", "before", "after"),
    [
        ("gap", "title", "70.0", "72.0"),
        ("gap", "title", "2024", "2025"),
        ("gap", "alt", "30.0", "29.0"),
        ("course", "alt", "92.0", "91.0"),
        ("support", "title", "a difference of 2", "a difference of 3"),
        ("stages", "title", "1 is marked", "7 are marked"),
        ("chain", "alt", "separation 4", "separation 9"),
        ("visible", "title", "151", "157"),
        ("visible", "title", "1 July 2027", "2 July 2028"),
        ("visible", "caption", "Blue:", "Stonefield blue:"),
        ("voices", "alt", "Example Gazette", "Stonefield Gazette"),
    ],
)
def test_an_altered_word_of_a_plot_fails_the_linter(name, part, before, after):
    brief = made()
    plot = named(brief, name)
    sentence = getattr(plot, part)
    assert before in sentence.text
    planted = replace(plot, **{part: replace(sentence, text=sentence.text.replace(before, after))})
    assert not lint(brief)
    assert lint(replace(brief, plots=tuple(planted if one is plot else one for one in brief.plots)))


def test_an_altered_cell_fails_the_linter():
    brief = made()
    plot = named(brief, "visible")
    day, low, *more = plot.rows[0]
    row = (day, replace(low, text="41"), *more)
    assert lint(replace(brief, plots=(replace(plot, rows=(row, *plot.rows[1:])),)))


def test_without_the_library_a_brief_comes_with_tables(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    page = render(made(), "html")
    assert "<svg" not in page
    assert "pip install &#39;reassay[plots]&#39;" in page
    assert page.count("<figure") == len(made().plots)
    assert re.search(r"<td[^>]*><span[^>]*>70.0 %</span></td>", page)
    assert "reassay[plots]" in render(made(), "md")
    with pytest.raises(SettingsError, match=r"^Plots are not drawn here: pip install 'reassay\[plots\]'.*$"):
        write_plots(tmp_path / "plots", made().plots)
    assert not (tmp_path / "plots").exists()


def test_files_of_plots_stand_by_themselves(tmp_path):
    write_plots(tmp_path, made().plots)
    for plot in made().plots:
        spec = json.loads((tmp_path / f"{plot.name}.vl.json").read_text("utf-8"))
        assert spec["description"] == plot.alt.text
        tree = ElementTree.fromstring((tmp_path / f"{plot.name}.svg").read_text("utf-8"))
        words = " ".join("".join(text.itertext()) for text in tree.iter() if text.tag.endswith("}text"))
        assert plot.title.text.split()[0] in words
        png = (tmp_path / f"{plot.name}.png").read_bytes()
        assert png.startswith(b"\x89PNG")
        wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
        assert wide == 2 * (spec["width"] + spec["padding"]["left"] + spec["padding"]["right"])
        assert high == 2 * (spec["height"] + spec["padding"]["top"] + spec["padding"]["bottom"])


def glyph(letter):
    place = {"x": {"value": 10}, "y": {"value": 20}}
    layer = {"data": {"values": [{"label": letter}]}, "mark": {"type": "text"}, "encoding": {**place, "text": {"field": "label"}}}
    paper = {
        "width": 40,
        "height": 40,
        "autosize": {"type": "none"},
        "config": {"font": table("plots.toml")["font"], "view": {"stroke": None}},
    }
    return drawing.library().vegalite_to_png({**paper, "layer": [layer]}, vl_version=table("plots.toml")["version"])


def test_chinese_letters_are_drawn():
    """A letter without a glyph is drawn as a box or not at all: like one that no font may have."""
    if not any("CJK" in name for name in fonts()):
        pytest.skip("needs fonts-noto-cjk: apt-get install fonts-noto-cjk")
    letters = {letter for plot in history().plots for letter in plot.text + plot.title.text if "\u3400" <= letter <= "\u9fff"}
    assert letters
    none = {glyph("\ue000"), glyph(" ")}
    for letter in sorted(letters | set("稀土磁镝铽釔")):
        assert glyph(letter) not in none, letter


def fonts():
    from pathlib import Path

    return [path.name for path in Path("/usr/share/fonts").rglob("*.tt[cf]")] + [
        path.name for path in Path("/usr/share/fonts").rglob("*.otf")
    ]


def test_long_names_are_cut_to_their_room():
    assert width("稀土") == 2 * width("ab") * 0.5 / look("paper")["narrow"]
    lines = wrapped("share of separation and refining of every magnet rare earth in the world", 120, 2)
    assert len(lines) == 2
    assert all(width(line) <= 120 for line in lines)
    assert lines[-1].endswith("\u2026")


def test_a_brief_of_nothing_has_no_plots():
    empty = replace(ASSAY, claims=(), findings=(), verdicts=())
    assert made(empty, EMPTY).plots == ()


def test_the_fan_is_the_distribution_it_says():
    from reassay.judge.nowcast import drawn, sample_size, share

    for claimed, mean in ((12, 0.3), (158, 0.8), (40, 0.97)):
        low, middle, high = ends(claimed, mean)
        part = share(mean, sample_size(0))
        for count, level in ((low, 0.025), (middle, 0.5), (high, 0.975)):
            assert drawn(count, claimed, part) >= level
            assert count == 0 or drawn(count - 1, claimed, part) < level
    assert ends(10, 0.0) == (0, 0, 0)
    small, large = ends(2000, 0.7), ends(200_000, 0.7)
    assert [round(one / 2000, 2) for one in small] == [round(one / 200_000, 2) for one in large]
