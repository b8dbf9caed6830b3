"""Where numbers and times can stand at all: costly expressions run over these stretches of a text, the rest is passed over.

Invariant: an expression whose every match holds a number or a word of time, and reaches at most REACH beyond it or to the end of its
sentence, finds there what it finds in the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from reassay.base.numerals import openings
from reassay.base.text import Span, lowered
from reassay.extract.lexicon import whole
from reassay.reference.grammar import grammar

REACH = 120  # characters, more than any number or date with its words takes
DIGIT = re.compile(r"\d+")
TIMES = ("months", "ordinals", "relative", "reach", "ago", "same", "halves", "quarters", "spans", "plans")
STOPS = ("\n", ". ", "\u3002")  # what ends a sentence: an expression may take the rest of one (a stock code with its list of markets)


@cache
def machine(code: str) -> Any:
    """The automaton of a language's words of time."""
    import ahocorasick_rs

    table = grammar(code)
    return ahocorasick_rs.AhoCorasick(sorted({word.lower() for group in TIMES for word in table.get(group, {})}))


def stretches(text: str, code: str) -> list[Span]:
    """The stretches around every number and every word of time, by place, none touching the next."""
    places = {found.start() for found in DIGIT.finditer(text)}
    places.update(openings(text, grammar(code)))
    low = lowered(text)
    places.update(start for _, start, end in machine(code).find_matches_as_indexes(low, overlapping=True) if whole(low, start, end))
    found: list[Span] = []
    for place in sorted(places):
        if found and place - REACH <= found[-1].end:
            found[-1] = Span(found[-1].start, min(len(text), place + REACH))
        else:
            start = max(text.rfind(stop, 0, max(0, place - REACH)) for stop in STOPS) + 1
            found.append(Span(max(start, found[-1].end) if found else start, min(len(text), place + REACH)))
    return found


def search(pattern: re.Pattern[str], text: str, places: Iterable[Span]) -> Iterator[re.Match[str]]:
    """The matches of an expression in the stretches of a text."""
    for start, end in places:
        yield from pattern.finditer(text, start, end)
