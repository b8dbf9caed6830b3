"""A value that its own source has since corrected, and said so."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.replaced import correcting, replaced


@leaf(alarm=False)
def openly_restated(claim: Claim, view: View) -> Finding | None:
    """The source told this value once and corrected it in a later text that says so."""
    found = replaced(claim, view)
    if found is None or claim.quantity is None or found[1].quantity is None:
        return None
    if not correcting(found[1]):
        return None
    old, new = found
    return Finding(
        openly_restated.__name__,
        claim.id,
        "fires",
        "the source has since corrected this value, and says so",
        (("value", claim.quantity.low), ("corrected value", found[1].quantity.low)),
        "value = corrected value",
        (old.id, new.id),
        suggests="restated",
    )
