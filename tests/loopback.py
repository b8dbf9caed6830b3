"""A site on loopback whose pages a test changes, moves and takes down; it counts who asked for what, and when."""

import gzip
import hashlib
import json
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Page:
    """What an address answers. ``marks``: with an ETag, and 304 to those who have it."""

    def __init__(self, body=b"", status=200, kind="text/html; charset=utf-8", marks=True, headers=None, once=None):
        self.body = body if isinstance(body, bytes) else body.encode()
        self.status, self.kind, self.marks, self.headers, self.once = status, kind, marks, headers or {}, once


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        with site.lock:
            site.asked.append((time.monotonic(), self.path, self.headers.get("If-None-Match")))
            page = site.pages.get(self.path) or site.pages.get("*") or Page(status=404)
            number = len(site.asked)
            if page.once is not None:  # this answer once, that one from then on
                site.pages[self.path] = page.once
        if site.struck is not None and number == site.strike_at:
            site.struck()
        etag = '"' + hashlib.sha256(page.body).hexdigest()[:12] + '"'
        if page.marks and page.status == 200 and self.headers.get("If-None-Match") == etag:
            self.answer(304, b"", {"ETag": etag})
        else:
            self.answer(page.status, page.body, {"Content-Type": page.kind, **({"ETag": etag} if page.marks else {}), **page.headers})

    def do_POST(self):
        site = self.server.site
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with site.lock:
            site.posted.append((self.headers.get("Idempotency-Key"), json.loads(body)))
        if site.struck is not None:
            site.struck()
        self.answer(site.hook, b"", {})

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Site:
    """A running server. ``pages``: path -> Page."""

    def __init__(self, host="127.0.0.1"):
        self.pages, self.asked, self.posted = {"/robots.txt": Page(status=404)}, [], []
        self.lock, self.hook = threading.Lock(), 204
        self.struck, self.strike_at = None, 0  # what to do when the request of that number, or any call of the webhook, is being answered
        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.site, self.server.daemon_threads = self, True
        self.address = f"http://{host}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def count(self, path=None):
        """Requests so far, of a path or of all."""
        return Counter(one for _, one, _ in self.asked)[path] if path else len(self.asked)


def article(title, text, date="2026-02-03"):
    """A page of a site."""
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="article:published_time" content="{date}">'
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{title}</h1><p>{text}</p></body></html>"


def rss(title, items, encoding="utf-8", declared=None):
    """A feed of (title, link, text) items."""
    date = "<pubDate>Tue, 03 Feb 2026 08:00:00 GMT</pubDate>"
    body = "".join(
        f"<item><title>{name}</title><link>{link}</link><description>{text}</description>{date}</item>" for name, link, text in items
    )
    head = f'<?xml version="1.0" encoding="{declared or encoding}"?><rss version="2.0"><channel><title>{title}</title>'
    return f"{head}{body}</channel></rss>".encode(encoding)


def zipped(body):
    """Bytes as gzip."""
    return gzip.compress(body if isinstance(body, bytes) else body.encode(), mtime=0)
