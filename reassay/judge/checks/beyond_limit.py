"""A value above a hard physical limit."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval
from reassay.reference.limits import limits


@leaf(alarm=True)
def beyond_limit(claim: Claim, view: View) -> Finding | None:
    """Above a sourced hard limit for this metric on every reading of the number."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    for limit in limits():
        if limit.metric != claim.metric or limit.unit != q.unit:
            continue
        over = interval(q)[0] > limit.high
        says = f"above limit {limit.id} ({limit.statement})" if over else f"not above limit {limit.id}"
        numbers: tuple[tuple[str, Decimal], ...] = (("value", q.low), ("limit", limit.high))
        return Finding(
            beyond_limit.__name__,
            claim.id,
            "fires" if over else "passes",
            says,
            numbers,
            "value <= limit",
            names=(limit.id, limit.statement),
            suggests="implausible" if over else None,
        )
    return None
