"""A place among peers, read as a quantity of its own: 位居全国第三, "ranks second", "is the world's largest".

The words and patterns are the language's; the value is that of the ordinal or superlative alone, which is also its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from reassay.base.text import Span
from reassay.extract.lexicon import sentence_words
from reassay.extract.measure import Measure
from reassay.reference.grammar import grammar


@cache
def patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Expressions with the group ``place``; {place} in them stands for every word of a place."""
    places = "|".join(sorted(map(re.escape, grammar(code)["ranks"]), key=len, reverse=True))
    table = sentence_words(code)["ranks"]
    scopes = "|".join(sorted(map(re.escape, table["scopes"]), key=len, reverse=True))
    verbs = "|".join(sorted(map(re.escape, table["verbs"]), key=len, reverse=True))
    named = {"place": f"(?P<place>{places})", "scope": f"(?:{scopes})", "verb": f"(?:{verbs})"}
    return tuple(re.compile(filled(pattern, named), re.I) for pattern in table["patterns"])


def filled(pattern: str, named: dict[str, str]) -> str:
    """A pattern with its named parts."""
    for name, body in named.items():
        pattern = pattern.replace("{" + name + "}", body)
    return pattern


def ranks(text: str, code: str) -> Iterator[Measure]:
    """A measure for each place among peers."""
    taken: set[int] = set()
    for pattern in patterns(code):
        for found in pattern.finditer(text):
            span = Span(*found.span("place"))
            if span.start in taken:
                continue
            taken.add(span.start)
            word = span.of(text).lower()
            value = Fraction(word if word.isdecimal() else grammar(code)["ranks"][word])
            yield Measure(span, Span(*found.span()), value, value, "rank", "count", None, "eq", "rank")
