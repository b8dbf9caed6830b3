"""Fetching from a real server on loopback: polite, capped, and never into a private network unless told to."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from reassay.base.document import Document
from reassay.base.errors import Problem
from reassay.collect import Request, collect
from reassay.collect.guard import public

PAGE = b"<html><body><p>In 2025 output rose by 12% to 4,000 tonnes.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    seen: ClassVar[list] = []
    busy = 0

    def do_GET(self):
        type(self).seen.append((self.path, self.headers["User-Agent"]))
        routes = {"/page": (200, {}, PAGE), "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret\n"), "/secret": (200, {}, PAGE)}
        routes |= {"/big": (200, {}, b"x" * 200_000), "/gone": (404, {}, b""), "/loop": (302, {"Location": "/loop"}, b"")}
        routes |= {
            "/away": (302, {"Location": "http://169.254.169.254/latest"}, b""),
            "/to": (302, {"Location": "/page"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        }
        if self.path == "/busy" and type(self).busy < 1:
            type(self).busy += 1
            routes["/busy"] = (503, {}, b"")
        status, headers, body = routes.get(self.path, (200, {}, PAGE))
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    Site.seen, Site.busy = [], 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def get(address, **request):
    found = list(collect(address, Request(**request)))
    assert len(found) == 1
    return found[0]


def test_a_page_is_read_when_private_addresses_are_allowed(site):
    found = get(site + "/to", allow_private=True, retrieved="2026-11-23")
    assert isinstance(found, Document)
    assert "4,000 tonnes" in found.text
    assert (found.retrieved, found.address) == ("2026-11-23", site + "/page")
    assert all(agent.startswith("reassay/") for _, agent in Site.seen)
    assert Site.seen[0][0] == "/robots.txt"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_loopback_in_every_spelling_is_refused(site, host):
    found = get(f"http://{host}:{site.rsplit(':', 1)[1]}/page")
    assert isinstance(found, Problem)
    assert not Site.seen


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "fd00::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "224.0.0.1",
        "::",
    ],
)
def test_private_ranges_are_not_public(address):
    assert not public(address)


def test_public_addresses_are(address="93.184.216.34"):
    assert public(address)


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    from reassay.collect import guard

    port = int(site.rsplit(":", 1)[1])
    plain = guard.public
    monkeypatch.setattr(guard, "public", lambda address: address == "127.0.0.1" or plain(address))
    found = get(f"http://127.0.0.1:{port}/away")
    assert isinstance(found, Problem)
    assert "169.254.169.254 is a private" in found.what


@pytest.mark.parametrize(
    ("path", "what"), [("/secret", "robots.txt"), ("/gone", "answered 404"), ("/loop", "redirects"), ("/file", "not a web address")]
)
def test_what_fails_is_one_clear_line(site, path, what):
    found = get(site + path, allow_private=True)
    assert isinstance(found, Problem)
    assert what in found.what
    assert "\n" not in found.line()


def test_the_size_cap_holds_while_streaming(site):
    found = get(site + "/big", allow_private=True, max_bytes=1000)
    assert isinstance(found, Problem)
    assert "larger than 1000 bytes" in found.what


def test_a_busy_server_is_asked_again(site):
    assert isinstance(get(site + "/busy", allow_private=True), Document)
    assert sum(path == "/busy" for path, _ in Site.seen) == 2


def test_unreachable_and_odd_addresses(site):
    for address in ("http://127.0.0.1:1/", "http://no-such-host.invalid/", "http://", "ftp://example.org/x", "http://[::1"):
        assert isinstance(get(address, allow_private=True), Problem), address
