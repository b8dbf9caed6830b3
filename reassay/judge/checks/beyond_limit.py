"""A value above a hard physical limit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.text import Span
from reassay.base.verdict import Evidence, Finding
from reassay.base.view import View
from reassay.judge.bases import at_odds, basis_class
from reassay.judge.equations import balances
from reassay.judge.intervals import Interval, in_percent, interval, worded
from reassay.judge.physics import energy_product, stages
from reassay.judge.plain import plain
from reassay.judge.rows import factor
from reassay.reference.grammar import table
from reassay.reference.limits import Limit, limits

GRADES = ("composition_share", "ore_grade", "purity", "market_share")  # shares that a mass can hold
REACH = 60  # characters between a mass and the share of it
ROUND = Decimal("0.001")


@leaf(alarm=True)
def beyond_limit(claim: Claim, view: View) -> Finding | None:
    """Above a sourced hard limit of the material named, on every reading of the number and in whatever unit it is printed."""
    q = claim.quantity
    if q is None or claim.polarity == "negated" or worded(claim):
        return None  # "a half" is no measurement
    given = by_energy(claim, view) or by_rows(claim, view) or by_remanence(claim, view) or by_stages(claim)
    if given is not None:
        return given
    known = [limit for limit in (limits() if view.bundled else ()) if limit.hard and limit.measures(claim.metric, q.unit)]
    if q.unit == "ratio" and q.low > 1 and not in_percent(claim):
        return None  # "twice", "9.4x": a multiple is no share that could be too large
    named = f"{segment(claim)} | {claim.object or ''} | {claim.subject or ''}"
    meant = [judged(claim, limit) for limit in known if limit.names(named)]
    if not meant and any(claim.metric in limit.metrics for limit in known):
        return Finding(beyond_limit.__name__, claim.id, "lacks", "no material is named, so no limit applies", lacks=("material",))
    return next((one for one in meant if one.outcome == "fires"), meant[0] if meant else None)


def segment(claim: Claim) -> str:
    """The part of a sentence, between semicolons, that holds the number: what another part is of is another material."""
    at, start = claim.at("value"), 0
    for part in re.split(r"(?<=[;\uff1b])", claim.quote):
        if at is not None and start <= at.start - claim.span.start < start + len(part):
            return part
        start += len(part)
    return claim.quote


def by_energy(claim: Claim, view: View) -> Finding | None:
    """A way that needs more energy than what is carried holds, whatever converts it."""
    found = [one for one in balances(claim, view) if one.kind == "most"]
    if len(found) != 1:
        return None
    one = found[0]
    return Finding(
        beyond_limit.__name__,
        claim.id,
        "passes" if one.holds else "fires",
        one.says if one.holds else f"broken: {one.says}",
        (*one.numbers, ("needed at least", one.left[0].quantize(ROUND)), ("there at most", one.right[1].quantize(ROUND))),
        one.formula,
        one.others(claim),
        suggests=None if one.holds else "implausible",
    )


def by_stages(claim: Claim) -> Finding | None:
    """A purity reached in fewer stages than two elements need at the separation factor that the sentence states (Fenske)."""
    q, asked = claim.quantity, table("testing.toml")["stages"]
    text = plain(claim.quote)
    counts, factors = (number_after(text, asked[name]) for name in ("count", "factor"))
    if q is None or counts is None or factors is None or claim.metric != "purity" or not 0 < interval(claim)[0] < 1 or factors <= 1:
        return None
    fewest = Decimal(str(stages(float(interval(claim)[0]), float(factors)))).quantize(ROUND)
    over = counts < fewest
    return Finding(
        beyond_limit.__name__,
        claim.id,
        "fires" if over else "passes",
        f"{'fewer' if over else 'no fewer'} stages than two elements need at the separation factor stated",
        (("value", q.low), ("separation factor", factors), ("stages stated", counts), ("fewest stages", fewest)),
        "stages >= 2 ln(p / (1 - p)) / ln(factor)",
        suggests="implausible" if over else None,
    )


def number_after(text: str, patterns: list[str]) -> Decimal | None:
    """The number that one of some patterns finds in a text."""
    found = next((one for pattern in patterns if (one := re.search(pattern, text))), None)
    return Decimal(next(part for part in found.groups() if part).rstrip(".")) if found else None


def by_remanence(claim: Claim, view: View) -> Finding | None:
    """An energy product against the remanence stated beside it: no magnet has more than its square over 4 mu0."""
    q = claim.quantity
    size = factor(q.unit, "kJ/m3") if q and claim.metric == "energy_product" else None
    for other in view.sentence(claim) if q and size is not None else ():
        p = other.quantity
        tesla = factor(p.unit, "T") if p and other.metric == "remanence" else None
        if p is None or q is None or size is None or tesla is None:
            continue
        most = energy_product(interval(other)[1] * tesla)
        over = interval(claim)[0] * size > most
        return Finding(
            beyond_limit.__name__,
            claim.id,
            "fires" if over else "passes",
            f"{'above' if over else 'within'} what the remanence stated beside it allows",
            (("value", q.low), ("remanence", p.low), ("most, in kJ/m3", most.quantize(ROUND))),
            "energy product <= remanence squared / (4 mu0)",
            (other.id,),
            suggests="implausible" if over else None,
        )
    return None


def by_rows(claim: Claim, view: View) -> Finding | None:
    """The claim, or its ratio to another number of the sentence, against limits that evidence rows give; the first that is broken."""
    found = [one for limit in view.evidence("limit") if (one := against(claim, limit, view)) is not None]
    return next((one for one in found if one.outcome == "fires"), found[0] if found else None)


def against(claim: Claim, limit: Evidence, view: View) -> Finding | None:
    """One hard limit: None where the claim measures something else."""
    if limit.values.get("metric") != "limit" or limit.values.get("value") is None:
        return None
    high, least = Decimal(str(limit.values["value"])), limit.values.get("comparator") == "ge"
    for value, numbers in measured(claim, limit, view):
        over = value[1] < high if least else value[0] > high
        says = f"{'below' if least else 'above'} the limit" if over else "within the limit"
        return Finding(
            beyond_limit.__name__,
            claim.id,
            "fires" if over else "passes",
            f"{says}: {limit.values.get('subject')} ({limit.values.get('derivation') or limit.publisher})",
            (*numbers, ("limit", high)),
            f"value {'>=' if least else '<='} limit",
            evidence=(limit.id,),
            names=(limit.publisher,),
            suggests="implausible" if over else None,
        )
    return None


def measured(claim: Claim, limit: Evidence, view: View) -> Iterator[tuple[Interval, tuple[tuple[str, Decimal], ...]]]:
    """The claim in the limit's unit, or as a ratio to another mass of its sentence where the limit is one of masses."""
    q, unit = claim.quantity, str(limit.values.get("unit") or "")
    assert q is not None
    size = factor(q.unit, unit)
    if traces(q.unit) != traces(unit) or crossed(claim, limit):
        return  # a share of impurities is no share of the thing, and metal from oxide limits no oxide from metal
    if size is not None and (unit != "ratio" or q.unit == "ratio"):
        low, high = interval(claim)
        yield (low * size, high * size), (("value", q.low),)
        return
    per = (rated(claim, unit, view) or charged(claim, unit, view)) if "/" in unit else None
    if per is not None:
        yield per
        return
    share = factor("ratio", unit)
    for other in view.sentence(claim):
        p = other.quantity
        common = factor(q.unit, p.unit) if p else None
        if share is None or p is None or common is None or other.id == claim.id or p.low <= 0 or q.unit == "count":
            continue
        if at_odds(q.basis, p.basis) and "ratio" not in (limit.basis or ""):
            continue
        own, base = interval(claim), held(other, view)
        if base[0] > 0 and (claim.at("value") or claim.span) > (other.at("value") or other.span):
            yield (own[0] * common / base[1] * share, own[1] * common / base[0] * share), (("value", q.low), ("of", p.low))


