"""Folio: a document with a stretch of its claims and everything told of each; Holdings: what an export may ask of the ledger.

A ledger of a hundred thousand claims is handed out folio by folio, so that no export holds more than one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.source import Edge, Entity
from reassay.base.verdict import Evidence, Finding, Review, Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the newest verdict of each day, the findings they rest on, every review, and the one that stands.

    ``closed``: ids of findings that rest on a row whose licence forbids handing it on, so that their numbers are not handed on either.
    """

    claim: Claim
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()
    review: Review | None = None
    closed: frozenset[str] = frozenset()

    @property
    def verdict(self) -> Verdict | None:
        """The newest verdict, None for a claim not judged yet."""
        return self.verdicts[-1] if self.verdicts else None


@dataclass(frozen=True, slots=True)
class Folio:
    """A document without its text, and some of its claims in order; ``first`` for the first folio of a document."""

    document: Document
    first: bool
    told: tuple[Told, ...]


class Holdings(Protocol):
    """What an export may ask: everything the ledger holds as of a day, in one order, a little at a time."""

    as_of: str
    rules: str  # hash of the rules of the installation that exports

    def folios(self) -> Iterator[Folio]:
        """Every document with its claims, by document id; one without claims has one empty folio."""

    def text(self, document: str) -> str:
        """Text of a document."""

    def evidence(self, cited: Set[str]) -> Iterator[Evidence]:
        """Imported rows retrieved by the day, by id, those that may not be handed on included; then the bundled rows of these ids."""

    def entities(self) -> Sequence[Entity]:
        """Every known organisation."""

    def edges(self) -> Sequence[Edge]:
        """Who owns whom by the day."""
