"""A number off by a scale or unit factor from another statement of the same thing."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import same_period, told, who

FACTORS = tuple(Decimal(10) ** power for power in (3, 4, 8))
SHARES = (Decimal(100),)  # a lost decimal point or per cent sign
TELLING = 2  # figures two numbers must share before a factor between them is more than chance


@leaf(alarm=True)
def unit_slip(claim: Claim, view: View) -> Finding | None:
    """Off by a thousand, by 万 or by 亿 from another statement of the same subject, metric and period."""
    q = claim.quantity
    if q is None or not told(claim) or q.low <= 0 or not who(claim):
        return None
    if len(q.low.normalize().as_tuple().digits) < TELLING:
        return None
    for other in (*view.elsewhere(claim), *view.again(claim)):
        factor = slipped(claim, other)
        if factor is not None and other.quantity is not None:
            small = other.quantity.low > q.low
            return Finding(
                unit_slip.__name__,
                claim.id,
                "fires",
                "differs by a whole scale factor from another statement of the same quantity",
                (("value", q.low), ("other value", other.quantity.low), ("factor", factor)),
                "value x factor = other value" if small else "other value x factor = value",
                (other.id,),
                suggests="internally_inconsistent",
            )
    return None


def slipped(claim: Claim, other: Claim) -> Decimal | None:
    """The factor between two statements of one quantity, None when they differ by no whole scale."""
    q, p = claim.quantity, other.quantity
    if q is None or p is None or p.low <= 0 or p.unit != q.unit or not told(other):
        return None
    if who(other) != who(claim) or not same_period(other, claim) or (other.at("part") is None) != (claim.at("part") is None):
        return None
    ratio = NINE.divide(max(p.low, q.low), min(p.low, q.low))
    return ratio if ratio in (SHARES if q.unit == "ratio" else FACTORS) else None
