"""Rows of evidence -> comparable series: one publisher, edition, basis and basket each; what differs in any of these is never mixed in.

Plans and projections are kept out of what was observed. A row without a number is no point, and no nought either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reassay.base.claim import Claim
from reassay.base.gap import Point, Series
from reassay.base.verdict import Evidence
from reassay.place.locate import locate
from reassay.reference.atlas import known, place, states
from reassay.reference.grammar import table

OBSERVED = ("achieved", "ongoing")


def series(measure: Mapping[str, Any], rows: Iterable[Evidence], without: Collection[str] = ()) -> list[Series]:
    """Every series of a measure, longest first. ``without``: publishers and roots of data left out."""
    points: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    wholes: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    grades: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    rules = table("measures.toml")
    for row in rows:
        if not fits(measure, row) or left_out(row, without):
            continue
        one = point(row)
        if one is None or any(word in one.status.casefold() for word in rules["ahead"]):
            continue
        key = (row.publisher, edition(row), row.basis or "", basket(row))
        (wholes if one.country in rules["whole"] else points)[key].append(one)
        grades[key].add(str(row.values.get("confidence") or ""))
    found = [
        Series(measure["id"], *key, measure["unit"], newest(some), newest(wholes.get(key, ())), "".join(sorted(grades[key])))
        for key, some in points.items()
    ]
    return sorted(found, key=lambda one: (-len(one.times), -len(one.points), one.publisher, one.edition, one.basis, one.basket))


def left_out(row: Evidence, without: Collection[str]) -> bool:
    """True for a row of a publisher or a root of data that is left out."""
    return row.publisher in without or row.lineage in without or root(row) in without


def fits(measure: Mapping[str, Any], row: Evidence) -> bool:
    """True when a row is of a measure: its metric, unit, and the columns that tell which rows are meant."""
    values = row.values
    if values.get("metric") != measure["metric"] or (values.get("unit") or "count") != measure["unit"]:
        return False
    return all((values.get(column) or "") in allowed for column, allowed in measure["among"].items())


def edition(row: Evidence) -> str:
    """The vintage a row is of, else the day of its publication."""
    return str(row.values.get("vintage") or row.published_date or row.retrieved_date)


def basket(row: Evidence) -> str:
    """What the row counts of all there is: product, partner, scope."""
    told = (row.values.get(name) for name in ("product", "scope", "partner"))
    return ", ".join(str(one) for one in told if one and str(one) not in table("measures.toml")["whole"])


def root(row: Evidence) -> str:
    """A root of data without its mark."""
    return row.lineage.removeprefix("lineage:")


def point(row: Evidence) -> Point | None:
    """The figure of a row; None where it prints none."""
    value, when = row.values.get("value"), str(row.values.get("period") or "")
    try:
        number = float(str(value))
    except ValueError:
        return None
    country = place(str(row.values.get("subject") or ""))
    status = str(row.values.get("status") or "")
    return Point(country, when, number, row.id, row.lineage, status, states().get(row.lineage) == country)


def newest(some: Iterable[Point]) -> tuple[Point, ...]:
    """One point a country and time, the last told, in order."""
    kept: dict[tuple[str, str], Point] = {}
    for one in some:
        kept[one.time, one.country] = one
    return tuple(kept[key] for key in sorted(kept))


def of_measure(measure: Mapping[str, Any], claim: Claim) -> bool:
    """True for a claim of what a measure counts: a place's figure, reached, of its metric, unit and stage. A company's share is none."""
    q, among = claim.quantity, dict(measure["among"])
    stages = among.pop("stage", None)
    if q is None or claim.metric != measure["metric"] or claim.period is None or claim.modality not in OBSERVED or among:
        return False
    if claim.polarity != "positive" or not claim.subject or not known(claim.subject):
        return False
    unit = (q.unit or "count").removesuffix("/a")
    return unit == measure["unit"] and (stages is None or (locate(claim) or "") in stages)


def with_claim(one: Series, measure: Mapping[str, Any], claim: Claim) -> Series | None:
    """A series with a claim's number in place of its country's figure; None where the series tells nothing of that time or basis.

    Where the edition prints the whole, it grows or shrinks by the difference: what the others have stays as it is.
    """
    q = claim.quantity
    if q is None or claim.period is None or not of_measure(measure, claim) or claim.period.text not in one.times:
        return None
    if q.basis and one.basis and q.basis != one.basis:
        return None
    country, time = place(claim.subject or ""), claim.period.text
    added = Point(country, time, float(q.low), claim.id, "", "claim")
    before = sum(point.value for point in one.points if (point.country, point.time) == (country, time))
    shift = 0.0 if one.unit == "ratio" else added.value - before
    wholes = tuple(replace(whole, value=whole.value + shift) if whole.time == time else whole for whole in one.wholes)
    return replace(one, edition=f"{one.edition} with {claim.id}", points=newest([*one.points, added]), wholes=wholes)


def shares(one: Series) -> Iterator[tuple[str, dict[str, float], bool]]:
    """(time, country -> share of the whole, whether the edition prints the whole) for every time that can be told.

    Shares are taken as printed. Amounts are of the printed whole where there is one, else of what is printed.
    """
    wholes = {whole.time: whole.value for whole in one.wholes}
    for time in one.times:
        amounts = {point.country: point.value for point in one.points if point.time == time}
        if one.unit == "ratio":
            yield time, amounts, True
        elif (total := wholes.get(time) or sum(amounts.values())) > 0:
            yield time, {name: value / total for name, value in amounts.items()}, time in wholes
