"""A value above a hard physical limit."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval
from reassay.reference.limits import Limit, limits

ROUND = Decimal("0.001")


@leaf(alarm=True)
def beyond_limit(claim: Claim, view: View) -> Finding | None:
    """Above a sourced hard limit of the material named, on every reading of the number and in whatever unit it is printed."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    known = [limit for limit in limits() if limit.metric == claim.metric and q.unit in limit.units]
    meant = [limit for limit in known if limit.names(claim.quote)]
    if known and not meant:
        return Finding(beyond_limit.__name__, claim.id, "lacks", "no material is named, so no limit applies", lacks=("material",))
    return judged(claim, meant[0]) if meant else None


def judged(claim: Claim, limit: Limit) -> Finding:
    """The claim's least value against the limit, both in the limit's unit; the factor is shown where the units differ."""
    q = claim.quantity
    assert q is not None
    factor = limit.units[q.unit or ""]
    over = interval(claim)[0] * factor > limit.high
    numbers: tuple[tuple[str, Decimal], ...] = (("value", q.low), ("limit", limit.high))
    if factor != 1:
        numbers = (("value", q.low), ("factor", factor), ("value converted", (q.low * factor).quantize(ROUND)), ("limit", limit.high))
    return Finding(
        beyond_limit.__name__,
        claim.id,
        "fires" if over else "passes",
        f"{'above' if over else 'not above'} limit {limit.id}: {limit.statement}",
        numbers,
        f"{'value' if factor == 1 else 'value x factor'} <= limit, in {limit.unit}",
        names=(limit.id, limit.statement, limit.unit),
        suggests="implausible" if over else None,
    )
