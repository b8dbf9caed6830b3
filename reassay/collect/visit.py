"""One visit to an address: robots, a conditional request, redirects vetted one by one, and the reply in a form that can be kept."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from reassay.base.errors import Problem, SourceError
from reassay.collect.address import canonical, front_page, host_of
from reassay.collect.body import body
from reassay.collect.fetch import AGENT, REDIRECTS, refusal
from reassay.collect.manners import Door, Later, Limits, seconds
from reassay.collect.request import Raw, Request

PERMANENT, TEMPORARY, GONE = (301, 308), (302, 303, 307), (404, 410)
FAULTS = (500, 502, 503, 504)  # asked once more, as a line that broke is
ROBOTS = 500_000  # bytes of a robots.txt that are read


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered: ``same`` (not modified), ``gone`` with why, or ``raw`` bytes. ``moved``: where it is from now on."""

    address: str
    same: bool = False
    gone: str = ""
    moved: str = ""
    raw: Raw | None = None
    etag: str = ""
    modified: str = ""
    told: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Caller:
    """Asks addresses for one pass. ``waits``: host -> moment before which it must not be asked, as told in an earlier pass."""

    http: Any
    request: Request
    limits: Limits
    now: dt.datetime
    waits: dict[str, str] = field(default_factory=dict)
    doors: dict[str, Door] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)  # addresses asked in this pass: a move that leads to one of them is not asked again
    began: float = field(default_factory=time.monotonic)

    def door(self, address: str) -> Door:
        """The host of an address, closed where it asked to be left alone."""
        host = host_of(address)
        if host not in self.doors:
            until = self.waits.get(host, "")
            closed = Later(host, "it asked to be left alone", until) if until > self.now.isoformat() else None
            self.doors[host] = Door(host, self.limits, closed)
        return self.doors[host]

    def visit(self, address: str, etag: str = "", modified: str = "") -> Reply:
        """Ask a canonical address. Raises Later when its host is left for now, SourceError for everything that goes wrong."""
        import httpx2

        try:
            return self.follow(address, etag, modified)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as problem:
            if (cause := refusal(problem)) is not None:
                raise SourceError(Problem(address, f"refused: {cause}", "use --allow-private if you mean it")) from problem
            what = f"could not be reached: {type(problem).__name__}"
            raise SourceError(Problem(address, what, "check the address and the network")) from problem

    def follow(self, address: str, etag: str, modified: str) -> Reply:
        """The reply at the end of the redirects; the address moves as long as they are permanent."""
        seen, home, permanent = address, address, True
        for _ in range(REDIRECTS + 1):
            self.allowed(seen, address)
            status, headers, data, told = self.send(seen, address, etag if seen == address else "", modified if seen == address else "")
            moved = home if home != address else ""
            if status in PERMANENT + TEMPORARY and headers.get("location"):
                seen = self.next_hop(urljoin(seen, headers["location"]), address)
                if front_page(seen, address):
                    return Reply(home, gone="redirects to the front page")
                permanent &= status in PERMANENT
                home = seen if permanent else home
                if permanent and home in self.visited:
                    return Reply(home, moved=home)
                continue
            if status in GONE:
                return Reply(home, gone=f"answered {status}", moved=moved)
            if status == 304 and seen == address and (etag or modified):
                return Reply(home, same=True)
            if status != 200:
                raise SourceError(Problem(address, f"answered {status}", "check the address"))
            kept = headers if home == seen else {}
            return Reply(
                home, False, "", moved, raw(address, home, headers, data), kept.get("etag", ""), kept.get("last-modified", ""), told
            )
        raise SourceError(Problem(address, f"more than {REDIRECTS} redirects", "check the address"))

    def next_hop(self, to: str, address: str) -> str:
        """The canonical address of a redirect. Raises SourceError when it leads to no web address."""
        try:
            return canonical(to)
        except ValueError as problem:
            raise SourceError(
                Problem(address, f"redirects to {urlsplit(to).scheme or 'nothing'}: {problem}", "check the address")
            ) from None

    def send(self, seen: str, address: str, etag: str, modified: str) -> tuple[int, Any, bytes, tuple[Problem, ...]]:
        """One request, sent once more after a fault of the server or the line, or after the wait that the host asked for."""
        import httpx2

        marks = {"If-None-Match": etag} if etag else {}
        marks |= {"If-Modified-Since": modified} if modified else {}
        for attempt in (1, 2):
            try:
                status, headers, data, told = self.once(seen, address, marks)
            except httpx2.TransportError as problem:
                if attempt == 2 or refusal(problem) is not None or isinstance(problem, httpx2.ConnectError):
                    raise
                continue
            asked = seconds(headers.get("retry-after"), self.now)
            if status == 429 or (status == 503 and asked is not None):
                self.wait(self.door(seen), asked, status, attempt)
            elif status not in FAULTS or attempt == 2:
                return status, headers, data, told
        raise AssertionError("unreachable")

    def wait(self, door: Door, asked: float | None, status: int, attempt: int) -> None:
        """Wait as a host asks, where that is short; else close its door until then. Raises Later."""
        if attempt == 1 and asked is not None and asked <= self.limits.patience:
            time.sleep(asked)
            return
        passed = time.monotonic() - self.began
        until = self.now + dt.timedelta(seconds=round((self.limits.busy if asked is None else asked) + passed + 0.5))
        door.closed = Later(door.host, f"answered {status}, asked too often", until.isoformat(timespec="seconds"))
        raise door.closed

    def once(self, seen: str, address: str, headers: dict[str, str]) -> tuple[int, Any, bytes, tuple[Problem, ...]]:
        """Status, headers and bytes of one request, in its turn."""
        door = self.door(seen)
        door.knock()
        try:
            with self.http.stream("GET", seen, headers={"Accept-Encoding": "gzip", **headers}) as answer:
                if answer.status_code != 200:
                    return answer.status_code, answer.headers, b"", ()
                data, told = body(answer, address, self.request.max_bytes, self.limits.seconds)
                return answer.status_code, answer.headers, data, tuple(told)
        finally:
            door.rest()

    def allowed(self, seen: str, address: str) -> None:
        """Ask robots.txt, once for a host and pass; one that cannot be had because of a fault forbids, as RFC 9309 says."""
        door = self.door(seen)
        if not door.read:
            self.robots(door, seen)
        if door.robots is False:
            raise SourceError(Problem(address, "robots.txt could not be read: taken as a no", "try again later"))
        if door.robots is not None and not door.robots.can_fetch(seen, AGENT):
            raise SourceError(Problem(address, "robots.txt does not allow it", "ask the publisher or save the page yourself"))

    def robots(self, door: Door, seen: str) -> None:
        """Read the robots.txt of a host, redirects within the web followed."""
        import httpx2
        from protego import Protego

        where = f"{urlsplit(seen).scheme}://{door.host}/robots.txt"
        status, data = 0, b""
        for _ in range(REDIRECTS + 1):
            try:
                status, headers, data, _told = self.send(where, where, "", "")
            except SourceError:
                status = 500
            except httpx2.HTTPError as problem:
                if refusal(problem) is not None or isinstance(problem, httpx2.ConnectError):
                    raise
                status = 500
            if status not in PERMANENT + TEMPORARY or not headers.get("location"):
                break
            where = self.next_hop(urljoin(where, headers["location"]), where)
        door.read = True
        if status == 200:
            door.robots = Protego.parse(data[:ROBOTS].decode("utf-8", "replace"))
            door.delay = min(door.robots.crawl_delay(AGENT) or 0.0, self.limits.longest_delay)
        elif status >= 500:
            door.robots = False


def raw(address: str, home: str, headers: Any, data: bytes) -> Raw:
    """The bytes with what the server declares of them."""
    kind = Message()
    kind["content-type"] = headers.get("content-type", "")
    path = unquote(urlsplit(home).path).rstrip("/").rsplit("/", 1)[-1]
    name, dot, suffix = path.rpartition(".")
    return Raw(
        address,
        (name if dot else path) or urlsplit(home).hostname or "page",
        data,
        kind.get_content_type() if headers.get("content-type") else "",
        kind.get_content_charset(),
        home,
        f".{suffix.lower()}" if dot else "",
    )
