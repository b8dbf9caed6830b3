"""USGS Mineral Commodity Summaries, long layout (from 2026): one figure a row, every commodity in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.layouts import Delivery, Layout, Made, Record
from reassay.collect.usgs import figure


@leaf()
def usgs_long(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One figure of a rare-earth chapter; the edition is that of ``--published``, else the year behind the one its last column names."""
    column = next((name for name in record.cells if re.fullmatch(layout.more["dated"], name)), "")
    year = int(order.published[:4]) if order.published else int(column[-4:] or 0) + 1
    row = figure(
        year,
        record.text("chapter"),
        record.text("country"),
        record.text("statistic"),
        record.text("detail"),
        record.text("unit"),
        record.text("year"),
        record.text("value"),
        record.text("notes"),
        order,
    )
    if row is not None:
        yield row
