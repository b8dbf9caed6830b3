"""Stated parts that do not add up to the stated total."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import place


@leaf(alarm=True)
def sum_mismatch(claim: Claim, view: View) -> Finding | None:
    """The parts a total is said to be made of do not add up to it within their rounding."""
    q = claim.quantity
    if q is None or q.comparator not in ("eq", "approx") or claim.at("total") is None:
        return None
    parts = [other for other in view.siblings(claim) if part(other, claim)]
    if len(parts) < 2:
        return None
    values = [other.quantity.low for other in parts if other.quantity]
    total = sum(values, Decimal(0))
    room = min(place(value) for value in (q.low, *values) if value) * (len(values) + 1)  # one list is printed to one precision
    off = abs(total - q.low) > room
    says = "the figures do not add up as printed: the parts give another total" if off else "the parts add up to the total within rounding"
    numbers = (("stated total", q.low), ("sum of the parts", total), ("difference", total - q.low))
    return Finding(
        sum_mismatch.__name__,
        claim.id,
        "fires" if off else "passes",
        says,
        numbers,
        "sum of parts = total",
        tuple(other.id for other in parts),
        suggests="internally_inconsistent" if off else None,
    )


def part(other: Claim, total: Claim) -> bool:
    """True for a number listed behind the total's own list mark: same sentence, unit and metric."""
    if other.id == total.id or other.span != total.span or other.quantity is None or total.quantity is None:
        return False
    mark, at = total.at("total"), other.at("value")
    return (
        mark is not None
        and at is not None
        and at.start >= mark.end
        and other.quantity.unit == total.quantity.unit
        and other.metric == total.metric
    )
