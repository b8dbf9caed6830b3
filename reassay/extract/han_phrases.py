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
from reassay.extract.coined import table as coinage
from reassay.extract.coined import tagged
from reassay.extract.names import Name
from reassay.extract.scene import Scene, opens

LONGEST = 28  # characters of a phrase: a longer one is a clause without a known verb
MARK = re.compile(
    r"\d{1,2}:\d{2}\s+|(?:\u95ee|\u7b54|Q\d?|A\d?)[:\uff1a]\s*|[\s\-*\u00b7\u25a0\u25cf\u25c6\u2022>#]+|\(?(?:\d{1,2}|[\u4e00-\u5341]{1,2})[).\u3001]\s*|\u3010[^\u3010\u3011]{1,16}\u3011"
)
WORDLIKE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
CALLED = re.compile(
    r"[\u201c\u300c\u300e\"](?P<name>[\u4e00-\u9fffA-Za-z0-9-]{2,8})[\u201d\u300d\u300f\"](?![\u4e00-\u9fff]{0,2}[\u201c\u300c])"
)
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
    ends = [found.span() for found in any_of("before", "endings").finditer(scene.text, start + 1, limit)]
    whole = [stop for _, stop in ends if stop == end] + [stop for first, stop in ends if stop - first > 1]
    return whole[0] if whole else ends[0][1] if ends else start


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
        elif at - start > 1 and any(when.span.end - at > 1 for when in opens(scene.whens, scene.when_starts, at)):
            return at
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
    return (
        name.kind != "organisation"
        or bool(name.sure)
        or name.entity is not None
        or name.text.endswith(tuple(scene.words["subjects"]["suffixes"]))
    )


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
    start = agent(scene, start, clause.end)
    end = cut(scene, start, clause.end)
    described = behind_of(scene, end, clause.end) or named_as(scene, start, end, clause.end)
    if described is not None:
        return Lead(described, described.span.end)
    return Lead(quoted(scene, end) or trimmed(scene, start, end), end)


def agent(scene: Scene, start: int, end: int) -> int:
    """Where the doer stands in a clause that names him behind "by" (to be built by X); the start of other clauses."""
    found = any_of("before", "agents").match(scene.text, start, end)
    return start if found is None else found.end()


def behind_of(scene: Scene, start: int, end: int) -> Name | None:
    """The named firm or works that a clause with a verb or a number only describes (the 2 billion yuan X project, Y listed in Z)."""
    of = scene.text.find(topics()["possessive"], start, min(end, start + LONGEST))
    if of <= start:
        return None
    close = cut(scene, of + 1, end)
    named = quoted(scene, close) or trimmed(scene, of + 1, close)
    if named is None:
        return None
    if named.kind == "project" and len(named.text) > 5:
        return named
    if named.kind in ("organisation", "project") and len(named.text) > 5 and any_of("before", "sited").match(scene.text, start):
        return named
    return named if named.kind in ("organisation", "name") and (named.sure or named.entity) else None


def named_as(scene: Scene, start: int, end: int, stop: int) -> Name | None:
    """The name that a role is said to be (its builder is X)."""
    if not scene.text.endswith(tuple(topics()["heads"]["role"]), start, end) or not 0 < end - start < 10:
        return None
    found = any_of("cuts", "copula").match(scene.text, end, stop)
    if found is None:
        return None
    return next(
        (name for name in scene.named(Span(found.end(), stop)) if name.span.start == found.end() and name.kind == "organisation"), None
    )


def quoted(scene: Scene, at: int) -> Name | None:
    """A certain name in quotation marks that ends a phrase (the test line "Red Rail")."""
    if scene.text[at : at + 1] not in topics()["opening_quotes"] or at == len(scene.text):
        return None
    known = next(
        (name for name in scene.named(Span(at + 1, min(len(scene.text), at + 12))) if name.sure and name.span.start == at + 1), None
    )
    return known or called(scene, at)


def called(scene: Scene, at: int) -> Name | None:
    """What stands in quotation marks right behind a noun of works or things is its name, though told once (探测船“某号”)."""
    found = CALLED.match(scene.text, at)
    if found is None or not scene.text.endswith(head("project") + head("thing") + head("organisation"), max(0, at - 6), at):
        return None
    return Name(Span(*found.span("name")), found["name"], "project", None, found["name"][:4], sure="quoted")


