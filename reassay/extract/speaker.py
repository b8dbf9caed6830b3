"""The English phrase that names a speaker: a run of capitals, a common noun that speaks, a text with its owner, a pronoun.

The name is the shortest one as written: without titles, without the house of a person, the owner instead of his report.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from reassay.base.text import Span
from reassay.extract.scene import Scene
from reassay.reference.grammar import table

CAP = r"[^\W\d_a-z][\w&.'\u2019\-]*"
RUN = rf"(?<![\w&.]){CAP}(?:(?: of the| of| for| de| van| von| &| and)? {CAP})*"
WINDOW = 110  # characters before a verb in which its speaker stands
FAR = 6000  # characters within which a text gives somebody a title
LONGEST = 70  # characters of a name
ASIDE = 170  # characters of an apposition between a speaker and his verb
ENDING = re.compile(RUN + r"(?=[,\s]*$)")
OPENING = re.compile(RUN)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A phrase that can speak: where, and what it is.

    Kinds: person, name, place, people, body, firm, text, pronoun; opener is a capitalised word that opens its sentence and may be no name.
    """

    span: Span
    kind: str


@cache
def speech() -> dict[str, Any]:
    """The grammar of reporting."""
    return tomllib.loads(files("reassay.extract").joinpath("languages", "en", "speech.toml").read_text("utf-8"))


