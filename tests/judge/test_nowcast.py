"""Worked examples of the patent nowcast and its coverage by simulation, within the last printed digit of the notes."""

import datetime as dt
import os
import random

import pytest

from reassay.judge.nowcast import Share, edge, elicited, hazard, power, ratio, sample_size, seen, share, tails, total, visible

PART = Share(31.9, 8.1)


@pytest.mark.parametrize(
    ("n", "median", "low", "high", "with_history", "below"),
    [(60, 75, 64, 94, 78, 0.0), (80, 100, 86, 125, 101, 0.025), (100, 124, 108, 155, 125, 0.49), (112, 139, 122, 173, 139, 0.93)],
)
def test_section_1_5_posterior_of_the_total(n, median, low, high, with_history, below):
    found = total(n, PART)
    assert abs(found.median - median) <= 1
    assert abs(found.range[0] - low) <= 1
    assert abs(found.range[1] - high) <= 1
    assert abs(total(n, PART, 133.5, 10).median - with_history) <= 1
    assert abs(tails(n, 125, PART)[0] - below) <= 0.011


@pytest.mark.parametrize(
    ("mean", "size", "limit", "powers"),
    [
        (0.43, 20, 26, (0.49, 0.14, 0.08, 0.04)),
        (0.71, 40, 66, (1.0, 0.71, 0.31, 0.10)),
        (0.797, 40, 80, (1.0, 0.96, 0.51, 0.15)),
        (0.97, 80, 113, (1.0, 1.0, 1.0, 1.0)),
    ],
)
def test_section_1_4_power_before_verdict(mean, size, limit, powers):
    part = share(mean, size)
    assert abs(edge(125, part) - limit) <= 1
    for true, wanted in zip((0.5, 0.7, 0.8, 0.9), powers, strict=True):
        assert abs(power(125, part, true) - wanted) <= 0.03


def test_correction_14_of_section_1_2_the_visible_share_of_a_flat_year():
    assert round(visible(dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 2, 3)), 3) == 0.597
    assert round(visible(dt.date(2025, 1, 1), dt.date(2025, 12, 31), dt.date(2026, 6, 30)), 3) == 0.726
    assert elicited(30) == pytest.approx(0.97, abs=0.001)


def test_section_1_5_two_statements_of_one_voice():
    point, low, high, p = ratio(359, 2, 158, 1)
    assert round(point, 2) == 0.88
    assert (round(low, 2), round(high, 2)) == (0.73, 1.06)
    assert round(p, 2) == 0.20


def test_section_1_3_the_mean_of_the_total_has_a_closed_form():
    found = total(100, PART)
    mean = sum(one * chance for one, chance in found.chances)
    assert mean == pytest.approx(100 + 100 * PART.b / (PART.a - 1), rel=1e-3)


def test_delays_are_learned_from_months_that_can_show_them():
    """All filings of old months become public after 2 or 5 months, half each; young months have shown only the early half."""
    delays = {month: {2: 10, 5: 10} for month in range(12)} | {month: {2: 10} for month in range(13, 17)}
    shown = hazard(delays, on=18, longest=8)
    assert shown[8] == shown[5] == 1.0
    assert shown[2] == pytest.approx(0.5, abs=0.03)
    assert shown[1] == 0.0


EARLY_TO_VISIBLE = 0.675  # points of visible share that a point of early publication moves ten months after the year (section 1.2)


def simulated(rounds, drift, seed=2026):
    """(share of 95 % intervals that hold the truth, share of true claims rejected) over simulated registers of about 125 filings a year.

    ``drift`` None: the stated model, the visible share drawn from the Beta it is given as. Else the share learned from 250 own mature
    filings is met by a register whose share of early publication has moved by so much, up or down.
    """
    chance = random.Random(seed)
    held = rejected = 0
    for _ in range(rounds):
        truth = sum(chance.random() < 0.125 for _ in range(1000))
        learned = sum(chance.random() < 0.8 for _ in range(250)) / 250
        part = share(min(max(learned, 0.02), 0.98), sample_size(250))
        moved = 0.8 + (drift or 0.0) * EARLY_TO_VISIBLE * (1 if chance.random() < 0.5 else -1)
        now = chance.betavariate(part.a, part.b) if drift is None else moved
        n = sum(chance.random() < now for _ in range(truth))
        low, high = total(n, part).range
        held += low <= truth <= high
        rejected += n <= edge(truth, part)
    return held / rounds, rejected / rounds


@pytest.mark.soak
@pytest.mark.parametrize(("drift", "least", "most"), [(None, 0.93, 0.97), (0.0, 0.90, 1.0), (0.1, 0.90, 1.0)])
def test_section_1_3_coverage_by_simulation(drift, least, most):
    rounds = 4000 if os.environ.get("REASSAY_SOAK") else 40
    room = 0.0 if rounds > 1000 else 0.08
    held, rejected = simulated(rounds, drift)
    assert least - room <= held <= most + room
    assert rejected <= 0.06 + room


def test_chances_add_up_to_one():
    for count in (0, 1, 7, 125):
        assert sum(seen(n, count, PART) for n in range(count + 1)) == pytest.approx(1.0)
