"""Trends and concentration: the worked figures of the science notes (section 5), textbook values, and what must hold for any series."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reassay.place.concentration import REST, bloc_share, concentration, dominance, gap, lead_time, of_amounts
from reassay.place.trend import back, band, inversions, logit, order, quantile, student, trend, two_points, verdict

YEARS = list(range(2018, 2025))
CHINA = [120, 132, 140, 168, 210, 255, 270]
WORLD = [190, 220, 240, 290, 300, 376, 390]
SHARES = [a / b for a, b in zip(CHINA, WORLD, strict=True)]
MINED = {
    "China": 270_000,
    "United States": 45_000,
    "Myanmar": 31_000,
    "Australia": 13_000,
    "Nigeria": 13_000,
    "Thailand": 13_000,
    "India": 2_900,
    "Russia": 2_500,
    "Madagascar": 2_000,
    "Vietnam": 300,
    "Malaysia": 130,
    "Brazil": 20,
    REST: 1_100,
}


def test_the_cross_edition_series_has_no_clear_trend():
    found = trend(YEARS, SHARES)
    assert found.word == "no clear trend"
    assert [round(one, 3) for one in (found.slope, found.low, found.high, found.rising)] == [0.072, -0.017, 0.160, 0.954]
    assert (round(found.tau, 2), round(found.p, 2)) == (0.24, 0.56)


def test_concentration_of_mining_and_refining():
    summed, printed = concentration(of_amounts(MINED)), concentration(of_amounts(MINED, 390_000))
    assert (round(summed.index[0]), round(printed.index[0])) == (4924, 5024)
    assert round(summed.effective[0], 1) == 2.0
    assert round(summed.without, 2) == 0.31
    refining = concentration({"China": 0.91}, 1.0)
    assert [round(one) for one in refining.index] == [8281, 8362]
    assert [round(one, 1) for one in refining.effective] == [1.2, 1.2]


def test_the_band_is_narrowest_in_the_middle_and_holds_the_line():
    ends = band(YEARS, SHARES)
    assert all(low < middle < high for low, middle, high in ends)
    rooms = [logit(high) - logit(low) for low, _, high in ends]
    assert min(rooms) == rooms[3]
    assert rooms[0] == pytest.approx(rooms[-1])
    lines = [logit(middle) for _, middle, _ in ends]
    assert (lines[-1] - lines[0]) / 6 == pytest.approx(trend(YEARS, SHARES).slope)


def test_lead_time_in_tonnes():
    assert round(lead_time([(1994, 30_600), (2004, 95_000)], 45_855, 2024), 1) == 27.6
    assert lead_time([(1994, 30_600), (2004, 95_000)], 20_000, 2024) is None  # reached before the series begins
    assert lead_time([(1994, 30_600), (2004, 95_000)], 200_000, 2024) is None


def test_two_looks_at_refining():
    assert round(two_points(0.92, 0.91, 0.01, 0.01), 2) == 0.75
    assert round((logit(0.77) - logit(0.91)) / 6, 3) == -0.184


def test_too_few_points_and_impossible_shares():
    assert trend([2020, 2021, 2022, 2023], [0.6, 0.61, 0.62, 0.63]).word == "too few points"
    with pytest.raises(ValueError, match="no log-odds"):
        trend(YEARS, [1.0, *SHARES[1:]])
    with pytest.raises(ValueError, match="one share a year"):
        trend([2018, 2018, 2019], [0.5, 0.5, 0.5])


def test_a_plain_rise_and_a_plain_fall():
    rise = [0.50, 0.53, 0.55, 0.59, 0.62, 0.64, 0.68]
    assert trend(YEARS, rise).word == "widening"
    assert trend(YEARS, rise[::-1]).word == "narrowing"
    assert trend(YEARS, [0.600, 0.601, 0.602, 0.603, 0.604, 0.605, 0.606]).word == "no clear trend"  # sure, and immaterial
    assert trend(YEARS, [0.6] * 7).word == "no clear trend"


def test_a_point_known_badly_weighs_less():
    shares, wild = [0.50, 0.53, 0.55, 0.59, 0.62, 0.64, 0.40], [0.02] * 6 + [2.0]
    assert trend(YEARS, shares, wild).slope > trend(YEARS, shares).slope


@pytest.mark.parametrize(("free", "t"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042)])
def test_students_t_of_the_tables(free, t):
    assert student(t, free) == pytest.approx(0.975, abs=2e-5)
    assert quantile(0.975, free) == pytest.approx(t, abs=6e-4)


def test_orders_are_counted_exactly():
    assert inversions(4) == (1, 3, 5, 6, 5, 3, 1)
    assert order([1, 2, 3, 4, 5]) == (1.0, 2 / 120)
    tau, p = order([1, 1, 2, 2, 3])
    assert 0.8 < tau < 1
    assert 0 < p < 0.2


def test_verdicts_ask_for_all_three():
    assert verdict(0.1, 0.99, 0.6, 0.05, 6) == "widening"
    assert verdict(0.1, 0.99, 0.6, 0.30, 6) == "no clear trend"
    assert verdict(0.01, 0.99, 0.6, 0.05, 6) == "no clear trend"
    assert verdict(0.1, 0.90, 0.6, 0.05, 6) == "no clear trend"


@given(st.lists(st.floats(0.02, 0.98), min_size=5, max_size=12), st.integers(-3000, 3000))
def test_moving_or_turning_time_changes_only_the_sign(shares, shift):
    years = list(range(len(shares)))
    here, moved = trend(years, shares), trend([year + shift for year in years], shares)
    assert here.word == moved.word
    assert here.slope == pytest.approx(moved.slope, abs=1e-6)
    turned = trend(years, shares[::-1])
    assert turned.slope == pytest.approx(-here.slope, abs=1e-9)
    assert {"widening": "narrowing", "narrowing": "widening"}.get(here.word, here.word) == turned.word


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.floats(0.01, 1), min_size=1), st.floats(0, 1))
def test_an_unknown_rest_only_widens_the_index(amounts, rest):
    known = of_amounts(amounts)
    part = {name: share * (1 - rest / 2) for name, share in known.items()}
    bounds = concentration({**part, REST: rest / 2}).index
    assert bounds[0] <= bounds[1] <= 10_000.000001
    assert bounds[1] - bounds[0] == pytest.approx((100 * rest / 2) ** 2)


def test_blocs_and_their_gap():
    shares = of_amounts(MINED)
    west = bloc_share(shares, ["United States", "Australia"], names_all=False)
    china = bloc_share(shares, ["China"], names_all=True)
    assert west[0] < west[1]  # the rest may hold some of the West
    low, high = gap(china, west)
    assert low < high < 100 * china[0]
    assert dominance(270_000, 58_000) == pytest.approx(math.log(270_000 / 58_000))
    assert dominance(270_000, 0) is None
    assert back(logit(0.3)) == pytest.approx(0.3)
