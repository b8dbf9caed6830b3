"""Two statements that differ only by rounding."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval, same_period, who


@leaf(alarm=False)
def rounded_away(claim: Claim, view: View) -> Finding | None:
    """Another statement of the same quantity differs, but within the rounding or vagueness of the coarser one."""
    q = claim.quantity
    if q is None or claim.period is None or not who(claim):
        return None
    for other in view.same_metric(claim):
        p = other.quantity
        if p is None or p.unit != q.unit or p.low == q.low or who(other) != who(claim) or not same_period(other, claim):
            continue
        a, b = interval(q), interval(p)
        if a[0] <= b[1] and b[0] <= a[1]:
            says = "differs from another statement only within rounding"
            return Finding(
                rounded_away.__name__, claim.id, "fires", says, (("value", q.low), ("other value", p.low)), "intervals overlap", (other.id,)
            )
    return None
