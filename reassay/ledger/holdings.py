"""What an export may ask of a ledger, a page at a time: memory does not grow with the ledger, and no lock is held between two pages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from reassay.base import notation
from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.errors import LedgerError
from reassay.base.folio import Folio, Told
from reassay.base.source import Edge, Entity
from reassay.base.verdict import Evidence, Finding, Review, Verdict
from reassay.ledger import records
from reassay.ledger.closed import batched, withheld
from reassay.ledger.ledger import Ledger
from reassay.ledger.owners import owned, spoken
from reassay.reference.bundled import bundled
from reassay.reference.register import Register

PAGE = 1000  # claims, with all that is told of them, in memory at once: some 20 MB


@dataclass
class LedgerHoldings:
    """The ledger as of a day."""

    ledger: Ledger
    as_of: str
    rules: str
    known: Register = field(init=False)

    def __post_init__(self) -> None:
        """Ask once who owns whom."""
        rows = (records.evidence(body) for body in self.ledger.entries("evidence", "ownership"))
        self.known = owned(self.ledger.register, (row for row in rows if row.retrieved_date <= self.as_of and not row.withheld))

    def folios(self) -> Iterator[Folio]:
        """Every document with its claims, by document id."""
        told = groupby(self._told(), key=lambda one: one.claim.document)
        waiting = next(told, None)
        for document in self._documents():
            first = True
            while waiting is not None and waiting[0] <= document.id:
                for part in batched(waiting[1], PAGE) if waiting[0] == document.id else ():
                    yield Folio(document, first, part)
                    first = False
                waiting = next(told, None)
            if first:
                yield Folio(document, True, ())

    def text(self, document: str) -> str:
        """Text of a document."""
        from sqlalchemy import select

        from reassay.ledger.tables import documents

        with self.ledger.engine.begin() as connection:
            return str(connection.execute(select(documents.c.text).where(documents.c.id == document)).scalar_one())

    def evidence(self, cited: Set[str]) -> Iterator[Evidence]:
        """Imported rows retrieved by the day, by id; then the bundled rows of these ids."""
        rows = (records.evidence(body) for body in self.ledger.bodies("evidence"))
        yield from (row for row in rows if row.retrieved_date <= self.as_of)
        yield from sorted((row for row in bundled() if row.id in cited), key=lambda row: row.id)

    def entities(self) -> Sequence[Entity]:
        """Every known organisation."""
        return self.known.entities

    def edges(self) -> Sequence[Edge]:
        """Who owns whom by the day."""
        return [one for one in self.known.edges if one.as_of[:10] <= self.as_of]

    def _documents(self) -> Iterator[Document]:
        """Documents by id, without text and bytes."""
        from sqlalchemy import literal, select

        from reassay.ledger.tables import documents

        columns = [literal("").label("text") if one.name == "text" else one for one in documents.c]
        last = ""
        while True:
            query = select(*columns).where(documents.c.id > last).order_by(documents.c.id).limit(PAGE)
            with self.ledger.engine.begin() as connection:
                found = connection.execute(query).all()
            yield from (spoken(records.document(row), self.known) for row in found)
            if len(found) < PAGE:
                return
            last = found[-1].id

    def _told(self) -> Iterator[Told]:
        """Claims by document and place, each with what is told of it."""
        from sqlalchemy import select, tuple_

        from reassay.ledger.tables import claims

        order = (claims.c.document, claims.c.start, claims.c.id)
        last: tuple[Any, ...] = ("", -1, "")
        while True:
            query = select(*order, claims.c.notation).where(tuple_(*order) > tuple_(*last)).order_by(*order).limit(PAGE)
            with self.ledger.engine.begin() as connection:
                found = connection.execute(query).all()
                entries = self._entries(connection, [row.id for row in found])
                page = [told(notation.read(row.notation), entries[row.id], self.as_of) for row in found]
                closed = withheld(connection, {ident for one in page for finding in one.findings for ident in finding.evidence})
            for one in page:
                yield replace(one, closed=frozenset(finding.id for finding in one.findings if closed.intersection(finding.evidence)))
            if len(found) < PAGE:
                return
            last = tuple(found[-1])[:3]

    def _entries(self, connection: Any, ids: list[str]) -> dict[str, list[tuple[str, str]]]:
        """Claim -> its (kind, body) in the order they were entered, which tells the newer of two verdicts of one day."""
        from sqlalchemy import literal_column, select

        from reassay.ledger.tables import entries

        place: Any = literal_column("rowid" if connection.dialect.name == "sqlite" else "ctid")
        query = select(entries.c.about, entries.c.kind, entries.c.body).where(
            entries.c.kind.in_(("finding", "review", "verdict")), entries.c.about.in_(ids)
        )
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in connection.execute(query.order_by(place)):
            found[row.about].append((row.kind, row.body))
        return found


def told(claim: Claim, entries: Sequence[tuple[str, str]], as_of: str) -> Told:
    """A claim with what its entries say by a day: of two verdicts of one day the later entered one."""
    by_day: dict[str, Verdict] = {}
    for one in (records.verdict(body) for kind, body in entries if kind == "verdict"):
        if one.as_of <= as_of:
            by_day[one.as_of] = one
    verdicts = tuple(by_day[day] for day in sorted(by_day))
    rests = {ident for one in verdicts for ident, _ in one.because}
    findings = (records.finding(body) for kind, body in entries if kind == "finding")
    read = [one for one in (records.review(body) for kind, body in entries if kind == "review") if one.decided <= as_of]
    reviews = tuple(sorted(read, key=lambda one: (one.decided, one.id)))
    return Told(claim, verdicts, ordered(one for one in findings if one.id in rests), reviews, settled(reviews))


def ordered(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """Findings by id."""
    return tuple(sorted(findings, key=lambda one: one.id))


def settled(reviews: Sequence[Review]) -> Review | None:
    """The newest review; None where there is none or two of the newest day differ."""
    newest = [one for one in reviews if one.decided == reviews[-1].decided]
    return newest[-1] if len({one.outcome for one in newest}) == 1 else None


def holdings(ledger: Ledger, as_of: str | None, rules: str) -> LedgerHoldings:
    """The ledger as of a day; without one, as of its newest verdict: the clock has no say. Raises LedgerError when nothing is in it."""
    from sqlalchemy import select

    from reassay.ledger.tables import documents

    with ledger.engine.begin() as connection:
        if connection.execute(select(documents.c.id).limit(1)).first() is None:
            raise LedgerError("nothing in this ledger to export; read documents into it with reassay assay")
    day = as_of or max((str(json.loads(body)["as_of"]) for body in ledger.bodies("verdict")), default="9999-12-31")
    return LedgerHoldings(ledger, day, rules)


__all__ = ["LedgerHoldings", "holdings"]
