"""Statements of one voice about one thing, in the order of their texts: the first or last one that tells another number, or the same.

Neighbours that tell one number are passed over in one step, so a thousand relays of one text cost as little as one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from reassay.judge.kindred import Said


class Line:
    """Statements in order, in runs that tell one number."""

    def __init__(self, said: Sequence[Said]):
        self.said = said
        self.days = [one.day for one in said]
        self.runs = runs(said)
        self.open = runs([one for one in said if not one.claim.at("earlier")])
        self.starts = [0, *accumulate(len(run) for run in self.runs)]

    def first_same(self, mine: Said) -> Said | None:
        """The first dated one of another text that tells the number for its own time, not as what it was before."""
        return next((one for run in self.open if run[0].same_number(mine) for one in run if elsewhere(one, mine)), None)

    def last_off(self, mine: Said) -> Said | None:
        """The last dated one of another text that tells another number."""
        runs = (run for run in reversed(self.runs) if not run[0].same_number(mine))
        return next((one for run in runs for one in reversed(run) if elsewhere(one, mine)), None)

    def first_off(self, mine: Said) -> Said | None:
        """The first one of another text, dated or not, that tells another number."""
        runs = (run for run in self.runs if not run[0].same_number(mine))
        return next((one for run in runs for one in run if one.claim.document != mine.claim.document), None)

    def since(self, mine: Said) -> Said | None:
        """Of those published later the first that tells another number, else the last; None where nothing came later. All must be dated."""
        place = bisect_right(self.days, mine.day)
        if place == len(self.said):
            return None
        return next(self.off_from(place, mine), self.said[-1])

    def off_from(self, place: int, mine: Said) -> Iterator[Said]:
        """Those from a place on that tell another number."""
        first = bisect_right(self.starts, place) - 1
        for at in range(first, len(self.runs)):
            if not self.runs[at][0].same_number(mine):
                yield from self.runs[at][max(place - self.starts[at], 0) :]


def elsewhere(one: Said, mine: Said) -> bool:
    """True for a dated statement of another text."""
    return bool(one.day) and one.claim.document != mine.claim.document


def runs(said: Sequence[Said]) -> list[list[Said]]:
    """Neighbours that tell one number, together."""
    return [list(some) for _, some in groupby(said, key=lambda one: (one.unit, one.ends))]
