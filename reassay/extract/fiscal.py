"""The fiscal calendar of a document: in which month its business year ends, and what says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reassay.base.numerals import words
from reassay.base.period import Period
from reassay.base.text import Span
from reassay.extract.stretches import Expressions
from reassay.reference.grammar import grammar

YEAR = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """``end``: last month of the business year; ``begins``: the year is named for the one it begins in; ``anchor``: the words for it."""

    end: int = YEAR
    begins: bool = False
    anchor: Span | None = None

    def of(self, year: int, quarter: int = 0, half: int = 0) -> str:
        """The period of a business year, or of its n-th quarter or half."""
        if self.end == YEAR:
            return f"{year}Q{quarter}" if quarter else f"{year}H{half}" if half else str(year)
        first = self.year(year) * YEAR + self.end - YEAR  # months since year 0, the first month of the business year
        size = 3 if quarter else 6 if half else YEAR
        first += size * ((quarter or half or 1) - 1)
        last = first + size - 1
        if size < YEAR and first % size == 0:
            return f"{first // YEAR}{'Q' if size == 3 else 'H'}{first % YEAR // size + 1}"
        return f"{first // YEAR}-{first % YEAR + 1:02d}/{last // YEAR}-{last % YEAR + 1:02d}"

    def year(self, name: int) -> int:
        """The calendar year in which the business year of that name ends."""
        return name + 1 if self.begins and self.end != YEAR else name

    def year_holding(self, period: Period) -> int:
        """The calendar year in which the business year ends that holds the period's last day."""
        last = period.days()[1]
        return last.year + 1 if last.month > self.end else last.year


@cache
def expressions(code: str) -> Expressions:
    """What states a calendar: a business year ending in, or running to, a month."""
    names = words({name.capitalize(): "" for name in grammar(code).get("months", {})}) or "(?!)"
    return Expressions(re.compile(pattern.replace("{month}", names)) for pattern in grammar(code)["calendar"]["patterns"])


def calendar(text: str, code: str) -> Calendar:
    """The calendar a text states, else the one of the market it is written for, else January to December."""
    table = grammar(code)
    for found in expressions(code).search(text):
        name = found["m"]
        end = int(name) if name.isdigit() else int(table["months"][name.lower()])
        if 1 <= end <= YEAR:
            return Calendar(end, False, Span(*found.span()))
    for mark, kind in sorted(table["calendar"]["marks"].items()):
        at = text.find(mark)
        if at >= 0:
            return Calendar(kind["end"], kind.get("begins", False), Span(at, at + len(mark)))
    return Calendar()
