"""What single applications of a register say of a claimed number of filings, scope by scope: power first, then the test, then the total.

The claim is held against what a true claim would show (posterior predictive), never against the bare count. A shortfall fails only where a
claim 30 % too high would be found with probability .8; a count above the claim fails at any time; agreement holds only once the register
must show everything, 18 calendar months after the last day claimed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.concepts import near
from reassay.judge.families import Families, Family, called, families
from reassay.judge.filings import METRIC, Filing, folder
from reassay.judge.intervals import interval, told
from reassay.judge.nowcast import LEVEL, POWER, Share, Total
from reassay.judge.predictive import Part, middle, power, predicted, tails, totals
from reassay.judge.rows import Row, same_name, shelf
from reassay.judge.showing import Curve, curve, visible_share, wall
from reassay.judge.stretch import Stretch, months, of, overlaps
from reassay.reference.grammar import table

TRUE = 0.7  # of a claim 30 % too high so much was filed
MOST = 5000  # sums over larger claims would take seconds; no single applicant files more in a year of this field


@dataclass(frozen=True, slots=True)
class Tested:
    """One scope: what shows, which share that should be, what it makes of the total, and how the claim stands."""

    family: Family
    visible: int
    share: float  # expected to show, all kinds, search included
    total: Total | None
    chances: tuple[float, float]  # that a true claim shows so few, so many (mid-p)
    expected: tuple[int, int]  # what a true claim shows, 95 %
    power: float
    state: str  # holds, fails, open
    early: dt.date  # first day on which a claim 30 % too high would be found, at the latest the day by which all must show
    curves: tuple[Curve, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """All scopes of a claim, the day of the look at the register, the day by which it must show all, and what was missing."""

    scopes: tuple[Tested, ...]
    look: dt.date
    guaranteed: dt.date
    recall: str
    kinds: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def usual(self) -> Tested:
        """The scope a company's own count usually means: with its subsidiaries, where it has any."""
        return self.scopes[min(1, len(self.scopes) - 1)]

    def standing(self, state: str) -> tuple[Tested, ...]:
        """Scopes under which the claim stands in one way, where that decides: a failure under every scope, agreement under the usual one.

        Where it holds under one and fails under another, both are given: it depends on the scope.
        """
        states = {one.state for one in self.scopes}
        mine = tuple(one for one in self.scopes if one.state == state)
        if {"holds", "fails"} <= states:
            return mine
        decided = states == {"fails"} if state == "fails" else self.usual.state == "holds"
        return mine if decided else ()


def registered(claim: Claim, view: View) -> Registered | None:
    """The test of a claim by single applications, once per view; None for other claims, or where the register has none."""
    made = shelf(view).registered
    if claim.id not in made:
        made[claim.id] = tried(claim, view)
    found: Registered | None = made[claim.id]
    return found


def tried(claim: Claim, view: View) -> Registered | None:
    """Test every scope."""
    mine, q = of(claim.period), claim.quantity
    if claim.metric != METRIC or not claim.subject or not told(claim) or mine is None or q is None:
        return None
    if q.unit not in (None, "count") or mine.first.year < 1900 or not 0 < q.low <= MOST:
        return None
    kept, groups = folder(view), families(claim, view, mine.last.isoformat())
    look = kept.look(groups.scopes[0].keys) or kept.look(groups.scopes[-1].keys)
    if look is None:
        return None
    found, how = recall(claim, view)
    counts = [row for row in shelf(view).metric.get(METRIC, ()) if row.get("reading")]
    scopes = []
    for family in groups.scopes:
        rows = [row for row in counts if family.keys.intersection(called(row.subject, view))]
        scopes.append(scope(claim, family, kept.of(family.keys), rows, mine, look, found))
    if not groups.known:  # who else filed for it is not known, so that a shortfall contradicts nothing
        scopes = [replace(one, state="open") if one.state == "fails" and one.visible < q.low else one for one in scopes]
    lacks = missing(groups, sum(kept.undated.get(key, 0) for key in sorted(groups.scopes[-1].keys)))
    return Registered(tuple(scopes), look, months(mine.last, wall()), how, meant(claim), lacks)


