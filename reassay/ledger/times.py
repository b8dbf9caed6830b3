"""The second reading of a claim's period: from its own words, at the grain the claim was given, or from the publication date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.text import Span
from reassay.ledger.amounts import Table, plain
from reassay.ledger.days import contradiction, dates
from reassay.ledger.relative import Said, month_of, relative
from reassay.reference.grammar import table as reference

REACH = 120  # characters before a number in which the others of its list stand
NEAR = 8  # characters that may part two numbers of one list
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def when(claim: Claim, text: str, published: str | None, table: Table) -> str | None:
    """What differs between the period and its own characters, or the publication date when it is the document's."""
    span, edge = claim.at("period"), claim.at("period_edge")
    carried = dict(claim.carried).get("period")
    if claim.period is None:
        return "a span but no period" if span else None
    if span is None:
        own = carried == "document" and published and published.startswith(claim.period.text)
        return None if own and len(claim.period.text) in (4, 7, 10) else "a period without a span"
    anchor = claim.at("period_anchor")
    said = Said(plain(span.of(text), table), anchor.of(text) if anchor else None, published, table)
    if edge is not None:
        word = plain(edge.of(text), table).lower()
        return last_day(said, claim.period) if word in table["edges"]["words"] else f"{word} asks for no last day"
    wrong = told(said, claim.period)
    value = claim.at("value")
    if wrong is not None and value is not None and one_of(said, claim.period, text, value, span):
        wrong = None
    if wrong is None:
        wrong = too_long(said, claim.period)
    rules = reference("periods.toml")["metrics"]
    if wrong is not None and claim.metric in (*rules["balance"], *rules["change"]):
        wrong = last_day(said, claim.period)
    return wrong


def one_of(said: Said, period: Period, text: str, value: Span, own: Span) -> bool:
    """True for the year of a written stretch of years that stands at the place the number has in its list of as many numbers."""
    years = [number for kind, number in dates(said.body, said.table) if kind == "year"]
    if len(years) != 2 or not period.text.isdigit() or not years[0] <= int(period.text) <= years[1]:
        return False
    place, end = 0, value.start
    for found in reversed(list(NUMBER.finditer(text, max(0, value.start - REACH), value.start))):
        if end - found.end() > NEAR or Span(*found.span()).overlaps(own):
            break
        place, end = place + 1, found.start()
    behind, end = 0, value.end
    for found in NUMBER.finditer(text, value.end, value.end + REACH):
        if found.start() - end > NEAR or Span(*found.span()).overlaps(own):
            break
        behind, end = behind + 1, found.end()
    count = years[1] - years[0] + 1
    return (place + 1 + behind) % count == 0 and (place - int(period.text) + years[0]) % count == 0


def too_long(said: Said, period: Period) -> str | None:
    """A stretch of which only the beginning is written runs to the publication, to the month or year of it."""
    named = {number for kind, number in dates(said.body, said.table) if kind == "year"}
    first, slash, last = period.text.partition("/")
    if not slash or len(named) != 1 or not first.isdigit() or not last.isdigit() or int(first) not in named:
        return None
    ending = {int(said.published[:4])} if said.published else set()
    return None if int(last) in ending or relative(said, period)[0] else f"{said.body!r} does not run to {last}"


def told(said: Said, period: Period) -> str | None:
    """What the words of a date say against a period."""
    known, wrong = relative(said, period)
    if known:
        return wrong
    years = {number for kind, number in dates(plain(said.anchor, said.table), said.table) if kind == "year"} if said.anchor else set()
    if not years and said.published:
        years = {int(said.published[:4])}
    return contradiction(said.body, period, said.table, years)


def last_day(said: Said, period: Period) -> str | None:
    """What differs when the last day of the period written is meant."""
    first, last = period.days()
    if first != last:
        return f"{period.text} is no day"
    for size in range(1, 13):
        begin, end = month_of(last.year * 12 + last.month - size, size)
        if end == last and any(told(said, Period(one)) is None for one in spellings(begin, end, size)):
            return None
    return f"{said.body!r} does not end on {period.text}"


def spellings(begin: dt.date, end: dt.date, size: int) -> Iterator[str]:
    """How so many months up to a day may be spelled."""
    yield f"{begin:%Y-%m}/{end:%Y-%m}" if size > 1 else f"{end:%Y-%m}"
    for months, mark in ((3, "Q"), (6, "H"), (12, "")):
        if size == months and end.month % months == 0:
            yield f"{end.year}{mark}{end.month // months}" if mark else f"{end.year}"
