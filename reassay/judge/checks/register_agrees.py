"""A register, catalogue or office's table that gives the claim's number."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.readings import direct
from reassay.judge.rows import same_name, shelf
from reassay.judge.testimony import testify
from reassay.judge.told import cited, numbers, official


@leaf(alarm=False)
def register_agrees(claim: Claim, view: View) -> Finding | None:
    """A table gives the same number on the same basis and scope, within rounding."""
    found = testify(claim, view)
    holds = [one for one in found.holds if official(one)]
    if not found.says:
        return unchecked(claim, view)
    if found.says != "agrees" or not holds:
        return None
    one = holds[0]
    return Finding(
        register_agrees.__name__,
        claim.id,
        "fires",
        f"agrees with {cited(one)}",
        numbers(claim, one),
        one.formula,
        evidence=tuple(row.evidence.id for row in one.rows),
        names=(cited(one),),
    )


def unchecked(claim: Claim, view: View) -> Finding | None:
    """What is missing where the only bundled figure was never checked against its source: it is named, and judges nothing."""
    rows = shelf(view).unverified.get(claim.metric, ())
    for one in direct(claim, [row for row in rows if same_name(row.subject, claim, view)]) if claim.quantity else ():
        where = cited(one)
        return Finding(
            register_agrees.__name__,
            claim.id,
            "lacks",
            f"a figure of {where} would bear on it and must be checked first",
            lacks=(f"a checked figure of {where}",),
            names=(where,),
        )
    return None
