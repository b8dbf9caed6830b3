"""The year something was founded: a year right behind a founding verb, or right before one in Chinese, read as a quantity of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from reassay.base.text import Span
from reassay.extract.lexicon import sentence_words
from reassay.extract.measure import Measure
from reassay.extract.stretches import Expressions

YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)(?!\d)"


@cache
def expressions(code: str) -> Expressions:
    """A founding verb with its year, on either side."""
    words = sentence_words(code)["founding"]
    before = "|".join(sorted(map(re.escape, words["before"]), key=len, reverse=True))
    found = [re.compile(rf"(?:{before}){words['gap']}{YEAR}{words['end']}", re.I)]
    found += [re.compile(rf"{pattern}{YEAR}{words['end']}", re.I) for pattern in words["by"]]
    if words["after"]:
        after = "|".join(sorted(map(re.escape, words["after"]), key=len, reverse=True))
        found.append(re.compile(rf"(?<!\d){YEAR}{words['unit']}{words['between']}(?:{after})"))
    return Expressions(found)


def founded(text: str, code: str) -> Iterator[Measure]:
    """A measure for each founding year."""
    taken: set[int] = set()
    for found in expressions(code).search(text):
        span = Span(*found.span("year"))
        if span.start not in taken:
            taken.add(span.start)
            year = Fraction(int(found.group("year")))
            yield Measure(span, span, year, year, "year", "year", None, "eq", "digits")
