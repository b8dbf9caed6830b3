"""What rows of evidence say of one level over another: of another year, or of another thing that the sentence names."""

from __future__ import annotations

from collections.abc import Iterator

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.changes import YEAR, Level, ends, levels, series
from reassay.judge.concepts import senses
from reassay.judge.plain import plain
from reassay.judge.readings import Reading, at_time, difference
from reassay.judge.relations import LEVELLESS
from reassay.judge.rows import Row, same_name, shelf, whose
from reassay.judge.stretch import Stretch, of, stretch, time_of
from reassay.reference.cards import metrics


def proportions(claim: Claim, view: View) -> list[Reading]:
    """Readings of a ratio that is no change and no share by its metric."""
    q, mine = claim.quantity, of(claim.period)
    if q is None or q.unit != "ratio" or mine is None or claim.metric in LEVELLESS or difference(claim):
        return []
    return [*relative(claim, mine, view), *beside_another(claim, view)]


def relative(claim: Claim, mine: Stretch, view: View) -> list[Reading]:
    """A level as a share or multiple of the level of another year that the sentence names (a third of what it was in 2022)."""
    q = claim.quantity
    years = {found[0] for found in YEAR.finditer(claim.quote)} - {str(mine.first.year)}
    if q is None or q.unit != "ratio" or len(years) != 1 or mine.first.year != mine.last.year:
        return []
    then = stretch(next(iter(years)))
    found: list[Reading] = []
    for rows in series(claim, view) if then else ():
        now = (time_of(claim) or mine) if any(row.when and row.when.part for row in rows) else mine
        news, olds = levels(claim, rows, now), levels(claim, rows, then) if then else {}
        found += [proportion(news[edition], olds[edition]) for edition in sorted(set(news) & set(olds))]
        if not set(news) & set(olds) and len(news) == len(olds) == 1:  # two notices, each the only one of its year
            found.append(proportion(next(iter(news.values())), next(iter(olds.values()))))
    return found


def beside_another(claim: Claim, view: View) -> Iterator[Reading]:
    """The subject's level over that of another thing that the sentence names, both in one table at one time (5 times another's price)."""
    if claim.metric in metrics():
        return  # a ratio with a metric of its own is a share, a yield, an efficiency
    kept, text = shelf(view), plain(claim.quote)
    for row in kept.about(whose(claim), view):
        if row.value is None or row.unit == "ratio" or not same_name(row.subject, claim, view) or not at_time(claim, row):
            continue
        for other in kept.metric[row.metric]:
            alike = printed_as(other) == printed_as(row)
            if alike and other.value and not same_name(other.subject, claim, view) and named(other, text):
                yield proportion((row.value, (row,)), (other.value, (other,)), "level / level of the other")


def printed_as(row: Row) -> tuple[object, ...]:
    """What two rows must share to be held against each other: unit, time, publisher and edition."""
    return row.unit, row.when, row.evidence.publisher, row.edition


def named(row: Row, text: str) -> bool:
    """True when a text names what a row is about, in either language."""
    label = {one for one in senses(row.subject) if one[0] == "element"}
    return plain(row.subject) in text or (bool(label) and label <= senses(text))


def proportion(new: Level, old: Level, formula: str = "level / level of the other year") -> Reading:
    """The reading of one level over another."""
    rows = (*new[1], *old[1])
    a, b = (ends(level[0], rows[0].unit) for level in (new, old))
    value, room = NINE.divide(new[0], old[0]), (NINE.divide(a[0], b[1]), NINE.divide(a[1], b[0]))
    last = max(rows, key=lambda row: row.evidence.published_date)
    return Reading("relative", value, room, rows, last.scope, last.evidence.basis, formula, last.edition, last.evidence.published_date)
