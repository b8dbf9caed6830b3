"""The noun phrase that opens an English clause: what a sentence is about when it names nobody (*one humanoid robot usually carries ...*).

A phrase runs from the clause's start, behind openers, to its first verb, adverb, number or mark. Its head decides what it is worth: a
thing of its own, a noun that stands for a name told before (*the miner*, *the plant*), or a measure (*output*) of what was told before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reassay.base.text import Span
from reassay.extract.names import Name
from reassay.extract.scene import Scene

WORD = re.compile(r"[^\W\d_][\w\-/.&\u2019']*\w|[^\W\d_]|\d[\d,.]*\d|\d")
SHORTENED = re.compile(r"['\u2019](?:s|ve|d|ll|re|m)$")
LONGEST = 8  # words of a phrase: what is longer is a clause whose verb was not known
REACH = 22  # words from the opening of a clause to its verb

Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a clause: a thing or name, or how it hands its subject on (pronoun, firm, land, site, measured, number, none)."""

    how: str
    name: Name | None = None
    rest: Span | None = None  # the words between the head and the verb


NOTHING = Opening("none")


@cache
def words() -> dict[str, frozenset[str]]:
    """Word classes, verbs inflected."""
    found = tomllib.loads(files("reassay.extract").joinpath("languages", "en", "phrases.toml").read_text("utf-8"))
    classes = {key: frozenset(value) for key, value in found.items()}
    verbs = set(found["irregular"])
    for base in found["verbs"]:
        verbs |= inflected(base)
    return classes | {"finite": frozenset(verbs)}


