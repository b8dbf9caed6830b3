"""Somebody whom the claimant does not control speaks to the claim."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.testimony import testify
from reassay.judge.voices import agreeing, count


@leaf(alarm=False, after=True)
def independent_voice(claim: Claim, view: View, findings: tuple[Finding, ...]) -> Finding | None:
    """At least one voice that the claimant neither controls nor feeds bears on the claim; where one agrees, it is corroborated."""
    found = count(claim, view, findings)
    if not found.external:
        return None
    said = testify(claim, view).says
    agrees = (said == "agrees" or not said) and agreeing(claim, view)
    names = tuple(sorted({name for _, members in found.clusters for name in members}))
    return Finding(
        independent_voice.__name__,
        claim.id,
        "fires",
        "a voice outside the claimant's control agrees" if agrees else "a voice outside the claimant's control bears on it",
        (("voices outside", Decimal(found.external)),),
        names=names,
        suggests="corroborated" if agrees else None,
    )
