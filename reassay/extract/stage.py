"""The stage of the value chain a claim is about: a scored choice among all stages and none, from every stage word in reach.

What speaks for a stage is named (its word is nearest in the clause, its share of the document ...); how much each weighs is learned and
stands in stage_weights.toml. Invariant: a card with a fixed stage keeps it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reassay.base.stage import STAGES
from reassay.base.text import Span
from reassay.extract.context import Found
from reassay.extract.lexicon import Mention
from reassay.extract.scene import NOTHING, Scene
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

NONE = "none"
BACK = 8  # stage words before a sentence that still belong to its talk
WHOLE = (Span(-1, -1), Span(-1, -1))  # the place of a whole document among those of clauses
Sign = tuple[str, str, float]  # candidate, sign, strength


@cache
def weights() -> Mapping[str, float]:
    """What each sign weighs, in either language."""
    found: Mapping[str, float] = table("stage_weights.toml")["weights"]
    return found


def usual(scene: Scene) -> dict[str, float]:
    """Share of each stage among the stage words of a document; words of the opening passage count three times."""
    first = scene.passages[0].span if scene.passages else Span(0, 0)
    counts: Counter[str] = Counter()
    for mention in longest(scene.kinds.get("stage", NOTHING)[1]):
        counts[mention.name] += 3 if mention.span.within(first) else 1
    total = sum(counts.values())
    return {name: counts[name] / total for name in sorted(counts)} if total else {}


def longest(mentions: list[Mention]) -> list[Mention]:
    """Mentions that stand inside no longer one (recycling plant, not plant)."""
    if len(mentions) < 2:
        return mentions
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.name)):
        if not kept or mention.span.end > kept[-1].span.end or mention.span == kept[-1].span:
            kept.append(mention)
    return kept


@dataclass(frozen=True, slots=True)
class Around:
    """What a clause, its sentence and the document say of stages, whatever the number: looked up once for all its numbers."""

    near: list[Mention]
    wide: list[Mention]
    scores: dict[str, float]


def around(scene: Scene, sentence: Span, clause: Span, heading: Span | None, share: dict[str, float]) -> Around:
    """The surroundings of every number of a clause."""
    known: Around | None = scene.around.get((sentence, clause))
    if known is None:
        if WHOLE not in scene.around:
            scene.around[WHOLE] = added(dict.fromkeys((*STAGES, NONE), 0.0), of_document(share))
        near, wide = longest(scene.inside(clause, "stage")), longest(scene.inside(sentence, "stage"))
        back = longest(scene.before(sentence.start, "stage", BACK))
        signs = of_clause(near, wide, back, heading_words(scene, heading))
        known = scene.around[sentence, clause] = Around(near, wide, added(scene.around[WHOLE], signs))
    return known


def added(scores: Mapping[str, float], signs: Iterable[Sign]) -> dict[str, float]:
    """Scores with the weights of more signs."""
    weigh, found = weights(), dict(scores)
    for name, sign, strength in signs:
        found[name] += weigh.get(sign, 0.0) * strength
    return found


def of_document(share: Mapping[str, float]) -> Iterator[Sign]:
    """What the whole document says."""
    for name, part in share.items():
        yield name, "share of document", part
    first = min(share, key=lambda name: (-share[name], name), default=None)
    if first is not None:
        yield first, "most of document", 1.0
    yield NONE, "no clear stage of document", 1.0 - share[first] if first is not None else 1.0


def of_clause(near: list[Mention], wide: list[Mention], back: list[Mention], above: list[Mention]) -> Iterator[Sign]:
    """What the stage words in reach say, however far from the number."""
    if back:
        yield back[-1].name, "last before", 1.0
    for kind, words in (("in clause", near), ("in sentence", wide), ("in before", back), ("in heading", above)):
        for name, count in Counter([m.name for m in words]).items() if words else ():
            yield name, kind, min(count, 3) / 3
    yield NONE, "no word in clause", float(not near)
    yield NONE, "no word in sentence", float(not wide)


def of_number(found: Around, place: Span, metric: str) -> Iterator[Sign]:
    """What the nearest words and the metric say."""
    for name, at in nearest(found.near, place):
        yield name, "nearest in clause", 1.0
        yield name, "beside", 1.0 if at <= 12 else 0.0
    for name, _ in nearest(found.wide, place):
        yield name, "nearest in sentence", 1.0
    card = metrics().get(metric)
    if card is not None and card.stage:
        yield card.stage, "of the metric", 1.0
    family = metric if metric == "event" else card.family if card and not metric.startswith("other:") else "other"
    yield NONE, "family " + family, 1.0


def heading_words(scene: Scene, heading: Span | None) -> list[Mention]:
    """Stage words of the heading above."""
    return longest(scene.inside(heading, "stage")) if heading is not None else []


def nearest(mentions: list[Mention], place: Span) -> Iterator[tuple[str, int]]:
    """The stage whose word is closest to a place, with the distance."""
    if mentions:
        best = min(mentions, key=lambda m: (gap(m.span, place), -m.weight, m.name))
        yield best.name, gap(best.span, place)


def gap(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(b.start - a.end, a.start - b.end, 0)


def stage(scene: Scene, sentence: Span, place: Span, metric: str, heading: Span | None, share: dict[str, float]) -> Found:
    """The best-scoring stage, None when nothing clearly speaks for one."""
    clause = scene.clause(sentence, place)
    found = around(scene, sentence, clause, heading, share)
    scores = added(found.scores, of_number(found, place, metric))
    top = round(max(scores.values()), 6)
    best = min(name for name, score in scores.items() if round(score, 6) == top)
    if best == NONE:
        return Found(None)
    words = [m for m in scene.inside(clause, "stage") if m.name == best]
    if words:
        return Found(best, min(words, key=lambda m: (gap(m.span, place), m.span)).span)
    return Found(best, None, "earlier" if scene.inside(sentence, "stage") else "document")
