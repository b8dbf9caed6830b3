"""Relations of three or four numbers of one text: each times pieces is the total, a month's average makes the year, energy must suffice.

The relations are data (``equations.toml``). That one holds is a test a claim passed; that a whole scale factor makes it hold is a slip;
that it merely does not hold says nothing, for the text may mean other pieces or another year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import product
from operator import mul
from typing import Any

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.derived import REACH, per_hundred
from reassay.judge.intervals import Interval, interval
from reassay.judge.kindred import around
from reassay.judge.rows import factor
from reassay.reference.grammar import table

CLOSE = Decimal("0.01")  # how near to a whole factor the two sides must stand: each carries the rounding of its numbers
RATES = ("/d", "/day", "/month", "/week", "/quarter", "/h")
MANY = 14  # with more numbers about, that some of them give a relation is no wonder


@dataclass(frozen=True, slots=True)
class Balance:
    """One relation with its numbers: both sides with their ends, and what makes the left the right where that is a whole factor."""

    name: str
    kind: str
    says: str
    formula: str
    members: tuple[tuple[str, Claim], ...]
    left: Interval
    right: Interval
    slip: Decimal | None

    @property
    def holds(self) -> bool:
        """True when the sides may be equal, or the left may be no more than the right."""
        return self.left[0] <= self.right[1] and (self.kind == "most" or self.right[0] <= self.left[1])

    @property
    def numbers(self) -> tuple[tuple[str, Decimal], ...]:
        """Every number under its name in the formula, as printed."""
        return tuple((name, one.quantity.low) for name, one in self.members if one.quantity)

    def others(self, claim: Claim) -> tuple[str, ...]:
        """Ids of its other claims."""
        return tuple(one.id for _, one in self.members if one.id != claim.id)


def balances(claim: Claim, view: View) -> Iterator[Balance]:
    """Relations in which a claim stands with numbers close to it, by name."""
    near = around(claim, claim.span.start - REACH, claim.span.end + REACH, view)
    about = [one for one in near if one.quantity and one.polarity == "positive"]
    if len(about) > MANY:
        return
    for name, rule in sorted(table("equations.toml").items()):
        if any(claim.metric in rule[role]["metrics"] for role in (*rule["left"], *rule["right"])):
            yield from filled(name, rule, claim, about)


def filled(name: str, rule: dict[str, Any], claim: Claim, about: list[Claim]) -> Iterator[Balance]:
    """Every way to fill the roles of one relation, the claim among them; an optional role is left out only where nobody takes it."""
    roles, found = (*rule["left"], *rule["right"]), {}
    for role in roles:
        found[role] = [one for one in about if converted(one, rule[role]) is not None]
        if not found[role] and role in rule.get("optional", ()):
            del found[role]
    for chosen in product(*found.values()):
        members = tuple(zip(found, chosen, strict=True))
        if claim.id not in (one.id for one in chosen) or len({one.at("value") for one in chosen}) < len(chosen):
            continue
        if rule.get("same_metric") and len({one.metric for one in chosen}) > 1:
            continue
        if len({one.who for one in chosen if one.who}) > 1 and len({one.period.text for one in chosen if one.period}) > 1:
            continue  # other people in other years
        yield balance(name, rule, members)


def balance(name: str, rule: dict[str, Any], members: tuple[tuple[str, Claim], ...]) -> Balance:
    """Both sides of a relation."""
    sides: dict[bool, list[Interval]] = {True: [], False: []}
    for role, one in members:
        size, (low, high) = converted(one, rule[role]) or Decimal(1), interval(one)
        sides[role in rule["left"]].append((low * size, high * size))
    constant = Decimal(str(rule.get("constant", 1)))
    left = side(sides[True])
    right = tuple(end * constant for end in side(sides[False]))
    return Balance(
        name, rule["kind"], rule["says"], rule["formula"], members, left, (right[0], right[1]), slip(left, (right[0], right[1]), rule)
    )


def side(ends: list[Interval]) -> Interval:
    """Least and greatest product."""
    return reduce(mul, (end[0] for end in ends), Decimal(1)), reduce(mul, (end[1] for end in ends), Decimal(1))


def slip(left: Interval, right: Interval, rule: dict[str, Any]) -> Decimal | None:
    """The whole factor between two sides; None where there is none."""
    a, b = (sum(ends, Decimal(0)) / 2 for ends in (left, right))
    if min(a, b) <= 0:
        return None
    ratio = NINE.divide(max(a, b), min(a, b))
    return next((Decimal(ten) for ten in rule.get("factors", ()) if abs(ratio / ten - 1) <= CLOSE), None)


def converted(one: Claim, role: dict[str, Any]) -> Decimal | None:
    """What makes a claim's number one in a role's unit; None where it cannot take the role."""
    unit = one.quantity.unit if one.quantity else None
    rate = (unit or "").endswith(RATES)
    if one.metric not in role["metrics"] or role.get("rate", rate) != rate:
        return None
    if role["unit"] == "kWh/km" and unit in ("kWh", "kWh/(100 km)") and per_hundred(one):
        return Decimal("0.01")
    return factor(unit, role["unit"]) if (unit == "ratio") == (role["unit"] == "ratio") else None
