"""Numbers of Latin script: digits with scale words, written numbers and fractions, vague numbers, words of change.

One pass over digits, one over the words that can open a number; no other word is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import ahocorasick_rs

from reassay.base.digits import DIGITS, MARK, ONE, VULGAR, Numeral, decimal, fractions, glued_left, minus, money_left, tail, words
from reassay.base.text import Span, lowered

WORD = re.compile(r"[A-Za-z]+")
NINES = re.compile(r"([2-8])N(\d?)(?![A-Za-z\d])")


def opened(grammar: Mapping[str, Any]) -> set[str]:
    """What a written number may begin with, in small letters: single words, or two where the first alone opens nothing (a third)."""
    found = {key for name in ("words", "spoken", "changes", "crowds") for key in grammar[name]} | {"half"}
    found |= {f"{word} {scale}" for word in grammar["vague"] for scale in grammar["scales"]}
    behind = (*grammar["parts"], *grammar["scales"], *grammar["articles_before"])
    return {word.lower() for word in found} | {f"{article} {word}".lower() for article in ("a", "an") for word in behind}


class Latin:
    """The scanner of one language of Latin script; the grammar is its table."""

    def __init__(self, grammar: Mapping[str, Any]):
        self.marks = tuple(grammar["money_marks"])
        self.words, self.scales, self.parts = (fractions(grammar[name]) for name in ("words", "scales", "parts"))
        self.changes, self.letters, self.attached = (fractions(grammar[name]) for name in ("changes", "scales_after_money", "attached"))
        self.vague = {key: (Fraction(low), Fraction(high)) for key, (low, high) in grammar["vague"].items()}
        self.crowds, self.spoken = fractions(grammar["crowds"]), grammar["spoken"]
        self.minus = tuple(word + " " for word in grammar["minus"])
        self.folds = tuple(grammar["folds"])
        one, scale, part = words(self.words), words(self.scales), words(self.parts)
        follow, units = words(grammar["parts_follow"]), words(grammar["articles_before"])
        crowd, vague = words(self.crowds), words(self.vague)
        flags = re.IGNORECASE
        self.spot = re.compile(rf"[\d{''.join(VULGAR)}]")  # one class of characters: found ten times as fast as a whole number
        self.number = re.compile(DIGITS)
        self.scale = re.compile(rf"[ -]?(?:(?:{scale})\b)(?: (?:{scale})\b)?", flags)
        self.letter = re.compile(rf" ?(?:{words(self.letters)})(?![A-Za-z])", flags)
        self.glued = re.compile(rf"(?:{words(self.attached)})(?![A-Za-z])")
        self.counted = re.compile(rf"(?P<scale>{words(self.letters)}) (?=(?:{words(grammar['counted'])})\b|[a-z]+[^s\W]s\b)")
        number = rf"(?:{one}|\d+)"
        self.forms = (
            ("spoken", re.compile(rf"(?:{words(self.spoken)})\b", flags)),
            ("change", re.compile(rf"(?:{words(self.changes)})\b(?!-)", flags)),
            ("odds", re.compile(rf"({one}) (?:in every|in|out of every|out of) ({one})\b", flags)),
            ("part", re.compile(rf"(?:(?:{one})[ -](?:{part})\b|an? (?:{part})(?=(?: (?:{follow})\b)|[^ \w]|\s*$))(?! {one})", flags)),
            ("crowd", re.compile(rf"(?<!in )(?:{crowd})(?: of (?:{crowd}))*\b", flags)),
            ("vague", re.compile(rf"(?:{vague}) (?:{scale})\b(?: (?:{scale})\b)*", flags)),
            (
                "half",
                re.compile(
                    rf"half(?: an?)? (?:{scale})\b|(?<=by )half\b|half(?= (?:{words(grammar['half_of'])})\b)"
                    rf"|half(?= an? (?:{words(grammar['half_a'])})\b)",
                    flags,
                ),
            ),
            ("article", re.compile(rf"an?(?= (?:{units})\b)", flags)),
            ("word", re.compile(rf"(?:(?:{one})|an? (?:{scale}))\b(?:[ -](?:and )?(?:an? )?(?:{one}|{scale}|half|quarter)\b)*", flags)),
        )
        self.ratio = re.compile(rf"({number}) (?:in every|in|out of every|out of) ({number})\b(?![%,.]\d|%| (?:{scale}))")
        heads = [*self.words, *self.spoken, *self.changes, *self.crowds, *self.vague, "half", "a", "an"]
        self.machine = ahocorasick_rs.AhoCorasick(sorted(opened(grammar)))
        self.openers = {key.split(" ", maxsplit=1)[0].split("-")[0].lower() for key in heads}

    def scan(self, text: str) -> Iterator[Numeral]:
        """Numerals of a text."""
        at, end = 0, len(text)
        starts = iter(self.openings(text))
        found, start = self.spot.search(text), next(starts, end)
        while found or start < end:
            if found and found.start() < start:
                numeral, at = self.written(text, found.start())
            else:
                at = start + 1
                numeral = self.worded(text, start)
            if numeral is not None:
                yield numeral
                at = max(at, numeral.span.end)
            while start < at:
                start = next(starts, end)
            if found and found.start() < at:
                found = self.spot.search(text, at)

    def openings(self, text: str) -> list[int]:
        """Places of the words that may open a number, by place."""
        low = lowered(text)
        places = {start for _, start, _ in self.machine.find_matches_as_indexes(low, overlapping=True)}
        return sorted(at for at in places if not at or not ("a" <= low[at - 1] <= "z"))

    def written(self, text: str, start: int) -> tuple[Numeral | None, int]:
        """Digits or a fraction sign, and where they end."""
        if text[start] in VULGAR:
            return Numeral(Span(start, start + 1), Fraction(VULGAR[text[start]]), "fraction"), start + 1
        found = self.number.match(text, start)
        if found is None or glued_left(text, start, self.marks):
            return None, found.end() if found else start + 1
        return self.digits(text, found), found.end()

    def digits(self, text: str, found: re.Match[str]) -> Numeral:
        """Digits, their scale word or letter, and a sign in front."""
        start, end = found.span()
        if nines := NINES.match(text, start):
            short = Fraction(10 - int(nines[2] or 0) if nines[2] else 10, 10) / Fraction(10) ** int(nines[1])
            return Numeral(Span(start, nines.end()), 1 - short, "nines")
        if (ratio := self.ratio.match(text, start)) and ratio[1].isdigit() and (value := self.odds(ratio)) is not None:
            return Numeral(Span(*ratio.span()), value, "fraction")
        value, scaled = decimal(found[0]), False
        power, more, end = tail(text, end)
        if more or power is not ONE:
            value = (value + more) * power
        if bracketed := self.loss(text, start, end):
            start, end = start - 1, end + 1
        if scale := self.scale.match(text, end):
            for word in re.split(r"[ -]", scale[0].strip(" -").lower()):
                value *= self.scales[word]
            scaled, end = True, scale.end()
        elif (letter := self.letter.match(text, end)) and money_left(text, start, self.marks):
            value, scaled, end = value * self.letters[letter[0].strip().lower()], True, letter.end()
        elif glued := self.glued.match(text, end):
            value, scaled, end = value * self.attached[glued[0]], True, glued.end()
        elif counted := self.counted.match(text, end):
            value, scaled, end = value * self.letters[counted["scale"].lower()], True, counted.end("scale")
        marked = power is ONE and bool(MARK.match(text, end))
        sign, start = (-1, start) if bracketed else minus(text, start, self.minus)
        return Numeral(Span(start, end), -value if sign < 0 else value, "digits", scaled, sign != 0, marked=marked)

    def loss(self, text: str, start: int, end: int) -> bool:
        """True for a number in brackets that a currency sign or a percent sign stands beside: $(2.9) million, (4.2)%."""
        if not start or text[start - 1] != "(" or text[end : end + 1] != ")":
            return False
        return text[end + 1 : end + 2] == "%" or (start > 1 and text[start - 2] in "$\u20ac\u00a3\u00a5")

    def worded(self, text: str, start: int) -> Numeral | None:
        """A number that opens with the word at a place, by the first form that fits."""
        word = WORD.match(text, start)
        head = word[0].lower() if word else ""
        if head.endswith(self.folds) and (body := head.removesuffix(self.folds[0])) in self.words:
            return Numeral(Span(start, start + len(body)), self.words[body], "word")
        if head not in self.openers or (start and text[start - 1] in "'\u2019"):
            return None
        for name, form in self.forms:
            if (here := form.match(text, start)) and (numeral := self.formed(name, here)) is not None:
                return self.signed(text, numeral)
        return None

    def signed(self, text: str, numeral: Numeral) -> Numeral:
        """A word of minus in front."""
        sign, start = minus(text, numeral.span.start, self.minus)
        if sign >= 0 or numeral.kind != "word":
            return numeral
        return Numeral(Span(start, numeral.span.end), -numeral.value, "word", numeral.scaled, True)

    def formed(self, name: str, found: re.Match[str]) -> Numeral | None:
        """The numeral of one form."""
        span, body = Span(*found.span()), found[0].lower()
        if name == "spoken":
            told = self.spoken[body]
            high = Fraction(told["high"]) if "high" in told else None
            return Numeral(span, Fraction(told["value"]), told.get("kind", "word"), high=high, lean=told.get("lean"))
        if name == "change":
            return Numeral(span, self.changes[body], "change")
        if name == "odds":
            value = self.odds(found)
            return None if value is None else Numeral(span, value, "fraction")
        if name == "part":
            count, part = re.split(r"[ -](?=[a-z]+$)", body)
            return Numeral(span, self.words.get(count, Fraction(1)) / self.parts[part], "fraction")
        if name in ("crowd", "vague"):
            return self.crowd(span, re.split(r" of | ", body), name)
        if name == "half":
            scale = self.scales.get(body.rsplit(" ", 1)[-1])
            return Numeral(span, Fraction(1, 2), "fraction") if scale is None else Numeral(span, scale / 2, "word", True)
        return Numeral(span, Fraction(1), "article") if name == "article" else self.spelt(body, span)

    def odds(self, found: re.Match[str]) -> Fraction | None:
        """``nine in ten``, ``3 out of 4``; None where the second number is no round whole."""
        first, last = (Fraction(part) if part.isdigit() else self.words[part.lower()] for part in found.groups())
        return first / last if 0 < first < last and (last <= 10 or last in (20, 50, 100, 1000)) else None

    def crowd(self, span: Span, parts: list[str], name: str) -> Numeral | None:
        """``tens of thousands`` is at least 10,000; ``several hundred`` lies between 200 and 900."""
        value = Fraction(1)
        if name == "crowd":
            for part in parts:
                value *= self.crowds[part]
            return Numeral(span, value, "word", True, lean="ge")
        rest = [part for part in parts if part in self.scales]
        low, high = self.vague[" ".join(part for part in parts if part not in self.scales)]
        for part in rest:
            value *= self.scales[part]
        return Numeral(span, low * value, "word", True, high=high * value)

    def spelt(self, body: str, span: Span) -> Numeral:
        """``two hundred and six``, ``a hundred thousand``, ``two and a half million``."""
        total, section, seen, scaled = Fraction(0), Fraction(0), False, False
        for word in re.split(r"[ -]+", body):
            if word in self.words:
                section, seen = section + self.words[word], True
            elif word in ("half", "quarter"):
                section += 1 / self.parts[word]
            elif word in self.scales:
                scale = self.scales[word]
                section = (section if seen else Fraction(1)) * scale
                seen, scaled = True, True
                if scale >= 1000:
                    total, section = total + section, Fraction(0)
        return Numeral(span, total + section, "word", scaled)
