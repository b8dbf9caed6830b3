"""The period of a claim whose sentence gives none: from its heading, from what was said before, else from the publication date.

What a metric takes is a table (reference/periods.toml): a property holds at any time, a flow belongs to the period the text is about.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from reassay.base.document import Passage
from reassay.base.period import Period
from reassay.base.text import Span
from reassay.extract.dates import When
from reassay.extract.period import compared, dated, defaults, fitted, lead
from reassay.extract.scene import Scene
from reassay.reference.grammar import grammar, table

HALF = 190  # days: what a title names is a month, a quarter or a half
QUARTER = 100  # days: what is shorter is a quarter, a month or a day
MONTH = 31  # days
FAR = 100  # passages that name a time, looked back over: more would make a long list of dates cost the square of its length
OPEN = ("planned", "targeted", "forecast", "hypothetical")


def inherited(scene: Scene, index: int, place: Span, metric: str, modality: str) -> tuple[When | None, str | None]:
    """The period from elsewhere and from where; (None, None) where the metric has none of its own."""
    if metric in defaults()["timeless"]:
        return None, None
    passage = scene.passages[index]
    if modality in OPEN and modality != "targeted" and metric in defaults()["project"]:
        return None, None
    for where, found in (("heading", headed(scene, passage)), ("earlier", earlier(scene, index, modality)), ("heading", titled(scene))):
        if found is not None and fits(scene, found, modality):
            if where == "earlier" and modality not in OPEN and stands(scene, found, metric):
                return None, "document"
            return fitted(scene, passage.span, place, coarse(scene, found, metric), metric), where
    return None, None


def headed(scene: Scene, passage: Passage) -> When | None:
    """The last time the heading names."""
    over = eligible(scene, passage.heading) if passage.heading is not None else []
    return over[-1] if over else None


def titled(scene: Scene) -> When | None:
    """The month, quarter or half that an English title names: what follows is about it."""
    first = scene.passages[0]
    if scene.code != "en" or first.kind != "heading":
        return None
    found = [
        when for when in eligible(scene, first.span) if when.stated and 0 < (when.period.days()[1] - when.period.days()[0]).days < HALF
    ]
    return found[-1] if len(found) == 1 else None


def earlier(scene: Scene, index: int, modality: str) -> When | None:
    """The last time named before, in the same section or line; a passage without any is passed over."""
    passage = scene.passages[index]
    by_line = table("periods.toml")["carry"][scene.code] == "line"
    last = bisect_left(scene.dated, index)
    for back in reversed(scene.dated[max(0, last - FAR) : last]):
        other = scene.passages[back]
        if (
            other.kind == "heading"
            or other.heading != passage.heading
            or (by_line and "\n" in scene.text[other.span.end : passage.span.start])
        ):
            break
        if other.kind == "row" or scene.inside(other.span, "lure_byline"):
            continue
        found = [when for when in eligible(scene, other.span) if fits(scene, when, modality)]
        if found:
            return found[-1]
    return None


def coarse(scene: Scene, when: When, metric: str) -> When:
    """A day named elsewhere stands for its month, or for its year where the metric is told by years; not the day of a count (截至)."""
    first, last = when.period.days()
    if (last - first).days > (MONTH if scene.code == "zh" else 3) or lead(scene, when.span).endswith(
        tuple(grammar(scene.code)["leads"]["asof"])
    ):
        return when
    if yearly(scene, when, metric) and when.year:
        return replace(when, span=when.year, period=Period(f"{first:%Y}"))
    if metric in defaults()["month"] | defaults()["year"] and when.month:
        return replace(when, span=when.month, period=Period(f"{first:%Y-%m}"), anchor=when.year or when.anchor)
    return when


def yearly(scene: Scene, when: When, metric: str) -> bool:
    """True for what is told by years; in Chinese, where a month told before speaks of its own number, all but flows, prices, stocks."""
    if metric in defaults()["year"]:
        return True
    told = defaults()["flow"] | defaults()["day"] | defaults()["change"] | defaults()["month"] | {"stocks"}
    return scene.code == "zh" and len(when.period.text) == len("2025-01") and metric not in told


def eligible(scene: Scene, span: Span) -> list[When]:
    """Times that what follows may be about; the year before is none."""
    before = {word for word in grammar(scene.code)["leads"]["running"] if grammar(scene.code)["relative"].get(word, 0) < 0}
    return [
        when
        for when in scene.timed(span)
        if when.role in ("", "close", "relative") and not compared(scene, when) and when.span.of(scene.text).lower() not in before
    ]


def stands(scene: Scene, when: When, metric: str) -> bool:
    """True for what is told by years, behind a part of the year of publication that names no year: it holds in that year."""
    published = scene.document.published
    if published is None or not yearly(scene, when, metric) or when.year is not None or when.stated:
        return False
    first, last = when.period.days()
    asof = lead(scene, when.span).endswith(tuple(grammar(scene.code)["leads"]["asof"]))
    return not asof and (last - first).days < QUARTER and first.year == int(published.value[:4])


def behind_us(scene: Scene, when: When) -> When:
    """A quarter or half without a year that a past tense names: the last one, not the one to come."""
    published = scene.document.published
    if scene.code != "en" or published is None or when.stated or when.role or when.period.text[4:5] not in ("Q", "H"):
        return when
    if when.period.days()[0].isoformat()[: len(published.value)] <= published.value:
        return when
    return replace(when, period=Period(f"{when.period.year - 1}{when.period.text[4:]}"))


def stale(scene: Scene, when: When, metric: str) -> bool:
    """True for a time already past beside terms of a project still to come: when it was agreed, not when it is."""
    published = scene.document.published
    if published is None or metric not in defaults()["project"] or when.role == "now":
        return False
    return when.period.days()[1].isoformat()[: len(published.value)] < published.value


def fits(scene: Scene, when: When, modality: str) -> bool:
    """What is achieved lies in no coming year; what is planned, in no past one."""
    published = scene.document.published
    if published is None:
        return True
    year = int(published.value[:4])
    if modality in OPEN:
        return when.period.days()[1].isoformat()[: len(published.value)] >= published.value
    return when.period.year <= year


def of_document(scene: Scene, metric: str, modality: str, stands_now: bool = False) -> str | None:
    """The publication date as the period, at the metric's grain."""
    if stands_now:
        return dated(scene, metric, now=True)
    return dated(scene, metric) if modality not in OPEN or metric in defaults()["quoted"] else None
