"""A stated change that does not follow from the stated levels."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval, place, who


@leaf(alarm=True, metrics=("growth_rate", "price_change"))
def growth_mismatch(claim: Claim, view: View) -> Finding | None:
    """The change stated beside two levels of one metric, subject and unit is not the one the levels give."""
    q = claim.quantity
    if q is None or q.unit != "ratio" or q.comparator not in ("eq", "approx"):
        return None
    pair = levels(claim, view)
    if pair is None:
        return None
    now, before = pair
    assert now.quantity is not None
    assert before.quantity is not None
    new, old = interval(now.quantity), interval(before.quantity)
    if old[0] <= 0:
        return None
    low, high = NINE.divide(new[0], old[1]) - 1, NINE.divide(new[1], old[0]) - 1
    off = q.high + place(q.high) < low or q.low - place(q.low) > high
    implied = NINE.divide(now.quantity.low, before.quantity.low) - 1
    says = "the change stated is not the one its own two levels give" if off else "the change follows from its two levels"
    numbers = (
        ("stated change", q.low),
        ("level", now.quantity.low),
        ("earlier level", before.quantity.low),
        ("implied change", implied.quantize(Decimal("0.0001"))),
    )
    return Finding(
        growth_mismatch.__name__,
        claim.id,
        "fires" if off else "passes",
        says,
        numbers,
        "level / earlier level - 1",
        (now.id, before.id),
        suggests="internally_inconsistent" if off else None,
    )


def levels(claim: Claim, view: View) -> tuple[Claim, Claim] | None:
    """Two levels of the sentence with one metric, subject and unit in two periods; the change is of the later one."""
    found = [
        other
        for other in view.siblings(claim)
        if other.span == claim.span
        and other.quantity is not None
        and other.quantity.unit not in ("ratio", "percentage_point")
        and who(other) == who(claim)
    ]
    if len(found) != 2 or found[0].metric != found[1].metric or found[0].period is None or found[1].period is None:
        return None
    a, b = sorted(found, key=lambda one: one.period.days() if one.period else ())
    if a.period == b.period or a.quantity is None or b.quantity is None or a.quantity.unit != b.quantity.unit:
        return None
    return b, a
