"""How well probabilities were borne out: Brier score, reliability against its null band, risk and coverage. Closed sums, no random numbers.

Brier 1950; Murphy 1973 for its parts; Cox 1958 for the slope; Platt 1999 for the smoothed fit. A null band says what chance alone gives
when every forecast is right: the number that holds in a bin is then a sum of independent trials, whose distribution is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from math import exp, log, sqrt

from reassay.base.odds import Scale
from reassay.base.record import Bin, Calibration, Forecast
from reassay.reference.grammar import table

BINS = 5  # of equal mass: ten of equal width are noisier at every size
LEVEL = 0.025
GRID = 2000  # steps of one in which the null distribution of the error is kept
CLIP = 0.01


def calibrate(forecasts: Sequence[Forecast], left_out: tuple[tuple[str, int], ...] = ()) -> Calibration:
    """The report over forecasts; order is by probability, then by claim."""
    needed = int(table("odds.toml")["rule"]["needed"])
    found = sorted(forecasts, key=lambda one: (one.probability, one.claim))
    if not found:
        return Calibration(0, needed, left_out)
    count = len(found)
    base = sum(one.held for one in found) / count
    brier = sum((one.probability - one.held) ** 2 for one in found) / count
    reliability, resolution, uncertainty = parts(found, base)
    groups = [found[count * at // BINS : count * (at + 1) // BINS] for at in range(BINS)]
    groups = [group for group in groups if group]
    return Calibration(
        count,
        needed,
        left_out,
        base,
        brier,
        1 - brier / uncertainty if uncertainty else 0.0,
        reliability,
        resolution,
        uncertainty,
        sum(log(clipped(one.probability if one.held else 1 - one.probability)) for one in found) / count,
        sum(abs(sum(one.held - one.probability for one in group)) for group in groups) / count,
        null(groups),
        slope(found),
        tuple(binned(group) for group in groups),
        curve(found),
    )


def clipped(chance: float) -> float:
    """A probability no nearer than a hundredth to nought or one."""
    return min(max(chance, CLIP), 1 - CLIP)


def parts(found: Sequence[Forecast], base: float) -> tuple[float, float, float]:
    """Murphy's parts of the Brier score over each probability told: reliability - resolution + uncertainty gives it exactly."""
    by: dict[float, list[bool]] = defaultdict(list)
    for one in found:
        by[one.probability].append(one.held)
    reliability = sum(len(held) * (chance - sum(held) / len(held)) ** 2 for chance, held in by.items()) / len(found)
    resolution = sum(len(held) * (sum(held) / len(held) - base) ** 2 for held in by.values()) / len(found)
    return reliability, resolution, base * (1 - base)


def trials(chances: Sequence[float]) -> list[float]:
    """Distribution of how many of independent trials succeed."""
    found = [1.0]
    for chance in chances:
        longer = [0.0] * (len(found) + 1)
        for at, mass in enumerate(found):
            longer[at] += mass * (1 - chance)
            longer[at + 1] += mass * chance
        found = longer
    return found


def binned(group: Sequence[Forecast]) -> Bin:
    """One bin with the numbers between which right forecasts hold 95 times in 100."""
    chances = [one.probability for one in group]
    masses = trials(chances)
    low = reach(masses, LEVEL)
    high = len(group) - reach(masses[::-1], LEVEL)
    return Bin(len(group), sum(chances) / len(group), sum(one.held for one in group), low, high)


def reach(masses: Sequence[float], level: float) -> int:
    """The first number at which the distribution function passes a level."""
    sofar = 0.0
    for at, mass in enumerate(masses):
        sofar += mass
        if sofar > level:
            return at
    return len(masses) - 1


