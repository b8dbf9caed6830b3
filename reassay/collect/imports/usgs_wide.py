"""USGS Mineral Commodity Summaries, wide layout (2025): one country a row, two years of production and the reserves beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.layouts import Delivery, Layout, Made, Record
from reassay.collect.usgs import figure


@leaf()
def usgs_wide(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """A row for each figure of a country; the edition is the year behind the last one that a column names."""
    columns = [(name, found) for name in record.cells if (found := re.fullmatch(layout.more["figures"], name))]
    if not columns:
        raise ValueError("no column of a year")
    year = max(int(found["year"]) for _, found in columns) + 1
    for name, found in columns:
        note = record.text(layout.more["notes"][found["what"]])
        if found["estimated"] and "estimated" not in note.casefold():
            note = f"Estimated. {note}".strip()
        row = figure(
            year,
            record.text("commodity"),
            record.text("country"),
            layout.more["statistics"][found["what"]],
            "",
            record.text("unit"),
            found["year"],
            record.text(name),
            note,
            order,
        )
        if row is not None:
            yield row
