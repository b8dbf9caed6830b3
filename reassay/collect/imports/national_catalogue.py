"""The Chinese national catalogue of standards as JSON: national and industry standards with their drafting units; the first one led."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.cells import day, names
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def national_catalogue(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One standard; marks of a search hit are taken off, dates may be milliseconds."""
    clean = {name: re.sub(r"</?\w+[^>]*>", "", record.text(name)).strip() for name in layout.columns.values()}
    if not clean["reference"]:
        raise ValueError("no number of a standard")
    committee = re.fullmatch(r"(?:SAC/?)?\s*(TC|SC)\s*(\d+)(.*)", clean["committee"])
    issued = day(clean["publication_date"])
    units = names(clean["drafting_units"], layout.more["separators"])
    yield {
        "reference": clean["reference"],
        "committee": f"SAC/{committee[1]} {committee[2]}{committee[3].replace('SC', '/SC ')}" if committee else clean["committee"],
        "title": clean["title"],
        "stage": clean["stage"],
        "publication_date": issued,
        "in_force": day(clean["in_force"]),
        "led": units[0] if units else None,
        "drafting_units": units,
        "valid_date": issued or order.retrieved,
        "published_date": issued if issued and issued <= order.retrieved else order.retrieved,
    }
