"""Limits that follow from a formula and from numbers a text gives itself; constants by their definition or from standard weights."""

from __future__ import annotations

from decimal import Decimal
from math import log, pi

from reassay.base.quantity import NINE
from reassay.judge.intervals import Interval

MU0 = Decimal(str(4 * pi * 1e-7))  # vacuum permeability in T m/A (its value before 2019, exact to 1e-9)
MGOE = Decimal("7.9577472")  # kJ/m3 in one MGOe
HEATING = Decimal("33.33")  # kWh in a kilogram of hydrogen, lower heating value
CELL = (Decimal("0.40"), Decimal("0.55"))  # efficiency of a small fuel-cell system, typical
HARVEST = Decimal("0.60")  # the best system efficiency anyone states: what a hard test allows
CERIUM, NEODYMIUM = Decimal("1.17"), Decimal("1.605")  # saturation polarisation of Ce2Fe14B (grade C) and Nd2Fe14B in T


def energy_product(polarisation: Decimal) -> Decimal:
    """Largest energy product in kJ/m3 of a magnet with a remanence (or saturation) in T: B squared over 4 mu0."""
    return NINE.divide(polarisation * polarisation, 4 * MU0) / 1000


def cerium_magnet(share: Decimal) -> Decimal:
    """Largest energy product in MGOe when a share of the rare earths is cerium, polarisation taken as linear between the two phases."""
    mixed = CERIUM * share + NEODYMIUM * (1 - share)
    return NINE.divide(energy_product(mixed), MGOE)


def hydrogen_range(kilograms: Decimal, watt_hours: Decimal) -> Interval:
    """Kilometres on a mass of hydrogen at a use of electric energy in Wh/km, over the typical efficiencies of the cell."""
    low, high = (kilograms * HEATING * part * 1000 / watt_hours for part in CELL)
    return low, high


def stages(purity: float, factor: float) -> float:
    """Fewest separation stages (Fenske) for two elements, both ends at a purity, at a separation factor and total reflux."""
    return 2 * log(purity / (1 - purity)) / log(factor)


def implied_whole(part: int, share: Interval) -> tuple[int, int]:
    """Whole numbers between which the whole lies when a part is a share of it."""
    low, high = Decimal(part) / share[1], Decimal(part) / share[0]
    return int(low.to_integral_value(rounding="ROUND_FLOOR")), int(high.to_integral_value(rounding="ROUND_CEILING"))
