"""Facts that come with the package, as rows of evidence: quotas, USGS series, shares, prices, the ISO catalogue, public patent counts.

A row is known from the day it was published, else from the day it was last looked up, and so serves every earlier replay as it would have
then. Rows of grade C are kept apart as kind ``unverified``: they are shown as something to look up and never judge.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from reassay.base.verdict import Evidence
from reassay.reference.register import GRADES

CHECKED = "2026-11-22"  # the day on which every row was last looked up
UNVERIFIED = "unverified"
TABLES = ("patents", "prices", "production", "quotas", "reserves", "shares", "standards", "united_states")
OWN = ("kind", "publisher", "lineage", "basis", "url", "licence", "published_date", "confidence")


@cache
def bundled() -> tuple[Evidence, ...]:
    """Every bundled row, in the order of the tables."""
    return tuple(row for name in TABLES for row in table_rows(name))


def table_rows(name: str) -> Iterator[Evidence]:
    """Rows of one table."""
    with files("reassay.reference").joinpath("facts", f"{name}.csv").open(encoding="utf-8") as lines:
        yield from map(evidence, csv.DictReader(lines))


def evidence(cells: dict[str, str]) -> Evidence:
    """A row of a table; its own columns are kept, empty cells are none."""
    values: dict[str, str | None] = {name: cell for name, cell in cells.items() if cell and name not in OWN}
    values["confidence"] = cells["confidence"]
    values.setdefault("value", None)
    sound = cells["confidence"] in GRADES
    published = cells["published_date"]
    return Evidence(
        cells["kind"] if sound else UNVERIFIED,
        values,
        cells["publisher"],
        cells["lineage"],
        cells.get("period") or published,
        published,
        published or CHECKED,
        cells.get("basis") or None,
        cells["url"],
        cells["licence"],
    )


def same(row: Evidence) -> tuple[str, ...]:
    """What makes two rows the same figure of the same edition: an imported one stands in the place of a bundled one."""
    names = ("subject", "metric", "period", "part", "product", "partner", "patent_kind", "vintage", "reference", "committee", "grade")
    return (row.kind, row.publisher, *(" ".join(str(row.values.get(name) or "").casefold().split()) for name in names))
