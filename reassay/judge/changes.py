"""What rows of evidence say of a change: two times of one series, in one edition; where editions were mixed, that is told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.concepts import senses
from reassay.judge.intervals import Interval, rounding
from reassay.judge.plain import plain
from reassay.judge.reach import reaches, wholes_named
from reassay.judge.readings import Reading, added, difference
from reassay.judge.relations import LEVELLESS, present
from reassay.judge.rows import Row, factor, same_name, shelf, whose
from reassay.judge.stretch import Stretch, of, time_of
from reassay.reference.grammar import table

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
Level = tuple[Decimal, tuple[Row, ...]]


def changes(claim: Claim, view: View) -> list[Reading]:
    """Readings of a growth rate, a price change or a difference: same edition first, then mixed ones (``how`` mixed)."""
    mine = of(claim.period)
    if not (claim.metric in LEVELLESS or difference(claim)):
        return []
    found: list[Reading] = []
    for rows in series(claim, view):
        open_start = mine is None or present(claim, view) or started(claim)
        now = time_of(claim) if any(row.when and row.when.part for row in rows) else mine
        if open_start and all(row.bundled for row in rows):
            continue  # the long series that come with the package would hold some window against any change
        found += undated(claim, rows, mine) if open_start else compared(claim, rows, *ends_of(now)) if now else ()
    return found


def ends_of(mine: Stretch) -> tuple[Stretch, Stretch]:
    """(the time told, the time it is held against): the last and the first of whole years, else the same time a year before."""
    whole = (mine.first.month, mine.first.day, mine.last.month, mine.last.day) == (1, 1, 12, 31)
    if whole and mine.first.year < mine.last.year:
        first, last = (Stretch(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (mine.first.year, mine.last.year))
        return last, first
    return mine, earlier(mine)


def started(claim: Claim) -> bool:
    """True for words that tell where a change ended and not where it began (by 2025 it had lost a third), in a sentence with one year."""
    words, low = table("testing.toml")["open_start"], plain(claim.quote)
    years = {found[0] for found in YEAR.finditer(claim.quote)}
    return len(years) < 2 and any(word in low for code in sorted(words) for word in words[code])


def undated(claim: Claim, rows: list[Row], mine: Stretch | None) -> Iterator[Reading]:
    """A change told without a start: from every earlier year of the table to the one told, else to its last one, each its own window."""
    whole = {row.when for row in rows if row.when and not row.when.part and row.when.first.year == row.when.last.year}
    last = mine if mine in whole else max(whole, key=lambda one: (one.last, one.first), default=None)
    for then in sorted((one for one in whole if last and one.last < last.first), key=lambda one: one.last):
        if last is not None:
            for one in compared(claim, rows, last, then):
                window = f"from {then.last.year} to {last.last.year}"
                yield replace(one, scope=", ".join(filter(None, (one.scope, window))))


def earlier(mine: Stretch) -> Stretch:
    """The same stretch a year before."""
    return Stretch(back(mine.first), back(mine.last), mine.part)


def back(day: dt.date) -> dt.date:
    """The same day a year before; the last of February for a leap day."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def base(claim: Claim, view: View) -> set[str]:
    """Metrics of the levels that a change is of: as the sentence tells, else by the change itself; empty when either is silent."""
    if difference(claim):
        return {claim.metric}
    told = {one.metric for one in view.sentence(claim) if one.quantity and one.metric not in LEVELLESS and one.quantity.unit != "ratio"}
    named = wholes_named(claim)
    return (
        told or set(table("evidence.toml")["levels"].get(claim.metric, ())) or named & {"quota"} or named
    )  # "mining quota" names mining, too


