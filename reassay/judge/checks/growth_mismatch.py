"""A stated change that does not follow from the stated levels."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import apart, interval
from reassay.judge.relations import levels

YEARS = 16  # longest stretch over which a rate a year is tried


@leaf(alarm=True, metrics=("growth_rate", "price_change"))
def growth_mismatch(claim: Claim, view: View) -> Finding | None:
    """The change stated beside two levels of one metric and unit is not the one the levels give."""
    q = claim.quantity
    if q is None or q.unit != "ratio" or claim.polarity == "negated":
        return None
    pair = levels(claim, view)
    if pair is None:
        return None
    now, before = pair
    assert now.quantity is not None
    assert before.quantity is not None
    new, old = interval(now), interval(before)
    if old[0] <= 0 or new[0] <= 0:
        return None
    implied = (NINE.divide(new[0], old[1]) - 1, NINE.divide(new[1], old[0]) - 1)
    stated = interval(claim)
    fits = (
        yearly(claim, now, before, (implied[0] + 1, implied[1] + 1))
        or not apart(stated, implied)
        or (q.low >= 1 and not apart((stated[0] - 1, stated[1] - 1), implied))
    )  # "1.2 times" may mean to or by
    numbers = (
        ("stated change", q.low),
        ("level", now.quantity.low),
        ("earlier level", before.quantity.low),
        ("implied change", (NINE.divide(now.quantity.low, before.quantity.low) - 1).quantize(Decimal("0.0001"))),
    )
    return Finding(
        growth_mismatch.__name__,
        claim.id,
        "passes" if fits else "fires",
        "the change follows from its two levels" if fits else "the change stated is not the one its own two levels give",
        numbers,
        "level / earlier level - 1",
        (now.id, before.id),
        suggests=None if fits else "internally_inconsistent",
    )


def yearly(claim: Claim, now: Claim, before: Claim, ratio: tuple[Decimal, Decimal]) -> bool:
    """True when the change may be one a year, compounded over the years between the levels (of any number where it is not stated)."""
    low, high = interval(claim)
    if low <= -1:
        return False
    apart_by = now.period.year - before.period.year if now.period and before.period else 0
    years = [apart_by] if apart_by > 1 else [] if apart_by == 1 else range(2, YEARS)
    return any(not apart((NINE.power(1 + low, n), NINE.power(1 + high, n)), ratio) for n in years)
