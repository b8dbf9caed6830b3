"""Workbooks (.xlsx) -> their sheets as comma-separated text, so that a table is read alike in either form. Standard library alone.

A sheet is read in one pass with a cap on its cells; what would expand itself (a document type in the XML) is refused.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from reassay.base.errors import Problem, SourceError
from reassay.reference.grammar import table

BOOK = "xl/workbook.xml"
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
CELL = re.compile(r"([A-Z]{1,3})\d+")
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets_of(archive: zipfile.ZipFile, where: str) -> Iterator[tuple[str, bytes]]:
    """(name, comma-separated text) of every sheet, in order. Raises SourceError for one that is broken, hostile or too large."""
    try:
        words = shared(archive, where)
        found = sorted((int(name[1]), item) for item in archive.namelist() if (name := SHEET.fullmatch(item)))
        for number, item in found:
            yield f"sheet{number}.csv", delimited(rows(archive, item, words, where))
    except (ElementTree.ParseError, zipfile.BadZipFile, KeyError, IndexError, ValueError) as problem:
        raise SourceError(Problem(where, "not a readable workbook: truncated or broken", "save its sheet as CSV")) from problem


def opened(archive: zipfile.ZipFile, item: str, where: str) -> io.BytesIO:
    """A part of the workbook. Raises SourceError for XML with a document type, which may expand without end."""
    data = archive.read(item)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SourceError(Problem(where, "the workbook declares entities: refused", "save its sheet as CSV"))
    return io.BytesIO(data)


def shared(archive: zipfile.ZipFile, where: str) -> list[str]:
    """Texts that cells point to."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ElementTree.parse(opened(archive, "xl/sharedStrings.xml", where)).getroot()  # noqa: S314 - no document type, see opened
    return ["".join(part.text or "" for part in one.iter(f"{SPACE}t")) for one in root.iter(f"{SPACE}si")]


def rows(archive: zipfile.ZipFile, item: str, words: list[str], where: str) -> Iterator[list[str]]:
    """Rows of a sheet as text, with empty cells where none is stored."""
    most, count = table("collecting.toml")["imports"]["cells"], 0
    for _, element in ElementTree.iterparse(opened(archive, item, where)):  # noqa: S314 - no document type, see opened
        if element.tag != f"{SPACE}row":
            continue
        cells: dict[int, str] = {}
        for cell in element.iter(f"{SPACE}c"):
            place = CELL.fullmatch(cell.get("r") or "")
            cells[column(place[1]) if place else len(cells)] = content(cell, words)
        count += len(cells)
        if count > most:
            raise SourceError(Problem(where, f"a sheet of more than {most} cells", "save it as CSV"))
        yield [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]
        element.clear()


def column(letters: str) -> int:
    """Place of a column: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def content(cell: ElementTree.Element, words: list[str]) -> str:
    """What a cell shows as text."""
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{SPACE}t"))
    value = cell.find(f"{SPACE}v")
    text = value.text or "" if value is not None else ""
    return words[int(text)] if cell.get("t") == "s" and text else text


def delimited(found: Iterator[list[str]]) -> bytes:
    """Rows as comma-separated text, each as wide as the first with more than two cells filled: titles stand above it, notes below."""
    kept = list(found)
    width = next((len(row) for row in kept if sum(bool(cell.strip()) for cell in row) > 2), 0)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows((row + [""] * width)[: max(width, 1)] for row in kept if any(row))
    return out.getvalue().encode("utf-8")
