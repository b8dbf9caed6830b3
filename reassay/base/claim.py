"""Claim: one checkable statement, every field with its span; id = content hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from reassay.base.period import Period
from reassay.base.quantity import Quantity
from reassay.base.text import Span

MODALITIES = ("achieved", "ongoing", "planned", "targeted", "forecast", "hypothetical")
POLARITIES = ("positive", "negated")
EVENTS = [
    "elected",
    "nominated",
    "approved",
    "published",
    "commissioned",
    "launched",
    "signed",
    "acquired",
    "restricted",
    "awarded",
    "started",
    "completed",
    "established",
    "expanded",
    "halted",
]


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement.

    ``span``: code points of the document's text, ``text[span] == quote``. ``spans``: field -> span, sorted by field; the value's lies
    inside the quote. ``carried``: field -> heading, document or earlier, for fields taken from elsewhere. ``quantity`` is None for events.
    """

    document: str
    quote: str
    span: Span
    metric: str
    subject: str | None = None
    subject_id: str | None = None
    quantity: Quantity | None = None
    object: str | None = None
    period: Period | None = None
    period_from: str | None = None
    modality: str = "achieved"
    polarity: str = "positive"
    attribution: str | None = None
    stage: str | None = None
    event: str | None = None
    duplicate: bool = False
    spans: tuple[tuple[str, Span], ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    trace: tuple[str, ...] = field(default=(), compare=False)
    hashed: str = field(default="", init=False, repr=False, compare=False)  # the id once asked for: a brief asks a thousand times

    def __post_init__(self) -> None:
        if self.modality not in MODALITIES or self.polarity not in POLARITIES:
            raise ValueError(f"not a claim: {self.modality} {self.polarity}")

    @property
    def id(self) -> str:
        """Content hash: document, place and every stated field (not the trace)."""
        if not self.hashed:
            from reassay.base.notation import write

            object.__setattr__(self, "hashed", "c" + hashlib.sha256(write(self, trace=False).encode()).hexdigest()[:16])
        return self.hashed

    @property
    def who(self) -> str:
        """The subject as it is compared: entity id, else the words in one case."""
        return self.subject_id or (self.subject or "").casefold()

    def at(self, name: str) -> Span | None:
        """Span of a field, None when it is not written nearby."""
        return next((span for field, span in self.spans if field == name), None)
