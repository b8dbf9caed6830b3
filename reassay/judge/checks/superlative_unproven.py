"""First, leading or best, without saying among whom, or against the record."""

from __future__ import annotations

import re

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.firsts import predecessor, superlative


@leaf(alarm=False)
def superlative_unproven(claim: Claim, view: View) -> Finding | None:
    """A superlative that names no set it was compared with and no measured property, or that a record speaks against."""
    word = superlative(claim)
    if word is None:
        return None
    row = predecessor(claim, view)
    if row is None and claim.quantity is not None and claim.metric != "rank":
        return None
    if row is None and claim.quantity is not None and re.search(r"\d", claim.quote):
        return None
    says = (
        f"{row.evidence.publisher} names an earlier one: {row.get('value')}" if row else f"{word!r} names no set and no measured property"
    )
    return Finding(
        superlative_unproven.__name__,
        claim.id,
        "fires",
        says,
        evidence=(row.evidence.id,) if row else (),
        lacks=() if row else ("the set it was compared with", "the property measured"),
        names=(row.evidence.publisher, str(row.get("value"))) if row else (),
    )
