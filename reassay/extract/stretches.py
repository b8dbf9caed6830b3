"""Where costly expressions can match at all: near the words they cannot do without, else near numbers and words of time.

Invariant: an expression that reaches at most REACH beyond its words, or back to the beginning of their sentence, finds in the stretches
what it finds in the whole text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import ahocorasick_rs

from reassay.base.numerals import openings
from reassay.base.text import Span, lowered
from reassay.extract.lexicon import whole
from reassay.extract.needs import EDGE, needs
from reassay.reference.grammar import grammar

REACH = 120  # characters, more than any number or date with its words takes
DIGIT = re.compile(r"\d+")
TIMES = ("months", "ordinals", "relative", "reach", "ago", "same", "halves", "quarters", "spans", "plans")
STOPS = ("\n", ". ", "\u3002")  # what ends a sentence: an expression may take the rest of one (a stock code with its list of markets)


@cache
def machine(code: str) -> Any:
    """The automaton of a language's words of time."""
    table = grammar(code)
    return ahocorasick_rs.AhoCorasick(sorted({word.lower() for group in TIMES for word in table.get(group, {})}))


def stretches(text: str, code: str) -> list[Span]:
    """The stretches around every number and every word of time, by place, none touching the next."""
    places = {found.start() for found in DIGIT.finditer(text)}
    places.update(openings(text, grammar(code)))
    low = lowered(text)
    places.update(start for _, start, end in machine(code).find_matches_as_indexes(low, overlapping=True) if whole(low, start, end))
    return around(text, places)


def around(text: str, places: Iterable[int]) -> list[Span]:
    """The stretches around places, by place, none touching the next."""
    found: list[Span] = []
    for place in sorted(places):
        end = min(len(text), place + REACH)
        if found and place - REACH <= found[-1].end:
            found[-1] = Span(found[-1].start, end)
        else:
            start = max(text.rfind(stop, 0, max(0, place - REACH)) for stop in STOPS) + 1
            found.append(Span(max(start, found[-1].end) if found else start, end))
    return found


class Expressions:
    """Expressions that are searched near the words each of them needs."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]):
        self.patterns = tuple(patterns)
        wanted = [needs(pattern) for pattern in self.patterns]
        sets = sorted({found for found in wanted if found}, key=sorted)  # many expressions need the same words, the months say
        self.needed = tuple(sets.index(found) if found else None for found in wanted)
        self.users: dict[str, list[tuple[int, bool, bool]]] = defaultdict(list)  # set of words, and whether a word begins and ends there
        for number, found in enumerate(sets):
            for word in found:
                self.users[word.strip(EDGE).replace(EDGE, "")].append((number, word[0] == EDGE, word[-1] == EDGE))
        self.words = sorted(self.users)
        self.machine = ahocorasick_rs.AhoCorasick(self.words)

    def search(self, text: str, places: Sequence[Span] | None = None) -> Iterator[re.Match[str]]:
        """Every match, expression by expression, by place; one that needs no word is searched in ``places``, else everywhere."""
        near: dict[int, set[int]] = defaultdict(set)
        low = lowered(text)
        for index, start, end in self.machine.find_matches_as_indexes(low, overlapping=True):
            opens, closes = not wordlike(low[start - 1 : start]), not wordlike(low[end : end + 1])
            for number, first, last in self.users[self.words[index]]:
                if (opens or not first) and (closes or not last):
                    near[number].add(start)
        free = [Span(0, len(text))] if places is None else places
        parts = {number: around(text, found) for number, found in near.items()}
        for pattern, needed in zip(self.patterns, self.needed, strict=True):
            for start, end in free if needed is None else parts.get(needed, ()):
                yield from pattern.finditer(text, start, end)


def wordlike(char: str) -> bool:
    """True for a character that goes on a word."""
    return char.isalnum() or char == "_"
