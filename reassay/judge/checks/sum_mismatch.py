"""Stated parts that do not add up to the stated total."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import additive, interval
from reassay.judge.relations import parts, unread


@leaf(alarm=True)
def sum_mismatch(claim: Claim, view: View) -> Finding | None:
    """The parts a total is said to be made of do not add up to it within their rounding."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    listed = parts(claim, view) if additive(q.unit) else []
    if len(listed) < 2:
        return None
    own = interval(claim)
    listed = nearest(listed, own, claim.at("sum") is not None)
    low, high = span(listed)
    total = sum((other.quantity.low for other in listed if other.quantity), Decimal(0))
    partial = claim.at("total") is None and claim.at("sum") is None  # "including": the parts named need not be all, but cannot be more
    if partial and (q.unit == "count" or low <= own[1]):  # things counted may fall under two heads
        return None
    off = low > own[1] or high < own[0]
    if off and high < own[0] and unread(claim, view):
        return Finding(sum_mismatch.__name__, claim.id, "lacks", "a figure of the list was not read", lacks=("a part of the list",))
    says = "the figures do not add up as printed: the parts give another total" if off else "the parts add up to the total within rounding"
    numbers = (("stated total", q.low), ("sum of the parts", total), ("difference", total - q.low))
    return Finding(
        sum_mismatch.__name__,
        claim.id,
        "fires" if off else "passes",
        says,
        numbers,
        "sum of parts <= total" if partial else "sum of parts = total",
        tuple(other.id for other in listed),
        suggests="internally_inconsistent" if off else None,
    )


def span(listed: list[Claim]) -> tuple[Decimal, Decimal]:
    """Least and greatest sum of the parts."""
    ends = [interval(other) for other in listed]
    return sum((end[0] for end in ends), Decimal(0)), sum((end[1] for end in ends), Decimal(0))


def nearest(listed: list[Claim], own: tuple[Decimal, Decimal], before: bool) -> list[Claim]:
    """The parts next to the total that give it, where some do: what follows them in the sentence is something else."""
    for size in range(2, len(listed)):
        some = listed[-size:] if before else listed[:size]
        low, high = span(some)
        if low <= own[1] and high >= own[0]:
            return some
    return listed
