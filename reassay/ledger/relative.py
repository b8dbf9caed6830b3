"""The second reading of periods told in other words than their own numbers: last month, a year earlier, FY24, the June quarter, year end.

``relative`` says whether it knows the words, and what they say against the period.
Business years lean on the words that state their calendar.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from reassay.base.period import Period
from reassay.ledger.amounts import Table, pieces, plain
from reassay.ledger.days import contradiction, dates, value_of

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Said:
    """The written words, what they lean on, and the publication date."""

    body: str
    anchor: str | None
    published: str | None
    table: Table


def relative(said: Said, period: Period) -> tuple[bool, str | None]:
    """(known, what differs): not known when the words hold no relative word."""
    body, table = said.body.lower(), said.table
    for reader, words in (
        (reached, table.get("reach", {})),
        (again, {**table.get("ago", {}), **table.get("same", {})}),
        (business, table.get("fiscal", {})),
        (ended, table.get("lengths", {})),
        (closed, dict.fromkeys(table["leads"].get("close", ()), 0)),
        (windowed, dict.fromkeys(table["leads"].get("windows", ()), 0)),
    ):
        word = longest(body, words)
        if word is not None and (wrong := reader(said, period, word)) != "unknown":
            return True, wrong
    return False, None


def longest(body: str, words: Table) -> str | None:
    """The longest of the words that stands in the text, as a whole word where letters make words."""
    for word in sorted(words, key=len, reverse=True):
        at = body.find(word.lower())
        if at >= 0 and not (word[0].isascii() and (body[at - 1 : at].isalpha() or body[at + len(word) : at + len(word) + 1].isalpha())):
            return str(word)
    return None


def reached(said: Said, period: Period, word: str) -> str | None:
    """Periods reckoned from the publication date or from the period named last."""
    rule = said.table["reach"][word]
    starts = [last_day(said.published)] if said.published else []
    anchored = anchor_days(said) if rule.endswith("@") else []
    found = [target for day, size in (*starts, *((last, 10) for _, last in anchored)) for target in targets(rule.rstrip("@"), day, size)]
    return None if period.days() in found else f"{word} is not {period.text}"


def last_day(published: str) -> tuple[dt.date, int]:
    """A publication date as a day, and how many characters of it are known."""
    numbers = [int(part) for part in published.split("-")] + [1, 1]
    return dt.date(*numbers[:3]), len(published)


def targets(rule: str, day: dt.date, size: int) -> list[Days]:
    """What a rule allows, seen from a day of which so much is known."""
    year, month = (day.year, day.year), (day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    if rule == "now":
        whole = (dt.date(year[0], 1, 1), dt.date(year[0], 12, 31))
        return [whole, *([month] if size >= 7 else []), *([(day, day)] if size >= 10 else [])]
    if rule == "todate":
        return [(dt.date(day.year, 1, 1), month[1] if size >= 7 else dt.date(day.year, 12, 31))]
    unit = rule.rstrip("0123456789+-")
    count = int(rule[len(unit) :])
    if unit == "day":
        there = day + dt.timedelta(days=count)
        return [(there, there)]
    if unit == "week":
        there = (day if size >= 10 else day.replace(day=15)) + dt.timedelta(days=7 * count)
        return [month_of(there.year * 12 + there.month - 1, 1)]
    size = 3 if unit == "quarter" else 1
    return [month_of(((day.year * 12 + day.month - 1) // size + count) * size, size)]


def month_of(months: int, size: int) -> Days:
    """First and last day of so many months, the first counted from year nought."""
    last = months + size - 1
    end = (last // 12, last % 12 + 1)
    return dt.date(months // 12, months % 12 + 1, 1), dt.date(*end, calendar.monthrange(*end)[1])


def anchor_days(said: Said) -> list[Days]:
    """First and last days that the words leant on allow, their years near the publication's."""
    if said.anchor is None:
        return []
    named = [value for kind, value in dates(plain(said.anchor, said.table), said.table) if kind == "year"]
    base = int(said.published[:4]) if said.published else None
    years = named or ([base - 1, base, base + 1] if base else [])
    found = []
    for year in years:
        for first in range(12):
            for size in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12):
                ends = month_of(year * 12 + first, size)
                text = f"{ends[0]:%Y-%m}/{ends[1]:%Y-%m}" if size > 1 else f"{ends[0]:%Y-%m}"
                if first + size <= 12 and contradiction(said.anchor, Period(text), said.table, {year}) is None:
                    found.append(ends)
    return found


def again(said: Said, period: Period, word: str) -> str | None:
    """The period leant on, in another year."""
    if said.anchor is None:
        return f"nothing {word} could lean on"
    table, body = said.table, said.body.lower()
    stated = [value for kind, value in dates(plain(said.body, table), table) if kind == "year"]
    last = period.days()[1]
    if stated and last.year not in (stated[-1], stated[-1] + 1):
        return f"{stated[-1]} is not {period.text}"
    rel = longest(body, table["relative"])
    shift = int(table["ago"][word]) if word in table.get("ago", {}) else int(table["relative"][rel]) if rel else 0
    for years in [shift] if not stated else range(-9, 10):
        moved = Period("/".join(str(int(part[:4]) - years) + part[4:] for part in period.text.split("/")))
        known, wrong = relative(Said(plain(said.anchor, table), None, said.published, table), moved)
        if not known:
            told = longest(said.anchor.lower(), table["relative"]) is not None and said.published
            wrong = contradiction(said.anchor, moved, table, {int(said.published[:4]) if told and said.published else moved.days()[1].year})
        elif longest(said.anchor.lower(), table.get("fiscal", {})):
            wrong = None if any(moved.days() == one for one in any_calendar(said.anchor, table)) else wrong
        if wrong is None:
            return None
    return f"{word} is not {period.text}"


