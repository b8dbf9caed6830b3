"""Gaps by stage: where two blocs stand at the last time of each measure, with bounds where shares are partial, and how it moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reassay.base.drawer import leaf
from reassay.base.gap import Bounds, Measured, Standing
from reassay.publish.counting import counting
from reassay.publish.distance import key, trended
from reassay.publish.gaps import between, percent
from reassay.publish.marks import Datum, axis, dots, middle, rules, scaled, spec, texts
from reassay.publish.plot import Ground, Plot, Row, heads, ink, look, wrapped
from reassay.publish.sentence import Sentence
from reassay.publish.wording import say, spelled


@leaf()
def gap(ground: Ground) -> Iterator[Plot]:
    """The gap between two blocs at each stage, with bounds and trend."""
    found, sides = ground.frame.measured, ground.frame.sides
    standing = [(one, one.standing) for one in found if one.standing is not None]
    if not standing:
        return
    widest, at = max(standing, key=lambda pair: (pair[1].gap[0], pair[0].id))
    counts = {"trended": trended(found), "measures": len(found)}
    names = {"first": sides[0], "second": sides[1]}
    figures = {"measure": widest.title, "time": spelled(at.time), "a": percent(at.first), "b": percent(at.second)}
    cites = (key(widest), *(key(one) for one in found if one is not widest))
    title = counting("plot_gap", counts, {"measures": "measure"}, cites, sides, **names, **figures)
    alt = "; ".join(spoken(one, at, sides) for one, at in standing)
    caption = Sentence(say("plot_gap_caption", **names), (), sides)
    rows = tuple(row(one, sides) for one in found)
    spoken_all = Sentence(say("plot_gap_alt", each=alt, **names), cites, sides)
    yield Plot("gap", title, caption, spoken_all, heads("gap", sides), rows, picture(found))


def spoken(one: Measured, at: Standing, sides: tuple[str, str]) -> str:
    """One measure in words."""
    places = {"first": sides[0], "second": sides[1], "a": percent(at.first), "b": percent(at.second)}
    return say("plot_gap_each", measure=one.title, time=spelled(at.time), word=one.word, **places)


def row(one: Measured, sides: tuple[str, str]) -> Row:
    """One measure as a line of the table."""
    at, none = one.standing, say("none_told")
    shares = (spelled(at.time), percent(at.first), percent(at.second), between(at.gap, 1)) if at else (none,) * 4
    cells = (one.title, one.main.title if one.main else none, *shares, one.word)
    return tuple(Sentence(cell, (key(one),), sides) for cell in cells)


def picture(found: Sequence[Measured]) -> Datum:
    """A line for each measure: the shares of both blocs as points on their bounds, the time and the word on the right."""
    paper = look("paper")
    high = paper["row"]
    inner = (paper["width"] - paper["labels"] - paper["words"], high * len(found))
    y = scaled("y", inner[1], 0)
    x = scaled("share", 0, 100, axis([0, 25, 50, 75, 100], say("plot_gap_axis"), place={"Y": 34}))
    names, words, bands, marks, figures = [], [], [], [], []
    for number, one in enumerate(found):
        at = high * (number + 0.5)
        cites = key(one)
        name = wrapped(one.title, paper["labels"] - 12)
        names.append({"y": middle(at, name), "label": name, "cites": cites})
        told = [
            *(wrapped(spelled(one.standing.time), paper["words"] - 16, 1) if one.standing else []),
            *wrapped(one.word, paper["words"] - 16, 2),
        ]
        words.append({"y": middle(at, told), "label": told, "cites": cites})
        if one.standing is not None:
            for side, bounds in enumerate((one.standing.first, one.standing.second)):
                place = at + (6 if side else -6)
                bands.append({**ends(bounds), "y": place, "cites": cites})
                marks.append({**held(bounds, side), "y": place, "cites": cites})
                figures.append({**beside(bounds, one.standing), "y": place, "label": percent(bounds), "cites": cites})
    before = [one for one in figures if one["left"]]
    after = [one for one in figures if not one["left"]]
    layers = [
        rules(bands, x, y, x2="share2", strokeWidth=5, color=ink("line")),
        dots(marks, x, y),
        texts(before, x, y, "right", dx=-9),
        texts(after, x, y, "left", dx=9),
        texts(names, {"value": -10}, y, "right"),
        texts(words, {"value": inner[0] + 12}, y, "left"),
    ]
    return spec(layers, inner, left=paper["labels"], top=8, right=paper["words"], bottom=52)


def beside(bounds: Bounds, at: Standing) -> Datum:
    """Where the figure of a share stands: away from the other bloc's point, but never outside the field."""
    high = sum(bounds) >= max(sum(at.first), sum(at.second))
    left = sum(bounds) / 2 > 0.75 or (not high and sum(bounds) / 2 > 0.3)
    return {"share": round(100 * bounds[0 if left else 1], 4), "left": left}


def ends(bounds: Bounds) -> Datum:
    """Both ends of a share in per cent."""
    return {"share": round(100 * bounds[0], 4), "share2": round(100 * bounds[1], 4)}


def held(bounds: Bounds, side: int) -> Datum:
    """The point of a bloc in the middle of its bounds: filled for the first, open for the second."""
    looks = {name: look("bloc")[name][side] for name in ("ink", "shape", "filled")}
    fill = ink(looks["ink"]) if looks["filled"] else ink("white")
    return {"share": round(50 * sum(bounds), 4), "fill": fill, "ink": ink(looks["ink"]), "shape": looks["shape"], "size": 80}
