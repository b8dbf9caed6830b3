"""Stated parts that do not add up to the stated total."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval
from reassay.judge.relations import parts, unread


@leaf(alarm=True)
def sum_mismatch(claim: Claim, view: View) -> Finding | None:
    """The parts a total is said to be made of do not add up to it within their rounding."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    listed = parts(claim, view)
    if len(listed) < 2:
        return None
    ends = [interval(other) for other in listed]
    low, high = sum((end[0] for end in ends), Decimal(0)), sum((end[1] for end in ends), Decimal(0))
    total = sum((other.quantity.low for other in listed if other.quantity), Decimal(0))
    own = interval(claim)
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
