"""What a quantity of material is a quantity of: classes of bases, and the factors between an oxide and its metal."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from reassay.base.quantity import NINE
from reassay.reference.grammar import table

SAME = Decimal("0.002")  # two numbers within this share of each other show a factor between them


def basis_class(text: str | None) -> str | None:
    """What material a basis counts, or else how far it reaches: REO, metal, gross, system, capacity ...; None where it says nothing."""
    found = facets(text)
    return next((found[name] for name in table("bases_compared.toml")["facets"] if name in found), None)


@lru_cache(maxsize=4096)
def facets(text: str | None) -> dict[str, str]:
    """Facet -> what a basis as printed says of it: the first of its values with a mark in the words."""
    words = affirmed((text or "").casefold().replace("_", " "))
    found = {}
    for facet, values in table("bases_compared.toml")["facets"].items():
        name = next((name for name, marks in values.items() if any(mark in words for mark in marks)), None)
        if facet == "material" and OXIDE.search(text or ""):
            name = "REO"
        if name is not None:
            found[facet] = str(name)
    return found


def affirmed(text: str) -> str:
    """A text without what it says is left out (alloy powder only, no tank)."""
    return re.sub(r"\b(?:no|not|without|excluding|except) (?:the )?\w+", " ", text)


OXIDE = re.compile(r"\b[A-Z][a-z]?\d?\d?O\d{0,2}\b|\bREO\b|\bTREO\b")


def at_odds(one: str | None, other: str | None) -> bool:
    """True when both bases say something of one facet (material, reach, kind of figure, step, year) and not the same."""
    a, b = facets(one), facets(other)
    return any(a[facet] != b[facet] for facet in a if facet in b)


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
