"""Every quantity of a text, each with the span of every part.

A quantity is found once per number; what stands between numbers (ranges, lists) and around them (comparators) is settled afterwards.
"""

from __future__ import annotations

from reassay.base.numerals import numerals
from reassay.base.text import Span
from reassay.extract.comparators import compare
from reassay.extract.elision import elide, exact
from reassay.extract.measure import Measure, measure
from reassay.extract.multiples import settled
from reassay.extract.ranges import ranges
from reassay.reference.grammar import grammar

__all__ = ["Measure", "measures"]


def measures(text: str, code: str, masked: list[Span], dollars: str = "USD") -> list[Measure]:
    """Every quantity of a folded text outside the masked spans, by place. ``dollars``: what a bare $ means here."""
    found: list[Measure] = []
    blocked = sorted(masked)
    at = 0
    for numeral in numerals(text, grammar(code)):
        while at < len(blocked) and blocked[at].end <= numeral.span.start:
            at += 1
        if any(span.overlaps(numeral.span) for span in blocked[at : at + 3]):
            continue
        if found and numeral.span.start < found[-1].whole.end:
            continue  # a number word inside the unit before it (个百分点, 吨二氧化碳)
        one = measure(text, numeral, code, dollars)
        if one is not None:
            found.append(one)
    divisors = [one.per_span for one in found if one.per_span is not None and one.per_span.end <= one.span.start]
    found = [one for one in found if not any(one.span.within(span) for span in divisors)]  # 一公斤 of 一公斤四千多元 is no mass
    whole = [compare(text, one, code) for one in elide(text, ranges(text, found, code), code)]
    return exact(text, settled(text, code, whole))
