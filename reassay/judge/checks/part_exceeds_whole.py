"""A part larger than its whole, or a share above 100 %."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval
from reassay.reference.cards import metrics


@leaf(alarm=True)
def part_exceeds_whole(claim: Claim, view: View) -> Finding | None:
    """A part is larger than its total, or a share is above 100 %."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    name = part_exceeds_whole.__name__
    card = metrics().get(claim.metric)
    if card is not None and card.whole and q.unit == "ratio":
        over = interval(q)[0] > 1
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
    total = part_of(claim, view)
    if total is None or total.quantity is None:
        return None
    over = interval(q)[0] > interval(total.quantity)[1]
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


def part_of(claim: Claim, view: View) -> Claim | None:
    """The whole a part belongs to: the number before an "including" of the same sentence, metric, unit and period."""
    cue = claim.at("part")
    if cue is None:
        return None
    before = [
        other
        for other in view.siblings(claim)
        if other.span == claim.span and other.metric == claim.metric and (place := other.at("value")) is not None and place.end <= cue.start
    ]
    fits = [
        other
        for other in before
        if other.quantity and claim.quantity and other.quantity.unit == claim.quantity.unit and other.id != claim.id
    ]
    return fits[-1] if fits else None