def null(groups: Sequence[Sequence[Forecast]]) -> tuple[float, float]:
    """Mean and 95th percentile of the calibration error when every forecast is right."""
    count = sum(len(group) for group in groups)
    whole, mean = {0: 1.0}, 0.0
    for group in groups:
        chances = [one.probability for one in group]
        expected = sum(chances)
        steps: dict[int, float] = defaultdict(float)
        for held, mass in enumerate(trials(chances)):
            error = abs(held - expected) / count
            mean += mass * error
            if mass > 1e-12:
                steps[round(error * GRID)] += mass
        summed: dict[int, float] = defaultdict(float)
        for a, first in whole.items():
            for b, second in steps.items():
                summed[a + b] += first * second
        whole = summed
    sofar = 0.0
    for at in sorted(whole):
        sofar += whole[at]
        if sofar >= 0.95:
            return mean, at / GRID
    return mean, max(whole) / GRID


def curve(found: Sequence[Forecast]) -> tuple[tuple[float, float], ...]:
    """Share of claims kept and the share of them told wrongly, the surest first; a claim told as even is half wrong."""
    groups: dict[float, list[float]] = defaultdict(list)
    for one in found:
        wrong = 0.5 if one.probability == 0.5 else float((one.probability > 0.5) != one.held)
        groups[round(abs(one.probability - 0.5), 9)].append(wrong)
    points, kept, errors = [], 0, 0.0
    for sure in sorted(groups, reverse=True):
        kept, errors = kept + len(groups[sure]), errors + sum(groups[sure])
        points.append((kept / len(found), errors / kept))
    return tuple(points)


def slope(found: Sequence[Forecast]) -> tuple[float, float, float] | None:
    """Slope of the outcomes on the log-odds told, with its 95 % interval; below 1 for forecasts too sure of themselves."""
    told = [log(clipped(one.probability) / (1 - clipped(one.probability))) for one in found]
    if len(set(told)) < 2 or len({one.held for one in found}) < 2:
        return None
    _, b, spread = fit(told, [float(one.held) for one in found])
    return b, b - 1.96 * spread, b + 1.96 * spread


def fit(xs: Sequence[float], targets: Sequence[float]) -> tuple[float, float, float]:
    """Logistic fit by Newton's method: offset, slope and the slope's standard error."""
    a, b, spread = 0.0, 1.0, 0.0
    for _ in range(50):
        chances = [1 / (1 + exp(-min(max(a + b * x, -30), 30))) for x in xs]
        weights = [max(p * (1 - p), 1e-9) for p in chances]
        ga = sum(t - p for t, p in zip(targets, chances, strict=True))
        gb = sum((t - p) * x for t, p, x in zip(targets, chances, xs, strict=True))
        saa, sab, sbb = (sum(w * x**power for w, x in zip(weights, xs, strict=True)) for power in (0, 1, 2))
        det = saa * sbb - sab * sab
        if det < 1e-9:
            break
        da, db = (sbb * ga - sab * gb) / det, (saa * gb - sab * ga) / det
        size = max(abs(da), abs(db))
        shrink = min(1.0, 2.0 / size) if size else 1.0
        a, b, spread = a + shrink * da, b + shrink * db, sqrt(saa / det)
        if size < 1e-10:
            break
    return a, b, spread


def fitted(forecasts: Sequence[Forecast]) -> Scale:
    """The scale that adjudicated claims teach (targets smoothed, as few claims would else be told as certain), with how many they are."""
    held = sum(one.held for one in forecasts)
    high, low = (held + 1) / (held + 2), 1 / (len(forecasts) - held + 2)
    ordered = sorted(forecasts, key=lambda one: (one.total, one.claim))
    targets = [high if one.held else low for one in ordered]
    if len({one.total for one in forecasts}) < 2:  # told the same of all: nothing but the rate can be learned
        rate = sum(targets) / len(targets)
        a, b = log(rate / (1 - rate)), 0.0
    else:
        a, b, _ = fit([one.total for one in ordered], targets)
    thousandth = Decimal("0.001")
    return Scale(Decimal(a).quantize(thousandth), max(Decimal(b), Decimal(0)).quantize(thousandth), len(forecasts))
