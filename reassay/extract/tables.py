"""Table rows: the unit and period of a cell from its column header, its row label, a unit column or the lines above.

A bracketed number is negative; a column of changes gives growth of the column to its left.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from reassay.base.claim import Claim
from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.dates import When
from reassay.extract.metric import Choice, rank
from reassay.extract.quantities import Measure, measures
from reassay.extract.scene import Scene
from reassay.reference.grammar import grammar, units

BRACKET = re.compile(r"\(\s*$")
ABOVE = 4  # lines above a table that may carry its unit


def complete(scene: Scene, index: int, passage: Passage, inside: list[Measure]) -> list[Measure]:
    """Measures of a row with their units filled in; the label's own numbers and the header row are left out."""
    if not passage.header or not passage.cells:
        return inside if passage.header else []
    done = []
    for one in inside:
        column = cell_of(passage, one)
        if column is None or column == 0:
            continue
        done.append(fill(scene, index, passage, column, one))
    return done


def cell_of(passage: Passage, one: Measure) -> int | None:
    """Index of the cell a measure stands in."""
    return next((number for number, cell in enumerate(passage.cells) if one.span.within(cell)), None)


def fill(scene: Scene, index: int, passage: Passage, column: int, one: Measure) -> Measure:
    """One cell with sign and unit."""
    text = scene.text
    cell = passage.cells[column]
    low, high = one.low, one.high
    if text[cell.start] == "(" and text[cell.end - 1] == ")" and one.kind != "ratio":
        low, high = -high, -low
        one = replace(one, span=cell, whole=cell, signed=True)
    one = replace(one, low=low, high=high)
    if one.kind not in ("number", "money"):
        return one
    found = unit_for(scene, index, passage, column)
    if found is None or (one.kind == "money" and found.kind != "money"):
        return one
    factor = found.high
    return replace(
        one,
        low=one.low * factor,
        high=one.high * factor,
        kind=found.kind,
        unit=found.unit,
        unit_span=found.span if one.unit_span is None else one.unit_span,
        per=found.per,
        factor=factor,
    )


def unit_for(scene: Scene, index: int, passage: Passage, column: int) -> Measure | None:
    """The unit of a column as a measure of one: from header, unit column, label, or the lines above."""
    places = []
    if column < len(passage.header):
        places.append(passage.header[column])
    places += [
        cell
        for number, cell in enumerate(passage.cells)
        if number not in (0, column) and len(cell.of(scene.text)) <= 8 and not any(char.isdigit() for char in cell.of(scene.text))
    ]
    places.append(passage.cells[0])
    if passage.header:
        places.append(passage.header[0])
    places += [scene.passages[back].span for back in range(index - 1, max(-1, index - 1 - ABOVE), -1) if scene.passages[back].kind != "row"]
    for place in places:
        found = unit_in(scene, place)
        if found is not None:
            return found
    return None


def unit_in(scene: Scene, place: Span) -> Measure | None:
    """A unit written without a number, in brackets or as the whole of a short cell."""
    body = place.of(scene.text)
    pieces = [Span(place.start + m.start(1), place.start + m.end(1)) for m in re.finditer(r"[(\[]([^()\[\]]{1,16})[)\]]", body)]
    pieces += [place] if len(body) <= 14 else []
    for piece in pieces:
        words = piece.of(scene.text).strip()
        found = measures("1" + words, scene.code, []) or measures("1 " + words, scene.code, [])
        if found and found[0].unit and found[0].kind not in ("time", "count") and found[0].whole.end >= len(words):
            return replace(found[0], span=piece)
    return money_above(scene, place)


def money_above(scene: Scene, place: Span) -> Measure | None:
    """A caption such as "US dollars in millions": a currency word and, perhaps, a scale word."""
    body = place.of(scene.text)
    if len(body) > 160:
        return None
    for word, currency in sorted(units()["money"]["after"].items(), key=lambda pair: -len(pair[0])):
        at = body.find(word)
        if at >= 0 and word.isascii():
            scale = Fraction(1)
            for name, value in grammar("en")["scales"].items():
                if name.endswith("s") and f"in {name}" in body:
                    scale = Fraction(value)
            if scale == 1 and len(body) > 40:
                return None
            stop = at + len(word)
            if scale != 1 and (tail := re.match(r" in [a-z]+", body[stop:])):
                stop += tail.end()
            span = Span(place.start + at, place.start + stop)
            return Measure(span, span, scale, scale, "money", currency, span, "eq", "digits", factor=scale)
    return None


def named(scene: Scene, passage: Passage, one: Measure, claims: list[Claim]) -> Choice | None:
    """The metric of a cell from its row label, else its header; a ratio behind a level is its growth."""
    if not passage.cells:
        return None
    column = cell_of(passage, one)
    if (
        one.kind == "ratio"
        and claims
        and (
            one.signed
            or (
                column is not None
                and column < len(passage.header)
                and scene.inside(passage.header[column], "growth_before", "growth_after", "metric")
                and growth_header(scene, passage.header[column])
            )
        )
    ):
        metric = "price_change" if claims[-1].metric in ("price", "price_change") else "growth_rate"
        return Choice(metric, None, 4.0)
    for place in (passage.cells[0], passage.header[column] if column is not None and column < len(passage.header) else None):
        if place is not None:
            ranked = rank(scene, place, one)
            if ranked:
                return Choice(ranked[0][1].name, ranked[0][1].span, 5.0)
    return None


def growth_header(scene: Scene, header: Span) -> bool:
    """True for a column of changes."""
    body = header.of(scene.text).lower()
    return body.startswith("vs") or bool(scene.inside(header, "growth_before", "growth_after"))


def period(scene: Scene, passage: Passage, place: Span) -> tuple[When | None, str | None]:
    """The period of a cell: its own column header, else the nearest dated header to its left."""
    column = next((number for number, cell in enumerate(passage.cells) if place.overlaps(cell)), None)
    if column is None:
        return None, None
    columns = [column] if column < len(passage.header) and not growth_header(scene, passage.header[column]) else []
    for number in [*columns, *range(min(column, len(passage.header)) - 1, 0, -1)]:
        found = [when for when in scene.whens if when.span.within(passage.header[number])]
        if found:
            return found[-1], "heading"
    return None, None
