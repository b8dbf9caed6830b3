"""Google Patents: the CSV that a result list downloads, one publication a row, below a line with the search's address."""

from __future__ import annotations

from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.applications import application
from reassay.collect.cells import names
from reassay.collect.layouts import Delivery, Layout, Made, Record
from reassay.reference.grammar import table


@leaf()
def google_patents(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One publication; the publication number without its kind code stands for the application, which is not printed."""
    parts = record.text("id").split("-")
    if len(parts) != 3:
        raise ValueError(f"not a publication id: {record.text('id')[:40] or 'empty'}")
    link = record.text("link")
    yield application(
        parts[0],
        parts[1],
        names(record.text("assignee"), ",", tuple(table("evidence_words.toml")["forms"]["words"])),
        record.text("filed"),
        record.text("published"),
        parts[2],
        by_publication=True,
        title=record.text("title"),
        publication=record.text("id"),
        priority_date=record.text("priority"),
        url=link if link.startswith(("https://", "http://")) else "",
    )
