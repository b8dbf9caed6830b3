"""A register, catalogue or office's table that gives another number."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.firsts import predecessor
from reassay.judge.testimony import testify
from reassay.judge.told import announced, cited, numbers


@leaf(alarm=True)
def register_disagrees(claim: Claim, view: View) -> Finding | None:
    """An outside table differs beyond rounding on the same basis and under every scope it knows, or its publisher revised it."""
    earlier = predecessor(claim, view)
    if earlier is not None:
        return Finding(
            register_disagrees.__name__,
            claim.id,
            "fires",
            f"{earlier.evidence.publisher} names an earlier one: {earlier.get('value')}",
            evidence=(earlier.evidence.id,),
            names=(earlier.evidence.publisher, str(earlier.get("value"))),
            suggests="contradicted",
        )
    found = testify(claim, view)
    revised = found.says == "restated" and any(announced(one) for one in found.fails)
    if not revised and found.says != "disagrees":
        return None
    one = found.fails[0]
    says = f"differs from {cited(one)}"
    return Finding(
        register_disagrees.__name__,
        claim.id,
        "fires",
        f"{says}, which replaced an earlier edition that agreed" if revised else says,
        numbers(claim, one),
        one.formula,
        evidence=tuple(dict.fromkeys(row.evidence.id for other in found.fails for row in other.rows)),
        names=(cited(one),),
        suggests="restated" if revised else "contradicted",
    )
