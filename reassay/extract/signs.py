"""What speaks for each stage of the value chain at a place of a document, by name and strength: nothing here decides.

A sign has one name whatever the language and whatever the stage it speaks for ("nearest in clause"), but for the signs of a metric, which
are named with their stage ("price > separation"). ``none`` is a candidate like the stages, with signs of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from reassay.base.document import Passage
from reassay.base.stage import STAGES
from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.names import Name
from reassay.extract.scene import Scene
from reassay.extract.stage_words import NONE, Words, parted, work
from reassay.reference.cards import metrics

FEW = 4  # so many stage words make a document's stage half sure
FLOOR = 0.03  # what a stage gets that a document does not speak of
OFTEN = 2.0  # a stage spoken of so many times more than usual is what the document is about
Signs = dict[str, dict[str, float]]  # candidate -> sign -> strength


def signs(
    scene: Scene, words: Words, passage: Passage, place: Span, metric: str, subject: Name | None, usual: Mapping[str, float]
) -> Signs:
    """Everything that speaks for each stage and for none. ``usual``: the share of each stage in documents at large."""
    found: Signs = {name: {} for name in (*STAGES, NONE)}
    clause = scene.clause(passage.span, place)
    wide = words.inside(passage.span)
    near = [one for one in wide if one.span.within(clause)]
    beside(found, near, wide, place)
    if subject is not None and not subject.span.within(passage.span):
        subject = None  # carried from elsewhere it tells less than the document, and a line between would change it
    about = {
        "clause": near,
        "sentence": wide,
        "before": words.before(passage.span.start),
        "heading": words.inside(passage.heading) if passage.heading else [],
        "subject": words.inside(subject.span) if subject else [],
    }
    for where, group in about.items():
        for name, part in parted(group).items():
            found[name][f"share of {where}"] = part
        for name, count in Counter(one.name for one in group).items():
            found[name][f"words of {where}"] = min(count, 3) / 3
    if about["before"]:
        found[about["before"][-1].name]["last before"] = 1.0
    for name, part in work([subject.entity] if subject else []).items():
        found[name]["work of subject"] = part
    of_document(found, words, usual)
    of_metric(found, metric)
    nothing(found[NONE], words, near, wide, metric)
    general(found[NONE], wide, [one for one in words.general if one.span.within(passage.span)], place)
    return found


def beside(found: Signs, near: list[Mention], wide: list[Mention], place: Span) -> None:
    """Where the stage words of the sentence stand to the number: nearest, before, behind, first of all."""
    for where, group in (("clause", near), ("sentence", wide)):
        before = [one for one in group if one.span.end <= place.start]
        if before:
            found[before[-1].name][f"last before in {where}"] = before[-1].weight
        if group:
            best = min(group, key=lambda one: (gap(one.span, place), -len(one.span), one.name))
            found[best.name][f"nearest in {where}"] = best.weight
    behind = [one for one in near if one.span.start >= place.end]
    if behind:
        found[behind[0].name]["first behind in clause"] = behind[0].weight
    if wide:
        found[wide[0].name]["first of sentence"] = wide[0].weight


def of_document(found: Signs, words: Words, usual: Mapping[str, float]) -> None:
    """What the whole document speaks of, and what the firms do that it names."""
    for where, shares in words.shares.items():
        for name, part in shares.items():
            found[name][f"share of {where}"] = part
    for name, part in words.work.items():
        found[name]["work of document"] = part
    if words.ranked:
        found[words.ranked[0]]["most of document"] = 1.0
        for name in STAGES:
            often = (words.share.get(name, 0.0) + FLOOR) / (usual[name] + FLOOR)
            found[name]["against the usual share"] = math.log(often)
            found[name]["more than usual"] = float(often >= OFTEN)


def of_metric(found: Signs, metric: str) -> None:
    """What the metric alone says."""
    card = metrics().get(metric)
    if card is not None and card.stage:
        found[card.stage]["of the metric"] = 1.0
    for name in found:
        found[name][f"{metric} > {name}"] = 1.0


def nothing(none: dict[str, float], words: Words, near: list[Mention], wide: list[Mention], metric: str) -> None:
    """What speaks for no stage: no words in reach, a document of many stages or of none."""
    unclear = 1.0 - max([*words.share.values(), *(part for name, part in words.work.items() if name != NONE)], default=0.0)
    none["few words in document"] = 1 / (1 + (sum(one.weight for one in words.every) + words.single) / FEW)
    none["no word in clause"] = float(not near)
    none["no word in sentence"] = float(not wide)
    none["no clear stage of document"] = unclear
    none["no clear stage of document, no word in sentence"] = unclear * (not wide)
    none[f"no clear stage of document, {family(metric)}"] = unclear


def general(none: dict[str, float], wide: list[Mention], here: list[Mention], place: Span) -> None:
    """Words of the whole field in the sentence: how many, and whether they are closer to the number than any stage word."""
    both = [*wide, *here]
    before = [one for one in both if one.span.end <= place.start]
    none["words of the field in sentence"] = min(len(here), 3) / 3
    none["word of the field nearest"] = float(bool(both) and min(both, key=lambda one: (gap(one.span, place), one)).name == NONE)
    none["word of the field last before"] = float(bool(before) and max(before, key=lambda one: (one.span, one)).name == NONE)


def family(metric: str) -> str:
    """The family of a metric, `event` for a milestone, `other` for what has no card."""
    card = metrics().get(metric)
    return metric if metric == "event" else card.family if card and not metric.startswith("other:") else "other"


def gap(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(b.start - a.end, a.start - b.end, 0)