def series(claim: Claim, view: View) -> Iterator[list[Row]]:
    """Rows of the subject by metric, unit, scope and publisher."""
    metrics = base(claim, view)
    own = {row.metric for row in shelf(view).about(whose(claim), view) if same_name(row.subject, claim, view) and row.value is not None}
    if not metrics & own and len(own) == 1 and claim.metric == "growth_rate":
        metrics = own  # the text names its level otherwise than the one series there is
    found: dict[tuple[str, str | None, str, str], list[Row]] = defaultdict(list)
    for row in shelf(view).about(whose(claim), view):
        if same_name(row.subject, claim, view) and row.value is not None and (not metrics or row.metric in metrics) and reaches(claim, row):
            found[row.metric, row.unit, row.scope, row.evidence.publisher].append(row)
    if not metrics and len({key[0] for key in found}) > 1:
        return
    yield from found.values() if found else members(claim, metrics, view)


def members(claim: Claim, metrics: set[str], view: View) -> list[list[Row]]:
    """The series of every single product of a basket that a text names only as a whole (prices of rare-earth oxides)."""
    generic = table("evidence.toml")["basket"]["words"]
    name = plain(claim.subject or "")
    if not any(word in name for word in generic) or any(group == "element" for group, _ in senses(f"{name} | {claim.quote}")):
        return []
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for metric in sorted(metrics):
        for row in shelf(view).metric.get(metric, ()):
            if row.value is not None and not row.bundled and any(group == "element" for group, _ in senses(row.subject)):
                found[row.subject, row.evidence.publisher].append(row)
    return list(found.values()) if len({subject for subject, _ in found}) > 1 else []


def compared(claim: Claim, rows: list[Row], now: Stretch, then: Stretch) -> Iterator[Reading]:
    """The change between two stretches: of each edition that has both, of notices never revised, and of editions mixed."""
    news, olds = levels(claim, rows, now), levels(claim, rows, then)
    for edition in sorted(set(news) & set(olds)):
        yield made(claim, "change", news[edition], olds[edition])
    if not set(news) & set(olds) and len(news) == len(olds) == 1:
        yield made(claim, "change", next(iter(news.values())), next(iter(olds.values())))
    for new in sorted(news):
        for old in sorted(olds):
            if old != new and len(olds) > 1:
                yield made(claim, "mixed", news[new], olds[old])


def levels(claim: Claim, rows: list[Row], when: Stretch) -> dict[str, Level]:
    """Edition -> level at a stretch; the batches of a year are one edition."""
    found: dict[str, Level] = {}
    batches: list[Row] = []
    for row in rows:
        if row.when == when and row.value is not None:
            found[row.edition] = (row.value, (row,))
        elif row.when and row.when.part and (row.when.first, row.when.last) == (when.first, when.last):
            batches.append(row)
    if batches and not found:
        value = sum((row.value for row in batches if row.value is not None), Decimal(0))
        if added(claim, batches) is not None or claim.metric in LEVELLESS:
            found["batches"] = (value, tuple(batches))
    return found


def made(claim: Claim, how: str, new: Level, old: Level) -> Reading:
    """The reading of two levels, with the room their own rounding leaves."""
    rows = (*new[1], *old[1])
    unit = rows[0].unit
    a, b = (ends(level[0], unit) for level in (new, old))
    newest = max(rows, key=lambda row: row.evidence.published_date)
    if claim.metric in LEVELLESS:
        value = NINE.divide(new[0], old[0]) - 1
        room: Interval = (NINE.divide(a[0], b[1]) - 1, NINE.divide(a[1], b[0]) - 1)
        formula = "level / earlier level - 1"
    else:
        size = factor(unit, claim.quantity.unit if claim.quantity else None) or Decimal(1)
        value, room, formula = (new[0] - old[0]) * size, ((a[0] - b[1]) * size, (a[1] - b[0]) * size), "level - earlier level"
    return Reading(how, value, room, rows, newest.scope, newest.evidence.basis, formula, newest.edition, newest.evidence.published_date)


def ends(value: Decimal, unit: str | None) -> Interval:
    """A level with its rounding; a price or count is taken as printed."""
    room = Decimal(0) if unit is None or "/" in unit else rounding(value, unit)
    return value - room, value + room