def rated(claim: Claim, unit: str, view: View) -> tuple[Interval, tuple[tuple[str, Decimal], ...]] | None:
    """The claim by what its sentence gives for each part of a rate (t/kA/month: by current and months); None where one is missing."""
    q = claim.quantity
    top, *bottoms = unit.split("/")
    size = factor(q.unit, top) if q else None
    if q is None or size is None or any(factor(top, bottom) is not None for bottom in bottoms):
        return None  # a mass by a mass is no rate
    low, high = (end * size for end in interval(claim))
    numbers: list[tuple[str, Decimal]] = [("value", q.low)]
    for bottom in bottoms:
        found = next((amount for one in view.sentence(claim) if (amount := in_unit(one, bottom)) is not None and one.id != claim.id), None)
        found = found or (Decimal(1) if told_per(claim, bottom, view) else None) or whole_months(claim, bottom)
        if found is None or found <= 0:
            return None
        low, high = low / found, high / found
        numbers.append((f"per {bottom}", found))
    return (low, high), tuple(numbers)


def charged(claim: Claim, unit: str, view: View) -> tuple[Interval, tuple[tuple[str, Decimal], ...]] | None:
    """Ampere-hours for each kilogram that a mass told by the day or hour takes at the current its sentence gives; None without one."""
    top, _, bottom = unit.partition("/")
    q, charge = claim.quantity, table("evidence.toml")["charge"]
    mass, _, time = (q.unit or "").partition("/") if q else ("", "", "")
    size, hours = factor(mass, bottom), charge["hours"].get(time)
    current = next((found for one in view.sentence(claim) if one.id != claim.id and (found := in_unit(one, "A")) is not None), None)
    if top != charge["unit"] or size is None or hours is None or current is None or interval(claim)[0] <= 0 or q is None:
        return None
    low, high = (NINE.divide(current * hours, end * size) for end in reversed(interval(claim)))
    return (low, high), (("value", q.low), ("A", current), ("hours", Decimal(hours)))


