"""The period of a claim, from its own sentence: bound to the number, else of its clause, else of the sentence.

A time that a change is measured from (*than in 2023*, 较上年) belongs to the level it stands with and to no other number.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from reassay.base.period import Period
from reassay.base.text import Span
from reassay.extract.dates import When
from reassay.extract.quantities import Measure
from reassay.extract.reckoning import shifted
from reassay.extract.scene import Scene
from reassay.reference.grammar import grammar, table

OVER = re.compile(r"(?:%|per cent|percent|pc|times) over$")
SAVED = ("emission_reduction", "energy_saving", "cost_reduction")  # told against a base year
BEHIND = 48  # characters between a number and a time bound to it
LEAD = 12  # characters of a date around its year
AHEAD = 16  # characters before a time in which the word of a comparison stands


@cache
def bindings(code: str) -> dict[str, re.Pattern[str]]:
    """What may stand between a number and its time, behind and before it, in a language."""
    return {name: re.compile(pattern) for name, pattern in table("periods.toml")[code].items()}


@cache
def defaults() -> dict[str, frozenset[str]]:
    """Metrics by what holds when no period is written."""
    return {name: frozenset(found) for name, found in table("periods.toml")["metrics"].items()}


def own(scene: Scene, sentence: Span, place: Span, metric: str, inside: list[Span]) -> When | None:
    """The period that the sentence gives to a number or an event. ``inside``: the places of all numbers of the sentence."""
    if metric == "year_established":
        return founding(scene, place)
    whens = [when for when in scene.timed(sentence) if when.role != "report" and not when.span.overlaps(place)]
    if not whens:
        return None
    moved = metric in defaults()["change"] or (scene.code == "zh" and metric in SAVED)
    free = whens if not moved else [when for when in whens if not compared(scene, when)]
    found = listed(scene, whens, place, inside) or bound(scene, free, place) or opened(scene, sentence, whens, place, inside)
    found = found or near(scene, sentence, whens, place, metric, inside)
    if found is not None and found.role == "ago":
        return earlier_year(found, near(scene, sentence, whens, place, metric, inside))
    return fitted(scene, sentence, place, found, metric) if found else None


def opened(scene: Scene, sentence: Span, whens: list[When], place: Span, inside: list[Span]) -> When | None:
    """*A year earlier* that opens the clause of the number, no other number between."""
    clause = scene.clause(sentence, place)
    for when in whens:
        if when.role == "ago" and when.span.within(clause) and when.span.end <= place.start and when.span.start - clause.start <= 2:
            return None if any(when.span.end <= other.start < place.start for other in inside) else when
    return None


def founding(scene: Scene, place: Span) -> When | None:
    """The year something was founded in is its own period."""
    return next((when for when in scene.timed(Span(place.start - LEAD, place.end + LEAD)) if when.span.overlaps(place)), None)


def shared(scene: Scene, sentence: Span, level: tuple[Measure, When] | None, place: Span, metric: str) -> When | None:
    """The period of the level right before a change (*9.2bn, up 5%*), unless that level is the one the change is measured from."""
    if level is None or level[1].role == "ago" or metric not in defaults()["change"] or not 0 <= place.start - level[0].whole.end <= AHEAD:
        return None
    if scene.timed(Span(level[0].whole.end, place.start)) or lead(scene, level[0].whole).endswith(tuple(scene.words["growth"]["base"])):
        return None
    last = level[1].period.days()[1]
    return None if any(when.period.days()[1] > last for when in strong(scene.timed(Span(sentence.start, place.start)))) else level[1]


def lead(scene: Scene, span: Span) -> str:
    """The few characters before a place, in small letters."""
    return scene.text[max(0, span.start - AHEAD) : span.start].rstrip().lower()


def earlier_year(ago: When, now: When | None) -> When:
    """*A year earlier*, counted from the period of the sentence, or the one it inherits, when that is written plainly."""
    if now is None or not ago.shift or now.role not in ("", "close"):
        return ago
    return replace(ago, period=Period(shifted(now.period.text, ago.shift)), anchor=now.span, shift=0)


def listed(scene: Scene, whens: list[When], place: Span, inside: list[Span]) -> When | None:
    """The time at the same place in a list of times as the number has in its list of as many numbers."""
    mine = next((run for run in runs(scene, inside) if place in run), [])
    if len(mine) < 2:
        return None
    times = [run for run in runs(scene, [when.span for when in whens]) if len(run) > 1 and len(mine) % len(run) == 0]
    if times:
        best = min(times, key=lambda run: abs(run[0].start - mine[0].start))
        span = best[mine.index(place) % len(best)]
        return next(when for when in whens if when.span == span)
    return yearly(whens, mine, place)


def yearly(whens: list[When], mine: list[Span], place: Span) -> When | None:
    """One year of a stretch of years for which as many numbers are listed (2023-2025: 0.6, 0.3 and 0.1)."""
    for when in whens:
        first, last = when.period.text[:4], when.period.text[5:]
        if when.role or when.period.text[4:5] != "/" or len(last) != 4:
            continue
        count = int(last) - int(first) + 1
        if count > 1 and len(mine) % count == 0:
            return replace(when, period=Period(str(int(first) + mine.index(place) % count)))
    return None


def runs(scene: Scene, spans: list[Span]) -> list[list[Span]]:
    """Spans in lists: each list's members are parted by list marks alone."""
    found: list[list[Span]] = []
    glue = bindings(scene.code)["glue"]
    for span in spans:
        if found and glue.fullmatch(scene.text, found[-1][-1].end, max(span.start, found[-1][-1].end)):
            found[-1].append(span)
        else:
            found.append([span])
    return found


