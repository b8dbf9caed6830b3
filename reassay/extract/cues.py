"""The words that make a claim planned, targeted, forecast, ongoing or hypothetical, and how far each of them reaches."""

from __future__ import annotations

import re
from functools import cache

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.context import Found
from reassay.extract.dates import When
from reassay.extract.lexicon import Mention, sentence_words
from reassay.extract.period import defaults, lead
from reassay.extract.scene import Scene
from reassay.reference.grammar import table

STRONG = ("hypothetical", "assumed", "targeted", "planned", "unbuilt", "forecast", "ongoing", "future")
SOFT = ("forecast", "future", "ongoing")  # what a condition in front turns into a supposition
PARTS = (";", "\uff1b")
LONGEST = 200  # items of a list: longer ones are tables of their own
COLONS = (":", "\uff1a")
BEHIND = 2  # sentences that a plan reaches on
TITLE = 60  # characters of a title


def cues(scene: Scene, span: Span, *kinds: str) -> list[Mention]:
    """Modality cues of a span; of two at one place the longer counts, which may be no cue at all."""
    found = scene.inside(span, *kinds)
    return [
        cue
        for cue in found
        if cue.name not in ("none", "done")
        and not any(cue.span.within(one.span) and (cue.span != one.span or one.name == "none") for one in found if one.name != "done")
    ]


def done(scene: Scene, span: Span) -> bool:
    """True when a verb or adverb of a span tells something done (not: to be done)."""
    verbs = [cue for cue in scene.inside(span, "modality") if cue.name == "done"]
    open_ended = tuple(scene.words["tense"]["passive"])
    return any(not (open_ended and lead(scene, cue.span).endswith(open_ended)) for cue in verbs)


def labelled(passage: Passage) -> Span | None:
    """The first cell of a table row, which speaks for every number of the row."""
    return passage.cells[0] if passage.kind == "row" and passage.cells else None


def column(scene: Scene, passage: Passage, place: Span) -> Found | None:
    """The header of the number's column: a goal, a budget, an estimate."""
    if passage.kind != "row":
        return None
    at = next((number for number, cell in enumerate(passage.cells) if place.start >= cell.start and place.start < cell.end), 0)
    if not 0 < at < len(passage.header) or passage.header[at].start >= passage.header[at].end:
        return None
    over = cues(scene, passage.header[at], "modality", "modality_local")
    return Found(over[0].name, over[0].span, "heading") if over else None


def clausal(scene: Scene, clause: Span, place: Span, metric: str) -> Found | None:
    """The strongest cue of the clause, unless a verb before or between tells it done; behind an event or a done thing none counts."""
    near = []
    event = metric == "event"
    told = event or done(scene, Span(clause.start, place.start))
    for cue in cues(scene, clause, "modality", *(() if event else ("modality_local",))):
        if cue.name == "unbuilt" and metric not in defaults()["unbuilt"]:
            continue
        gap = Span(cue.span.end, place.start) if cue.span.end <= place.start else Span(place.end, max(place.end, cue.span.start))
        if not done(scene, gap) and not (told and cue.span.start >= place.end):
            near.append(cue)
    if not near:
        return None
    best = min(near, key=lambda cue: (STRONG.index(cue.name), cue.span))
    return Found({"assumed": "hypothetical", "unbuilt": "planned"}.get(best.name, best.name), best.span)


def governing(scene: Scene, sentence: Span, place: Span) -> Found | None:
    """The last cue before the clause in its sentence, with nothing done between; one with a colon behind it governs a whole list."""
    clause = scene.clause(sentence, place)
    before = [cue for cue in cues(scene, sentence, "modality") if cue.span.end <= clause.start]
    for cue in reversed(before):
        between = Span(cue.span.end, place.start)
        text = between.of(scene.text)
        if done(scene, between):
            return None
        if any(mark in text for mark in PARTS) and not any(mark in text[:6] for mark in COLONS):
            continue
        return Found("forecast" if cue.name == "assumed" else cue.name, cue.span)
    return None


def conditional(scene: Scene, sentence: Span, place: Span) -> Found | None:
    """A condition in an earlier clause of the sentence."""
    clause = scene.clause(sentence, place)
    words = scene.words["tense"]["conditions"]
    before = [
        cue
        for cue in cues(scene, sentence, "modality")
        if cue.name == "hypothetical" and cue.span.end <= clause.start and cue.span.of(scene.text).lower() in words
    ]
    if not before or any(mark in scene.text[before[-1].span.end : place.start] for mark in PARTS):
        return None
    return Found("hypothetical", before[-1].span)


def above(scene: Scene, index: int) -> Found | None:
    """A cue in the sentence that leads a list, or in the heading, as far as a time told there reaches."""
    passage = scene.passages[index]
    led = leading(scene, index)
    far = passage.kind not in ("item", "row") and table("periods.toml")["carry"][scene.code] == "line"
    for where, span in (("earlier", led), ("heading", passage.heading)):
        if span is None or (where == "heading" and (far or done(scene, passage.span))):
            continue
        over = [cue for cue in cues(scene, span, "modality") if cue.name in ("targeted", "planned", "forecast")]
        if over:
            return Found(over[0].name, over[0].span, where)
    return None


def leading(scene: Scene, index: int) -> Span | None:
    """The sentence with a colon that a list item belongs to."""
    if scene.passages[index].kind != "item":
        return None
    for back in range(index - 1, max(0, index - LONGEST) - 1, -1):
        other = scene.passages[back]
        if other.kind != "item":
            return other.span if other.span.of(scene.text).rstrip().endswith(COLONS) else None
    return None


def titled(scene: Scene, index: int, when: When | None) -> Found | None:
    """A document that is itself a tender or a plan, by its title: what it states without a time is asked for or aimed at."""
    title = scene.passages[0].span
    if index == 0 or title.end - title.start > TITLE or when is not None or done(scene, scene.passages[index].span):
        return None
    found = scene.inside(title, "modality_title")
    return Found(found[-1].name, found[-1].span, "heading") if found else None


def unbuilt(scene: Scene, index: int, when: When | None, metric: str) -> Found | None:
    """Size and cost told without a time right behind a sentence that plans: still of the same project."""
    passage = scene.passages[index]
    if metric not in defaults()["unbuilt"] or when is not None or done(scene, passage.span) or passage.kind != "sentence":
        return None
    start = max(0, index - BEHIND)
    for back in range(index - 1, start - 1, -1):
        other = scene.passages[back]
        if other.kind != "sentence" or other.heading != passage.heading:
            return None
        if "\n" in scene.text[other.span.end : passage.span.start]:
            return None
        found = [cue for cue in scene.inside(other.span, "modality") if cue.name != "none"]
        if found:
            last = found[-1]
            return Found("planned", last.span, "earlier") if last.name in ("planned", "future") else None
    return None


@cache
def onward(code: str) -> re.Pattern[str]:
    """What stands between the level a change starts from and the word for where it goes."""
    return re.compile(sentence_words(code)["growth"]["onward"])


def starting(scene: Scene, place: Span, metric: str) -> bool:
    """True for the level that a coming change starts from (to rise from 18% to 25%): it is reached, but for results of a study."""
    if metric in defaults()["study"] or not lead(scene, place).endswith(tuple(scene.words["growth"]["start"])):
        return False
    return onward(scene.code).match(scene.text, place.end) is not None
