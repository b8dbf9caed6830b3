"""View: what a step may ask of the ledger, so that judging and publishing never open one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.odds import Scale
from reassay.base.source import Edge, Source
from reassay.base.verdict import Evidence


class View(Protocol):
    """Read-only questions. Every answer is sorted and the same for the same ledger and ``as_of``."""

    as_of: str
    bundled: bool  # may the reference's own limits and dates be consulted?
    scale: Scale | None  # how log-odds become probabilities; None for the elicited way
    past: Mapping[tuple[str, str], tuple[int, int]]  # (voice, metric) -> claims that persons found to hold, and to fail

    def documents(self) -> Sequence[Document]:
        """Every document, by published date then id."""

    def document(self, ident: str) -> Document:
        """One document. Raises KeyError."""

    def claims(self) -> Sequence[Claim]:
        """Every claim, by document order then place."""

    def claim(self, ident: str) -> Claim | None:
        """One claim, None when there is none of that id."""

    def told(self, document: str) -> Sequence[Claim]:
        """Claims of one document, by place."""

    def sentence(self, claim: Claim) -> Sequence[Claim]:
        """Claims of the same sentence, the claim included, by place."""

    def elsewhere(self, claim: Claim) -> Sequence[Claim]:
        """Claims of other documents with the same metric and subject, by published date then id; none for a claim without a subject."""

    def again(self, claim: Claim) -> Sequence[Claim]:
        """Claims of other sentences of its document with the same metric and subject, by place."""

    def evidence(self, kind: str | None = None) -> Sequence[Evidence]:
        """Rows retrieved by ``as_of``. Single applications, of which there may be very many, come only where a kind is named."""

    def singles(self, kind: str) -> Iterator[Evidence]:
        """Single applications of a kind retrieved by ``as_of``, one after another and in no order: never many of them in memory."""

    def edges(self) -> Sequence[Edge]:
        """Ownership edges that hold by ``as_of``."""

    def publisher(self, name: str) -> Source | None:
        """The register's Source for an id or any known name."""

    def entity(self, name: str) -> str | None:
        """Entity id for any known name, None when unknown."""

    def sort(self, ident: str) -> str:
        """What an entity is (listed, government, research institute), as the register words it; nothing when unknown."""
