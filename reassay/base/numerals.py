"""Finds and reads numbers, with their scale words, in one language; the grammar is handed in as data.

A numeral is anchored first (digits or number words); units and comparators are attached by whoever asks. All values are exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from reassay.base.text import Span

Grammar = Mapping[str, Any]
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d.])|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: its span with the scale word, exact value, and kind.

    Kinds: digits, word, fraction (two-thirds), change (doubled = +1), article (a standard = 1), nothing (zero).
    """

    span: Span
    value: Fraction
    kind: str
    scaled: bool = False
    signed: bool = False


def numerals(text: str, grammar: Grammar) -> Iterator[Numeral]:
    """Every numeral of a folded text, in order of place. ``grammar`` is a language table of the reference."""
    yield from scanner(grammar["code"], grammar["script"], Frozen(grammar))(text)


class Frozen:
    """A grammar as a cache key: one language, one table."""

    def __init__(self, grammar: Grammar):
        self.grammar = grammar

    def __hash__(self) -> int:
        return hash(self.grammar["code"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frozen) and other.grammar["code"] == self.grammar["code"]


@lru_cache(maxsize=16)
def scanner(code: str, script: str, frozen: Frozen) -> Callable[[str], Iterator[Numeral]]:
    """The scanner of a script: ``latin``, else ``han``."""
    return Latin(frozen.grammar).scan if script == "latin" else Han(frozen.grammar).scan


def words(*tables: Mapping[str, Any]) -> str:
    """Alternation of the keys, longest first."""
    keys = {key for table in tables for key in table}
    return "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))


def decimal(text: str) -> Fraction:
    """Digits with separators."""
    return Fraction(text.replace(",", "").replace(" ", ""))


class Latin:
    """Digits with scale words, written numbers, written fractions, words of change."""

    def __init__(self, grammar: Grammar):
        self.marks = tuple(grammar["money_marks"])
        self.words = {key: Fraction(value) for key, value in grammar["words"].items()}
        self.scales = {key: Fraction(value) for key, value in grammar["scales"].items()}
        self.parts = {key: Fraction(value) for key, value in grammar["parts"].items()}
        self.changes = {key: Fraction(value) for key, value in grammar["changes"].items()}
        self.letters = {key: Fraction(value) for key, value in grammar["scales_after_money"].items()}
        self.attached = {key: Fraction(value) for key, value in grammar["attached"].items()}
        one, scale, part = words(self.words), words(self.scales), words(self.parts)
        follow = words(dict.fromkeys(grammar["parts_follow"], ""))
        self.pattern = re.compile(
            rf"(?P<digits>{DIGITS})(?P<scale>[ -]?(?:{scale})\b)?|"
            rf"\b(?P<odds>(?:{one}) (?:in|out of) (?:{one}))\b|"
            rf"\b(?P<part>(?:{one})[ -](?:{part})\b|an? (?:{part})(?=(?: (?:{follow})\b)|[^ \w]|\s*$))|"
            rf"\b(?P<half>half)(?= (?:of|the|that|its|as)\b)|"
            rf"\b(?P<word>(?:(?:{one})|an? (?:{scale}))\b(?:[ -](?:and )?(?:{one}|{scale})\b)*)|"
            rf"\b(?P<change>{words(self.changes)})\b",
            re.IGNORECASE,
        )
        self.letter = re.compile(rf" ?(?:{words(self.letters)})(?![A-Za-z])")
        self.glued = re.compile(rf"(?:{words(self.attached)})(?![A-Za-z])")

    def scan(self, text: str) -> Iterator[Numeral]:
        """Numerals of a text."""
        for found in self.pattern.finditer(text):
            span = Span(*found.span())
            if found["digits"]:
                if not glued_left(text, span.start, self.marks):
                    yield self.read_digits(text, found)
            elif found["odds"]:
                first, last = re.split(r" (?:in|out of) ", found["odds"].lower())
                if self.words[first] < self.words[last]:
                    yield Numeral(span, self.words[first] / self.words[last], "fraction")
            elif found["part"]:
                yield self.read_part(found["part"], span)
            elif found["half"]:
                yield Numeral(span, Fraction(1, 2), "fraction")
            elif found["change"]:
                yield Numeral(span, self.changes[found["change"].lower()], "change")
            else:
                yield from self.read_words(found["word"], span)

    def read_digits(self, text: str, found: re.Match[str]) -> Numeral:
        """Digits, their scale word or letter, and a sign in front."""
        value, scaled = decimal(found["digits"]), False
        start, end = found.span()
        if found["scale"]:
            value, scaled = value * self.scales[found["scale"].strip(" -").lower()], True
        elif (letter := self.letter.match(text, end)) and money_left(text, start, self.marks):
            value, scaled, end = value * self.letters[letter[0].strip()], True, letter.end()
        elif glued := self.glued.match(text, end):
            value, scaled, end = value * self.attached[glued[0]], True, glued.end()
        signed = start > 0 and text[start - 1] in "+-" and (start < 2 or text[start - 2] in " (|\t\n,;/" or not text[start - 2].isalnum())
        if signed:
            start -= 1
            value = -value if text[start] == "-" else value
        return Numeral(Span(start, end), value, "digits", scaled, signed)

    def read_part(self, text: str, span: Span) -> Numeral:
        """``two-thirds``, ``a quarter``."""
        count, part = re.split(r"[ -](?=[a-z]+$)", text.lower())
        return Numeral(span, self.words.get(count, Fraction(1)) / self.parts[part], "fraction")

    def read_words(self, text: str, span: Span) -> Iterator[Numeral]:
        """``two hundred and six``, ``a hundred thousand``."""
        total, section, seen, scaled = Fraction(0), Fraction(0), False, False
        for word in re.split(r"[ -]+", text.lower()):
            if word in self.words:
                section, seen = section + self.words[word], True
            elif word in self.scales:
                scale = self.scales[word]
                section = (section if seen else Fraction(1)) * scale
                seen, scaled = True, True
                if scale >= 1000:
                    total, section = total + section, Fraction(0)
        yield Numeral(span, total + section, "word", scaled)


def glued_left(text: str, start: int, marks: tuple[str, ...]) -> bool:
    """True when letters or digits that are no currency stand right before: part of a name (F11), a code, a longer number."""
    if not start:
        return False
    before = text[start - 1]
    if before in ".," and start > 1 and text[start - 2].isdigit():
        return True
    if before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
        return not money_left(text, start - 1, marks)
    return before.isascii() and (before.isalnum() or before == "_") and not money_left(text, start, marks)


def money_left(text: str, start: int, marks: tuple[str, ...]) -> bool:
    """True when a currency sign or code ends right before."""
    end = start - 1 if start and text[start - 1] == " " else start
    return text.endswith(marks, max(0, end - 5), end)


class Han:
    """Digits and Han numerals with 十百千万亿, tenths (三成七), fractions (三分之一), words of change."""

    def __init__(self, grammar: Grammar):
        self.marks = tuple(grammar["money_marks"])
        self.words = {key: Fraction(value) for key, value in grammar["words"].items()}
        self.scales = {key: Fraction(value) for key, value in grammar["scales"].items()}
        self.changes = {key: Fraction(value) for key, value in grammar["changes"].items()}
        parts = {Fraction(value): key for key, value in grammar["parts"].items()}
        self.half, self.tenth, self.over = parts[Fraction(1, 2)], parts[Fraction(1, 10)], parts[Fraction(1)]
        small = "".join(self.words) + "".join(key for key, value in self.scales.items() if value < 10000)
        big = "".join(key for key, value in self.scales.items() if value >= 10000)
        scale = "".join(self.scales)
        mixed = rf"(?:{DIGITS})[{scale}]*(?:(?:\d+(?:\.\d+)?)?[{small}]*[{big}]+)*(?:(?<=[{big}])(?:{DIGITS}|[{small}]+)[{scale}]*)?"
        number = rf"(?:{mixed}|[{small}{big}]+)"
        stops = "".join(grammar["tenths"]["not_before"])
        ones = "".join(self.words)
        self.pattern = re.compile(
            rf"(?P<change>{words(self.changes)})|(?P<under>{number}){self.over}(?P<over>{number})|"
            rf"(?P<tenths>[{ones}]){self.tenth}(?![{stops}])(?P<more>[{ones}{self.half}](?![{scale}]))?|"
            rf"(?P<one>[{ones}]){self.half}|(?P<number>{number})"
        )
        self.token = re.compile(rf"{DIGITS}|[{''.join(self.words)}]|[{scale}]")
        self.big = set(big)

    def scan(self, text: str) -> Iterator[Numeral]:
        """Numerals of a text."""
        for found in self.pattern.finditer(text):
            span = Span(*found.span())
            if found["change"]:
                yield Numeral(span, self.changes[found["change"]], "change")
            elif found["over"]:
                under = self.read(found["under"])
                if under:
                    yield Numeral(span, self.read(found["over"]) / under, "fraction")
            elif found["tenths"]:
                more = found["more"]
                extra = Fraction(0) if not more else Fraction(1, 20) if more == self.half else self.words[more] / 100
                yield Numeral(span, self.words[found["tenths"]] / 10 + extra, "fraction")
            elif found["one"]:
                if self.words[found["one"]] == 1:
                    yield Numeral(span, Fraction(1, 2), "fraction")
            elif not glued_left(text, span.start, self.marks):
                yield self.number(text, found)

    def number(self, text: str, found: re.Match[str]) -> Numeral:
        """A plain number with a sign in front."""
        start, end = found.span()
        written = found["number"]
        value = self.read(written)
        digits = written[0].isdigit()
        signed = (
            digits and start > 0 and text[start - 1] in "+-" and not (start > 1 and (text[start - 2].isalnum() or text[start - 2] in "%)"))
        )
        if signed:
            start -= 1
            value = -value if text[start] == "-" else value
        return Numeral(Span(start, end), value, "digits" if digits else "word", any(char in self.scales for char in written), signed)

    def read(self, text: str) -> Fraction:
        """Value of a written number: 25万6千, 九百六十六万五千六百, 二十万亿, 二〇二五."""
        total, section, number, last = Fraction(0), Fraction(0), None, ""
        for token in self.token.findall(text):
            if token[0].isdigit():
                number = decimal(token)
            elif token in self.words:
                number = self.words[token] if number is None or last not in self.words else number * 10 + self.words[token]
            elif token in self.big:
                here = section + (number or 0)
                if here:
                    total += here * self.scales[token]
                else:
                    total = (total or 1) * self.scales[token]
                section, number = Fraction(0), None
            else:
                section += (1 if number is None else number) * self.scales[token]
                number = None
            last = token
        return total + section + (number or 0)
