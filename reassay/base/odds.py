"""Odds beside a verdict: what each voice and test adds to the logarithm of the odds, the sum, the probability and its words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one thing adds. ``voice``: whose; of things of one voice only the strongest for and the strongest against count."""

    what: str
    voice: str
    odds: Decimal  # natural logarithm of the likelihood ratio, nought where it adds nothing beyond its voice
    why: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How a sum of log-odds becomes a probability, and on how many adjudicated claims that rests."""

    offset: Decimal
    slope: Decimal
    adjudicated: int


@dataclass(frozen=True, slots=True)
class Odds:
    """Contributions, their sum and the probability that the claim holds as stated. They stand beside the verdict and never change it."""

    parts: tuple[Contribution, ...]
    total: Decimal
    probability: Decimal
    band: str  # words of the estimate, from the number alone
    scale: Scale
    needed: int  # adjudicated claims below which the scale is elicited

    @property
    def calibrated(self) -> bool:
        """True when enough claims were adjudicated for the scale to be fitted."""
        return self.scale.adjudicated >= self.needed

    @property
    def confidence(self) -> int:
        """The number of STIX 2.1's scale from 0 to 100. Where there is no estimate there is no number: unset is not low."""
        return int(self.probability * 100)
