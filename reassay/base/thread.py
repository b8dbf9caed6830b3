"""Thread: the statements of one thing over documents and languages, with what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from reassay.base.claim import Claim


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two statements."""

    field: str  # value, unit, hedge, modality, role, denominator
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one statement of a thread to the next, with what changed."""

    before: Claim
    after: Claim
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The statements of one thing, by date of publication."""

    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """The id of its first statement under a letter of its own: it stays when later statements join."""
        return "t" + self.claims[0].id[1:]

    @property
    def drifts(self) -> bool:
        """True when anything changed on the way."""
        return any(step.changes for step in self.steps)
