"""Which documents bear on a claim, and the voices that they speak with: worked out once for all claims that tell the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.circle import Circle
from reassay.judge.copies import repeating, with_end
from reassay.judge.intervals import apart, overlap, same_period, who
from reassay.judge.kindred import Kin, Said, kindred
from reassay.judge.origin import NOBODY, echoes

COUNTING = ("independent_voice", "only_one_voice")  # checks that name the publishers counted: their other texts bear on nothing


@dataclass(frozen=True, eq=False)
class Bearing:
    """Documents heard together: whose voices they are, with the names of their publishers, and which voices state the claim."""

    items: int
    publishers: frozenset[str]  # source ids
    groups: dict[str, frozenset[str]]
    stating: frozenset[str]
    circle: Circle

    def origin(self, claim: Claim, view: View) -> str:
        """The voice of the claim's own document."""
        return self.circle.voice(view.document(claim.document), claim, view)


def bearing(claim: Claim, view: View, findings: Sequence[Finding] = ()) -> Bearing:
    """What bears on a claim: documents that state it, were compared with it, tell its unround number, or are copies of it."""
    kin, mine = kindred(claim, view)
    first = stating(kin, mine)
    own = first[claim.document].claim
    aside = (own.subject, own.subject_id) != (claim.subject, claim.subject_id)  # the document states it under two names
    more, (number, echoed), named = compared(claim, first, kin, view, findings), echoes(claim, view), limiting(findings, view)
    ends, copied = repeating(claim, view)
    key = (
        alike(mine),
        claim.subject,
        claim.subject_id,
        number,
        named,
        ends,
        copied,
        tuple(one.id for one in more),
        claim.id if aside else "",
    )

    def made() -> Bearing:
        told = {ident: one.claim for ident, one in first.items()} | ({claim.document: claim} if aside else {})
        others = (*(ident for name in named for ident in houses(view)[name]), *echoed, *copied)
        return heard(claim, told, more, (*others, *(ident for end in ends for ident in with_end(end, view))), view)

    return kin.kept("bearing", key, made)


def heard(claim: Claim, told: dict[str, Claim], more: Sequence[Claim], others: Sequence[str], view: View) -> Bearing:
    """Documents that state a claim, those it was compared with, and those that limit it or tell its number, heard together."""
    every = told | {one.document: one for one in more}
    for ident in others:
        every.setdefault(ident, claim)
    circle = Circle(view.document(ident) for ident in every)
    voices = {ident: circle.voice(view.document(ident), one, view) for ident, one in every.items()}
    groups: dict[str, set[str]] = defaultdict(set)
    for ident, name in voices.items():
        groups[name].add(view.document(ident).source.name)
    says = [*told, *(one.document for one in more if states(one, claim))]
    publishers = frozenset(document.source.id for document in circle.documents)
    named = {name: frozenset(some) for name, some in groups.items()}
    return Bearing(len(every), publishers, named, frozenset(voices[ident] for ident in says), circle)


def limiting(findings: Sequence[Finding], view: View) -> tuple[str, ...]:
    """Publishers in whose texts a check found the limit or the denial."""
    told = (finding for finding in findings if finding.outcome == "fires" and finding.check not in COUNTING)
    names = {name for finding in told for name in finding.names}
    return tuple(sorted(names & set(houses(view))))


HOUSES: WeakKeyDictionary[View, dict[str, list[str]]] = WeakKeyDictionary()


def houses(view: View) -> dict[str, list[str]]:
    """Name of a publisher -> its documents; none for those that name no publisher."""
    if view not in HOUSES:
        made: dict[str, list[str]] = defaultdict(list)
        for document in view.documents():
            if document.source.name != NOBODY:
                made[document.source.name].append(document.id)
        HOUSES[view] = made
    return HOUSES[view]


def outspoken(claim: Claim, view: View) -> tuple[str, frozenset[str]]:
    """(the claimant's voice, the voices of the documents that state the claim), heard by themselves."""
    kin, mine = kindred(claim, view)

    def made() -> tuple[Circle, frozenset[str]]:
        circle = Circle(view.document(ident) for ident in stating(kin, mine))
        return circle, frozenset(circle.voice(one, claim, view) for one in circle.documents)

    circle, voices = kin.kept("outspoken", (alike(mine), claim.subject, claim.subject_id), made)
    return circle.voice(view.document(claim.document), claim, view), voices


def compared(claim: Claim, first: dict[str, Said], kin: Kin, view: View, findings: Sequence[Finding]) -> list[Claim]:
    """Claims that a check compared it with, of documents that do not state it: the first of each, claims of its own kin before others."""
    found: dict[str, Claim] = {}
    idents = sorted({ident for finding in findings for ident in finding.claims})
    of_kin = sorted((kin.by_id[ident] for ident in idents if ident in kin.by_id), key=lambda one: one.order)
    others = (one for ident in idents if (one := view.claim(ident)) is not None)
    for one in (*(some.claim for some in of_kin), *others):
        if one.document not in first:
            found.setdefault(one.document, one)
    return list(found.values())


def alike(mine: Said) -> Hashable:
    """What two claims of one kin share that the same claims state."""
    claim, q = mine.claim, mine.claim.quantity
    return mine.when, claim.modality, claim.polarity, mine.ends, mine.unit, q.basis if q else None, None if q else claim.event


@dataclass(frozen=True, eq=False)
class Bucket:
    """Claims of one time, modality and unit, by the lower end of their numbers."""

    said: list[Said]
    lows: list[Decimal]
    widest: Decimal


def stating(kin: Kin, mine: Said) -> dict[str, Said]:
    """The first claim of each document that states the claim, its own among them."""
    found = kin.kept("stating", alike(mine), lambda: listed(kin, mine))
    return found if mine.claim.document in found else found | {mine.claim.document: mine}


def listed(kin: Kin, mine: Said) -> dict[str, Said]:
    """The same, looked up: of those whose interval may reach the claim's."""
    bucket = kin.kept("buckets", None, lambda: buckets(kin.said))[place(mine)]
    found = bucket.said
    if mine.ends is not None:
        first, last = bisect_left(bucket.lows, mine.ends[0] - bucket.widest), bisect_right(bucket.lows, mine.ends[1])
        found = [one for one in bucket.said[first:last] if fits(one, mine)]
    by_document: dict[str, Said] = {}
    for one in sorted(found, key=lambda one: one.order):
        by_document.setdefault(one.claim.document, one)
    return by_document


def place(mine: Said) -> Hashable:
    """What must be the same in two claims that state one thing."""
    claim = mine.claim
    return mine.when, claim.modality, claim.polarity, claim.quantity is None, mine.unit if claim.quantity else claim.event


def buckets(said: Sequence[Said]) -> dict[Hashable, Bucket]:
    """Claims by what must be the same in them."""
    made: dict[Hashable, list[Said]] = defaultdict(list)
    for one in said:
        made[place(one)].append(one)
    found = {}
    for key, some in made.items():
        ordered = sorted(some, key=lambda one: one.ends[0] if one.ends else Decimal(0))
        ends = [one.ends for one in ordered if one.ends]
        found[key] = Bucket(ordered, [low for low, _ in ends], max((high - low for low, high in ends), default=Decimal(0)))
    return found


def fits(one: Said, mine: Said) -> bool:
    """True when two numbers may be one, on bases that do not differ."""
    a, b = one.claim.quantity, mine.claim.quantity
    assert one.ends is not None
    assert mine.ends is not None
    same_basis = a is None or b is None or a.basis is None or b.basis is None or a.basis == b.basis
    return same_basis and not apart(one.ends, mine.ends)


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
