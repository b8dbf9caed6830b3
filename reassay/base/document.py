"""Document (bytes as read, text, date with its rule, Source) and Passage."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from reassay.base.source import Source
from reassay.base.text import Span

WORDINGS = ("original", "restated", "constructed")


@dataclass(frozen=True, slots=True)
class Dated:
    """A published date of any precision (2026, 2026-02, 2026-02-03) and the rule that found it."""

    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. ``digest`` is the SHA-256 of ``data``; offsets elsewhere are code points of ``text``."""

    name: str  # file name without its last suffix, or the last part of an address
    text: str
    digest: str
    source: Source
    language: str = "en"
    published: Dated | None = None
    address: str | None = None
    retrieved: str | None = None
    wording: str = "original"
    media: str = "text/plain"
    title: str | None = None
    data: bytes = field(default=b"", repr=False, compare=False)
    id: str = field(init=False, compare=False)
    """Hash of content and context: the same bytes by the same publisher of the same date are one document."""

    def __post_init__(self) -> None:
        parts = (self.digest, self.source.id, self.published.value if self.published else "", self.address or "", self.wording)
        object.__setattr__(self, "id", "d" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading, list item or table row.

    ``cells`` are the spans of a row's cells, ``header`` those of its header row; ``heading`` is the nearest heading above.
    """

    kind: str
    span: Span
    heading: Span | None = None
    cells: tuple[Span, ...] = ()
    header: tuple[Span, ...] = ()
    paragraph: int = 0
