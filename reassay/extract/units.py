"""Spellings of units, currencies, denominators and bases beside a number: longest first, by first character, at a known place.

No expression runs per unit: a number asks what stands right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from reassay.base.text import Span
from reassay.reference.grammar import table, units

RAISED = "²³"
RATED = ("money", "mass", "volume", "count", "emission", "energy", "activity", "number")  # kinds that a denominator makes a rate or a price
HUGE = Fraction(10**12)
LONG = 5  # Latin words of this length and more match in any case; shorter ones are symbols


class Unit(NamedTuple):
    """A unit as written: id, kind, and exact factor from the written to the canonical unit."""

    ident: str
    kind: str
    factor: Fraction


class Found(NamedTuple):
    """A unit at its place."""

    span: Span
    unit: Unit


@dataclass(frozen=True, slots=True)
class Spellings:
    """What may stand beside a number in one language."""

    exact: Mapping[str, tuple[tuple[str, Unit], ...]]
    loose: Mapping[str, tuple[tuple[str, Unit], ...]]
    tight: frozenset[str]
    signs: Mapping[str, tuple[tuple[str, str], ...]]  # by last character
    per: Mapping[str, tuple[tuple[str, str], ...]]
    ahead: tuple[tuple[str, str], ...]
    spans_of_time: frozenset[str]
    spoils: Mapping[str, tuple[str, ...]]
    halves: frozenset[str]
    bases: Mapping[str, tuple[tuple[str, str], ...]]

    def unit(self, text: str, at: int) -> Found | None:
        """The longest unit that begins at ``at`` or one space or hyphen behind it."""
        gap = 1 if text[at : at + 1] in (" ", "-") else 0
        if gap and (found := self.word(text, at)):  # "-year", "-fold"
            return found
        found = self.word(text, at + gap)
        if found is None or (gap and found.span.of(text) in self.tight):
            return None
        return self.compound(text, found)

    def word(self, text: str, at: int) -> Found | None:
        """The longest listed spelling at a place, whole words only."""
        first = text[at : at + 1]
        if not first:
            return None
        best = next((pair for pair in self.exact.get(first, ()) if text.startswith(pair[0], at) and self.ends(text, at, pair[0])), None)
        rest = self.loose.get(first.lower())
        if rest:
            low = text[at : at + 40].lower()
            other = next((pair for pair in rest if low.startswith(pair[0]) and self.ends(text, at, pair[0])), None)
            if other and (best is None or len(other[0]) > len(best[0])):
                best = other
        return Found(Span(at, at + len(best[0])), best[1]) if best else None

    def ends(self, text: str, at: int, word: str) -> bool:
        """False when the word goes on, or what follows makes it another word."""
        end = at + len(word)
        after = text[end : end + 1]
        if word[-1].isascii() and word[-1].isalpha() and after and ((after.isascii() and after.isalpha()) or after in RAISED):
            return False
        return not (word in self.spoils and text.startswith(self.spoils[word], end))

    def compound(self, text: str, found: Found) -> Found:
        """A unit over another listed symbol (m3/h), named as written; known denominators are left to ``over``."""
        end = found.span.end
        if text[end : end + 1] != "/" or any(char > "\u2e80" for char in found.span.of(text)):
            return found
        if found.unit.kind in RATED and self.over(text, end):
            return found
        below = self.word(text, end + 1)
        if below is None or len(below.span.of(text)) > 4:
            return found
        span = Span(found.span.start, below.span.end)
        return Found(span, Unit(plain(span.of(text)), "compound", Fraction(1)))

    def over(self, text: str, at: int) -> tuple[Span, str] | None:
        """A denominator at ``at`` or one space or hyphen behind it."""
        for start in (at, at + 1) if text[at : at + 1] in (" ", "-") else (at,):
            low = text[start : start + 28].lower().replace("-", " ")
            for word, ident in self.per.get(low[:1], ()):
                if low.startswith(word) and self.ends(text, start, word):
                    span = Span(start, start + len(word))
                    return None if self.stale(text, span, ident) else (span, ident)
        return None

    def stale(self, text: str, span: Span, ident: str) -> bool:
        """True for a span of time that dates something instead of dividing it ("a year earlier")."""
        if ident not in self.spans_of_time or not text[span.start].isalpha():
            return False
        return text[span.end : span.end + 10].strip().startswith(tuple(units()["time"]["not_before"]))

    def sign(self, text: str, at: int) -> tuple[Span, str] | None:
        """A currency sign or code that ends at ``at``, a space between allowed."""
        end = at - 1 if at and text[at - 1] == " " else at
        for word, ident in self.signs.get(text[end - 1 : end], ()):
            start = end - len(word)
            if start >= 0 and text.startswith(word, start):
                before = text[start - 1 : start]
                if word[0].isalpha() and word[0].isascii() and before.isascii() and before.isalpha():
                    continue
                if start == end or (word == "$" and before.isalpha() and before.isupper()):
                    continue
                return Span(start, end), ident
        return None

    def basis(self, text: str, at: int) -> tuple[Span, str] | None:
        """A word of basis right behind a unit: REO, （REO）, of oxide."""
        start = at
        while start < len(text) and start - at < 2 and text[start] in " (":
            start += 1
        if text.startswith("of ", start):
            start += 3
        first = text[start : start + 1]
        low = text[start : start + 24].lower()
        for word, ident in self.bases.get(first.lower(), ()) if first else ():
            if low.startswith(word) and self.ends(text, start, word):
                return Span(start, start + len(word)), ident
        return None


def plain(symbol: str) -> str:
    """A written symbol with plain figures and a plain u for the micro sign."""
    return symbol.replace("²", "2").replace("³", "3").replace("\u03bc", "u").replace("\u00b5", "u")


def other(text: str, start: int, value: Fraction, found: Found) -> Found:
    """The other unit a spelling stands for from an amount on, or behind certain words (3000万度 of power, 充放电200次)."""
    told = units()["instead"].get(found.span.of(text))
    if told is None:
        return found
    large = "least" in told and value >= Fraction(told["least"])
    if (
        not large
        and not text.endswith(tuple(told["behind"]), max(0, start - 6), start)
        and not governed(text, start, found.span, told)
        and not surrounded(text, start, told)
    ):
        return found
    kind = "money" if told.get("money") else units()["unit"][told["unit"]]["kind"]
    return Found(found.span, Unit(told["unit"], kind, Fraction(1)))


def surrounded(text: str, start: int, told: Mapping[str, Any]) -> bool:
    """True when one of the words that make it the other unit stands a little before, no sentence between (用电由每天9度降到5度)."""
    lead = text[max(0, start - int(told.get("within", 0))) : start]
    return any(word in re.split(r"[\u3002\n]", lead)[-1] for word in told.get("around", ()))


def governed(text: str, start: int, spelt: Span, told: Mapping[str, Any]) -> bool:
    """True when one of the words that make it the other unit stands a little before, in the same sentence (a COST of 3m pounds)."""
    if "near" not in told or text.startswith(tuple(told["not_before"]), spelt.end):
        return False
    before = set(re.split(r"[^a-z]+", re.split(r"[.;\n]", text[max(0, start - told["reach"]) : start].lower())[-1]))
    return not before.isdisjoint(told["near"])


def by_first(pairs: Mapping[str, Any]) -> dict[str, tuple[tuple[str, Any], ...]]:
    """Spellings by their first character, longest first."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for word in sorted(pairs, key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append((word, pairs[word]))
    return {first: tuple(rest) for first, rest in found.items()}


