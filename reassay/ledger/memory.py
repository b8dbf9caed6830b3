"""A View over values in memory: what a step may ask, over lists that a ledger or a caller hands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.odds import Scale
from reassay.base.source import Edge, Source
from reassay.base.text import Span
from reassay.base.verdict import Evidence
from reassay.reference.bundled import bundled as facts
from reassay.reference.bundled import same
from reassay.reference.register import Register


class MemoryView:
    """Answers are sorted once, when the view is made."""

    def __init__(
        self,
        documents: Iterable[Document],
        claims: Iterable[Claim],
        evidence: Iterable[Evidence],
        register: Register,
        as_of: str,
        bundled: bool = True,
        singles: Callable[[str], Iterable[Evidence]] | None = None,
        scale: Scale | None = None,
    ):
        self.as_of = as_of
        self.scale = scale
        self.past: Mapping[tuple[str, str], tuple[int, int]] = {}
        self.bundled = bundled
        self.register = register
        self._documents = sorted(documents, key=lambda one: (one.published.value if one.published else "9999", one.id))
        self._order = {one.id: place for place, one in enumerate(self._documents)}
        self._by_id = {one.id: one for one in self._documents}
        self._claims = sorted(claims, key=lambda one: (self._order[one.document], one.span, one.at("value") or one.span, one.id))
        self._told: dict[str, list[Claim]] = defaultdict(list)
        self._sentences: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
        self._things: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._by_claim = {claim.id: claim for claim in self._claims}
        for claim in self._claims:
            self._told[claim.document].append(claim)
            self._sentences[claim.document, claim.span].append(claim)
            self._things[claim.metric, claim.who].append(claim)
        self._edges = [edge for edge in register.edges if edge.as_of[:10] <= as_of]
        self._sorts = {entity.id: entity.kind for entity in register.entities}
        rows = list(evidence)
        own = {same(row) for row in rows}
        more = (row for row in facts() if same(row) not in own) if bundled else ()
        self._evidence = self._known((*rows, *more))
        self._singles = singles
        self._asked: dict[str | None, tuple[Evidence, ...]] = {}

    def _known(self, rows: Iterable[Evidence]) -> list[Evidence]:
        """Rows retrieved by the date, in order."""
        return sorted((row for row in rows if row.retrieved_date <= self.as_of), key=lambda row: (row.kind, row.valid_date, row.id))

    def documents(self) -> Sequence[Document]:
        """Every document, by published date then id."""
        return self._documents

    def document(self, ident: str) -> Document:
        """One document. Raises KeyError."""
        return self._by_id[ident]

    def claims(self) -> Sequence[Claim]:
        """Every claim, by document then place."""
        return self._claims

    def claim(self, ident: str) -> Claim | None:
        """One claim, None when there is none of that id."""
        return self._by_claim.get(ident)

    def told(self, document: str) -> Sequence[Claim]:
        """Claims of one document."""
        return self._told.get(document, ())

    def sentence(self, claim: Claim) -> Sequence[Claim]:
        """Claims of the same sentence."""
        return self._sentences[claim.document, claim.span]

    def elsewhere(self, claim: Claim) -> Sequence[Claim]:
        """Claims of other documents with the same metric and subject."""
        same = self._things.get((claim.metric, claim.who), ()) if claim.who else ()
        return [other for other in same if other.document != claim.document]

    def again(self, claim: Claim) -> Sequence[Claim]:
        """Claims of other sentences of its document with the same metric and subject."""
        told = (other for other in self.told(claim.document) if other.span != claim.span)
        return [other for other in told if (other.metric, other.who) == (claim.metric, claim.who)]

    def evidence(self, kind: str | None = None) -> Sequence[Evidence]:
        """Rows retrieved by ``as_of``; single applications only where a kind is named."""
        if kind not in self._asked:
            more = self._known(self._singles(kind)) if kind is not None and self._singles is not None else []
            rows = (row for row in self._evidence if (not row.single if kind is None else row.kind == kind))
            self._asked[kind] = (*rows, *more)
        return self._asked[kind]

    def singles(self, kind: str) -> Iterator[Evidence]:
        """Single applications of a kind, retrieved by ``as_of``."""
        yield from (row for row in self._evidence if row.single and row.kind == kind)
        more = self._singles(kind) if self._singles is not None else ()
        yield from (row for row in more if row.retrieved_date <= self.as_of)

    def edges(self) -> Sequence[Edge]:
        """Ownership edges that hold by ``as_of``."""
        return self._edges

    def publisher(self, name: str) -> Source | None:
        """The register's Source."""
        return self.register.publisher(name)

    def entity(self, name: str) -> str | None:
        """Entity id of a name."""
        return self.register.entity(name)

    def sort(self, ident: str) -> str:
        """What an entity is."""
        return self._sorts.get(ident, "")
