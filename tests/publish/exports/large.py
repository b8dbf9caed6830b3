"""Ledgers of any size, written without reading: what exports cost is measured on these."""

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.document import Dated, Document
from reassay.base.period import Period
from reassay.base.quantity import Quantity
from reassay.base.source import Source
from reassay.base.text import Span
from reassay.base.verdict import Finding, Verdict, Voices
from reassay.ledger import Ledger
from reassay.ledger.tables import metadata

PRESS = Source("stonefield_press", "Stonefield Press", None, "trade press", "US")
DAYS = ("2026-10-01", "2026-11-01")
VOICES = Voices(1, 1, 1, 0, (("publisher:stonefield_press", ("Stonefield Press",)),), "publisher:stonefield_press")


def page(number, sentences):
    text = " ".join(f"Stonefield Magnetics made {number * 1000 + one} tonnes of magnets in 2025." for one in range(1, sentences + 1))
    return Document(f"page-{number}", text, f"{number:064x}", PRESS, "en", Dated("2026-02-03", "given"), f"https://example.org/{number}")


def claims(document, number, sentences):
    at = 0
    for one in range(1, sentences + 1):
        value = str(number * 1000 + one)
        end = document.text.index(".", at) + 1
        place = document.text.index(value, at)
        spans = (("unit", Span(place + len(value) + 1, place + len(value) + 7)), ("value", Span(place, place + len(value))))
        q = Quantity(Decimal(value), Decimal(value), "eq", "t")
        yield Claim(
            document.id, document.text[at:end], Span(at, end), "output", "Stonefield Magnetics", None, q, period=Period("2025"), spans=spans
        )
        at = end + 1


def fill(path, documents, sentences):
    """A ledger of documents times sentences claims, each judged on two days."""
    with Ledger(str(path)) as store:
        for number in range(1, documents + 1):
            document = page(number, sentences)
            found = list(claims(document, number, sentences))
            entries = []
            for claim in found:
                finding = Finding("only_one_voice", claim.id, "fires", "every publisher that states it leads back to one voice")
                because = ((finding.id, "only_one_voice fires"),)
                words = zip(DAYS, ("not_testable_yet", "company_reported_untested"), strict=True)
                verdicts = [Verdict(claim.id, word, day, because, VOICES, outcome="untested", independence="alone") for day, word in words]
                entries += [store._entry("finding", claim.id, finding), *(store._entry("verdict", claim.id, one) for one in verdicts)]
            with store.engine.begin() as connection:
                connection.execute(metadata.tables["blobs"].insert(), [{"digest": document.digest, "data": b""}])
                connection.execute(metadata.tables["documents"].insert(), [store._row(document, "2026-02-03")])
                connection.execute(metadata.tables["claims"].insert(), [store._claim_row(claim) for claim in found])
                store._insert_many(connection, entries)
    return path
