"""The second reading of numbers: character by character, without expressions and without code of the first reader.

Shares only the language tables. Values are exact fractions; None means "this is no number I know".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

Table = Mapping[str, Any]
Pair = tuple[Fraction, Fraction]
HALF = Fraction(1, 2)
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
QUARTERS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}


def amount(written: str, table: Table) -> Fraction | None:
    """Value of one written number in a language's table; None for a vague one."""
    found = bounds(written, table)
    return found[0] if found and found[0] == found[1] else None


def bounds(written: str, table: Table) -> Pair | None:
    """Lower and upper value of a written number: the same unless it is vague (several hundred)."""
    body, minus = unsigned(plain(written, table).strip(), table)
    found = nines(body) or powered(body, table)
    if found is None:
        return None
    return (-found[1], -found[0]) if minus else found


def unsigned(body: str, table: Table) -> tuple[str, bool]:
    """A number without brackets, currency marks and sign, and whether it is negative."""
    minus = body.startswith("(") and body.endswith(")")
    if body.startswith("(") and ")" in body:
        minus, body = True, body[1:].replace(")", "", 1)
    body = body.strip("()").strip()
    for _ in range(3):
        if body[:1] in ("-", "+"):
            minus, body = minus or body[0] == "-", body[1:].lstrip()
        for word in table["minus"]:
            if body.lower().startswith(word) and len(body) > len(word):
                minus, body = True, body[len(word) :].lstrip()
        for mark in sorted(table["money_marks"], key=lambda mark: -len(mark)):
            if body.startswith(mark) and len(body) > len(mark):
                body = body[len(mark) :].lstrip()
    return body, minus


def nines(body: str) -> Pair | None:
    """``5N`` is five nines, ``4N5`` four nines and a five."""
    count, letter, last = body.partition("N")
    if not letter or len(count) != 1 or count not in "2345678" or not (last == "" or (len(last) == 1 and last.isdigit())):
        return None
    digits = "9" * int(count) + last
    value = Fraction(int(digits), 10 ** len(digits))
    return value, value


def powered(body: str, table: Table) -> Pair | None:
    """A number times a power of ten (6.52 × 10⁻⁴, 1.2e-5), else the number as it stands."""
    for sign in "×·*xX":
        head, found, rest = body.partition(sign)
        power = exponent(rest.strip()) if found else None
        if power is not None and (value := figure(head.strip())) is not None:
            return (value * power, value * power)
    head, found, rest = body.lower().partition("e")
    if found and rest[:1] in ("+", "-") and rest[1:].isdigit() and (value := figure(head)) is not None:
        power = Fraction(10) ** int(rest)
        return (value * power, value * power)
    return simple(body, table)


def exponent(body: str) -> Fraction | None:
    """``10⁻⁴`` or ``10^-4``."""
    if not body.startswith("10") or len(body) < 3:
        return None
    rest = "".join(str(RAISED.index(char)) if char in RAISED else {"⁻": "-", "⁺": ""}.get(char, char) for char in body[2:])
    rest = rest.removeprefix("^")
    whole = rest.removeprefix("-")
    if not (whole.isascii() and whole.isdigit()) or len(whole) > 2:
        return None
    return Fraction(10) ** int(rest)


def simple(body: str, table: Table) -> Pair | None:
    """A number in digits or words, a vulgar fraction behind it allowed."""
    from reassay.ledger.hanzi import han

    if body[-1:] in QUARTERS:
        whole = figure(body[:-1].strip()) if body[:-1].strip() else Fraction(0)
        return None if whole is None else (whole + Fraction(*QUARTERS[body[-1]]),) * 2
    return han(body, table) if table["script"] == "han" else latin(body.lower(), table)


def plain(written: str, table: Table) -> str:
    """Full-width forms, odd dashes and spaces and variants made plain."""
    variants = table.get("variants", {})
    out = []
    for char in written:
        code = ord(char)
        if 0xFF01 <= code <= 0xFF5E:
            out.append(chr(code - 0xFEE0))
        elif code in (0x3000, 0xA0, 0x202F, 0x205F) or 0x2000 <= code <= 0x200A:
            out.append(" ")
        elif code in (0x2010, 0x2011, 0x2012, 0x2212, 0xFE63):
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
    if not number.isdecimal() or (dot and not rest.isdecimal()):
        return None
    value = Fraction(int(number))
    return value + Fraction(int(rest), 10 ** len(rest)) if dot else value


