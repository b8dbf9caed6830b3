"""What watching leaves behind: states of addresses, the marks a server gave, waits it asked for, and alerts. Entries, never updated.

A state is entered only when it differs from the one before: an address that stays as it is adds nothing. ``day`` is no part of an id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

READ = ("seen", "changed", "back")  # states in which the text of an address is there
STATES = (*READ, "gone", "failing", "moved")
CHANGES = ("appears", "restated", "testable", "verdict", "vanished")


def mark(letter: str, *parts: str) -> str:
    """An id: a letter and the hash of what makes the entry one of its own."""
    return letter + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A state of an address or of an item of a feed, the ``n``-th of it.

    ``content``: hash of the text last read; ``documents``: its documents. Both stay when the page goes. ``to``: where it moved;
    ``via``: the feed that listed it; ``why``: what the server answered.
    """

    about: str
    n: int
    state: str
    day: str
    why: str = ""
    to: str = ""
    via: str = ""
    content: str = ""
    documents: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Hash of the state."""
        return mark("s", self.about, str(self.n), self.state, self.why, self.to, self.via, self.content, *self.documents)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server gave to ask again with (ETag, Last-Modified), and for a feed the addresses it listed."""

    about: str
    n: int
    etag: str = ""
    modified: str = ""
    listed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Hash of the marks."""
        return mark("k", self.about, str(self.n), self.etag, self.modified, *self.listed)


@dataclass(frozen=True, slots=True)
class Wait:
    """A host that must be left alone until a moment, or the address after which its next pass begins."""

    about: str
    n: int
    until: str = ""
    after: str = ""

    @property
    def id(self) -> str:
        """Hash of the wait."""
        return mark("w", self.about, str(self.n), self.until, self.after)


@dataclass(frozen=True, slots=True)
class Known:
    """How a watchlist last knew a claim: its verdict, and when it can be tested. ``key``: what it says, by whom, in whichever document."""

    watchlist: str
    claim: str
    key: str
    n: int
    word: str
    as_of: str
    next_test_date: str | None = None

    @property
    def id(self) -> str:
        """Hash of the state."""
        return mark("n", self.watchlist, self.claim, str(self.n), self.word, self.as_of, self.next_test_date or "")


@dataclass(frozen=True, slots=True)
class Alert:
    """One change, told once. ``token`` names the change: the same change is the same alert."""

    watchlist: str
    kind: str  # appears, restated, testable, verdict, vanished
    token: str
    day: str
    claim: str
    document: str
    says: str
    quote: str = ""
    metric: str = ""
    subject: str | None = None
    publisher: str = ""
    address: str | None = None
    wording: str = "original"
    verdict: str = ""
    before: str = ""
    after: str = ""

    @property
    def id(self) -> str:
        """Hash of the change."""
        return mark("a", self.watchlist, self.kind, self.token)


@dataclass(frozen=True, slots=True)
class Sent:
    """Alerts handed to a target: ``started`` before, ``done`` after. A batch without its end is handed over once more under the same id."""

    target: str
    alerts: tuple[str, ...]
    state: str = field(default="done")

    @property
    def batch(self) -> str:
        """Id of the batch."""
        return mark("b", self.target, *self.alerts)

    @property
    def id(self) -> str:
        """Hash of the mark."""
        return mark("o", self.target, self.state, *self.alerts)
