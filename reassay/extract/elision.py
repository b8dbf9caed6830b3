"""A unit, currency, scale or denominator written once and meant for its neighbours.

"22 and 20 per cent", 0.60、0.26、-0.13万吨, "Russia with 19 million", 每吨三百万元，这周八百万元.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from reassay.base.text import Span
from reassay.extract.measure import Measure
from reassay.extract.ranges import joins, scale_span, trailing
from reassay.reference.grammar import grammar

BAND = 50  # a bare number this many times smaller or larger than its neighbour is no quantity of the same unit
ASIDE = 12  # characters between a rough wording and the exact figure
REST = 30  # characters between two shares of one whole
STEPS = 14  # characters between a level and the one it changed to
FAR = 160  # characters a unit is remembered for
LEAN = 120  # the same for a number that leans on it by a word
NEAR = 20  # how many times smaller or larger such a number may be
LEANING = (
    "mass",
    "rate",
    "energy",
    "ratio",
    "length",
    "area",
    "energy_product",
    "field",
    "induction",
    "price",
    "speed",
    "temperature",
    "power",
)
CARRIED = ("mass", "money", "price", "rate", "energy", "emission", "ratio")


def elide(text: str, found: list[Measure], code: str) -> list[Measure]:
    """Measures with what their neighbours say for them: leftwards in lists first, then rightwards in the sentence."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        if (shared := share(text, result[index], result[index + 1], code)) is not None:
            result[index] = shared
    for index in range(1, len(result)):
        result[index] = remember(text, result, index, code)
    return result


def exact(text: str, found: list[Measure]) -> list[Measure]:
    """Measures without a rough wording that an exact figure in brackets follows at once: 三成七（37.8%）, nine in ten staff (88%)."""
    kept = []
    for index, one in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if after is not None and one.kind == after.kind == "ratio" and one.form in ("fraction", "word") and after.form == "digits":
            gap = text[one.whole.end : after.whole.start]
            if gap.endswith("(") and len(gap) <= ASIDE and abs(abs(one.high) - abs(after.high)) <= abs(after.high) / 20:
                continue
        kept.append(one)
    return kept


@cache
def listing(code: str) -> re.Pattern[str]:
    """What stands between the members of a list."""
    return re.compile(grammar(code)["ranges"]["list"])


def share(text: str, one: Measure, after: Measure, code: str) -> Measure | None:
    """A bare number in a list takes unit and scale of the next; None when it does not."""
    if (
        one.kind != "number"
        or one.form not in ("digits", "word")
        or after.kind in ("number", "change", "time", "count", "points")
        or not after.unit_span
    ):
        return None
    gap = text[one.whole.end : after.whole.start]
    if not listing(code).fullmatch(gap) and gap.strip() not in joins(code):
        return None
    scale = trailing(after.span.of(text), code) if not after.ends and after.form == "digits" else Fraction(1)
    last = abs(after.high)
    far = scale == 1 or one.scaled or not last or not 1 <= abs(one.high) * scale * after.factor / last * BAND <= BAND * BAND
    unit = after.unit_span
    if not far:
        place = scale_span(text, after.span, code)
        if place.end <= after.unit_span.start <= place.end + 1:
            unit = place.join(after.unit_span)
        else:
            far = True
    factor = after.factor if far else after.factor * scale
    return one._replace(
        low=one.low * factor,
        high=one.high * factor,
        kind=after.kind,
        unit=after.unit,
        unit_span=unit,
        per=after.per,
        per_span=after.per_span,
        factor=factor,
        elided=True,
        basis=after.basis,
        basis_span=after.basis_span,
    )


def remember(text: str, found: list[Measure], index: int, code: str) -> Measure:
    """A number that leans on the one before it: currency and scale letter in a list, a unit in the sentence, a price's denominator."""
    one, last = found[index], found[index - 1]
    if last.kind == "number" and last.form == "word" and last.high == 1 and index > 1 and code == "en":
        last = found[index - 2]  # the new ONE takes 13.5
    if index > 1 and last.kind == "money" and text[last.whole.start - 1 : last.whole.start] == "(" and found[index - 2].kind == "money":
        last = found[index - 2]  # the bracket repeats the sum in another currency
    gap = text[last.whole.end : one.whole.start]
    if leans(text, one, last, gap, code):
        return borrowed(one, last)
    if len(gap) > FAR or "\n" in gap or "|" in gap or "\t" in gap or any(mark in gap for mark in grammar(code)["ranges"]["stops"]):
        return one
    glued = last.kind in ("mass", "energy") and last.span.of(text)[-1:] == text[one.whole.end - 1 : one.whole.end]
    if ((last.kind == "money" and listing(code).fullmatch(gap)) or glued) and last.unit_span and (lettered := letter(text, one, code)):
        one = lettered
    if one.kind == "number" and one.form == "digits" and last.kind in CARRIED and last.unit_span and last.form == "digits":
        return carried(text, one, last, gap, code)
    if (
        one.kind == "money"
        and last.kind == "price"
        and last.per_span
        and last.unit == f"{one.unit}/{last.per}"
        and close(one, last, gap, code)
    ):
        return one._replace(unit=last.unit, kind="price", per=last.per, per_span=last.per_span)
    if arrived(text, one, last, gap, code):
        return one._replace(unit=last.unit, kind=last.kind, per=last.per, per_span=last.per_span)
    return one


