"""How many of the filings a claim tells registers would show by and by if it is right, and the day from which it can be tested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from reassay.base.drawer import leaf
from reassay.base.picture import Fan
from reassay.publish.marks import Datum, area, axis, dots, path, rules, scaled, spec, texts, ticks
from reassay.publish.marks import yearly as years
from reassay.publish.plot import Ground, Plot, heads, ink, look
from reassay.publish.sentence import Entry, Sentence
from reassay.publish.wording import bare, glossary, grouped, say, told, who

HIGH = 230


@leaf()
def visible(ground: Ground) -> Iterator[Plot]:
    """The fan of visible filings of a claim, with the day of its test."""
    entries = {one.claim.id: one for one in ground.entries}
    fans = [fan for fan in ground.frame.fans if fan.claim in entries][: look("visible")["most"]]
    for number, fan in enumerate(fans, 1):
        one = entries[fan.claim]
        cites = (one.claim.id, fan.id, *(ident for _, _, ident in fan.shown))
        day, low, middle, high = fan.now
        places: dict[str, object] = {"who": who(one.claim), "what": told(one.claim), "test": bare(fan.test), "on": bare(day)}
        places |= {"low": low, "middle": middle, "high": high, "claimed": hedged(fan, one), "ref": f"[c{one.number}]"}
        title = Sentence(say("plot_visible", **places), cites)
        shown = "".join(say("plot_visible_shown", day=bare(at), count=count) for at, count, _ in fan.shown)
        alt = Sentence(say("plot_visible_alt", **places) + shown, cites)
        rows = tuple(tuple(Sentence(cell, (fan.id,)) for cell in (bare(at), *map(str, counts))) for at, *counts in yearly(fan))
        caption = Sentence(say("plot_visible_caption"))
        yield Plot(f"visible-{number}", title, caption, alt, heads("visible"), rows, picture(fan, one))


def hedged(fan: Fan, one: Entry) -> str:
    """The claimed number with the words that hedge it in the claim."""
    hedge = glossary("comparators")[one.claim.quantity.comparator].strip() if one.claim.quantity else ""
    return f"{hedge} {fan.claimed}".strip()


def yearly(fan: Fan) -> list[tuple[str, int, int, int]]:
    """The steps of a table: every third, the last one and that of the day of judging."""
    kept = {*fan.steps[::3], fan.steps[-1], fan.now}
    return [step for step in fan.steps if step in kept]


def year(day: str) -> float:
    """A day as a year with its fraction, which no time zone moves."""
    found = dt.date.fromisoformat(day)
    first, after = dt.date(found.year, 1, 1), dt.date(found.year + 1, 1, 1)
    return round(found.year + (found - first).days / (after - first).days, 4)


def picture(fan: Fan, one: Entry) -> Datum:
    """The band and its middle, the claimed line, the day of judging and the day of the test."""
    inner = (look("paper")["width"] - 60 - 16, HIGH)
    first, last = year(fan.steps[0][0]), year(fan.steps[-1][0])
    most = 1.3 * max(fan.claimed, *(high for *_, high in fan.steps))
    x = scaled("x", first, last, years([at for at in range(int(first), int(last) + 1) if first <= at <= last]))
    y = scaled("y", 0, most, axis(ticks(most), say("plot_visible_axis"), place={"X": -46}))
    cites = one.claim.id
    band: list[Datum] = [{"x": year(day), "y": low, "y2": high} for day, low, _, high in fan.steps]
    middle = [{"x": year(day), "y": count, "line": 0, "turn": turn} for turn, (day, _, count, _) in enumerate(fan.steps)]
    level = [{"x": first, "x2": last, "y": fan.claimed, "cites": cites}]
    days = [{"x": year(fan.on), "y": 0, "y2": most}, {"x": year(fan.test), "y": 0, "y2": most}]
    label = say("plot_visible_claimed", claimed=grouped(Decimal(fan.claimed)))
    tests = [
        {"x": year(fan.on), "y": 0.95 * most, "label": [say("plot_visible_on"), bare(fan.on)], "cites": fan.id},
        {"x": year(fan.test), "y": 0.95 * most, "label": [say("plot_visible_test"), bare(fan.test)], "cites": fan.id},
    ]
    looks = {"fill": ink("red"), "ink": ink("black"), "shape": "diamond", "size": 90}
    seen = [{"x": year(day), "y": count, "cites": ident, **looks} for day, count, ident in fan.shown]
    layers = [
        area(band, x, y, "y2"),
        path(middle, x, y, color=ink("blue"), strokeWidth=2),
        rules(level, x, y, x2="x2", strokeDash=[7, 4], color=ink("black")),
        rules(days[:1], x, y, y2="y2", strokeDash=[2, 3]),
        rules(days[1:], x, y, y2="y2", color=ink("red"), strokeWidth=2),
        texts([{"x": first, "y": fan.claimed, "label": label, "cites": cites}], x, y, "left", dx=6, dy=-9),
        texts(tests, x, y, "right", dx=-6),
        dots(seen, x, y),
        texts([{**at, "label": str(at["y"])} for at in seen], x, y, "left", dx=8),
    ]
    return spec(layers, inner, left=60, top=10, right=16, bottom=28)
