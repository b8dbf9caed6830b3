"""Threads: one who, metric, object and period followed over documents and languages, with what changed from one statement to the next.

Statements are paired by fields, one to one, never by the likeness of their words: subject, unit and family of metric must be the same, and
value, metric, period, part and event decide among those that fit. What differs in a pair is the drift between an original and its relay.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.thread import Change, Step, Thread
from reassay.base.view import View
from reassay.judge.concepts import apart, clause, near
from reassay.judge.intervals import overlap
from reassay.judge.plain import plain
from reassay.judge.rows import factor
from reassay.reference.grammar import table

ENOUGH = 4.0  # agreement below which two statements are not of one thing
REMOTE = 3  # a restated figure moves by less than this; what moves by more is taken for another thing
SLIPS = (1000, 10_000, 100_000_000)


def threads(view: View) -> list[Thread]:
    """Every thread that runs over two documents or more, by its first statement."""
    running: dict[str, list[list[Claim]]] = defaultdict(list)
    for document in view.documents():
        told_here = [claim for claim in view.told(document.id) if claim.who and not claim.duplicate]
        open_now = [one for who in sorted({claim.who for claim in told_here}) for one in running[who]]
        last = {one[-1].id: one for one in open_now}
        links = {after: last[before] for before, after in paired([one[-1] for one in open_now], told_here)}
        for claim in told_here:
            if claim.id in links:
                links[claim.id].append(claim)
            else:
                running[claim.who].append([claim])
    every = [one for who in sorted(running) for one in running[who]]
    found = [Thread(tuple(one), tuple(step(a, b) for a, b in itertools.pairwise(one))) for one in every if len(one) > 1]
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
    if not value and (a.period is None or b.period is None or remote(a, b) or apart(near(a), near(b))):
        return 0.0  # other numbers of times unknown, of other things or far from each other are two things, not one that changed
    return value + (2.0 if a.metric == b.metric else 1.0) + (1.0 if same_time(a, b) else 0.0) + (1.0 if parts else 0.0)


def remote(a: Claim, b: Claim) -> bool:
    """True when one number is several times the other."""
    p, q = a.quantity, b.quantity
    low, high = sorted((abs(p.low), abs(q.low))) if p and q else (Decimal(0), Decimal(0))
    return low * REMOTE < high


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
    x, y = (told(one, "hedges") for one in (a, b))
    if x != y or a.metric != b.metric:
        yield Change("role", named(x, a), named(y, b))
    x, y = (told(one, "wholes") for one in (a, b))
    shares = table("testing.toml")["shares"]["metrics"]
    if x != y and ((x and y) or a.metric in shares):  # a third of the national standards names a kind of standard, not a whole it may lose
        yield Change("denominator", ", ".join(sorted(x)) or "none named", ", ".join(sorted(y)) or "none named")


def named(concepts: frozenset[str], claim: Claim) -> str:
    """Limits of a role as told, with the metric they limit."""
    return " ".join([claim.metric, *sorted(concepts)]).replace("_", " ")


def told(claim: Claim, name: str) -> frozenset[str]:
    """Which concepts of a list the clause of a number names, in either language; "one third" is no "one of"."""
    words, low = table("testing.toml")[name], re.sub(table("testing.toml")["fractions"]["pattern"], " ", plain(clause(claim)))
    concepts = words.get("concepts", {})
    return frozenset(concept for concept, forms in concepts.items() if any(form in low for form in forms))
