"""What the ledger's own past amounts to: track records of voices, and how well probabilities were borne out."""

from __future__ import annotations

from dataclasses import dataclass

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Track:
    """What became of the claims that one voice told on one metric; each told thing counts once, however often it was repeated."""

    claimant: str
    metric: str
    told: int
    agreed: int
    disagreed: int
    restated: int
    unfit: int  # its own figures do not fit each other
    share: Interval | None  # of agreed among agreed and disagreed, 95 %
    grade: str  # A to E, F where too few were tested

    @property
    def tested(self) -> int:
        """Claims that outside evidence, a limit or a person decided."""
        return self.agreed + self.disagreed


@dataclass(frozen=True, slots=True)
class Forecast:
    """A probability given before a claim was decided, the sum of log-odds behind it, and whether the claim held."""

    claim: str
    probability: float
    total: float
    held: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about one probability: how many, their mean, how many held, and how many would hold were they right (95 %)."""

    count: int
    mean: float
    held: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well probabilities were borne out."""

    adjudicated: int
    needed: int
    left_out: tuple[tuple[str, int], ...]  # why a reviewed claim is no forecast, and how many
    base: float = 0.0
    brier: float = 0.0
    skill: float = 0.0  # against telling the base rate each time
    reliability: float = 0.0
    resolution: float = 0.0
    uncertainty: float = 0.0
    score: float = 0.0  # mean logarithmic score
    error: float = 0.0  # expected calibration error over the bins
    null: Interval = (0.0, 0.0)  # its mean, and its 95th percentile, when the forecasts are right
    slope: tuple[float, float, float] | None = None  # of outcomes on the forecasts' log-odds, with its 95 % interval; 1 when they are right
    bins: tuple[Bin, ...] = ()
    curve: tuple[tuple[float, float], ...] = ()  # share of claims kept, the surest first, and the share of them told wrongly

    @property
    def enough(self) -> bool:
        """True when as many claims were adjudicated as a fit needs."""
        return self.adjudicated >= self.needed

    @property
    def within(self) -> bool:
        """True when the calibration error is inside its null band: no worse than right forecasts may be by chance."""
        return self.error <= self.null[1]
