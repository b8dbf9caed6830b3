"""Reckons the period of a date expression from its named parts and from what the document said before.

The parts are the named groups of the language's date patterns; nothing here looks at the text again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reassay.base.period import Period
from reassay.base.text import Span
from reassay.extract.fiscal import Calendar, calendar
from reassay.reference.grammar import grammar

HAN_MONTH = 10
AHEAD = 3  # months: a month without a year that lies further ahead of the publication date is one of the year before


@dataclass(frozen=True, slots=True)
class Told:
    """A reckoned period: its text, whether its year is written there, what it leans on, and by how many years it is shifted from that."""

    text: str
    stated: bool = True
    anchor: Span | None = None
    shift: int = 0


class Clock:
    """What a document has said of time so far; ``line`` forgets the year of the line before."""

    def __init__(self, code: str, published: str | None, text: str):
        self.code, self.published = code, published
        self.base = int(published[:4]) if published else None
        self.month = int(published[5:7]) if published and len(published) >= 7 else None
        self.day = int(published[8:10]) if published and len(published) >= 10 else None
        self.year: int | None = self.base
        self.anchor: Span | None = None
        self.title: tuple[int, Span] | None = None
        self.first = text.find("\n") if "\n" in text else len(text)
        self.last: tuple[Period, Span] | None = None
        self.calendar: Calendar = calendar(text, code)

    def line(self) -> None:
        """A new line: the title's year, else the publication's; without either the last one named."""
        if self.title and (self.base is None or abs(self.title[0] - self.base) <= 1):
            self.year, self.anchor = self.title
        elif self.base is not None:
            self.year, self.anchor = self.base, None

    def sentence(self) -> None:
        """A new sentence: a month without a year is of the time of publication again, unless the year named is near it."""
        if self.base is not None and self.year is not None and self.year < self.base:
            self.line()

    def remember(self, groups: dict[str, str], period: Period, span: Span, role: str) -> None:
        """Keeps a named year and the last period, unless it is only where something began."""
        if role in ("since", "origin", "window", "now", "ago"):
            return
        if "reach" not in groups and "same" not in groups:  # what leans on another period is nothing to lean on
            self.last = (period, span)
        if "y" in groups and "plan" not in groups and (not self.base or period.days()[1].year <= self.base):
            self.year, self.anchor = period.days()[1].year, span
            if span.end <= self.first:
                self.title = (self.year, span)


def reckon(groups: dict[str, str], clock: Clock) -> Told | None:
    """The period of one expression, None when its year is unknown or it is no date."""
    table = grammar(clock.code)
    if "plan" in groups:
        plan = str(table["plans"][groups["plan"]])
        return Told(plan.rsplit("/", maxsplit=1)[-1] if "close" in groups else plan)
    if "reach" in groups:
        return reach(table["reach"][groups["reach"].lower()], clock)
    if "same" in groups or "ago" in groups:
        return same(groups, clock)
    now, leant = year_of(groups, clock)
    if now is None:
        return None
    stated = "y" in groups
    if "fy" in groups:
        text = clock.calendar.of(now, number(groups.get("q"), clock.code), number(groups.get("h"), clock.code))
        return Told(text, stated, clock.calendar.anchor if clock.calendar.end != 12 else leant)
    spelled = spell(groups, now, clock)
    return Told(spelled, stated, None if stated else leant) if spelled else None


def year_of(groups: dict[str, str], clock: Clock) -> tuple[int | None, Span | None]:
    """The year an expression means, and what it leans on."""
    table = grammar(clock.code)
    month = number(groups.get("m"), clock.code)
    if "y" in groups:
        named = number(groups["y"], clock.code)
        return (named if named >= 100 else 2000 + named), None
    if "rel" in groups:
        word = groups["rel"].lower()
        shift = table["relative"].get(word, 0)
        if word in table["leads"]["running"] or clock.base is None:
            return (clock.year + shift, clock.anchor) if clock.year is not None else (None, None)
        if clock.code == "en" and word in ("last", "next") and month:
            return nearest(word, month, clock.published or ""), None
        return clock.base + shift, None
    year = clock.year
    if year is not None and year == clock.base and month and clock.month and month > clock.month + AHEAD:
        year -= 1
    return year, clock.anchor


def reach(rule: str, clock: Clock) -> Told | None:
    """A period reckoned from the publication date (``month-1``), or from the last period named (``month-1@``)."""
    unit, sign, steps = rule.removesuffix("@").partition("-") if "-" in rule else rule.removesuffix("@").partition("+")
    count = int(steps or 0) * (-1 if sign == "-" else 1)
    start: str | None = clock.published
    anchor: Span | None = None
    if rule.endswith("@") and clock.last and not (unit == "month" and clock.last[0].days()[0].month != clock.last[0].days()[1].month):
        start, anchor = clock.last[0].days()[1].isoformat(), clock.last[1]
    if not start:
        return None
    year, month, day = (int(part or 0) for part in (start[:4], start[5:7], start[8:10]))
    if unit == "now":
        return Told(str(year), False)
    if unit == "todate":
        return Told(f"{year}-01/{year}-{month:02d}" if month else str(year), False)
    if unit == "day" and day:
        return Told((dt.date(year, month, day) + dt.timedelta(days=count)).isoformat(), False, anchor)
    if unit == "week" and month:
        day = day or 15
        return Told((dt.date(year, month, day) + dt.timedelta(weeks=count)).isoformat()[:7], False, anchor)
    if unit in ("month", "quarter") and month:
        size = 1 if unit == "month" else 3
        at = year * (12 // size) + (month - 1) // size + count
        year, part = divmod(at, 12 // size)
        return Told(f"{year}-{part + 1:02d}" if unit == "month" else f"{year}Q{part + 1}", False, anchor)
    return None


def same(groups: dict[str, str], clock: Clock) -> Told | None:
    """The last period named, in another year: of the year told, of last year, or of the year before it."""
    if clock.last is None:
        return None
    period, span = clock.last
    table = grammar(clock.code)
    if "y" in groups:
        year = number(groups["y"], clock.code)
        if "fy" in groups:
            year = year if year >= 100 else 2000 + year
            shift = clock.calendar.year(year) - clock.calendar.year_holding(period)
        else:
            shift = year - period.days()[1].year
    elif "rel" in groups:
        shift = table["relative"].get(groups["rel"].lower(), 0)
    else:
        shift = int(table["ago"][groups["ago"].lower()]) if "ago" in groups else 0
    return Told(shifted(period.text, shift), "y" in groups, span, 0 if "y" in groups else shift)


def shifted(text: str, years: int) -> str:
    """A period's spelling so many years later."""
    return "/".join(str(int(part[:4]) + years) + part[4:] for part in text.split("/"))


