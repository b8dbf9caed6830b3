"""The second reading of units: the spelling at the unit's span -> unit id, denominator and factor, by longest spelling."""

from __future__ import annotations

from fractions import Fraction

from reassay.ledger.amounts import plain
from reassay.reference.grammar import grammar, units

Unit = tuple[str, str | None, Fraction]


def spellings() -> dict[str, set[tuple[str, Fraction]]]:
    """Spelling -> every (unit id, factor) it may stand for."""
    found: dict[str, set[tuple[str, Fraction]]] = {}
    registry = units()
    for ident, card in registry["unit"].items():
        for group in ("all", "en", "zh"):
            for word, factor in card.get(group, {}).items():
                found.setdefault(word, set()).add((ident, Fraction(factor)))
    for side in ("before", "after"):
        for word, currency in registry["money"][side].items():
            found.setdefault(word, set()).add((currency, Fraction(1)))
    for currency in ("USD", "AUD", "CAD"):
        found["$"].add((currency, Fraction(1)))
    return found


def unit(written: str, language: str) -> set[Unit]:
    """Every reading of a written unit; empty when it is none."""
    table = grammar(language)
    body = plain(written, table).strip().strip("-").strip()
    factor = Fraction(1)
    lead, _, tail = body.rpartition(" in ")
    if tail in grammar("en")["scales"] and lead:
        factor, body = Fraction(grammar("en")["scales"][tail]), lead
    while body and body[0] in table["scales"]:
        factor, body = factor * Fraction(table["scales"][body[0]]), body[1:]
    known, per = spellings(), units()["per"]
    result: set[Unit] = set()
    for end in range(len(body), 0, -1):
        head, rest = body[:end], body[end:].strip()
        readings = known.get(head) or known.get(head.lower())
        if readings and (not rest or rest in per):
            denominator = per[rest] if rest else None
            result |= {(ident, denominator, factor * size) for ident, size in readings}
            break
    return result


def denominator(written: str, language: str) -> str | None:
    """What a rate or price is per; None when the words say nothing."""
    body = plain(written, grammar(language)).strip()
    found = units()["per"].get(body) or units()["per"].get(body.lower())
    return str(found) if found else None
