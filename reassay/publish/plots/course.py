"""How a share moved: the main series of each measure over time with the band of its trend, and what other vintages print beside it.

A panel for each measure, all on one axis of years. Points of other editions, bases or baskets stand beside the main series in shapes of
their own and are never joined to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from reassay.base.drawer import leaf
from reassay.base.gap import Beside, Bounds, Measured
from reassay.base.period import Period
from reassay.publish.distance import edition, key
from reassay.publish.gaps import percent
from reassay.publish.marks import PITCH, Axis, Datum, Layer, area, dots, path, rules, scaled, spec, texts, yearly
from reassay.publish.plot import Ground, Plot, Row, heads, ink, look, wrapped
from reassay.publish.sentence import Sentence
from reassay.publish.wording import say, spelled


@leaf()
def course(ground: Ground) -> Iterator[Plot]:
    """The share of the first bloc over time, measure by measure, with bands and vintages."""
    sides = ground.frame.sides
    found = [one for one in ground.frame.measured if one.path or any(when(held.time) for held in one.beside)]
    if not found:
        return
    cites = tuple(key(one) for one in found)
    names = {"first": sides[0], "second": sides[1]}
    rows = tuple(line for one in found for line in told(one, sides))
    alt = Sentence(say("plot_course_alt", each="; ".join(spoken(one, sides) for one in found), **names), cites, sides)
    caption = Sentence(say("plot_course_caption", **names), (), sides)
    yield Plot("course", title(found, sides), caption, alt, heads("course", sides), rows, picture(found))


def title(found: Sequence[Measured], sides: tuple[str, str]) -> Sentence:
    """How the share of the first measure with a trend moved; that none can be told where none has one."""
    names = {"first": sides[0], "second": sides[1]}
    one = next((one for one in found if one.slope is not None), None)
    if one is None:
        return Sentence(say("plot_course_none", **names), (), sides)
    (begin, low), (end, high) = one.path[0], one.path[-1]
    places = {"a": percent((low, low)), "b": percent((high, high)), "begin": spelled(begin), "end": spelled(end)}
    return Sentence(say("plot_course", measure=one.title, word=one.word, **names, **places), (key(one),), sides)


def spoken(one: Measured, sides: tuple[str, str]) -> str:
    """One measure in words."""
    main = ", ".join(f"{spelled(time)} {percent((held, held))}" for time, held in one.path)
    other = ", ".join(f"{spelled(held.time)} {percent((held.share, held.share))} ({edition(held)})" for held in dated(one))
    parts = [say("plot_course_main", first=sides[0], each=main)] if main else []
    parts += [say("plot_course_other", each=other)] if other else []
    return f"{one.title}: {'; '.join(parts)}"


def told(one: Measured, sides: tuple[str, str]) -> Iterator[Row]:
    """The points of one measure as lines of the table."""
    across, none = dict(one.second), say("none_told")
    lines = [
        (one.main.title, time, percent((held, held)), percent(across[time]) if time in across else none, say("plot_course_joined"))
        for time, held in one.path
        if one.main
    ]
    lines += [(held.series, held.time, percent((held.share, held.share)), none, say("plot_course_apart")) for held in dated(one)]
    for series, time, first, second, kind in lines:
        cells = (one.title, series, spelled(time), first, second, kind)
        yield tuple(Sentence(cell, (key(one),), sides) for cell in cells)


def dated(one: Measured) -> list[Beside]:
    """What other series print, by time and edition, as far as it has a time."""
    return sorted((held for held in one.beside if when(held.time) is not None), key=lambda held: (held.edition, held.series, held.time))


def when(time: str) -> float | None:
    """The middle of a time as a year with its fraction; None for no time or one of many years."""
    try:
        first, last = Period(time).days()
    except ValueError:
        return None
    if (last - first).days > look("course")["longest"]:
        return None
    middle = (first.toordinal() + last.toordinal()) / 2
    return round(first.year + (middle - dt.date(first.year, 1, 1).toordinal()) / 365.25, 3)


def picture(found: Sequence[Measured]) -> Datum:
    """A panel below another for each measure."""
    rules_of, paper = look("course"), look("paper")
    high, pitch = rules_of["high"], rules_of["pitch"]
    inner = (paper["width"] - rules_of["left"] - rules_of["right"], pitch * len(found) - (pitch - high) + rules_of["head"])
    times = [at for one in found for at in (*(when(time) for time, _ in one.path), *(when(held.time) for held in dated(one))) if at]
    low, top = min(times) - 0.7, max(times) + 0.7
    years = [year for year in range(int(low), int(top) + 2) if low <= year + 0.5 <= top]
    every = max(1, len(years) // 6)
    x = scaled("x", round(low, 3), round(top, 3), yearly([year + 0.5 for year in years[::every]]))
    tops = [rules_of["head"] + pitch * number for number in range(len(found))]
    y = scaled("y", inner[1], 0, shares(tops, high))
    layers: list[Layer] = []
    for one, head in zip(found, tops, strict=True):
        layers += panel(one, head, x, y, inner[0])
    return spec(layers, inner, left=rules_of["left"], top=6, right=rules_of["right"], bottom=30)


def shares(tops: Sequence[float], high: float) -> Axis:
    """The axis on the left: nought, half and all of every panel."""
    ticks = {round(head + high * (1 - share / 100), 1): share for head in tops for share in (0, 50, 100)}
    names = ", ".join(f"'{at:g}': '{share}'" for at, share in ticks.items())
    return {
        "values": sorted(ticks),
        "grid": True,
        "title": None,
        "domain": False,
        "labelExpr": f"({{{names}}})[format(datum.value, '.6~g')]",
    }


def panel(one: Measured, head: float, x: Datum, y: Datum, wide: float) -> list[Layer]:
    """One measure: its name and trend, the band, both blocs, other vintages, and a key to these."""
    rules_of, cites = look("course"), key(one)
    high = float(rules_of["high"])

    def at(share: float) -> float:
        return round(head + high * (1 - share), 2)

    bands = [{"x": when(time), "y": at(low), "y2": at(top)} for time, low, _, top in one.band]
    middle = [{"x": when(time), "y": at(share), "line": "trend", "turn": turn} for turn, (time, _, share, _) in enumerate(one.band)]
    main = [{"x": when(time), "y": at(held), "line": one.id, "turn": turn} for turn, (time, held) in enumerate(one.path)]
    across = [(time, ends) for time, ends in one.second if when(time) is not None]
    figures = [(time, (held, held)) for time, held in one.path]
    points = [mark(time, ends, 0, at, cites) for time, ends in figures] + [mark(time, ends, 1, at, cites) for time, ends in across]
    spans = [{"x": when(time), "y": at(ends[0]), "y2": at(ends[1]), "cites": cites} for time, ends in across]
    ends_of = dict.fromkeys((*figures[:1], *figures[-1:]))
    named = [
        {"x": when(time), "y": at(ends[0]) + (16 if ends[0] > 0.8 else -14), "label": percent(ends), "cites": cites}
        for time, ends in ends_of
    ]
    name = [{"y": head - 18, "label": f"{one.title}: {one.word}", "cites": cites}]
    return [
        area(bands, x, y, "y2"),
        path(middle, x, y, color=ink("grey"), strokeDash=[3, 3]),
        path(main, x, y, color=ink(look("bloc")["ink"][0])),
        rules(spans, x, y, y2="y2", strokeWidth=5, color=ink("line")),
        dots(points, x, y),
        *vintages(one, head, x, y, wide, at),
        texts(named, x, y, "center"),
        texts(name, {"value": 0}, y, "left", bold=True),
    ]


def mark(time: str, ends: Bounds, side: int, at: Callable[[float], float], cites: str) -> Datum:
    """The point of a bloc in the middle of its bounds: filled for the first, open for the second."""
    looks = {name: look("bloc")[name][side] for name in ("ink", "shape", "filled")}
    fill = ink(looks["ink"]) if looks["filled"] else ink("white")
    place = at((ends[0] + ends[1]) / 2)
    return {"x": when(time), "y": place, "fill": fill, "ink": ink(looks["ink"]), "shape": looks["shape"], "size": 60, "cites": cites}


def vintages(one: Measured, head: float, x: Datum, y: Datum, wide: float, at: Callable[[float], float]) -> list[Layer]:
    """Points of other editions, a shape for each, and the key on the right."""
    rules_of, cites, found = look("course"), key(one), dated(one)
    names = {held.series: edition(held) for held in found}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    marks, keys, down = [], [], head + 4
    for turn, (series, name) in enumerate(names.items()):
        shape = rules_of["shapes"][turn % len(rules_of["shapes"])]
        looks = {"fill": None, "ink": ink("black"), "shape": shape, "size": 50, "cites": cites}
        inside = [held for held in found if held.series == series]
        marks += [{"x": when(held.time), "y": at(held.share), **looks} for held in inside]
        label = wrapped(f"{name}: {inside[0].basket}" if name in twice else name, rules_of["right"] - 26, 3)
        keys.append({**looks, "y": down, "label": label})
        down += PITCH * len(label) + 2
    key_x = {"value": wide + 14}
    return [dots(marks, x, y), dots(keys, key_x, y), texts(keys, {"value": wide + 24}, y, "left")]
