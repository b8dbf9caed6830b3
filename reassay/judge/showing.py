"""Which share of an applicant's filings a register shows on a day: learned from its own mature filings, elicited where there are too few.

The share is a product of three: public by the day among those ever published, ever published, found by the search. Each is a Beta, and so,
by its first two moments, is the product.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from reassay.judge.filings import Filing, index
from reassay.judge.nowcast import NEVER, Share, elicited, hazard, normal, sample_size, share
from reassay.judge.stretch import months
from reassay.reference.grammar import table

LONGEST = 20
MONTH = 30.4375
SURE = 0.999  # a share as good as one is no share that is estimated


@dataclass(frozen=True, slots=True)
class Curve:
    """How filings of one kind of one family become public: share public by each month of age; the weight of each month of the year."""

    kind: str
    learned: bool
    history: int  # own filings past the wall
    shares: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()

    @property
    def source(self) -> str:
        """What it rests on."""
        if self.learned:
            return f"learned from {self.history} own {self.kind} filings of {table('families.toml')['history']['mature']} months or more"
        return f"{self.history} own {self.kind} filings are old enough, so: {table('families.toml')['kind'][self.kind]['early']}"


def curve(filings: Sequence[Filing], kind: str, look: dt.date) -> Curve:
    """The curve of a family's filings of one kind, as a look at the register shows it."""
    card = table("families.toml")["history"]
    own = [one for one in filings if one.kind == kind and one.published is not None and one.published <= look]
    wall = index(look) - int(card["mature"])
    mature = [one for one in own if index(one.filed) <= wall]
    if len(mature) < card["fewest"]:
        return Curve(kind, False, len(mature))
    delays: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in own:
        if one.months is not None:
            delays[index(one.filed)][min(one.months, LONGEST)] += 1
    last = index(look) if look.day == days_of(look) else index(look) - 1  # a month that has not ended shows only a part
    full = {month: {late: n for late, n in row.items() if month + late <= last} for month, row in delays.items()}
    shown = hazard(full, last, LONGEST)
    weights = [0.5] * 12
    for one in mature:
        weights[one.filed.month - 1] += 1
    return Curve(kind, True, len(mature), tuple(shown[late] for late in range(LONGEST + 1)), tuple(weights))


def days_of(day: dt.date) -> int:
    """Days of a day's month."""
    return calendar.monthrange(day.year, day.month)[1]


def public(one: Curve, first: dt.date, last: dt.date, on: dt.date) -> float:
    """Expected share of the ever-published filings of a stretch that are public on a day; all inventions are, past the wall."""
    if one.kind == "invention" and on >= months(last, wall()):
        return 1.0
    spread = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    spread = [place for place in spread if index(first) <= place[0] * 12 + place[1] - 1 <= index(last)]
    weights = [one.weights[month - 1] if one.learned else 1.0 for _, month in spread]
    parts = [weight * aged(one, year, month, on) for weight, (year, month) in zip(weights, spread, strict=True)]
    return sum(parts) / sum(weights)


def aged(one: Curve, year: int, month: int, on: dt.date) -> float:
    """The share public on a day of what was filed in one month."""
    if not one.learned:
        age = (on - dt.date(year, month, 15)).days / MONTH
        if one.kind == "invention":
            return elicited(age) / (1 - NEVER)
        card = table("families.toml")["kind"][one.kind]
        return normal(log(age / card["median"]) / card["spread"]) if age > 0 else 0.0
    late, part = index(on) - (year * 12 + month - 1), on.day / days_of(on)
    return (1 - part) * reached(one, late - 1) + part * reached(one, late)


def reached(one: Curve, late: int) -> float:
    """The share public so many months after the month of filing."""
    return 0.0 if late < 0 else one.shares[min(late, LONGEST)]


def visible_share(one: Curve, first: dt.date, last: dt.date, on: dt.date, found: Share) -> Share:
    """The share of all filings of a stretch that a search finds on a day."""
    mean = public(one, first, last, on)
    ever = Share(*(float(part) for part in reversed(table("families.toml")["kind"][one.kind]["never"])))
    size = sample_size(one.history if one.learned else 0)
    parts = [ever, found] if mean >= SURE else [share(max(mean, 1e-6), size), ever, found]
    return product(parts)


def product(parts: Sequence[Share]) -> Share:
    """The Beta with the mean and variance of a product of independent Betas."""
    first = second = 1.0
    for one in parts:
        first *= one.mean
        second *= one.a * (one.a + 1) / ((one.a + one.b) * (one.a + one.b + 1))
    return share(first, (first - second) / (second - first * first))


def wall() -> int:
    """Calendar months after which an application is public."""
    return int(table("lags.toml")["patents"]["months"])
