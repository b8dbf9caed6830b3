"""First, leading or best, without saying among whom, or against the record."""

from __future__ import annotations

import re
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.firsts import better, forerunner, holder, predecessor, superlative


@leaf(alarm=False)
def superlative_unproven(claim: Claim, view: View) -> Finding | None:
    """A superlative that names no set it was compared with and no measured property, or that a record speaks against."""
    beaten = better(claim, view)
    if beaten is not None:
        return beaten_by(claim, *beaten)
    word = superlative(claim)
    if word is None:
        return None
    row = predecessor(claim, view) or forerunner(claim, view)
    if row is None and claim.quantity is not None and claim.metric not in ("rank", "event"):
        return None
    if row is None and claim.metric == "rank" and re.search(r"\d", claim.quote):
        return None
    says = f"{row.evidence.publisher} names an earlier one: {holder(row)}" if row else f"{word!r} names no set and no measured property"
    return Finding(
        superlative_unproven.__name__,
        claim.id,
        "fires",
        says,
        evidence=(row.evidence.id,) if row else (),
        lacks=() if row else ("the set it was compared with", "the property measured"),
        names=(row.evidence.publisher, holder(row)) if row else (),
    )


def beaten_by(claim: Claim, other: Claim, yearly: Decimal) -> Finding:
    """A record below an earlier number of its own series."""
    low = claim.quantity.low if claim.quantity else Decimal(0)
    return Finding(
        superlative_unproven.__name__,
        claim.id,
        "fires",
        "called a record, and an earlier time of the same series is told with more",
        (("value", low), ("earlier", yearly)),
        "record >= every earlier value",
        (other.id,),
        suggests="internally_inconsistent",
    )
