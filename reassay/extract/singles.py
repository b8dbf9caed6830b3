"""An article that counts: "leading work on an international standard" tells of one standard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reassay.base.numerals import words
from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.quantities import Measure
from reassay.reference.cards import metrics
from reassay.reference.grammar import grammar


def singles(text: str, code: str, mentions: Sequence[Mention]) -> Iterator[Measure]:
    """Measures of one for an article right behind a metric's own verb and before a noun that its card counts."""
    articles = words(grammar(code).get("articles", {}))
    taken = set()
    for mention in mentions:
        if mention.kind != "metric" or mention.weight < 3:
            continue
        nouns = dict(metrics()[mention.name].singles).get(code)
        if not nouns:
            continue
        pattern = re.compile(rf"(?: of| on)? ?(?P<one>{articles}) (?:[\w-]+ ){{0,3}}(?:{'|'.join(map(re.escape, nouns))})\b")
        found = pattern.match(text, mention.span.end)
        if found and found.start("one") not in taken:
            taken.add(found.start("one"))
            span = Span(*found.span("one"))
            yield Measure(span, span, Fraction(1), Fraction(1), "number", None, None, "eq", "article")
