"""Claims of one metric and subject, put in order once per view, so that a check asks those that can matter and not every pair.

A thousand texts that tell one number are a million pairs. Here claims are kept by what they tell of, by time and by figure; every answer is
the one that looking at each of ``view.elsewhere`` in turn would give.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.view import View
from reassay.judge.intervals import Interval, Thing, apart, fit, interval, thing, told

Days = tuple[dt.date, dt.date]
Kept = TypeVar("Kept")
KEPT = 64  # answers kept at a time: claims come in order of their texts, those of one text and figure close together


@dataclass(frozen=True, eq=False)
class Said:
    """A claim, with what checks compare of it worked out once."""

    claim: Claim
    order: int  # among the claims of its metric and subject
    day: str  # its text was published on; nothing when unknown
    fact: bool  # a quantity stated as a fact
    when: Days | None
    thing: Thing

    @cached_property
    def ends(self) -> Interval | None:
        """What its number may stand for."""
        return interval(self.claim) if self.claim.quantity else None

    @property
    def unit(self) -> str | None:
        """Its unit."""
        return self.claim.quantity.unit if self.claim.quantity else None

    def same_number(self, other: Said) -> bool:
        """True when both may stand for one number."""
        a, b = self.ends, other.ends
        return a is not None and b is not None and self.unit == other.unit and not apart(a, b)


@dataclass(eq=False)
class Figure:
    """Statements of one number, as wide and of one thing, in order."""

    low: Decimal
    ends: Interval
    thing: Thing
    fact: bool
    said: list[Said] = field(default_factory=list)


class Kin:
    """The claims of one metric and subject, in the order of their texts."""

    def __init__(self, claims: Sequence[Claim], view: View):
        self.said = [said(claim, order, view) for order, claim in enumerate(claims)]
        self.by_id = {one.claim.id: one for one in self.said}
        self.answers: dict[str, dict[Hashable, Any]] = defaultdict(dict)
        self._figures: dict[tuple[Days | None, str | None], list[Figure]] | None = None

    @cached_property
    def times(self) -> dict[Days | None, list[Said]]:
        """Facts by the time that they are of."""
        found: dict[Days | None, list[Said]] = defaultdict(list)
        for one in self.said:
            if one.fact:
                found[one.when].append(one)
        return found

    def alike(self, mine: Said) -> list[Said]:
        """Facts of the same time and thing, the claim itself among them where it is one."""
        return [one for one in self.times.get(mine.when, ()) if fit(one.thing, mine.thing)]

    def kept(self, kind: str, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was worked out for a key, or is now; of each kind the KEPT last asked for stay."""
        held = self.answers[kind]
        if key in held:
            found: Kept = held.pop(key)
        else:
            found = make()
            while len(held) >= KEPT:
                del held[next(iter(held))]
        held[key] = found
        return found

    def figures(self, mine: Said) -> list[Figure]:
        """Numbers told in the claim's unit for its time, smallest first."""
        if self._figures is None:
            made: dict[tuple[Days | None, str | None], dict[Hashable, Figure]] = defaultdict(dict)
            for one in self.said:
                if one.claim.quantity is not None and one.ends is not None:
                    low = one.claim.quantity.low
                    key = (low, one.ends, one.thing, one.fact)
                    made[one.when, one.unit].setdefault(key, Figure(low, one.ends, one.thing, one.fact)).said.append(one)
            self._figures = {key: sorted(some.values(), key=lambda one: one.low) for key, some in made.items()}
        return self._figures.get((mine.when, mine.unit), [])

    def between(self, mine: Said, low: Decimal, high: Decimal) -> Iterator[Figure]:
        """Numbers told in the claim's unit for its time that lie between two."""
        every = self.figures(mine)
        first, last = bisect_left(every, low, key=lambda one: one.low), bisect_right(every, high, key=lambda one: one.low)
        yield from every[first:last]


GROUPS: WeakKeyDictionary[View, dict[tuple[str, str], list[Claim]]] = WeakKeyDictionary()
KINDRED: WeakKeyDictionary[View, dict[tuple[str, str], Kin]] = WeakKeyDictionary()


def kindred(claim: Claim, view: View) -> tuple[Kin, Said]:
    """The claims of a claim's metric and subject, and the claim among them; it stands alone where it has no subject."""
    if not claim.who:
        alone = Kin([claim], view)
        return alone, alone.said[0]
    if view not in GROUPS:
        groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for one in view.claims():
            groups[one.metric, one.who].append(one)
        GROUPS[view], KINDRED[view] = groups, {}
    key, known = (claim.metric, claim.who), KINDRED[view]
    if key not in known:
        known[key] = Kin(GROUPS[view].get(key, ()), view)
    found = known[key]
    if claim.id not in found.by_id:  # a claim put together by a caller, which the view does not hold
        found = Kin([*GROUPS[view].get(key, ()), claim], view)
    return found, found.by_id[claim.id]


def said(claim: Claim, order: int, view: View) -> Said:
    """A claim as it is compared."""
    published = view.document(claim.document).published
    days = claim.period.days() if claim.period else None
    return Said(claim, order, published.value if published else "", told(claim), days, thing(claim))


def around(claim: Claim, first: int, last: int, view: View) -> Sequence[Claim]:
    """Claims of the same text whose sentences begin from one place on up to another, by place."""
    told_here = view.told(claim.document)
    start, end = (side(told_here, at, key=lambda one: one.span.start) for side, at in ((bisect_left, first), (bisect_right, last)))
    return told_here[start:end]


@dataclass(eq=False)
class Text:
    """The claims of one text by metric and subject, and these by their time, each with its place."""

    document: str
    things: dict[tuple[str, str], list[Claim]]
    times: dict[tuple[str, str], dict[str, list[tuple[int, Claim]]]]


TEXTS: WeakKeyDictionary[View, Text] = WeakKeyDictionary()


def text_of(claim: Claim, view: View) -> Text:
    """The claims of a claim's text; those of the text last asked for are kept in order."""
    if view not in TEXTS or TEXTS[view].document != claim.document:
        found = Text(claim.document, defaultdict(list), defaultdict(lambda: defaultdict(list)))
        for place, one in enumerate(view.told(claim.document)):
            found.things[one.metric, one.who].append(one)
            if one.period is not None:
                found.times[one.metric, one.who][one.period.text].append((place, one))
        TEXTS[view] = found
    return TEXTS[view]


def of_text(metric: str, claim: Claim, view: View) -> Sequence[Claim]:
    """Claims of the same text with a metric and the claim's subject, by place."""
    return text_of(claim, view).things.get((metric, claim.who), ())


def inside(claim: Claim, view: View) -> list[Claim]:
    """Claims of other sentences of the text with the claim's metric and subject, of shorter times that lie in its own, by place."""
    times = text_of(claim, view).times.get((claim.metric, claim.who), {})
    own = claim.period
    some = (held for text, held in times.items() if own is not None and text != own.text and own.contains(Period(text)))
    return [one for _, one in sorted((pair for held in some for pair in held), key=lambda pair: pair[0]) if one.span != claim.span]
