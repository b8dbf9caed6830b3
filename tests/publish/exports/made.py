"""A ledger with everything that an export must get right, filled by reading, judging and reviewing."""

import hashlib
from dataclasses import replace

from reassay import pipeline
from reassay.base.document import Dated, Document
from reassay.base.source import Source
from reassay.base.verdict import Evidence, Review
from reassay.ledger import Ledger
from reassay.ledger.holdings import holdings
from reassay.publish.shipping import format_of, ship

FIRST, LAST = "2026-03-01", "2026-11-23"
OWN = Source("stonefield", "Stonefield Magnetics", None, "company organ", "US")
PRESS = Source("example_press", "Example Press", None, "trade press", "GB")
NRE = Source("nre", "China Northern Rare Earth", "nre", "company organ", "CN")
LONG = "and the town, which has waited for years for a works of its own, " * 8
NASTY = (
    '=HYPERLINK("https://example.org","Stonefield Magnetics produced 1,158 tonnes of magnets in 2025").',
    "+ Stonefield Magnetics produced 2,258 tonnes of magnets in 2025.",
    "- Stonefield Magnetics produced 3,358 tonnes of magnets in 2025.",
    "@Stonefield Magnetics produced 4,458 tonnes of magnets in 2025.",
    "'Stonefield Magnetics produced 5,558 tonnes of magnets in 2025, it said <&>.",
)
TEXTS = {
    "nasty": ("\n\n".join(NASTY), OWN, "en", "original", "https://example.org/a?b=1&c=<2>"),
    "long": (f"Stonefield Magnetics produced 6,658 tonnes of magnets in 2025, {LONG}rejoices.", PRESS, "en", "original", None),
    "wide": ("\U00020000氧化镨钕。2025年北方稀土申请专利158件，其中发明专利125件。", NRE, "zh", "original", "https://example.org/zh"),
    "restated": ("In 2025 Stonefield Magnetics filed 77 patent applications.", PRESS, "en", "restated", "https://example.org/r"),
    "example": ("In 2025 Example Oxides produced 9,500 tonnes of oxides.", PRESS, "en", "constructed", None),
    "silent": ("The hall for rare earths is open.", PRESS, "en", "original", "https://example.org/s"),
}


def document(name):
    text, source, language, wording, address = TEXTS[name]
    data = text.encode()
    date = Dated("2026-02-03", "given")
    return Document(name, text, hashlib.sha256(data).hexdigest(), source, language, date, address, "2026-02-04", wording, data=data)


def row(value, publisher, withheld=False):
    values = {"subject": "Stonefield Magnetics", "metric": "output", "value": value, "unit": "t", "period": "2025", "scope": "=1+1"}
    return Evidence(
        "statistics", values, publisher, f"lineage:{publisher}", "2025", "2026-02-01", "2026-02-10", None, f"https://example.org/{publisher}",
        "no redistribution" if withheld else "CC BY 4.0", withheld,
    )  # fmt: skip


OPEN, CLOSED = row(1158, "Example Office"), row(9876, "Closed Register", withheld=True)


def nasty(claims):
    """Claims whose quotes begin as the nasty texts do: the reader leaves bullets and signs out of a quote, a ledger need not."""
    page = document("nasty")
    for one in claims:
        start = next(
            (page.text.index(text) for text in NASTY if page.text.index(text) <= one.span.start < page.text.index(text) + len(text)), None
        )
        span = one.span if start is None else one.span._replace(start=start)
        yield replace(one, span=span, quote=page.text[span.start : span.end])


def fill(path):
    """The ledger's file."""
    with Ledger(str(path)) as store:
        for name in TEXTS:
            page = document(name)
            claims = list(pipeline.claims_of(page))
            added = store.add_document(page, nasty(claims) if name == "nasty" else claims)
            assert not added.refused
        store.add_evidence([OPEN])
        pipeline.judged(store, FIRST)
        store.add_evidence([CLOSED])
        held = next(one for one in store.claims() if "2,258" in one.quote)
        failed = next(one for one in store.claims() if one.quantity and one.quantity.low == 158)
        store.add_reviews([Review(held.id, "held", "2026-06-01", "annual report 2025, page 3", "the desk")])
        store.add_reviews([Review(failed.id, "failed", "2026-07-01", "register, 1 July 2026", "the desk")])
        pipeline.judged(store, LAST)
    return path


def export(path, name, out, as_of=None):
    """A format's files in a folder, and what was said of them."""
    with Ledger(str(path)) as store:
        leaf, place = format_of(name, out)
        return list(ship(leaf, holdings(store, as_of, pipeline.rules()), place))
