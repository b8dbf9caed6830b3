"""Two numbers that bound one quantity: 25 to 35 tonnes, 6万-8万吨, between 850 and 1,000, two or three; from-to with a change stays two."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from reassay.base.text import Span
from reassay.extract.measure import Measure, rated
from reassay.extract.units import spellings
from reassay.reference.grammar import grammar

REACH = 6  # characters a joining word may take, spaces included
SPREAD = 3  # a change "by A to B" is a range only when B is at most this many times A
LEAD = 28  # characters before the first number that may name a change


def ranges(text: str, found: list[Measure], code: str) -> list[Measure]:
    """Measures with every pair of bounds made one."""
    result: list[Measure] = []
    for one in found:
        last = result[-1] if result else None
        if last is not None and one.span.start - last.whole.end <= REACH + 8 and (joined := join(text, last, one, code)):
            result[-1] = joined
        else:
            result.append(one)
    return result


@cache
def joins(code: str) -> frozenset[str]:
    """Joining words without their spaces."""
    return frozenset(word.strip() for word in grammar(code)["ranges"]["joins"])


def join(text: str, first: Measure, second: Measure, code: str) -> Measure | None:
    """The range of two measures, or None."""
    table = grammar(code)["ranges"]
    gap = text[first.whole.end : second.whole.start]
    if first.ends or second.ends or "change" in (first.kind, second.kind) or "\n" in gap or "|" in gap or len(gap) > REACH:
        return None
    if gap.strip() in table["give"]:
        return tolerance(first, second)
    if not bounds(text, first, second, gap, table, code):
        return None
    return bounded(text, first, second, code)


def bounds(text: str, first: Measure, second: Measure, gap: str, table: Mapping[str, Any], code: str) -> bool:
    """True when the words between and before say that two numbers bound one."""
    word = gap.strip()
    lead = text[max(0, first.whole.start - LEAD) : first.whole.start].lower()
    near = lead.rstrip()
    if any(near.endswith(start) or start in lead[-14:] for start in table["between"]) and word in table["with"]:
        return True
    if word in table["or"]:
        return first.kind == "number" and first.high < second.high / second.factor <= first.high + 3 and not second.scaled
    if word not in joins(code):
        return False
    if second.signed and second.low < 0 and word in "-–—":
        return False
    own = first.unit_span is not None and first.kind != "money"
    if own and second.unit_span and first.unit_span and first.factor != second.factor:
        return False  # widened by 320 bps to 18.4%
    if word in table["dashes"]:
        return True
    if near.endswith(" by"):  # by 5 to 10 per cent, but by 45 to 312
        return first.unit_span is None and second.high <= SPREAD * first.low * second.factor
    if near.endswith(tuple(table["from"])):
        return any(verb in lead for verb in table["spread"]) or (code != "en" and not own)
    return not (own and near.endswith(tuple(table["verbs"])))


def tolerance(first: Measure, second: Measure) -> Measure:
    """``44 ± 1 MGOe``: the first number in the unit of the second."""
    if first.unit is not None:
        return first._replace(whole=first.whole.join(second.whole))
    return first._replace(
        whole=first.whole.join(second.whole),
        low=first.low * second.factor,
        high=first.high * second.factor,
        kind=second.kind,
        unit=second.unit,
        unit_span=second.unit_span,
        factor=second.factor,
    )


def bounded(text: str, first: Measure, second: Measure, code: str) -> Measure | None:
    """One measure of two bounds; a unit, currency or scale word written once serves both."""
    main = first if first.kind in ("money", "price") and second.kind == "number" else second
    if first.form == "article" or not (first.unit == second.unit or "number" in (first.kind, second.kind)):
        if not (first.kind in ("money", "mass", "rate") and first.unit == (second.unit or "").split("/")[0]):
            return None
        main = second
    elif second.kind == "number" and first.kind not in ("number", "money") and not (first.kind == "price" and ahead_of(first)):
        return None
    low = first.low if first.kind != "number" else first.low * second.factor
    high = second.high
    scale = trailing(second.span.of(text), code)
    if scale != 1 and trailing(first.span.of(text), code) == 1 and low * scale < high:
        low *= scale
    if low >= high:
        return None
    joined = main._replace(
        span=first.span.join(second.span),
        whole=first.whole.join(second.whole),
        low=low,
        high=high,
        comparator="range",
        ends=(first.span, second.span),
        unit_span=second.unit_span or first.unit_span,
        per=second.per or first.per,
        per_span=second.per_span or first.per_span,
        form=second.form,
        signed=first.signed,
        scaled=second.scaled,
        compared=None,
    )
    over = spellings(code).over(text, joined.whole.end) if joined.kind == "money" and joined.per is None else None
    return rated(joined._replace(whole=joined.whole.join(over[0])), over) if over else joined


def ahead_of(one: Measure) -> bool:
    """True for a price whose denominator stands in front of it: a second bound may follow ($290-320)."""
    return one.per_span is not None and one.per_span.end <= one.span.start


def trailing(body: str, code: str) -> Fraction:
    """Product of the scale words a number ends with: 8万, 6 million, two hundred, 1,247m."""
    size = Fraction(1)
    rest = body.lower().rstrip()
    while rest and not rest[-1].isdigit():
        found = next(((word, value) for word, value in scale_words(code) if rest.endswith(word) and len(rest) > len(word)), None)
        if found is None or (found[0].isascii() and rest[-len(found[0]) - 1].isalpha()):
            break
        size *= found[1]
        rest = rest[: -len(found[0])].rstrip(" -")
    return size


@cache
def scale_words(code: str) -> tuple[tuple[str, Fraction], ...]:
    """Scale words of a language, longest first."""
    table = grammar(code)
    known = table["scales"] | table.get("scales_after_money", {})
    return tuple((word, Fraction(known[word])) for word in sorted(known, key=lambda word: (-len(word), word)))


def scale_span(text: str, span: Span, code: str) -> Span:
    """Where the scale word of a number stands (the 万 of 0.13万)."""
    body = span.of(text)
    digits = max((place + 1 for place, char in enumerate(body) if char.isdigit()), default=0)
    while digits < len(body) and body[digits] in " -":
        digits += 1
    return Span(span.start + digits, span.end)
