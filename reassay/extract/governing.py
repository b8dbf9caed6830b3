"""Which English name governs a number: opens its sentence or clause, stands before a finite verb, or owns it (X's output).

A name behind a preposition, a speaker and a person in office govern nothing; a price belongs to its material.
"""

from __future__ import annotations

import re

from reassay.base.text import Span
from reassay.extract.leading import POSSESSIVE
from reassay.extract.names import Name
from reassay.extract.phrases import words
from reassay.extract.scene import Scene

DATELINE = re.compile(
    r"[A-Z][A-Z.' -]+(?:,[^\u2013\u2014-]{1,70})?(?: \([A-Za-z]+\))?(?: [A-Z][a-z]{2,8}\.? \d{1,2},? ?(?:\d{4})?)? [\u2013\u2014-]{1,2} "
)
NEAR = 24  # characters of a sentence before which a name still opens it


def governor(scene: Scene, sentence: Span, one: Span, priced: bool, aside: frozenset[str]) -> Name | None:
    """The name that governs a number: of its clause the nearest, else of its sentence the first."""
    clause = scene.clause(sentence, one)
    inside = [name for name in scene.named(sentence) if name.span.end <= one.start]
    if priced:
        materials = [name for name in inside if name.kind == "material" and (name.span.within(clause) or governs(scene, sentence, name))]
        if materials:
            return materials[-1]
    heads = [name for name in inside if name.kind != "material" and name.cluster not in aside and governs(scene, sentence, name)]
    near = [name for name in heads if name.span.within(clause)]
    return near[-1] if near else heads[0] if heads else None


def governs(scene: Scene, sentence: Span, name: Name) -> bool:
    """True when a name opens the sentence or a clause, or is a possessive, and does not follow a preposition or speak."""
    text, roles = scene.text, scene.words["roles"]
    if name.speaker or stands_in(scene, name) or name.span.end <= dateline(scene, sentence):
        return False
    if text[name.span.end : name.span.end + 2] in POSSESSIVE:
        return True
    lead = text[sentence.start : name.span.start].rstrip().lower()
    lead = lead[:-3].rstrip() if lead == "the" or lead.endswith(" the") else lead
    last = lead.rsplit(" ", 1)[-1] if lead else ""
    if last in scene.words["subjects"]["places_before"] or last in roles["not_after"] or labels(scene, name):
        return False
    if not lead or lead[-1] in ",;:\u2013\u2014(|" or last in roles["opens"] or len(lead) <= NEAR:
        return True
    return text[name.span.end : name.span.end + 14].lstrip().lower().startswith(tuple(roles["verbs"]))


def stands_in(scene: Scene, name: Name) -> bool:
    """True for a name that only describes a company told before (the Norland firm, the Karst maker)."""
    after = re.match(r" ([a-z][\w-]+)", scene.text[name.span.end : name.span.end + 24])
    return after is not None and after[1] in words()["firm"]


def dateline(scene: Scene, sentence: Span) -> int:
    """Where the place and date before the first sentence of a dispatch end; the sentence's start without them."""
    found = DATELINE.match(scene.text, sentence.start, sentence.end)
    return found.end() if found else sentence.start


def labels(scene: Scene, name: Name) -> bool:
    """True for capitalised words that only name the thing measured (Remanence Br: 1.3 T)."""
    return name.kind == "name" and any(m.span.start == name.span.start for m in scene.inside(name.span, "metric"))
