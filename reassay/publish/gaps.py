"""Gaps as a table a person can check line by line, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from reassay.base.gap import Benchmark, Bounds, Measured, Series, Standing, Support


def gap_table(found: Sequence[Measured], sides: Mapping[str, Any], as_of: str) -> str:
    """Every measure: its series, where the blocs stand, how it moved, what may not be compared."""
    out = [f"Gap between {sides['first']} and {sides['second']}, as of {as_of}"]
    for one in found:
        out += ["", f"{one.stage}  {one.title}: {one.word}", *(f"  {line}" for line in lines(one, sides))]
    return "\n".join(out) + "\n"


def lines(one: Measured, sides: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one measure."""
    if one.main is None:
        yield from one.notes
        yield from (f"loaded, of neither bloc alone: {described(other)}" for other in one.others)
        yield f"what would make one: {one.wanted}"
        return
    yield described(one.main)
    if one.standing is not None:
        yield from placed(one.standing, sides)
    if one.path:
        yield f"{sides['first']}: " + ", ".join(f"{time} {100 * share:.1f} %" for time, share in one.path)
    yield moved(one)
    if one.lead is not None:
        level, years, span = one.lead
        since = f"{years:.1f} years ago" if years is not None else f"before the series begins, more than {span:.0f} years ago"
        yield f"lead time: {sides['first']} passed the {level:,.0f} {one.main.unit} of {sides['second']} {since}"
    yield from one.notes
    if one.word in ("no comparable series", "too few points"):
        yield f"what would make one: {one.wanted}"


def described(series: Series) -> str:
    """What a series is: publisher, edition, basis, basket, points, grade, roots of the data."""
    times = series.times
    span = times[0] if len(times) == 1 else f"{times[0]} to {times[-1]}"
    roots = ", ".join(sorted({point.lineage.removeprefix("lineage:") for point in series.points if point.lineage}))
    counted = f"{count(len(times), 'point')} in time, {span}, {count(len(series.points), 'figure')}"
    return f"{series.title}: {counted}, grade {series.grade or '-'}, from {roots or '-'}"


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def placed(one: Standing, sides: Mapping[str, Any]) -> Iterator[str]:
    """Shares, gap, concentration and support at the last time."""
    first, second = sides["first"], sides["second"]
    yield f"{one.time}: {first} {percent(one.first)}, {second} {percent(one.second)}; share gap {points(one.gap)}"
    odds = f"; log-odds of {first} {one.logit:+.3f}" if one.logit is not None else ""
    ratio = f"; dominance ln({first}/{second}) {one.dominance:+.2f}" if one.dominance is not None else ""
    left = f"without {one.largest} {100 * one.without:.1f} % is left"
    yield f"HHI {between(one.index, 0)}; effective number {between(one.effective, 1)}; {left}{odds}{ratio}"
    yield f"{100 * one.supported:.0f} % of what is printed rests on no figure of the state it is about"


def moved(one: Measured) -> str:
    """The trend in one line."""
    if one.slope is None or one.order is None or one.rising is None:
        return f"trend: {one.word}"
    b, low, high = one.slope
    tau, p = one.order
    slope = f"slope {b:+.3f} log-odds a year, 95 % {low:+.3f} to {high:+.3f}; P(rising) {one.rising:.3f}"
    return f"trend: {one.word}; {slope}; Mann-Kendall tau {tau:.2f}, p {p:.2f}"


def percent(bounds: Bounds) -> str:
    """A share in per cent, or its bounds."""
    return between((100 * bounds[0], 100 * bounds[1]), 1) + " %"


def points(bounds: Bounds) -> str:
    """A gap in percentage points."""
    return between(bounds, 1) + " percentage points"


def between(bounds: Bounds, places: int) -> str:
    """A number, or two where they differ as printed."""
    low, high = (f"{end:,.{places}f}" for end in bounds)
    return low if low == high else f"{low} to {high}"


