"""The answer in short: does the gap widen, how much of what is told has anyone outside confirmed, and how ready is it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reassay.base.frame import Frame
from reassay.base.gap import Measured
from reassay.publish.counting import counting
from reassay.publish.distance import key, trended
from reassay.publish.gaps import percent
from reassay.publish.plot import joined
from reassay.publish.sentence import Entry, Part, Sentence
from reassay.publish.wording import say, spelled


def summary(entries: Sequence[Entry], frame: Frame) -> Part:
    """The part that stands first."""
    said = [*(widens(one, frame) for one in frame.measured if one.slope is not None), *untold(frame), *confirmed(frame)]
    return Part(Sentence(say("head_short")), tuple(said) or (Sentence(say("short_none")),))


def widens(one: Measured, frame: Frame) -> Sentence:
    """A measure with a trend: both shares at both ends of its series, and the verdict."""
    first, second = frame.sides
    (begin, low), (end, high) = one.path[0], one.path[-1]
    across = dict(one.second)
    places = {"a": percent((low, low)), "b": percent((high, high)), "c": percent(across[begin]), "d": percent(across[end])}
    places["support"] = f"{100 * one.standing.supported:.0f}" if one.standing else "0"
    own = sorted({point.country for point in one.main.points if point.own and point.time == end}) if one.main else []
    places["own"] = say("short_own", names=joined(own)) if own else ""
    text = say(
        "short_trend", measure=one.title, word=one.word, first=first, second=second, begin=spelled(begin), end=spelled(end), **places
    )
    return Sentence(text, (key(one),), (*frame.sides, *own))


def untold(frame: Frame) -> Iterator[Sentence]:
    """Measures of which no trend can be told, by name."""
    mute = [one for one in frame.measured if one.slope is None]
    if mute:
        names, counts = "; ".join(one.title for one in mute), {"untold": len(mute), "measures": len(frame.measured)}
        template = "short_untold" if trended(frame.measured) else "short_untold_all"
        yield counting(
            template, counts, {}, tuple(key(one) for one in mute), frame.sides, names=names, first=frame.sides[0], second=frame.sides[1]
        )


def confirmed(frame: Frame) -> Iterator[Sentence]:
    """The difference between all that is told as reached and what a voice outside supports."""
    if frame.support:
        whole = {name: sum(getattr(one, name) for one in frame.support) for name in ("achieved", "supported", "alone")}
        yield counting("short_support", whole, {"achieved": "claim"}, about="support:")
