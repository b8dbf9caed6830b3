"""A later value of the same source for the same metric and period."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import alike, overlap, same_period, told, who
from reassay.judge.voices import voice


@leaf(alarm=True)
def quietly_restated(claim: Claim, view: View) -> Finding | None:
    """The same source has since given another value for the same subject, metric, object and period."""
    q, document = claim.quantity, view.document(claim.document)
    if q is None or claim.period is None or not who(claim) or document.published is None or not told(claim):
        return None
    agrees = None
    for other in later(claim, view):
        p, since = other.quantity, view.document(other.document).published
        assert p is not None
        assert since is not None
        same = overlap(claim, other)
        finding = Finding(
            quietly_restated.__name__,
            claim.id,
            "passes" if same else "fires",
            f"the same source gives {'the same' if same else 'another'} value on {since.value}",
            (("value", q.low), ("later value", p.low)),
            "value = later value",
            (other.id,),
            dates=(since.value,),
            suggests=None if same else "restated",
        )
        if not same:
            return finding
        agrees = finding
    return agrees


def later(claim: Claim, view: View) -> list[Claim]:
    """Statements of the same thing by the same voice in a document published later."""
    document = view.document(claim.document)
    speaker = voice(document, claim, view)
    found = []
    for other in view.elsewhere(claim):
        since = view.document(other.document)
        if since.published is None or document.published is None or since.published.value <= document.published.value:
            continue
        if not told(other) or who(other) != who(claim) or not same_period(other, claim) or not alike(claim, other):
            continue
        if other.quantity and claim.quantity and other.quantity.unit == claim.quantity.unit and voice(since, other, view) == speaker:
            found.append(other)
    return found
