"""The second reading of units: the spelling at the unit's span -> unit id, denominator and factor, longest spelling first.

A span may hold scale words, a currency, a unit, words of basis and a denominator in one run ("US$ million", 万元/吨, "million tonnes REO").
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from reassay.ledger.amounts import plain
from reassay.reference.grammar import grammar, table, units

Unit = tuple[str, str | None, Fraction]
Reading = tuple[str, Fraction]
FURNITURE = " -()[]:,;/|.'\u3010\u3011"
PLAIN = {"²": "2", "³": "3", "\u03bc": "u", "\u00b5": "u"}
DOLLARS = ("USD", "AUD", "CAD")


@cache
def spellings() -> dict[str, frozenset[Reading]]:
    """Spelling -> every (unit id, factor) it may stand for."""
    found: dict[str, set[Reading]] = {}
    registry = units()
    for ident, card in registry["unit"].items():
        for group in ("all", "en", "zh"):
            for word, factor in card.get(group, {}).items():
                found.setdefault(word, set()).add((ident, Fraction(factor)))
    for word, other in registry["instead"].items():
        found.setdefault(word, set()).add((other["unit"], Fraction(1)))
    for side in ("before", "after"):
        for word, currency in registry["money"][side].items():
            found.setdefault(word, set()).add((currency, Fraction(1)))
    for word, currency in registry["money"]["cents"].items():
        for one in DOLLARS if currency == "USD" else (currency,):
            found.setdefault(word, set()).add((one, Fraction(1, 100)))
    for word, currency in registry["money"]["huge"].items():
        found.setdefault(word, set()).add((currency, Fraction(10**12)))
    for word in registry["money"]["bare"]:
        sizes_of = {size for _, size in found.get(word, set())} or {Fraction(1)}
        found.setdefault(word, set()).update((home, size) for home in registry["money"]["home"] for size in sizes_of)
    found["$"] |= {(currency, Fraction(1)) for currency in DOLLARS}
    for word, (ident, size) in registry["parts_of"].items():
        found.setdefault(word, set()).add((ident, Fraction(size)))
    for word in registry["columns"]["count"]:
        found.setdefault(word, set()).add(("count", Fraction(1)))
    return {word: frozenset(readings) for word, readings in found.items()}


@cache
def sizes(language: str) -> dict[str, Fraction]:
    """Scale words that may stand in a written unit."""
    known = {**grammar("en")["scales"], **units()["columns"]["scales"]}
    if language != "en":
        known |= grammar(language)["scales"]
    return {word: Fraction(value) for word, value in known.items()}


@cache
def silent(language: str) -> frozenset[str]:
    """Words of a caption that say nothing about the unit: of basis, and "unit", "in", "amounts"."""
    bases = {word.lower() for groups in table("bases.toml")["unit"].values() for word in (*groups["all"], *groups[language])}
    return frozenset(bases | set(units()["columns"]["lead"]) | set(units()["columns"]["fill"]))


def unit(written: str, language: str) -> set[Unit]:
    """Every reading of a written unit; empty when it is none."""
    body = plain(written, grammar(language)).strip()
    known = {(ident, None, factor) for ident, factor in spellings().get(body, ())}
    body = body.strip(FURNITURE)
    return known | parse(body, language, None, None, Fraction(1)) | crossed(body)


def crossed(body: str) -> set[Unit]:
    """A listed symbol over another listed symbol, named as it is written."""
    above, stroke, below = body.partition("/")
    if stroke and above in spellings() and below in spellings():
        return {("".join(PLAIN.get(char, char) for char in body), None, Fraction(1))}
    return set()


def crossed_name(written: str) -> str:
    """A symbol as it is named in a compound unit."""
    return "".join(PLAIN.get(char, char) for char in written.strip())


def parse(body: str, language: str, readings: frozenset[Reading] | None, per: str | None, factor: Fraction) -> set[Unit]:
    """Consume a written unit from the left; every way that consumes all of it gives readings."""
    rest = body.lstrip(FURNITURE) if per is None and not over(body) else body
    if not rest:
        return {(ident, per, factor * size) for ident, size in readings} if readings else set()
    if readings is not None and per is None and (found := over(rest)):
        return parse(rest[found[0] :], language, readings, found[1], factor)
    if readings is None:
        for end in range(min(len(rest), 40), 0, -1):
            head = rest[:end]
            known = spellings().get(head) or (spellings().get(head.lower()) if len(head) > 3 else None)
            if known and whole(rest, end) and (result := parse(rest[end:], language, known, per, factor)):
                return result
    for words, scale in ((sizes(language), True), (dict.fromkeys(silent(language), Fraction(1)), False)):
        for end in range(min(len(rest), 32), 0, -1):
            head = rest[:end] if rest[:end] in words else rest[:end].lower()
            if head in words and whole(rest, end) and not (scale and per):
                return parse(rest[end:], language, readings, per, factor * words[head])
    return set()


def whole(body: str, end: int) -> bool:
    """False when a Latin word goes on where the spelling ends; a scale letter may follow a currency sign."""
    last, after = body[end - 1], body[end : end + 1]
    return not (last.isascii() and last.isalpha() and after and after.isascii() and after.isalpha())


def over(body: str) -> tuple[int, str] | None:
    """Length and id of a denominator at the start of a text."""
    lead = len(body) - len(body.lstrip(" -"))
    low = body[lead:].lower().replace("-", " ")
    for end in range(min(len(low), 28), 0, -1):
        if low[:end] in units()["per"] and whole(low, end):
            return lead + end, str(units()["per"][low[:end]])
    return None


def denominator(written: str, language: str) -> str | None:
    """What a rate or price is per; None when the words say nothing."""
    body = plain(written, grammar(language)).strip().lower().replace("-", " ")
    found = units()["per"].get(body) or units()["per_before"].get(body) or units()["per_noun"]["words"].get(body)
    return str(found) if found else None
