"""Who a claim is about: the name that governs the clause, else the topic carried on, else the document's main name.

Pronouns and common nouns hand the subject back to the topic; a source is not a subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract import han_topics
from reassay.extract.names import Name, main_name
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene

PRICED = ("price", "price_change")
BROAD = (
    "market_share",
    "quota",
    "export_volume",
    "import_volume",
    "demand",
    "consumption",
    "import_reliance",
    "tariff",
    "reserves",
    "export_value",
    "import_value",
    "reserve_share",
)


@dataclass(slots=True)
class Topic:
    """The running topic of a document: main name, and the last explicit subject with its paragraph."""

    main: Name | None
    last: Name | None = None
    paragraph: int = -1
    chain: han_topics.Chain | None = None


def begin(scene: Scene) -> Topic:
    """The topic at the start of a document."""
    topic = Topic(main_name(scene.text, scene.names, scene.passages, scene.words))
    if scene.code == "zh":
        topic.chain = han_topics.begin(scene, topic.main)
    return topic


def subject(scene: Scene, passage: Passage, one: Span, metric: str, topic: Topic) -> tuple[Name | None, str | None]:
    """The subject of a claim and, when it stands elsewhere, from where."""
    if topic.chain is not None and passage.kind != "row":
        return han_topics.subject(scene, passage, one, metric, topic.chain)
    found = in_sentence(scene, passage, one, metric) if passage.kind != "row" else None
    if found is not None and found.kind == "place" and metric not in BROAD and topic.main is not None and topic.main.kind != "place":
        found = None if scene.code == "en" else found
    if found is not None:
        topic.last, topic.paragraph = found, passage.paragraph
        return found, None
    if passage.kind == "row" and passage.cells:
        label = [name for name in scene.named(passage.cells[0]) if name.kind != "name"]
        if label and (metric in PRICED or label[0].kind != "material"):
            return label[0], None
    if topic.last is not None and (topic.paragraph == passage.paragraph):
        return topic.last, "earlier"
    if passage.heading is not None:
        over = [
            name
            for name in scene.names
            if name.span.within(passage.heading) and (name.entity or name.kind == "organisation" or recurs(scene, name))
        ]
        if over:
            return over[0], "heading"
    return (topic.main, "document") if topic.main else (topic.last, "earlier")


def recurs(scene: Scene, name: Name) -> bool:
    """True when a capitalised word of a heading names something the text speaks of again."""
    return name.kind == "name" and sum(other.cluster == name.cluster for other in scene.names) > 1


def in_sentence(scene: Scene, passage: Passage, one: Span, metric: str) -> Name | None:
    """A name that governs the number: grammatical subject of its clause or of the sentence."""
    sentence = passage.span
    clause = scene.clause(sentence, one)
    inside = [name for name in scene.named(sentence) if name.span.end <= one.start and fit(name, metric)]
    if scene.code == "zh":
        return han_subject(scene, sentence, clause, inside, metric)
    heads = [name for name in inside if governs(scene, sentence, name)]
    for place in (clause, sentence):
        near = [name for name in heads if name.span.within(place)]
        if near:
            return near[-1] if place == clause else near[0]
    return None


def fit(name: Name, metric: str) -> bool:
    """Materials are subjects of prices only."""
    return name.kind != "material" or metric in PRICED


def governs(scene: Scene, sentence: Span, name: Name) -> bool:
    """True when a name opens the sentence or a clause, or is a possessive, and does not follow a preposition or speak."""
    text, words = scene.text, scene.words
    lead = text[sentence.start : name.span.start]
    if name.speaker:
        return False
    if text[name.span.end : name.span.end + 2] in ("'s", "\u2019s"):
        return True
    stripped = lead.rstrip().lower()
    last = stripped.rsplit(" ", 1)[-1] if stripped else ""
    if last in words["subjects"]["places_before"] or last in ("by", "with", "for", "than", "against", "on", "s", "'s"):
        return False
    opening = (
        not stripped
        or stripped[-1] in ",;:\u2013\u2014("
        or last
        in ("the", "and", "but", "while", "that", "as", "when", "because", "whereas", "where", "although", "since", "then", "if", "its")
    )
    short = len(stripped) <= 24
    after = text[name.span.end : name.span.end + 14].lstrip().lower()
    verb = after.startswith(
        (
            "is ",
            "was ",
            "has ",
            "had ",
            "will ",
            "would ",
            "may ",
            "can ",
            "are ",
            "were ",
            "have ",
            "(",
            "said",
            "alone",
            "reach",
            "hold",
            "own",
            "made",
            "plan",
            "expect",
            "produc",
            "stood",
            "goes",
            "account",
        )
    )
    return opening or short or verb


def han_subject(scene: Scene, sentence: Span, clause: Span, inside: list[Name], metric: str) -> Name | None:
    """Chinese: the last fitting name of the clause, else the first of the sentence that is no speaker."""
    good = [name for name in inside if not name.speaker and not aside(scene, name)]
    if metric in PRICED:
        materials = [name for name in good if name.kind == "material"]
        if materials:
            return materials[-1]
    near = [name for name in good if name.span.within(clause) and name.span.start - clause.start <= 12 and name.kind != "material"]
    if near:
        return near[0]
    opening = [name for name in good if name.span.start - sentence.start <= 12 and name.kind != "material"]
    return opening[0] if opening else None


def aside(scene: Scene, name: Name) -> bool:
    """True for a place or name behind a preposition, or a share's whole (占全球)."""
    lead = scene.text[max(0, name.span.start - 2) : name.span.start]
    return lead.endswith(tuple(scene.words["subjects"]["places_before"]) + tuple(scene.words["subjects"].get("wholes_after", ())))


def listed(scene: Scene, after: list[Measure]) -> list[Measure]:
    """The first numbers of a row, as long as only list words stand between them."""
    run = after[:1]
    for one in after[1:]:
        gap = scene.text[run[-1].whole.end : one.whole.start]
        if len(gap.strip()) > 3 or scene.named(Span(run[-1].whole.end, one.whole.start)):
            break
        run.append(one)
    return run


def pair_lists(scene: Scene, sentence: Span, measures: list[Measure]) -> dict[Span, Name]:
    """Names and numbers aligned by "respectively": as many names listed before as numbers behind."""
    cues = scene.words["subjects"].get("respectively", ())
    body = sentence.of(scene.text)
    places = sorted(found.start() + sentence.start for cue in cues for found in re.finditer(re.escape(cue), body))
    paired: dict[Span, Name] = {}
    for place in places if scene.code == "zh" else places[:1]:
        paired |= aligned(scene, sentence, place, measures)
    return paired


def aligned(scene: Scene, sentence: Span, place: int, measures: list[Measure]) -> dict[Span, Name]:
    """The pairs of one "respectively"."""
    after = (
        [one for one in measures if one.span.start >= place and one.span.within(sentence)]
        if scene.code == "zh"
        else [one for one in measures if one.span.within(sentence)]
    )
    before = [name for name in scene.named(sentence) if name.span.end <= place + 1]
    after = listed(scene, after)
    run = before[-len(after) :] if after else []
    return {one.span: name for one, name in zip(after, run, strict=False)} if len(run) == len(after) > 1 else {}
