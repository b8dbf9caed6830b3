"""Period mentions: where a text names a time, and which period that is.

A mention is reckoned from its own words, else from the year or period named before it, else from the publication date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reassay.base.numerals import words
from reassay.base.period import Period
from reassay.base.text import Span
from reassay.extract.reckoning import Clock, reckon
from reassay.extract.stretches import Expressions
from reassay.reference.grammar import grammar


@dataclass(frozen=True, slots=True)
class When:
    """A period in the text; ``stated`` when its year stands there; ``anchor`` the span of what it leans on, if any.

    ``role``: plain; ``ago`` (the period in reach, in an earlier year); ``now`` (today, currently); ``relative`` (last month); ``since`` (an
    open beginning); ``origin`` (when somebody was founded); ``window`` (the past three years); ``close`` (the end of a year is meant);
    ``report`` (the name of a periodical report). ``edge``: a word that asks for the period's last day. ``shift``: the years of *ago*.
    ``month`` and ``year``: where those of a day are written.
    """

    span: Span
    period: Period
    stated: bool
    anchor: Span | None = None
    role: str = ""
    edge: Span | None = None
    shift: int = 0
    month: Span | None = None
    year: Span | None = None


@cache
def expressions(code: str) -> Expressions:
    """Date patterns of a language, with its words filled in."""
    table = grammar(code)
    fill = {"year": table["dates"]["years"], "month": months(code)}
    for name, key in (("half", "halves"), ("quarter", "quarters"), ("span", "spans"), ("plan", "plans")):
        fill[name] = words(table.get(key, {}))
    for name in ("relative", "reach", "same", "ago", "lengths", "fiscal"):
        fill[name] = words(table.get(name, {}))
    found = []
    for pattern in table["dates"]["patterns"]:
        for name, value in fill.items():
            pattern = pattern.replace("{" + name + "}", value or "(?!)")  # noqa: PLW2901
        found.append(re.compile(pattern))
    return Expressions(found)


def months(code: str) -> str:
    """Month names with a capital (``may`` is a verb)."""
    names = grammar(code).get("months", {})
    return words({name.capitalize(): "" for name in names}) if names else "(?!)"


def written(text: str, code: str, places: Sequence[Span]) -> list[tuple[Span, re.Match[str]]]:
    """Every date expression of a folded text, none overlapping an earlier pattern's, whether its year is known or not."""
    taken: list[tuple[Span, re.Match[str]]] = []
    used = bytearray(len(text))
    for found in expressions(code).search(text, places):
        span = Span(found.end("lead") if found.groupdict().get("lead") else found.start(), found.end())
        if span.start < span.end and not any(used[span.start : span.end]):
            taken.append((span, found))
            used[span.start : span.end] = b"\x01" * (span.end - span.start)
    return sorted(taken, key=lambda pair: pair[0])


def named(found: re.Match[str]) -> dict[str, str]:
    """The groups that matched; a group may be written twice in a pattern, the second time with a digit behind an underscore."""
    return {name.split("_")[0]: value for name, value in found.groupdict().items() if value and name != "lead"}


def periods(taken: list[tuple[Span, re.Match[str]]], text: str, code: str, published: str | None) -> list[When]:
    """The period of every date expression that has one, by place."""
    result: list[When] = []
    clock = Clock(code, published, text)
    last_line = 0
    for span, found in taken:
        groups = named(found)
        if text.count("\n", last_line, span.start):
            clock.line()
        elif ended(text, last_line, span.start, code):
            clock.sentence()
        last_line = span.start
        told = reckon(groups, clock)
        if told is None:
            continue
        try:
            when = When(
                span,
                Period(told.text),
                told.stated,
                told.anchor,
                role(groups, span, text, code),
                edge(groups, found),
                told.shift,
                part(groups, found, "m", code),
                part(groups, found, "y", code),
            )
        except ValueError:
            continue
        result.append(when)
        clock.remember(groups, when.period, span, when.role)
    return result


def ended(text: str, start: int, end: int, code: str) -> bool:
    """True when a sentence ends, or a semicolon stands, between two times."""
    return any(mark in text[start:end] for mark in grammar(code)["leads"]["ends"])


def role(groups: dict[str, str], span: Span, text: str, code: str) -> str:
    """What kind of time the words give."""
    if "reach" in groups:
        return "now" if grammar(code)["reach"][groups["reach"].lower()] == "now" else "relative"
    for name in ("since", "window", "close"):
        if name in groups:
            return name
    if "ago" in groups or ("same" in groups and ("rel" in groups or "y" in groups)):
        return "ago"
    if span.of(text).endswith(tuple(grammar(code)["leads"].get("reports", ())) or ("\0",)):
        return "report"
    lead = text[max(0, span.start - 24) : span.start].rstrip().lower()
    for name in ("since", "origin"):
        if lead.endswith(tuple(grammar(code)["leads"][name])):
            return name
    return ""


def edge(groups: dict[str, str], found: re.Match[str]) -> Span | None:
    """The word that asks for the last day, when it belongs to the date itself."""
    return Span(*found.span("edge")) if "edge" in groups else None


def part(groups: dict[str, str], found: re.Match[str], name: str, code: str) -> Span | None:
    """Where the month or the year of a day is written, with its mark in Chinese."""
    if "d" not in groups or name not in groups:
        return None
    if not found.groupdict().get(name):
        return None
    mark = 1 if grammar(code)["script"] == "han" and found.end(name) < found.end() else 0
    return Span(found.start(name), found.end(name) + mark)
