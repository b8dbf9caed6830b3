"""JSON lines: a claim a line in the shape of ``extract``, with its document, verdict and findings; the other tables beside them.

Rows of evidence stand in the columns that ``import`` reads, so that each has the same id when it is read again.
"""

from __future__ import annotations

from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.folio import Holdings, Told
from reassay.publish.formats import compact, fields
from reassay.publish.public import label, notice, shown
from reassay.publish.tabular import TABLES, Row, finding_row, folio_rows, granted, json_line, plain, rests, verdict_row
from reassay.publish.tray import Tray


@leaf(files=("claims.jsonl", *(f"{name}.jsonl" for name in TABLES if name != "claims")), alone=True)
def jsonl(held: Holdings, tray: Tray) -> None:
    """A claim a line with every field, its document, verdict and findings."""
    for name in TABLES:
        tray.write(f"{name}.jsonl", "")
    cited: set[str] = set()
    for folio in held.folios():
        cited |= rests(folio)
        for one in folio.told:
            tray.write("claims.jsonl", compact(told(one, folio.document)) + "\n")
            tray.made["claims"] += 1
        for name, row in folio_rows(folio):
            if name != "claims":
                tray.write(f"{name}.jsonl", json_line(name, row))
    for name, row in granted(held, cited, tray.left):
        own = {"id": row.pop("id"), **row.pop("columns"), **row}
        tray.write(f"{name}.jsonl", compact({key: value for key, value in own.items() if value not in (None, "")}) + "\n")


def told(one: Told, document: Document) -> Row:
    """A claim as one object."""
    quote, place = shown(one.claim)
    verdict = {key: plain(value) for key, value in verdict_row(one.verdict).items()} if one.verdict else None
    review = one.review
    return fields(one.claim, document.name) | {
        "quote": quote,
        "start": place.start,
        "end": place.end,
        "cut": place != one.claim.span,
        "document_id": document.id,
        "publisher": document.source.name,
        "published": document.published.value if document.published else None,
        "address": document.address,
        "wording": document.wording,
        "notice": notice(document) or None,
        "verdict": verdict,
        "label": label(one),
        "findings": [finding_row(finding, one) for finding in one.findings],
        "review": {"outcome": review.outcome, "decided": review.decided, "source": review.source, "by": review.by} if review else None,
    }
