"""Threads: one who, metric, object and period followed over documents and languages, with what changed from one statement to the next.

Statements are paired by fields, one to one, never by the likeness of their words: subject, unit and family of metric must be the same, and
value, metric, period, part and event decide among those that fit. What differs in a pair is the drift between an original and its relay.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.intervals import overlap
from reassay.judge.plain import plain
from reassay.judge.rows import factor
from reassay.reference.grammar import table

ENOUGH = 4.0  # agreement below which two statements are not of one thing
SLIPS = (1000, 10_000, 100_000_000)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two statements."""

    field: str  # value, unit, hedge, modality, role, denominator
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one statement of a thread to the next, with what changed."""

    before: Claim
    after: Claim
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The statements of one thing, by date of publication."""

    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]

    @property
    def drifts(self) -> bool:
        """True when anything changed on the way."""
        return any(step.changes for step in self.steps)


def threads(view: View) -> list[Thread]:
    """Every thread that runs over two documents or more, by its first statement."""
    by_document: dict[str, list[Claim]] = {}
    for document in view.documents():
        by_document[document.id] = [claim for claim in view.told(document.id) if claim.who and not claim.duplicate]
    running: list[list[Claim]] = []
    for document in view.documents():
        open_now = [one[-1] for one in running]
        links = dict(paired(open_now, by_document[document.id]))
        for claim in by_document[document.id]:
            at = next((place for place, last in enumerate(open_now) if links.get(last.id) == claim.id), None)
            if at is None:
                running.append([claim])
            else:
                running[at].append(claim)
    found = [Thread(tuple(one), tuple(step(a, b) for a, b in itertools.pairwise(one))) for one in running if len(one) > 1]
    return sorted(found, key=lambda one: (one.claims[0].document, one.claims[0].span, one.claims[0].id))


def paired(before: Sequence[Claim], after: Sequence[Claim]) -> list[tuple[str, str]]:
    """Pairs of statements (id before, id after), one to one, the best agreement first."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in before:
        groups[claim.who].append(claim)
    scored = [(agreement(a, b), a, b) for b in after for a in groups.get(b.who, ())]
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for score, a, b in sorted(scored, key=lambda one: (-one[0], one[1].id, one[2].id)):
        if score >= ENOUGH and a.id not in taken and b.id not in taken:
            taken |= {a.id, b.id}
            found.append((a.id, b.id))
    return found


def agreement(a: Claim, b: Claim) -> float:
    """How much two statements of one subject agree in their fields; nought when they cannot be of one thing."""
    if (a.quantity is None) != (b.quantity is None) or apart_in_time(a, b):
        return 0.0
    if a.quantity is None or b.quantity is None:
        return 5.0 if a.event == b.event and a.metric == b.metric and same_time(a, b) else 0.0
    kin = a.metric == b.metric or {a.metric, b.metric} in roles()
    units = factor(a.quantity.unit, b.quantity.unit)
    if not kin or units is None:
        return 0.0
    parts = (a.at("part") is None) == (b.at("part") is None)
    value = 3.0 if overlap(a, b) else 2.0 if slipped(a, b) else 0.0
    return value + (2.0 if a.metric == b.metric else 1.0) + (1.0 if same_time(a, b) else 0.0) + (1.0 if parts else 0.0)


def roles() -> list[set[str]]:
    """Metrics that differ only in the role that is claimed."""
    return [set(pair) for pair in table("testing.toml")["roles"]["pairs"]]


def same_time(a: Claim, b: Claim) -> bool:
    """True when both are of one period, or one of them gives none."""
    return a.period is None or b.period is None or a.period.days() == b.period.days()


def apart_in_time(a: Claim, b: Claim) -> bool:
    """True when the periods share no day, though one is planned for what the other tells as done."""
    if a.period is None or b.period is None or a.modality != b.modality:
        return False
    x, y = a.period.days(), b.period.days()
    return x[1] < y[0] or y[1] < x[0]


def slipped(a: Claim, b: Claim) -> bool:
    """True when one value is a whole scale away from the other."""
    p, q = a.quantity, b.quantity
    if p is None or q is None or p.low <= 0 or q.low <= 0:
        return False
    return max(p.low, q.low) / min(p.low, q.low) in SLIPS


def step(a: Claim, b: Claim) -> Step:
    """Two statements with what changed."""
    return Step(a, b, tuple(changed(a, b)))


def changed(a: Claim, b: Claim) -> Iterable[Change]:
    """Value, unit, hedge, modality, role and denominator, where they differ."""
    p, q = a.quantity, b.quantity
    if p is not None and q is not None:
        if not overlap(a, b):
            yield Change("unit" if slipped(a, b) or p.unit != q.unit else "value", f"{p.low} {p.unit}", f"{q.low} {q.unit}")
        elif p.comparator != q.comparator:
            yield Change("hedge", p.comparator, q.comparator)
    if a.modality != b.modality or a.polarity != b.polarity:
        yield Change("modality", f"{a.modality} {a.polarity}", f"{b.modality} {b.polarity}")
    for field, words in (("role", "hedges"), ("denominator", "wholes")):
        x, y = (told(one, words) for one in (a, b))
        if x != y or (field == "role" and a.metric != b.metric):
            yield Change(field, ", ".join(sorted(x)) or a.metric, ", ".join(sorted(y)) or b.metric)


def told(claim: Claim, name: str) -> frozenset[str]:
    """Which concepts of a list the sentence names near its number, in either language."""
    words, low = table("testing.toml")[name], plain(claim.quote)
    concepts = words.get("concepts", {})
    return frozenset(concept for concept, forms in concepts.items() if any(form in low for form in forms))
