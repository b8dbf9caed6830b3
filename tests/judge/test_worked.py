"""Worked examples of the notes, each within the last printed digit, by the section that holds it."""

from decimal import Decimal

import pytest

from reassay.judge.bases import betrayed, factors
from reassay.judge.intervals import farey
from reassay.judge.physics import MGOE, cerium_magnet, energy_product, hydrogen_range, implied_whole, stages

THIRD = farey(Decimal("0.333333333"))


def test_section_3_3_about_one_third():
    assert [round(float(one), 4) for one in THIRD] == [0.2917, 0.3667]
    assert THIRD[0] <= Decimal("0.312") <= THIRD[1]
    assert not THIRD[0] <= Decimal("0.275") <= THIRD[1]
    assert not THIRD[0] <= Decimal("0.394") <= THIRD[1]


def test_section_1_7_implied_denominator_when_both_speak_of_led_standards():
    assert implied_whole(146, THIRD) == (398, 501)


@pytest.mark.parametrize(("use", "low", "high"), [(10, 107, 147), (12, 89, 122), (15, 71, 98), (20, 53, 73)])
def test_section_4_2_range_on_80_grams_of_hydrogen(use, low, high):
    found = hydrogen_range(Decimal("0.080"), Decimal(use))
    assert abs(found[0] - low) <= 1
    assert abs(found[1] - high) <= 1


@pytest.mark.parametrize(("share", "bound"), [("0.2", 57), ("0.3", 54), ("0.5", 48), ("0.7", 42)])
def test_section_4_1_magnets_with_cerium(share, bound):
    assert abs(cerium_magnet(Decimal(share)) - bound) <= 1


@pytest.mark.parametrize(("remanence", "product"), [("1.61", "64.8"), ("1.60", "64.0"), ("1.45", "52.6"), ("1.50", "56.3")])
def test_section_4_1_energy_product_of_a_remanence(remanence, product):
    assert abs(energy_product(Decimal(remanence)) / MGOE - Decimal(product)) < Decimal("0.06")


@pytest.mark.parametrize(("factor", "purity", "number"), [(1.5, 0.999, 34.1), (2.0, 0.99, 13.3), (2.5, 0.99999, 25.1)])
def test_section_4_4_fewest_stages(factor, purity, number):
    assert round(stages(purity, factor), 1) == number


@pytest.mark.parametrize(
    ("element", "oxide"),
    [
        ("La", "1.1728"), ("Ce", "1.2284"), ("Pr", "1.2082"), ("Nd", "1.1664"), ("Sm", "1.1596"), ("Eu", "1.1579"), ("Gd", "1.1526"),
        ("Tb", "1.1762"), ("Dy", "1.1477"), ("Ho", "1.1455"), ("Er", "1.1435"), ("Tm", "1.1421"), ("Yb", "1.1387"), ("Lu", "1.1372"),
        ("Y", "1.2699"), ("Sc", "1.5338"),
    ],
)  # fmt: skip
def test_section_4_7_oxide_factors(element, oxide):
    assert round(factors()[element], 4) == Decimal(oxide)


def test_section_4_7_a_gap_of_seventeen_percent_is_the_oxide_factor_of_neodymium():
    assert betrayed(Decimal(1000), Decimal(1166)) is not None
    assert betrayed(Decimal(1000), Decimal(1500)) is None
