"""Gap: the distance between two blocs at a stage, with what it rests on.

A Point is one figure of one country and time in one series; a Series is comparable by construction: one publisher, edition, basis, basket.
"""

from __future__ import annotations

from dataclasses import dataclass

Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A country's figure at a time, and the row or claim that gives it."""

    country: str
    time: str
    value: float
    source: str  # id of the evidence row or the claim
    lineage: str
    status: str = ""
    own: bool = False  # the figure of the state it is about


@dataclass(frozen=True, slots=True)
class Series:
    """Points that may be compared: what they share, and the whole that the edition prints for each time."""

    measure: str
    publisher: str
    edition: str
    basis: str
    basket: str
    unit: str
    points: tuple[Point, ...]
    wholes: tuple[Point, ...] = ()
    grade: str = ""

    @property
    def times(self) -> tuple[str, ...]:
        """The times with a point, in order."""
        return tuple(sorted({point.time for point in self.points}))

    @property
    def title(self) -> str:
        """Publisher, edition, basis and basket."""
        return ", ".join(part for part in (self.publisher, self.edition, self.basis, self.basket) if part)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a series says of two blocs at one time."""

    time: str
    first: Bounds
    second: Bounds
    gap: Bounds  # percentage points
    index: Bounds  # Herfindahl-Hirschman
    effective: Bounds
    largest: str
    without: float  # supply without the largest, over the whole
    logit: float | None
    dominance: float | None
    supported: float  # part of the whole that rests on no figure of the state it is about
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The first bloc's share as another vintage, basis or basket prints it: shown beside the main series and never joined to it."""

    series: str
    publisher: str
    edition: str
    basket: str
    time: str
    share: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of a stage: its main series, where it stands, its trend, and what is loaded beside it but not comparable."""

    id: str
    stage: str
    title: str
    wanted: str
    word: str  # widening, narrowing, no clear trend, too few points, no comparable series
    main: Series | None = None
    standing: Standing | None = None
    slope: tuple[float, float, float] | None = None  # of the log-odds per year, with its 95 % interval
    rising: float | None = None
    order: tuple[float, float] | None = None  # Kendall's tau and p
    path: tuple[tuple[str, float], ...] = ()  # the first bloc's share at each time
    others: tuple[Series, ...] = ()
    lead: tuple[float, float | None, float] | None = None  # level of the second bloc, years since the first passed it, span of the series
    notes: tuple[str, ...] = ()
    second: tuple[tuple[str, Bounds], ...] = ()  # the second bloc's share at each time, with bounds
    band: tuple[tuple[str, float, float, float], ...] = ()  # the trend's share at each time: low, middle, high of 95 %
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A share that a law asks for, by when, under which title and of which day, and what it takes to test it."""

    id: str
    stage: str
    bloc: str
    law: str
    says: str
    source: str
    dated: str
    by: str
    needs: str


@dataclass(frozen=True, slots=True)
class Support:
    """Claims of a stage that state something reached, and how many of them a voice outside the claimant's control supports."""

    stage: str
    claims: int
    achieved: int
    ahead: int
    supported: int
    adverse: int

    @property
    def alone(self) -> int:
        """The difference: told as reached, and supported by nobody outside."""
        return self.achieved - self.supported
