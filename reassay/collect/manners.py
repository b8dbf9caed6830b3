"""How one host is asked in one pass: robots.txt first, a pause between requests, a most, and silence when it asks for silence."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from reassay.base.errors import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """The manners of a watchlist: most requests to a host in a pass, pause in seconds, longest wait for a host that asks for one."""

    requests: int = 60
    pause: float = 1.0
    patience: float = 20.0
    longest_delay: float = 30.0
    seconds: float = 120.0
    busy: float = 900.0


class Later(Exception):
    """A host that is left for a later pass. ``until``: the moment before which it must not be asked, where it named one."""

    def __init__(self, host: str, why: str, until: str = ""):
        super().__init__(why)
        self.host = host
        self.why = why
        self.until = until


@dataclass(slots=True)
class Door:
    """One host during one pass."""

    host: str
    limits: Limits
    closed: Later | None = None
    asked: int = 0
    delay: float = 0.0
    last: float | None = None
    robots: Any = None
    read: bool = field(default=False)

    def knock(self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        """Wait for the turn of the next request and count it. Raises Later when there is none."""
        if self.closed is not None:
            raise self.closed
        if self.asked >= self.limits.requests:
            self.closed = Later(self.host, f"{self.limits.requests} requests to this host are the most of one pass")
            raise self.closed
        if self.last is not None:
            left = max(self.limits.pause, self.delay) - (clock() - self.last)
            if left > 0:
                sleep(left)
        self.asked += 1

    def rest(self, clock: Callable[[], float] = time.monotonic) -> None:
        """A request has ended: the pause begins."""
        self.last = clock()

    def ready(self) -> float:
        """The moment of the monotonic clock from which this host may be asked."""
        return 0.0 if self.last is None else self.last + max(self.limits.pause, self.delay)


def seconds(header: str | None, now: dt.datetime) -> float | None:
    """Seconds that a Retry-After asks for, as a number or a date; None when it says neither."""
    text = (header or "").strip()
    if text.isdigit():
        return float(min(int(text), 31_536_000))
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - now).total_seconds())


def left(address: str, why: Later) -> Problem:
    """A host that was left, as one line."""
    until = f" until {why.until}" if why.until else ""
    return Problem(address, f"left for a later pass{until}: {why.why}", "run the same call again later", "warning")
