"""Whether a text says anything we read: one strong domain word, or enough different weak ones.

The gate saves time on general text; it decides nothing about a claim. A text in full-width letters is folded first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reassay.base.text import fold
from reassay.reference.gate import domain_words, opening, weak_needed

WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]")


@cache
def machine() -> tuple[Any, tuple[int, ...]]:
    """The automaton (a DFA: twice as fast on text without a hit) and each pattern's concept."""
    import ahocorasick_rs

    words, concepts = zip(*domain_words(), strict=True)
    longest = ahocorasick_rs.MatchKind.LeftmostLongest  # a weak word hides no strong one that it begins
    return ahocorasick_rs.AhoCorasick(words, matchkind=longest, implementation=ahocorasick_rs.Implementation.DFA), concepts


def hits(low: str) -> Iterator[tuple[int, int]]:
    """The concept and place of every domain word of a text in small letters."""
    automaton, concepts = machine()
    for index, start, end in automaton.find_matches_as_indexes(low):
        if not (start and low[start - 1].isalpha() and low[start:end] in opening()):
            yield concepts[index], start


def relevant(text: str) -> bool:
    """True when the text passes the gate."""
    if not text.isascii() and WIDE.search(text):
        text = fold(text).text
    weak = set()
    for concept, _ in hits(text.lower()):
        weak.add(concept)
        if concept > 0 or len(weak) >= weak_needed():
            return True
    return False
