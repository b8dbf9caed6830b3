"""A unit written without a number: in a column header, a unit column, a row label, a caption, a heading ("US$ million", 单位：万元/吨).

The first reading walks from the left over scale words, a currency or unit, words of basis and a denominator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from reassay.base.text import Span
from reassay.extract.quantities import Measure
from reassay.extract.units import Spellings, by_first, spellings
from reassay.reference.grammar import grammar, units

BRACKETS = re.compile(r"[(\[\u3010]([^()\[\]\u3010\u3011]{1,80})[)\]\u3011]")
BLANK = " .,:;-\u2013()[]/|'"
SHORT = 24  # characters of a cell that may be nothing but a unit


@dataclass(slots=True)
class Walk:
    """What has been read of a written unit."""

    unit: str | None = None
    kind: str = ""
    factor: Fraction = Fraction(1)
    per: str | None = None
    scaled: bool = False
    timed: bool = False  # a span of time is a unit here
    basis: str | None = None
    start: int = -1
    end: int = -1


@cache
def scale_words(code: str) -> Mapping[str, tuple[tuple[str, Fraction], ...]]:
    """Scale words of a written unit by first character, longest first."""
    known = {**grammar("en")["scales"], **units()["columns"]["scales"]}
    if code != "en":
        known |= grammar(code)["scales"]
    return by_first({word: Fraction(size) for word, size in known.items()})


@cache
def fillers() -> tuple[str, ...]:
    """Words of a caption that say nothing about the unit."""
    return tuple(sorted((*units()["columns"]["lead"], *units()["columns"]["fill"]), key=lambda word: (-len(word), word)))


def written_unit(text: str, place: Span, code: str, dollars: str, partly: bool = False, timed: bool = False) -> Measure | None:
    """The unit that a place holds, as a measure of one; None unless all of it up to a comma (``partly``: its beginning) reads as a unit."""
    walk, at = Walk(timed=timed), place.start
    while at < place.end and not (walk.unit and text[at] in ",;:\uff0c\uff1b\uff1a"):
        if text[at] in BLANK and not (walk.unit and spellings(code).over(text, at)):
            at += 1
            continue
        end = step(text, at, place.end, walk, code, dollars)
        if end is None or end > place.end:
            if not partly:
                return None
            break
        at = end
    if walk.unit is None or walk.start < 0:
        return None
    span = Span(walk.start, walk.end)
    unit = walk.unit if walk.per is None or (walk.per == "a" and walk.kind == "money") else f"{walk.unit}/{walk.per}"
    kind = "price" if walk.kind == "money" and walk.per not in (None, "a") else walk.kind
    kind = "rate" if kind == "mass" and walk.per in units()["time"]["words"] else kind
    return Measure(
        span,
        span,
        walk.factor,
        walk.factor,
        kind,
        unit,
        span,
        "eq",
        "digits",
        per=walk.per,
        factor=walk.factor,
        scaled=walk.scaled,
        basis=walk.basis,
    )


def step(text: str, at: int, stop: int, walk: Walk, code: str, dollars: str) -> int | None:
    """Read one part of a written unit; where it ends, None when nothing fits."""
    table = spellings(code)
    end = (
        divide(text, at, walk, table)
        or base(text, at, walk, table, dollars)
        or scale(text, at, stop, walk, code)
        or basis(text, at, walk, table)
    )
    if end is not None:
        walk.start = at if walk.start < 0 else walk.start
        walk.end = end
        return end
    low = text[at : at + 16].lower()
    return next((at + len(word) for word in fillers() if low.startswith(word) and table.ends(text, at, word)), None)


def divide(text: str, at: int, walk: Walk, table: Spellings) -> int | None:
    """A denominator behind the unit."""
    if walk.unit is None or walk.per is not None:
        return None
    found = table.over(text, at)
    if found is None:
        return None
    walk.per = found[1]
    return found[0].end


def base(text: str, at: int, walk: Walk, table: Spellings, dollars: str) -> int | None:
    """A currency or a unit, once."""
    if walk.unit is not None:
        return None
    for word, currency in sorted(units()["money"]["before"].items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if text.startswith(word, at) and not (word[-1].isalpha() and text[at + len(word) : at + len(word) + 1].isalpha()):
            walk.unit, walk.kind = dollars if word == "$" else currency, "money"
            return at + len(word)
    for word, currency in sorted(units()["columns"]["cents"].items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if text.startswith(word, at) and not text[at + len(word) : at + len(word) + 1].isalpha():
            walk.unit, walk.kind = dollars if currency == "$" else currency, "money"
            walk.factor *= Fraction(1, 100)
            return at + len(word)
    found = table.word(text, at)
    if found is None or (found.unit.kind == "count" and not walk.scaled) or (found.unit.kind == "time" and not walk.timed):
        return None
    walk.unit, walk.kind = found.unit.ident, found.unit.kind
    walk.factor *= found.unit.factor
    return found.span.end


def scale(text: str, at: int, stop: int, walk: Walk, code: str) -> int | None:
    """A scale word before the unit or behind a currency."""
    if walk.per is not None or (walk.unit is not None and walk.kind != "money"):
        return None
    known = scale_words(code)
    for word, value in (*known.get(text[at], ()), *(known.get(text[at].lower(), ()) if text[at].isupper() else ())):
        end = at + len(word)
        if end > stop or word not in (text[at:end], text[at:end].lower()):
            continue
        if word[-1].isascii() and word[-1].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            continue
        if len(word) == 1 and walk.unit is None and word.isascii() and end >= stop:
            continue
        walk.factor *= value
        walk.scaled = True
        return end
    return None


def basis(text: str, at: int, walk: Walk, table: Spellings) -> int | None:
    """A word of basis behind the unit."""
    found = table.basis(text, at) if walk.unit is not None else None
    if found is None:
        return None
    walk.basis = found[1]
    return found[0].end


def unit_in(text: str, place: Span, code: str, dollars: str, timed: bool = False) -> Measure | None:
    """The unit of a header, label or heading: in brackets, behind its last comma or colon, its last word, or all of a short one."""
    body = place.of(text)
    pieces = [Span(place.start + m.start(1), place.start + m.end(1)) for m in BRACKETS.finditer(body)]
    for mark in (", ", "\uff0c", ":", "\uff1a", "/ "):
        at = body.rfind(mark)
        if at >= 0:
            pieces.append(Span(place.start + at + len(mark), place.end))
    if len(body) <= SHORT:
        pieces.append(place)
        pieces.append(Span(place.start + body.rfind(" ") + 1, place.end))
    for piece in pieces:
        if piece.start < piece.end and (found := written_unit(text, piece, code, dollars, timed=timed)) is not None:
            return found
    return None


def caption(text: str, place: Span, code: str, dollars: str) -> Measure | None:
    """The unit a line above a table names: behind a word such as 单位, or a currency with its scale somewhere in the line."""
    body = place.of(text)
    low = body.lower()
    if len(body) > 200:
        return None
    for word in units()["columns"]["lead"]:
        at = low.find(word + ":")
        if at >= 0 and (found := written_unit(text, Span(place.start + at + len(word) + 1, place.end), code, dollars, partly=True)):
            return found
    for bracket in BRACKETS.finditer(body):
        one = written_unit(text, Span(place.start + bracket.start(1), place.start + bracket.end(1)), code, dollars)
        if one is not None:
            return one
    for at in starts(body):
        one = written_unit(text, Span(place.start + at, place.end), code, dollars, partly=True)
        if one is not None and one.kind in ("money", "price", "mass") and (one.scaled or len(body) <= 40):
            return one
    return None


def starts(body: str) -> list[int]:
    """Places where a word of a line begins."""
    return [at for at in range(len(body)) if body[at].isalnum() and (at == 0 or not body[at - 1].isalnum())] + [
        at for at, char in enumerate(body) if char in "$\u20ac\u00a5\u00a3"
    ]


def unit_column(text: str, header: tuple[Span, ...]) -> int | None:
    """The column whose header says "unit", if any."""
    leads = set(units()["columns"]["lead"])
    return next((number for number, cell in enumerate(header) if number and cell.of(text).strip(BLANK).lower() in leads), None)


def counted(text: str, place: Span) -> bool:
    """True for a unit cell that says nothing but "number" or "persons"."""
    return place.of(text).strip(" ()").lower() in units()["columns"]["count"]
