"""Stretches of time as registers print them: ``2023 batch 2``, ``before 2025``, ``../2024-12-31``, besides the spellings of a Period."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from reassay.base.claim import Claim
from reassay.base.period import Period, bounds
from reassay.judge.concepts import CUT, clause
from reassay.judge.plain import plain
from reassay.reference.grammar import table

PART = re.compile(r"^(.*?)\s+(?:batch(?:es)?)\s+([\d+]+)$")
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d) ?")  # "the first 2024 quotas" are the first quotas
AMOUNT = re.compile(r"\d{3}|\d\s*[\u4e07\u4ebf]")  # the figure of a clause that names a batch is the batch's, and no other
FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day, with the part of a year's allotments it stands for ("1", "1+2"), empty for the whole."""

    first: dt.date
    last: dt.date
    part: str = ""

    @property
    def parts(self) -> frozenset[str]:
        """The single parts."""
        return frozenset(self.part.split("+")) if self.part else frozenset()

    def contains(self, other: Stretch) -> bool:
        """True when the other lies inside."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=8192)
def stretch(text: str | None) -> Stretch | None:
    """The stretch of a printed period; None for none or an unknown spelling."""
    words = (text or "").strip()
    found = PART.match(words)
    if found:
        whole = stretch(found[1])
        return Stretch(whole.first, whole.last, found[2]) if whole else None
    try:
        if words.startswith("before "):
            return Stretch(FIRST, bounds(words.removeprefix("before "))[0] - dt.timedelta(days=1))
        if words.startswith("../"):
            return Stretch(FIRST, bounds(words[3:])[1])
        if words.endswith("/.."):
            return Stretch(bounds(words[:-3])[0], LAST)
        return Stretch(*Period(words).days()) if words else None
    except ValueError:
        return None


def time_of(claim: Claim) -> Stretch | None:
    """The stretch a claim speaks of; the part of its year where its clause names a batch of allotments (the first batch of 2021)."""
    mine = of(claim.period)
    if mine is None or mine.part:
        return mine
    card, low = table("evidence.toml")["batches"], YEARS.sub("", plain(clause(claim)))
    whole = (mine.first.month, mine.first.day, mine.last.month, mine.last.day) == (1, 1, 12, 31)
    named = [part for part, words in card["parts"].items() if any(word in low for word in words)]
    if not named and not any(word in low for word in card["whole"]):  # the other figure of a sentence on one batch
        dated = YEARS.search(clause(claim)) is not None  # "with a second batch of 127,000 t, the 2024 quota comes to 254,000 t"
        bare = [part for part in CUT.split(YEARS.sub("", plain(claim.quote))) if not (dated and AMOUNT.search(part))]
        named = [part for part, words in card["parts"].items() if any(word in some for some in bare for word in words)]
    return Stretch(mine.first, mine.last, named[0]) if whole and len(named) == 1 else mine


def of(period: Period | None) -> Stretch | None:
    """The stretch of a Period."""
    return stretch(period.text) if period else None


def months(last: dt.date, count: int) -> dt.date:
    """First day after so many calendar months from a last day; a month without that day ends them (31 December and 18 months: 30 June)."""
    month = last.month - 1 + count
    first = dt.date(last.year + month // 12, month % 12 + 1, 1)
    after = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + dt.timedelta(days=last.day), after)


def overlaps(a: Stretch, b: Stretch) -> bool:
    """True when two stretches share a day."""
    return a.first <= b.last and b.first <= a.last