def business(said: Said, period: Period, word: str) -> str | None:
    """A business year, or a part of it, by the calendar that the words leant on state."""
    if (numbers := parts(said.body, said.table)) is None:
        return f"{word} without a year"
    end, begins = ending(said)
    return None if period.days() == stretch(*numbers, end, begins) else f"{said.body} is not {period.text}"


def any_calendar(body: str, table: Table) -> list[Days]:
    """The stretches a business year may be, whatever month it ends in."""
    numbers = parts(plain(body, table), table)
    return [stretch(*numbers, end, begins) for end in range(1, 13) for begins in (False, True)] if numbers else []


def parts(body: str, table: Table) -> tuple[int, int, int] | None:
    """Year, length in months and place of the part named (1 of 4 quarters); None without a year."""
    year, size, part = 0, 12, 1
    tokens = [token for token in pieces(body.replace(" ", "_"), table) if token not in {"_", "-", ",", "/"}]
    names = {**table.get("ordinals", {}), **{char: number for char, number in table["words"].items() if table["script"] == "han"}}
    for at, token in enumerate(tokens):
        low = token.lower()
        after = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
        number = int(token) if token.isdecimal() else int(names[low]) if low in names else None
        if number is None:
            continue
        before = tokens[at - 1].lower() if at else ""
        if number < 5 and (before in ("q", "h") or after in ("q", "h", "quarter", "half", "\u5b63")):
            size = 6 if "h" in (before, after) or after == "half" else 3
            part = number
        elif token.isdecimal():
            year = number if number > 999 else 2000 + number
    for half, mark in table.get("halves", {}).items():
        if half in body:
            size, part = 6, int(mark[1:])
    return (year, size, part) if year else None


def ending(said: Said) -> tuple[int, bool]:
    """Last month of the business year, and whether it is named for the year it begins in."""
    if said.anchor is None:
        return 12, False
    mark = said.table["calendar"]["marks"].get(said.anchor)
    if mark is not None:
        return mark["end"], mark.get("begins", False)
    months = [value for kind, value in dates(plain(said.anchor, said.table), said.table) if kind == "month"]
    return (months[-1] if months else 12), False


def stretch(year: int, size: int, part: int, end: int, begins: bool) -> Days:
    """The days of the part of a business year."""
    last = (year + (1 if begins and end != 12 else 0)) * 12 + end - 1
    return month_of(last - 11 + size * (part - 1), size)


def ended(said: Said, period: Period, word: str) -> str | None:
    """A stretch of months up to the month named: the June quarter, the year to June."""
    found = list(dates(plain(said.body, said.table), said.table))
    months = [value for kind, value in found if kind == "month"]
    if not months:
        return "unknown"
    first, last = period.days()
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    stated = [value for kind, value in found if kind == "year"]
    if last.month != months[-1] or length != said.table["lengths"][word] or (stated and stated[-1] != last.year):
        return f"{said.body} is not {period.text}"
    near = {int(said.published[:4]) + shift for shift in (-1, 0)} if said.published and not stated and not said.anchor else {last.year}
    return None if last.year in near else f"no year in reach gives {period.text}"


def closed(said: Said, period: Period, word: str) -> str | None:
    """The end of a year: its last month or day; any other period is read elsewhere."""
    plan = longest(said.body, said.table.get("plans", {}))
    if plan is not None:
        return None if period.text == said.table["plans"][plan].split("/")[-1] else f"{said.body} is not {period.text}"
    first, last = period.days()
    if (last.month, last.day) != (12, 31) or first.month != 12:
        return "unknown"
    tokens = list(pieces(said.body, said.table))
    years = [value_of(tokens, at, said.table) for at in range(len(tokens))]
    stated = [found[0] for found in years if found is not None and found[0] > 999]
    rel = longest(said.body.lower(), said.table["relative"])
    if stated:
        return None if last.year in stated else f"{stated[0]} is not {period.text}"
    return (
        contradiction(said.body, Period(str(last.year)), said.table, {int(said.published[:4])} if said.published else set())
        if rel
        else "unknown"
    )


def windowed(said: Said, period: Period, word: str) -> str | None:
    """So many years before or behind the year in reach."""
    table = said.table
    tokens = list(pieces(said.body.replace(" ", "_"), table))
    if not any(mark in tokens for mark in table["leads"]["years"]):
        return "unknown"
    counts = [value_of([token], 0, table) for token in tokens]
    names = [int(table["words"][token]) for token in tokens if token.isascii() and token in table["words"]]
    count = next((found[0] for found in counts if found is not None), names[0] if names else 0)
    first, last = period.days()
    near = {value for kind, value in dates(plain(said.anchor, table), table) if kind == "year"} if said.anchor else set()
    near |= {int(said.published[:4])} if said.published else set()
    here = first.year if word in table["leads"]["ahead"] else last.year
    fits = last.year - first.year == count and (not near or here in near)
    return None if fits else f"{said.body} is not {period.text}"
