"""Numbers of Han script: digits, numerals with 十百千万亿, tenths (三成七), fractions (三分之一), halves, turns (翻两番), 数百.

Two neighbouring digits are a range (三四百 is 300 to 400), three or more are digits of one number (二〇二五).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from reassay.base.digits import DIGITS, LARGEST, LONGEST, MARK, ONE, Numeral, decimal, fractions, glued_left, minus, tail, words
from reassay.base.latin import NINES
from reassay.base.text import Span


class Han:
    """The scanner of one language of Han script; the grammar is its table."""

    def __init__(self, grammar: Mapping[str, Any]):
        self.marks = tuple(grammar["money_marks"])
        self.words, self.scales, self.changes = (fractions(grammar[name]) for name in ("words", "scales", "changes"))
        self.vague = {key: (Fraction(low), Fraction(high)) for key, (low, high) in grammar["vague"].items()}
        self.spoken, self.before = grammar["spoken"], grammar["before"]
        self.not_behind = tuple(grammar["alone"]["not_before"])
        self.not_after = tuple(grammar["alone"]["not_after"])
        parts = {Fraction(value): key for key, value in grammar["parts"].items()}
        self.half, self.tenth, self.over = parts[Fraction(1, 2)], parts[Fraction(1, 10)], parts[Fraction(1)]
        turn = grammar["turns"]
        self.doubling = turn["doubling"]
        self.point = grammar["point"]
        self.small = "".join(self.words) + "".join(key for key, value in self.scales.items() if value < 10000)
        self.big = "".join(key for key, value in self.scales.items() if value >= 10000)
        scale, ones = "".join(self.scales), "".join(self.words)
        vague, small, big = "".join(self.vague), self.small, self.big
        point = rf"[{ones}]+{self.point}[{ones}]+[{scale}]*"
        # possessive: what may follow a number is no scale word, and 万万7万万 would be split in every way there is
        mixed = rf"(?:{DIGITS})[{scale}]*+(?:(?:\d+(?:\.\d+)?)?[{small}]*+[{big}]++)*+(?:(?<=[{big}])(?:{DIGITS}|[{small}]++)[{scale}]*+)?"
        number = rf"(?:{mixed}|{point}|[{small}{big}]+)"
        stops = "".join(grammar["tenths"]["not_before"])
        lean, less = words(self.before), "".join(grammar["alone"]["not_minus"])
        self.inside = grammar["inside"]
        crowd = "".join(self.inside)
        self.pattern = re.compile(
            rf"(?P<crowd>{number}(?P<more_than>[{crowd}])[{big}]+)|"
            rf"(?P<spoken>{words(self.spoken)})|(?P<change>{words(self.changes)})|"
            rf"{turn['lead']}{turn['after']}?(?P<lean>{lean})?(?P<turns>{number})(?P<turn>{turn['doubling']}|{turn['times']})|"
            rf"(?P<under>{number}){self.over}(?P<over>{number})|"
            rf"(?P<tenths>[{ones}]{{1,2}}){self.tenth}(?![{stops}])(?P<more>[{ones}{self.half}](?![{scale}]))?|"
            rf"(?P<some>[{vague}][{scale}]+)|(?P<one>[{ones}]){self.half}|(?P<less>(?<![{less}])(?:{words(grammar['minus'])}))?(?P<number>{number})"
        )
        self.token = re.compile(rf"{DIGITS}|[{ones}]|[{scale}]|{self.point}")
        self.written = re.compile(rf"[{ones}{scale}]+|{words(self.spoken)}|{words(self.changes)}")
        self.loose = re.compile(rf"(?<=[{self.big}])[{''.join(key for key, value in self.scales.items() if value < 10000)}]+$")
        pair = "".join(key for key, value in self.words.items() if 0 < value < 10)
        self.pair = re.compile(rf"(?<![{ones}])([{pair}])([{pair}])(?![{ones}])")

    def openings(self, text: str) -> list[int]:
        """Places of the characters of written numbers, by place."""
        return [found.start() for found in self.written.finditer(text)]

    def scan(self, text: str) -> Iterator[Numeral]:
        """Numerals of a text."""
        for found in self.pattern.finditer(text):
            numeral = self.formed(text, found, Span(*found.span()))
            if numeral is not None:
                yield numeral

    def formed(self, text: str, found: re.Match[str], span: Span) -> Numeral | None:
        """The numeral of one match; None for a code, a lone scale word in a name, or nothing over nothing."""
        if found["crowd"]:
            if glued_left(text, span.start, self.marks):
                return None
            kind = "digits" if found["crowd"][0].isdigit() else "word"
            return Numeral(span, self.read(found["crowd"]), kind, True, lean=self.inside[found["more_than"]])
        if found["spoken"]:
            told = self.spoken[found["spoken"]]
            return Numeral(span, Fraction(told["value"]), told.get("kind", "word"), lean=told.get("lean"))
        if found["change"]:
            return Numeral(span, self.changes[found["change"]], "change")
        if found["turns"]:
            times = self.read(found["turns"])
            lean = self.before[found["lean"]] if found["lean"] else None
            if found["turn"] == self.doubling and times > 8:
                return None
            return Numeral(span, 2 ** int(times) - 1 if found["turn"] == self.doubling else times, "change", lean=lean)
        if found["over"]:
            under = self.read(found["under"])
            return Numeral(span, self.read(found["over"]) / under, "fraction") if under else None
        if found["tenths"]:
            return self.tenths(found, span)
        if found["some"]:
            low, high = self.vague[found["some"][0]]
            size = self.read(found["some"][1:])
            return Numeral(span, low * size, "word", True, high=high * size)
        if found["one"]:
            return Numeral(span, Fraction(1, 2), "fraction") if self.words[found["one"]] == 1 else None
        return None if glued_left(text, span.start, self.marks) else self.number(text, found)

    def tenths(self, found: re.Match[str], span: Span) -> Numeral | None:
        """``三成七`` is 0.37, ``一成半`` 0.15, ``七八成`` 0.7 to 0.8."""
        first, more = found["tenths"], found["more"]
        if len(first) == 2:
            low, high = (self.words[char] / 10 for char in first)
            return Numeral(span, low, "fraction", high=high) if high - low == Fraction(1, 10) and not more else None
        extra = Fraction(0) if not more else Fraction(1, 20) if more == self.half else self.words[more] / 100
        return Numeral(span, self.words[first] / 10 + extra, "fraction")

    def number(self, text: str, found: re.Match[str]) -> Numeral | None:
        """A plain number with a sign in front."""
        start, end = found.span("number")
        written = found["number"]
        if loose := self.loose.search(written):  # the 千 of 0.1万千瓦 belongs to the unit
            written, end = written[: loose.start()], start + loose.start()
        digits = written[0].isdigit()
        if digits and (nines := NINES.match(text, start)):
            short = Fraction(10 - int(nines[2] or 0) if nines[2] else 10, 10) / Fraction(10) ** int(nines[1])
            return Numeral(Span(start, nines.end()), 1 - short, "nines")
        if written[0] in self.big and not self.stands(text, start, end):
            return None
        if not digits and text.startswith(self.not_behind, end) and all(char in self.scales for char in written):
            return None
        value, high = self.read(written), None
        if not digits and (pair := self.pair.search(written)) and self.words[pair[2]] - self.words[pair[1]] == 1:
            value = self.read(written[: pair.start(2)] + written[pair.end(2) :])
            high = self.read(written[: pair.start(1)] + written[pair.end(1) :])
        power, more, end = tail(text, end)
        if more or power is not ONE:
            value = (value + more) * power
        sign, start = (-1, found.start()) if found["less"] else minus(text, start, counting=self.small + self.big)
        return Numeral(
            Span(start, end),
            -value if sign < 0 else value,
            "digits" if digits else "word",
            any(char in self.scales for char in written),
            sign != 0,
            high,
            marked=power is ONE and bool(MARK.match(text, end)),
        )

    def stands(self, text: str, start: int, end: int) -> bool:
        """A scale word without a number counts one of it (年产万吨), but not as part of a written unit (（万元）) or a class (亿级)."""
        return start > 0 and not text.endswith(self.not_after, start - 1, start) and not text.startswith(self.not_behind, end)

    def read(self, text: str) -> Fraction:
        """Value of a written number: 25万6千, 九百六十六万五千六百, 二十万亿, 二〇二五, 三点五万."""
        if len(text) > LONGEST:
            return Fraction(LARGEST)
        total, section, places, last = Fraction(0), Fraction(0), 0, ""
        number: Fraction | None = None
        for token in self.token.findall(text):
            if token[0].isdigit():
                number = decimal(token)
            elif token == self.point:
                places = 1
            elif token in self.words and places:
                number = (number or Fraction(0)) + self.words[token] / 10**places
                places += 1
            elif token in self.words:
                number = self.words[token] if number is None or last not in self.words else number * 10 + self.words[token]
            elif token in self.big:
                here = section + number if number and section else number or section
                total = total + here * self.scales[token] if here else (total or 1) * self.scales[token]
                section, number, places = Fraction(0), None, 0
            else:
                section += self.scales[token] if number is None else number * self.scales[token]
                number, places = None, 0
            last = token
        section = section + number if number and section else number or section
        return total + section if total and section else total or section
