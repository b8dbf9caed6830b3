"""The value chain as a map: what flows where, and how many claims reach each stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reassay.base.drawer import leaf
from reassay.base.stage import STAGES
from reassay.publish.counting import counting
from reassay.publish.marks import Datum, boxes, dots, path, scaled, spec, texts
from reassay.publish.plot import Ground, Plot, Row, count, heads, ink, joined, look, wrapped
from reassay.publish.sentence import Entry, Sentence
from reassay.publish.wording import glossary, say

LINE = 14


@leaf()
def chain(ground: Ground) -> Iterator[Plot]:
    """The value chain with the claims that reach each stage."""
    held = {stage: [one for one in ground.entries if one.claim.stage == stage] for stage in STAGES}
    if not any(held.values()):
        return
    rows = tuple((Sentence(glossary("stages")[stage]), *cells(stage, members)) for stage, members in held.items())
    empty = [glossary("stages")[stage] for stage, members in held.items() if not members]
    supported = sum(one.verdict.word == "corroborated" for one in ground.entries)
    counts = {"reached": len(STAGES) - len(empty), "stages": len(STAGES)}
    title = counting("plot_chain" if empty else "plot_chain_all", counts, about="chain_", empty=joined(empty), supported=f"{supported:,}")
    title = replace(title, counts=(*title.counts, ("count:supported", f"{supported:,}")))
    each = ", ".join(f"{row[0].text} {row[1].text}" for row in rows)
    alt = Sentence(say("plot_chain_alt", each=each), counts=tuple(pair for row in rows for pair in row[1].counts))
    yield Plot("chain", title, Sentence(say("plot_chain_caption")), alt, heads("chain"), rows, picture(held))


def cells(stage: str, members: Sequence[Entry]) -> Row:
    """The claims of a stage, those marked and those supported from outside."""
    marked, supported = sum(one.adverse for one in members), sum(one.verdict.word == "corroborated" for one in members)
    counts = {"claims": len(members), "adverse": marked, "supported": supported}
    return tuple(count(f"stage:{stage}:{name}", number) for name, number in counts.items())


def picture(held: dict[str, list[Entry]]) -> Datum:
    """Boxes in their places, arrows between them."""
    chart = look("chain")
    (wide, high), (across, down) = chart["box"], chart["pitch"]
    inner = (max(x for x, _ in chart["place"].values()) * across + wide, max(y for _, y in chart["place"].values()) * down + high)
    frames: list[Datum] = []
    names: list[Datum] = []
    numbers: list[Datum] = []
    for stage, (column, row) in chart["place"].items():
        members = held[stage]
        x, y = column * across, row * down
        frames.append({"x": x, "y": y, "x2": x + wide, "y2": y + high, "fill": ink("sky" if members else "white")})
        names.append({"x": x + wide / 2, "y": y + LINE, "label": wrapped(glossary("stages")[stage], wide - 8, 2)})
        told = [(say("plot_chain_none"), "")]
        if members:
            lines = zip(("claims", "adverse", "supported"), cells(stage, members), strict=True)
            told = [(shown(name, cell.text), cell.counts[0][0]) for name, cell in lines]
        places = [y + high - 11 - LINE * (len(told) - 1 - place) for place in range(len(told))]
        numbers += [{"x": x + wide / 2, "y": at, "label": line, "cites": ident} for at, (line, ident) in zip(places, told, strict=True)]
    bends = [
        {"x": x, "y": y, "line": number, "turn": turn}
        for number, flow in enumerate(chart["flows"])
        for turn, (x, y) in enumerate(flow["path"])
    ]
    heads = [arrow(flow) for flow in chart["flows"]]
    x_, y_ = scaled("x", 0, inner[0]), scaled("y", inner[1], 0)
    layers = [
        path(bends, x_, y_),
        dots(heads, x_, y_),
        boxes(frames, x_, y_),
        texts(names, x_, y_, "center", bold=True),
        texts(numbers, x_, y_, "center"),
    ]
    return spec(layers, inner, left=1, top=1, right=1, bottom=1)


def shown(name: str, number: str) -> str:
    """A count in a box."""
    return say(f"plot_chain_{name}_one" if number == "1" and name == "claims" else f"plot_chain_{name}", number=number)


def arrow(flow: Datum) -> Datum:
    """The head of an arrow, just before the box it leads to."""
    back = {"right": (-5, 0), "left": (5, 0), "down": (0, -5), "up": (0, 5)}[flow["head"]]
    x, y = flow["path"][-1]
    looks = {"fill": ink("grey"), "ink": ink("grey"), "shape": f"triangle-{flow['head']}", "size": 70}
    return {"x": x + back[0], "y": y + back[1], **looks}
