"""Workbooks: the historical statistics of the USGS as published, and what is broken or hostile."""

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from reassay.base.errors import Problem
from reassay.base.verdict import Evidence
from reassay.collect.deliveries import deliveries
from reassay.collect.layouts import Delivery

ROWS = Path(__file__).parent / "tables" / "usgs_ds140_rare_earths.csv"  # the rows of the sheet of 2023, US public domain
HEAD = '<?xml version="1.0"?>'
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PRINTED = {  # as on the sheet: year, production, imports, exports, consumption, world
    1900: (227, None, None, 227, 1040),
    2013: (5500, 9140, 8770, 5870, 107000),
    2018: (14000, 11700, 19100, 6500, 190000),
    2019: (28000, 13300, 29500, 12000, 219000),
    2020: (39000, 7200, 39500, 6700, 243000),
}


def letters(place):
    return chr(ord("A") + place)


def workbook(rows, prefix="", inline=False):
    """A workbook of one sheet; texts stand in the shared table, or in the cells."""
    words, lines = [], []
    for number, row in enumerate(rows, 1):
        cells = []
        for place, text in enumerate(row):
            where = f'r="{letters(place)}{number}"'
            if text == "":
                continue
            if text.replace(".", "").isdigit():
                cells.append(f"<c {where}><v>{text}</v></c>")
            elif inline:
                cells.append(f'<c {where} t="inlineStr"><is><t>{text}</t></is></c>')
            else:
                words.append(text)
                cells.append(f'<c {where} t="s"><v>{len(words) - 1}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"{HEAD}<Types/>")
        archive.writestr("xl/workbook.xml", f"{HEAD}<workbook {SPACE}/>")
        archive.writestr("xl/sharedStrings.xml", f"{HEAD}<sst {SPACE}>{''.join(f'<si><t>{word}</t></si>' for word in words)}</sst>")
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"{HEAD}{prefix}<worksheet {SPACE}><sheetData>{''.join(lines)}</sheetData></worksheet>"
        )
    return out.getvalue()


def published():
    with ROWS.open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    titles = [["RARE EARTHS STATISTICS1"], ["U.S. GEOLOGICAL SURVEY"], ["All quantities in metric tons"], ["Last modification"]]
    return [*titles, *rows, ["NA Not available. W Withheld."], ["1Compiled by its authors"]]


def read(tmp_path, data, name="ds140.xlsx"):
    path = tmp_path / name
    path.write_bytes(data)
    found = list(deliveries([path], Delivery("statistics", "2026-11-25")))
    return [one for one in found if isinstance(one, Evidence)], [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("inline", [False, True])
def test_the_historical_statistics_are_those_of_the_printed_sheet(tmp_path, inline):
    rows, problems = read(tmp_path, workbook(published(), inline=inline))
    assert [one.level for one in problems] == ["note"]
    assert len(rows) == 497
    found = {(row.values["subject"], row.values["metric"], row.values["period"]): Decimal(row.values["value"]) for row in rows}
    world = [period for subject, metric, period in found if (subject, metric) == ("World", "output")]
    assert sorted(world) == [str(year) for year in range(1900, 2021)]
    for year, printed in PRINTED.items():
        keys = [("United States", name) for name in ("output", "import_volume", "export_volume", "consumption")] + [("World", "output")]
        assert tuple(found.get((*key, str(year))) for key in keys) == printed, year
    assert {row.lineage for row in rows if row.values["subject"] == "World"} == {"lineage:usgs-mixed"}
    assert {(row.licence, row.basis, row.publisher) for row in rows} == {("US public domain", "REO", "USGS")}


def test_a_sheet_and_its_text_give_the_same_rows(tmp_path):
    first, _ = read(tmp_path, workbook(published()))
    second, _ = read(tmp_path, ROWS.read_bytes(), "ds140.csv")
    assert [row.id for row in first] == [row.id for row in second]


def test_broken_and_hostile_workbooks_are_one_problem(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    whole = workbook(published())
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    for data, says in (
        (workbook(published(), bomb), "entities"),
        (whole[: len(whole) // 2], "truncated"),
        (other.getvalue(), "office document"),
    ):
        rows, problems = read(tmp_path, data)
        assert not rows
        assert len(problems) == 1
        assert says in problems[0].what