@cache
def either(group: str, *keys: str) -> str:
    """Words of lists as one alternative, longest first."""
    words = {word for key in keys for word in speech()[group][key]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def kinds() -> dict[str, str]:
    """What each common noun that speaks is."""
    lists = (("body", "bodies"), ("firm", "firms"), ("text", "texts"), ("people", "people"))
    return {word.removeprefix("the "): kind for kind, key in lists for word in speech()["nouns"][key]}


@cache
def common() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A common noun phrase that ends, and one that begins, at a place."""
    nouns = "|".join(re.escape(word) for word in sorted(kinds(), key=lambda word: (-len(word), word)))
    capital = "|".join(re.escape(word.capitalize()) for word in sorted(kinds(), reverse=True) if kinds()[word] == "people")
    words = r"(?:[\w'\u2019&\-]+ )"
    return re.compile(rf"({words}{{0,4}})({nouns})(?=[,\s]*$)"), re.compile(rf"({words}{{0,4}}?)({nouns}|{capital})\b")


@cache
def known(name: str) -> frozenset[str]:
    """Places, or peoples, or materials, of the reference."""
    return frozenset(table("places.toml")[name]) if name != "materials" else frozenset(table("materials.toml")["en"])


def ending(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker whose phrase ends at a place, behind which only adverbs, dates, brackets and an apposition stand."""
    end = stripped(scene, start, end)
    text = scene.text
    if end > start and text[end - 1] == ",":
        return apart(scene, start, end - 1)
    return phrase(scene, max(start, end - WINDOW), end)


def stripped(scene: Scene, start: int, end: int) -> int:
    """The place before adverbs, dates, brackets and participles that stand between a speaker and his verb."""
    text, last = scene.text, -1
    between = re.compile(
        rf"(?:(?<=[\s,)])(?:(?:{either('between', 'adverbs')}|[a-z]+ly)(?:[\s,]+|$))+|(?:,? (?:{either('between', 'given')}))+)$"
    )
    while end != last and end > start:
        last = end = start + len(text[start:end].rstrip(" "))
        cut = between.search(text[max(start, end - 60) : end])
        end -= len(cut[0]) if cut else 0
        body = text[start:end].rstrip(" ")
        end = start + len(body)
        if body.endswith(")") and "(" in body:
            end = start + body.rindex("(")
        timed = next((when.span.start for when in scene.timed(Span(start, end)) if when.span.end == end), None)
        if timed is not None:
            end = timed
    return end


def apart(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker before an apposition that a comma closes."""
    for comma in reversed([at for at in range(max(start, end - ASIDE), end) if scene.text[at] == ","][-3:]):
        found = phrase(scene, max(start, comma - WINDOW), comma)
        if found is not None and found.kind != "place":
            return Speaker(found.span, "person") if found.kind == "name" else found
    return None


def phrase(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker whose phrase ends exactly here."""
    text = scene.text
    window = text[start:end].rstrip()
    pronoun = re.search(rf"\b({either('nouns', 'pronouns')})$", window, re.I)
    if pronoun is not None:
        return Speaker(Span(start + pronoun.start(), start + pronoun.end()), "pronoun")
    run = ENDING.search(window)
    if run is None:
        return noun(scene, start, start + len(window))
    before = re.search(rf" (?:{either('between', 'tails')})(?: the| its)? $", window[: run.start()])
    named = shortest(scene, Span(start + run.start(), start + run.end()))
    if before is None or named is None:
        return named
    head = phrase(scene, start, start + before.start())
    if head is None or head.kind in ("name", "person"):
        return head
    if head.kind == "text":
        return named
    return Speaker(Span(head.span.start, named.span.end), head.kind)


def shortest(scene: Scene, run: Span) -> Speaker | None:
    """A run of capitals as the name of a speaker: without openers, titles, and the house behind "of"."""
    text, generic = scene.text, set(scene.words["subjects"]["generic"])
    start, end = run.start, run.end
    titled = False
    while start < end:
        title = re.match(rf"(?:{either('between', 'titles')})\.? (?=\w)", text[start:end])
        first = text[start:end].split(" ", 1)[0]
        owner = re.match(r"([\w ]+?)['\u2019]s (?=\w)", text[start:end])
        if title is not None:
            start, titled = start + title.end(), True
        elif (
            first.endswith(("'s", "\u2019s"))
            and text[start + len(first) + 1 :].split(" ", 1)[0].strip(".,") in scene.words["roles"]["sources"]
        ):
            break
        elif first.rstrip(",.'") in generic or first.islower():
            start = min(end, start + len(first) + 1)
        elif owner is not None and (owner[1] in known("en") or len(owner[1].split()) > 1):
            start += owner.end()
        else:
            break
    body = text[start:end]
    for joint in re.finditer(r" (?:of the|of|for|and) ", body):
        if not body[: joint.start()].endswith(tuple(speech()["nouns"]["institutions"])):
            body = body[: joint.start()]
            break
    body = body.rstrip(".,'\u2019").removesuffix("'s").removesuffix("\u2019s")
    if (
        not 2 <= len(body) <= LONGEST
        or body in known("materials")
        or body.lower() in speech()["nouns"]["nobody"]
        or body in known("adjectives")
    ):
        return None
    span = Span(start, start + len(body))
    if body.lower() in kinds():
        return Speaker(span, kinds()[body.lower()] if start == run.start and kinds()[body.lower()] == "people" else "pronoun")
    if " " not in body and start == run.start and not scene.named(span) and not titled and not sourced(scene, body):
        return Speaker(span, "opener")
    if body in known("en"):
        return Speaker(span, "place")
    lead = common()[0].search(text[max(0, start - 40) : start])
    if titled or person(scene, span):
        return Speaker(span, "person")
    return Speaker(span, "body" if sourced(scene, body) else kinds()[lead[2]] if lead else "name")


def sourced(scene: Scene, body: str) -> bool:
    """True for the name of an agency, a broker, a newspaper: it tells about others."""
    return any(word in scene.words["roles"]["sources"] or word in speech()["nouns"]["institutions"] for word in body.split())


def person(scene: Scene, span: Span) -> bool:
    """True when the text gives the bearer of the name, or of its last word, a title."""
    text, last = scene.text, span.of(scene.text).split()[-1]
    titles = "|".join(re.escape(word) for word in sorted(scene.words["roles"]["titles"], key=lambda word: (-len(word), word)))
    before = re.compile(rf"\b(?:{titles})\.?,? (?:[\w.\-]+ ){{0,2}}$", re.I)
    after = re.compile(rf",? (?:an? |the |its )?(?:[a-z\-]+ )?(?:{titles})\b")
    near = re.compile(rf"\b{re.escape(last)}\b").finditer(text, max(0, span.start - FAR), span.end + FAR)
    return any(before.search(text[max(0, one.start() - 48) : one.start()]) or after.match(text, one.end()) for one in islice(near, 6))


def noun(scene: Scene, start: int, end: int) -> Speaker | None:
    """A common noun that speaks, with its modifiers, whose phrase ends here; of a text its owner."""
    match = common()[0].search(scene.text[start:end])
    if match is None:
        return None
    at = start + match.start()
    modifiers = match[1]
    for word in re.finditer(r"[\w'\u2019&\-]+ ", match[1]):
        small = word[0].strip().lower()
        if small in speech()["between"]["clauses"] or word[0].strip() in speech()["between"]["tails"]:
            at, modifiers = start + match.start() + word.end(), match[1][word.end() :]
        elif small in speech()["nouns"]["determiners"]:
            at, modifiers = start + match.start() + word.start(), match[1][word.start() :]
    lead = scene.text[max(0, at - 2) : at].strip()
    cutoff = len(modifiers) < len(match[1])
    if not cutoff and at > start and not (lead[-1:] in ',;:.!?"\u201c\u201d(-\u2013\u2014|' or lead == ""):
        return None
    if any(char.isdigit() for char in modifiers) or set(modifiers.lower().split()) & set(speech()["nouns"]["verbal"]):
        return None
    return owned(scene, Span(at, start + match.end(2)), modifiers, kinds()[match[2].lower()])


def owned(scene: Scene, span: Span, modifiers: str, kind: str) -> Speaker | None:
    """The phrase as a speaker: a text speaks for the owner named before it."""
    if kind != "text":
        return Speaker(span, kind)
    owner = modifiers.rstrip()
    bare = re.sub(r"['\u2019]s?$", "", owner)
    run = re.search(RUN, bare)
    if run is not None:
        found = shortest(scene, Span(span.start + run.start(), span.start + run.end()))
        if found is not None and found.kind != "place":
            return found
    body = re.search(rf"\b({'|'.join(map(re.escape, sorted(kinds())))})$", bare)
    if body is not None and kinds()[body[1]] != "text":
        return Speaker(Span(span.start + body.start(1), span.start + body.end(1)), kinds()[body[1]])
    alone = span.of(scene.text).endswith(tuple(speech()["nouns"]["alone"]))
    return Speaker(span, "text") if alone else None


def opening(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker whose phrase begins at a place: a name behind titles, else a common noun with the house it belongs to."""
    text = scene.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    lead = re.match(rf"(?:(?:{either('nouns', 'determiners')}) )?", text[start:end], re.I)
    at = start + (lead.end() if lead else 0)
    run = OPENING.match(text, at, end)
    match = common()[1].match(text, at, end)
    if match is not None and (run is None or match.end() - at <= 40) and "," not in match[0]:
        if kinds()[match[2].lower()] == "text":
            by = re.compile(rf"(?:,? (?:{either('between', 'given')}))?,? (?:by|from|of|out of) ").match(text, match.end(), end)
            found = opening(scene, by.end(), end) if by else None
            return found or owned(scene, Span(at, match.end(2)), match[1], "text")
        behind = re.compile(rf",? ({RUN})").match(text, match.end(), end) if kinds()[match[2].lower()] != "text" else None
        if behind is not None and (named := shortest(scene, Span(*behind.span(1)))) is not None:
            return Speaker(named.span, "person")
        tail = re.compile(rf" (?:at|from|of|with) (?:the )?({RUN})").match(text, match.end(), end)
        return Speaker(Span(at, tail.end() if tail else match.end(2)), kinds()[match[2].lower()])
    if run is None:
        return None
    return shortest(scene, Span(*run.span()))
