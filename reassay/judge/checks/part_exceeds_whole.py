"""A part larger than its whole, or a share above 100 %."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import additive, in_percent, interval
from reassay.judge.relations import whole_of
from reassay.reference.cards import metrics


@leaf(alarm=True)
def part_exceeds_whole(claim: Claim, view: View) -> Finding | None:
    """A part is larger than its total, or a share is above 100 %."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    name = part_exceeds_whole.__name__
    card = metrics().get(claim.metric)
    if card is not None and card.whole and in_percent(claim) and claim.at("metric") is not None:
        over = interval(claim)[0] > 1
        says = "a share above one whole" if over else "the share is no more than one whole"
        return Finding(
            name,
            claim.id,
            "fires" if over else "passes",
            says,
            (("share", q.low), ("whole", Decimal(1))),
            "share <= 1",
            suggests="internally_inconsistent" if over else None,
        )
    total = whole_of(claim, view) if additive(q.unit) else None
    if total is None or total.quantity is None:
        return None
    over = interval(claim)[0] > interval(total)[1]
    says = "the part is above the whole it is named part of" if over else "the part is no more than its whole"
    numbers = (("part", q.low), ("whole", total.quantity.low))
    return Finding(
        name,
        claim.id,
        "fires" if over else "passes",
        says,
        numbers,
        "part <= whole",
        (total.id,),
        suggests="internally_inconsistent" if over else None,
    )
