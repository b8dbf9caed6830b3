"""A number off by a scale or unit factor from another statement of the same thing."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import same_period, told, who
from reassay.judge.relations import parts

FACTORS = tuple(Decimal(10) ** power for power in (3, 4, 8))
SHARES = (Decimal(100),)  # a lost decimal point or per cent sign
CLOSE = Decimal("0.01")  # how near to a whole factor a rest must be: rests carry the rounding of several numbers
TELLING = 2  # figures two numbers must share before a factor between them is more than chance


@leaf(alarm=True)
def unit_slip(claim: Claim, view: View) -> Finding | None:
    """Off by a thousand, by 万 or by 亿 from another statement of the same subject, metric and period."""
    q = claim.quantity
    if q is None or not told(claim) or q.low <= 0 or not who(claim):
        return None
    if len(q.low.normalize().as_tuple().digits) < TELLING:
        return None
    rest = remainder(claim, view)
    if rest is not None:
        return rest
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


def remainder(claim: Claim, view: View) -> Finding | None:
    """A part that is a whole factor away from what its total and the other parts leave for it."""
    q = claim.quantity
    if q is None or claim.at("part") is None:
        return None
    for total in view.sentence(claim):
        listed = parts(total, view) if total.id != claim.id and total.at("part") is None and total.quantity else []
        others = [one for one in listed if one.id != claim.id and one.quantity]
        if not others or len(others) != len(listed) - 1 or total.quantity is None:
            continue
        left = total.quantity.low - sum((one.quantity.low for one in others if one.quantity), Decimal(0))
        for factor in FACTORS:
            if left > 0 and abs(NINE.divide(q.low, left) / factor - 1) <= CLOSE:
                return Finding(
                    unit_slip.__name__,
                    claim.id,
                    "fires",
                    "a whole scale factor above what the total leaves for it",
                    (("value", q.low), ("left by the total", left), ("factor", factor)),
                    "left by the total x factor = value",
                    (total.id, *(one.id for one in others)),
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
