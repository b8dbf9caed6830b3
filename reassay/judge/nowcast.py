"""How many applications a year will show in the end, from those a register shows today: thinning by publication lag and by search.

Closed forms over the integer grid; no random numbers. Sources of the forms: Kalbfleisch and Lawless 1991 (reverse-time hazard),
the beta-binomial and beta-negative-binomial distributions (standard). What is elicited and not measured says so: see ``elicited``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import erf, exp, lgamma, log, sqrt

NEVER = 0.03  # share of applications withdrawn before publication; elicited, Beta(3, 97)
EARLY = 0.75  # share asked to be published early; elicited, range .5 to .9
LEVEL = 0.025
POWER = 0.8
GRID = 40  # the grid of totals ends at so many times what is visible


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a stretch's applications that are visible, as a Beta(a, b)."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """Expected share."""
        return self.a / (self.a + self.b)


def share(mean: float, size: float) -> Share:
    """A share by its mean and its effective sample size (own filings it is worth)."""
    return Share(mean * size, (1 - mean) * size)


def sample_size(history: int) -> float:
    """Effective sample size of a share learned from so many mature filings; 20 when there are none (by simulation)."""
    return min(0.15 * history, 60.0) if history else 20.0


def normal(x: float) -> float:
    """Standard normal distribution function."""
    return (1 + erf(x / sqrt(2))) / 2


def elicited(age: float) -> float:
    """Share of invention applications public at an age in months, where no own history teaches it: early publication, else 18 months.

    The early part is lognormal with median 3.1 months and sigma .35: 24 inventions whose two dates were seen, 28 to 153 days (grade D).
    """
    wall = normal((age - 18.25) / 0.35)
    early = normal(log(age / 3.1) / 0.35) if age > 0 else 0.0
    return (1 - NEVER) * (EARLY * max(early, wall) + (1 - EARLY) * wall)


def visible(first: dt.date, last: dt.date, on: dt.date, profile: Sequence[float] = ()) -> float:
    """Expected visible share of the filings of a stretch on a day. ``profile``: weights of its months (flat without)."""
    months = [dt.date(year, month, 15) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    months = [day for day in months if first <= day <= last] or [first]
    weights = list(profile) if len(profile) == len(months) else [1.0] * len(months)
    total = sum(weights)
    return sum(weight * elicited((on - day).days / 30.4375) for weight, day in zip(weights, months, strict=True)) / total


def hazard(delays: Mapping[int, Mapping[int, int]], on: int, longest: int = 20) -> dict[int, float]:
    """Share visible at each delay, learned from own filings. ``delays``: month filed -> delay -> how many; ``on``: the month of looking.

    The discrete reverse-time hazard: g(d) = filings with delay d over those with delay d at most, among months old enough to show d;
    the share visible by d is the product of 1 - g(j) over j > d. Finite where the chain ladder divides nought by nought.
    """
    shown, product = {}, 1.0
    for delay in range(longest, -1, -1):
        shown[delay] = product
        old = [counts for month, counts in delays.items() if month <= on - delay]
        upto = sum(count for counts in old for d, count in counts.items() if d <= delay)
        exactly = sum(counts.get(delay, 0) for counts in old)
        product *= 1 - exactly / upto if upto else 1.0
    return shown


def beta(a: float, b: float) -> float:
    """Logarithm of the beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


