"""Does a gap widen? A weighted line through log-odds of shares, its posterior, the order of the points, and a least step that matters.

Formulas (statistics textbooks; grade B): weighted least squares with weights 1/s.d. squared; under a flat prior the slope is Student t with
n - 2 degrees of freedom. The order of points is tested by Mann and Kendall's S with its exact distribution (counts of inversions), which
asks for no tie; with ties by the normal approximation. Log-odds, because 60 to 62 % and 91 to 92 % are not the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import atan, comb, cos, erf, exp, factorial, log, pi, sin, sqrt

ENOUGH = 5  # comparable points below which no trend is told
SURE = 0.95  # posterior of a slope's sign for a verdict
ORDERED = 0.2  # p of Mann-Kendall for a verdict
MATERIAL = 0.2  # least change over the whole span, in log-odds
WORDS = ("widening", "narrowing", "no clear trend", "too few points")


@dataclass(frozen=True, slots=True)
class Trend:
    """A slope of log-odds per year with its 95 % interval, its chance of being positive, the order of points, and the verdict."""

    points: int
    word: str
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    rising: float | None = None  # posterior chance of a positive slope
    tau: float | None = None
    p: float | None = None  # of the order, two-sided


def logit(share: float) -> float:
    """Log-odds of a share in (0, 1). Raises ValueError outside."""
    if not 0 < share < 1:
        raise ValueError(f"no log-odds of {share}")
    return log(share / (1 - share))


def trend(years: Sequence[float], shares: Sequence[float], spread: Sequence[float] | None = None) -> Trend:
    """The trend of shares over years; ``spread``: standard deviations of their log-odds (rounding, restatements), else all alike."""
    if len(years) != len(shares) or len(set(years)) != len(years):
        raise ValueError("one share a year")
    if len(years) < ENOUGH:
        return Trend(len(years), WORDS[3])
    y = [logit(one) for one in shares]
    weights = [1 / one**2 for one in spread] if spread else [1.0] * len(y)
    slope, error = line(years, y, weights)
    free = len(y) - 2
    tau, p = order([value for _, value in sorted(zip(years, y, strict=True))])
    if error == 0:
        rising, room = 1.0 if slope > 0 else 0.0 if slope < 0 else 0.5, 0.0
    else:
        rising, room = student(slope / error, free), quantile(0.975, free) * error
    return Trend(len(y), verdict(slope, rising, tau, p, max(years) - min(years)), slope, slope - room, slope + room, rising, tau, p)


def band(years: Sequence[float], shares: Sequence[float]) -> list[tuple[float, float, float]]:
    """(low, middle, high) of the share on the trend's line at every year: the 95 % band of its mean, in log-odds and back."""
    y = [logit(one) for one in shares]
    slope, error = line(years, y, [1.0] * len(y))
    middle, across = sum(years) / len(years), sum((year - sum(years) / len(years)) ** 2 for year in years)
    scatter = error**2 * across  # of the points about the line
    found = []
    for year in years:
        on = sum(y) / len(y) + slope * (year - middle)
        room = quantile(0.975, len(y) - 2) * sqrt(scatter / len(y) + scatter * (year - middle) ** 2 / across)
        found.append((back(on - room), back(on), back(on + room)))
    return found


def verdict(slope: float, rising: float, tau: float, p: float, span: float) -> str:
    """Widening or narrowing where posterior, order and size agree; else no clear trend."""
    if p >= ORDERED or abs(slope) * span < MATERIAL:
        return WORDS[2]
    if rising >= SURE and tau > 0:
        return WORDS[0]
    return WORDS[1] if rising <= 1 - SURE and tau < 0 else WORDS[2]


def two_points(first: float, second: float, printed: float, error: float) -> float:
    """Chance that a share fell between two looks, each printed to ``printed`` (uniform within half of it) and wrong by a s.d. ``error``."""
    spread = sqrt(2 * (error**2 + printed**2 / 12))
    return (1 + erf((first - second) / spread / sqrt(2))) / 2


def line(x: Sequence[float], y: Sequence[float], weights: Sequence[float]) -> tuple[float, float]:
    """(slope, its standard error) of the weighted least-squares line."""
    total = sum(weights)
    mx, my = (sum(w * v for w, v in zip(weights, some, strict=True)) / total for some in (x, y))
    across = sum(w * (a - mx) ** 2 for w, a in zip(weights, x, strict=True))
    slope = sum(w * (a - mx) * (b - my) for w, a, b in zip(weights, x, y, strict=True)) / across
    left = sum(w * (b - my - slope * (a - mx)) ** 2 for w, a, b in zip(weights, x, y, strict=True))
    return slope, sqrt(left / (len(x) - 2) / across)


def student(t: float, free: int) -> float:
    """P(T <= t) of Student's t for whole degrees of freedom, in closed form (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(free))
    c, s = cos(angle), sin(angle)
    if free == 1:
        inside = 2 * angle / pi
    elif free % 2:
        inside = 2 / pi * (angle + s * sum(term(k, c) * c for k in range((free - 1) // 2)))
    else:
        inside = s * sum(even(k) * c ** (2 * k) for k in range(free // 2))
    return (1 + inside) / 2


def term(k: int, c: float) -> float:
    """(2 * 4 ... 2k) / (3 * 5 ... 2k+1) times the cosine to the power 2k."""
    return float(4**k * factorial(k) ** 2 / factorial(2 * k + 1)) * c ** (2 * k)


def even(k: int) -> float:
    """(1 * 3 ... 2k-1) / (2 * 4 ... 2k)."""
    return float(comb(2 * k, k)) / float(4**k)


def quantile(p: float, free: int) -> float:
    """The value below which Student's t lies with probability p in (0.5, 1)."""
    return rising_root(lambda t: student(t, free) - p, 0.0, 1e4)


def rising_root(f: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses nought, by halving."""
    for _ in range(200):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) < 0 else (low, mid)
    return (low + high) / 2


def order(values: Sequence[float]) -> tuple[float, float]:
    """(Kendall's tau against time, two-sided p): exact without ties, else by the normal approximation with its correction for ties."""
    n = len(values)
    score = sum((b > a) - (b < a) for a, b in combinations(values, 2))
    ties = [values.count(one) for one in sorted(set(values))]
    if max(ties) == 1:
        most, extreme = n * (n - 1) // 2, abs(score)
        counts = inversions(n)
        tail = sum(ways for lost, ways in enumerate(counts) if abs(most - 2 * lost) >= extreme)
        return score / most, min(1.0, tail / factorial(n))
    spread = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    z = (abs(score) - 1) / sqrt(spread) if spread > 0 and score else 0.0
    scale = sqrt(n * (n - 1) / 2 * (n * (n - 1) / 2 - sum(t * (t - 1) / 2 for t in ties)))
    return (score / scale if scale else 0.0), min(1.0, 1 - erf(max(z, 0.0) / sqrt(2)))


@cache
def inversions(n: int) -> tuple[int, ...]:
    """How many orders of n things have 0, 1, 2 ... pairs out of order."""
    counts = [1]
    for size in range(2, n + 1):
        counts = [sum(counts[max(0, k - size + 1) : k + 1]) for k in range(len(counts) + size - 1)]
    return tuple(counts)


def back(value: float) -> float:
    """The share of a log-odds."""
    return 1 / (1 + exp(-value))
