"""A number that holds under one reading of the claim and fails under another."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.testimony import testify


@leaf(alarm=False)
def depends_on_scope(claim: Claim, view: View) -> Finding | None:
    """The text leaves entity, denominator, role, basket or window open, and at least one reading holds and one fails."""
    found = testify(claim, view)
    if found.says != "scope":
        return None
    readings = (*found.holds, *found.fails)
    states = tuple(("holds" if one in found.holds else "fails", one.scope or one.how, one) for one in readings)
    numbers: tuple[tuple[str, Decimal], ...] = tuple((f"{state}: {scope}", one.value) for state, scope, one in states)
    return Finding(
        depends_on_scope.__name__,
        claim.id,
        "fires",
        "holds under one reading and fails under another: " + "; ".join(f"{scope} {state}" for state, scope, _ in states),
        numbers,
        readings[0].formula,
        evidence=tuple(dict.fromkeys(row.evidence.id for one in readings for row in one.rows)),
        names=tuple(", ".join(part for part in (one.rows[0].evidence.publisher, one.edition) if part) for one in readings),
        suggests="scope_dependent",
    )