def arrived(text: str, one: Measure, last: Measure, gap: str, code: str) -> bool:
    """True for the level reached from one told with its denominator in front (吨水耗电由9度压到5度)."""
    table = grammar(code)["ranges"]
    if last.per_span is None or last.per_span.end > last.span.start or one.per is not None or len(gap) > STEPS:
        return False
    if one.factor != last.factor or one.unit is None or last.unit != f"{one.unit}/{last.per}":
        return False
    return any(word in gap for word in table.get("arrive", ()))


def letter(text: str, one: Measure, code: str) -> Measure | None:
    """A scale letter that was read as a unit (the m of "RMB1,027m, 1,247m")."""
    letters = grammar(code).get("scales_after_money", {})
    if one.unit_span is None or one.kind != "length" or one.unit_span.start != one.span.end or one.unit_span.of(text) not in letters:
        return None
    size = Fraction(letters[one.unit_span.of(text)]) / one.factor
    return one._replace(
        span=Span(one.span.start, one.unit_span.end),
        low=one.low * size,
        high=one.high * size,
        kind="number",
        unit=None,
        unit_span=None,
        factor=Fraction(1),
        scaled=True,
    )


def carried(text: str, one: Measure, last: Measure, gap: str, code: str) -> Measure:
    """A bare number with the unit of the one before it, where nothing else is counted and the size fits."""
    table = grammar(code)["ranges"]
    in_list = bool(listing(code).fullmatch(gap))
    end = text[one.whole.end : one.whole.end + 24]
    ratio = abs(one.high) * last.factor / abs(last.high) if last.high else Fraction(0)
    fits = 1 <= ratio * BAND <= BAND * BAND
    free = bool(re.match(table["free"], end))
    grouped = one.scaled or "," in one.span.of(text) or one.high >= 10_000  # five digits are no year
    if last.kind == "ratio":  # 31.6 per cent, the fund 10.2 and ...
        like = all("." in part.span.of(text) for part in (one, last)) or bool(re.match(table["shares"], end))
        fits = len(gap) <= REST and like and 0 < one.high <= 100 and not one.scaled and any(mark in gap for mark in table["marks"])
        in_list = True
    return borrowed(one, last) if fits and free and (in_list or grouped) else one


def leans(text: str, one: Measure, last: Measure, gap: str, code: str) -> bool:
    """True for bare digits that a word of comparison or reaching leads up to and that end their clause (the new line takes 13.5)."""
    table = grammar(code)["ranges"]
    if (
        one.kind != "number"
        or one.form != "digits"
        or last.kind not in LEANING
        or not last.unit_span
        or "|" in gap
        or "\n" in gap
        or "\t" in gap
    ):
        return False
    digits = one.span.of(text)
    if len(gap) > LEAN or len(digits) < 2 or (digits.isdigit() and len(digits) == 4 and digits[:2] in ("19", "20")):
        return False
    lead = text[max(0, one.whole.start - 16) : one.whole.start].lower().rstrip()
    if not lead.endswith(tuple(" " + word for word in table.get("lean", ()))) or not re.match(
        table["lean_end"], text[one.whole.end : one.whole.end + 24]
    ):
        return False
    if last.kind == "ratio":
        return 0 < one.high <= 100 and not one.scaled and not last.elided
    size = abs(one.high) * last.factor / abs(last.high) if last.high else Fraction(0)
    return 1 <= size * NEAR <= NEAR * NEAR


def borrowed(one: Measure, last: Measure) -> Measure:
    """A bare number with unit, denominator and basis of the one before it."""
    return one._replace(
        low=one.low * last.factor,
        high=one.high * last.factor,
        kind=last.kind,
        unit=last.unit,
        unit_span=last.unit_span,
        per=last.per,
        per_span=last.per_span,
        factor=last.factor,
        elided=True,
        basis=last.basis,
        basis_span=last.basis_span,
    )


def close(one: Measure, last: Measure, gap: str, code: str) -> bool:
    """True for an amount of the size of the price before it, or a step of it (高出204元)."""
    if last.high and 1 <= abs(one.high / last.high) * BAND <= BAND * BAND:
        return True
    words = (*grammar(code)["falls"]["words"], *grammar(code)["falls"]["rises"])
    return gap.endswith(words)
