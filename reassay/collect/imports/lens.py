"""The Lens: its CSV export, one publication a row, several applicants behind double semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.collect.applications import application
from reassay.collect.cells import names
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def lens(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One publication; the number of its application is printed with office and kind, "CN 202510123456 A"."""
    office, code = record.text("office"), record.text("code")
    number = re.sub(rf"^{re.escape(office)}\s*", "", record.text("application")) if office else record.text("application")
    number = re.sub(r"\s+[A-Z]\d?$", "", number)
    publication = record.text("publication")
    yield application(
        office,
        number or re.sub(r"\s+[A-Z]\d?$", "", re.sub(rf"^{re.escape(office)}\s*", "", publication)),
        names(record.text("applicants"), ";;"),
        record.text("filed"),
        record.text("published"),
        code,
        by_publication=not number,
        title=record.text("title"),
        publication=publication,
        legal_status=record.text("legal"),
        url=record.text("link") if record.text("link").startswith("https://") else "",
    )
