"""All claims against independently supported, by stage: the difference as a stroke between two points, with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reassay.base.drawer import leaf
from reassay.base.gap import Support
from reassay.publish.counting import counting
from reassay.publish.marks import Datum, axis, dots, middle, rules, scaled, spec, texts, ticks
from reassay.publish.plot import Ground, Plot, Row, count, heads, ink, look, wrapped
from reassay.publish.sentence import Sentence
from reassay.publish.wording import glossary, say


@leaf()
def support(ground: Ground) -> Iterator[Plot]:
    """What is told as reached against what a voice outside supports, stage by stage."""
    found = [one for one in ground.frame.support if one.achieved]
    if not found:
        return
    whole = {name: sum(getattr(one, name) for one in found) for name in ("achieved", "supported", "alone")}
    title = counting("plot_support", whole, {"achieved": "claim"}, about="support:")
    each = "; ".join(spoken(one) for one in found)
    counts = tuple(
        (f"count:support:{one.stage}:{name}", f"{getattr(one, name):,}") for one in found for name in ("achieved", "supported", "alone")
    )
    alt = Sentence(say("plot_support_alt", each=each), counts=counts)
    yield Plot("support", title, Sentence(say("plot_support_caption")), alt, heads("support"), tuple(map(row, found)), picture(found))


def spoken(one: Support) -> str:
    """One stage in words."""
    numbers = {name: f"{getattr(one, name):,}" for name in ("achieved", "supported", "alone")}
    return say("plot_support_each", stage=glossary("stages")[one.stage], **numbers)


def row(one: Support) -> Row:
    """One stage as a line of the table."""
    cells = [count(f"support:{one.stage}:{name}", getattr(one, name)) for name in ("achieved", "supported", "alone")]
    return (Sentence(glossary("stages")[one.stage]), *cells)


def picture(found: Sequence[Support]) -> Datum:
    """A line for each stage: an open circle for what is told, a filled one for what is supported, the difference between them."""
    paper, high = look("paper"), 40
    inner = (paper["width"] - paper["labels"] - 60, high * len(found))
    most = max(one.achieved for one in found)
    x = scaled("x", 0, 1.08 * most, axis([at for at in ticks(most) if at == int(at)], say("plot_support_axis"), place={"Y": 34}))
    y = scaled("y", inner[1], 0)
    names, spans, marks, figures = [], [], [], []
    for number, one in enumerate(found):
        at = high * (number + 0.5)
        ident = f"count:support:{one.stage}"
        label = wrapped(glossary("stages")[one.stage], paper["labels"] - 12)
        names.append({"y": middle(at, label), "label": label, "cites": ident})
        spans.append({"x": one.supported, "x2": one.achieved, "y": at, "cites": f"{ident}:alone"})
        looks = {"ink": ink("blue"), "shape": "circle", "size": 110, "y": at}
        marks.append({"x": one.achieved, "fill": ink("white"), **looks, "cites": f"{ident}:achieved"})
        marks.append({"x": one.supported, "fill": ink("blue"), **looks, "cites": f"{ident}:supported"})
        figures.append({"x": one.achieved, "y": at, "label": f"{one.achieved:,}", "cites": f"{ident}:achieved", "side": 1})
        figures.append({"x": one.supported, "y": at, "label": f"{one.supported:,}", "cites": f"{ident}:supported", "side": -1})
        if one.alone:
            figures.append(
                {"x": (one.achieved + one.supported) / 2, "y": at, "label": f"{one.alone:,}", "cites": f"{ident}:alone", "side": 0}
            )
    layers = [
        rules(spans, x, y, x2="x2", strokeWidth=3, color=ink("orange")),
        dots(marks, x, y),
        texts([one for one in figures if one["side"] == 1], x, y, "left", dx=10),
        texts([one for one in figures if one["side"] == -1], x, y, "right", dx=-9),
        texts([one for one in figures if one["side"] == 0], x, y, "center", bold=True, dy=-10),
        texts(names, {"value": -26}, y, "right"),
    ]
    return spec(layers, inner, left=paper["labels"] + 14, top=8, right=46, bottom=52)
