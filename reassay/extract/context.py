"""Modality, polarity, period and stage of a claim, from its clause, sentence, heading and document."""

from __future__ import annotations

from dataclasses import dataclass

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.dates import When
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics

STRONG = ("hypothetical", "targeted", "planned", "forecast", "ongoing")


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value with where it stands and, when carried, from where."""

    value: str | None
    span: Span | None = None
    carried: str | None = None


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


def period(scene: Scene, index: int, place: Span, metric: str) -> tuple[When | None, str | None]:
    """The period of a quantity and, when it comes from elsewhere, from where: same clause, sentence, heading, earlier sentence."""
    passage = scene.passages[index]
    sentence = passage.span
    inside = [when for when in scene.timed(sentence) if not compared(scene, when)]
    if inside:
        clause = scene.clause(sentence, place)
        near = [when for when in inside if when.span.within(clause)]
        after = [when for when in near if 0 <= when.span.start - place.end <= (3 if scene.code == "zh" else 30)]
        before = [when for when in inside if when.span.end <= place.start]
        near_before = [when for when in near if when.span.end <= place.start]
        if scene.code == "en" and after and (not near_before or place.start - near_before[-1].span.end > after[0].span.start - place.end):
            return after[0], None
        if near_before:
            return near_before[-1], None
        if near:
            return near[0], None
        if before:
            return before[-1], None
        return (inside[0], None) if scene.code == "en" else (None, None)
    if passage.heading is not None:
        over = scene.timed(passage.heading)
        if over:
            return over[-1], "heading"
    if metrics()[metric].stage == "mining" if metric in metrics() else False:
        return None, None
    for back in range(index - 1, max(-1, index - (5 if scene.code == "zh" else 2)), -1):
        other = scene.passages[back]
        if other.paragraph != passage.paragraph or "\n" in scene.text[other.span.end : passage.span.start]:
            break
        if scene.inside(other.span, "lure_byline"):
            continue
        earlier = scene.timed(other.span)
        if earlier:
            return earlier[-1], "earlier"
    return None, None


def compared(scene: Scene, when: When) -> bool:
    """True for the time a change is measured from (than in 2023, 较上年)."""
    lead = scene.text[max(0, when.span.start - 16) : when.span.start].rstrip().lower()
    return lead.endswith(tuple(scene.words["growth"]["compared"]))


def stage(scene: Scene, sentence: Span, place: Span, metric: str, heading: Span | None, usual: str | None) -> Found:
    """The card's stage, else the nearest stage word of the clause, the sentence, the heading; else the document's usual one."""
    card = metrics().get(metric)
    if card is not None and card.stage:
        return Found(card.stage)
    clause = scene.clause(sentence, place)
    for where in (clause, sentence, heading):
        if where is None:
            continue
        found = scene.inside(where, "stage")
        if found:
            best = min(found, key=lambda m: (abs(m.span.start - place.start), -m.weight, m.name))
            return Found(best.name, best.span if where == clause else None, None if where == clause else "earlier")
    return Found(usual, None, "document" if usual else None)
