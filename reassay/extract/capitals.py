"""Runs of capitalised words that may name somebody, in English: without sentence openers, months, units and words written small elsewhere.

A single word that opens a sentence or a cell counts only when the text also writes it inside a sentence, and never when it writes it small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.naming import closed, naming
from reassay.reference.grammar import table, units

WORD = r"(?:[a-z]{1,2}-?)?[^\W\d_a-z][\w&.\-]*[\w&]|[A-Z]"
RUN = re.compile(rf"(?<![\w&])(?:{WORD})(?:(?: (?:of the|of|and|for|de|&) | )(?:{WORD}(?![\w]))|, (?=Inc|Ltd|LLC)(?:Inc|Ltd|LLC))*")
FORMULA = re.compile(r"(?:[A-Z][a-z]?\d+(?:\.\d+)?){1,}[A-Za-z0-9.()\-]*|(?=\D*\d)(?:[A-Z][a-z]?\d*){2,}|[A-Z]{0,3}\d[\w.\-]*")
NUMBERED = re.compile(r" (?:\d|[IVX]+\b|[A-Z]\b)")  # Section 301, Phase II, Annex B
OPENED = re.compile(
    r"(?<=[:?!|*(\u201c\"\u2013\u2014]) ?|(?<= -) |(?<= --) |(?<=\n)\W+"
)  # what comes behind one of these may begin a sentence
JOINED = re.compile(r" and ")
BELONGING = re.compile(r" of (?:the )?")
OWNS = ("' ", "'s ", "\u2019 ", "\u2019s ", "'S ", "\u2019S ")
CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]{2,}")  # HyRec names somebody wherever it stands; SmCo does not
ROMAN = re.compile(r"[IVX]+")
GREEK = re.compile("[\u0370-\u03ff]")


def capitals(text: str, words: dict[str, Any], parts: Sequence[Passage]) -> list[Span]:
    """Spans of the runs, trimmed and split."""
    owned: dict[str, bool] = {}  # a word told hundreds of times is looked up once
    openings = {part.span.start for part in parts} | {cell.start for part in parts for cell in part.cells}
    soft = openings | {found.end() for found in OPENED.finditer(text)}
    generic = frozenset(words["subjects"]["generic"]) | naming()["nobody"] | closed()
    small = set(re.findall(r"(?<![\w.])[a-z][\w\-]+", text))
    suffixes = tuple(words["subjects"]["suffixes"])
    runs = owning(text, [Span(*match.span()) for match in RUN.finditer(text)])
    whole = {run.of(text) for run in runs}
    found = []
    for run in runs:
        for span in split(text, run, whole):
            body = trimmed(text, span, generic)
            if body is not None and named(text, body, generic, suffixes, small, (openings, soft), owned):
                found.append(body)
    return found


def owning(text: str, runs: Sequence[Span]) -> list[Span]:
    """Runs with those united that a possessive joins to one name (the Smelters' Union)."""
    found: list[Span] = []
    for run in runs:
        if found and belongs(text, found[-1], run):
            found[-1] = Span(found[-1].start, run.end)
        else:
            found.append(run)
    return found


def belongs(text: str, owner: Span, run: Span) -> bool:
    """True behind a plural (the Smelters' Union), and for one word behind one that is no place's (Carter's Creek)."""
    gap, last = text[owner.end : run.start], run.of(text).rsplit(" ", 1)[-1].title()
    if gap not in OWNS or last not in naming()["owning_ends"]:
        return False
    return len(gap) == 2 or (" " not in run.of(text) and " " not in owner.of(text) and owner.of(text) not in places())


def split(text: str, run: Span, whole: set[str]) -> Iterator[Span]:
    """Two names joined by "and" are two where one of them also stands alone, or is a place; two joined by "of" are, but for bodies."""
    body = run.of(text)
    owner = BELONGING.search(body)
    if owner and not naming()["heads_of"] & set(body[: owner.start()].split(" ")):
        yield from split(text, Span(run.start, run.start + owner.start()), whole)
        yield from split(text, Span(run.start + owner.end(), run.end), whole)
        return
    joint = JOINED.search(body)
    if joint and any(side in whole or side in places() for side in (body[: joint.start()], body[joint.end() :])):
        yield Span(run.start, run.start + joint.start())
        yield from split(text, Span(run.start + joint.end(), run.end), whole)
    else:
        yield run


def trimmed(text: str, run: Span, generic: frozenset[str]) -> Span | None:
    """Without common words at the beginning, joining words left over, and marks at the end."""
    start, end = run.start, run.end
    while start < end:
        first = text[start:end].split(" ", 1)[0]
        if not (first.rstrip(",") in generic or (first.islower() and "-" not in first)) or text[start:end].startswith(kept_whole()):
            break
        start += len(first) + 1
    while " " in text[start:end] and acronym(text[start:end].rsplit(" ", 1)[-1], generic):
        end -= len(text[start:end].rsplit(" ", 1)[-1]) + 1
    body = text[start:end].rstrip(".,") if start < end else ""
    return Span(start, start + len(body)) if len(body) > 1 else None


def acronym(word: str, generic: frozenset[str]) -> bool:
    """True for a common abbreviation, which ends no name (Sintered NdFeB)."""
    return word in generic and sum(sign.isupper() for sign in word) > 1


def named(
    text: str,
    span: Span,
    generic: frozenset[str],
    suffixes: tuple[str, ...],
    small: set[str],
    starts: tuple[set[int], set[int]],
    owned: dict[str, bool],
) -> bool:
    """True when the words name something. ``starts``: where passages begin, and where sentences may."""
    body = span.of(text)
    openings, soft = starts
    if ROMAN.fullmatch(body) or (GREEK.search(body) and " " not in body):
        return False
    if body in generic or body in nobody() or text[span.end : span.end + 1] in ("$", "%") or (body.isupper() and len(body) <= 2):
        return False
    if (
        FORMULA.fullmatch(body)
        or (" " not in body and NUMBERED.match(text, span.end))
        or (shouted(text, body, suffixes) and text[span.end : span.end + 2].strip() not in ("(", ":"))
    ):
        return False
    if " " in body:
        return any(word.lower() not in small for word in body.split()) or span.start not in openings
    if body.lower() in small and (span.start in openings or body.isupper()):
        return False
    if span.start not in soft or CAMEL.fullmatch(body):
        return True
    if body not in owned:
        owned[body] = inner(text, body, openings)
    return owned[body]


def shouted(text: str, body: str, suffixes: tuple[str, ...]) -> bool:
    """True for several words in capitals, a heading, of which none is written again with a small tail or one also with small letters."""
    words = [word for word in body.split() if len(word) > 3]
    if " " not in body or not body.isupper() or body.title().endswith(suffixes):
        return False
    small = any(re.search(rf"\b{re.escape(word.lower())}\b", text) for word in words)
    return small or (len(body) > 12 and not any(word.capitalize() in text for word in words))


def inner(text: str, body: str, openings: set[int]) -> bool:
    """True when the text also writes a word inside a sentence, opens a longer name with it, or lets it own something."""
    if re.search(rf"(?<!\w){re.escape(body)} [A-Z][a-z]+\b", text):
        return True
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(body)}(?!\w)", text)]
    return len(found) > 1 and any(at not in openings or text[at + len(body) : at + len(body) + 1] in ("'", "\u2019") for at in found)


@cache
def kept_whole() -> tuple[str, ...]:
    """Names that open with a common word and keep it."""
    return tuple(table("organisations.toml")["opens_generic"])


@cache
def places() -> frozenset[str]:
    """Places of the reference."""
    return frozenset(table("places.toml")["en"])


@cache
def nobody() -> frozenset[str]:
    """Peoples and unit spellings."""
    return frozenset(table("places.toml")["adjectives"]) | {word for card in units()["unit"].values() for word in card.get("all", {})}
