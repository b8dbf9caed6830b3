"""A number off by a scale or unit factor from another statement of the same thing."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import same_period, who

FACTORS = tuple(Decimal(10) ** power for power in (3, 4, 8))


@leaf(alarm=True)
def unit_slip(claim: Claim, view: View) -> Finding | None:
    """Off by a thousand, by 万 or by 亿 from another statement of the same subject, metric and period."""
    q = claim.quantity
    if q is None or q.low <= 0 or claim.period is None or q.unit in ("ratio", None) or not who(claim):
        return None
    for other in view.same_metric(claim):
        p = other.quantity
        if p is None or p.low <= 0 or p.unit != q.unit or who(other) != who(claim) or not same_period(other, claim):
            continue
        for factor in FACTORS:
            if NINE.divide(p.low, q.low) == factor or NINE.divide(q.low, p.low) == factor:
                small = min(q.low, p.low) == q.low
                says = "differs by a whole scale factor from another statement of the same quantity"
                return Finding(
                    unit_slip.__name__,
                    claim.id,
                    "fires",
                    says,
                    (("value", q.low), ("other value", p.low), ("factor", factor)),
                    "value x factor = other",
                    (other.id,),
                    suggests="internally_inconsistent" if small else None,
                )
    return None
