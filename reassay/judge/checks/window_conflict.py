"""Times that do not fit the time that contains them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.concepts import clause
from reassay.judge.intervals import additive, interval, told
from reassay.judge.kindred import around, inside
from reassay.judge.plain import plain
from reassay.judge.relations import parts
from reassay.judge.stretch import time_of
from reassay.reference.grammar import table

MONTH = 28  # days of the shortest time taken for a stretch of one
REACH = 120  # characters behind a sentence within which such fragments stand
UNSAID = ("other:mass", "other:count", "other:money", "other:quantity")  # what the reader calls an amount that no word explains


@leaf(alarm=True)
def window_conflict(claim: Claim, view: View) -> Finding | None:
    """Figures of times that fill a longer one without overlap do not add up to the figure of the longer one."""
    over = of_the_longer(claim, view)
    if over is not None:
        return over
    return whole(claim, view)


def of_the_longer(claim: Claim, view: View) -> Finding | None:
    """The same for a shorter time: the longer one that it lies in does not fit its parts, of which this is one."""
    for longer in view.sentence(claim):
        if longer.id != claim.id and longer.period and claim.period and longer.period.text != claim.period.text:
            found = whole(longer, view) if longer.metric == claim.metric and longer.period.contains(claim.period) else None
            if found is not None and found.outcome == "fires" and claim.id in found.claims:
                return replace(found, claim=claim.id, claims=(longer.id, *(one for one in found.claims if one != claim.id)))
    return None


def whole(claim: Claim, view: View) -> Finding | None:
    """A longer time against the shorter ones that fill it."""
    q = claim.quantity
    if q is None or claim.period is None or not told(claim) or not (additive(q.unit) or q.unit == "count"):
        return None
    if claim.metric in table("evidence.toml")["stock"]["metrics"] and "/" not in claim.period.text:
        return None  # a state at a day has no parts in time; what is told of a window has
    told_of = (*view.sentence(claim), *inside(claim, view), *fragments(claim, view))
    alike = [one for one in told_of if one.id != claim.id and told(one) and (one.metric == claim.metric or one.metric in UNSAID)]
    inner = [one for one in alike if one.quantity and one.quantity.unit == q.unit]
    listed = by_list(claim, view)
    inner = [one for one in inner if one.period and one.period.text != claim.period.text and claim.period.contains(one.period)]
    if listed:
        inner = listed
    elif len(inner) < 2 or not fills(claim, inner):
        return within(claim, [one for one in inner if truly_shorter(one, claim) and not (running(one) or running(claim))])
    ends = [interval(one) for one in inner]
    low, high = (sum((end[side] for end in ends), Decimal(0)) for side in (0, 1))
    own = interval(claim)
    off = low > own[1] or high < own[0]
    total = sum((one.quantity.low for one in inner if one.quantity), Decimal(0))
    return Finding(
        window_conflict.__name__,
        claim.id,
        "fires" if off else "passes",
        "the shorter times do not add up to the longer one" if off else "the shorter times add up to the longer one",
        (("stated", q.low), ("sum of the shorter times", total)),
        "sum of shorter times = longer time",
        tuple(one.id for one in inner),
        suggests="internally_inconsistent" if off else None,
    )


def truly_shorter(one: Claim, claim: Claim) -> bool:
    """True for a time of a month or more that its own words tell, in the sentence of the longer one and well shorter than it."""
    if one.period is None or claim.period is None or one.at("period") is None or one.metric != claim.metric or claim.quantity is None:
        return False
    filed = claim.metric in table("evidence.toml")["windowed"]["metrics"] and abs(one.span.start - claim.span.start) <= REACH
    if one.span != claim.span and not filed:
        return False
    if claim.quantity.unit == "count" and not filed:
        return False  # counts of two kinds of thing often stand in one sentence
    if any(stretch is not None and stretch.part for stretch in (time_of(one), time_of(claim))):
        return False  # a batch is a part of its year and no time within it
    (first, last), (start, end) = one.period.days(), claim.period.days()
    return MONTH <= (last - first).days + 1 <= (end - start).days - MONTH


def running(claim: Claim) -> bool:
    """True for a running total, which counts from a beginning and not within its period."""
    words, low = table("testing.toml")["cumulative"], plain(clause(claim))
    return any(word in low for code in ("en", "zh") for word in words[code])


def within(claim: Claim, inner: list[Claim]) -> Finding | None:
    """A shorter time with more than the longer one that holds it: what cannot be below nought is left for the rest."""
    for one in inner:
        if one.quantity and claim.quantity and interval(one)[0] > interval(claim)[1] and one.metric == claim.metric:
            numbers = (("stated", claim.quantity.low), ("shorter time", one.quantity.low))
            says = "a shorter time has more than the longer one that holds it"
            name = window_conflict.__name__
            return Finding(
                name, claim.id, "fires", says, numbers, "shorter time <= longer time", (one.id,), suggests="internally_inconsistent"
            )
    return None


def by_list(claim: Claim, view: View) -> list[Claim]:
    """The parts of a total that the sentence says are all its quarters, halves or months; empty where it does not, or some are missing."""
    listed, low = parts(claim, view), plain(claim.quote)
    for card in table("testing.toml")["windows"].values():
        if len(listed) == card["count"] and any(word in low for word in card["words"]):
            return listed
    return []


def fragments(claim: Claim, view: View) -> list[Claim]:
    """Figures of the same subject right behind, in sentences too short to name what they count (January to September 39,377 t)."""
    behind = around(claim, claim.span.end, claim.span.end + REACH, view)
    return [one for one in behind if one.metric in UNSAID and one.who == claim.who]


def fills(claim: Claim, inner: list[Claim]) -> bool:
    """True when the shorter times follow each other without gap or overlap from the first day of the longer to its last."""
    assert claim.period is not None
    spans = sorted(one.period.days() for one in inner if one.period)
    first, last = claim.period.days()
    joined = all((b[0] - a[1]) == dt.timedelta(days=1) for a, b in pairwise(spans))
    return joined and spans[0][0] == first and spans[-1][1] == last
