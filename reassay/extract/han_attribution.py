"""Who says a Chinese claim: the phrase before a verb of saying, or behind "according to"; it speaks on to the end of its paragraph.

A speaker is given by the shortest name: the person behind a title, the house without "the report of".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reassay.base.text import Span
from reassay.extract.han_phrases import any_of, closing, skip, topics
from reassay.extract.scene import Scene

LONGEST = 26  # characters of a speaker with his title
BACK = 6  # sentences a speaker is carried
TRAIL = 4  # characters between a closing speaker and the end of the sentence
PERSON = 4  # characters of a personal name
MARKS = re.compile(r"[,;:!?\u3002]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the shortest name, and from where on he speaks."""

    span: Span
    since: int


def speakers(scene: Scene, sentence: Span) -> Iterator[Speaker]:
    """Those who speak in a sentence, by place."""
    start = sentence.start
    while start < sentence.end:
        stop = MARKS.search(scene.text, start, sentence.end)
        end = stop.start() if stop else sentence.end
        found = behind(scene, Span(start, end)) or before(scene, Span(start, end))
        if found is not None:
            yield Speaker(found, start)
        start = end + 1


def behind(scene: Scene, clause: Span) -> Span | None:
    """The source that a clause opening with "according to" names."""
    text = scene.text
    start = skip(scene, clause.start, clause.end)
    cue = next((word for word in ordered(scene) if text.startswith(word, start)), None)
    if cue is None:
        return None
    start += len(cue)
    last = next((m for m in any_of("speech", "sources").finditer(text, start, clause.end) if m.start() > start), None)
    end = last.start() if last else clause.end
    if text[start:end].endswith(tuple(topics()["speech"]["units"])):
        return None
    if last is None and not named(scene, Span(start, end)):
        return None
    return shortest(scene, start, end)


def ordered(scene: Scene) -> list[str]:
    """The words for "according to", longest first."""
    return sorted(scene.words["attribution"]["before"], key=lambda word: (-len(word), word))


def before(scene: Scene, clause: Span) -> Span | None:
    """The phrase that opens a clause, when a verb of saying governs it."""
    start = skip(scene, clause.start, clause.end)
    for verb in any_of("speech", "verbs").finditer(scene.text, start, min(clause.end, start + LONGEST + 14)):
        end = verb.start()
        end = next((when.span.start for when in scene.timed(Span(start, end)) if when.span.end == end and when.role != "report"), end)
        owned = scene.text.rfind(topics()["possessive"], start, end) + 1
        for opened in (start, owned or start):
            found = shortest(scene, opened, end)
            if found is not None and named(scene, found):
                return found
    return None


def named(scene: Scene, span: Span) -> bool:
    """True for a known name, a person, or a noun that can speak."""
    body = span.of(scene.text)
    if body.rstrip(topics()["quotes"]).endswith(tuple(topics()["speech"]["papers"])) or person(body):
        return True
    return any(name.span == span and name.kind != "material" for name in scene.named(span))


def person(body: str) -> bool:
    """True for a surname with one or two characters behind it, or three after a double one."""
    return 2 <= len(body) <= PERSON and body.startswith(tuple(topics()["speech"]["surnames"]))


def shortest(scene: Scene, start: int, end: int) -> Span | None:
    """The name of the speaker without adverbs, titles, house and what he gave."""
    text = scene.text
    if (stop := any_of("speech", "breaks").search(text, start + 2, end)) is not None:
        end = stop.start()
    end = closing(text, start, end, "before", "times")
    end = closing(text, start, end, "speech", "gifts")
    given = closing(text, start, end, "speech", "yields")
    end = given if given < end and named(scene, Span(start, given)) else end
    body = text[start:end]
    if topics()["possessive"] in body:
        start = end - len(body.rsplit(topics()["possessive"], 1)[1])
    for title in any_of("speech", "titles").finditer(text, start, end):
        if 2 <= end - title.end() <= PERSON:
            start = title.end()
            break
    body = text[start:end]
    nobody = tuple(topics()["speech"]["nobody"])
    return Span(start, end) if 2 <= len(body) <= LONGEST and not body.startswith(nobody) else None


def attribution(scene: Scene, sentence: Span, claimed: Span) -> tuple[Span, str | None] | None:
    """The speaker of a claim, and from where he is carried: of its sentence, else of an earlier one of the paragraph."""
    index = bisect_left(scene.passages, sentence.start, key=lambda passage: passage.span.start)
    own = voices(scene, index)
    told = [one for one in own if one.since <= claimed.start]
    if told:
        return told[-1].span, None
    if own and own[0].span.end + TRAIL >= sentence.end:
        return own[0].span, None
    for back in range(index - 1, max(-1, index - 1 - BACK), -1):
        if "\n" in scene.text[scene.passages[back].span.end : sentence.start] or scene.passages[back].kind == "row":
            break
        if earlier := voices(scene, back):
            return earlier[-1].span, "earlier"
    return None


def voices(scene: Scene, index: int) -> list[Speaker]:
    """The speakers of a passage, looked for once."""
    if index not in scene.voices:
        found = [] if scene.passages[index].kind == "row" else list(speakers(scene, scene.passages[index].span))
        scene.voices[index] = [(one.span, one.since) for one in found]
    return [Speaker(*one) for one in scene.voices[index]]
