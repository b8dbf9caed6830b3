"""Series -> Gap: where two blocs stand at a stage, how it moved, and what may not be compared.

The main series of a measure is the longest one: one edition, one basis, one basket. Every other is listed beside it and never mixed in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reassay.base.gap import Beside, Measured, Series, Standing
from reassay.base.verdict import Evidence
from reassay.place.concentration import bloc_share, concentration, dominance, gap, lead_time
from reassay.place.series import left_out, root, series, shares
from reassay.place.trend import ENOUGH, band, logit, trend
from reassay.reference.atlas import place

NONE = "no comparable series"
UNVERIFIED = "unverified"  # kind of rows of grade C


def gaps(
    measures: Sequence[Mapping[str, Any]], blocs: Mapping[str, Any], rows: Sequence[Evidence], without: Collection[str] = ()
) -> list[Measured]:
    """Every measure in order. ``blocs``: first, second, and members of each; ``without``: publishers and roots of data left out."""
    sound = [row for row in rows if row.kind != UNVERIFIED]
    doubtful = [row for row in rows if row.kind == UNVERIFIED]
    return [
        aside(measured(one, blocs, series(one, sound, without)), series(one, doubtful, without), silent(one, sound, without))
        for one in measures
    ]


def aside(one: Measured, doubtful: Sequence[Series], mute: Sequence[str]) -> Measured:
    """A measure with what is loaded beside it: rows that give no figure, and figures of a grade that may not judge: shown, not used."""
    return replace(
        one, notes=(*one.notes, *mute, *(f"not verified, not used: {other.title}, {told(other)}; {resting(other)}" for other in doubtful))
    )


def silent(measure: Mapping[str, Any], rows: Sequence[Evidence], without: Collection[str]) -> list[str]:
    """Rows of the kind that a measure would be made of, none of which gives its figure, in one line for each publisher."""
    kept = [row for row in rows if row.kind == measure.get("kind") and not left_out(row, without)]
    found = []
    for publisher in sorted({row.publisher for row in kept}):
        some = [row for row in kept if row.publisher == publisher]
        grades = "".join(sorted({str(row.values.get("confidence") or "") for row in some}))
        days = sorted(row.published_date or row.retrieved_date for row in some)
        span = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        rows_told, roots = f"{len(some)} row{'s' * (len(some) != 1)}", ", ".join(sorted({root(row) for row in some}))
        found.append(f"loaded, gives no figure: {publisher}, {span}, {rows_told}, grade {grades or '-'}, from {roots}")
    return found


def measured(measure: Mapping[str, Any], blocs: Mapping[str, Any], found: Sequence[Series]) -> Measured:
    """One measure from its series, the first of them the longest."""
    made = Measured(measure["id"], measure["stage"], measure["title"], measure["wanted"], NONE, others=tuple(found))
    first = members(blocs, blocs["first"])
    telling = [one for one in found if any(point.country in first for point in one.points)]
    if not telling:
        return made
    main = max(telling, key=lambda one: (len(one.times), len({point.country for point in one.points}), one.edition))
    others = tuple(one for one in found if one is not main)
    made = replace(made, main=main, standing=standing(main, blocs), others=others, notes=notes(main, telling))
    second = members(blocs, blocs["second"])
    yearly = [(time, some) for time, some, _ in shares(main) if len(time) == 4 and time.isdigit()]
    path = [(time, held) for time, held in ((time, bloc_share(some, first, True)[0]) for time, some in yearly) if 0 < held < 1]
    across = [(time, bloc_share(some, second, second <= set(some))) for time, some in yearly]
    made = replace(made, path=tuple(path), second=tuple(across), beside=tuple(besides(others, first)), lead=lead(main, first, second))
    if len(path) < ENOUGH:
        several = len(telling) > 1 and len(path) < 2
        return replace(made, word=NONE if several else "too few points")
    years, held = [int(time) for time, _ in path], [share for _, share in path]
    line = trend(years, held)
    around = tuple((time, *ends) for (time, _), ends in zip(path, band(years, held), strict=True))
    assert line.slope is not None
    assert line.low is not None
    assert line.high is not None
    assert line.tau is not None
    assert line.p is not None
    slope = (line.slope, line.low, line.high)
    return replace(made, word=line.word, slope=slope, rising=line.rising, order=(line.tau, line.p), band=around)


def besides(others: Sequence[Series], first: frozenset[str]) -> Iterator[Beside]:
    """What other series print of the first bloc's share, each with its edition; amounts only where the edition prints the whole."""
    for one in others:
        for time, some, whole in shares(one):
            here = [point for point in one.points if point.time == time and point.country in first]
            if here and whole:
                rows = (*here, *(total for total in one.wholes if total.time == time))
                yield Beside(
                    one.title,
                    one.publisher,
                    one.edition,
                    one.basket,
                    time,
                    bloc_share(some, first, True)[0],
                    tuple(row.source for row in rows),
                )


