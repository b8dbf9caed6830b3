"""How many times as likely what a register shows is under a claimed number as under the alternatives: exact sums, no random numbers.

A check that has such a factor gives its logarithm among the numbers of its finding, labelled ``log odds``; odds.py counts it there.
"""

from __future__ import annotations

from decimal import Decimal
from math import log

from reassay.judge.nowcast import GRID, Share, gamma_poisson, seen
from reassay.reference.grammar import table


def against_history(visible: int, claimed: int, part: Share, yearly: float, weight: float = 10.0) -> float:
    """The claim against the applicant's own yearly mean: a gamma-Poisson total, each thinned alike."""
    grid = range(visible, max(GRID * max(visible, 1), 4 * claimed, 200))
    other = sum(gamma_poisson(total, yearly, weight) * seen(visible, total, part) for total in grid)
    return ratio(seen(visible, claimed, part), other)


def against_inflation(visible: int, claimed: int, part: Share, least: float = 0.3, most: float = 0.8) -> float:
    """The claim against totals of which it is an overstatement: those from .3 to .8 of it, each as likely."""
    totals = range(int(least * claimed), int(most * claimed) + 1)
    other = sum(seen(visible, total, part) for total in totals) / len(totals)
    return ratio(seen(visible, claimed, part), other)


def ratio(one: float, other: float) -> float:
    """One chance over another; very large where the other cannot be."""
    return one / other if other > 0 else 1e300 if one > 0 else 1.0


def weight_of(found: float) -> Decimal:
    """The logarithm of a Bayes factor to two places, at most the cap of odds.toml either way."""
    cap = Decimal(table("odds.toml")["rule"]["cap"])
    return max(min(Decimal(log(found)) if found > 0 else -cap, cap), -cap).quantize(Decimal("0.01"))
