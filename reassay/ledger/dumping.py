"""A ledger as sorted lines: documents, claims in notation, entries, states of watched addresses. No clock time, no path.

Of a row that its licence forbids to hand on stands only that it is there, and what rests on it stands without its values. Single
applications, of which there may be 300,000, are one line for each publisher and day of retrieval: how many, and a hash over their ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reassay.base import notation
from reassay.ledger import records
from reassay.ledger.closed import cited, handed_on, withheld

if TYPE_CHECKING:
    from reassay.ledger.ledger import Ledger

SINGLE = "single "  # before the kind of rows that a view loads only when asked for: 300,000 of them would cost every judgement 1.3 GB


def dumped(ledger: Ledger) -> Iterator[str]:
    """The lines."""
    for document in ledger.documents():
        published = document.published.value if document.published else "-"
        name = json.dumps(document.name, ensure_ascii=False)
        yield f"document  {document.id}  {document.digest}  {document.source.id}  {published}  {document.wording}  {name}"
    for claim in ledger.claims():
        yield f"claim  {claim.id}  {notation.write(claim)}"
    ids = cited(ledger.bodies("finding"))
    with ledger.engine.begin() as connection:
        closed = withheld(connection, ids)
    for body in ledger.bodies("evidence", singles=False):
        yield f"evidence  {records.public(body)}"
    for body in ledger.bodies("finding"):
        yield f"finding  {handed_on(body, closed)}"
    for kind in ("review", "verdict"):
        for body in ledger.bodies(kind):
            yield f"{kind}  {body}"
    for body in ledger.bodies("sighting"):
        yield f"sighting  {records.timeless(body)}"
    yield from counted(ledger)


def counted(ledger: Ledger) -> Iterator[str]:
    """Single rows, counted by kind, publisher and day of retrieval, with a hash over their ids in order."""
    from sqlalchemy import select

    from reassay.ledger.tables import entries

    query = select(entries.c.about).where(entries.c.kind == "evidence", entries.c.about.startswith(SINGLE)).distinct()
    with ledger.engine.begin() as connection:
        kinds = sorted(row.about.removeprefix(SINGLE) for row in connection.execute(query))
    found: dict[tuple[str, str, str], tuple[int, Any]] = {}
    for row in (row for kind in kinds for row in ledger.singles(kind)):
        key = (row.kind, row.publisher, row.retrieved_date)
        count, digest = found.get(key, (0, hashlib.sha256()))
        digest.update(row.id.encode())
        found[key] = (count + 1, digest)
    for key in sorted(found):
        count, digest = found[key]
        said = dict(zip(("kind", "publisher", "retrieved_date"), key, strict=True))
        yield f"singles  {records.dump({**said, 'count': count, 'hash': digest.hexdigest()[:16]})}"
