"""Whether a claim is achieved, ongoing, planned, targeted, forecast or hypothetical, and whether it is denied."""

from __future__ import annotations

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.context import Found
from reassay.extract.dates import When
from reassay.extract.scene import Scene

STRONG = ("hypothetical", "targeted", "planned", "forecast", "ongoing")


def modality(scene: Scene, passage: Passage, place: Span, when: When | None) -> Found:
    """The nearest modality cue before the number in the sentence, else one after it in the clause, else the heading's."""
    sentence = passage.span
    cues = scene.inside(sentence, "modality")
    clause = scene.clause(sentence, place)
    near = [cue for cue in cues if cue.span.within(clause)]
    before = [
        cue for cue in cues if cue.span.end <= place.start and (cue in near or scene.text[cue.span.end : place.start].count(";") == 0)
    ]
    if near:
        best = min(near, key=lambda cue: (STRONG.index(cue.name), cue.span))
        return Found(best.name, best.span)
    future = bool(when and published_year(scene) and when.period.year > published_year(scene))
    if before and (scene.code == "en" or len(scene.text[before[-1].span.end : place.start]) <= 30 or future):
        return Found(before[-1].name, before[-1].span)
    if future:
        return Found("forecast", when.span if when else None)
    if passage.heading is not None:
        over = scene.inside(passage.heading, "modality")
        if over and over[0].name in ("targeted", "planned", "forecast"):
            return Found(over[0].name, over[0].span, "heading")
    return Found("achieved")


def published_year(scene: Scene) -> int:
    """Year of publication, 0 when unknown."""
    published = scene.document.published
    return int(published.value[:4]) if published else 0


def polarity(scene: Scene, sentence: Span, place: Span) -> Found:
    """Negated when a negator stands in the clause before the number or verb."""
    clause = scene.clause(sentence, place)
    found = [m for m in scene.inside(clause, "negation") if m.span.start <= place.start and not m.span.overlaps(place)]
    return Found("negated", found[-1].span) if found else Found("positive")
