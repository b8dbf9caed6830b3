"""A plan of the source that a relay tells as done."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.deadline import AHEAD
from reassay.judge.intervals import alike, overlap
from reassay.judge.origin import before, voice


@leaf(alarm=True)
def planned_told_as_done(claim: Claim, view: View) -> Finding | None:
    """The source that a text passes on spoke of a plan, and the text tells it as done before the time planned for."""
    if claim.modality not in ("achieved", "ongoing") or claim.polarity != "positive":
        return None
    mine = view.document(claim.document)
    for other in view.elsewhere(claim):
        theirs = view.document(other.document)
        if other.modality not in AHEAD or not same_thing(claim, other) or not before(theirs, mine):
            continue
        among = [mine, theirs]
        if voice(theirs, other, view, among) != voice(mine, claim, view, among) or due(
            other, mine.published.value if mine.published else view.as_of
        ):
            continue
        return Finding(
            planned_told_as_done.__name__,
            claim.id,
            "fires",
            f"tells as done what its own source told as {other.modality}",
            (("value", claim.quantity.low),) if claim.quantity else (),
            "modality = modality of the source",
            (other.id,),
            dates=(other.period.text,) if other.period else (),
            suggests="contradicted",
        )
    return None


def same_thing(claim: Claim, other: Claim) -> bool:
    """True when both tell one number of one thing, or one event."""
    if claim.quantity is None or other.quantity is None:
        return claim.event == other.event and claim.event is not None
    return overlap(claim, other) and alike(claim, other)


def due(plan: Claim, day: str) -> bool:
    """True when the time a plan was made for had come on a day."""
    return plan.period is not None and plan.period.days()[0].isoformat() <= day[:10]
