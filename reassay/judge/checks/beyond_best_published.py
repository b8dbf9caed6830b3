"""Below the hard limit and above the best value anyone has published: a soft warning."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval
from reassay.judge.rows import factor


@leaf(alarm=False)
def beyond_best_published(claim: Claim, view: View) -> Finding | None:
    """Above the best published value of the material; possible, and worth asking how it was measured."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    for row in view.evidence("limit"):
        size = factor(q.unit, str(row.values.get("unit") or ""))
        if row.values.get("metric") != "best_published" or row.values.get("value") is None or size is None:
            continue
        best = Decimal(str(row.values["value"]))
        if interval(claim)[0] * size > best:
            return Finding(
                beyond_best_published.__name__,
                claim.id,
                "fires",
                f"above the best published value: {row.values.get('subject')}",
                (("value", q.low), ("best published", best)),
                "value <= best published",
                evidence=(row.id,),
                names=(row.publisher,),
            )
    return None
