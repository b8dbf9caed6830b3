"""The one function that counts voices: publishers merged by ownership, relay and lineage. Nothing else may count sources.

Unknown owner earns no independence: an outlet of unknown owner that repeats a number is not a separate voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.verdict import Voices
from reassay.base.view import View
from reassay.judge.intervals import overlap, same_period, who

GOVERNMENT = ("gov", "sasac", "ministry", "government")


def count(claim: Claim, view: View) -> Voices:
    """Items that state the claim, their publishers, independent voices, and voices other than the claimant's."""
    by_document = {claim.document: claim}
    for other in view.elsewhere(claim):
        if states(other, claim):
            by_document.setdefault(other.document, other)
    groups: dict[str, set[str]] = defaultdict(set)
    for ident, other in by_document.items():
        document = view.document(ident)
        groups[voice(document, other, view)].add(document.source.name)
    origin = voice(view.document(claim.document), claim, view)
    publishers = {view.document(ident).source.id for ident in by_document}
    clusters = tuple(sorted((name, tuple(sorted(members))) for name, members in groups.items()))
    known = {name for name in groups if not name.startswith("unknown:")}
    external = len(known - {origin}) if origin in known else max(len(known) - 1, 0)  # an unknown owner may be any one of the known voices
    return Voices(len(by_document), len(publishers), max(len(known), 1), external, clusters)


def states(other: Claim, claim: Claim) -> bool:
    """True when another claim tells the same thing: subject, period, modality, basis and value within rounding."""
    if who(other) != who(claim) or not who(claim) or not same_period(other, claim):
        return False
    if (other.modality, other.polarity) != (claim.modality, claim.polarity):
        return False
    a, b = other.quantity, claim.quantity
    if a is None or b is None:
        return a is b and other.event == claim.event
    return overlap(other, claim) and (a.basis is None or b.basis is None or a.basis == b.basis)


def voice(document: Document, claim: Claim, view: View) -> str:
    """The voice a document speaks with in one of its claims: its origin where it relays one, traced to the company that controls it."""
    origin = relayed(document, claim, view)
    if origin is not None:
        return controller(origin, view)
    source = document.source
    if source.owner is None:
        return f"unknown:{source.id}"
    if source.owner in {edge.child for edge in view.edges()} | {edge.parent for edge in view.edges()} or view.entity(source.owner):
        return controller(view.entity(source.owner) or source.owner, view)
    return f"publisher:{source.id}"


def relayed(document: Document, claim: Claim, view: View) -> str | None:
    """The entity whose words a document passes on: whom its claims are attributed to, or whose organ it names."""
    if document.source.owner is not None and view.entity(document.source.owner):
        return None
    for name in attributions(view.told(document.id)):
        ident = view.entity(name) or (known.owner if (known := view.publisher(name)) else None) or opening(name, view)
        if ident is not None:
            return ident
    if who(claim) and claim.subject_id and repeats(document, claim):
        return claim.subject_id
    return None


def repeats(document: Document, claim: Claim) -> bool:
    """True when a translation or relay desk tells a company's own figure: it has no other origin."""
    return "relay" in (document.source.voice or "") or "translation" in document.source.kind


def attributions(claims: Iterable[Claim]) -> list[str]:
    """Whom the claims of a document are attributed to, most often named first."""
    found: dict[str, int] = defaultdict(int)
    for claim in claims:
        if claim.attribution:
            found[claim.attribution] += 1
    return sorted(found, key=lambda name: (-found[name], name))


def opening(name: str, view: View) -> str | None:
    """The entity that the first words of a name mean ("Baogang Group media")."""
    parts = name.split()
    for size in range(len(parts) - 1, 0, -1):
        ident = view.entity(" ".join(parts[:size]))
        if ident is not None and size >= 2:
            return ident
    return None


def controller(ident: str, view: View) -> str:
    """The company at the top of the chain of control; a government owner is another voice unless it is itself the speaker."""
    seen = {ident}
    while True:
        above = sorted(edge.parent for edge in view.edges() if edge.child == ident and controls(edge.share, edge.relation))
        above = [parent for parent in above if parent not in seen and not any(word in parent for word in GOVERNMENT)]
        if not above:
            return ident
        ident = above[0]
        seen.add(ident)


def controls(share: float | None, relation: str) -> bool:
    """Control: above half, above a third held directly, or a relation that says so."""
    words = relation.casefold()
    said = any(word in words for word in ("control", "parent", "wholly", "organ", "subsidiary", "largest shareholder"))
    return said or (share is not None and (share > 0.5 or (share > 1 / 3 and words.startswith("direct"))))
