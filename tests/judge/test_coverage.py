"""Coverage over whole simulated registers: own history, delays, drift of early publication, an imperfect search, the never published."""

import datetime as dt
import os
import random

import pytest

from reassay.judge.filings import Filing
from reassay.judge.nowcast import LEVEL, POWER, Share
from reassay.judge.predictive import power, predicted, tails, totals
from reassay.judge.showing import curve, visible_share

FIRST, LAST, LOOK = dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 11, 23)
RECALL = Share(27, 3)


def filed(chance, year, count, early, never, found):
    """(Filings of a year that a search finds in the end, all filings): three in four published early, the others after 18 months."""
    rows = []
    for n in range(count):
        day = dt.date(year, 1, 1) + dt.timedelta(days=chance.randrange(365))
        months = chance.lognormvariate(1.13, 0.35) if chance.random() < early else chance.gauss(18.25, 0.2)
        shown = day + dt.timedelta(days=round(months * 30.4375))
        if chance.random() >= never and chance.random() < found:
            rows.append(Filing("CN", f"{year}{n}", "invention", day, shown, frozenset()))
    return rows


def register(chance, drift):
    """(filings of the claim's year in truth, those of it that show, the share they are expected to be, as the judge learns it)."""
    never, found = chance.betavariate(3, 97), chance.betavariate(RECALL.a, RECALL.b)
    early = 0.75
    rows = [one for year in (2021, 2022, 2023, 2024) for one in filed(chance, year, 63, early, never, found)]
    truth = sum(chance.random() < 0.125 for _ in range(1000))
    now = filed(chance, 2025, truth, early + drift * (1 if chance.random() < 0.5 else -1), never, found)
    rows = [one for one in (*rows, *now) if one.published <= LOOK]
    seen = sum(FIRST <= one.filed <= LAST for one in rows)
    return truth, seen, visible_share(curve(rows, "invention", LOOK), FIRST, LAST, LOOK, RECALL)


def covered(rounds, drift, stated=False, seed=2026):
    """(share of 95 % intervals that hold the truth, share of true claims rejected, share of claims 30 % too high rejected)."""
    chance = random.Random(seed)
    held = rejected = caught = 0
    for _ in range(rounds):
        truth, seen, part = register(chance, drift)
        if stated:  # the share that shows is drawn from what it is given as
            share = chance.betavariate(part.a, part.b)
            seen = sum(chance.random() < share for _ in range(truth))
        found = totals([(seen, part)])
        low, high = found.range if found else (0, 0)
        held += low <= truth <= high
        for claimed, more in ((truth, False), (round(truth / 0.7), True)):
            fails = tails(seen, predicted(claimed, [(1.0, part)]))[0] <= LEVEL and power(claimed, [(1.0, part)], 0.7) >= POWER
            rejected += fails and not more
            caught += fails and more
    return held / rounds, rejected / rounds, caught / rounds


# The bounds of a hundredth of the registers are those of 4,000 with three standard errors of 40 draws (0.105 at .95) added.
@pytest.mark.soak
@pytest.mark.parametrize(("drift", "stated", "least", "most"), [(0.0, True, 0.93, 0.97), (0.0, False, 0.93, 1.0), (0.1, False, 0.90, 1.0)])
def test_intervals_hold_the_truth_and_true_claims_stand(drift, stated, least, most):
    rounds = 4000 if os.environ.get("REASSAY_SOAK") else 40
    room = 0.0 if rounds > 1000 else 0.105
    held, rejected, caught = covered(rounds, drift, stated)
    print(f"{rounds} registers, drift {drift}, stated {stated}: covered {held:.3f}, true rejected {rejected:.3f}, 30 % found {caught:.3f}")
    assert least - room <= held <= most + room
    assert rejected <= 0.06 + room
    assert caught >= (0.8 if rounds > 1000 else 0.6)