def nearest(word: str, month: int, published: str) -> int:
    """Year of ``last July`` or ``next May`` seen from the publication month."""
    year, now = int(published[:4]), int(published[5:7]) if len(published) >= 7 else 12
    return (year if month < now else year - 1) if word == "last" else (year if month > now else year + 1)


def spell(groups: dict[str, str], year: int, clock: Clock) -> str | None:
    """The period's one spelling."""
    code, table = clock.code, grammar(clock.code)
    month = number(groups.get("m"), code)
    if "window" in groups:
        return window(groups, year, clock)
    if "y2" in groups and "m2" not in groups:
        end = groups["y2"]
        return f"{year}/{number(end, code) if len(end) > 2 else year // 100 * 100 + int(end)}"
    if "n" in groups or "lengths" in groups:
        count = table["lengths"][groups["lengths"].lower()] if "lengths" in groups else number(groups["n"], code)
        return run(year, month, int(count))
    for name, mark in (("q", "Q"), ("h", "H")):
        if name in groups:
            return f"{year}{mark}{number(groups[name], code)}"
    for name, key in (("half", "halves"), ("quarter", "quarters")):
        if name in groups:
            return f"{year}{table[key][groups[name]]}"
    if "span" in groups:
        first, last = table["spans"][groups["span"]].split("/")
        return f"{year}-{first}/{year}-{last}"
    return spell_days(groups, year, month, code)


def spell_days(groups: dict[str, str], year: int, month: int, code: str) -> str | None:
    """A month, a day, or a run of either."""
    day, last_day = int(groups.get("d", 0)), int(groups.get("d2", 0))
    if "m2" in groups:
        last = number(groups["m2"], code)
        year2 = number(groups["y2"], code) if "y2" in groups else year + 1 if last < month else year
        if "y2" in groups and (month, day, last, last_day) == (1, 1, 12, 31):
            return f"{year}/{year2}" if year < year2 else f"{year}"
        if last_day:
            return f"{year}-{month:02d}-{day:02d}/{year2}-{last:02d}-{last_day:02d}"
        if (month, last) in ((1, 6), (7, 12)):
            return f"{year}H{1 if month == 1 else 2}"
        return f"{year}-{month:02d}/{year2}-{last:02d}"
    if last_day:
        return f"{year}-{month:02d}-{day:02d}/{year}-{month:02d}-{last_day:02d}"
    if day:
        return dt.date(year, month, day).isoformat() if valid(year, month, day) else None
    return f"{year}-{month:02d}" if month else f"{year}"


def valid(year: int, month: int, day: int) -> bool:
    """True for a day of the calendar."""
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def run(year: int, month: int, count: int) -> str:
    """So many months up to a month of a year, or from January when none is named."""
    if not month:
        return f"{year}-01/{year}-{count:02d}"
    before, first = divmod(year * 12 + month - count, 12)
    if count == 3 and month % 3 == 0:
        return f"{year}Q{month // 3}"
    return f"{before}-{first + 1:02d}/{year}-{month:02d}"


def window(groups: dict[str, str], year: int, clock: Clock) -> str:
    """The past or the coming so many years, from or to the year of the text."""
    count = number(groups.get("k", ""), clock.code) or 1
    if groups["window"].lower() in grammar(clock.code)["leads"]["ahead"]:
        return f"{year}/{year + count}"
    return f"{year - count}/{year}"


def number(text: str | None, code: str) -> int:
    """A month name, ordinal, month or year in digits or written digits; 0 for None."""
    if not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text)
    table = grammar(code)
    low = text.lower()
    for names in ("months", "ordinals", "words"):
        if low in table.get(names, {}):
            return int(table[names][low])
    value, ten = 0, False
    for char in text:
        if char in table["words"]:
            value = value + int(table["words"][char]) if ten else value * 10 + int(table["words"][char])
        else:
            value, ten = (value or 1) * HAN_MONTH, True
    return value
