"""Chinese subjects that open no clause: who speaks of himself, who owns or runs what is named, what a study takes for its object."""

from __future__ import annotations

import re
from functools import cache

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract import han_main
from reassay.extract.coined import tagged
from reassay.extract.han_owning import HAN, fits
from reassay.extract.han_phrases import any_of, skip, topics
from reassay.extract.names import Name
from reassay.extract.scene import Scene, opens

TITLED = 14  # characters from a firm to the title of its speaker
LABEL = 16  # characters of a label
BACK = 8  # clauses of a sentence searched before the number: topics hold no longer


def announcer(scene: Scene, before: list[Span], metric: str) -> Name | None:
    """The firm that speaks in the sentence, where no clause behind its words opens with another name: it tells of itself."""
    for clause in reversed(before[-BACK:]):
        for name in reversed(scene.named(clause)):
            if name.kind != "organisation" or han_main.plain(name) < 1 or not (name.sure or name.entity):
                continue
            if fits(name, metric) and (
                any_of("speech", "verbs").match(scene.text, name.span.end) is not None or sends(scene, clause, name)
            ):
                return name
        if (found := sender(scene, clause, metric)) is not None:
            return found
    return None


def sender(scene: Scene, clause: Span, metric: str) -> Name | None:
    """The same for a firm no rule knows: the longest words told again that open the clause before the title."""
    start = skip(scene, clause.start, clause.end)
    title = any_of("speech", "titles").search(scene.text, start + 2, min(clause.end, start + TITLED))
    if title is None or any_of("speech", "verbs").search(scene.text, title.end(), min(len(scene.text), clause.end + 2)) is None:
        return None
    for end in range(title.start(), start + 1, -1):
        body = scene.text[start:end]
        if scene.text.count(body) > 1 and body.endswith(tuple(topics()["heads"]["sender"])) and HAN.fullmatch(body):
            return Name(Span(start, end), body, "organisation", None, body[:4])
    return None


def sends(scene: Scene, clause: Span, name: Name) -> bool:
    """True for the firm before the title of a person who speaks in the clause (甲公司总经理乙说): he speaks of it."""
    start = skip(scene, clause.start, clause.end)
    if name.span.start != start and not scene.text[: name.span.start].endswith(tuple(scene.words["attribution"]["before"])):
        return False
    title = any_of("speech", "titles").search(scene.text, name.span.end, min(clause.end, name.span.end + TITLED))
    return title is not None and any_of("speech", "verbs").search(scene.text, title.end(), min(len(scene.text), clause.end + 2)) is not None


def owner(scene: Scene, clause: Span, name: Name) -> Name | None:
    """The firm that opens a clause and owns, runs or made what its phrase names (X引进的拆解线): money and output are the firm's."""
    start = skip(scene, clause.start, clause.end)
    held = [one for one in opens(scene.names, scene.name_starts, start) if one.kind == "organisation" and (one.sure or one.entity)]
    if not held or held[-1].span.end >= name.span.start or held[-1].speaker:
        return None
    return held[-1] if topics()["possessive"] in scene.text[held[-1].span.end : name.span.start] else None


def priced(scene: Scene, name: Name, metric: str) -> Name:
    """The material that opens a phrase of trade (氧化镨钕主流成交): its price is told."""
    if metric not in ("price", "price_change"):
        return name
    found = next((one for one in scene.named(name.span) if one.kind == "material" and one.span.start == name.span.start), name)
    return name if scene.text.startswith(tuple(topics()["hands_back"]["lists"]), found.span.end) else found


def example(scene: Scene, passage: Passage) -> Name | None:
    """What a sentence takes for its example, object of study or raw material (以某尾矿为对象): it and what follows tell of that."""
    found = any_pattern().search(scene.text, passage.span.start, passage.span.end)
    if found is None:
        return None
    inside = [name for name in scene.named(Span(*found.span("what"))) if name.span.end == found.end("what") and name.kind != "place"]
    if inside:
        return inside[-1]._replace(kind="name", sure="example")
    start, end = found.span("what")
    last = [word for word, tag in tagged(scene.text[start:end]) if tag[:1] in "nxel" or tag[:2] in ("vn", "ns", "nz")]
    if not last or not scene.text[start:end].endswith(last[-1]):
        return None
    at = end
    for word, tag in reversed(tagged(scene.text[start:end])):
        if tag[:1] not in "nxelbj" and tag[:2] not in ("vn", "nz"):
            break
        at -= len(word)
    return Name(Span(at, end), scene.text[at:end], "name", None, scene.text[at:end][:4], sure="example") if end - at > 1 else None


@cache
def any_pattern() -> re.Pattern[str]:
    """The expression for what is taken for an example."""
    return re.compile(topics()["stands_for"]["example"])


def labelled(scene: Scene, clause: Span) -> Name | None:
    """A label of nouns before a colon that no clause would make a topic (检测平台：...)."""
    start = skip(scene, clause.start, clause.end)
    body = scene.text[start : clause.end]
    if not 3 <= len(body) <= LABEL or not body.endswith(tuple(topics()["heads"]["label"])) or any(char.isdigit() for char in body):
        return None
    if body in topics()["heads"]["nobody"] or body in topics()["heads"]["attribute"]:
        return None
    return Name(Span(start, clause.end), body, "project", None, body[:4])
