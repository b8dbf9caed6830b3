"""What the caller knows and allows, and the raw bytes of one source on their way to a Document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reassay.base.source import Source


def nobody(name: str) -> Source | None:
    """A register that knows nobody."""
    return None


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller gives wins over what a page says; ``max_bytes`` caps one source; ``lookup`` is the register of publishers."""

    publisher: Source | None = None
    published: str | None = None
    language: str | None = None
    allow_private: bool = False
    max_bytes: int = 50_000_000
    retrieved: str | None = None
    gate: bool = True  # skip archived pages without a domain word
    lookup: Callable[[str], Source | None] = nobody


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as read. ``where`` is for messages; ``media`` and ``charset`` are what was declared, possibly wrongly."""

    where: str
    name: str
    data: bytes = field(repr=False)
    media: str = ""
    charset: str | None = None
    address: str | None = None
    suffix: str = ""
    retrieved: str | None = None
    streamed: bool = False  # the reader opens ``where`` itself; ``data`` stays empty


@dataclass(frozen=True, slots=True)
class Page:
    """What a format reader finds in bytes: text, and what the page says of itself."""

    text: str
    title: str | None = None
    published: str | None = None
    published_rule: str = ""
    publisher: str | None = None
    address: str | None = None
    name: str | None = None
    exact: bool = False  # the text is the file itself: offsets are the file's
