"""Shares of a stage: gap of two blocs, dominance, concentration, what is left without the largest; intervals where shares are partial.

Formulas: share gap in percentage points; dominance ln(q_C/q_W); Herfindahl-Hirschman index as the sum of squared percentages, effective
number one over the sum of squared shares; supply without the largest over the whole (N-1, variant over total demand). A residual r of
unknown split adds between nothing and its square to the index. All of one series: one vintage, one basis, one basket.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

Bounds = tuple[float, float]
REST = "rest"


@dataclass(frozen=True, slots=True)
class Concentration:
    """Largest, index and effective number of a stage, as bounds where part of the whole is of unknown split."""

    largest: str
    share: float
    index: Bounds
    effective: Bounds
    without: float  # supply without the largest, over the whole


def concentration(shares: Mapping[str, float], whole: float | None = None) -> Concentration:
    """Of shares by country (fractions of one whole); what is missing to ``whole`` (1 when given) is a residual of unknown split."""
    if not shares or any(one < 0 for one in shares.values()):
        raise ValueError("shares of at least one country, none below nought")
    known = {name: share for name, share in shares.items() if name != REST}
    rest = shares.get(REST, 0.0) + max(0.0, (whole if whole is not None else 0.0) - sum(shares.values()))
    least = sum((100 * share) ** 2 for share in known.values())
    most = least + (100 * rest) ** 2
    name, top = max(sorted(known.items()), key=lambda pair: pair[1])
    return Concentration(name, top, (least, most), (10_000 / most, 10_000 / least), 1 - top)


def of_amounts(amounts: Mapping[str, float], whole: float | None = None) -> dict[str, float]:
    """Shares of amounts: of the printed whole, or of their own sum where none is printed."""
    total = whole if whole is not None else sum(amounts.values())
    if total <= 0:
        raise ValueError("no whole to take a share of")
    return {name: value / total for name, value in amounts.items()}


def bloc_share(shares: Mapping[str, float], members: Iterable[str], names_all: bool) -> Bounds:
    """A bloc's share: what its members are known to have, up to that and the residual where the residual may hold some of them."""
    inside = set(members)
    known = sum(share for name, share in shares.items() if name in inside)
    rest = max(0.0, 1 - sum(share for name, share in shares.items() if name != REST))
    return known, known if names_all else min(1.0, known + rest)


def gap(first: Bounds, second: Bounds) -> Bounds:
    """The difference of two shares in percentage points."""
    return 100 * (first[0] - second[1]), 100 * (first[1] - second[0])


def dominance(first: float, second: float) -> float | None:
    """ln of the ratio of two amounts; None where the second is nought."""
    return log(first / second) if first > 0 and second > 0 else None


def lead_time(leader: Sequence[tuple[float, float]], level: float, now: float) -> float | None:
    """Years since a leader's series (year, amount) first reached a level, straight between its points; None where it never did in its span.

    The series is made monotone first: what was reached once stays reached.
    """
    best, before = float("-inf"), None
    for year, amount in sorted(leader):
        if amount >= level and best < level:
            if before is None or best == float("-inf"):
                return None  # reached before the series begins: more than its span
            share = (level - best) / (amount - best)
            return now - (before + share * (year - before))
        if amount > best:
            best, before = amount, year
    return None