def trimmed(scene: Scene, start: int, end: int) -> Name | None:
    """The phrase without measured nouns, possessed nouns and determiners; None when nothing that can be a subject is left."""
    text = scene.text
    of = topics()["possessive"]
    while end > start and text[end - 1] in " " + of:
        end -= 1
    body = text[start:end]
    if of in body:
        owner, thing = body.rsplit(of, 1)
        bare = unmeasured(scene, end - len(thing), end)
        if coded(scene, end - len(thing), bare):
            start, end = end - len(thing), bare
        elif measured(scene, Span(end - len(thing), end)) or thing.endswith(head("attribute")):
            end = start + len(owner)
            if of in owner and owner.rsplit(of, 1)[1]:
                start = end - len(owner.rsplit(of, 1)[1])
        else:
            start = end - len(thing)
    else:
        end = unmeasured(scene, start, end)
    start, end = skip(scene, start, end), closing(scene.text, start, end, "before", "times")
    return judged(scene, start, untimed(scene, start, end))


def untimed(scene: Scene, start: int, end: int) -> int:
    """The end of a phrase without a word of time that closes it (the X project over the holidays)."""
    if any(name.span.end == end for name in scene.named(Span(start, end))) or end - start < 4:
        return end
    last, tag = tagged(scene.text[start:end])[-1]
    return end - len(last) if tag == "t" else end


def coded(scene: Scene, start: int, end: int) -> bool:
    """True when a product code opens a span."""
    return any(name.kind == "code" and name.span.start == start for name in scene.named(Span(start, end)))


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
    """A name when the phrase can be a subject, and no deed (进口稀土) or count (专著2部)."""
    body = scene.text[start:end]
    if (back := any_of("hands_back", "words").match(body)) is not None:
        return owned(scene, start + back.end(), end) if back[0] in topics()["hands_back"]["owners"] else None
    if spoken(scene, start, end) or person(body):
        return None
    named = apposed(scene, start, end)
    if named is not None:
        return named
    placed = [name for name in scene.named(Span(start, end)) if name.span.start == start and name.kind == "place"]
    if placed and placed[-1].span.end < end and kind_of(scene, Span(start, end)) not in ("organisation", "project", "process", "text"):
        return placed[-1]
    if not 2 <= len(body) <= LONGEST or body in all_of("heads", "nobody") + all_of("heads", "attribute") or WORDLIKE.match(body) is None:
        return None
    told = body.startswith(all_of("heads", "doing")) and not body.endswith(all_of("heads", "doers"))
    kind = kind_of(scene, Span(start, end))
    if told or (kind == "organisation" and body[-1] in topics()["heads"]["counters"] and body[-2].isdigit()):
        return None
    if kind is None or (kind == "name" and not nominal(body)):
        return None
    known = [name for name in scene.named(Span(start, end)) if name.span == Span(start, end)]
    return known[0] if known else Name(Span(start, end), body, kind, None, body[:4])


def owned(scene: Scene, start: int, end: int) -> Name | None:
    """The works or firm that a pronoun owns (its Hill project); None for what is only a kind of thing."""
    start += scene.text.startswith(topics()["possessive"], start)
    if end - start < 5:
        return None
    name = judged(scene, start, end)
    return name if name is not None and (name.kind == "project" or name.sure or name.entity) else None


def apposed(scene: Scene, start: int, end: int) -> Name | None:
    """The one name in a phrase that only introduces it or says more of it (the magnet maker X); None for what X owns (X's second line)."""
    inside = [
        name for name in scene.named(Span(start, end)) if (name.sure or name.entity) and name.kind in ("organisation", "name", "code")
    ]
    if len(inside) != 1 or inside[0].span == Span(start, end):
        return None
    name = inside[0]
    behind = scene.text[name.span.end : end]
    if name.kind == "code":
        return name if not behind else None
    if behind.endswith(head("project") + head("process") + head("text") + head("thing") + head("organisation")):
        return None
    if name.span.end == end or name.span.start == start:
        return name
    before = scene.text[start : name.span.start].rstrip()
    return name if before.endswith(tuple(coinage()["before_name"])) and tagged(behind)[0][1][:1] in "vdprmtx" else None


def person(body: str) -> bool:
    """True for a person's name: one word of two or three characters that opens with a surname."""
    return 2 <= len(body) <= 3 and body[0] in topics()["speech"]["surnames"] and [tag[:2] for _, tag in tagged(body)] == ["nr"]


def nominal(body: str) -> bool:
    """False for a phrase that closes with a verb, an adverb or a number."""
    return tagged(body)[-1][1][:1] not in "vdmrpcu"


def placed_trade(scene: Scene, span: Span) -> bool:
    """True for a place with a word of trade and nothing else (rare earths of Baotou): it names no firm unless the text says so."""
    inside = scene.named(span)
    if not inside or inside[0].kind != "place" or inside[0].span.start != span.start:
        return False
    return scene.text[inside[0].span.end : span.end] in topics()["heads"]["trade"]


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
        if max(ended)[2] == "organisation" and placed_trade(scene, span):
            return "thing"
        return "thing" if body in scene.words["subjects"]["weak"] else max(ended)[2]
    inside = scene.named(span)
    if inside:
        return inside[-1].kind
    return "name" if scene.text.count(body) > 1 else None
