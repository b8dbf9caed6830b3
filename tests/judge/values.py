"""Claims and documents from values, for judging without reading."""

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.document import Dated, Document
from reassay.base.period import Period
from reassay.base.quantity import Quantity
from reassay.base.source import Source
from reassay.base.text import Span
from reassay.ledger import MemoryView
from reassay.reference.register import register


def page(publisher, published="2026-02-04", name=None):
    known = register().publisher(publisher) or Source(publisher, publisher)
    return Document(name or publisher, "text", f"{name or publisher} {published}", known, "en", Dated(published, "given"))


def claim(document, value="158", metric="patents_filed", unit="count", comparator="eq", period="2025", subject="nre", **more):
    number = Decimal(value.replace(",", ""))
    return Claim(
        document.id,
        f"told of {value} things",
        Span(0, 15 + len(value)),
        metric,
        subject,
        subject if register().title(subject) else None,
        Quantity(number, number, comparator, unit),
        period=Period(period) if period else None,
        spans=(("value", Span(8, 8 + len(value))),),
        **more,
    )


def view(documents, claims, as_of="2026-11-23"):
    return MemoryView(documents, claims, (), register(), as_of)
