"""Which lines are rows of a table, with their cells and header: bars, tabs, columns of spaces, or a label and its numbers.

A table of bars may be one line; the others show themselves by at least two lines of the same shape. A first line with data of its own
is no header: its table has empty header cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reassay.base.text import Span

Cells = tuple[Span, ...]
GAP = re.compile(r" {2,}|\t+")
NUMBER = r"[(+\-\u2013~<>]?(?:[$\u20ac\u00a5]|US\$|A\$)?\d[\d,.]*(?:\s?%|\)|x)*|[-\u2013\u2014]|n/?[am]\.?"
VALUES = re.compile(rf"(?P<label>[^\d|]*?[^\d|\s:,;][^\d|]*?)(?P<cells>(?:\s+(?:{NUMBER})){{2,}})\s*$")
PERIOD = re.compile(
    r"(?:FY|Q[1-4]|H[12]|[1-4]Q|[12]H|\d{1,2}M)?\s?'?(?:(?:19|20)\d{2}|\d{2})?E?\s?(?:Q[1-4]|H[12])?|(?:19|20)\d{2}[-/]\d{2,4}"
)
MONTH = r"\b[A-Z][a-z]{2,8}[-' ]'?\d{2}(?!\d|[,.]\d)"  # Sep-23, Mar '24
DATED = re.compile(rf"(?:19|20)\d{{2}}|\bFY ?\d{{2}}|\bQ[1-4]\b|\bH[12]\b|\b[1-4]Q|\b[12]H|\d\u5e74|\d\u6708|\u5b63\u5ea6|{MONTH}")
VALUE_LINE = re.compile(rf"[^\d|]{{2,60}}?[\s:\uff1a](?:(?:{NUMBER})(?:[\s/,;\u2013-]+(?=[\d(+\-<>~])|\s*$))+\s*(?:\([^()]*\))?\s*$")
HAN_GAP = re.compile(r" +")
RULE = re.compile(r"[\s|:\-\u2013\u2014=+]+")
SHORT = 40  # characters of a cell in a table of spaces


@dataclass(frozen=True, slots=True)
class Row:
    """A line as a table row; ``header`` is empty for the header line itself."""

    cells: Cells
    header: Cells


def rows(text: str, lines: Sequence[Span]) -> dict[int, Row]:
    """Line number -> row, for every line that is one."""
    found: dict[int, Row] = {}
    table([(number, cells) for number, line in enumerate(lines) if (cells := barred(text, line)) is not None], lines, text, found)
    for split in (spaced, valued):
        at = 0
        while at < len(lines):
            run = same_shape(text, lines, at, split, found)
            if tabular(text, run):
                table(run, lines, text, found, above=split is valued)
            at += max(1, len(run))
    return found


def table(run: list[tuple[int, Cells]], lines: Sequence[Span], text: str, found: dict[int, Row], above: bool = False) -> None:
    """Enter the rows of consecutive lines: each block begins with its header, unless that line holds data."""
    header: Cells = ()
    last = -2
    width = max((len(cells) for _, cells in run), default=0)
    for number, given in run:
        if number != last + 1:
            header = dated_line(text, lines, number, len(given), found) if above else ()
        last = number
        bare = not header and not above and run[0][0] == number and len(given) < width and DATED.match(given[0].of(text))
        cells = (Span(given[0].start, given[0].start), *given) if bare else given  # a header line without a label of its own
        if not header and data(text, cells):
            header = tuple(Span(cell.start, cell.start) for cell in cells)
        found[number] = Row(cells, header)
        if not header and not RULE.fullmatch(lines[number].of(text)):
            header = cells


def barred(text: str, line: Span) -> Cells | None:
    """Cells parted by bars, or by two tabs and more."""
    body = line.of(text)
    bars = body.count("|")
    if bars >= 2 or (bars == 1 and body[0] != "|"):
        return cut(text, line, "|")
    if body.count(";") >= 2 and body.isascii() and "; " not in body and " ;" not in body:
        return cut(text, line, ";")
    return cut(text, line, "\t") if body.count("\t") >= 2 else None


def cut(text: str, line: Span, bar: str) -> Cells:
    """Cells between bars; the outer bars open and close the row."""
    body, start, cells = line.of(text), line.start, []
    for piece in body.split(bar):
        cells.append(trim(text, start, start + len(piece)))
        start += len(piece) + 1
    cells = cells[1:] if body.startswith(bar) else cells
    return tuple(cells[:-1] if body.endswith(bar) else cells)


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends, a byte-order mark counting as such."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def spaced(text: str, line: Span) -> Cells | None:
    """Cells parted by two spaces and more, or a tab; short ones only."""
    body = line.of(text)
    pattern = GAP if "  " in body or "\t" in body else HAN_GAP
    if (" " not in body and "\t" not in body) or (pattern is HAN_GAP and not terse(body)):
        return None
    if any("\u4e00" <= char <= "\u9fff" for char in body) and terse(body):
        pattern = HAN_GAP
    cells, start = [], 0
    for gap in pattern.finditer(body):
        cells.append(Span(line.start + start, line.start + gap.start()))
        start = gap.end()
    cells.append(Span(line.start + start, line.end))
    return tuple(cells) if all(cell.end - cell.start <= SHORT for cell in cells[1:]) and cells[0].end > cells[0].start else None


def terse(body: str) -> bool:
    """True for a line of Chinese words and numbers parted by spaces alone: no mark of a sentence, three parts and more, none long."""
    parts = body.split()
    han = any("\u4e00" <= char <= "\u9fff" for char in body)
    return han and len(parts) > 2 and not any(char in "\uff0c\u3002\uff1b\uff1a,;:" for char in body) and max(map(len, parts)) <= SHORT // 2


def valued(text: str, line: Span) -> Cells | None:
    """A label and at least two numbers behind it, single spaces between (the text layer of a page)."""
    body = line.of(text)
    if len(body) > 120 or (not body[-1:].isdigit() and body[-1:] not in ")%x-\u2013\u2014"):
        return None
    found = VALUES.match(body)
    if found is None:
        return None
    cells = [trim(text, line.start, line.start + found.end("label"))]
    start = line.start + found.start("cells")
    cells += [Span(start + one.start(), start + one.end()) for one in re.finditer(NUMBER, found["cells"])]
    return tuple(cells)


def same_shape(
    text: str, lines: Sequence[Span], at: int, split: Callable[[str, Span], Cells | None], taken: dict[int, Row]
) -> list[tuple[int, Cells]]:
    """The run of lines from ``at`` with as many cells as the first."""
    run: list[tuple[int, Cells]] = []
    most = 0
    while at < len(lines) and at not in taken:
        cells = split(text, lines[at])
        if cells is None or (run and not fits(len(cells), len(run[0][1]), most, split is spaced)):
            break
        run.append((at, cells))
        most = max(most, len(cells))
        at += 1
    return run


def tabular(text: str, run: list[tuple[int, Cells]]) -> bool:
    """True for at least two lines (three of two cells) with numbers in half of them."""
    least = 3 if max((len(cells) for _, cells in run), default=0) == 2 else 2
    numeric = sum(any(char.isdigit() for cell in cells[1:] for char in cell.of(text)) for _, cells in run)
    return len(run) >= least and numeric * 2 >= len(run)


def fits(count: int, first: int, most: int, loose: bool) -> bool:
    """True for as many cells as before; columns of spaces may lack the label of a header line or the last cell of a row."""
    return abs(count - most) <= 1 if loose else count == first


def data(text: str, cells: Cells) -> bool:
    """True when most cells behind the label hold a number that is no period."""
    rest = [cell.of(text) for cell in cells[1:] if cell.end > cell.start]
    numbers = [body for body in rest if any(char.isdigit() for char in body) and not DATED.search(body) and not body.startswith("(")]
    return bool(rest) and len(numbers) * 2 > len(rest)


def dated_line(text: str, lines: Sequence[Span], number: int, columns: int, found: dict[int, Row]) -> Cells:
    """The line above a table of values as its header, when it names a period or change per column."""
    if not number or number - 1 in found:
        return ()
    line = lines[number - 1]
    words = [Span(line.start + m.start(), line.start + m.end()) for m in re.finditer(r"(?:FY|[QH]\d) ?\d{2,4}|\S+", line.of(text))]
    if len(words) < columns - 1 or not DATED.search(line.of(text)) or len(words) > columns + 3:
        return ()
    tail = words[-(columns - 1) :]
    label = Span(line.start, max(line.start, tail[0].start - 1))
    return (label, *tail)
