"""A part larger than its whole, or a share above 100 %."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
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
    follows = divided(claim, view) if q.unit == "ratio" and q.low <= 1 else None
    if follows is not None:
        return follows
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
    if total.quantity.comparator in ("ge", "gt") and q.comparator in ("ge", "gt"):
        return None  # "of those above 100 million, those above a billion": thresholds, no part and whole
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


def divided(claim: Claim, view: View) -> Finding | None:
    """A share that is the quotient of two numbers of its sentence."""
    q, own = claim.quantity, interval(claim)
    found = [
        one for one in view.sentence(claim) if one.quantity and one.id != claim.id and additive(one.quantity.unit) and one.quantity.low > 0
    ]
    for part in found:
        for whole in found:
            if part.quantity is None or whole.quantity is None or q is None or part.quantity.unit != whole.quantity.unit:
                continue
            if not 0 < part.quantity.low < whole.quantity.low:
                continue
            share = NINE.divide(part.quantity.low, whole.quantity.low)
            if own[0] <= share <= own[1]:
                numbers = (("share", q.low), ("part", part.quantity.low), ("whole", whole.quantity.low))
                says = "the share follows from the part and the whole beside it"
                return Finding(part_exceeds_whole.__name__, claim.id, "passes", says, numbers, "part / whole", (part.id, whole.id))
    return None