def bound(scene: Scene, whens: list[When], place: Span) -> When | None:
    """A time right behind the number or right before it, with nothing but a preposition between."""
    for when in whens:
        if tied(scene, when, place) == "behind":
            return when
    return next((when for when in reversed(whens) if tied(scene, when, place) == "before"), None)


def tied(scene: Scene, when: When, place: Span) -> str | None:
    """``behind`` for *28% in 2023*, ``before`` for *2023: 28%*, None when more stands between."""
    side, first, last = ("behind", place.end, when.span.start) if place.end <= when.span.start else ("before", when.span.end, place.start)
    if not 0 <= last - first <= BEHIND:
        return None
    name = "ago" if when.role == "ago" and side == "behind" else side
    return side if bindings(scene.code)[name].fullmatch(scene.text, first, last) else None


def near(scene: Scene, sentence: Span, whens: list[When], place: Span, metric: str, inside: list[Span]) -> When | None:
    """The nearest time before the number in its clause, else behind it there, else before it in the sentence, else behind."""
    free = [when for when in whens if usable(scene, when, place, metric, inside)]
    clause = scene.clause(sentence, place)
    here = [when for when in free if when.span.within(clause)]
    before = [when for when in free if when.span.end <= place.start]
    here_before = [when for when in here if when.span.end <= place.start]
    for group in (strong(here_before), here_before, strong(here), here, strong(before), before):
        if group and group[-1].span.end <= place.start:
            later = [when for when in before if when.period.days()[1] > group[-1].period.days()[1]]
            base = metric in defaults()["change"] and later and any(tied(scene, group[-1], other) for other in inside if other != place)
            return later[-1] if base else group[-1]
        if group:
            return group[0]
    later = [when for when in strong(free) or free if ";" not in scene.text[place.end : when.span.start]]
    return later[0] if later and scene.code == "en" else None


def strong(whens: list[When]) -> list[When]:
    """Those that name a period, not merely now or the beginning of something."""
    return [when for when in whens if when.role in ("", "close", "relative")]


def usable(scene: Scene, when: When, place: Span, metric: str, inside: list[Span]) -> bool:
    """False for the time a change is measured from, and for an open beginning or a founding that this metric does not tell."""
    if when.role == "ago":
        return False
    if when.role == "origin":
        return metric in ("event", "year_established")
    if when.role == "since":
        return (
            metric == "event"
            or coming(scene, when)
            or lasts(scene, when)
            or (metric not in defaults()["change"] and when.span.within(scene.clause(when.span, place)))
        )
    if when.role == "window":
        return metric in defaults()["change"]
    return not compared(scene, when) and not taken(scene, when, place, inside)


