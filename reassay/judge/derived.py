"""Which numbers beside a claim give its number: a part over its whole, a change of two levels, money over mass, a sum, a product.

Only what the units allow is tried. That a number follows from two others of its text is a test it passed; that it does not is for a check
to say, and only where the text names the relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.intervals import Interval, interval, printed
from reassay.judge.kindred import around
from reassay.judge.plain import plain
from reassay.judge.rows import factor
from reassay.reference.grammar import table

REACH = 250  # characters around a sentence within which its numbers are looked for
MANY = 12  # with more numbers about, that two of them give a third is no wonder
TELLING = 2  # figures a number must have for that to be more than chance
LABELS = {
    "one / other": ("dividend", "divisor"),
    "one / other - 1": ("level", "earlier level"),
    "one / other x 100": ("dividend", "divisor"),
    "one + other": ("first", "second"),
    "one x other": ("multiplicand", "multiplier"),
}


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that two others give, with its ends and how."""

    value: Decimal
    ends: Interval
    formula: str
    one: Claim
    other: Claim

    @property
    def numbers(self) -> tuple[tuple[str, Decimal], ...]:
        """Both numbers, each under what it is in the formula."""
        names = LABELS[self.formula]
        return tuple((name, each.quantity.low) for name, each in zip(names, (self.one, self.other), strict=True) if each.quantity)


def beside(claim: Claim, view: View) -> list[Claim]:
    """Other quantities told as facts in the sentence or close to it."""
    near = [one for one in around(claim, claim.span.start - REACH, claim.span.end + REACH, view) if one.id != claim.id and one.quantity]
    return [
        one for one in near if one.polarity == "positive" and one.quantity and one.quantity.low > 0 and one.at("value") != claim.at("value")
    ]


def derivations(claim: Claim, view: View) -> Iterator[Derived]:
    """Numbers in the claim's unit that two of the numbers beside it give."""
    unit, about = claim.quantity.unit if claim.quantity else None, beside(claim, view)
    reach = {one.id: interval(one) for one in about} if len(about) <= MANY else {}
    for one, other in permutations(about, 2) if len(about) <= MANY else ():
        assert one.quantity is not None
        assert other.quantity is not None
        for size, formula in ways(unit, one.quantity.unit, other.quantity.unit):
            if formula.endswith("x 100") and not per_hundred(claim):
                continue
            a, b = reach[one.id], reach[other.id]
            if b[0] <= 0:
                continue
            if formula == "one + other":
                value, ends = one.quantity.low + other.quantity.low, (a[0] + b[0], a[1] + b[1])
            elif formula == "one x other":
                value, ends = one.quantity.low * other.quantity.low * size, (a[0] * b[0] * size, a[1] * b[1] * size)
            else:
                value = NINE.divide(one.quantity.low, other.quantity.low) * size
                ends = (NINE.divide(a[0], b[1]) * size, NINE.divide(a[1], b[0]) * size)
            if formula == "one / other - 1":
                value, ends = value - 1, (ends[0] - 1, ends[1] - 1)
            yield Derived(value, ends, formula, one, other)


def per_hundred(claim: Claim) -> bool:
    """True when a sentence tells a use per hundred kilometres."""
    words = table("testing.toml")["per_hundred"]
    return any(word in plain(claim.quote) for code in sorted(words) for word in words[code])


def ways(unit: str | None, one: str | None, other: str | None) -> Iterator[tuple[Decimal, str]]:
    """(factor, formula) of each way in which two units give a third."""
    same = factor(one, other)
    if unit == "ratio" and same is not None and one != "ratio":
        yield same, "one / other"
        yield same, "one / other - 1"
    if other == "ratio" and one != "ratio" and (size := factor(one, unit)) is not None and one != "count":
        yield size, "one x other"
    if unit == one and same == 1 and unit != "ratio" and "/" not in (unit or ""):
        yield Decimal(1), "one + other"
    if unit == "km" and same is not None and one not in ("ratio", "count", "km"):
        yield same * 100, "one / other x 100"
    top, _, bottom = (unit or "").partition("/")
    above, below = (factor(one, top), factor(bottom, other)) if bottom and bottom != "a" else (None, None)
    if above is not None and below is not None and one != "count":
        yield above * below, "one / other"


def follows(claim: Claim, view: View) -> Derived | None:
    """The first pair of numbers beside a claim that gives its number within rounding; None where none does, or the number is too round."""
    q, found = claim.quantity, printed(claim)
    if q is None or found is None:
        return None
    low, high = interval(claim)
    telling = len(found[0].normalize().as_tuple().digits) >= TELLING
    for one in derivations(claim, view):
        named = one.formula == "one / other x 100"  # the text itself says how one follows from the other
        if one.formula == "one + other" and not (one.value == q.low and len(found[0].normalize().as_tuple().digits) > TELLING):
            continue  # sums are met by chance far more often than quotients: only to the last of three figures or more
        if meets(claim, one) and (named or (telling and (tight(one, low, high) or low <= abs(one.value) <= high))):
            return one
    return None


def meets(claim: Claim, one: Derived) -> bool:
    """True when a claim and what two numbers give may be one number."""
    low, high = interval(claim)
    saved = one.formula == "one / other - 1" and claim.metric in table("savings.toml") and low > 0  # a fall told as a positive number
    a, b = (-one.ends[1], -one.ends[0]) if saved else one.ends
    return a <= high and low <= b


def tight(one: Derived, low: Decimal, high: Decimal) -> bool:
    """True when the two numbers leave little room, so that meeting the claim says something."""
    return one.ends[1] - one.ends[0] <= max(abs(one.value) / 10, high - low)
