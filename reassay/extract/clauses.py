"""The clauses of an English sentence up to a number, nearest first: the number is told of what opens the nearest with a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.text import Span
from reassay.extract.phrases import NOTHING, Opening, opening, tokens, verb, words
from reassay.extract.scene import Scene


def before(scene: Scene, sentence: Span, one: Span) -> Iterator[Span]:
    """Clauses from the one around the number back to the start of the sentence, parted by marks and joining words."""
    joints = sorted({sentence.start, *(at + 1 for at in scene.breaks if sentence.start <= at < one.start), *joined(scene, sentence, one)})
    end = min(sentence.end, max(one.end, scene.clause(sentence, one).end))
    for start in reversed(joints):
        yield Span(start, end)
        end = start


def joined(scene: Scene, sentence: Span, one: Span) -> list[int]:
    """Places behind joining words that begin a clause."""
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(words()['joints']))})\b ")
    found = []
    for match in pattern.finditer(scene.text, sentence.start, one.start):
        last = max([sentence.start, *(at + 1 for at in scene.breaks if sentence.start <= at < match.start())])
        listed = match[0].strip() in words()["listing"] and not any(verbs(scene, Span(last, match.start())))
        found += [] if listed else [match.end()]
    return found


def verbs(scene: Scene, span: Span) -> Iterator[bool]:
    """For each word of a stretch but the first whether it is a finite verb."""
    found = tokens(scene, span)
    yield from (verb(found, at) for at in range(1, len(found)))


def told(scene: Scene, sentence: Span, one: Span) -> Opening:
    """What opens the nearest clause that has a subject."""
    for clause in before(scene, sentence, one):
        found = opening(scene, clause)
        if found.how == "alone" and clause.start != sentence.start:
            continue
        if found.how not in ("none", "number", "preposition"):
            return found
    return NOTHING
