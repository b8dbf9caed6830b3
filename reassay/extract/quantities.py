"""Numerals with their units, comparators and ranges: quantities, each with the span of every part.

A quantity is found once per number; ranges join two numbers; a unit written once serves its neighbours (elision).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from reassay.base.numerals import Numeral, numerals, words
from reassay.base.text import Span
from reassay.reference.grammar import grammar, units

GAP = 4  # a comparator may stand this far before the number ("about a further 30")


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in a text. ``low`` and ``high`` are in the canonical unit; ``kind`` is what metric cards accept."""

    span: Span  # the numbers alone, with scale words: what the value is read from
    whole: Span  # with comparator, currency, unit and denominator
    low: Fraction
    high: Fraction
    kind: str
    unit: str | None
    unit_span: Span | None
    comparator: str
    form: str  # kind of numeral: digits, word, fraction, change, article, nothing
    signed: bool = False
    per: str | None = None
    factor: Fraction = Fraction(1)
    per_span: Span | None = None
    elided: bool = False
    ends: tuple[Span, Span] | None = None  # both numbers of a range
    compared: Span | None = None


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Unit spellings of a language as expressions and a table word -> (unit, kind, factor)."""

    after: re.Pattern[str]
    known: Mapping[str, tuple[str, str, Fraction]]
    before: re.Pattern[str]
    signs: Mapping[str, str]
    per: re.Pattern[str]
    denominators: Mapping[str, str]


@cache
def unit_table(code: str) -> UnitTable:
    """The registry as seen by one language; symbols of ``all`` serve every language."""
    registry = units()
    known: dict[str, tuple[str, str, Fraction]] = {}
    for ident, card in registry["unit"].items():
        for group in ("all", "en", code):
            for word, factor in card.get(group, {}).items():
                if group in (code, "all") or (word.isascii() and len(word) > 3):
                    known.setdefault(word, (ident, card["kind"], Fraction(factor)))
    for word, currency in registry["money"]["after"].items():
        known.setdefault(word, (currency, "money", Fraction(1)))
    latin = [word for word in known if word[-1].isascii() and word[-1].isalpha()]
    other = [word for word in known if word not in latin]
    symbols = words({word: "" for word in latin if len(word) <= 4 or not word.islower()})
    long = words({word: "" for word in latin if len(word) > 4 and word.islower()})
    after = re.compile(
        rf"[ \-]?(?:(?P<other>{words(dict.fromkeys(other, ''))})|(?P<latin>(?:{symbols})(?![A-Za-z])|(?i:{long})(?![A-Za-z])))"
    )
    signs = registry["money"]["before"]
    before = re.compile(rf"(?:(?<![A-Za-z])(?:{words(signs)})|(?<=[A-Za-z])[$]) ?$")
    per = registry["per"]
    return UnitTable(after, known, before, signs, re.compile(rf" ?(?:{words(per)})(?![A-Za-z])"), per)


@cache
def comparators(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
    """Expressions for words before, after and between number and unit."""
    table = grammar(code)
    latin = code == "en"
    edge = r"(?<![A-Za-z])" if latin else ""
    before = re.compile(rf"{edge}(?P<word>{words(table['before'])})(?:[ ]?(?:a|an|the|further|another|total of)[ ])*[ ]?$", re.IGNORECASE)
    after = re.compile(rf" ?(?P<word>{words(table['after'])})(?![A-Za-z])", re.IGNORECASE)
    inside = re.compile(rf"(?P<word>{words(table['inside'])})") if "inside" in table else None
    return before, after, inside


def measures(text: str, code: str, masked: list[Span], dollars: str = "USD") -> list[Measure]:
    """Every quantity of a folded text outside the masked spans, by place. ``dollars``: what a bare $ means here."""
    found = []
    blocked = sorted(masked)
    at = 0
    for numeral in numerals(text, grammar(code)):
        while at < len(blocked) and blocked[at].end <= numeral.span.start:
            at += 1
        if any(span.overlaps(numeral.span) for span in blocked[at : at + 3]):
            continue
        found.append(measure(text, numeral, code, dollars))
    return elide(text, ranges(text, [one for one in found if one is not None], code), code)


def measure(text: str, numeral: Numeral, code: str, dollars: str) -> Measure | None:
    """One numeral with what stands around it."""
    table = unit_table(code)
    start, end = numeral.span
    unit, kind, factor, unit_span, comparator = None, "number", Fraction(1), None, "eq"
    whole = numeral.span
    inside = comparators(code)[2]
    if (
        inside
        and (found := inside.match(text, end))
        and numeral.kind != "change"
        and (table.after.match(text, found.end()) or numeral.scaled)
    ):
        comparator = grammar(code)["inside"][found["word"]]
        end = found.end()
    elif numeral.kind == "fraction":
        kind, unit = "ratio", "ratio"
    if numeral.kind == "change":
        kind, unit = "change", "ratio"
    money = table.before.search(text, max(0, start - 6), start)
    if money:
        sign = money[0].strip()
        unit, kind, unit_span = table.signs.get(sign, "USD"), "money", Span(money.start(), money.start() + len(sign))
        unit = dollars if sign == "$" else unit
        whole = Span(money.start(), end)
    if kind in ("number", "money") and (found := table.after.match(text, end)):
        word = found["other"] or found["latin"]
        known = table.known.get(word) or table.known.get(word.lower())
        if known and not (kind == "money" and known[1] != "money") and fits(text, numeral, word, known[1], found, code):
            if kind != "money":
                unit, kind, factor = known
                unit_span = Span(found.end() - len(word), found.end())
            end = found.end()
            whole = whole.join(Span(start, end))
    per, per_span = None, None
    if kind in ("money", "mass", "volume", "count", "emission", "energy") and (found := table.per.match(text, end)):
        per, per_span = table.denominators[found[0].strip()], Span(found.start() + (found[0][0] == " "), found.end())
        whole, end = whole.join(per_span), found.end()
    return replace_per(
        compare(
            text,
            Measure(
                numeral.span,
                whole,
                numeral.value * factor,
                numeral.value * factor,
                kind,
                unit,
                unit_span,
                comparator,
                numeral.kind,
                numeral.signed,
                per,
                factor,
                per_span,
            ),
            code,
        )
    )


def fits(text: str, numeral: Numeral, word: str, kind: str, found: re.Match[str], code: str) -> bool:
    """False for one-letter units that follow a gap in prose, and time words that name a date."""
    glued = found.start() + len(word) == found.end()
    if len(word) == 1 and word.isascii() and not glued and word in "aTxchs":
        return False
    if word == "-year" or word.startswith("-"):
        return True
    return not (word == "T" and numeral.kind != "digits")


def replace_per(one: Measure) -> Measure:
    """A unit with its denominator; a rate of mass or count is a kind of its own, money per mass a price."""
    if one.per is None or one.unit is None:
        return one
    kind = "price" if one.kind == "money" and one.per != "a" else "rate" if one.per == "a" and one.kind == "mass" else one.kind
    if one.kind == "money" and one.per == "a":
        return replace(one, kind="money")
    if one.per == "mu":
        return replace(one, unit=f"{one.unit}/ha", low=one.low * 15, high=one.high * 15, factor=one.factor * 15, kind="price")
    return replace(one, unit=f"{one.unit}/{one.per}", kind=kind)


def compare(text: str, one: Measure, code: str) -> Measure:
    """The comparator words on either side."""
    before, after, _ = comparators(code)
    table = grammar(code)
    start, end = one.whole
    if found := before.search(text, max(0, start - 24), start):
        word = found["word"]
        name = table["before"].get(word) or table["before"].get(word.lower(), "eq")
        return replace(one, comparator=name, whole=one.whole.join(Span(*found.span("word"))), compared=Span(*found.span("word")))
    if found := after.match(text, end):
        word = found["word"]
        name = table["after"].get(word) or table["after"].get(word.lower(), "eq")
        return replace(one, comparator=name, whole=one.whole.join(Span(start, found.end())), compared=Span(*found.span("word")))
    return one


def ranges(text: str, found: list[Measure], code: str) -> list[Measure]:
    """Two numbers joined by a range word become one measure; from-to with two units stays two."""
    table = grammar(code)["ranges"]
    joins = re.compile(rf"\s?(?:{words({join.strip() or join: '' for join in table['joins']})})\s?$")
    result: list[Measure] = []
    for one in found:
        if result and (joined := join(text, result[-1], one, table, joins, code)):
            result[-1] = joined
        else:
            result.append(one)
    return result


def join(text: str, first: Measure, second: Measure, table: Mapping[str, Any], joins: re.Pattern[str], code: str) -> Measure | None:
    """The range of two measures, or None."""
    between = text[first.whole.end : second.whole.start]
    gap = text[first.whole.end : second.span.start] if second.comparator == "eq" or len(between) > 6 else between
    if first.ends or first.kind == "change" or second.kind == "change" or len(gap) > 6:
        return None
    lead = text[max(0, first.whole.start - 12) : first.whole.start].rstrip().lower()
    pair = table["between"] in lead and gap.strip() == table["with"].strip()
    if not (pair or joins.fullmatch(gap)):
        return None
    fallen = gap.strip() in ("to",) and (lead.endswith((table["from"], "rose", "fell", "up", "down", "goes from")))
    if first.unit is not None and first.unit_span is not None and code != "en" and gap.strip() == table["joins"][1]:
        return None
    if fallen or (second.signed and second.low < 0 and not pair):
        return None
    same = first.unit == second.unit or first.kind == "number"
    if not same or first.form == "article":
        return None
    factor = second.factor if first.kind == "number" else Fraction(1)
    low = first.low * factor
    if first.kind == "number" and second.unit and scaled(text, second) and not scaled(text, first) and low < second.low / 1000:
        low *= scale_of(text, second, code)
    if low >= second.high:
        return None
    span = first.span.join(second.span)
    return replace(
        second,
        span=span,
        whole=first.whole.join(second.whole),
        low=low,
        comparator="range",
        ends=(first.span, second.span),
        unit_span=second.unit_span or first.unit_span,
        form=second.form,
    )


def scaled(text: str, one: Measure) -> bool:
    """True when a scale word stands in the number."""
    return not one.span.of(text)[-1].isdigit()


def scale_of(text: str, one: Measure, code: str) -> Fraction:
    """The scale word's value of a number."""
    body = one.span.of(text)
    plain = body.rstrip("".join(char for char in body if not (char.isdigit() or char in ".,")))
    bare = Fraction(plain.replace(",", "").lstrip("+-") or "1") if plain else Fraction(1)
    return one.high / one.factor / bare if bare else Fraction(1)


def elide(text: str, found: list[Measure], code: str) -> list[Measure]:
    """A bare number in a list takes the unit of its neighbour: "22 and 20 per cent", "30,280 light and 10,140 ..."."""
    result = list(found)
    listing = re.compile(grammar(code)["ranges"]["list"])
    for index in range(len(result) - 2, -1, -1):
        one, after = result[index], result[index + 1]
        gap = text[one.whole.end : after.whole.start]
        if (
            one.kind == "number"
            and one.form in ("digits", "word")
            and after.kind not in ("number", "change", "time", "count")
            and listing.fullmatch(gap)
            and after.unit_span
        ):
            low, high = one.low * after.factor, one.high * after.factor
            result[index] = replace(
                one,
                low=low,
                high=high,
                kind=after.kind,
                unit=after.unit,
                unit_span=after.unit_span,
                per=after.per,
                factor=after.factor,
                elided=True,
            )
    return result
