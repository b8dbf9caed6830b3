"""Period mentions: where a text names a time, and which period that is.

A mention is resolved from its own words, else from the year named before it, else from the publication date.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from reassay.base.numerals import words
from reassay.base.period import Period
from reassay.base.text import Span
from reassay.reference.grammar import grammar

HAN_MONTH = 10


@dataclass(frozen=True, slots=True)
class When:
    """A period in the text; ``stated`` when its year stands there; ``anchor`` the span of the year it leans on, if any."""

    span: Span
    period: Period
    stated: bool
    anchor: Span | None = None


@cache
def patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """Date patterns of a language, with its words filled in."""
    table = grammar(code)
    fill = {"year": table["dates"]["years"], "month": months(code), "relative": words(table["relative"])}
    fill |= {
        "half": words(table.get("halves", {})),
        "quarter": words(table.get("quarters", {})),
        "span": words(table.get("spans", {})),
        "plan": words(table.get("plans", {})),
    }
    found = []
    for pattern in table["dates"]["patterns"]:
        for name, value in fill.items():
            pattern = pattern.replace("{" + name + "}", value)  # noqa: PLW2901
        found.append(re.compile(pattern))
    return tuple(found)


def months(code: str) -> str:
    """Month names with a capital (``may`` is a verb)."""
    names = grammar(code).get("months", {})
    return words({name.capitalize(): "" for name in names}) if names else "(?!)"


def written(text: str, code: str) -> list[tuple[Span, re.Match[str]]]:
    """Every date expression of a folded text, none overlapping an earlier pattern's, whether its year is known or not."""
    taken: list[tuple[Span, re.Match[str]]] = []
    used = bytearray(len(text))
    for pattern in patterns(code):
        for found in pattern.finditer(text):
            span = Span(*found.span())
            if span.start < span.end and not any(used[span.start : span.end]):
                taken.append((span, found))
                used[span.start : span.end] = b"\x01" * (span.end - span.start)
    return sorted(taken, key=lambda pair: pair[0])


def periods(taken: list[tuple[Span, re.Match[str]]], text: str, code: str, published: str | None) -> list[When]:
    """The period of every date expression that has one, by place."""
    result: list[When] = []
    base = int(published[:4]) if published else None
    year, anchor = base, None
    last_line = 0
    for span, found in taken:
        if text.count("\n", last_line, span.start):
            year, anchor = base, None
        last_line = span.start
        when = resolve(found, span, code, year, anchor, base, published)
        if when is not None:
            result.append(when)
            if when.stated and not found.groupdict().get("plan") and (not base or when.period.year <= base + 1):
                year, anchor = when.period.year, span
    return result


def resolve(
    found: re.Match[str], span: Span, code: str, year: int | None, anchor: Span | None, base: int | None, published: str | None
) -> When | None:
    """The period of one match, None when its year is unknown or it is no date."""
    groups = {name: value for name, value in found.groupdict().items() if value}
    table = grammar(code)
    stated = "y" in groups or "plan" in groups
    if "plan" in groups:
        return When(span, Period(table["plans"][groups["plan"]]), True)
    month = number(groups.get("m"), code)
    if "y" in groups:
        now: int | None = number(groups["y"], code)
    elif "rel" in groups and (base is not None or year is not None):
        now = (base if base is not None else year or 0) + table["relative"].get(groups["rel"].lower(), 0)
        if code == "en" and groups["rel"].lower() in ("last", "next") and month:
            now = nearest(groups["rel"].lower(), month, published or str(base))
        anchor = None if base is not None else anchor
    else:
        now = year
        if (
            now is not None
            and now == base
            and anchor is None
            and month
            and published
            and len(published) >= 7
            and month > int(published[5:7]) + 3
        ):
            now -= 1
    if now is None:
        return None
    try:
        return When(span, Period(spell(groups, now, month, code)), stated, None if stated else anchor)
    except ValueError:
        return None


def nearest(word: str, month: int, published: str) -> int:
    """Year of ``last July`` or ``next May`` seen from the publication month."""
    year, now = int(published[:4]), int(published[5:7]) if len(published) >= 7 else 12
    return (year if month < now else year - 1) if word == "last" else (year if month > now else year + 1)


def spell(groups: dict[str, str], year: int, month: int, code: str) -> str:
    """The period's one spelling."""
    table = grammar(code)
    if "y2" in groups:
        end = groups["y2"]
        last = number(end, code) if len(end) > 2 else year // 100 * 100 + int(end)
        return f"{year}/{last}"
    if "n" in groups:
        last = int(table["words"][groups["n"].lower()])
        return f"{year}-{max(1, month - last + 1):02d}/{year}-{month:02d}" if month else f"{year}-01/{year}-{last:02d}"
    if "q" in groups:
        q = groups["q"].lower()
        return f"{year}Q{q if q.isdigit() else table['ordinals'][q]}"
    if "h" in groups:
        h = groups["h"].lower()
        return f"{year}H{h if h.isdigit() else table['ordinals'][h]}"
    for name, key in (("half", "halves"), ("quarter", "quarters")):
        if name in groups:
            return f"{year}{table[key][groups[name]]}"
    if "span" in groups:
        first, last_month = table["spans"][groups["span"]].split("/")
        return f"{year}-{first}/{year}-{last_month}"
    if "m2" in groups:
        last = number(groups["m2"], code)
        if (month, last) in ((1, 6), (7, 12)):
            return f"{year}H{1 if month == 1 else 2}"
        return f"{year}-{month:02d}/{year}-{last:02d}"
    if "d2" in groups:
        return f"{year}-{month:02d}-{int(groups['d']):02d}/{year}-{month:02d}-{int(groups['d2']):02d}"
    if "d" in groups:
        return dt.date(year, month, int(groups["d"])).isoformat()
    return f"{year}-{month:02d}" if month else f"{year}"


def number(text: str | None, code: str) -> int:
    """A month name, month or year in digits or written digits; 0 for None."""
    if not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text)
    table = grammar(code)
    if text.lower() in table.get("months", {}):
        return int(table["months"][text.lower()])
    value, ten = 0, False
    for char in text:
        if char in table["words"]:
            value = value + int(table["words"][char]) if ten else value * 10 + int(table["words"][char])
        else:
            value, ten = (value or 1) * HAN_MONTH, True
    return value