def coming(scene: Scene, when: When) -> bool:
    """True for a beginning that still lies ahead (2,000 tonnes a year from 2027)."""
    published = scene.document.published
    return scene.code == "en" and published is not None and when.period.days()[0].isoformat()[: len(published.value)] > published.value


def taken(scene: Scene, when: When, place: Span, inside: list[Span]) -> bool:
    """True for a time tied to another number: one behind ours, or the level that a change is measured from."""
    for other in inside:
        how = None if other.overlaps(place) else tied(scene, when, other)
        if how is None:
            continue
        based = tuple(scene.words["growth"]["base"])
        if (when.span.start >= place.end and how == "before") or lead(scene, other).endswith(based):
            return True
        if how == "before" and lead(scene, when.span).endswith(tuple(scene.words["growth"]["start"])):
            return True
    return False


def compared(scene: Scene, when: When) -> bool:
    """True for the time a change is measured from (than in 2023, 较上年), not for a stretch (from 2021 to 2024)."""
    if "/" in when.period.text and lead(scene, when.span).endswith((*scene.words["growth"]["start"], *scene.words["growth"]["through"])):
        return False
    if scene.code == "en" and lead(scene, when.span).endswith(" on") and len(when.period.text) in (4, 7) and not when.role:
        return True  # up 5% on June; a day stands with its number
    if scene.code == "en" and OVER.search(lead(scene, when.span)) and when.period.text.isdigit():
        return True  # a gain of 35% over 2024
    return lead(scene, when.span).endswith(tuple(scene.words["growth"]["compared"]))


def fitted(scene: Scene, sentence: Span, place: Span, when: When, metric: str) -> When:
    """The period at the grain the words ask for: the last day at a year's end, its last month for what happens once."""
    if when.role == "close" and metric == "event" and len(when.period.text) == 4:
        return replace(when, period=Period(f"{when.period.text}-12"))
    if when.role == "since" and metric != "event" and (text := onward(scene, when)):
        return replace(when, period=Period(text))
    if (
        when.role == "close"
        and metric not in defaults()["flow"]
        and lead(scene, when.span).endswith(tuple(grammar(scene.code)["leads"]["dayed"]))
    ):
        return replace(when, period=Period(when.period.days()[1].isoformat()))
    if when.role == "now":
        return grained(scene, when, metric)
    cues = scene.inside(sentence if scene.text.count("|", *sentence) else scene.clause(sentence, place), "edge")
    last = when.period.days()
    if last[0] != last[1] and metric not in defaults()["flow"] and (cues or metric in defaults()["balance"]):
        return replace(when, period=Period(last[1].isoformat()), edge=cues[-1].span if cues else None)
    return when


def onward(scene: Scene, when: When) -> str | None:
    """From an open beginning to the publication, at the grain of the beginning; none for words that only say from when a rule holds."""
    published, first = scene.document.published, when.period.text
    if published is None or not lasts(scene, when) or "/" in first:
        return None
    last = published.value[: len(first)]
    return f"{first}/{last}" if len(last) == len(first) and first < last and first[4:5] in ("", "-") else None


def lasts(scene: Scene, when: When) -> bool:
    """True for a beginning from which something has gone on to this day."""
    leads = grammar(scene.code)["leads"]
    return lead(scene, when.span).endswith(tuple(leads["lasting"])) or when.span.of(scene.text).endswith(tuple(leads["lasting_behind"]))


def grained(scene: Scene, when: When, metric: str) -> When:
    """*Now* at the grain of the metric."""
    text = dated(scene, metric, now=True)
    return replace(when, period=Period(text)) if text else when


def dated(scene: Scene, metric: str, now: bool = False) -> str | None:
    """The publication date at the grain of a metric; None where a metric needs no period or none is known."""
    published = scene.document.published
    told = defaults()["published"] | defaults().get(f"published_{scene.code}", frozenset())
    if published is None or not (now or metric in told):
        return None
    rules: dict[str, Any] = defaults()
    if now and table("periods.toml")["now"][scene.code] == "year":
        return published.value[:4]
    for grain, size in (("day", 10), ("month", 7), ("year", 4)):
        if metric in rules[grain]:
            return published.value[:size] if len(published.value) >= size or grain != "year" else None
    return published.value[:4] if now else None
