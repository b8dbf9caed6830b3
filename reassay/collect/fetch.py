"""Polite retrieval: robots first, a name of our own, timeouts, a size cap while streaming, retries, redirects vetted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from reassay.base.errors import Problem, SourceError
from reassay.collect.guard import Backend, Refused
from reassay.collect.request import Raw, Request

AGENT = "reassay/0.1 (reads public claims on rare earths; honours robots.txt)"
TIMEOUT = 20.0
REDIRECTS = 5
TRIES = 3


@contextmanager
def client(request: Request) -> Iterator[Any]:
    """An HTTP client that ignores proxies of the environment and dials vetted addresses only."""
    import httpx2

    transport = httpx2.HTTPTransport(trust_env=False)
    pool: Any = transport._pool
    pool._network_backend = Backend(pool._network_backend, request.allow_private)
    with httpx2.Client(transport=transport, headers={"User-Agent": AGENT}, timeout=TIMEOUT, trust_env=False, follow_redirects=False) as one:
        yield one


def fetch(address: str, request: Request) -> Raw:
    """Bytes of an address. Raises SourceError with one clear line for anything that goes wrong."""
    import httpx2

    try:
        if not urlsplit(address).hostname:
            raise SourceError(Problem(address, "not a web address: it names no host", "give an http or https address"))
        with client(request) as http:
            return follow(http, address, request)
    except Refused as problem:
        raise SourceError(Problem(address, f"refused: {problem}", "use --allow-private if you mean it")) from problem
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as problem:
        if (cause := refusal(problem)) is not None:
            raise SourceError(Problem(address, f"refused: {cause}", "use --allow-private if you mean it")) from problem
        raise SourceError(
            Problem(address, f"could not be reached: {type(problem).__name__} {problem}".strip(), "check the address and the network")
        ) from problem


def refusal(problem: BaseException | None) -> Refused | None:
    """The Refused behind an error of the HTTP library, if any."""
    while problem is not None:
        if isinstance(problem, Refused):
            return problem
        problem = problem.__cause__ or problem.__context__
    return None


def follow(http: Any, address: str, request: Request) -> Raw:
    """Bytes at the end of the redirects."""
    seen = address
    for _ in range(REDIRECTS + 1):
        if urlsplit(seen).scheme not in ("http", "https"):
            raise SourceError(
                Problem(address, f"redirects to {urlsplit(seen).scheme or 'nothing'}: not a web address", "check the address")
            )
        allowed(http, seen, address)
        status, headers, data = load(http, seen, address, request)
        if status in (301, 302, 303, 307, 308) and headers.get("location"):
            seen = urljoin(seen, headers["location"])
            continue
        if status >= 400:
            raise SourceError(Problem(address, f"answered {status}", "check the address"))
        kind = Message()
        kind["content-type"] = headers.get("content-type", "")
        path = unquote(urlsplit(seen).path).rstrip("/").rsplit("/", 1)[-1]
        name = path.rsplit(".", 1)[0] if "." in path else path
        suffix = "." + path.rsplit(".", 1)[1].lower() if "." in path else ""
        return Raw(
            address,
            name or urlsplit(seen).hostname or "page",
            data,
            kind.get_content_type() if headers.get("content-type") else "",
            kind.get_content_charset(),
            seen,
            suffix,
        )
    raise SourceError(Problem(address, f"more than {REDIRECTS} redirects", "check the address"))


def allowed(http: Any, seen: str, address: str) -> None:
    """Ask robots.txt; a site without one allows. Raises SourceError when it says no."""
    import httpx2
    from protego import Protego

    parts = urlsplit(seen)
    try:
        answer = http.get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    except httpx2.HTTPError as problem:
        if refusal(problem):
            raise
        return
    if answer.status_code == 200 and len(answer.content) < 500_000 and not Protego.parse(answer.text).can_fetch(seen, AGENT):
        raise SourceError(Problem(address, "robots.txt does not allow it", "ask the publisher or save the page yourself"))


def load(http: Any, seen: str, address: str, request: Request) -> tuple[int, Any, bytes]:
    """Status, headers and bytes of one address, tried again after a fault of the server or the line."""
    import httpx2
    import stamina
    import stamina.instrumentation

    stamina.instrumentation.set_on_retry_hooks([])  # a retry is no news for whoever reads standard error

    class Busy(Exception):
        pass

    def once() -> tuple[int, Any, bytes]:
        with http.stream("GET", seen) as answer:
            if answer.status_code in (429, 502, 503, 504):
                raise Busy(f"answered {answer.status_code}")
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > request.max_bytes:
                    raise SourceError(Problem(address, f"larger than {request.max_bytes} bytes", "raise the cap with --max-bytes"))
            return answer.status_code, answer.headers, bytes(data)

    def again(problem: Exception) -> bool:
        return isinstance(problem, Busy) or (
            isinstance(problem, httpx2.TransportError) and refusal(problem) is None and not isinstance(problem, httpx2.ConnectError)
        )

    try:
        for attempt in stamina.retry_context(on=again, attempts=TRIES, wait_initial=0.2, wait_max=2.0):
            with attempt:
                return once()
    except Busy as problem:
        raise SourceError(Problem(address, str(problem), "try again later")) from problem
    raise AssertionError("unreachable")