@lru_cache(maxsize=65536)
def choose(n: int, k: int) -> float:
    """Logarithm of the binomial coefficient."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def seen(n: int, total: int, part: Share) -> float:
    """Probability that n of so many applications are visible (beta-binomial)."""
    if not 0 <= n <= total:
        return 0.0
    return exp(choose(total, n) + beta(n + part.a, total - n + part.b) - beta(part.a, part.b))


def drawn(n: int, total: int, part: Share) -> float:
    """Probability that at most n are visible."""
    return min(1.0, sum(seen(k, total, part) for k in range(n + 1)))


@dataclass(frozen=True, slots=True)
class Total:
    """A posterior of the total number of applications."""

    chances: tuple[tuple[int, float], ...]

    def quantile(self, at: float) -> int:
        """The least total whose distribution function reaches a level."""
        reached = 0.0
        for total, chance in self.chances:
            reached += chance
            if reached >= at:
                return total
        return self.chances[-1][0]

    @property
    def median(self) -> int:
        """The middle."""
        return self.quantile(0.5)

    @property
    def range(self) -> tuple[int, int]:
        """The central 95 %."""
        return self.quantile(0.025), self.quantile(0.975)


def total(n: int, part: Share, yearly: float | None = None, weight: float = 10.0) -> Total:
    """The posterior of the total when n are visible: prior 1/N, or a gamma-Poisson of the applicant's own yearly mean."""
    grid = range(n, max(GRID * max(n, 1), 200))
    raw = [(one, seen(n, one, part) * (gamma_poisson(one, yearly, weight) if yearly else 1.0 / max(one, 1))) for one in grid]
    whole = sum(chance for _, chance in raw)
    return Total(tuple((one, chance / whole) for one, chance in raw if chance > 0))


def gamma_poisson(count: int, mean: float, weight: float) -> float:
    """Probability of a count when its rate is Gamma(weight, weight / mean)."""
    rate = weight / mean
    return exp(lgamma(weight + count) - lgamma(weight) - lgamma(count + 1) + weight * log(rate / (1 + rate)) - count * log(1 + rate))


def tails(n: int, claimed: int, part: Share) -> tuple[float, float]:
    """Mid-p probabilities that a true claim shows fewer, and more, than n."""
    here = seen(n, claimed, part)
    low = drawn(n - 1, claimed, part) + here / 2 if n > 0 else here / 2
    return low, 1 - low


def edge(claimed: int, part: Share) -> int:
    """The largest visible number at which a claim is rejected as too high; -1 when there is none."""
    found, reached = -1, 0.0
    for n in range(claimed + 1):
        reached += seen(n, claimed, part)
        if reached - seen(n, claimed, part) / 2 > LEVEL:
            break
        found = n
    return found


def power(claimed: int, part: Share, true: float) -> float:
    """Probability of rejecting a claim when only this part of it was filed."""
    return drawn(edge(claimed, part), round(claimed * true), part)


def learnable(days: Iterator[dt.date], claimed: int, part_on: Mapping[dt.date, Share]) -> dt.date | None:
    """The first of some days on which a claim 30 % too high would be found with the power asked for."""
    return next((day for day in days if power(claimed, part_on[day], 0.7) >= POWER), None)


def ratio(first: int, span: float, second: int, other: float) -> tuple[float, float, float, float]:
    """(ratio of the second rate to the first, 95 % interval, exact two-sided p) of two counts over two lengths of time."""
    n, p = first + second, other / (span + other)
    point = (second / other) / (first / span)
    low, high = clopper(second, n)
    scale = span / other
    chance = exact(second, n, p)
    return point, low / (1 - low) * scale, high / (1 - high) * scale, chance


def exact(k: int, n: int, p: float) -> float:
    """Exact two-sided binomial p: twice the smaller tail."""
    return min(1.0, 2 * min(binomial(k, n, p), 1 - binomial(k - 1, n, p) if k else 1.0))


def clopper(k: int, n: int) -> tuple[float, float]:
    """Exact 95 % interval of a binomial share (Clopper and Pearson 1934), by bisection."""
    low = 0.0 if k == 0 else crossing(lambda p: 1 - binomial(k - 1, n, p) < LEVEL)
    return low, 1.0 if k == n else crossing(lambda p: binomial(k, n, p) > LEVEL)


def crossing(holds: Callable[[float], bool]) -> float:
    """Where a condition that holds for small shares stops holding."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return (low + high) / 2


def binomial(k: int, n: int, p: float) -> float:
    """Probability of at most k among n, each with probability p."""
    if k >= n or p <= 0:
        return 1.0
    if p >= 1 or k < 0:
        return 0.0
    if k > n * p:  # the shorter tail, outward from its end until nothing more comes
        return 1 - binomial(n - k - 1, n, 1 - p)
    term = exp(choose(n, k) + k * log(p) + (n - k) * log(1 - p))
    found = 0.0
    for i in range(k, -1, -1):
        found += term
        term *= i / (n - i + 1) * (1 - p) / p
        if term < found * 1e-17:
            break
    return min(1.0, found)