def inflected(base: str) -> set[str]:
    """Third person and past of a regular verb, with the base itself."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied"}
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    doubled = {base + base[-1] + "ed"} if base[-1] not in "aeiouwxy" else set()
    return {base, third, base + ("d" if base.endswith("e") else "ed"), *doubled}


def tokens(scene: Scene, span: Span) -> list[Token]:
    """Words and numbers of a stretch."""
    return [(match[0], match.start(), match.end()) for match in WORD.finditer(scene.text, span.start, span.end)]


def opening(scene: Scene, clause: Span) -> Opening:
    """What opens a clause."""
    classes = words()
    found = tokens(scene, clause)
    at = opened(found)
    if at == len(found):
        return NOTHING
    low = SHORTENED.sub("", found[at][0].lower())
    if low in classes["pronouns"] and not followed(found, at):
        return Opening("pronoun")
    if low in classes["prepositions"]:
        return inverted(scene, found, at)
    if (
        found[at][0][0].isdigit()
        or low in classes["numerals"]
        or " ".join(word.lower() for word, _, _ in found[at : at + 2]) in classes["fractions"]
    ):
        return Opening("number")
    if verb(found, at) or participle(found, at):
        return NOTHING
    return phrase(scene, found, at)


def opened(found: Sequence[Token]) -> int:
    """The place of the first word behind openers (however, meanwhile, about)."""
    at = 0
    while at < len(found) and (found[at][0].lower() in words()["openers"] or found[at][0].lower().endswith("ly")):
        at += 1
    return at


def participle(found: Sequence[Token], at: int) -> bool:
    """True for a word that only describes what follows its comma (measured against the year before, coated)."""
    nxt = found[at + 1][0].lower() if at + 1 < len(found) else ""
    return found[at][0].lower().endswith("ed") and (not nxt or nxt in words()["prepositions"] | words()["adverbs"])


def followed(found: Sequence[Token], at: int) -> bool:
    """True for a pronoun that is the determiner of a noun (this alloy, both companies)."""
    classes = words()
    nxt = found[at + 1][0].lower() if at + 1 < len(found) else ""
    return (
        found[at][0].lower() in classes["determiners"] and nxt[:1].isalpha() and nxt not in classes["adverbs"] and not verb(found, at + 1)
    )


def verb(found: Sequence[Token], at: int) -> bool:
    """True for a finite verb: no noun of the same letters that is itself followed by one (exports fell)."""
    classes = words()
    if at >= len(found) or found[at][0].lower() not in classes["finite"] or (found[at][0][0].isupper()):
        return False
    low = found[at][0].lower()
    nxt = found[at + 1][0].lower() if at + 1 < len(found) else ""
    if low in classes["irregular"] or low.endswith("ed"):
        return True
    many = at > 0 and (found[at - 1][0].lower().endswith("s") or found[at - 1][0].lower() in classes["pronouns"] | classes["plurals"])
    agrees = many != low.endswith("s") if at > 0 else low.endswith("s")
    return agrees and (nxt not in classes["finite"] or nxt in classes["nouns_too"])


def phrase(scene: Scene, found: Sequence[Token], at: int) -> Opening:
    """The phrase that begins at a word, when a verb comes behind it."""
    classes = words()
    end = at
    while end < min(len(found), at + LONGEST):
        low = found[end][0].lower()
        gap = scene.text[found[end - 1][2] : found[end][1]] if end > at else " "
        if gap.strip() and gap.strip() not in ("-", "\u2019", "'"):
            break
        if found[end][0][0].isdigit() or low in classes["adverbs"] or (low.endswith("ly") and end > at) or (end > at and verb(found, end)):
            break
        end += 1
    while end > at and found[end - 1][0].lower() in classes["inner"] | classes["determiners"]:
        end -= 1
    goes = ahead(found, max(end, at + 1), at + REACH)
    if end == at or (end < len(found) and found[end][0][0].isdigit()) or len(found[at][0]) == 1 == end - at:
        return NOTHING
    alone = end == len(found)
    return judged(scene, found[at:end], Span(found[end - 1][2], found[goes][1]) if goes is not None else None, alone)


def ahead(found: Sequence[Token], start: int, stop: int) -> int | None:
    """The place of the verb of a phrase, before any relative clause."""
    for step in range(start, min(len(found), stop)):
        if found[step][0].lower() in words()["relatives"]:
            return None
        if verb(found, step):
            return step
    return None


def inverted(scene: Scene, found: Sequence[Token], at: int) -> Opening:
    """The phrase before the verb of a clause that opens with a preposition (in 2023 Norland alone sold ...)."""
    classes = words()
    for step in range(at + 2, min(len(found), at + REACH)):
        if not verb(found, step):
            continue
        end = step
        while end > at and (
            found[end - 1][0].lower() in classes["adverbs"] - classes["prepositions"] or found[end - 1][0].lower().endswith("ly")
        ):
            end -= 1
        start = end
        while (
            start > at + 1
            and start > end - LONGEST
            and plain(found[start - 1])
            and not scene.text[found[start - 1][2] : found[start][1] if start < len(found) else None].strip()
        ):
            start -= 1
            if found[start][0].lower() in classes["determiners"] or (found[start][0][0].isupper() and not found[start - 1][0][0].isupper()):
                break
        if start < end and found[start - 1][0].lower() not in classes["prepositions"] | classes["inner"]:
            return judged(scene, found[start:end], Span(found[step][1], found[step][1]), False)
    return Opening("preposition")


def plain(token: Token) -> bool:
    """True for a word that may stand inside a phrase."""
    classes = words()
    low = token[0].lower()
    return not token[0][0].isdigit() and low not in classes["prepositions"] and low not in classes["adverbs"]


def judged(scene: Scene, found: Sequence[Token], rest: Span | None, alone: bool) -> Opening:
    """What the phrase is by its head."""
    classes = words()
    low = [word.lower() for word, _, _ in found]
    span = Span(found[0][1], found[-1][2])
    bare = [word for word in low if word not in classes["determiners"]]
    if not bare or (rest is None and not alone):
        return NOTHING
    cut = next((at for at in range(1, len(low)) if low[at] in classes["inner"] and low[at] not in ("and", "or", "&", "de")), len(low))
    head = low[cut - 1]
    if head in classes["measures"] and cut < len(low) - 1:
        return judged(scene, found[cut + 1 :], rest, alone)
    own = [name for name in scene.named(span) if name.kind != "material"]
    wide = Span(span.start, rest.end if rest else span.end)
    measured = head in classes["measured"] or any(m.span.end == found[cut - 1][2] for m in scene.inside(span, "metric"))
    short = len(bare) <= 2 and not own
    for how in ("firm", "land", "site"):
        if head in classes[how] and short and low[0] not in ("a", "an", "one"):
            return Opening(how, None, wide)
    if head in classes["aside"] or head in classes["empty"]:
        return Opening("aside", None, wide)
    if measured:
        return Opening("measured", None, wide)
    kind = "alone" if rest is None else "thing"
    if head in classes["adverbs"] | classes["numerals"] | classes["pronouns"]:
        return NOTHING
    known = own or [name for name in scene.names if name.cluster == head and found[-1][0][0].isupper() and len(bare) == 1]
    if known:
        return Opening("name", known[0], wide)
    first = next(word for word, token in zip(found, low, strict=True) if token not in classes["articles"])
    body = Span(first[1], found[-1][2])
    return Opening(kind, Name(body, body.of(scene.text), "thing", None, " ".join(bare)), wide)
