"""What a claimed number of filings of several kinds would show, and what those seen make of the total: exact sums, kind by kind.

Distributions are dictionaries count -> chance, cut where a chance is below one in ten thousand million of the largest. Kinds are added by
discrete convolution; their shares are never pooled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from reassay.judge.nowcast import LEVEL, Share, Total, seen

CUT = 1e-10
LONG = 60000  # terms of a posterior; only shares near nought need more
Part = tuple[float, Share]  # weight of a kind among the filings, and the share of it that shows


@lru_cache(maxsize=4096)
def showing(count: int, part: Share) -> dict[int, float]:
    """How many of so many filings show (beta-binomial), outward from its middle by the ratio of neighbours."""
    middle = min(count, round(count * part.mean))
    found = {middle: seen(middle, count, part)}
    for step in (1, -1):
        n, chance = middle, found[middle]
        while 0 <= n + step <= count and chance > CUT * found[middle]:
            low = min(n, n + step)
            up = (count - low) / (low + 1) * (low + part.a) / (count - low - 1 + part.b)
            chance *= up if step > 0 else 1 / up
            n += step
            found[n] = chance
    return found


def split(count: int, weights: Sequence[float]) -> list[int]:
    """A number in whole parts by weight, largest remainders first."""
    whole = sum(weights)
    exact = [count * weight / whole for weight in weights]
    parts = [int(one) for one in exact]
    for place in sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))[: count - sum(parts)]:
        parts[place] += 1
    return parts


def predicted(count: int, parts: Sequence[Part]) -> dict[int, float]:
    """How many of a claimed number show, over all kinds."""
    found = {0: 1.0}
    for number, (_, part) in zip(split(count, [weight for weight, _ in parts]), parts, strict=True):
        found = added(found, showing(number, part))
    return dict(sorted(found.items()))


def added(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    """The distribution of a sum."""
    if len(one) == 1 and one.get(0) == 1.0:
        return dict(other)
    found: dict[int, float] = {}
    for a, p in one.items():
        for b, q in other.items():
            if p * q > CUT * CUT:
                found[a + b] = found.get(a + b, 0.0) + p * q
    return found


def tails(n: int, chances: Mapping[int, float]) -> tuple[float, float]:
    """Mid-p chances of so few, and of so many."""
    low = sum(chance for count, chance in chances.items() if count < n) + chances.get(n, 0.0) / 2
    return min(low, 1.0), max(1 - low, 0.0)


def edge(chances: Mapping[int, float]) -> int:
    """The largest visible number at which a claim is rejected as too high; -1 when there is none."""
    found, reached = -1, 0.0
    for count in sorted(chances):
        reached += chances[count]
        if reached - chances[count] / 2 > LEVEL:
            break
        found = count
    return found


def power(claimed: int, parts: Sequence[Part], true: float) -> float:
    """Probability of rejecting a claim when only this part of it was filed."""
    most = edge(predicted(claimed, parts))
    return min(1.0, sum(chance for count, chance in predicted(round(claimed * true), parts).items() if count <= most))


def middle(chances: Mapping[int, float]) -> tuple[int, int]:
    """The central 95 %."""
    whole = Total(tuple(sorted(chances.items())))
    return whole.range


def posterior(n: int, part: Share) -> dict[int, float]:
    """The total when n of one kind show, prior 1/N (beta-negative-binomial), by the ratio of neighbours; nothing where none show."""
    if n == 0:
        return {0: 1.0}
    raw, best = {n: 1.0}, 1.0
    count, chance = n, 1.0
    while (chance > CUT * best or count < 2 * n) and len(raw) < LONG:
        chance *= count / (count - n + 1) * (part.b + count - n) / (part.a + part.b + count)
        count += 1
        raw[count] = chance
        best = max(best, chance)
    whole = sum(raw.values())
    return {one: value / whole for one, value in raw.items()}


def totals(kinds: Sequence[tuple[int, Share]]) -> Total | None:
    """The total over all kinds; None when none show, for then only an upper end could be told."""
    if not any(n for n, _ in kinds):
        return None
    found = {0: 1.0}
    for n, part in kinds:
        found = added(found, {one: chance for one, chance in posterior(n, part).items() if chance > 1e-8})
    whole = sum(found.values())
    return Total(tuple((one, chance / whole) for one, chance in sorted(found.items())))
