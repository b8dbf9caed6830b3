"""Chinese subjects: a topic opens a sentence and holds for the clauses and sentences behind it, until another opens one.

The clause of the number is asked first, then the clauses before it, the topic carried from earlier sentences, the heading, the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.han_phrases import lead, topics
from reassay.extract.names import Name
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics

OWNED = ("output", "output_value", "capacity", "sales_volume", "quota", "stocks", "export_volume", "import_volume", "reserves", "resources")
BACK = 8  # clauses of a sentence searched before the number: topics hold no longer


@dataclass(slots=True)
class Chain:
    """Topics by passage, and the phrase of every clause already looked at."""

    main: Name | None = None
    topics: dict[int, tuple[Name | None, str | None]] = field(default_factory=dict)
    leads: dict[int, Name | None] = field(default_factory=dict)
    last: Name | None = None
    carried: str | None = None
    told: Span | None = None


def clauses(scene: Scene, span: Span) -> list[Span]:
    """The comma clauses of a sentence, by place; brackets do not part them."""
    found, start = [], span.start
    first, last = bisect_left(scene.breaks, span.start), bisect_left(scene.breaks, span.end)
    for at in scene.breaks[first:last]:
        if scene.text[at] in "()":
            continue
        found.append(Span(start, at))
        start = at + 1
    return [*found, Span(start, span.end)]


def phrase(scene: Scene, chain: Chain, clause: Span) -> Name | None:
    """The topic phrase of a clause, looked up once."""
    if clause.start not in chain.leads:
        chain.leads[clause.start] = lead(scene, clause).name
    return chain.leads[clause.start]


def begin(scene: Scene, main: Name | None) -> Chain:
    """The topics of a document, passage by passage."""
    chain = Chain()
    chain.main = dominant(scene, chain) or main
    running: Name | None = None
    heading: Span | None = None
    for passage in scene.passages:
        if passage.heading != heading and passage.heading is not None:
            running = phrase(scene, chain, passage.heading) or running
        heading = passage.heading
        if passage.kind == "row":
            continue
        chain.topics[passage.span.start] = (running, "earlier") if running else over(scene, chain, passage)
        own = opening(scene, chain, passage)
        if own is not None:
            running = own
    return chain


def opening(scene: Scene, chain: Chain, passage: Passage) -> Name | None:
    """The phrase that opens a sentence, if it can be a topic: later clauses of a sentence open none (measured: .09 of subjects worse)."""
    name = phrase(scene, chain, clauses(scene, passage.span)[0])
    return name if name is not None and name.kind not in ("material", "thing") and not name.speaker else None


def over(scene: Scene, chain: Chain, passage: Passage) -> tuple[Name | None, str | None]:
    """The topic of the heading, else the document's."""
    if passage.heading is not None:
        name = phrase(scene, chain, passage.heading)
        if name is not None:
            return name, "heading"
    return chain.main, "document"


def dominant(scene: Scene, chain: Chain) -> Name | None:
    """The phrase that most sentences open with, the first passages weighing more; None when none opens two."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Name] = {}
    for number, passage in enumerate(scene.passages):
        if passage.kind == "row":
            continue
        name = opening(scene, chain, passage)
        if name is None or name.kind in ("material",):
            continue
        key = name.entity or name.text
        first.setdefault(key, name)
        weights[key] += 3.0 if number == 0 else 2.0 if number == 1 else 1.0
        weights[key] += 0.5 * min(6, scene.text.count(name.text) - 1)
    if not weights:
        return None
    return first[max(sorted(weights), key=lambda key: weights[key])]


def subject(scene: Scene, passage: Passage, one: Span, metric: str, chain: Chain) -> tuple[Name | None, str | None]:
    """The subject of a claim and, when it stands elsewhere, from where."""
    if metric == "growth_rate" and chain.told is not None and chain.told.start == passage.span.start:
        return chain.last, chain.carried
    chain.last, chain.carried = found(scene, passage, one, metric, chain)
    chain.told = passage.span
    return chain.last, chain.carried


def found(scene: Scene, passage: Passage, one: Span, metric: str, chain: Chain) -> tuple[Name | None, str | None]:
    """The nearest fitting topic before a number."""
    beside = counted(scene, one, metric)
    if beside is not None:
        return beside, None
    posted = poster(scene, passage, metric)
    if posted is not None:
        return posted, "heading"
    before = [clause for clause in clauses(scene, passage.span) if clause.start <= one.start]
    for clause in reversed(before[-BACK:]):
        name = phrase(scene, chain, clause)
        if name is not None and not name.speaker and name.span.end <= one.start and fits(name, metric):
            return name, None
    return chain.topics.get(passage.span.start, (chain.main, "document"))


def counted(scene: Scene, one: Span, metric: str) -> Name | None:
    """The item of a list that stands right before its number (Japan 791, America 291)."""
    near = [name for name in scene.named(Span(max(0, one.start - 24), one.start)) if name.span.end == one.start]
    if not near or near[-1].kind == "organisation" or not fits(near[-1], metric):
        return None
    lead = scene.text[max(0, near[-1].span.start - 1) : near[-1].span.start]
    return near[-1] if lead in topics()["hands_back"]["items"] else None


def poster(scene: Scene, passage: Passage, metric: str) -> Name | None:
    """The seller whose posted prices a heading announces."""
    if passage.heading is None or metric not in ("price", "price_change"):
        return None
    if not any(word in passage.heading.of(scene.text) for word in topics()["hands_back"]["posted"]):
        return None
    return next((name for name in scene.named(passage.heading) if name.kind == "organisation"), None)


def fits(name: Name, metric: str) -> bool:
    """Money, patents, people and output belong to organisations, projects and places, not to materials."""
    if name.kind not in ("material", "thing", "process"):
        return True
    card = metrics().get(metric)
    if metric in ("price", "price_change") or card is None:
        return True
    return card.family not in ("innovation", "money", "organisation") and metric not in OWNED
