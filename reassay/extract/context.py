"""A field found around a claim, and the stage: from its clause, sentence, heading and document."""

from __future__ import annotations

from dataclasses import dataclass

from reassay.base.text import Span
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value with where it stands and, when carried, from where."""

    value: str | None
    span: Span | None = None
    carried: str | None = None


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
