"""The second reading of periods: every year, month, day, quarter and half written at the span must be the period's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reassay.base.period import Period
from reassay.ledger.amounts import Table, figure, pieces, plain
from reassay.ledger.hanzi import run


def contradiction(written: str, period: Period, table: Table, years: set[int]) -> str | None:
    """What the words say against the period, None when they agree. ``years``: those the text or its date allow where none is written."""
    first, last = period.days()
    body = plain(written, table)
    found = list(dates(without(body, table), table))
    stated = [value for kind, value in found if kind == "year"]
    for kind, value in found:
        fits = {
            "year": first.year <= value <= last.year,
            "month": value in (first.month, last.month),
            "day": value in (first.day, last.day),
            "count": value == span(first, last),
        }
        if not fits.get(kind, True):
            return f"{kind} {value} is not in {period.text}"
    if stated and not {first.year, last.year} & set(stated):
        return f"{stated[0]} is not {period.text}"
    for kind, ends_at in (("year", (first.year, last.year)), ("month", (first.month, last.month)), ("day", (first.day, last.day))):
        values = {value for name, value in found if name == kind}
        if len([value for name, value in found if name == kind]) > 1 and values != set(ends_at):
            return f"{kind}s {sorted(values)} are not those of {period.text}"
    rest, parts = body.lower(), 0
    for key, code in sorted(part_words(table).items(), key=lambda item: -len(item[0])):
        if key in rest:
            rest, parts = rest.replace(key, " "), parts + 1
            if not ends(period.text, code):
                return f"{key} is not {period.text}"
    if (wrong := misnamed(body, period, table, stated, found)) is not None:
        return wrong
    finer = not period.text.replace("/", "").isdigit()
    if finer and not parts and not any(kind in ("month", "count") for kind, _ in found):
        return f"no month, quarter or half in reach gives {period.text}"
    if (
        not stated
        and not plans(body, table)
        and years
        and not {first.year, last.year} & {year + shift for year in years for shift in shifts(body, table)}
    ):
        return f"no year in reach gives {period.text}"
    return None


def without(body: str, table: Table) -> str:
    """The words of a date but its relative words, which may hold a number word of their own."""
    for word in sorted(table["relative"], key=len, reverse=True):
        body = body.replace(word, " ")
    return body


def misnamed(body: str, period: Period, table: Table, stated: list[int], found: list[tuple[str, int]]) -> str | None:
    """What the words that stand for years or months without a number say against the period."""
    plan = next((word for word in sorted(table.get("plans", {}), key=len, reverse=True) if word in body), None)
    if plan is not None and table["plans"][plan] != period.text:
        return f"{plan} is not {period.text}"
    low = body.lower()
    told = stated or plan is not None or any(word in low for word in table["relative"])
    if not told and period.text.count("/") == 1 and period.text.replace("/", "").isdigit():
        return f"no years in reach give {period.text}"
    bare = low
    for word in sorted(part_words(table), key=len, reverse=True):
        bare = bare.replace(word, "")
    if not told and table["script"] == "han" and "\u5e74" in bare:
        return f"{body} names no year that is known"
    if any(kind == "count" for kind, _ in found):
        later = [word for word, number in table.get("ordinals", {}).items() if int(number) > 1 and word in low.split()]
        if later:
            return f"{later[0]} is not the first months of {period.text}"
    return None


def span(first: dt.date, last: dt.date) -> int:
    """Months from the first to the last day."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def ends(text: str, code: str) -> bool:
    """True when a period is the half, quarter or run of months a word names."""
    if "/" in code:
        first, last = code.split("/")
        return (f"-{first}/" in text and text.endswith(f"-{last}")) or (code == "01/06" and text.endswith("H1"))
    return text.endswith(code)


def part_words(table: Table) -> dict[str, str]:
    """Words of halves, quarters and runs of months, longest first."""
    found: dict[str, str] = {}
    for name in ("spans", "halves", "quarters"):
        found |= table.get(name, {})
    for word, number in table.get("ordinals", {}).items():
        for mark in (" ", "-"):
            found |= {f"{word}{mark}quarter": f"Q{number}"} | ({f"{word}{mark}half": f"H{number}"} if number < 3 else {})
    for number in range(1, 5):
        found[f"q{number}"] = found[f"{number}q"] = f"Q{number}"
    for number in (1, 2):
        found[f"h{number}"] = found[f"{number}h"] = f"H{number}"
    return found


def plans(body: str, table: Table) -> bool:
    """True when a planning period is named."""
    return any(word in body for word in table.get("plans", {}))


def shifts(body: str, table: Table) -> set[int]:
    """Years from the anchor that the relative words allow."""
    low = body.lower()
    found = [shift for word, shift in sorted(table["relative"].items(), key=lambda item: -len(item[0])) if word in low]
    if found:
        return {found[0]}
    return {-1, 0, 1} if "last" in low or "next" in low else {-1, 0}


def dates(body: str, table: Table) -> Iterator[tuple[str, int]]:
    """(year | month | day | count, value) of every number of a date expression."""
    tokens = list(pieces(body.replace(" ", "_"), table))  # a space parts the numbers of a date
    marks = {"\u5e74": "year", "\u6708": "month", "\u65e5": "day"}
    months = table.get("months", {})
    at = 0
    waiting: list[int] = []
    while at < len(tokens):
        token = tokens[at]
        if token in marks:
            for value in waiting:
                yield ("year" if value > 1000 else marks[token]), value
            waiting = []
        elif token.lower() in months:
            yield "month", int(months[token.lower()])
            if short_year(tokens, at):
                yield "year", 2000 + int(tokens[at + 2])
                at += 2
        elif token.lower() in table["words"] and token.isascii() and "months" in tokens:
            yield "count", int(table["words"][token.lower()])
        elif value_of(tokens, at, table) is not None:
            value, used = value_of(tokens, at, table) or (0, 1)
            waiting.append(value)
            at += used - 1
        at += 1
    yield from loose(waiting, months, tokens)


def short_year(tokens: list[str], at: int) -> bool:
    """True for a month with the last two figures of its year behind a hyphen or apostrophe (Sep-23)."""
    rest = tokens[at + 1 : at + 3]
    return len(rest) == 2 and rest[0] in ("-", "'", "\u2019") and rest[1].isdecimal() and len(rest[1]) == 2


def loose(waiting: list[int], months: dict[str, int], tokens: list[str]) -> Iterator[tuple[str, int]]:
    """Numbers without a mark behind: years, the short end of a run of years, days beside a month's name."""
    year = 0
    named = any(token.lower() in months for token in tokens)
    for value in waiting:
        if value > 1000:
            year = value
            yield "year", value
        elif named:
            yield "day", value
        elif year:
            yield "year", year // 100 * 100 + value


def value_of(tokens: list[str], at: int, table: Table) -> tuple[int, int] | None:
    """A whole number at a token and how many tokens it takes; digits of dates carry no thousands marks."""
    token = tokens[at]
    if token[0].isascii() and token[0].isdigit():
        value = figure(token.split(",")[0].split(" ")[0])
        return (int(value), 1) if value is not None else None
    if table["script"] != "han":
        return None
    end = at
    while end < len(tokens) and (tokens[end] in table["words"] or tokens[end] in table["scales"]):
        end += 1
    value = run(tokens[at:end], table) if end > at else None
    return (int(value), end - at) if value is not None else None
