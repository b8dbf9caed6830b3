"""Finds and reads numbers, with their scale words, in one language; the grammar is handed in as data.

A numeral is anchored first (digits or number words); units and comparators are attached by whoever asks. All values are exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from reassay.base.digits import LARGEST, Numeral, words
from reassay.base.han import Han
from reassay.base.latin import Latin

__all__ = ["Numeral", "numerals", "words"]
Grammar = Mapping[str, Any]


def numerals(text: str, grammar: Grammar) -> Iterator[Numeral]:
    """Every numeral of a folded text, in order of place. ``grammar`` is a language table of the reference."""
    for found in scanner(grammar["code"], grammar["script"], Frozen(grammar)).scan(text):
        most = found.high or found.value
        if abs(most.numerator) < LARGEST * most.denominator:  # whole numbers compare ten times as fast as fractions
            yield found


def openings(text: str, grammar: Grammar) -> list[int]:
    """Places where a written number may begin, by place; every one that ``numerals`` finds begins at one, at digits, or at a sign."""
    return scanner(grammar["code"], grammar["script"], Frozen(grammar)).openings(text)


class Frozen:
    """A grammar as a cache key: one language, one table."""

    def __init__(self, grammar: Grammar):
        self.grammar = grammar

    def __hash__(self) -> int:
        return hash(self.grammar["code"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frozen) and other.grammar["code"] == self.grammar["code"]


@lru_cache(maxsize=16)
def scanner(code: str, script: str, frozen: Frozen) -> Latin | Han:
    """The scanner of a script: ``latin``, else ``han``."""
    return Latin(frozen.grammar) if script == "latin" else Han(frozen.grammar)