def members(blocs: Mapping[str, Any], name: str) -> frozenset[str]:
    """The places of a bloc, by the names they are kept under."""
    return frozenset(place(one) for one in blocs["blocs"][name]["members"])


def standing(one: Series, blocs: Mapping[str, Any]) -> Standing | None:
    """Where both blocs stand at the last time of a series."""
    first, second = (members(blocs, blocs[side]) for side in ("first", "second"))
    told = [found for found in shares(one) if any(name in first for name in found[1])]
    if not told:
        return None
    time, held, _ = told[-1]
    a, b = bloc_share(held, first, True), bloc_share(held, second, second <= set(held))
    dense = concentration(held, max(1.0, sum(held.values())))
    here = [point for point in one.points if point.time == time]
    total = sum(point.value for point in here)
    outside = sum(point.value for point in here if not point.own and point.lineage) / total if total else 0.0
    return Standing(
        time,
        a,
        b,
        gap(a, b),
        dense.index,
        dense.effective,
        dense.largest,
        dense.without,
        logit(a[0]) if 0 < a[0] < 1 else None,
        dominance(a[0], b[0]),
        outside,
        tuple(sorted(point.source for point in (*here, *(whole for whole in one.wholes if whole.time == time)))),
    )


def notes(main: Series, telling: Sequence[Series]) -> tuple[str, ...]:
    """What a reader must know of a series: whose figure the largest is, whether the whole is printed, what it was not compared with."""
    last = [point for point in main.points if point.time == main.times[-1]]
    own = sorted({point.country for point in last if point.own})
    found = [f"own figure of the state it is about: {', '.join(own)}"] if own else []
    if main.unit != "ratio" and not any(whole.time == main.times[-1] for whole in main.wholes):
        found.append(f"no whole printed: shares are of the {len(last)} places printed")
    found += [f"not comparable: {one.title}, {told(one)}; {resting(one)}" for one in telling if one is not main]
    return tuple(found)


def told(one: Series) -> str:
    """The points of a series in short."""
    return ", ".join(f"{point.country} {point.time} {figure(point.value, one.unit)}" for point in one.points[:3]) + (
        f" and {len(one.points) - 3} more" if len(one.points) > 3 else ""
    )


def resting(one: Series) -> str:
    """What a series rests on: the grades of its rows and the roots of their data."""
    roots = sorted({point.lineage.removeprefix("lineage:") for point in one.points if point.lineage})
    return f"grade {one.grade or '-'}, from {', '.join(roots) or '-'}"


def figure(value: float, unit: str) -> str:
    """A value as tables print it."""
    return f"{100 * value:.4g} %" if unit == "ratio" else f"{value:,.0f}" + ("" if unit == "count" else f" {unit}")


def lead(one: Series, first: frozenset[str], second: frozenset[str]) -> tuple[float, float | None, float] | None:
    """(level of the second bloc at the last time, years since the first passed it, None for more than the span; the span); of amounts."""
    years = [time for time in one.times if len(time) == 4 and time.isdigit()]
    if one.unit == "ratio" or len(years) < 2:
        return None
    level = sum(point.value for point in one.points if point.time == years[-1] and point.country in second)
    path = [(float(time), sum(point.value for point in one.points if point.time == time and point.country in first)) for time in years]
    if not level or path[-1][1] < level:
        return None
    return level, lead_time(path, level, float(years[-1])), float(years[-1]) - float(years[0])
