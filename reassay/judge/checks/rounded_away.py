"""A number that another statement gives more exactly."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import fit, told, who
from reassay.judge.kindred import kindred
from reassay.judge.testimony import testify
from reassay.judge.told import cited, numbers


@leaf(alarm=False)
def rounded_away(claim: Claim, view: View) -> Finding | None:
    """Another statement gives the same quantity more exactly, and this one differs from it only by its own rounding or vagueness."""
    q = claim.quantity
    if q is None or not told(claim):
        return None
    found = testify(claim, view)
    for one in found.holds if found.says == "agrees" else ():
        if (
            one.how in ("share", "change", "direct", "sum", "mirror", "relative", "counterparty")
            and claim.metric != "patents_filed"
            and one.value != q.low
        ):
            return Finding(
                rounded_away.__name__,
                claim.id,
                "fires",
                f"a rounder form of {cited(one)}",
                numbers(claim, one),
                "value ~ value of the table",
                evidence=tuple(row.evidence.id for row in one.rows),
                names=(cited(one),),
            )
    other = more_exact(claim, view) if who(claim) else None
    if other is None or other.quantity is None:
        return None
    return Finding(
        rounded_away.__name__,
        claim.id,
        "fires",
        "a rounder form of another statement",
        (("value", q.low), ("more exact value", other.quantity.low)),
        "value ~ more exact value",
        (other.id,),
    )


def more_exact(claim: Claim, view: View) -> Claim | None:
    """The first statement of another text whose number is narrower and lies within this one's."""
    kin, mine = kindred(claim, view)
    if mine.ends is None or claim.quantity is None:
        return None
    low, high = mine.ends
    found = []
    for one in kin.between(mine, low, high):
        if one.fact and one.low != claim.quantity.low and one.ends[1] - one.ends[0] < high - low and fit(one.thing, mine.thing):
            found += [some for some in one.said if some.claim.document != claim.document][:1]
    return min(found, key=lambda one: one.order).claim if found else None
