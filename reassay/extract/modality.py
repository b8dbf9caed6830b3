"""Whether a claim is achieved, ongoing, planned, targeted, forecast or hypothetical, and whether it is denied.

A cue governs its clause and those behind it, up to a verb that tells something done, a semicolon, or a time already past.
"""

from __future__ import annotations

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.context import Found
from reassay.extract.dates import When
from reassay.extract.lexicon import Mention
from reassay.extract.period import defaults, lead
from reassay.extract.scene import Scene

STRONG = ("hypothetical", "targeted", "planned", "forecast", "ongoing", "future")
PARTS = (";", "\uff1b")


def modality(scene: Scene, index: int, place: Span, when: When | None, metric: str) -> Found:
    """The cue of the clause, else one that governs it, else a coming date, else the list's lead or the heading, else achieved."""
    passage = scene.passages[index]
    for found in (
        clausal(scene, labelled(passage) or scene.clause(passage.span, place), place),
        asked(scene, passage.span),
        governing(scene, passage.span, place, when),
        coming(scene, when),
        None if past(scene, when) else above(scene, index),
    ):
        if found is not None:
            return resolved(scene, found, when, metric)
    return Found("forecast" if metric in defaults()["study"] and not past(scene, when) else "achieved")


def cues(scene: Scene, span: Span, *kinds: str) -> list[Mention]:
    """Modality cues of a span, without those inside a longer word that is none."""
    found = scene.inside(span, *kinds)
    held = [cue.span for cue in found if cue.name == "none"]
    return [cue for cue in found if cue.name not in ("none", "done") and not any(cue.span.within(one) for one in held)]


def done(scene: Scene, span: Span) -> bool:
    """True when a verb or adverb of a span tells something done."""
    found = scene.inside(span, "modality")
    return any(cue.name == "done" for cue in found)


def labelled(passage: Passage) -> Span | None:
    """The first cell of a table row, which speaks for every number of the row."""
    return passage.cells[0] if passage.kind == "row" and passage.cells else None


def clausal(scene: Scene, clause: Span, place: Span) -> Found | None:
    """The strongest cue of the clause, unless a verb between it and the number tells it done."""
    near = []
    for cue in cues(scene, clause, "modality", "modality_local"):
        gap = Span(cue.span.end, place.start) if cue.span.end <= place.start else Span(place.end, max(place.end, cue.span.start))
        if not done(scene, gap):
            near.append(cue)
    if not near:
        return None
    best = min(near, key=lambda cue: (STRONG.index(cue.name), cue.span))
    return Found(best.name, best.span)


def asked(scene: Scene, sentence: Span) -> Found | None:
    """A question asserts nothing."""
    mark = Span(sentence.end - 1, sentence.end)
    return Found("hypothetical", mark) if mark.of(scene.text) in ("?", "\uff1f") else None


def governing(scene: Scene, sentence: Span, place: Span, when: When | None) -> Found | None:
    """The last cue before the clause in its sentence, with nothing done between."""
    clause = scene.clause(sentence, place)
    before = [cue for cue in cues(scene, sentence, "modality") if cue.span.end <= clause.start]
    if not before or past(scene, when):
        return None
    between = Span(before[-1].span.end, place.start)
    if done(scene, between) or any(mark in between.of(scene.text) for mark in PARTS):
        return None
    return Found(before[-1].name, before[-1].span)


def coming(scene: Scene, when: When | None) -> Found | None:
    """A date after the year of publication, or a year marked as an estimate."""
    if when is None:
        return None
    if when.span.of(scene.text).endswith(("E", "F")):
        return Found("forecast", when.span)
    return Found("future", when.span) if published_year(scene) and when.period.year > published_year(scene) else None


def above(scene: Scene, index: int) -> Found | None:
    """A cue in the sentence that leads a list, or in the heading of the section; a title heads more than its list."""
    passage = scene.passages[index]
    led = leading(scene, index)
    for where, span in (("earlier", led), ("heading", passage.heading)):
        if span is None or (span == scene.passages[0].span and done(scene, passage.span)):
            continue
        over = [cue for cue in cues(scene, span, "modality") if cue.name in ("targeted", "planned", "forecast")]
        if over:
            return Found(over[0].name, over[0].span, where)
    return None


def leading(scene: Scene, index: int) -> Span | None:
    """The sentence with a colon that a list item belongs to."""
    if scene.passages[index].kind != "item":
        return None
    for back in range(index - 1, -1, -1):
        other = scene.passages[back]
        if other.kind != "item":
            return other.span if other.span.of(scene.text).rstrip().endswith((":", "\uff1a")) else None
    return None


def resolved(scene: Scene, found: Found, when: When | None, metric: str) -> Found:
    """What will be is a forecast of a market and a plan of a project; what is to be by a year, a target."""
    name = found.value
    if name == "future":
        by = when is not None and lead(scene, when.span).endswith(tuple(scene.words["growth"]["until"])) and metric != "event"
        name = "forecast" if metric in defaults()["market"] else "targeted" if by else "planned"
    if name == "forecast" and metric == "event" and scene.code == "zh":
        name = "planned"
    return Found(name, found.span, found.carried)


def past(scene: Scene, when: When | None) -> bool:
    """True for a period that ended before the publication, or an earlier year's."""
    published = scene.document.published
    if when is None or published is None:
        return when is not None and when.role == "ago"
    return when.role == "ago" or when.period.days()[1].isoformat()[: len(published.value)] < published.value


def published_year(scene: Scene) -> int:
    """Year of publication, 0 when unknown."""
    published = scene.document.published
    return int(published.value[:4]) if published else 0


def polarity(scene: Scene, sentence: Span, place: Span) -> Found:
    """Negated when a negator stands in the clause before the number or verb."""
    clause = scene.clause(sentence, place)
    found = [m for m in scene.inside(clause, "negation") if m.span.start <= place.start and not m.span.overlaps(place)]
    return Found("negated", found[-1].span) if found else Found("positive")
