"""A register, catalogue or office's table that gives another number."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.concepts import apart, senses
from reassay.judge.firsts import forerunner, holder, predecessor
from reassay.judge.intervals import interval
from reassay.judge.reach import bounding
from reassay.judge.rows import Row, factor, shelf
from reassay.judge.testimony import testify
from reassay.judge.told import announced, cited, numbers
from reassay.reference.limits import limits
from reassay.reference.register import fold


@leaf(alarm=True)
def register_disagrees(claim: Claim, view: View) -> Finding | None:
    """An outside table differs beyond rounding on the same basis and under every scope it knows, or its publisher revised it."""
    earlier = predecessor(claim, view) or forerunner(claim, view)
    if earlier is not None:
        return Finding(
            register_disagrees.__name__,
            claim.id,
            "fires",
            f"{earlier.evidence.publisher} names an earlier one: {holder(earlier)}",
            evidence=(earlier.evidence.id,),
            names=(earlier.evidence.publisher, holder(earlier)),
            suggests="contradicted",
        )
    if bounding(claim):
        return surpassed(claim, view)
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


def surpassed(claim: Claim, view: View) -> Finding | None:
    """A value that is said to be the most that can be, below what was published of the same thing."""
    q = claim.quantity
    given = [(row, str(row.values.get("subject") or ""), row.publisher) for row in view.evidence("limit")]
    for row, name, publisher in given:
        size = factor(q.unit, str(row.values.get("unit") or "")) if q else None
        value, kind, least = row.values.get("value"), row.values.get("metric"), row.values.get("comparator") == "ge"
        if q is None or size is None or value is None or kind != "best_published" or least:
            continue
        if interval(claim)[1] * size < Decimal(str(value)):
            numbers = (("value", q.low), ("best published", Decimal(str(value))))
            return below(claim, name, numbers, (publisher,), (row.id,))
    higher = [(value, held) for held in shelf(view).metric.get(claim.metric, ()) if (value := above(claim, held)) is not None]
    if higher and q is not None:
        value, held = max(higher, key=lambda pair: (pair[0], pair[1].evidence.id))
        numbers = (("value", q.low), ("best published", value))
        return below(claim, held.subject, numbers, (held.evidence.publisher,), tuple(sorted(one.evidence.id for _, one in higher)))
    for limit in limits() if view.bundled and q is not None else ():
        if q is None or limit.hard or limit.least or limit.grade == "C" or not limit.measures(claim.metric, q.unit):
            continue
        size = limit.units[q.unit or ""]
        if limit.names(claim.quote) and interval(claim)[1] * size < limit.bound:
            numbers = (("value", q.low), ("best published", limit.bound / size))
            return below(claim, f"{limit.id}, {limit.statement}", numbers, (limit.id, limit.statement, limit.unit), ())
    return None


def above(claim: Claim, row: Row) -> Decimal | None:
    """A row's value in the claim's unit, where it is of the kind that the claim bounds and above its bound."""
    q = claim.quantity
    size = factor(row.unit, q.unit) if q else None
    if size is None or row.value is None or not of_kind(claim, row.subject) or interval(claim)[1] >= row.value * size:
        return None
    return row.value * size


def of_kind(claim: Claim, name: str) -> bool:
    """True when what a row is about is of the kind that the claim bounds: it names the same concepts, or begins with its name."""
    mine, label = senses(f"{claim.subject or ''} {claim.object or ''}"), senses(name)
    return (bool(mine & label) and not apart(mine, label)) or bool(claim.subject and fold(name).startswith(fold(claim.subject)))


def below(claim: Claim, name: str, numbers: tuple[tuple[str, Decimal], ...], names: tuple[str, ...], evidence: tuple[str, ...]) -> Finding:
    """The finding on a stated limit."""
    return Finding(
        register_disagrees.__name__,
        claim.id,
        "fires",
        f"the limit stated is below a value published: {name}",
        numbers,
        "limit >= best published",
        evidence=evidence,
        names=names,
        suggests="contradicted",
    )
