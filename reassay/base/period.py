"""Period: a stretch of time with its precision, in the spelling of the corpus.

``2025`` ``2025-01`` ``2025H1`` ``2025Q3`` ``2026-02-03`` or ``start/end``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|H([12])|Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A period; ``text`` is its one spelling. Raises ValueError for an impossible date."""

    text: str

    def __post_init__(self) -> None:
        self.days()

    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        if "/" in self.text:
            first, last = self.text.split("/", 1)
            span = (bounds(first)[0], bounds(last)[1])
            if span[0] > span[1]:
                raise ValueError(f"period ends before it begins: {self.text}")
            return span
        return bounds(self.text)

    @property
    def year(self) -> int:
        """Year of the first day."""
        return self.days()[0].year

    def contains(self, other: Period) -> bool:
        """True when the other lies inside this one."""
        a, b = self.days(), other.days()
        return a[0] <= b[0] and b[1] <= a[1]


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of one spelling without a slash. Raises ValueError for anything else."""
    found = SHAPE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not a period: {text!r}")
    year, month, day, half, quarter = (int(part) if part else 0 for part in found.groups())
    if day:
        return (dt.date(year, month, day),) * 2
    first, last = 1, 12
    if found[2]:
        first = last = month
    elif half:
        first, last = 6 * half - 5, 6 * half
    elif quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
