"""The period of a claim: from its clause, sentence, heading or an earlier sentence."""

from __future__ import annotations

from reassay.base.text import Span
from reassay.extract.dates import When
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics


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
