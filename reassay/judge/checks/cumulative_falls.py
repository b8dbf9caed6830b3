"""A count that only grows, lower at a later date."""

from __future__ import annotations

import re

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.period import Period
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import alike, interval, told, who
from reassay.judge.origin import voice
from reassay.judge.plain import plain
from reassay.reference.cards import metrics
from reassay.reference.grammar import table


@leaf(alarm=True)
def cumulative_falls(claim: Claim, view: View) -> Finding | None:
    """A cumulative count is lower than the same voice told for an earlier date."""
    q, card, day = claim.quantity, metrics().get(claim.metric), moment(claim, view)
    running = card is not None and card.cumulative
    if not (running or since_ever(claim)) or q is None or day is None or not told(claim) or not who(claim):
        return None
    speaker = voice(view.document(claim.document), claim, view)
    highest: Claim | None = None
    for other in view.elsewhere(claim):
        p, then = other.quantity, moment(other, view)
        if p is None or then is None or then >= day or p.unit != q.unit or not told(other):
            continue
        if not running and not since_ever(other):
            continue
        if who(other) != who(claim) or not alike(other, claim) or voice(view.document(other.document), other, view) != speaker:
            continue
        if highest is None or highest.quantity is None or p.low > highest.quantity.low:
            highest = other
    if highest is None or highest.quantity is None:
        return None
    falls = interval(claim)[1] < interval(highest)[0]
    return Finding(
        cumulative_falls.__name__,
        claim.id,
        "fires" if falls else "passes",
        "a cumulative count below its own earlier value" if falls else "a cumulative count no lower than before",
        (("value", q.low), ("earlier value", highest.quantity.low)),
        "value >= earlier value",
        (highest.id,),
        suggests="internally_inconsistent" if falls else None,
    )


def since_ever(claim: Claim) -> bool:
    """True when the sentence counts from the beginning (in total since its founding)."""
    words, low = table("testing.toml")["cumulative"], plain(claim.quote)
    return any(word in low for code in ("en", "zh") for word in words[code]) or any(re.search(one, low) for one in words["patterns"])


def moment(claim: Claim, view: View) -> str | None:
    """The last day a claim speaks of: of its period, else of the publication."""
    published = view.document(claim.document).published
    period = claim.period or (Period(published.value) if published else None)
    return period.days()[1].isoformat() if period else None
