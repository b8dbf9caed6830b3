"""A share whose whole is not the one named, or is not named at all."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.testimony import testify


@leaf(alarm=False)
def implied_denominator(claim: Claim, view: View) -> Finding | None:
    """The whole that part and share imply is one of several that the tables give, and the share fails over another."""
    found = testify(claim, view)
    holds = [one for one in found.holds if one.how == "share"]
    fails = [one for one in found.fails if one.how == "share"]
    if not holds or not fails:
        return None
    return Finding(
        implied_denominator.__name__,
        claim.id,
        "fires",
        f"the share holds over {holds[0].scope or 'one whole'} and not over {fails[0].scope or 'another'}",
        tuple((one.scope or one.formula, one.value) for one in (*holds, *fails)),
        "part / whole",
        evidence=tuple(dict.fromkeys(row.evidence.id for one in (*holds, *fails) for row in one.rows)),
        names=tuple(one.scope for one in (*holds, *fails) if one.scope),
    )
