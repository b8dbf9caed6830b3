"""A document prepared for assembling: folded text, passages, and every mention, period, quantity and name in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from reassay.base.document import Document, Passage
from reassay.base.text import Span, fold
from reassay.extract.context import Voice
from reassay.extract.dates import When, periods, written
from reassay.extract.founding import founded
from reassay.extract.lexicon import Mention, lexicon, sentence_words
from reassay.extract.milestones import milestones
from reassay.extract.names import Name, names
from reassay.extract.quantities import Measure, measures
from reassay.extract.ranks import ranks
from reassay.extract.segment import passages
from reassay.extract.singles import singles
from reassay.extract.stretches import Expressions, stretches
from reassay.reference.grammar import units, variants

FIRST_HAN = "\u3400"
TRADITIONAL = 20  # at least one in so many characters of a text of Traditional script is written otherwise in Simplified


@dataclass(slots=True)
class Scene:
    """Everything found in one document, by place."""

    document: Document
    text: str
    code: str
    words: dict[str, Any]
    passages: list[Passage]
    mentions: list[Mention]
    whens: list[When]
    measures: list[Measure]
    names: list[Name]
    kinds: dict[str, tuple[list[int], list[Mention]]] = field(default_factory=dict)  # mentions of each kind with their places
    name_starts: list[int] = field(default_factory=list)
    when_starts: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # places of the clause marks that stand in no number
    clauses: dict[tuple[Span, Span], Span] = field(default_factory=dict)
    around: dict[tuple[Span, Span], Any] = field(default_factory=dict)  # what a clause says of stages, kept by the reading of stages
    voices: dict[int, list[Voice]] = field(default_factory=dict)  # the speakers of a passage
    dated: list[int] = field(default_factory=list)  # the passages that name a time

    def inside(self, span: Span, *kinds: str) -> list[Mention]:
        """Mentions of the given kinds inside a span, by place."""
        start, end = span
        found: list[Mention] = []
        for kind in kinds:
            if kind not in self.kinds:
                continue
            starts, mentions = self.kinds[kind]
            first = bisect_left(starts, start)
            if first == len(starts) or starts[first] >= end:
                continue
            last = bisect_left(starts, end, first)
            more = [mention for mention in mentions[first:last] if mention[0][1] <= end]
            found = sorted([*found, *more]) if found else more
        return found

    def before(self, place: int, kind: str, most: int = 10**9) -> list[Mention]:
        """The last mentions of a kind that begin before a place, by place."""
        starts, mentions = self.kinds.get(kind, NOTHING)
        last = bisect_left(starts, place)
        return mentions[max(0, last - most) : last]

    def named(self, span: Span) -> list[Name]:
        """Names inside a span, by place."""
        return within(self.names, self.name_starts, span)

    def timed(self, span: Span) -> list[When]:
        """Periods named inside a span, by place."""
        return within(self.whens, self.when_starts, span)

    def clause(self, passage: Span, place: Span) -> Span:
        """The clause of a passage around a place: between clause marks that stand in no number."""
        known = self.clauses.get((passage, place))
        if known is None:
            known = self.clauses[passage, place] = self.parted(passage, place)
        return known

    def parted(self, passage: Span, place: Span) -> Span:
        """The same, worked out: a number is asked for its clause ten times."""
        before = bisect_left(self.breaks, place.start)
        after = bisect_left(self.breaks, place.end)
        start = self.breaks[before - 1] + 1 if before else 0
        end = self.breaks[after] if after < len(self.breaks) else len(self.text)
        return Span(min(max(start, passage.start), place.start), max(min(end, passage.end), place.end))


Placed = TypeVar("Placed", Name, When)
NOTHING: tuple[list[int], list[Mention]] = ([], [])


def within(found: list[Placed], starts: list[int], span: Span) -> list[Placed]:
    """Those of a list sorted by place (``starts``) that lie inside a span."""
    first = bisect_left(starts, span[0])
    last = bisect_left(starts, span[1], first)
    return [one for one in found[first:last] if one.span[1] <= span[1]]


def opens(found: list[Placed], starts: list[int], place: int) -> Iterator[Placed]:
    """Those of a list sorted by place (``starts``) that begin at a place."""
    at = bisect_left(starts, place)
    while at < len(starts) and starts[at] == place:
        yield found[at]
        at += 1


def by_kind(mentions: list[Mention]) -> dict[str, tuple[list[int], list[Mention]]]:
    """Mentions of each kind, by place, with their places."""
    found: dict[str, tuple[list[int], list[Mention]]] = {}
    for mention in mentions:
        starts, same = found.setdefault(mention.kind, ([], []))
        starts.append(mention.span.start)
        same.append(mention)
    return found


def breaks(text: str, marks: str) -> list[int]:
    """Places of the clause marks, but those between digits (a thousands comma, a clock time)."""
    return [found.start() for found in re.finditer(rf"[{re.escape(marks)}]", text) if not within_number(text, found.start())]


def within_number(text: str, at: int) -> bool:
    """True for a mark between digits."""
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


@cache
def masks(code: str) -> Expressions:
    """Expressions for what looks like a quantity and is none."""
    return Expressions(re.compile(pattern) for pattern in sentence_words(code)["masks"]["patterns"])


def prepare(document: Document, entities: Sequence[tuple[str, str]] = ()) -> Scene:
    """Read a document once: one pass per kind of mention."""
    text = fold(document.text, variants()).text
    code = document.language if document.language in ("en", "zh") else "en"
    words = sentence_words(code)
    published = document.published.value if document.published else None
    places = stretches(text, code)
    dated = written(text, code, places)
    whens = periods(dated, text, code, published)
    masked = [span for span, _ in dated]
    masked += [Span(*found.span()) for found in masks(code).search(text, places)]
    mentions = milestones(text, code, lexicon(code, tuple(entities)).scan(text))
    parts = list(passages(text, words))
    scene = Scene(document, text, code, words, parts, mentions, whens, measures(text, code, masked, dollars(text)), [])
    if code == "zh" and (home := at_home(document.text, text)) is not None:
        scene.measures = [homely(text, one, home) for one in scene.measures]
    scene.measures = sorted(
        [*scene.measures, *singles(text, code, mentions), *founded(text, code), *ranks(text, code)], key=lambda one: one.span
    )
    scene.kinds = by_kind(mentions)
    scene.when_starts = [when.span.start for when in whens]
    scene.dated = holding(parts, whens)
    scene.breaks = breaks(text, words["clause"])
    scene.names = names(text, code, words, parts, mentions)
    scene.name_starts = [name.span.start for name in scene.names]
    return scene


def holding(parts: Sequence[Passage], whens: Sequence[When]) -> list[int]:
    """The passages that name a time, by number."""
    starts = [part.span.start for part in parts]
    found = {bisect_right(starts, when.span.start) - 1 for when in whens}
    return sorted(number for number in found if number >= 0)


def at_home(stored: str, text: str) -> str | None:
    """The currency of a bare yuan in a text of Traditional script that names the exchange or money of Taiwan or Hong Kong."""
    turned = sum(old != new and new > FIRST_HAN for old, new in zip(stored, text, strict=True))
    if turned * TRADITIONAL < len(text) or any(word in text for word in units()["money"]["abroad"]):
        return None
    counted = {currency: sum(text.count(cue) for cue in cues) for currency, cues in units()["money"]["home"].items()}
    best = max(sorted(counted), key=lambda currency: counted[currency])
    return best if counted[best] else None


def homely(text: str, one: Measure, home: str) -> Measure:
    """A sum in yuan without the name of a country as one of the home currency."""
    if one.unit is None or one.unit_span is None or one.unit_span.of(text) not in units()["money"]["bare"]:
        return one
    return one._replace(unit=one.unit.replace("CNY", home))


def dollars(text: str) -> str:
    """Currency of a bare dollar sign: Australian or Canadian when the page says so, else US."""
    low = text.lower()
    if "dollars here are australian" in low or (text.count("A$") > text.count("US$") and "A$" in text):
        return "AUD"
    if "dollars are canadian" in low or text.count("C$") > max(1, text.count("US$")):
        return "CAD"
    return "USD"
