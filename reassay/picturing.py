"""What plots need of judging: how many of the filings a claim tells registers would show by and by, and which figures are of one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reassay.base.claim import Claim
from reassay.base.picture import Fan
from reassay.base.verdict import Assay
from reassay.judge.concepts import near
from reassay.judge.nowcast import LEVEL, sample_size, seen, share, visible
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

REGISTER = "patents"  # the lag for which the share that is visible is known
AFTER = 120  # days shown after that of the test
MOST = 2000  # filings counted one by one; of more, the shares of so many stand for all: their band is wider by less than 1 in 1000


def fans(assay: Assay) -> Iterator[Fan]:
    """A fan for each claim of filings that a register does not show in full yet, the largest first; one of those that tell the same."""
    tests = {verdict.claim: verdict.next_test_date for verdict in assay.verdicts if verdict.word == "not_testable_yet"}
    waiting = [claim for claim in assay.claims if not claim.duplicate and tests.get(claim.id) and claim.period and counted(claim)]
    known = set()
    for claim in sorted(waiting, key=lambda one: (-counted(one), one.document, one.span, one.id)):
        told = (claim.who, claim.metric, claim.period and claim.period.text, counted(claim))
        if told not in known:
            known.add(told)
            yield fan(claim, assay.as_of, str(tests[claim.id]))


def kinds(assay: Assay) -> dict[str, str]:
    """Claim -> what its number is of beyond metric and stage: figures of other products, forms or rights are of no common series."""
    silent = table("plots.toml")["history"]["silent"]
    told = {claim.id: sorted(name for group, name in near(claim) if group not in silent) for claim in assay.claims if claim.quantity}
    return {ident: " ".join(names) for ident, names in told.items() if names}


def counted(claim: Claim) -> int:
    """How many filings a claim tells, nought where it tells none that a register shows later."""
    card, q = metrics().get(claim.metric), claim.quantity
    whole = q is not None and q.unit == "count" and q.low == q.high == q.low.to_integral_value()
    return int(q.low) if q is not None and whole and card is not None and card.lag == REGISTER else 0


def fan(claim: Claim, on: str, test: str) -> Fan:
    """Month by month from the first day of a claim's time until after its test: how many would be public if it is right."""
    assert claim.period is not None
    first, last = claim.period.days()
    end = dt.date.fromisoformat(test) + dt.timedelta(days=AFTER)
    days = starts(first, end)
    if first < (judged := dt.date.fromisoformat(on)) < end:
        days = sorted({*days, judged})
    steps = tuple((day.isoformat(), *ends(counted(claim), visible(first, last, day))) for day in days)
    return Fan(claim.id, counted(claim), on, test, steps)


def ends(claimed: int, mean: float) -> tuple[int, int, int]:
    """The ends of the central 95 % of the visible ones and their middle, when so many were filed and this share of them is visible."""
    if mean <= 0:
        return 0, 0, 0
    part, whole = share(mean, sample_size(0)), min(claimed, MOST)
    found: list[int] = []
    reached = 0.0
    for count in range(whole + 1):
        reached += seen(count, whole, part)
        while len(found) < 3 and reached >= (LEVEL, 0.5, 1 - LEVEL)[len(found)]:
            found.append(count)
    low, middle, high = (*found, *[whole] * (3 - len(found)))
    return tuple(round(one * claimed / whole) for one in (low, middle, high))  # type: ignore[return-value]


def starts(first: dt.date, end: dt.date) -> list[dt.date]:
    """The first day, and the first of every month after it until an end."""
    days = [first]
    while days[-1] < end:
        later = days[-1].year * 12 + days[-1].month
        days.append(dt.date(later // 12, later % 12 + 1, 1))
    return days
