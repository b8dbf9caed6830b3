"""What numerals of every script share: the Numeral itself, digits with their marks, exponents, footnote marks, signs.

A mark fused to a number ("158¹") is never cut silently: the numeral is read without it and says so (``marked``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from reassay.base.text import Span

DIGITS = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d{1,3}(?: \d{3})+(?![\d.,])|\d++(?:\.\d++)?"  # possessive: a run of digits is tried once
LARGEST = 10**30  # nothing in any industry is counted in more: a longer run of digits is a code or noise
ONE, ZERO = Fraction(1), Fraction(0)
LONGEST = 60  # characters of such a number
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
POWER = re.compile(r" ?[×xX·*] ?10(?:\^(-?\d{1,3})|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))|[eE]([+-]\d{1,3})(?!\w)")
MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[†‡§]|\*(?!\d)")


class Numeral(NamedTuple):
    """A number as written: its span with the scale word, exact value, and kind.

    Kinds: digits, word, fraction (two-thirds), change (doubled = +1), article (a standard = 1), nothing (zero), nines (5N = 0.99999).
    ``high``: the upper end of a vague number (several hundred); ``lean``: a comparator inside it (hundreds = at least one hundred).
    """

    span: Span
    value: Fraction
    kind: str
    scaled: bool = False
    signed: bool = False
    high: Fraction | None = None
    lean: str | None = None
    marked: bool = False


def words(*tables: Iterable[str]) -> str:
    """Alternation of the keys, longest first."""
    keys = {key for table in tables for key in table}
    return "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))


def decimal(text: str) -> Fraction:
    """Digits with separators; a run too long to be a number is LARGEST. Built from whole numbers: five times as fast as from text."""
    if len(text) > LONGEST:
        return Fraction(LARGEST)
    whole, _, rest = text.replace(",", "").replace(" ", "").partition(".")
    return Fraction(int(whole + rest), 10 ** len(rest)) if rest else Fraction(int(whole))


def fractions(table: Mapping[str, Any]) -> dict[str, Fraction]:
    """A table of written exact values."""
    return {key: Fraction(value) for key, value in table.items()}


def tail(text: str, end: int) -> tuple[Fraction, Fraction, int]:
    """What is glued behind digits: a power of ten, a vulgar fraction to add, and where it ends."""
    if text[end : end + 1] in VULGAR:
        return ONE, Fraction(VULGAR[text[end]]), end + 1
    if found := POWER.match(text, end):
        power = int((found[1] or found[2] or found[3]).translate(RAISED))
        if abs(power) <= 30:
            return Fraction(10) ** power, ZERO, found.end()
    return ONE, ZERO, end


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


def minus(text: str, start: int, signs: Iterable[str] = (), counting: str = "") -> tuple[int, int]:
    """Sign of a number and where it begins: a plus or minus that is no dash, or a word of the language ("minus ").

    ``counting``: characters of written numbers; with one of them close before, a dash joins two numbers (6万-8万).
    """
    if start and text[start - 1] in "+-":
        at = start - 2
        before = text[at] if at >= 0 else " "
        if before.isascii() and (before.isalnum() or before in "%)]"):
            return 0, start
        while at >= 0 and at > start - 6 and text[at].isalpha():
            if text[at] in counting:
                return 0, start
            at -= 1
        if at >= 0 and text[at].isdigit() and at < start - 2:
            return 0, start
        return (-1 if text[start - 1] == "-" else 1), start - 1
    for word in signs:
        if text.endswith(word, max(0, start - len(word)), start):
            return -1, start - len(word)
    return 0, start
