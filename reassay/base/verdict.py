"""Evidence, Finding, Voices, Verdict, Review and Assay: what checks say, what it adds up to, and what a person found out later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.errors import Problem
from reassay.base.odds import Odds

VERDICTS = (
    "not_a_testable_claim",
    "implausible",
    "restated",
    "internally_inconsistent",
    "basis_mismatch",
    "scope_dependent",
    "contradicted",
    "corroborated",
    "not_testable_yet",
    "no_public_reference",
    "same_voice_only",
    "company_reported_consistent",
    "company_reported_untested",
)
ADVERSE = VERDICTS[1:7]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row somebody else could look up. ``lineage`` names the root of the data; ``values`` its own columns as printed.

    ``withheld``: its licence forbids handing it on, so that no export holds it.
    """

    kind: str
    values: Mapping[str, Any]
    publisher: str
    lineage: str
    valid_date: str = ""
    published_date: str = ""
    retrieved_date: str = ""
    basis: str | None = None
    url: str = ""
    licence: str = ""
    withheld: bool = False

    @property
    def single(self) -> bool:
        """True for one of many like things (an application of a register): it is counted, and by itself no figure of anything."""
        return self.values.get("metric") == "application"

    @property
    def id(self) -> str:
        """Hash of the row; the day it was retrieved is no part of it, so that the same row fetched again is the same row."""
        parts = [
            self.kind,
            self.publisher,
            self.lineage,
            self.valid_date,
            self.published_date,
            self.basis or "",
            *(f"{k}={self.values[k]}" for k in sorted(self.values)),
        ]
        return "e" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one claim.

    ``outcome``: fires, passes, or lacks (an input is missing: contributes nothing). ``numbers``: (label, value) pairs compared or computed.
    ``says``: one English sentence, a relation between named texts. ``suggests``: the verdict it argues for, None for a note.
    """

    check: str
    claim: str
    outcome: str
    says: str
    numbers: tuple[tuple[str, Decimal], ...] = ()
    formula: str = ""
    claims: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    suggests: str | None = None
    next_test_date: str | None = None

    @property
    def id(self) -> str:
        """Hash of the finding."""
        numbers = "|".join(f"{label}={value}" for label, value in self.numbers)
        parts = (self.check, self.claim, self.outcome, self.says, numbers, self.formula, *self.claims, "", *self.evidence, "", *self.lacks)
        return "f" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Voices:
    """Items that state or bear on a claim, their publishers, independent voices, and voices other than the claimant's."""

    items: int
    publishers: int
    voices: int
    external: int
    clusters: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (voice, publisher names)
    origin: str = ""  # the claimant's voice


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the findings on a claim add up to on a date.

    ``outcome`` of the tests and ``independence`` of the voices are the two axes; ``word`` follows from them by one table. ``odds`` stand
    beside it: none for a claim that nothing can test yet.
    """

    claim: str
    word: str
    as_of: str
    because: tuple[tuple[str, str], ...] = ()  # (finding id or rule, its contribution)
    voices: Voices | None = None
    next_test_date: str | None = None
    reviewed: bool = False
    outcome: str = ""
    independence: str = ""
    odds: Odds | None = None

    @property
    def id(self) -> str:
        """Hash of the verdict."""
        told = (self.claim, self.word, self.as_of, repr(self.because), repr(self.voices), self.next_test_date or "", str(self.reviewed))
        parts = (*told, self.outcome, self.independence, repr(self.odds))
        return "v" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


REVIEWS = ("held", "failed", "undecided")


@dataclass(frozen=True, slots=True)
class Review:
    """What a person found a claim to be once it could be known: it held, it failed, or it stays undecided. ``source``: what decided it."""

    claim: str
    outcome: str
    decided: str
    source: str
    by: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """Hash of the review."""
        parts = (self.claim, self.outcome, self.decided, self.source, self.by, self.note)
        return "r" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Assay:
    """One run over documents."""

    as_of: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    evidence: tuple[Evidence, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)  # rules hash, evidence retrieved by, ...
