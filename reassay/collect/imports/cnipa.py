"""Chinese register exports: CSV with Chinese headers, brackets of either width, application numbers with their check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.applications import application
from reassay.collect.cells import names
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def cnipa(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One row of the register; the letter of its publication and the fifth digit of its application must name one kind of right."""
    publication = record.text("publication")
    code = re.search(r"[A-Z]\d?$", publication.upper())
    yield application(
        "CN",
        record.text("application"),
        names(record.text("applicants"), layout.more["separators"]),
        record.text("filed"),
        record.text("published"),
        code[0] if code else "",
        record.text("kind") if record.text("kind") in layout.more["known"] else "",
        title=record.text("title"),
        publication=publication,
        legal_status=record.text("legal"),
    )
