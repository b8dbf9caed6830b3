"""Documents that repeat a claim without its being read there: its words, or its number beside others of its text."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.concepts import clause
from reassay.judge.plain import plain

WORDS, WORDS_ZH = 60, 18  # characters of a sentence that nobody writes twice
SHARED, TELLING = 3, 2  # so many numbers of so many figures that two texts share show one origin
MANY = 60  # a number that more texts tell is no mark of a copy


def repeating(claim: Claim, view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(ends of the claim's clauses that stand in other texts too, texts with its number beside others of its own): copies of the claim."""
    ends, told = copies(view)
    numbered = claim.quantity is not None  # the words must hold the number: a frame of many sentences is nobody's
    own_words = (end for end in endings(plain(clause(claim))) if not numbered or any(char.isdigit() for char in end))
    same = tuple(sorted(end for end in own_words if len(ends.get(end, ())) > 1))
    own = (abs(claim.quantity.low), kind_of(claim.quantity.unit)) if claim.quantity else None
    mine = figures(claim.document, view)
    near = told.get(own, []) if own in mine and len(mine) >= SHARED else []
    some = near if len(near) <= MANY else []
    return same, tuple(sorted(ident for ident in some if ident != claim.document and len(mine & figures(ident, view)) >= SHARED))


def with_end(end: str, view: View) -> list[str]:
    """Documents in which a clause ends so."""
    return copies(view)[0].get(end, [])


Number = tuple[Decimal, str]
COPIES: WeakKeyDictionary[View, tuple[dict[str, list[str]], dict[Number | None, list[str]]]] = WeakKeyDictionary()


def copies(view: View) -> tuple[dict[str, list[str]], dict[Number | None, list[str]]]:
    """(end of a clause -> documents with it, telling number -> documents with it)."""
    if view in COPIES:
        return COPIES[view]
    ends: dict[str, list[str]] = defaultdict(list)
    told: dict[Number | None, list[str]] = defaultdict(list)
    for document in view.documents():
        for end in sorted(endings(plain(document.text))):
            ends[end].append(document.id)
        for number in sorted(figures(document.id, view)):
            told[number].append(document.id)
    COPIES[view] = ends, told
    return COPIES[view]


def endings(text: str) -> set[str]:
    """The ends of those clauses of a text that are long enough for nobody to write twice."""
    parts = (part.strip() for part in re.split(r"[;:!?\n\u3002\uff01\uff1f\uff1b\uff1a\uff0c]|[.,](?!\d)", text))
    size = {part: WORDS_ZH if any("\u4e00" <= char <= "\u9fff" for char in part) else WORDS for part in parts}
    return {part[-length:] for part, length in size.items() if len(part) >= length}


FIGURES: WeakKeyDictionary[View, dict[str, frozenset[Number]]] = WeakKeyDictionary()


def figures(ident: str, view: View) -> frozenset[Number]:
    """The numbers of a document that no two texts share by chance, each with the dimension of its unit."""
    held = FIGURES.setdefault(view, {})
    if ident not in held:
        told = [one.quantity for one in view.told(ident) if one.quantity]
        held[ident] = frozenset(
            (abs(q.low), kind_of(q.unit)) for q in told if len(q.low.normalize().as_tuple().digits) >= TELLING and q.unit != "year"
        )
    return held[ident]


def kind_of(unit: str | None) -> str:
    """A unit without its time: a tonne a year and a tonne are told of one number."""
    return (unit or "count").split("/")[0]
