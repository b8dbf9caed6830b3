"""A count that only grows, lower at a later date."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval, who
from reassay.judge.voices import voice
from reassay.reference.cards import metrics


@leaf(alarm=True)
def cumulative_falls(claim: Claim, view: View) -> Finding | None:
    """A cumulative count is lower than the same voice told for an earlier date."""
    q, card = claim.quantity, metrics().get(claim.metric)
    if card is None or not card.cumulative or q is None or claim.period is None:
        return None
    speaker = voice(view.document(claim.document), claim, view)
    for other in view.same_metric(claim):
        p = other.quantity
        if (
            p is None
            or other.period is None
            or who(other) != who(claim)
            or p.unit != q.unit
            or other.period.days()[1] >= claim.period.days()[1]
        ):
            continue
        if voice(view.document(other.document), other, view) == speaker and interval(q)[1] < interval(p)[0]:
            numbers = (("value", q.low), ("earlier value", p.low))
            return Finding(
                cumulative_falls.__name__,
                claim.id,
                "fires",
                "a cumulative count below its own earlier value",
                numbers,
                "value >= earlier value",
                (other.id,),
                suggests="internally_inconsistent",
            )
    return None