def by_last(pairs: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Spellings by their last character, longest first."""
    turned = by_first({word[::-1]: ident for word, ident in pairs.items()})
    return {last: tuple((word[::-1], ident) for word, ident in rest) for last, rest in turned.items()}


@cache
def spellings(code: str) -> Spellings:
    """The registry as seen by one language; symbols of ``all`` serve every language, whole English words too."""
    registry = units()
    known: dict[str, Unit] = {}
    for ident, card in registry["unit"].items():
        for group in ("all", "en", code):
            for word, factor in card.get(group, {}).items():
                if group in (code, "all") or (word.isascii() and len(word) > 3):
                    known.setdefault(word, Unit(ident, card["kind"], Fraction(factor)))
    for word, currency in registry["money"]["after"].items():
        known.setdefault(word, Unit(currency, "money", Fraction(1)))
    for word, currency in registry["money"]["cents"].items():
        known.setdefault(word, Unit(currency, "money", Fraction(1, 100)))
    for word, currency in registry["money"]["huge"].items():
        known.setdefault(word, Unit(currency, "money", HUGE))
    loose = {word.lower(): unit for word, unit in known.items() if len(word) >= LONG and word[-1].isalpha() and word.islower()}
    exact = {word: unit for word, unit in known.items() if word not in loose}
    signs = registry["money"]["before"]
    bases = {word.lower(): ident for ident, groups in table("bases.toml")["unit"].items() for word in (*groups["all"], *groups[code])}
    return Spellings(
        by_first(exact),
        by_first(loose),
        frozenset(registry["tight"]),
        by_last(signs),
        by_first(registry["per"]),
        tuple(sorted(registry["per_before"].items(), key=lambda pair: -len(pair[0]))),
        frozenset(registry["time"]["words"]),
        {word: tuple(stops) for word, stops in registry["spoils"].items()},
        frozenset(registry["halves"]),
        by_first(bases),
    )
