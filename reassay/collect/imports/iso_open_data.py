"""ISO Open Data: deliverables as JSON lines or CSV; drafts are rows, too. The catalogue does not say who leads a project."""

from __future__ import annotations

from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def iso_open_data(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One deliverable with its committee, stage (6060 is 60.60) and date of publication."""
    reference, committee = record.text("reference"), record.text("committee")
    if not reference:
        raise ValueError("no reference")
    stage = record.text("stage").split(".")
    code = "".join(stage)
    if code and not (code.isdigit() and len(code) == 4):
        raise ValueError(f"not a stage: {record.text('stage')[:20]}")
    titles = record.cells.get("title")
    published = record.text("publication_date")[:10]
    yield {
        "reference": reference,
        "committee": committee,
        "stage": f"{code[:2]}.{code[2:]}" if code else None,
        "title": titles.get("en") or titles.get("fr") if isinstance(titles, dict) else titles,
        "publication_date": published,
        "edition": record.text("edition"),
        "deliverable": record.text("deliverable"),
        "valid_date": published or order.retrieved,
        "published_date": min(published or order.retrieved, order.retrieved),
    }
