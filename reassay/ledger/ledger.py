"""The ledger: append-only, idempotent, safe against a kill at any moment.

A document and its claims are one transaction: all there or not at all. Every key is a content hash, so adding the same again adds nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from reassay.base import notation
from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.drawer import Drawer
from reassay.base.errors import LedgerError, Problem
from reassay.base.verdict import Evidence, Finding, Review, Verdict
from reassay.ledger import records, words
from reassay.ledger.dumping import SINGLE, dumped
from reassay.ledger.memory import MemoryView
from reassay.ledger.owners import owned, spoken
from reassay.ledger.reread import reread
from reassay.reference.register import Register, register

BATCH = 2000  # rows of evidence that are in memory at once


@dataclass(frozen=True, slots=True)
class Added:
    """What one document added: whether it was new, how many claims, and the claims that the second reading refused."""

    new: bool
    claims: int
    refused: list[Problem]


class Ledger:
    """A store of documents, claims, findings, verdicts, evidence and problems."""

    def __init__(self, address: str, known: Register | None = None):
        """Open or make the ledger at a file or database address. Raises LedgerError when that cannot be done."""
        from sqlalchemy.exc import SQLAlchemyError

        self.address = address
        self.register = known or register()
        scheme = address.split(":", 1)[0] if "://" in address else ""
        leaf = next((one for one in Drawer[Any]("reassay.ledger.backends").open().values() if scheme in one.facts["schemes"]), None)
        if leaf is None:
            raise LedgerError(f"{address}: no store for {scheme}; give a file, sqlite:/// or postgresql:// address")
        if not scheme and not Path(address).parent.is_dir():
            raise LedgerError(f"{address}: no such folder; make it or give another path")
        try:
            self.engine = leaf.run(address)
            self._migrate()
        except (SQLAlchemyError, OSError) as problem:
            raise LedgerError(
                f"{address}: cannot be opened as a ledger ({str(problem).splitlines()[0][:120]}); give another file"
            ) from problem

    def _migrate(self) -> None:
        """Bring the tables to the newest revision; one process does it, others wait for its lock."""
        from alembic import command
        from alembic.config import Config
        from alembic.runtime.migration import MigrationContext

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.engine.begin() as connection:
            if MigrationContext.configure(connection).get_current_revision() is None:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.engine.dispose()

    def add_document(self, document: Document, claims: Iterable[Claim]) -> Added:
        """One document with its claims, in one transaction. A claim that the second reading refuses is kept as a Problem instead."""
        good, refused = self._vetted(document, claims)
        with self.engine.begin() as connection:
            new, count = self._put(connection, document, good, refused)
        return Added(new, count, refused)

    def add_seen(self, found: Iterable[tuple[Document, Iterable[Claim]]], notes: Iterable[tuple[str, str, Any]]) -> list[Problem]:
        """Documents with their claims, and entries (kind, about, value) that tell of them: all in one transaction. Returns the refused."""
        vetted = [(document, *self._vetted(document, claims)) for document, claims in found]
        with self.engine.begin() as connection:
            for document, good, refused in vetted:
                self._put(connection, document, good, refused)
            self._insert(connection, "entries", [self._entry(kind, about, value) for kind, about, value in notes])
        return [problem for _, _, refused in vetted for problem in refused]

    def _vetted(self, document: Document, claims: Iterable[Claim]) -> tuple[list[Claim], list[Problem]]:
        """The claims that the second reading confirms, and why it refuses the others."""
        published = document.published.value if document.published else None
        good, refused = [], []
        for claim in claims:
            why = (
                reread(claim, document.text, published, document.language)
                if claim.document == document.id
                else "it belongs to another document"
            )
            if why is None:
                good.append(claim)
            else:
                refused.append(Problem(document.name, f"claim refused: {why}", "", "warning", (claim.span.start, claim.span.end)))
        return good, refused

    def _put(self, connection: Any, document: Document, good: list[Claim], refused: list[Problem]) -> tuple[bool, int]:
        """A document and its vetted claims: whether it was new, and how many claims were."""
        self._insert(connection, "blobs", [{"digest": document.digest, "data": document.data}])
        new = self._insert(connection, "documents", [self._row(document, document.published.value if document.published else None)]) > 0
        count = self._insert(connection, "claims", [self._claim_row(claim) for claim in good])
        self._index(connection, good)
        self._insert(connection, "entries", [self._entry("problem", problem.where, problem) for problem in refused])
        return new, count

    def _row(self, document: Document, published: str | None) -> dict[str, Any]:
        return {
            "id": document.id,
            "name": document.name,
            "digest": document.digest,
            "text": document.text,
            "language": document.language,
            "published": published,
            "published_rule": document.published.rule if document.published else None,
            "address": document.address,
            "retrieved": document.retrieved,
            "wording": document.wording,
            "media": document.media,
            "title": document.title,
            "source": records.dump(document.source),
        }

    def _claim_row(self, claim: Claim) -> dict[str, Any]:
        return {
            "id": claim.id,
            "document": claim.document,
            "start": claim.span.start,
            "metric": claim.metric,
            "subject": claim.subject,
            "subject_id": claim.subject_id,
            "period": claim.period.text if claim.period else None,
            "stage": claim.stage,
            "modality": claim.modality,
            "notation": notation.write(claim),
        }

    def _entry(self, kind: str, about: str, value: Any) -> dict[str, Any]:
        body = records.dump(value)
        ident = getattr(value, "id", None) or "p" + hashlib.sha256(body.encode()).hexdigest()[:16]
        return {"id": ident, "kind": kind, "about": about, "body": body}

    def _insert(self, connection: Any, name: str, rows: list[dict[str, Any]]) -> int:
        """Insert rows whose key is not there yet; how many were."""
        from reassay.ledger.tables import metadata

        if not rows:
            return 0
        table = metadata.tables[name]
        insert = inserting(connection)
        return sum(connection.execute(insert(table).values(row).on_conflict_do_nothing()).rowcount for row in rows)

    def _index(self, connection: Any, claims: list[Claim]) -> None:
        """Put new claims into the word index of SQLite."""
        from sqlalchemy import text

        if connection.dialect.name != "sqlite":
            return
        for claim in claims:
            done = connection.execute(text("INSERT OR IGNORE INTO words_of (claim) VALUES (:claim)"), {"claim": claim.id})
            if done.rowcount:
                body = " ".join(words.grams(f"{claim.quote} {claim.subject or ''} {claim.metric}"))
                connection.execute(text("INSERT INTO words (rowid, body) VALUES (:row, :body)"), {"row": done.lastrowid, "body": body})

    def add_problem(self, problem: Problem) -> None:
        """A failure is a state: stored and counted."""
        self._add("problem", [(problem.where, problem)])

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Findings, each once."""
        self._add("finding", [(one.claim, one) for one in findings])

    def add_verdicts(self, verdicts: Iterable[Verdict]) -> None:
        """Verdicts, each once; an earlier verdict on the same claim stays."""
        self._add("verdict", [(one.claim, one) for one in verdicts])

    def add_reviews(self, reviews: Iterable[Review]) -> None:
        """What persons found, each once; a later review of the same claim is one more entry."""
        self._add("review", [(one.claim, one) for one in reviews])

    def reviews(self) -> list[Review]:
        """Every review, by id."""
        return [records.review(body) for body in self.entries("review")]

    def add_evidence(self, rows: Iterable[Evidence | Problem], tell: Callable[[Problem], None] | None = None) -> tuple[int, int]:
        """Rows as they come, each once, in one transaction and never many of them in memory; their problems are stored and told.

        Returns (rows read, rows that were new): all of them are there afterwards or, where the process ended before, none.
        """
        read = 0
        with self.engine.begin() as connection:
            before = self._count(connection, "evidence")
            stream = iter(rows)
            while batch := list(islice(stream, BATCH)):
                entries = []
                for one in batch:
                    if isinstance(one, Problem):
                        entries.append(self._entry("problem", one.where, one))
                        if tell is not None:
                            tell(one)
                    else:
                        read += 1
                        entries.append(self._entry("evidence", f"{SINGLE}{one.kind}" if one.single else one.kind, one))
                self._insert_many(connection, entries)
            return read, self._count(connection, "evidence") - before

    def add_import(self, about: str, said: dict[str, Any]) -> None:
        """A note of what was imported from which bytes, and on which day they were retrieved; each once."""
        body = records.dump(said)
        ident = "i" + hashlib.sha256(f"{about}\x1f{body}".encode()).hexdigest()[:16]
        with self.engine.begin() as connection:
            self._insert(connection, "entries", [{"id": ident, "kind": "import", "about": about, "body": body}])

    def add_run(self, said: dict[str, Any]) -> None:
        """A note of a judgement: its number, day, rules and new verdicts."""
        body = records.dump(said)
        ident = "u" + hashlib.sha256(body.encode()).hexdigest()[:16]
        with self.engine.begin() as connection:
            self._insert(connection, "entries", [{"id": ident, "kind": "run", "about": str(said["as_of"]), "body": body}])

    def _insert_many(self, connection: Any, rows: list[dict[str, Any]]) -> None:
        """Insert entries whose key is not there yet, in one go."""
        from reassay.ledger.tables import entries

        insert = inserting(connection)
        if rows:
            connection.execute(insert(entries).on_conflict_do_nothing(), rows)

    def _count(self, connection: Any, kind: str) -> int:
        """How many entries of a kind there are."""
        from sqlalchemy import func, select

        from reassay.ledger.tables import entries

        return int(connection.execute(select(func.count()).select_from(entries).where(entries.c.kind == kind)).scalar_one())

    def _add(self, kind: str, values: list[tuple[str, Any]]) -> None:
        with self.engine.begin() as connection:
            self._insert(connection, "entries", [self._entry(kind, about, value) for about, value in values])

    def documents(self) -> list[Document]:
        """Every document with its text, by id."""
        from sqlalchemy import select

        from reassay.ledger.tables import documents

        with self.engine.begin() as connection:
            return [records.document(row) for row in connection.execute(select(documents).order_by(documents.c.id))]

    def claims(self, **fields: str) -> list[Claim]:
        """Every claim, or those whose columns have the given values, by document and place. Raises LedgerError for an unknown column."""
        from sqlalchemy import select

        from reassay.ledger.tables import claims

        query = select(claims.c.notation).order_by(claims.c.document, claims.c.start, claims.c.id)
        for name, value in fields.items():
            if name not in claims.c:
                raise LedgerError(f"{name}: no such field; known are {', '.join(sorted(claims.c.keys()))}")
            query = query.where(claims.c[name] == value)
        with self.engine.begin() as connection:
            return [notation.read(row.notation) for row in connection.execute(query)]

    def entries(self, kind: str, about: str | None = None) -> list[str]:
        """Bodies of entries of a kind, by id."""
        from sqlalchemy import select

        from reassay.ledger.tables import entries

        query = select(entries.c.body).where(entries.c.kind == kind).order_by(entries.c.id)
        with self.engine.begin() as connection:
            return [row.body for row in connection.execute(query if about is None else query.where(entries.c.about == about))]

    def latest(self) -> dict[str, str]:
        """Claim id -> word of its newest verdict by date."""
        from sqlalchemy import select

        from reassay.ledger.tables import entries

        query = select(entries.c.id, entries.c.body).where(entries.c.kind == "verdict")
        with self.engine.begin() as connection:
            read = [(row.id, json.loads(row.body)) for row in connection.execute(query)]
        return {one["claim"]: one["word"] for _, one in sorted(read, key=lambda pair: (pair[1]["as_of"], pair[0]))}

    def view(self, as_of: str, also: Collection[str] = ()) -> MemoryView:
        """What steps may ask of the ledger as of a date; a document of a later day is not there yet, unless it is among ``also``."""
        evidence = [records.evidence(body) for body in self.bodies("evidence", singles=False)]
        known = owned(self.register, (row for row in evidence if row.retrieved_date <= as_of))
        there = [one for one in self.documents() if one.id in also or one.published is None or one.published.value <= as_of]
        ids = {one.id for one in there}
        documents = there if known is self.register else [spoken(one, known) for one in there]
        claims = [claim for claim in self.claims() if claim.document in ids]
        return MemoryView(documents, claims, evidence, known, as_of, singles=self.singles)

    def singles(self, kind: str) -> Iterator[Evidence]:
        """Single rows of a kind."""
        return (records.evidence(body) for body in self.bodies("evidence", f"{SINGLE}{kind}"))

    def bodies(self, kind: str, about: str | None = None, singles: bool = True) -> Iterator[str]:
        """Bodies of entries of a kind, by id, a few thousand at a time."""
        from sqlalchemy import select

        from reassay.ledger.tables import entries

        last = ""
        while True:
            query = select(entries.c.id, entries.c.body).where(entries.c.kind == kind, entries.c.id > last).order_by(entries.c.id)
            query = query if about is None else query.where(entries.c.about == about)
            query = query if singles else query.where(~entries.c.about.startswith(SINGLE))
            with self.engine.begin() as connection:
                found = connection.execute(query.limit(BATCH)).all()
            yield from (row.body for row in found)
            if len(found) < BATCH:
                return
            last = found[-1].id

    def search(self, typed: str) -> list[Claim]:
        """Claims whose quote or subject holds every word typed; Chinese words of one or two characters are found exactly."""
        from sqlalchemy import text

        if not words.query(typed):
            return []
        if self.engine.dialect.name != "sqlite":
            return [claim for claim in self.claims() if all(part in f"{claim.quote} {claim.subject}" for part in typed.split())]
        sql = "SELECT claim FROM words JOIN words_of ON words_of.rowid = words.rowid WHERE words MATCH :query"
        with self.engine.begin() as connection:
            found = {row.claim for row in connection.execute(text(sql), {"query": words.query(typed)})}
        return [claim for claim in self.claims() if claim.id in found]

    def find(self, ident: str) -> dict[str, Any]:
        """Everything known about a claim or document by its id or the start of it. Raises LedgerError when it is none or several."""
        claims = [claim for claim in self.claims() if claim.id.startswith(ident)]
        documents = [one for one in self.documents() if one.id.startswith(ident)]
        if len(claims) + len(documents) != 1:
            raise LedgerError(
                f"{ident}: {'not in this ledger' if not claims and not documents else 'the start of several ids'}; see show --search"
            )
        if documents:
            return {"document": documents[0], "claims": self.claims(document=documents[0].id)}
        claim = claims[0]
        findings = [records.finding(body) for body in self.entries("finding", claim.id)]
        verdicts = sorted((records.verdict(body) for body in self.entries("verdict", claim.id)), key=lambda one: (one.as_of, one.id))
        reviews = [records.review(body) for body in self.entries("review", claim.id)]
        document = next(one for one in self.documents() if one.id == claim.document)
        return {"claim": claim, "document": document, "findings": findings, "verdicts": verdicts, "reviews": reviews}

    def dump(self) -> Iterator[str]:
        """The ledger as sorted lines: documents, claims in notation, entries, states of watched addresses. No clock time, no path."""
        return dumped(self)


def inserting(connection: Any) -> Any:
    """The insert of a store's dialect, which passes over a key that is there."""
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert
    from sqlalchemy.dialects import postgresql

    return postgresql.insert
