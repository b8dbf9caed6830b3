"""The stage of the value chain a claim is about: a scored choice among all stages and none.

What speaks for a stage is named in ``signs``; how much each sign weighs is learned and stands in stage_weights.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.context import Found
from reassay.extract.names import Name
from reassay.extract.scene import Scene
from reassay.extract.signs import gap, signs
from reassay.extract.stage_words import NONE, Words
from reassay.reference.grammar import table

REASONS = 3  # signs that the trace shows


@cache
def learned() -> Mapping[str, Any]:
    """What was learned: the weight of each sign, the usual share of each stage."""
    return table("stage_weights.toml")


def stage(scene: Scene, words: Words, passage: Passage, place: Span, metric: str, subject: Name | None) -> Found:
    """The best-scoring stage, None when more speaks for none."""
    weights = learned()["weights"]
    scores: dict[str, float] = {}
    found = signs(scene, words, passage, place, metric, subject, learned()["usual"])
    for name, own in found.items():
        scores[name] = round(sum(weights.get(sign, 0.0) * strength for sign, strength in sorted(own.items())), 6)
    best = min(scores, key=lambda name: (-scores[name], name))
    why = reasons(best, found[best], weights)
    if best == NONE:
        return Found(None, why=why)
    inside = [one for one in words.inside(passage.span) if one.name == best]
    if inside:
        return Found(best, min(inside, key=lambda one: (gap(one.span, place), one.span)).span, why=why)
    over = passage.heading is not None and any(one.name == best for one in words.inside(passage.heading))
    back = any(one.name == best for one in words.before(passage.span.start))
    return Found(best, None, "heading" if over else "earlier" if back else "document", why)


def reasons(best: str, own: Mapping[str, float], weights: Mapping[str, float]) -> tuple[str, ...]:
    """The signs that speak loudest for a stage, or for none."""
    parts = sorted(((weights.get(sign, 0.0) * strength, sign) for sign, strength in own.items()), key=lambda part: (-part[0], part[1]))
    return tuple(f"stage {best}: {sign} {part:+.1f}" for part, sign in parts[:REASONS] if part >= 0.05)