def told_per(claim: Claim, unit: str, view: View) -> bool:
    """True when the number is told per such a time itself (15 t a month)."""
    own = [one for one in (claim, *view.sentence(claim)) if one.quantity and claim.quantity and one.quantity.low == claim.quantity.low]
    return any((one.quantity.unit or "").endswith(f"/{unit}") for one in own if one.quantity)


def in_unit(one: Claim, unit: str) -> Decimal | None:
    """A quantity in another unit of its kind."""
    size = factor(one.quantity.unit, unit) if one.quantity and one.quantity.unit not in ("count", "ratio", None) else None
    return one.quantity.low * size if one.quantity and size is not None else None


def whole_months(claim: Claim, unit: str) -> Decimal | None:
    """The claim's own period in months or years, where it is whole ones."""
    if claim.period is None or unit not in ("month", "a", "year"):
        return None
    first, last = claim.period.days()
    after = last + dt.timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day != 1 or after.day != 1 or months < 1:
        return None
    return Decimal(months) if unit == "month" else Decimal(months) / 12


def traces(unit: str | None) -> bool:
    """True for units in which traces are told."""
    return unit in ("ppm", "ppb", "g/t")


def crossed(claim: Claim, limit: Evidence) -> bool:
    """True when a limit is one mass by another, and the claim's mass is of the other kind."""
    found = re.search(r"ratio (\w+)/(\w+)", limit.basis or "")
    own = basis_class(claim.quantity.basis if claim.quantity else None)
    return found is not None and own is not None and basis_class(found[1]) not in (None, own)


def held(other: Claim, view: View) -> Interval:
    """A mass, or the part of it that the sentence says is what was looked for (500 t of swarf with 31 per cent metal)."""
    low, high = interval(other)
    place = other.at("value") or other.span
    for one in view.sentence(other):
        at = one.at("value") or one.span
        grade = one.quantity is not None and one.quantity.unit in ("ratio", "wt%") and (one.metric in GRADES or holding(other, place, at))
        if grade and one.quantity is not None and place.end <= at.start and at.start - place.end <= REACH:
            size = factor(one.quantity.unit, "ratio") or Decimal(1)
            part = interval(one)
            return low * part[0] * size, high * part[1] * size
    return low, high


def holding(other: Claim, place: Span, at: Span) -> bool:
    """True when the words between a mass and a share say that the one holds the other (500 t of swarf with 31 per cent metal)."""
    words, start = table("testing.toml")["holding"], other.span.start
    between = plain(other.quote[max(place.end - start, 0) : max(at.start - start, 0)])
    return any(between.rstrip().endswith(word) for code in sorted(words) for word in words[code])


def judged(claim: Claim, limit: Limit) -> Finding:
    """The end of the claim's value nearest to the limit, in the limit's unit; the factor is shown where the units differ."""
    q = claim.quantity
    assert q is not None
    factor = limit.units[q.unit or ""]
    low, high = interval(claim)
    over = high * factor < limit.bound if limit.least else low * factor > limit.bound
    numbers: tuple[tuple[str, Decimal], ...] = (("value", q.low), ("limit", limit.bound))
    if factor != 1:
        numbers = (("value", q.low), ("factor", factor), ("value converted", (q.low * factor).quantize(ROUND)), ("limit", limit.bound))
    side = "below" if limit.least else "above"
    return Finding(
        beyond_limit.__name__,
        claim.id,
        "fires" if over else "passes",
        f"{side if over else f'not {side}'} limit {limit.id}: {limit.statement}",
        numbers,
        f"{'value' if factor == 1 else 'value x factor'} {'>=' if limit.least else '<='} limit, in {limit.unit}",
        names=(limit.id, limit.statement, limit.unit),
        suggests="implausible" if over else None,
    )
