"""What a printed number may stand for: an interval from its last printed place, its hedge or its bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.quantity import exact
from reassay.reference.grammar import table, units

ABOUT = Decimal("0.05")  # "about" before a plain number is 5 % or half the last printed place, whichever is wider
SURE = 3  # figures of a whole number that are meant as printed: 1,200 stands for 1,195 to 1,205, 240,000 for 239,500 to 240,500
ROUND_COUNT = 2  # noughts at the end of a count that make it a round one: 2,300 people are 2,250 to 2,350, 120 patents are 120
OPEN = Decimal("1.5")  # "more than" reaches this far up
Interval = tuple[Decimal, Decimal]
Thing = tuple[bool, str | None, str]
ORDER = 5  # Farey order of vague fractions: "a third" stands for .292 to .367 (half way to 1/4 and to 2/5)
PRINTED = re.compile(r"[0-9\uff10-\uff19][0-9\uff10-\uff19,\uff0c ]*(?:[.\uff0e]([0-9\uff10-\uff19]+))?")


def half(claim: Claim) -> Decimal:
    """Half of the last printed place of a claim's number, in its unit: 0.05 for 12.4, half a thousand for 240,000 or for 24.0 (in 万)."""
    q, found = claim.quantity, printed(claim)
    assert q is not None
    if found is None:
        return Decimal(0) if q.comparator != "approx" else abs(q.low) * ABOUT
    mantissa, places = found
    scale = scaled(q.low, q.high, mantissa) if mantissa else Decimal(1)
    if q.unit == "count" and scale == 1 and not (places == 0 and trailing(mantissa) >= ROUND_COUNT):
        return Decimal(0)
    last = -places if places else min(trailing(mantissa), max(mantissa.adjusted() - SURE + 1, 0))
    return Decimal(5).scaleb(last - 1) * scale


def scaled(low: Decimal, high: Decimal, mantissa: Decimal) -> Decimal:
    """By what a printed number is multiplied: to the end of the range that is a power of ten away from it, else to the lower one."""
    found = (abs(end / mantissa) for end in (low, high))
    return next((one for one in found if one and one.normalize().as_tuple().digits == (1,)), abs(low / mantissa))


def printed(claim: Claim) -> tuple[Decimal, int] | None:
    """The number as printed, before any scale or unit, and its decimal places; None when it is written in words."""
    span = claim.at("value")
    words = claim.quote[span.start - claim.span.start : span.end - claim.span.start] if span else ""
    found = PRINTED.search(words)
    if found is None:
        return None
    plain = "".join(str(int(char)) if char.isdigit() else "." if char in ".\uff0e" else "" for char in found[0])
    return Decimal(plain), len(found[1] or "")


def in_percent(claim: Claim) -> bool:
    """True for a ratio printed as so many in a hundred, not as times or a fraction."""
    found, q = printed(claim), claim.quantity
    return found is not None and q is not None and q.unit == "ratio" and abs(q.low) * 100 == found[0]


def additive(unit: str | None) -> bool:
    """True for units whose parts add up: tonnes and money, not prices, shares or degrees."""
    known = units()["unit"].get((unit or "").removesuffix("/a"), {})
    return known.get("kind") in table("testing.toml")["additive"] or (unit or "") in set(units()["money"]["before"].values())


def trailing(value: Decimal) -> int:
    """Zeros at the end of a whole number."""
    return int(value.normalize().as_tuple().exponent) if value else 0


def rounding(value: Decimal, unit: str | None) -> Decimal:
    """Half of the last place a printed value is exact to; nothing for a count."""
    if not unit or unit == "count" or value == 0:
        return Decimal(0)
    places = -int(value.normalize().as_tuple().exponent)
    last = -places if places > 0 else min(trailing(value), max(value.adjusted() - SURE + 1, 0))
    return Decimal(5).scaleb(last - 1)


