"""A claim that carries no number and no dated act."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.reference.grammar import table


@leaf(alarm=False)
def no_number(claim: Claim, view: View) -> Finding | None:
    """It carries no checkable number: no scale, no rate, no dated act that a register would show."""
    if claim.quantity is not None or claim.metric != "event":
        return None
    if claim.event not in table("testing.toml")["undated_acts"] or (claim.period is not None and len(claim.period.text) >= 7):
        return None
    says = "carries no checkable number: no quantity, scale or dated act is stated"
    return Finding(no_number.__name__, claim.id, "fires", says, suggests="not_a_testable_claim")
