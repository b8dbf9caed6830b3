"""Rows of evidence as CSV for a spreadsheet: text that it would run stays text, and rows whose licence forbids handing on are left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from reassay.base.verdict import Evidence

FIRST = ("id", "kind", "subject", "metric", "value", "unit", "period")
LAST = ("publisher", "lineage", "valid_date", "published_date", "retrieved_date", "basis", "url", "licence")
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(text: str) -> str:
    """A cell behind an apostrophe where a spreadsheet would take it for a formula; a plain number is none.

    A cell that has an apostrophe in front gets a second one, so that taking one away gives every cell back.
    """
    if not text.startswith((*RUN, "'")):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text if text.strip() == text and "_" not in text else f"'{text}"


def unharmed(cell: str) -> str:
    """Inverse of ``harmless``."""
    return cell.removeprefix("'")


def sheet(rows: Iterable[Evidence]) -> Iterator[str]:
    """Lines of CSV: a header with every column that some row has, then the rows that may be handed on."""
    shown = [row for row in rows if not row.withheld]
    columns = [*FIRST, *sorted({name for row in shown for name in row.values} - {*FIRST, *LAST}), *LAST]
    yield line(columns)
    for row in shown:
        own = {name: getattr(row, name) for name in (*LAST, "id", "kind")}
        yield line([printed(({**row.values, **own}).get(name)) for name in columns])


def printed(value: object) -> str:
    """A value as one cell."""
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return "" if value is None else str(value)


def line(cells: Iterable[str]) -> str:
    """One line of CSV. The writer quotes a carriage return only where its own line end holds one."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return out.getvalue().removesuffix("\r\n") + "\n"