def gap_json(
    found: Sequence[Measured],
    sides: Mapping[str, Any],
    as_of: str,
    benchmarks: Sequence[Benchmark] = (),
    support: Sequence[Support] = (),
    before: Sequence[Measured] | None = None,
    fewer: Sequence[Support] | None = None,
) -> str:
    """The same as JSON, keys in order, floats as they are. ``before``: the measures without the what-if; ``fewer``: the support with it."""
    body: dict[str, Any] = {"as_of": as_of, "first": sides["first"], "second": sides["second"]}
    body["measures"] = [asdict(one) for one in found]
    body["benchmarks"] = [{**asdict(one), "tested": False} for one in benchmarks]
    body["support"] = [{**asdict(one), "difference": one.alone} for one in support]
    if before is not None:
        body["moves"] = [{"measure": old.id, "before": brief(old), "after": brief(new)} for old, new in moves(before, found)]
    if fewer is not None:
        body["support_moves"] = [{"stage": stage, "before": a, "after": b} for stage, a, b in shifts(support, fewer)]
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def brief(one: Measured) -> dict[str, Any]:
    """What of a measure a what-if can move."""
    return {"gap": one.standing.gap if one.standing else None, "trend": one.word}


def benchmark_table(benchmarks: Sequence[Benchmark]) -> str:
    """Benchmarks of law with their dates, and what it takes to test them; nothing where a stage has none."""
    if not benchmarks:
        return ""
    out = ["", "benchmarks"]
    for one in benchmarks:
        out.append(f"  {one.stage}: {one.says} ({one.law}, {one.source}, {one.dated}): not testable, {one.needs} is not loaded")
    return "\n".join(out) + "\n"


def support_table(counts: Sequence[Support]) -> str:
    """All claims against those supported from outside, by stage; nothing without claims."""
    if not counts:
        return ""
    names = ("claims", "reached", "supported", "difference", "only ahead", "marked")
    out = ["", f"  {'claims by stage':22} {' '.join(f'{name:>10}' for name in names)}"]
    for one in counts:
        numbers = (one.claims, one.achieved, one.supported, one.alone, one.ahead, one.adverse)
        out.append(f"  {one.stage:22} {' '.join(f'{number:>10,}' for number in numbers)}")
    told, held = sum(one.achieved for one in counts), sum(one.supported for one in counts)
    share = f"{100 * held / told:.0f} %" if told else "none"
    both = f"{told:,} told as reached, {held:,} supported from outside ({share})"
    out.append(f"  all claims against independently supported: {both}: difference {told - held:,}")
    return "\n".join(out) + "\n"


def moves(before: Sequence[Measured], after: Sequence[Measured]) -> list[tuple[Measured, Measured]]:
    """Measures whose gap or trend is another one."""
    return [(old, new) for old, new in zip(before, after, strict=True) if brief(old) != brief(new)]


def shifts(before: Sequence[Support], after: Sequence[Support]) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """(stage, told as reached and supported, the same with the what-if) of every stage where these differ."""
    old, new = ({one.stage: (one.achieved, one.supported) for one in some} for some in (before, after))
    stages = [one.stage for one in before]
    return [(stage, old[stage], new.get(stage, (0, 0))) for stage in stages if old[stage] != new.get(stage, (0, 0))]


def differences(
    before: Sequence[Measured], after: Sequence[Measured], support: Sequence[Support] = (), fewer: Sequence[Support] | None = None
) -> str:
    """What a claim added or a source left out moves."""
    out = ["", "what moves"]
    for old, new in moves(before, after):
        a, b = (one.standing.gap if one.standing else None for one in (old, new))
        out.append(f"  {old.id}: {points(a) if a else 'no gap'}, {old.word} -> {points(b) if b else 'no gap'}, {new.word}")
    for stage, (told, held), (less, left) in shifts(support, fewer) if fewer is not None else ():
        before_it, after_it = (f"{a:,}, supported {b:,}, difference {a - b:,}" for a, b in ((told, held), (less, left)))
        out.append(f"  {stage}: told as reached {before_it} -> {after_it}")
    return "\n".join(out if len(out) > 2 else [*out, "  nothing"]) + "\n"
