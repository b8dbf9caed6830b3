"""Parties that share out one figure in an English sentence: each number of a list belongs to the name it stands beside.

Two shapes: a name with its number behind it (*Norland (13%), Estmark with 6%*), and a list of names before a list of as many numbers
(*Norland and Estmark take 13 and 6 per cent*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reassay.base.text import Span
from reassay.extract.names import Name
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene

LISTED = re.compile(r"\s*(?:,\s*and\s|,|\band\b|/)\s*(?:the\s)?\s*")
NEAR = 40  # characters between a name and its own number
BETWEEN = 60  # characters between a list of names and the list of their numbers


@cache
def joins(words: tuple[str, ...]) -> re.Pattern[str]:
    """What may stand between a name and the number that is its own."""
    return re.compile(
        rf"(?:\s*(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}|[:\u2013\u2014]))*\s*[$\u20ac\u00a3\u00a5]?"
    )


def beside(scene: Scene, sentence: Span, one: Span) -> Name | None:
    """The name a number stands right behind, as one of a list."""
    inside = [name for name in scene.named(Span(max(sentence.start, one.start - NEAR), one.start)) if name.kind != "material"]
    if not inside:
        return None
    name = inside[-1]
    gap = scene.text[name.span.end : one.start]
    if re.fullmatch(r"\s*\((?:[a-z]+ )?[$\u20ac\u00a3\u00a5]?", gap):
        return name
    lead = scene.text[sentence.start : name.span.start].rstrip().lower().removesuffix(" the")
    opens = not lead or lead[-1] in ",;:" or lead.rsplit(" ", 1)[-1] in scene.words["parties"]["opens"]
    return name if opens and joins(tuple(scene.words["parties"]["between"])).fullmatch(gap) else None


def shared(scene: Scene, sentence: Span, measures: Sequence[Measure]) -> dict[Span, Name]:
    """Names and numbers of the second shape: as many names in a row as numbers in a row behind them."""
    inside = [one for one in measures if one.span.within(sentence)]
    found: dict[Span, Name] = {}
    for row in rows(scene, [one.whole for one in inside]):
        before = [name for name in scene.named(Span(sentence.start, row[0].start)) if name.kind != "material"]
        names = next((run for run in reversed(list(rows(scene, [name.span for name in before])))), [])
        gap = row[0].start - names[-1].end if names else BETWEEN
        if len(names) == len(row) > 1 and gap < BETWEEN and not set(";:") & set(scene.text[names[-1].end : row[0].start]):
            told = {name.span: name for name in before}
            found |= {one.span: told[names[row.index(one.whole)]] for one in inside if one.whole in row}
    return found


def rows(scene: Scene, spans: Sequence[Span]) -> list[list[Span]]:
    """Stretches of a text that stand in a row, with nothing but list words between them."""
    found: list[list[Span]] = []
    for span in spans:
        if found and LISTED.fullmatch(scene.text[found[-1][-1].end : span.start]):
            found[-1].append(span)
        else:
            found.append([span])
    return found
