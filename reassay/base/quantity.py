"""Quantity: an interval of exact decimals with a comparator, a unit and a basis."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

COMPARATORS = ("eq", "approx", "ge", "gt", "le", "lt", "range", "upto")
NINE = Context(prec=9)
WIDE = Context(prec=60)
ONE = Decimal(1)


def exact(value: Fraction) -> Decimal:
    """The decimal of a fraction: exact when it terminates, else 9 significant digits."""
    rest = value.denominator
    if rest == 1:
        return Decimal(value.numerator)
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return plain(WIDE.divide(Decimal(value.numerator), Decimal(value.denominator)))
    return plain(NINE.divide(Decimal(value.numerator), Decimal(value.denominator)))


def plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros."""
    short = value.normalize(WIDE)
    return short.quantize(ONE, context=WIDE) if short == short.to_integral_value() else short


def digits(value: Decimal) -> str:
    """Digits of a number, never in exponent form."""
    return format(plain(value), "f")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``low`` and ``high`` in the unit given (conventions of the corpus: money whole, ratios as fractions)."""

    low: Decimal
    high: Decimal
    comparator: str = "eq"
    unit: str | None = None
    basis: str | None = None

    def __post_init__(self) -> None:
        if self.comparator not in COMPARATORS or not self.low.is_finite() or not self.high.is_finite():
            raise ValueError(f"not a quantity: {self}")

    @property
    def mid(self) -> Decimal:
        """Middle of the interval."""
        return (self.low + self.high) / 2

    def json(self) -> int | float | list[int | float]:
        """A JSON number, or [low, high] for a range."""
        ends = [number(self.low), number(self.high)]
        return ends if self.comparator == "range" or self.low != self.high else ends[0]


def number(value: Decimal) -> int | float:
    """A whole number as int, else the nearest float (printed shortest, so it reads back the same decimal)."""
    return int(value) if value == value.to_integral_value() else float(value)