def scope(
    claim: Claim, family: Family, filings: Sequence[Filing], counts: Sequence[Row], mine: Stretch, look: dt.date, found: Share
) -> Tested:
    """Test a claim under one scope."""
    kinds = meant(claim)
    inside = [one for one in filings if mine.first <= one.filed <= mine.last and one.kind in kinds]
    curves = tuple(curve(filings, kind, look) for kind in kinds)
    numbers = [sum(one.kind == kind for one in inside) for kind in kinds]
    low, high = interval(claim)
    claimed, until = max(ceil(low), 1), months(mine.last, wall())

    def parts(on: dt.date) -> list[Part]:
        shares = [visible_share(one, mine.first, mine.last, on, found) for one in curves]
        now = [visible_share(one, mine.first, mine.last, look, found) for one in curves]
        weights = [n / max(part.mean, 0.01) for n, part in zip(numbers, now, strict=True)]
        weights = weights if any(weights) else [float(one.history) for one in curves]
        weights = weights if any(weights) else [1.0, *[0.0] * (len(kinds) - 1)]
        return [(weight, part) for weight, part in zip(weights, shares, strict=True) if weight]

    today = parts(look)
    chances = predicted(claimed, today)
    able = power(claimed, today, TRUE)
    few = tails(len(inside), chances)
    return Tested(
        family,
        len(inside),
        sum(weight * part.mean for weight, part in today) / sum(weight for weight, _ in today),
        totals([(n, visible_share(one, mine.first, mine.last, look, found)) for n, one in zip(numbers, curves, strict=True)]),
        few,
        middle(chances),
        able,
        state(claim, len(inside), floor(high), few[0], able, look >= until),
        look if able >= POWER else earliest(claimed, parts, look, until),
        tuple(one for one, n in zip(curves, numbers, strict=True) if n or one.kind == "invention" or len(kinds) == 1),
        shown(inside, filings, counts, mine),
    )


def state(claim: Claim, visible: int, most: int, few: float, able: float, ripe: bool) -> str:
    """How a claim stands: more than it says are there; so few that it fails; as many as it says once all must show; else open."""
    comparator = claim.quantity.comparator if claim.quantity else ""
    more, less = comparator in ("gt", "ge"), comparator in ("lt", "le", "upto")
    if visible > most and not more:
        return "fails"
    if few <= LEVEL and able >= POWER and not less:
        return "fails"
    if ripe and (visible >= interval(claim)[0] or (few > LEVEL and able >= POWER)):
        return "holds"
    return "open"


def earliest(claimed: int, parts: Callable[[dt.date], list[Part]], look: dt.date, until: dt.date) -> dt.date:
    """The first day after a look on which a claim 30 % too high would be found with the power asked for, by halving."""
    low, high = look, max(until, look)
    while (high - low).days > 1:
        day = low + (high - low) // 2
        low, high = (low, day) if power(claimed, parts(day), TRUE) >= POWER else (day, high)
    return high


def shown(inside: Sequence[Filing], filings: Sequence[Filing], counts: Sequence[Row], mine: Stretch) -> tuple[Row, ...]:
    """The rows a scope rests on: the counts of the last look for its time, else the applications themselves, else that others are there."""
    fit = [row for row in counts if row.when is not None and overlaps(row.when, mine)]
    last = max((row.evidence.retrieved_date for row in fit), default="")
    fit = [row for row in fit if row.evidence.retrieved_date == last]
    rows = fit or [row for one in inside for row in one.rows[:1]] or list(counts) or [row for one in filings for row in one.rows[:1]]
    return tuple(sorted(rows, key=lambda row: row.evidence.id))


def meant(claim: Claim) -> tuple[str, ...]:
    """The kinds of right a claim counts: those it names, else all."""
    names = {"invention": "invention", "utility": "utility model", "design": "design"}
    asked = {name for group, name in near(claim) if group == "right"}
    return tuple(kind for name, kind in names.items() if name in asked) or tuple(names.values())


def recall(claim: Claim, view: View) -> tuple[Share, str]:
    """The share of public applications that the search finds: of a known-item test where one was imported, else elicited."""
    rows = shelf(view).metric.get("search_recall", ())
    for row in sorted(rows, key=lambda row: (row.evidence.retrieved_date, row.evidence.id), reverse=True):
        known, hit = row.number("denominator"), row.value
        about = row.subject in ("", row.evidence.publisher) or same_name(row.subject, claim, view)
        if about and known is not None and hit is not None and 0 <= hit <= known:
            return Share(float(hit) + 0.5, float(known - hit) + 0.5), f"search recall measured: {hit} of {known} known applications found"
    a, b = table("families.toml")["recall"]["beta"]
    return Share(a, b), f"search recall not measured: elicited as {a} of {a + b}"


def missing(groups: Families, undated: int) -> tuple[str, ...]:
    """Inputs that were not there."""
    found = [] if groups.known else ["ownership edges of the applicant, dated by the last day of filing"]
    found += [f"owners on the day of filing ({groups.later} edges are dated later)"] if groups.later else []
    return (*found, *([f"filing dates of {undated} applications"] if undated else ()))
