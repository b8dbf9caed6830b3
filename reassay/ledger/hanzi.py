"""The second reading of Han numerals: 25万6千, 三成七, 百分之十五, 一年半, 翻两番, 数百, 三四百; character by character."""

from __future__ import annotations

from fractions import Fraction

from reassay.ledger.amounts import HALF, Pair, Table, figure, pieces, word

BIG = 10000


def han(body: str, table: Table) -> Pair | None:
    """Lower and upper value of a written Han number."""
    body = crowded(body, table)
    if body in table["spoken"]:
        return (Fraction(table["spoken"][body]["value"]),) * 2
    if body in table["changes"]:
        return (Fraction(table["changes"][body]),) * 2
    if body.startswith(table["turns"]["lead"]):
        value = turned(body, table)
        return None if value is None else (value, value)
    if body[0] in table["vague"]:
        size = run(list(pieces(body[1:], table)), table)
        low, high = table["vague"][body[0]]
        return (Fraction(low) * size, Fraction(high) * size) if size else None
    return pair(list(pieces(body, table)), table)


def crowded(body: str, table: Table) -> str:
    """A number without the word of excess before its last scale word (20余万, 一百多万)."""
    for at in range(1, len(body) - 1):
        rest = body[at + 1 :]
        if body[at] in table["inside"] and all(Fraction(table["scales"].get(char, 0)) >= BIG for char in rest):
            return body[:at] + rest
    return body


def pair(tokens: list[str], table: Table) -> Pair | None:
    """Two neighbouring digits, alone together, are the bounds of a range: 三四百, 七八成."""
    for at in range(len(tokens) - 1):
        first, last = word(tokens[at], table), word(tokens[at + 1], table)
        around = [*tokens[max(0, at - 1) : at], *tokens[at + 2 : at + 3]]
        if first and last and 1 <= first < 10 and last - first == 1 and all(word(token, table) is None for token in around):
            low = single([*tokens[: at + 1], *tokens[at + 2 :]], table)
            high = single([*tokens[:at], *tokens[at + 1 :]], table)
            return None if low is None or high is None else (low, high)
    value = single(tokens, table)
    return None if value is None else (value, value)


def single(tokens: list[str], table: Table) -> Fraction | None:
    """A Han number of one value."""
    marks = {name: key for key, name in table["parts"].items()}
    over, tenth, half = marks["1"], marks["1/10"], marks["1/2"]
    body = "".join(tokens)
    if over in body:
        under, _, above = body.partition(over)
        a, b = run(list(pieces(under, table)), table), run(list(pieces(above, table)), table)
        return b / a if a and b is not None else None
    if tenth in tokens:
        at = tokens.index(tenth)
        return tenths(tokens[:at], tokens[at + 1 :], half, table)
    if tokens[-1] == half:
        return halved(tokens[:-1], table)
    return run(tokens, table)


def halved(tokens: list[str], table: Table) -> Fraction | None:
    """``一半`` is one half; a half behind a unit is added to the number (两年半)."""
    before = run(tokens, table)
    if before is not None:
        return HALF if before == 1 else None
    while tokens and not counts(tokens[-1], table):
        tokens = tokens[:-1]
    value = run(tokens, table)
    return None if value is None else value + HALF


def counts(token: str, table: Table) -> bool:
    """True for digits, number words and scale words."""
    return token[0].isdecimal() or token in table["words"] or token in table["scales"]


def turned(body: str, table: Table) -> Fraction | None:
    """``翻两番`` is +3, ``翻了近一番`` about +1, ``翻三倍`` +3."""
    turns = table["turns"]
    rest = body.removeprefix(turns["lead"]).removeprefix(turns["after"])
    for lean in sorted(table["before"], key=len, reverse=True):
        if rest.startswith(lean):
            rest = rest[len(lean) :]
            break
    value = run(list(pieces(rest[:-1], table)), table)
    if value is None or rest[-1] not in (turns["doubling"], turns["times"]):
        return None
    if rest[-1] == turns["times"]:
        return value
    return Fraction(2) ** int(value) - 1 if value <= 8 else None


def tenths(before: list[str], after: list[str], half: str, table: Table) -> Fraction | None:
    """``三成七`` is 0.37, ``一成半`` 0.15."""
    whole = run(before, table)
    more = Fraction(0) if not after else Fraction(5) if after == [half] else run(after, table)
    return None if whole is None or more is None else (whole + more / 10) / 10


def run(tokens: list[str], table: Table) -> Fraction | None:
    """Digits and Han numerals with small and big scales, a written point among them (三点五万)."""
    if not tokens:
        return None
    done, below, places = Fraction(0), Fraction(0), 0
    now: Fraction | None = None
    for token in tokens:
        scale = table["scales"].get(token)
        value = figure(token) if token[0].isdecimal() else word(token, table)
        if token == table["point"] and now is not None and not places:
            places = 1
        elif value is not None and places:
            now, places = (now or Fraction(0)) + value / 10**places, places + 1
        elif value is not None:
            now = value if now is None else now * 10 + value
        elif scale is None:
            return None
        elif Fraction(scale) < BIG:
            below += (Fraction(1) if now is None else now) * Fraction(scale)
            now, places = None, 0
        else:
            held = below + (now or 0)
            done = done + held * Fraction(scale) if held else (done or Fraction(1)) * Fraction(scale)
            below, now, places = Fraction(0), None, 0
    return done + below + (now or 0)
