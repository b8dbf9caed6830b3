"""Everything that bears on a claim is one voice."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.voices import count


@leaf(alarm=False, after=True)
def only_one_voice(claim: Claim, view: View, findings: tuple[Finding, ...]) -> Finding | None:
    """Ownership and relays lead every publisher that states it back to one voice."""
    found = count(claim, view, findings)
    if found.external:
        return None
    names = tuple(name for _, members in found.clusters for name in members)
    numbers = (("publishers", Decimal(found.publishers)), ("voices", Decimal(found.voices)))
    return Finding(
        only_one_voice.__name__, claim.id, "fires", "every publisher that states it leads back to one voice", numbers, names=names
    )