def farey(value: Decimal) -> Interval | None:
    """What a simple fraction in words stands for: half way to its neighbours among fractions with denominators up to ORDER."""
    simple = fractions()
    for place, one in enumerate(simple):
        if one.denominator > 1 and abs(Fraction(value) - one) < Fraction(1, 10**4):
            low, high = (simple[place - 1] + one) / 2, (one + simple[place + 1]) / 2
            return exact(low), exact(high)
    return None


@cache
def fractions() -> list[Fraction]:
    """Simple fractions in order."""
    return sorted({Fraction(p, q) for q in range(1, ORDER + 1) for p in range(q + 1)})


def worded(claim: Claim) -> bool:
    """True for a share told in words, not in figures."""
    q = claim.quantity
    return q is not None and q.unit == "ratio" and printed(claim) is None


def interval(claim: Claim) -> Interval:
    """Lowest and highest value a claim's quantity may stand for; open ends are wide, not infinite. "Fell more than 40 %" is below -0.4."""
    q = claim.quantity
    assert q is not None
    if q.high < 0:
        low, high = reach(claim, -q.high, -q.low)
        return -high, -low
    return reach(claim, q.low, q.high)


def reach(claim: Claim, low: Decimal, high: Decimal) -> Interval:
    """What a quantity that is not negative may stand for."""
    q = claim.quantity
    assert q is not None
    vague = farey(low) if worded(claim) and low == high and q.comparator in ("eq", "approx") else None
    if vague is not None:
        return vague
    room = half(claim)
    if q.comparator == "approx":
        room = max(room, low * ABOUT)
    if q.comparator in ("gt", "ge"):
        return low - room, max(high + room, high * OPEN)
    if q.comparator in ("lt", "le", "upto"):
        return min(low - room, low / OPEN), high + room
    return low - room, high + room


def apart(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> bool:
    """True when two intervals share no value."""
    return a[1] < b[0] or b[1] < a[0]


def overlap(a: Claim, b: Claim) -> bool:
    """True when two quantities may stand for one number."""
    if a.quantity is None or b.quantity is None or a.quantity.unit != b.quantity.unit:
        return False
    return not apart(interval(a), interval(b))


def same_period(a: Claim, b: Claim) -> bool:
    """True when both name one period, or neither names any."""
    x: Period | None = a.period
    y: Period | None = b.period
    return (x is None) == (y is None) and (x is None or y is None or x.days() == y.days())


def who(claim: Claim) -> str:
    """The subject as it is compared: entity id, else the words."""
    return claim.who


def alike(a: Claim, b: Claim) -> bool:
    """True when both count the same thing, as far as metric, part, basis and the words of the object say."""
    return a.metric == b.metric and fit(thing(a), thing(b))


def thing(claim: Claim) -> Thing:
    """What a claim counts, beside its metric: whether it is a part, its basis, and its object without the time that stands in it."""
    basis = claim.quantity.basis if claim.quantity else None
    return claim.at("part") is not None, basis or None, timeless(claim.object or "")


def fit(a: Thing, b: Thing) -> bool:
    """True when two may be one thing; what is not told differs from nothing."""
    if a[0] != b[0] or (a[1] and b[1] and a[1] != b[1]):
        return False
    x, y = a[2], b[2]
    return x == y or not x or not y or x in y or y in x


def told(claim: Claim) -> bool:
    """True for a quantity stated as a fact: not denied, not a plan."""
    return claim.quantity is not None and claim.polarity == "positive" and claim.modality in ("achieved", "ongoing")


@lru_cache(maxsize=65536)
def timeless(words: str) -> str:
    """An object without the time that stands in it: "of oxides by the end of June 2024" and "at the end of 2024" tell of no two things."""
    low = re.sub(r"[\d\s]+", " ", words.casefold())
    for pattern in table("testing.toml")["times_in_objects"]["patterns"]:
        low = re.sub(pattern, " ", low)
    left = " ".join(low.split())
    empty = table("testing.toml")["times_in_objects"]["empty"]
    return "" if all(word in empty for word in left.split()) else left  # "sales of" names nothing that is sold
