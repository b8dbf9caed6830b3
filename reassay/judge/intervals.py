"""What a printed number may stand for: an interval from its last printed place, its hedge or its bounds."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.quantity import Quantity

ABOUT = Decimal("0.05")  # "about" before a plain number is 5 % or half the last printed place, whichever is wider


def place(value: Decimal) -> Decimal:
    """Half of the last printed place: 12.4 -> 0.05, 3200 -> 50 (trailing zeros may be rounding)."""
    return Decimal(5).scaleb(int(value.normalize().as_tuple().exponent) - 1)


def interval(q: Quantity) -> tuple[Decimal, Decimal]:
    """Lowest and highest value a quantity may stand for; open ends are wide, not infinite."""
    half = Decimal(0) if q.unit == "count" and q.comparator != "approx" else place(q.low)
    if q.comparator == "approx":
        half = max(half, abs(q.low) * ABOUT)
    low, high = q.low - half, q.high + half
    if q.comparator in ("gt", "ge"):
        high = max(high, q.high * Decimal("1.5"))
    if q.comparator in ("lt", "le", "upto"):
        low = min(low, q.low * Decimal("0.5"))
    return low, high


def overlap(a: Quantity, b: Quantity) -> bool:
    """True when two quantities may stand for one number."""
    x, y = interval(a), interval(b)
    return a.unit == b.unit and x[0] <= y[1] and y[0] <= x[1]


def same_period(a: Claim, b: Claim) -> bool:
    """True when both name one period, or neither names any."""
    x: Period | None = a.period
    y: Period | None = b.period
    return (x is None) == (y is None) and (x is None or y is None or x.days() == y.days())


def who(claim: Claim) -> str:
    """The subject as it is compared: entity id, else the words."""
    return claim.subject_id or (claim.subject or "").casefold()


def numeric(claim: Claim) -> bool:
    """True for a claim with a plain positive quantity told as a fact."""
    return claim.quantity is not None and claim.polarity == "positive"
