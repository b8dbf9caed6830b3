"""Marks of a Vega-Lite spec. Places, inks and sizes are in the data; nothing is laid out by measuring letters: the same bytes everywhere.

The field ``cites`` of a datum names what the mark shows; it goes into the picture as the mark's description.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reassay.publish.plot import ink, look
from reassay.reference.grammar import table

Datum = dict[str, Any]
Layer = dict[str, Any]
Axis = dict[str, Any]

PITCH = 14  # from line to line of a text
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def axis(values: Sequence[float], title: str = "", grid: bool = True, place: dict[str, float] | None = None) -> Axis:
    """An axis with the ticks given and no other; ``place``: the X or Y of its title, so that no tick's letters are measured for it."""
    form = ",d" if all(value == int(value) for value in values) else ",.3~f"
    named = (
        {"title": title, "titleAnchor": "middle", **{f"title{way}": at for way, at in (place or {}).items()}} if title else {"title": None}
    )
    return {"values": list(values), "format": form, "grid": grid, **named}


def ticks(most: float) -> list[float]:
    """Round numbers from nought to a top, four or five of them."""
    step = next(unit * 10**power for power in range(-3, 16) for unit in (1, 2, 5) if most / (unit * 10**power) <= 5)
    return [round(step * at, 6) for at in range(int(most / step) + 1)]


def scaled(field: str, low: float, high: float, told: Axis | None = None) -> dict[str, Any]:
    """A channel on a scale from low to high."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"labelOverlap": False, "labelBound": False, "labelFlush": False, **told} if told else None,
    }


def yearly(values: Sequence[float], grid: bool = True) -> Axis:
    """An axis of years, whatever part of a year its ticks stand at."""
    return {**axis(values, grid=grid), "labelExpr": "floor(datum.value)"}


def middle(y: float, lines: Sequence[str]) -> float:
    """Where the first of several lines stands for all of them to be centred."""
    return y - PITCH * (len(lines) - 1) / 2


def own(field: str) -> dict[str, Any]:
    """A channel whose field holds what is drawn, a colour or a shape, not something to be scaled."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def cited() -> dict[str, Any]:
    """The channel that carries what a mark rests on."""
    return {"description": {"field": "cites", "type": "nominal"}}


def dots(values: Sequence[Datum], x: Any, y: Any) -> Layer:
    """Points; each datum has fill, ink, shape and size."""
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    channels = {"x": x, "y": y, "fill": own("fill"), "stroke": own("ink"), "shape": own("shape"), "size": size, **cited()}
    return {"data": {"values": list(values)}, "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.5}, "encoding": channels}


def texts(values: Sequence[Datum], x: Any, y: Any, align: str = "left", bold: bool = False, **more: Any) -> Layer:
    """Texts; each datum has label, a line or several."""
    mark = {"type": "text", "align": align, "baseline": "middle", "fontWeight": "bold" if bold else "normal", "lineHeight": PITCH, **more}
    text = {"field": "label", "type": "nominal"}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": {"x": x, "y": y, "text": text, **cited()}}


def rules(values: Sequence[Datum], x: Any, y: Any, x2: str | None = None, y2: str | None = None, **mark: Any) -> Layer:
    """Straight strokes from x, y to x2, y2."""
    ends = {name: {"field": field} for name, field in (("x2", x2), ("y2", y2)) if field}
    drawn = {"type": "rule", "color": ink("grey"), **mark}
    return {"data": {"values": list(values)}, "mark": drawn, "encoding": {"x": x, "y": y, **ends, **cited()}}


def boxes(values: Sequence[Datum], x: Any, y: Any) -> Layer:
    """Boxes from x, y to x2, y2; each datum has fill."""
    channels = {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}, "fill": own("fill"), **cited()}
    mark = {"type": "rect", "stroke": ink("grey"), "cornerRadius": 4}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": channels}


def path(values: Sequence[Datum], x: Any, y: Any, **mark: Any) -> Layer:
    """Strokes through points in their order, one for each value of ``line``."""
    channels = {
        "x": x,
        "y": y,
        "detail": {"field": "line", "type": "nominal"},
        "order": {"field": "turn", "type": "quantitative"},
    }
    drawn = {"type": "line", "color": ink("grey"), "strokeWidth": 1.5, "interpolate": "linear", **mark}
    return {"data": {"values": list(values)}, "mark": drawn, "encoding": channels}


def area(values: Sequence[Datum], x: Any, y: Any, y2: str) -> Layer:
    """A band from y to y2."""
    mark = {"type": "area", "color": ink("sky"), "opacity": 0.35, "interpolate": "linear"}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": {"x": x, "y": y, "y2": {"field": y2}}}


def spec(
    layers: Sequence[Layer], inner: tuple[float, float], left: float = 0, top: float = 0, right: float = 0, bottom: float = 0
) -> Datum:
    """The whole picture: its layers on an inner field with room around it."""
    size = look("paper")["size"]
    quiet = {"labelColor": ink("black"), "titleColor": ink("black"), "labelFontSize": size, "titleFontSize": size}
    lines = {"domainColor": ink("line"), "tickColor": ink("line"), "gridColor": ink("pale"), "titleFontWeight": "normal"}
    return {
        "$schema": SCHEMA,
        "width": inner[0],
        "height": inner[1],
        "autosize": {"type": "none"},
        "padding": {"left": left, "top": top, "right": right, "bottom": bottom},
        "background": ink("white"),
        "layer": [one for one in layers if one["data"]["values"]],
        "config": {
            "font": table("plots.toml")["font"],
            "text": {"fontSize": size, "color": ink("black")},
            "axis": {**quiet, **lines},
            "view": {"stroke": None},
        },
    }
