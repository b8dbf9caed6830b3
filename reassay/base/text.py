"""Spans in code points, and folding (full width, variants) with a map back to the original.

Invariant: for every folded span ``s``, ``source[map(s)]`` is the text it was folded from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval of Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]

    def within(self, other: Span) -> bool:
        """True when this span lies inside the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end

    def join(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, unless folding kept every offset, the source offset of each folded character."""

    text: str
    offsets: tuple[int, ...] | None = None

    def to_source(self, span: Span) -> Span:
        """The span of the original text that a span of the folded text came from."""
        if self.offsets is None or span.start >= span.end:
            return span
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0010ffff]")
WIDE = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
SPACES = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x205F), " ")
DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0xFE63), "-")
FOLDING: Mapping[int, str] = WIDE | SPACES | DASHES


@dataclass(frozen=True, slots=True)
class Folding:
    """The table for some variants, put together once: building it takes longer than folding a sentence."""

    variants: Mapping[int, str] | None
    table: Mapping[int, str]
    long: tuple[str, ...]  # characters that become several
    wide: bool  # no ASCII character is folded


TABLES: dict[int, Folding] = {}


def folding(variants: Mapping[int, str] | None) -> Folding:
    """The table of the given variants, which must not change."""
    known = TABLES.get(id(variants))
    if known is None or known.variants is not variants:
        table = {**FOLDING, **(variants or {})}
        long = tuple(chr(code) for code, out in table.items() if len(out) != 1)
        known = Folding(variants, table, long, min(table) > 127)
        if len(TABLES) > 8:
            TABLES.clear()
        TABLES[id(variants)] = known
    return known


def fold(text: str, variants: Mapping[int, str] | None = None) -> Folded:
    """Fold full-width forms, odd spaces and dashes, and the given variants (code point -> string).

    One-to-one tables keep offsets; a variant of several characters makes a map.
    """
    known = folding(variants)
    if known.wide and text.isascii():
        return Folded(text)
    table = known.table
    if not any(char in text for char in known.long):
        return Folded(text.translate(table))
    out: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        piece = table.get(ord(char), char)
        out.append(piece)
        offsets.extend([index] * len(piece))
    return Folded("".join(out), tuple(offsets))


def lowered(text: str) -> str:
    """The text in small letters at the same offsets: a capital whose small form is longer (İ) stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def han_share(text: str) -> float:
    """Share of Han characters among letters; 0 for a text without letters."""
    if text.isascii():
        return 0.0
    han = len(HAN.findall(text))
    letters = sum(map(str.isalpha, text))
    return han / letters if letters else 0.0
