"""The second reading of numbers: character by character, without expressions and without code of the first reader.

Shares only the language tables. Values are exact fractions; None means "this is no number I know".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

Table = Mapping[str, Any]
BIG = 10000


def amount(written: str, table: Table) -> Fraction | None:
    """Value of one written number in a language's table."""
    body = plain(written, table).strip()
    bracket = body.startswith("(") and body.endswith(")")
    body = body.strip("()").strip()
    minus = body.startswith("-")
    body = body.lstrip("+-")
    value = han(body, table) if table["script"] == "han" else latin(body.lower(), table)
    if value is None:
        return None
    return -value if minus or bracket else value


def plain(written: str, table: Table) -> str:
    """Full-width forms, odd dashes and spaces and variants made plain."""
    variants = table.get("variants", {})
    out = []
    for char in written:
        code = ord(char)
        if 0xFF01 <= code <= 0xFF5E:
            out.append(chr(code - 0xFEE0))
        elif code in (0x3000, 0xA0, 0x202F, 0x2009, 0x2007):
            out.append(" ")
        elif code in (0x2010, 0x2011, 0x2012, 0x2212):
            out.append("-")
        else:
            out.append(variants.get(char, char))
    return "".join(out)


def figure(digits: str) -> Fraction | None:
    """Digits with a decimal point and thousands marks in their places; None otherwise."""
    whole, dot, rest = digits.partition(".")
    groups = whole.replace(" ", ",").split(",")
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    number = "".join(groups)
    if not number.isdigit() or (dot and not rest.isdigit()):
        return None
    value = Fraction(int(number))
    return value + Fraction(int(rest), 10 ** len(rest)) if dot else value


def pieces(body: str, table: Table) -> Iterator[str]:
    """Runs of digits (with marks), runs of letters, and every other character by itself."""
    at = 0
    while at < len(body):
        end = at
        if body[at].isdigit() and body[at].isascii():
            while end < len(body) and (
                (body[end].isascii() and body[end].isdigit()) or (body[end] in ",. " and end + 1 < len(body) and body[end + 1].isdigit())
            ):
                end += 1
        elif body[at].isascii() and body[at].isalpha():
            while end < len(body) and body[end].isascii() and body[end].isalpha():
                end += 1
        else:
            end += 1
        yield body[at:end]
        at = end


def latin(body: str, table: Table) -> Fraction | None:
    """``1,027m``, ``two hundred and six``, ``two-thirds``, ``nine in ten``, ``doubled``."""
    for name in ("changes", "articles"):
        if body in table[name]:
            return Fraction(table[name][body])
    tokens = [piece for piece in pieces(body, table) if piece not in (" ", "-", "and", "of")]
    if not tokens:
        return None
    if len(tokens) >= 3 and tokens[1] in ("in", "out"):
        return ratio(tokens[0], tokens[-1], table)
    if tokens[-1] in table["parts"] and len(tokens) <= 2:
        first = Fraction(1) if len(tokens) == 1 or tokens[0] in table["articles"] else word(tokens[0], table)
        return None if first is None else first / Fraction(table["parts"][tokens[-1]])
    return compound(tokens, table)


def ratio(first: str, last: str, table: Table) -> Fraction | None:
    """``nine in ten``."""
    above, below = word(first, table), word(last, table)
    return above / below if above is not None and below else None


def word(token: str, table: Table) -> Fraction | None:
    """A number word."""
    found = table["words"].get(token)
    return None if found is None else Fraction(found)


def compound(tokens: list[str], table: Table) -> Fraction | None:
    """Digits or number words with their scale words, largest scale first."""
    total, part, seen = Fraction(0), Fraction(0), False
    for token in tokens:
        scale = table["scales"].get(token) or table["scales_after_money"].get(token) or table["attached"].get(token)
        value = figure(token) if token[0].isdigit() else word(token, table)
        if value is not None:
            part, seen = part + value, True
        elif scale is not None:
            size = Fraction(scale)
            part = (part if seen else Fraction(1)) * size
            seen = True
            if size >= 1000:
                total, part = total + part, Fraction(0)
        elif token not in table["articles"]:
            return None
    return total + part if seen else None


def han(body: str, table: Table) -> Fraction | None:
    """``25万6千``, ``三成七``, ``百分之十五``, ``一半``, ``翻一番``."""
    if body in table["changes"]:
        return Fraction(table["changes"][body])
    tokens = list(pieces(body, table))
    marks = {name: key for key, name in table["parts"].items()}
    over, tenth, half = marks["1"], marks["1/10"], marks["1/2"]
    if over in body:
        under, _, above = body.partition(over)
        a, b = han(under, table), han(above, table)
        return b / a if a and b is not None else None
    if tenth in tokens:
        at = tokens.index(tenth)
        return tenths(tokens[:at], tokens[at + 1 :], half, table)
    if tokens[-1] == half:
        before = run(tokens[:-1], table)
        return None if before is None else before - Fraction(1, 2) if before == 1 else before + Fraction(1, 2)
    return run(tokens, table)


def tenths(before: list[str], after: list[str], half: str, table: Table) -> Fraction | None:
    """``三成七`` is 0.37, ``一成半`` 0.15."""
    whole = run(before, table)
    more = Fraction(0) if not after else Fraction(5) if after == [half] else run(after, table)
    return None if whole is None or more is None else (whole + more / 10) / 10


def run(tokens: list[str], table: Table) -> Fraction | None:
    """Digits and Han numerals with small and big scales."""
    if not tokens:
        return None
    done, below, now, digits_in_row = Fraction(0), Fraction(0), None, 0
    for token in tokens:
        scale = table["scales"].get(token)
        value = figure(token) if token[0].isascii() and token[0].isdigit() else word(token, table)
        if value is not None:
            now = value if now is None else now * 10 + value
            digits_in_row += 1
        elif scale is None:
            return None
        elif Fraction(scale) < BIG:
            below += (Fraction(1) if now is None else now) * Fraction(scale)
            now = None
        else:
            held = below + (now or 0)
            done = done + held * Fraction(scale) if held else (done or Fraction(1)) * Fraction(scale)
            below, now = Fraction(0), None
    return done + below + (now or 0)


def scale_of(written: str, table: Table) -> Fraction:
    """Product of the scale words of a number written in digits (the 万 of 8万), 1 without any."""
    found = Fraction(1)
    for token in pieces(plain(written, table).lower(), table):
        scale = table["scales"].get(token) or table.get("scales_after_money", {}).get(token)
        if scale is not None:
            found *= Fraction(scale)
    return found
