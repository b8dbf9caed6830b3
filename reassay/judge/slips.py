"""A whole scale factor between two sides of a relation that numbers of one text stand in: sum, share, change, product, remainder."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.derived import derivations
from reassay.judge.equations import balances
from reassay.judge.intervals import additive, interval
from reassay.judge.relations import LEVELLESS, levels, parts
from reassay.reference.grammar import table

NAME = "unit_slip"
FACTORS = tuple(Decimal(10) ** power for power in (3, 4, 8))
PLACES = (Decimal(10), Decimal(100))  # a lost or shifted decimal point: told only where the figures are the same
CLOSE = Decimal("0.01")  # how near to a whole factor a rest must be: rests carry the rounding of several numbers


def remainder(claim: Claim, view: View) -> Finding | None:
    """A part that is a whole factor away from what its total and the other parts leave for it."""
    q = claim.quantity
    if q is None or claim.at("part") is None:
        return None
    for total in view.sentence(claim):
        listed = parts(total, view) if total.id != claim.id and total.at("part") is None and total.quantity else []
        others = [one for one in listed if one.id != claim.id and one.quantity]
        if not others or len(others) != len(listed) - 1 or total.quantity is None:
            continue
        left = total.quantity.low - sum((one.quantity.low for one in others if one.quantity), Decimal(0))
        for ten in FACTORS:
            if left > 0 and abs(NINE.divide(q.low, left) / ten - 1) <= CLOSE:
                return Finding(
                    NAME,
                    claim.id,
                    "fires",
                    "a whole scale factor above what the total leaves for it",
                    (("value", q.low), ("left by the total", left), ("factor", ten)),
                    "left by the total x factor = value",
                    (total.id, *(one.id for one in others)),
                    suggests="internally_inconsistent",
                )
    return None


def of_sum(claim: Claim, view: View) -> Finding | None:
    """A total a whole scale factor from the sum of the parts that it is said to be of."""
    q = claim.quantity
    listed = [one.quantity.low for one in parts(claim, view) if one.quantity]
    total = sum(listed, Decimal(0))
    if q is None or len(listed) < 2 or total <= 0:
        return None
    ratio = NINE.divide(max(total, q.low), min(total, q.low))
    if not any(abs(ratio / ten - 1) <= CLOSE for ten in (*FACTORS, *PLACES)):
        return None
    numbers = (("stated total", q.low), ("sum of the parts", total), ("factor", ratio))
    return slip(
        claim,
        "a whole scale factor from the sum of its parts",
        numbers,
        "sum of the parts x factor = total",
        suggests="internally_inconsistent",
    )


def of_share(claim: Claim, view: View) -> Finding | None:
    """A part a whole scale factor from what its whole and its share, both told beside it, make of it."""
    q = claim.quantity
    if q is None or claim.metric in LEVELLESS or not additive(q.unit):
        return None
    low, high = interval(claim)
    for one in derivations(claim, view):
        if (
            one.formula != "one x other"
            or one.other.metric not in table("testing.toml")["shares"]["metrics"]
            or one.one.metric != claim.metric
        ):
            continue
        for ten in FACTORS:
            if one.ends[0] <= high * ten and low * ten <= one.ends[1]:
                numbers = (("value", q.low), ("share times whole", one.value), ("factor", ten))
                says = "a whole scale factor below what the share and the whole beside it make"
                ids = (one.one.id, one.other.id)
                return slip(claim, says, numbers, "share x whole = value x factor", ids, suggests="internally_inconsistent")
    return None


def of_change(claim: Claim, view: View) -> Finding | None:
    """A level a whole scale factor from what the other level and the change told beside them leave for it."""
    for change in view.sentence(claim):
        pair = levels(change, view) if change.quantity and change.metric in LEVELLESS and change.quantity.unit == "ratio" else None
        if pair is None or claim.id not in (one.id for one in pair) or change.quantity is None or change.quantity.low <= -1:
            continue
        now, before = (one.quantity.low if one.quantity else Decimal(0) for one in pair)
        due = before * (1 + change.quantity.low)
        ratio = NINE.divide(max(now, due), min(now, due)) if min(now, due) > 0 else Decimal(0)
        if any(abs(ratio / ten - 1) <= CLOSE for ten in FACTORS):
            numbers = (("level", now), ("earlier level", before), ("stated change", change.quantity.low), ("factor", ratio))
            says = "the change told beside the two levels shows one of them a whole scale factor off"
            ids = (change.id, *(one.id for one in pair if one.id != claim.id))
            return slip(claim, says, numbers, "earlier level x (1 + change) x factor = level", ids, suggests="internally_inconsistent")
    return None


def of_equation(claim: Claim, view: View) -> Finding | None:
    """A whole factor between the two sides of a relation that the text's numbers stand in; that a relation holds is a test passed."""
    found = [one for one in balances(claim, view) if one.kind == "equal"]
    held = next((one for one in found if one.holds), None)
    if held is not None:
        return Finding(NAME, claim.id, "passes", held.says, held.numbers, held.formula, held.others(claim))
    slips = [one for one in found if one.slip is not None]
    if len(found) != 1 or not slips:
        return None
    numbers = (*slips[0].numbers, ("factor", slips[0].slip or Decimal(1)))
    says = f"a whole factor off: {slips[0].says}"
    return slip(claim, says, numbers, slips[0].formula, slips[0].others(claim), suggests="internally_inconsistent")


def slip(
    claim: Claim,
    says: str,
    numbers: tuple[tuple[str, Decimal], ...],
    formula: str,
    claims: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    suggests: str | None = None,
) -> Finding:
    """The finding."""
    return Finding(NAME, claim.id, "fires", says, numbers, formula, claims, evidence, suggests=suggests)
