"""USGS Data Series 140: one year a row, figures of the United States and of the world in columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reassay.base.drawer import leaf
from reassay.collect.cells import number
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def usgs_history(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """A row for each figure of a year, tonnes of rare-earth oxide; notes below the table and figures not given say nothing."""
    year = record.text("year")
    if not (year.isdigit() and len(year) == 4):
        return
    for column, (subject, metric, root) in layout.more["figures"].items():
        cell = record.text(column)
        if not cell or cell in layout.more["blank"]:
            continue
        yield {
            "subject": subject,
            "metric": metric,
            "value": number(cell, Decimal(1)).value,
            "unit": "t",
            "period": year,
            "scope": "world" if subject == "World" else None,
            "basis": layout.more["basis"],
            "lineage": root,
            "vintage": layout.more["vintage"],
            "status": "published",
            "published_date": order.published,
        }
