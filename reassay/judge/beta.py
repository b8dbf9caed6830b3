"""The beta distribution: distribution function and quantiles, for intervals of shares from few cases. No random numbers."""

from __future__ import annotations

from math import exp, lgamma, log

STEPS = 300  # of the continued fraction; shares of some thousand cases need fewer than 100


def distribution(x: float, a: float, b: float) -> float:
    """Probability that a Beta(a, b) is at most x (the regularised incomplete beta function)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast only below the mean
        return 1 - distribution(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * fraction(x, a, b)


def fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    tiny = 1e-300
    c, d = 1.0, 1 / nonzero(1 - (a + b) * x / (a + 1), tiny)
    found = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d = 1 / nonzero(1 + part * d, tiny)
            c = nonzero(1 + part / c, tiny)
            found *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return found


def nonzero(value: float, tiny: float) -> float:
    """The value, or a tiny number in place of nought."""
    return value if abs(value) > tiny else tiny


def quantile(level: float, a: float, b: float) -> float:
    """Where the distribution function reaches a level, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if distribution(middle, a, b) < level else (low, middle)
    return (low + high) / 2


def jeffreys(held: int, count: int, level: float = 0.95) -> tuple[float, float]:
    """Interval of a share by Jeffreys' prior Beta(1/2, 1/2); it ends at nought or one where none or all held (Brown and others 2001)."""
    rest = (1 - level) / 2
    low = 0.0 if held == 0 else quantile(rest, held + 0.5, count - held + 0.5)
    high = 1.0 if held == count else quantile(1 - rest, held + 0.5, count - held + 0.5)
    return low, high
