"""A number that another statement gives more exactly."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import alike, interval, same_period, told, who
from reassay.judge.testimony import testify
from reassay.judge.told import cited, numbers


@leaf(alarm=False)
def rounded_away(claim: Claim, view: View) -> Finding | None:
    """Another statement gives the same quantity more exactly, and this one differs from it only by its own rounding or vagueness."""
    q = claim.quantity
    if q is None or not told(claim):
        return None
    found = testify(claim, view)
    for one in found.holds if found.says == "agrees" else ():
        if (
            one.how in ("share", "change", "direct", "sum", "mirror", "relative", "counterparty")
            and claim.metric != "patents_filed"
            and one.value != q.low
        ):
            return Finding(
                rounded_away.__name__,
                claim.id,
                "fires",
                f"a rounder form of {cited(one)}",
                numbers(claim, one),
                "value ~ value of the table",
                evidence=tuple(row.evidence.id for row in one.rows),
                names=(cited(one),),
            )
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
