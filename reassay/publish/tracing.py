"""A sentence cut into pieces, each with the id of what gives it: the linter refuses what is left, the page carries the ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

COUNT = "count:"  # before the name of a count
REFERENCE = "reference"  # source of a piece such as [c3]
REF = re.compile(r"\[c(\d+)\]")
SPLIT = re.compile(r"(\[c\d+\])")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence; ``source`` is "" for words of our own."""

    text: str
    source: str = ""


def pieces(text: str, sources: Iterable[tuple[str, str]]) -> list[Piece]:
    """The text in pieces. ``sources``: (words, id) pairs; the longest words are found first, and of like words the first told counts.

    Like counts ("3 claims of 3 documents") are given in the order of the sentence.
    """
    first: dict[str, list[str]] = {}
    for words, ident in sources:
        if words and words in text:
            known = first.setdefault(words, [ident])
            if ident.startswith(COUNT) and ident not in known:
                known.append(ident)
    found = [Piece(part, REFERENCE if REF.fullmatch(part) else "") for part in SPLIT.split(text) if part]
    for words in sorted(first, key=lambda one: (-len(one), one)):
        turn = iter(first[words])
        found = [part for piece in found for part in (cut(piece.text, words, turn, first[words][-1]) if not piece.source else (piece,))]
    return found


def cut(text: str, words: str, turn: Iterator[str], last: str) -> Iterator[Piece]:
    """A text without a source, parted at every place that holds the words; each place has the next id, those after them the last."""
    start = 0
    for match in whole(words).finditer(text):
        if match.start() > start:
            yield Piece(text[start : match.start()])
        yield Piece(match[0], next(turn, last))
        start = match.end()
    if start < len(text):
        yield Piece(text[start:])


@lru_cache(maxsize=20_000)
def whole(words: str) -> re.Pattern[str]:
    """Finds words; a number only as a whole number, a name only as whole words."""
    head = r"(?<![\d.,])" if words[0].isdigit() else r"(?<!\w)" if words[0].isascii() and words[0].isalpha() else ""
    tail = r"(?![\d]|[.,]\d)" if words[-1].isdigit() else r"(?!\w)" if words[-1].isascii() and words[-1].isalpha() else ""
    return re.compile(head + re.escape(words) + tail)


def rest(found: Iterable[Piece]) -> str:
    """What no source gives."""
    return " ".join(piece.text for piece in found if not piece.source)
