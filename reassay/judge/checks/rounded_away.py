"""A number that another statement gives more exactly."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import alike, interval, same_period, told, who


@leaf(alarm=False)
def rounded_away(claim: Claim, view: View) -> Finding | None:
    """Another statement gives the same quantity more exactly, and this one differs from it only by its own rounding or vagueness."""
    q = claim.quantity
    if q is None or not told(claim) or not who(claim):
        return None
    low, high = interval(claim)
    for other in view.elsewhere(claim):
        p = other.quantity
        if p is None or p.unit != q.unit or p.low == q.low or not told(other) or who(other) != who(claim):
            continue
        if not same_period(other, claim) or not alike(claim, other):
            continue
        a, b = interval(other)
        if b - a < high - low and low <= p.low <= high:
            return Finding(
                rounded_away.__name__,
                claim.id,
                "fires",
                "a rounder form of another statement",
                (("value", q.low), ("more exact value", p.low)),
                "value ~ more exact value",
                (other.id,),
            )
    return None
