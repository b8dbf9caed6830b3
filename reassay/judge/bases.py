"""What a quantity of material is a quantity of: classes of bases, and the factors between an oxide and its metal."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from reassay.base.quantity import NINE
from reassay.reference.grammar import table

SAME = Decimal("0.002")  # two numbers within this share of each other show a factor between them


def basis_class(text: str | None) -> str | None:
    """The class of a basis as printed: REO, metal, gross, capacity, value ...; None where it says nothing."""
    words = (text or "").casefold().replace("_", " ")
    if not words:
        return None
    if OXIDE.search(text or ""):
        return "REO"
    for name, marks in table("bases_compared.toml")["classes"].items():
        if any(mark in words for mark in marks):
            return str(name)
    return None


OXIDE = re.compile(r"\b[A-Z][a-z]?\d?\d?O\d{0,2}\b|\bREO\b|\bTREO\b")


def at_odds(one: str | None, other: str | None) -> bool:
    """True when both bases are known and are not the same."""
    a, b = basis_class(one), basis_class(other)
    return a is not None and b is not None and a != b


@cache
def factors() -> dict[str, Decimal]:
    """Element -> mass of its oxide that holds one unit of the metal, from standard atomic weights."""
    weights = table("bases_compared.toml")["atomic_weight"]
    oxygen = Decimal(str(weights["O"]))
    found = {}
    for element, (metal, count) in table("bases_compared.toml")["oxide"].items():
        mass = Decimal(str(weights[element]))
        found[element] = NINE.divide(mass * metal + oxygen * count, mass * metal)
    return found


def betrayed(one: Decimal, other: Decimal) -> tuple[str, Decimal] | None:
    """(element, factor) when two numbers stand to each other as an oxide to its metal; None when they do not."""
    if one <= 0 or other <= 0:
        return None
    ratio = NINE.divide(max(one, other), min(one, other))
    for element, factor in factors().items():
        if abs(ratio / factor - 1) <= SAME:
            return element, factor
    return None
