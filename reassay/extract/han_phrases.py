"""Chinese topic phrases: the noun phrase that opens a clause, before its first verb, adverb or number.

A phrase counts as a name when it holds a known name, ends in a noun that can be a subject, or is told again in the text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reassay.base.text import Span
from reassay.extract.names import Name
from reassay.extract.scene import Scene, opens

LONGEST = 28  # characters of a phrase: a longer one is a clause without a known verb
MARK = re.compile(
    r"[\s\-*\u00b7\u25a0\u25cf\u25c6\u2022>#]+|\(?(?:\d{1,2}|[\u4e00-\u5341]{1,2})[).\u3001]\s*|\u3010[^\u3010\u3011]{1,16}\u3011"
)
WORDLIKE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
BREAK = re.compile(r"[,;:\u3001\uff0c\uff1b\uff1a!?\u3002\uff01\uff1f|\"\u201c\u201d]")


@cache
def topics() -> dict[str, Any]:
    """The word lists of Chinese topic phrases."""
    return tomllib.loads(files("reassay.extract").joinpath("languages", "zh", "topics.toml").read_text("utf-8"))


@cache
def any_of(table: str, key: str) -> re.Pattern[str]:
    """One expression for a list of words, longest first."""
    return re.compile("|".join(sorted(map(re.escape, topics()[table][key]), key=lambda word: (-len(word), word))))


@cache
def all_of(table: str, key: str) -> tuple[str, ...]:
    """A list of words, as strings are asked for their ends."""
    return tuple(topics()[table][key])


@cache
def head(kind: str) -> tuple[str, ...]:
    """Nouns that end a phrase of a kind."""
    return tuple(topics()["heads"][kind])


@dataclass(frozen=True, slots=True)
class Lead:
    """What opens a clause: the phrase, and whether nothing but a pronoun or an attribute stood there."""

    name: Name | None
    end: int


def skip(scene: Scene, start: int, end: int) -> int:
    """The place behind list marks, times, connectives and adverbials that open a clause."""
    while start < end:
        step = opening(scene, start, end)
        if step <= start:
            return start
        start = step
    return start


def opening(scene: Scene, start: int, end: int) -> int:
    """The end of one thing that may stand before a topic; the start itself when there is none."""
    text = scene.text
    if (mark := MARK.match(text, start, end)) is not None:
        return mark.end()
    if any(name.span.end - start > 1 and name.span.end <= min(end, start + 40) for name in opens(scene.names, scene.name_starts, start)):
        return start
    if times := [when.span.end for when in opens(scene.whens, scene.when_starts, start) if when.role != "report" and when.span.end <= end]:
        return times[0]
    for key in ("times", "links"):
        found = any_of("before", key).match(text, start, end)
        if found is not None:
            return found.end()
    return adverbial(scene, start, end)


def adverbial(scene: Scene, start: int, end: int) -> int:
    """The end of "in ... respects" at the front of a clause; the start when the clause has none."""
    if any_of("before", "holders").match(scene.text, start, end) is None:
        return start
    limit = min(end, start + 20)
    last = start
    for found in any_of("before", "endings").finditer(scene.text, start + 1, limit):
        last = found.end()
        break
    return last


def cut(scene: Scene, start: int, end: int) -> int:
    """Where the phrase that begins at ``start`` ends: before the first verb, adverb, number or mark outside a known name."""
    text, at = scene.text, start
    held = {
        name.span.start: name.span.end
        for name in scene.named(Span(start, end))
        if firm(scene, name) or (name.span.start == start and not acts(name))
    }
    closed, comma = any_of("cuts", "closed"), topics()["hands_back"]["lists"][0]
    while at < end and at - start <= LONGEST + 12:
        if at in held:
            at = held[at]
        elif (word := closed.match(text, at, end)) is not None:
            at = word.end()
        elif (close := bracketed(scene, at, start, end)) > at:
            at = close
        elif text[at] == comma and at in held.values() and at + 1 in held:
            at += 1
        elif ends(text, at, start, end):
            return at
        else:
            at += 1
    return at


def bracketed(scene: Scene, at: int, start: int, end: int) -> int:
    """The end of a bracket inside a name (a company's place before its suffix); the place itself when there is none."""
    text = scene.text
    close = text.find(")", at, min(end, at + 12)) if text[at] == "(" and at > start else -1
    return close + 1 if close > 0 and text.startswith(tuple(scene.words["subjects"]["suffixes"]), close + 1) else at


def ends(text: str, at: int, start: int, end: int) -> bool:
    """True where a phrase stops: a mark, a verb, a number that continues no Latin name."""
    if BREAK.match(text, at) or text[at] in "()" or any_of("cuts", "verbs").match(text, at, end):
        return True
    return text[at].isdigit() and (at == start or not (text[at - 1].isascii() and text[at - 1].isalnum()))


def firm(scene: Scene, name: Name) -> bool:
    """True for a name whose bounds are sure: known to a register, a place, a material, or ended by a full suffix."""
    return name.kind != "organisation" or name.entity is not None or name.text.endswith(tuple(scene.words["subjects"]["suffixes"]))


def acts(name: Name) -> bool:
    """True when a guessed name holds a verb: its right bound then lies beyond the phrase."""
    at = 2
    while at < len(name.text):
        closed = any_of("cuts", "closed").match(name.text, at)
        if closed is None and any_of("cuts", "verbs").match(name.text, at):
            return True
        at = closed.end() if closed else at + 1
    return False


def spoken(scene: Scene, start: int, end: int) -> bool:
    """True when the phrase speaks: a verb of saying follows, or it is behind "according to", or it closes with a person's title."""
    lead = scene.text[max(0, start - 2) : start]
    if lead.endswith(tuple(scene.words["attribution"]["before"])):
        return True
    place = end
    for when in scene.timed(Span(end, min(len(scene.text), end + 14))):
        if when.span.start == place:
            place = when.span.end
    if any_of("speech", "verbs").match(scene.text, place) is not None:
        return True
    body = scene.text[start:end]
    found = [m.end() for m in any_of("speech", "titles").finditer(body)]
    return bool(found) and len(body) - found[-1] <= 3 and not body.endswith(head("organisation"))


def lead(scene: Scene, clause: Span) -> Lead:
    """The topic phrase of a clause, if it has one."""
    start = skip(scene, clause.start, clause.end)
    if scene.text.startswith(tuple(scene.words["attribution"]["before"]), start):
        return Lead(None, clause.end)
    end = cut(scene, start, clause.end)
    return Lead(trimmed(scene, start, end), end)


def trimmed(scene: Scene, start: int, end: int) -> Name | None:
    """The phrase without measured nouns, possessed nouns and determiners; None when nothing that can be a subject is left."""
    text = scene.text
    of = topics()["possessive"]
    while end > start and text[end - 1] in " " + of:
        end -= 1
    body = text[start:end]
    if of in body:
        owner, owned = body.rsplit(of, 1)
        if measured(scene, Span(end - len(owned), end)) or owned.endswith(head("attribute")):
            end = start + len(owner)
            if of in owner and owner.rsplit(of, 1)[1]:
                start = end - len(owner.rsplit(of, 1)[1])
        else:
            start = end - len(owned)
    else:
        end = unmeasured(scene, start, end)
    start, end = skip(scene, start, end), closing(scene.text, start, end, "before", "times")
    return judged(scene, start, end)


def closing(text: str, start: int, end: int, table: str, key: str) -> int:
    """Where the words of a list that close a phrase begin; its end when none does."""
    if not text.endswith(all_of(table, key), start + 2, end):
        return end
    return end - max(len(word) for word in all_of(table, key) if text.endswith(word, start + 2, end))


def measured(scene: Scene, span: Span) -> bool:
    """True when a metric word fills or ends the span."""
    return any(mention.span.end == span.end for mention in scene.inside(span, "metric"))


def unmeasured(scene: Scene, start: int, end: int) -> int:
    """The end of the phrase without the metric words and attributes that close it."""
    while end > start and not scene.text.endswith(head("project"), start, end):
        inside = scene.inside(Span(start, end), "metric")
        tails = [mention.span.start for mention in inside if mention.span.end == end]
        if scene.text.endswith(head("attribute"), start, end):
            tails += [end - len(word) for word in head("attribute") if scene.text.endswith(word, start, end)]
        if not tails:
            return end
        if any(name.span.end == end for name in scene.named(Span(start, end))):
            return end
        end = min(tails)
    return end


def judged(scene: Scene, start: int, end: int) -> Name | None:
    """A name when the phrase can be a subject."""
    body = scene.text[start:end]
    if any_of("hands_back", "words").match(body) or spoken(scene, start, end):
        return None
    placed = [name for name in scene.named(Span(start, end)) if name.span.start == start and name.kind == "place"]
    if placed and placed[-1].span.end < end and kind_of(scene, Span(start, end)) not in ("organisation", "project", "process", "text"):
        return placed[-1]
    if not 2 <= len(body) <= LONGEST or body in topics()["heads"]["nobody"] or WORDLIKE.match(body) is None:
        return None
    if body in topics()["heads"]["attribute"]:
        return None
    kind = kind_of(scene, Span(start, end))
    if kind is None:
        return None
    known = [name for name in scene.named(Span(start, end)) if name.span == Span(start, end)]
    return known[0] if known else Name(Span(start, end), body, kind, None, body[:4])


def kind_of(scene: Scene, span: Span) -> str | None:
    """What a phrase names: by the known name it is or ends with, by its head noun, or by recurrence."""
    body = span.of(scene.text)
    for name in scene.named(span):
        if name.span == span:
            return name.kind
    kinds = ("project", "process", "text", "thing", "organisation")
    ended = [
        (len(word), -rank, kind)
        for rank, kind in enumerate(kinds)
        if body.endswith(head(kind))
        for word in head(kind)
        if body.endswith(word)
    ]
    if ended:
        return "thing" if body in scene.words["subjects"]["weak"] else max(ended)[2]
    inside = scene.named(span)
    if inside:
        return inside[-1].kind
    return "name" if scene.text.count(body) > 1 else None
