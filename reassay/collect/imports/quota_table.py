"""Quota tables as notices print them: a group or the nation in each row, the parts of its quota (ore, separation) in columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reassay.base.drawer import leaf
from reassay.collect.cells import fold, number, period
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def quota_table(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """A row for each part; a row named total or for the nation is the nation's. A dash is no quota; an empty cell says nothing."""
    when = " ".join(part for part in (record.text("year"), record.text("batch")) if part)
    if record.text("batch").replace("+", "").isdigit():
        when = f"{record.text('year')} batch{'es' if '+' in record.text('batch') else ''} {record.text('batch')}"
    stretch = period(when)
    if not stretch:
        raise ValueError("no year")
    group = record.text("group")
    national = not group or fold(group) in layout.more["nation"]
    made = False
    for column, part in layout.more["parts"].items():
        cell = record.text(column)
        if not cell or cell in layout.more["dashes"]:
            continue
        made = True
        yield {
            "subject": layout.more["subject"] if national else group,
            "metric": "quota",
            "value": number(cell, Decimal(layout.more["sizes"].get(record.text("unit"), "1"))).value,
            "unit": "t",
            "period": stretch,
            "scope": "national" if national else "group",
            "part": part,
            "basis": "REO",
            "url": record.text("url"),
            "published_date": record.text("published") or order.published,
        }
    if not made:
        raise ValueError("no quota in any column")
