"""Claim -> the end sectors its sentence is about, and the rung of readiness it tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick_rs

from reassay.base.claim import Claim
from reassay.base.frame import Reach
from reassay.reference.grammar import table

WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CUT = re.compile(r"[,;](?!\d)|[\uff0c\uff1b\u3001\u3002]")


def reach(claim: Claim, title: str = "", alone: bool = True) -> Reach | None:
    """Sectors and readiness of a claim; None where neither its sentence nor the title of its document names an end sector."""
    found = sectors(f"{claim.quote} {claim.object or ''}") or sectors(title)
    return Reach(found, rung(claim, alone)) if found else None


def sectors(text: str) -> tuple[str, ...]:
    """The end sectors that a text names."""
    found, cards = machine(), table("sectors.toml")["sector"]
    named = {found.of[at] for part in (spaced(text), text) for at, *_ in found.words.find_matches_as_indexes(part, overlapping=True)}
    return tuple(name for name in cards if name in named)


@dataclass(frozen=True, eq=False)
class Machine:
    """Finds the words of every sector in one pass: an English one between spaces, a Chinese one anywhere; ``of``: the sector of each."""

    words: ahocorasick_rs.AhoCorasick
    of: tuple[str, ...]


@cache
def machine() -> Machine:
    """The machine, built once."""
    cards = table("sectors.toml")["sector"].items()
    words = [(word, name) for name, card in cards for word in (*(f" {one} " for one in card["en"]), *card["zh"])]
    return Machine(ahocorasick_rs.AhoCorasick([word for word, _ in words]), tuple(name for _, name in words))


def rung(claim: Claim, alone: bool = True) -> str:
    """How ready a thing is as told: what is only ahead is announced; else the lowest rung that the words, act or metric name, "" for none.

    The lowest, because a demonstration line that runs is no commercial output, and one that is being built does not run. ``alone``: whether
    its sentence tells no other claim; where it does, the words of the claim's own clause count and no other.
    """
    first, *higher = table("sectors.toml")["ladder"]
    if claim.polarity == "negated":
        return ""
    if claim.modality in first["modalities"]:
        return str(first["id"])
    text = claim.quote if alone else f"{clause(claim)} {claim.object or ''}"
    words = spaced(text)
    for card in higher:
        if says(card, words, text) or claim.metric in card["metrics"]:
            return str(card["id"])
    return str(first["id"]) if claim.event in first["events"] or claim.metric in first["metrics"] else ""


def clause(claim: Claim) -> str:
    """The clause of a claim's number; its sentence where it has none."""
    at = claim.at("value")
    if at is None:
        return claim.quote
    start, end = at.start - claim.span.start, at.end - claim.span.start
    ahead = max((found.end() for found in CUT.finditer(claim.quote, 0, start)), default=0)
    behind = CUT.search(claim.quote, end)
    return claim.quote[ahead : behind.start() if behind else len(claim.quote)]


def spaced(text: str) -> str:
    """The English words of a text in one case, each between single spaces: a word or phrase is then found whole, and fast."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def says(card: Mapping[str, Any], words: str, text: str) -> bool:
    """True when a text holds a word of a card: an English one whole, a Chinese one anywhere."""
    return any(f" {one} " in words for one in card["en"]) or any(one in text for one in card["zh"])
