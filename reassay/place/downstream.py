"""Claim -> the end sectors its sentence is about, and the rung of readiness it tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from reassay.base.claim import Claim
from reassay.base.frame import Reach
from reassay.reference.grammar import table


def reach(claim: Claim, title: str = "") -> Reach | None:
    """Sectors and readiness of a claim; None where neither its sentence nor the title of its document names an end sector."""
    found = sectors(f"{claim.quote} {claim.object or ''}") or sectors(title)
    return Reach(found, rung(claim)) if found else None


def sectors(text: str) -> tuple[str, ...]:
    """The end sectors that a text names."""
    return tuple(name for name, card in table("sectors.toml")["sector"].items() if says(card, text))


def rung(claim: Claim) -> str:
    """How ready a thing is as told: what is only ahead is announced; else the lowest rung that the words, act or metric name, "" for none.

    The lowest, because a demonstration line that runs is no commercial output, and one that is being built does not run.
    """
    first, *higher = table("sectors.toml")["ladder"]
    if claim.polarity == "negated":
        return ""
    if claim.modality in first["modalities"]:
        return str(first["id"])
    for card in higher:
        if says(card, claim.quote) or claim.metric in card["metrics"]:
            return str(card["id"])
    return str(first["id"]) if claim.event in first["events"] or claim.metric in first["metrics"] else ""


def says(card: Mapping[str, Any], text: str) -> bool:
    """True when a text holds a word of a card."""
    return any(one.search(text) for one in patterns(tuple(card["en"]), tuple(card["zh"])))


@cache
def patterns(english: Sequence[str], chinese: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """English words whole and in any case; Chinese ones anywhere."""
    found = []
    if english:
        found.append(re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, english)) + r")(?![\w-])", re.I | re.A))
    if chinese:
        found.append(re.compile("|".join(map(re.escape, chinese))))
    return tuple(found)
