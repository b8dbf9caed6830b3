"""One numeral with what stands beside it: currency, unit, denominator, basis, each with its span."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from reassay.base.numerals import Numeral
from reassay.base.text import Span
from reassay.extract.units import RATED, Found, Spellings, other, plain, spellings
from reassay.reference.grammar import grammar, units

YEAR = "\u5e74"  # behind digits it ends a year and begins no other word
MU = 15  # 1 mu = 1/15 ha: an amount per mu is 15 times as much per hectare
AHEAD = 9  # characters between a denominator and the amount it divides (每吨人民币2万元)
BEHIND = 34  # characters between a unit and its denominator (tonnes of separated oxide a year)
NOUN = 20  # characters between such a denominator within a noun and the amount (吨金属直流电耗)
HEAD = 10  # characters from it to the end of its noun
MARKS = ",;:|\n\u3001\u3002\uff0c\uff1b\uff1a"
AFAR = 60  # characters between an English denominator in front and its amount
HUNDRED = "(100 km)"  # divides the power a vehicle uses; hydrogen and fuel keep the distance in their words
MASSES = ("kg", "t", "lb", "oz", "mtu")  # over these a mass is a share and stays in kilograms
OFTEN = 1000  # nothing grows so many times over: it happened so often
OPENED = 110  # characters between the measure a sentence opens with and its price


class Measure(NamedTuple):
    """A quantity in a text. ``low`` and ``high`` are in the canonical unit; ``kind`` is what metric cards accept."""

    span: Span  # the numbers alone, with scale words: what the value is read from
    whole: Span  # with comparator, currency, unit and denominator
    low: Fraction
    high: Fraction
    kind: str
    unit: str | None
    unit_span: Span | None
    comparator: str
    form: str  # kind of numeral: digits, word, fraction, change, article, nothing, nines
    signed: bool = False
    per: str | None = None
    factor: Fraction = Fraction(1)
    per_span: Span | None = None
    elided: bool = False
    ends: tuple[Span, Span] | None = None  # both numbers of a range
    compared: Span | None = None
    scaled: bool = False
    basis: str | None = None
    basis_span: Span | None = None
    formerly: Span | None = None  # the former level that the number is a multiple or part of: its value is the change
    marked: bool = False  # a footnote mark is fused to the number


def measure(text: str, numeral: Numeral, code: str, dollars: str) -> Measure | None:
    """One numeral with what stands beside it; None for digits glued to letters that are no unit (5G, 3D)."""
    table = spellings(code)
    one = start_of(text, numeral, table, code, dollars)
    if code == "en" and numeral.kind == "fraction":
        return part_of(text, one)
    if one.kind in ("number", "money"):
        one = unit_behind(text, one, table, code)
        if one.unit_span is None and one.form == "digits" and not one.scaled and letter_behind(text, one.span.end):
            return None
    return divided(text, one, table)


def start_of(text: str, numeral: Numeral, table: Spellings, code: str, dollars: str) -> Measure:
    """The number with its own comparator, the words inside it and the currency in front."""
    kind, unit = "number", None
    if numeral.kind in ("fraction", "nines"):
        kind, unit = "ratio", "ratio"
    elif numeral.kind == "change":
        kind, unit = "change", "ratio"
    comparator = "range" if numeral.high is not None else numeral.lean or "eq"
    whole, compared = numeral.span, None
    if kind == "number" and (inside := inside_word(text, numeral, table, code)):
        comparator, compared = inside
        whole = Span(whole.start, compared.end)
    one = Measure(
        numeral.span,
        whole,
        numeral.value,
        numeral.high if numeral.high is not None else numeral.value,
        kind,
        unit,
        None,
        comparator,
        numeral.kind,
        numeral.signed,
        compared=compared,
        scaled=numeral.scaled,
        marked=numeral.marked,
    )
    money = table.sign(text, numeral.span.start) if kind == "number" and (not numeral.signed or text[numeral.span.start] == "(") else None
    return one if money is None else paid(text, one, money, dollars)


def paid(text: str, one: Measure, money: tuple[Span, str], dollars: str) -> Measure:
    """An amount behind a currency sign; a minus in front of the sign belongs to the number."""
    sign, currency = money
    span, low, high = one.span, one.low, one.high
    before = text[sign.start - 2] if sign.start > 1 else " "
    if sign.start and text[sign.start - 1] == "-" and not (before.isalnum() or before in "%)"):
        span, low, high = Span(sign.start - 1, span.end), -high, -low
    return one._replace(
        span=span,
        whole=Span(min(sign.start, span.start), one.whole.end),
        low=low,
        high=high,
        signed=span.start < sign.start,
        kind="money",
        unit=dollars if sign.of(text) == "$" else currency,
        unit_span=sign,
    )


def inside_word(text: str, numeral: Numeral, table: Spellings, code: str) -> tuple[str, Span] | None:
    """A comparator between number and unit (1.7万余吨, 30多项)."""
    end = numeral.span.end
    for word, name in grammar(code).get("inside", {}).items():
        stop = end + len(word)
        if text.startswith(word, end) and (numeral.scaled or numeral.kind == "word" or table.unit(text, stop)):
            return str(name), Span(end, stop)
    return None


def unit_behind(text: str, one: Measure, table: Spellings, code: str) -> Measure:
    """The unit behind a number; a half behind the unit belongs to the number (七倍半)."""
    found = table.unit(text, one.whole.end)
    if found is None and one.comparator == "ge" and text.startswith(" of ", one.whole.end):
        found = table.unit(text, one.whole.end + 3)  # hundreds of tonnes
    if found is None or (one.kind == "money" and found.unit.kind != "money") or (found.span.of(text) == "T" and one.form != "digits"):
        return one
    found = other(text, one.span.start, one.high, found)
    if occasions(text, one, found):
        return one._replace(whole=one.whole.join(found.span), kind="count", unit="count")
    whole = one.whole.join(found.span)
    if one.kind == "money":
        return one._replace(whole=whole)
    low, high, span = one.low, one.high, one.span
    if text[whole.end : whole.end + 1] in table.halves and text[whole.end : whole.end + 1] and found.unit.kind != "points":
        low, high = low + Fraction(1, 2), high + Fraction(1, 2)
        span = whole = Span(span.start, whole.end + 1)
    unit, kind, factor = found.unit
    if factor != 1:
        low, high = low * factor, high * factor
    return one._replace(span=span, whole=whole, low=low, high=high, kind=kind, unit=unit, unit_span=found.span, factor=factor)


def part_of(text: str, one: Measure) -> Measure:
    """A half or another part of one unit (half a tonne, a tenth of one percent)."""
    low = text[one.whole.end : one.whole.end + 24].lower()
    for word in sorted(units()["parts_of"], key=lambda word: (-len(word), word)):
        if low.startswith(" " + word) and not low[len(word) + 1 : len(word) + 2].isalpha():
            ident, size = units()["parts_of"][word]
            span, factor = Span(one.whole.end + 1, one.whole.end + 1 + len(word)), Fraction(size)
            kind = units()["unit"][ident]["kind"]
            return one._replace(
                whole=one.whole.join(span),
                low=one.low * factor,
                high=one.high * factor,
                kind=kind,
                unit=ident,
                unit_span=span,
                factor=factor,
            )
    return one


def occasions(text: str, one: Measure, found: Found) -> bool:
    """True for "times" that counts occasions (sprayed three times) and multiplies nothing."""
    words = units()["repeated"]
    if found.span.of(text).lower() != words["word"]:
        return False
    after = text[found.span.end : found.span.end + 14].lower().split()
    before = text[max(0, one.whole.start - 14) : one.whole.start].lower().split()
    if one.high >= OFTEN:
        return not (after and after[0].strip(",.;:") in words["after"])
    return not (after and after[0].strip(",.;:") in words["after"]) and not (before and before[-1] in words["before"])


def letter_behind(text: str, end: int) -> bool:
    """True when a Latin letter goes on where digits end."""
    after = text[end : end + 1]
    return bool(after) and after.isascii() and after.isalpha()


def divided(text: str, one: Measure, table: Spellings) -> Measure:
    """The basis right beside the unit and the denominator behind it, or the denominator in front of the number."""
    end = one.whole.end
    if one.kind == "ratio" and one.unit_span and (based := table.basis(text, end)) and "of" not in text[end : based[0].start]:
        return one._replace(basis=based[1], basis_span=based[0])  # 4.5% TREO
    if one.kind == "length" and one.unit_span is not None and (over := table.over(text, end)) and over[1] in table.spans_of_time:
        return crept(text, one, over)
    if one.kind not in RATED:
        return one
    if one.kind not in ("number", "money") and (based := table.basis(text, end)) is not None:
        one = one._replace(basis=based[1], basis_span=based[0])
        close = based[0].end + (text[based[0].end : based[0].end + 1] == ")")
        if over := table.over(text, close):
            return rated(one._replace(whole=one.whole.join(over[0])), over)
    if one.kind != "number" and (over := table.over(text, end)):
        one = rated(one._replace(whole=one.whole.join(over[0])), over)
        if one.kind == "price" and (based := table.basis(text, one.whole.end)) is not None:
            one = one._replace(basis=based[1], basis_span=based[0])
        return one
    if one.kind in ("money", "mass", "volume", "energy", "activity") and (over := ahead(text, one.whole.start, table)):
        return rated(one, over)
    if one.kind == "count" and (over := ahead(text, one.whole.start, table)) and over[1] in table.spans_of_time:
        return rated(one, over)
    if one.kind in ("money", "energy") and (named := per_named(text, one.whole.start, table)) is not None:
        return rated(one, named)
    if (
        one.kind == "money"
        and " of " in text[max(0, one.whole.start - OPENED) : one.whole.start]
        and (over := opened(text, one.whole.start, table))
    ):
        return rated(one, over)
    if one.kind in ("mass", "volume", "energy", "emission") and (over := later(text, end, table)):
        return rated(one, over)
    return one


def crept(text: str, one: Measure, over: tuple[Span, str]) -> Measure:
    """A length over a span of time, named as it is written: 0.62 um/min."""
    assert one.unit_span is not None
    size = one.factor
    written = plain(one.unit_span.of(text))
    return one._replace(
        whole=one.whole.join(over[0]),
        low=one.low / size,
        high=one.high / size,
        factor=Fraction(1),
        kind="compound",
        unit=f"{written}/{over[1]}",
        per=over[1],
        per_span=over[0],
    )


def ahead(text: str, start: int, table: Spellings) -> tuple[Span, str] | None:
    """A denominator a few characters in front (每吨, 年产), no digit or mark between."""
    window = text[max(0, start - AHEAD - 4) : start]
    if window.isascii():
        return None
    first = start - len(window)
    for word, ident in table.ahead:
        at = window.rfind(word)
        gap = window[at + len(word) :]
        if at < 0 or any(char.isdigit() or char in MARKS for char in gap) or gap.startswith(tuple(units()["ahead_not"])):
            continue
        before = text[max(0, first + at - 1) : first + at]
        if word[0] == YEAR and before.isdigit():
            continue  # 2024年处理: a year and a verb, no rate
        if before and before == units()["ahead_dated"].get(word):
            continue
        if word[0] == units()["ahead_one"] and (before in units()["ahead_one_after"] or gap.startswith(tuple(units()["ahead_one_not"]))):
            continue
        return Span(first + at, first + at + len(word)), ident
    return noun_ahead(text, start)


def noun_ahead(text: str, start: int) -> tuple[Span, str] | None:
    """A denominator that begins the noun of a cost or a use (吨水药剂成本降到5元), no digit or mark between."""
    table = units()["per_noun"]
    window = text[max(0, start - NOUN) : start]
    stop = max((place + 1 for place, char in enumerate(window) if char.isdigit() or char in MARKS), default=0)
    first = start - len(window)
    for word in sorted(table["words"], key=lambda word: (-len(word), word)):
        at = window.find(word, stop)
        if at < 0 or text[: first + at].endswith(tuple(table["not_after"])) or text[first + at - 1 : first + at].isdigit():
            continue
        rest = window[at + len(word) : at + len(word) + HEAD]
        if any(head in rest for head in table["heads"]):
            return Span(first + at, first + at + len(word)), str(table["words"][word])
    return None


def per_named(text: str, start: int, table: Spellings) -> tuple[Span, str] | None:
    """The denominator of an English noun in front (cash cost per kilo came down to $46.80), no digit and no sentence between."""
    window = text[max(0, start - AFAR) : start]
    for at in range(len(window) - 1, -1, -1):
        if window[at].isdigit() or window[at] in ".;\n|":
            return None
        if window[at : at + 4].lower() == "per " and not window[at - 1 : at].isalpha():
            if window[:at].rstrip()[-1:].isdigit() or window[:at].rstrip().endswith(("million", "billion", "cents")):
                return None  # it belongs to the number before it
            found = table.over(text, start - len(window) + at)
            return found if found and found[1] not in table.spans_of_time and found[1] not in units()["each"]["words"] else None
        if window[at : at + 5].lower() == "each " and not window[at - 1 : at].isalpha():
            found = table.over(text, start - len(window) + at)
            return found if found and found[1] not in table.spans_of_time else None
    return None


def opened(text: str, start: int, table: Spellings) -> tuple[Span, str] | None:
    """The measure a sentence prices (A kilogram of oxide now costs US$40), no digit between."""
    window = text[max(0, start - OPENED) : start]
    for at in range(len(window) - 1, -1, -1):
        if window[at].isdigit() or window[at] in ".;\n|":
            return None
        if window[at] in "Aa" and window[at + 1 : at + 2] == " " and not window[at - 1 : at].isalpha():
            found = table.over(text, start - len(window) + at)
            if found and found[1] not in table.spans_of_time and text.startswith(" of ", found[0].end):
                return found
    return None


def later(text: str, end: int, table: Spellings) -> tuple[Span, str] | None:
    """A span of time that divides an amount a few words on (tonnes of separated oxide a year)."""
    window = text[end : end + BEHIND]
    if not window.startswith(" of "):
        return None
    stop = next((place for place, char in enumerate(window) if char.isdigit() or char in ",.;:()|\n"), len(window))
    for place in range(4, stop):
        if window[place] == " " and (over := table.over(text, end + place)) and over[1] in table.spans_of_time:
            return over
    return None


def rated(one: Measure, over: tuple[Span, str]) -> Measure:
    """A unit with its denominator; a rate of mass is a kind of its own, money per anything but time a price."""
    span, per = over
    if per in units()["each"]["words"] or (per == HUNDRED and one.kind != "energy"):
        return one  # per vehicle, per person: the object says it, the unit does not
    one = one._replace(per=per, per_span=span)
    if (lot := units()["lots"].get(per)) is not None:
        size = Fraction(lot[1])
        return one._replace(
            unit=f"{one.unit}/{lot[0]}", per=lot[0], low=one.low / size, high=one.high / size, factor=one.factor / size, kind="price"
        )
    if per == "mu":
        kind = "price" if one.kind == "money" else "compound"
        return one._replace(unit=f"{one.unit}/ha", low=one.low * MU, high=one.high * MU, factor=one.factor * MU, kind=kind)
    if one.kind == "money":
        return one if per == "a" else one._replace(unit=f"{one.unit}/{per}", kind="price")
    time = per in units()["time"]["words"]
    if not time and one.unit == "kg" and not one.scaled and per not in MASSES and (symbol := small(one.factor)) is not None:
        unit, size = f"{symbol}/{per}", one.factor
        kind = str(units()["unit"].get(unit, {"kind": "compound"})["kind"])
        return one._replace(unit=unit, low=one.low / size, high=one.high / size, factor=Fraction(1), kind=kind)
    return one._replace(unit=f"{one.unit}/{per}", kind="rate" if time and one.kind == "mass" else one.kind)


def small(factor: Fraction) -> str | None:
    """The symbol of a mass that is written smaller than a kilogram."""
    return next((str(symbol) for size, symbol in units()["written"].items() if Fraction(size) == factor), None)
