"""Calibration worked by hand, and forecasters made by chance (fixed seeds) told apart: those that are right and those too sure."""

import random
from decimal import Decimal
from math import exp, log

import pytest

from reassay.base.odds import Scale
from reassay.base.record import Forecast
from reassay.judge.calibration import calibrate, fitted, reach, trials
from reassay.publish.scores import calibration_page


def told(*pairs):
    return [Forecast(f"c{n}", chance, log(chance / (1 - chance)), held) for n, (chance, held) in enumerate(pairs)]


HAND = told((0.9, True), (0.9, True), (0.6, False), (0.2, False))


def test_four_forecasts_by_hand():
    found = calibrate(HAND)
    assert found.brier == pytest.approx((0.01 + 0.01 + 0.36 + 0.04) / 4)
    assert found.skill == pytest.approx(1 - 0.105 / 0.25)
    assert (found.reliability, found.resolution, found.uncertainty) == pytest.approx((0.105, 0.25, 0.25))
    assert found.score == pytest.approx((2 * log(0.9) + log(0.4) + log(0.8)) / 4)
    assert found.error == pytest.approx((0.1 + 0.1 + 0.6 + 0.2) / 4)
    assert found.null[0] == pytest.approx(2 * (0.09 + 0.09 + 0.24 + 0.16) / 4)  # the mean of |held - p| is 2 p (1 - p)
    assert found.curve == ((0.5, 0.0), (0.75, 0.0), (1.0, 0.25))


def test_the_parts_of_the_score_add_up():
    chance = random.Random(3)
    found = calibrate(told(*((chance.choice((0.1, 0.3, 0.62, 0.9)), chance.random() < 0.5) for _ in range(60))))
    assert found.reliability - found.resolution + found.uncertainty == pytest.approx(found.brier)


def test_how_many_of_ten_even_chances_hold():
    masses = trials([0.5] * 10)
    assert masses[5] == pytest.approx(252 / 1024)
    assert (reach(masses, 0.025), 10 - reach(masses[::-1], 0.025)) == (2, 8)  # at most 1: .011; at most 2: .055


def test_slope_and_scale_by_hand():
    """Three of four held at .8 and one of four at .2: slope ln 3 / ln 4; smoothed targets 5/6 and 1/6 give two of three, so ln 2 / ln 4."""
    pairs = [(0.8, n < 3) for n in range(4)] + [(0.2, n < 1) for n in range(4)]
    assert calibrate(told(*pairs)).slope[0] == pytest.approx(log(3) / log(4))
    assert fitted(told(*pairs)) == Scale(Decimal("0.000"), Decimal("0.500"), 8)


def test_one_forecast_for_all_teaches_the_rate_alone():
    """Three of four held: targets 4/5 three times and 1/3 once have the mean 41/60, and the odds of that are 41/19."""
    found = fitted(told(*((0.62, n < 3) for n in range(4))))
    assert found == Scale(Decimal(log(41 / 19)).quantize(Decimal("0.001")), Decimal("0.000"), 4)


def test_all_right_and_all_wrong_stay_finite():
    for held in (True, False):
        found = calibrate(told(*((0.9, held), (0.6, held))))
        assert found.slope is None
        scale = fitted(told(*((0.9, held), (0.6, held), (0.3, held))))
        assert abs(scale.offset) < 5
        assert 0 <= scale.slope < 5


def forecaster(seed, count, sure):
    """Forecasts of which ``sure`` times the true log-odds are told: 1 is right, 2 too sure."""
    chance = random.Random(seed)
    pairs = []
    for _ in range(count):
        true = chance.gauss(0, 1.2)
        shown = round(min(max(1 / (1 + exp(-sure * true)), 0.01), 0.99), 2)
        pairs.append((shown, chance.random() < 1 / (1 + exp(-true))))
    return calibrate(told(*pairs))


def test_right_forecasters_and_those_too_sure_are_told_apart():
    right = [forecaster(seed, 200, 1) for seed in range(60)]
    sure = [forecaster(seed, 200, 3) for seed in range(60)]
    assert sum(not one.within for one in right) <= 7  # 5 in 100, with room for the luck of 60
    assert sum(not one.within for one in sure) >= 57
    assert sum(one.slope[1] <= 1 <= one.slope[2] for one in right) >= 53
    assert sum(one.slope[2] < 1 for one in sure) >= 57
    assert all(after.brier > before.brier for before, after in zip(right, sure, strict=True))


@pytest.mark.parametrize(("count", "mean"), [(50, 0.112), (200, 0.056), (1000, 0.025)])
def test_the_null_error_is_that_of_the_science_notes(count, mean):
    """science.md, section 6.3: the calibration error of a right forecaster, by simulation there, exact here."""
    assert forecaster(1, count, 1).null[0] == pytest.approx(mean, rel=0.12)


def test_the_bands_hold_what_they_say():
    inside = [one.low <= one.held <= one.high for seed in range(60) for one in forecaster(seed, 100, 1).bins]
    assert 0.93 <= sum(inside) / len(inside) <= 1


def test_order_changes_nothing():
    mixed = HAND[::-1]
    assert calibrate(mixed) == calibrate(HAND)
    assert fitted(mixed) == fitted(HAND)


def test_too_few_are_said_to_be_too_few_before_any_figure():
    lines = calibration_page(calibrate(HAND, (("undecided", 2),))).splitlines()
    assert lines[0] == "calibration: uncalibrated, 4 of 100 adjudicated"
    assert lines[1] == "  reviewed but not counted: undecided 2"
    assert "  Brier score 0.105; telling the base rate of 0.500 each time gives 0.250; skill 0.580" in lines
    assert calibration_page(calibrate([])) == "calibration: uncalibrated, 0 of 100 adjudicated\n"
    assert calibration_page(forecaster(1, 200, 1)).startswith("calibration: 200 adjudicated")
    assert "outside the null band" in calibration_page(forecaster(1, 200, 3))