def pieces(body: str, table: Table) -> Iterator[str]:
    """Runs of digits (with marks), runs of letters, and every other character by itself."""
    at = 0
    while at < len(body):
        end = at
        if body[at].isdecimal():
            while end < len(body) and (body[end].isdecimal() or (body[end] in ",. " and end + 1 < len(body) and body[end + 1].isdecimal())):
                end += 1
        elif body[at].isascii() and body[at].isalpha():
            while end < len(body) and body[end].isascii() and body[end].isalpha():
                end += 1
        else:
            end += 1
        yield body[at:end]
        at = end


def latin(body: str, table: Table) -> Pair | None:
    """``1,027m``, ``two hundred and six``, ``two-thirds``, ``nine in ten``, ``several hundred``, ``tens of thousands``."""
    if body in table["spoken"]:
        told = table["spoken"][body]
        return Fraction(told["value"]), Fraction(told.get("high", told["value"]))
    for name in ("changes", "articles"):
        if body in table[name]:
            return (Fraction(table[name][body]),) * 2
    tokens = [piece for piece in pieces(body, table) if piece not in (" ", "-", "and", "of")]
    if not tokens:
        return None
    for lead in sorted(table["vague"], key=len, reverse=True):
        if body.startswith(lead + " "):
            size = scales(tokens[len(lead.split()) :], table)
            low, high = table["vague"][lead]
            return (Fraction(low) * size, Fraction(high) * size) if size else None
    value = single(tokens, table)
    return None if value is None else (value, value)


def scales(tokens: list[str], table: Table) -> Fraction | None:
    """Product of scale words; None when there is none or another word."""
    size = Fraction(1)
    for token in tokens:
        if token not in table["scales"]:
            return None
        size *= Fraction(table["scales"][token])
    return size if tokens else None


def single(tokens: list[str], table: Table) -> Fraction | None:
    """A Latin number of one value."""
    if all(token in table["crowds"] for token in tokens):
        size = Fraction(1)
        for token in tokens:
            size *= Fraction(table["crowds"][token])
        return size
    if len(tokens) >= 3 and tokens[1] in ("in", "out"):
        return ratio(tokens[0], tokens[-1], table)
    if tokens[0] == "half":
        rest = [token for token in tokens[1:] if token not in table["articles"]]
        many = scales(rest, table)
        return HALF if len(tokens) == 1 else None if many is None else many / 2
    if tokens[-1] in table["parts"] and len(tokens) <= 2:
        first = Fraction(1) if len(tokens) == 1 or tokens[0] in table["articles"] else word(tokens[0], table)
        return None if first is None else first / Fraction(table["parts"][tokens[-1]])
    return compound(tokens, table)


def ratio(first: str, last: str, table: Table) -> Fraction | None:
    """``nine in ten``, ``3 out of 4``."""
    above = figure(first) if first[0].isdecimal() else word(first, table)
    below = figure(last) if last[0].isdecimal() else word(last, table)
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
        value = figure(token) if token[0].isdecimal() else word(token, table)
        if value is not None:
            part, seen = part + value, True
        elif token in ("half", "quarter") and seen:
            part += 1 / Fraction(table["parts"][token])
        elif scale is not None:
            size = Fraction(scale)
            part = (part if seen else Fraction(1)) * size
            seen = True
            if size >= 1000:
                total, part = total + part, Fraction(0)
        elif token not in table["articles"]:
            return None
    return total + part if seen else None


def scale_of(written: str, table: Table) -> Fraction:
    """Product of the scale words of a number (the 万 of 8万), 1 without any."""
    found = Fraction(1)
    for token in pieces(plain(written, table).lower(), table):
        scale = table["scales"].get(token) or table.get("scales_after_money", {}).get(token)
        if scale is not None:
            found *= Fraction(scale)
    return found
