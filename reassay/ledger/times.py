"""The second reading of a claim's period: from its own words, at the grain the claim was given, or from the publication date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.ledger.amounts import Table, plain
from reassay.ledger.days import contradiction, dates
from reassay.ledger.relative import Said, month_of, relative
from reassay.reference.grammar import table as reference


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
    rules = reference("periods.toml")["metrics"]
    if wrong is not None and claim.metric in (*rules["balance"], *rules["change"]):
        wrong = last_day(said, claim.period)
    return wrong


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
