"""Fan: what registers would show of a claim by and by, for a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fan:
    """How many of the filings a claim tells a register would show by and by, if it is right, and when it must show all.

    ``steps``: (day, low, middle, high) counts, the ends of a central 95 %. ``shown``: (day, count, evidence id) that a register did show.
    """

    claim: str
    claimed: int
    on: str
    test: str
    steps: tuple[tuple[str, int, int, int], ...]
    shown: tuple[tuple[str, int, str], ...] = ()

    @property
    def id(self) -> str:
        """The claim's, said to be its fan."""
        return f"fan:{self.claim}"

    @property
    def now(self) -> tuple[str, int, int, int]:
        """The last step that is not after the day of judging; the first where all are."""
        return max((step for step in self.steps if step[0] <= self.on), default=self.steps[0])
