"""A later value of the same source for the same metric and period."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval, same_period, who
from reassay.judge.voices import voice


@leaf(alarm=True)
def quietly_restated(claim: Claim, view: View) -> Finding | None:
    """The same source has since given another value for the same subject, metric, object and period."""
    q, document = claim.quantity, view.document(claim.document)
    if q is None or claim.period is None or not who(claim) or document.published is None or claim.modality != "achieved":
        return None
    speaker = voice(document, claim, view)
    for other in view.same_metric(claim):
        p, later = other.quantity, view.document(other.document)
        if p is None or p.unit != q.unit or who(other) != who(claim) or not same_period(other, claim) or other.modality != "achieved":
            continue
        if (
            later.published is None
            or later.published.value <= document.published.value
            or voice(later, other, view) != speaker
            or not alike(claim, other)
        ):
            continue
        a, b = interval(q), interval(p)
        if a[0] > b[1] or b[0] > a[1]:
            numbers = (("value", q.low), ("later value", p.low))
            says = f"the same source gives another value on {later.published.value}"
            return Finding(
                quietly_restated.__name__,
                claim.id,
                "fires",
                says,
                numbers,
                "value = later value",
                (other.id,),
                dates=(later.published.value,),
                suggests="restated",
            )
    return None


def alike(a: Claim, b: Claim) -> bool:
    """True when both count the same thing, as far as the words say."""
    if (a.at("part") is None) != (b.at("part") is None):
        return False
    x, y = (a.object or "").casefold(), (b.object or "").casefold()
    return x == y or not x or not y or x in y or y in x
