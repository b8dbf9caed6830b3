"""A direction told without a number (went on falling) against two times of a series."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.quantity import Quantity
from reassay.base.view import View
from reassay.judge.changes import changes
from reassay.judge.plain import plain
from reassay.judge.readings import Reading, newest
from reassay.reference.grammar import table

MOVING = ("growth_rate", "price_change")


def directed(claim: Claim, view: View) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """(readings of the same direction, readings of the other)."""
    way = direction(claim.quote) if claim.metric != "event" else 0
    if way == 0:
        return (), ()
    moving = claim.metric if claim.metric in MOVING else MOVING[0]
    asked = replace(claim, metric=moving, quantity=Quantity(Decimal(0), Decimal(0), unit="ratio"))
    found = changes(asked, view)
    if claim.metric not in MOVING:  # a level that is said to move: only its own series tells
        found = [one for one in found if all(row.metric == claim.metric for row in one.rows)]
    current, _ = newest([one for one in found if one.how == "change"])
    same = tuple(one for one in current if one.value * way > 0)
    return same, tuple(one for one in current if one.value * way < 0)


def direction(quote: str) -> int:
    """1 for words of rising, -1 for words of falling, 0 for none or both."""
    words, low = table("evidence.toml")["directions"], plain(quote)
    found = {
        way: any(told(word, low, code) for code in sorted(words) for word in words[code][name])
        for way, name in ((1, "rises"), (-1, "falls"))
    }
    return 0 if found[1] == found[-1] else 1 if found[1] else -1


def told(word: str, low: str, code: str) -> bool:
    """True when a word stands in a text, in English as a word of its own."""
    return re.search(rf"\b{word}\b", low) is not None if code == "en" else word in low
