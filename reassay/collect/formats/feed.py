"""RSS and Atom: each entry a document of its own; ``<source>`` names its true publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reassay.base.drawer import leaf
from reassay.base.errors import Problem, SourceError
from reassay.collect.decode import decode, mislabelled
from reassay.collect.markup import markup
from reassay.collect.request import Page, Raw, Request

ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.-]+)")
OPENING = re.compile(r"^\s*<\?xml[^>]*\?>")


@leaf(reads=("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"), suffixes=(".rss", ".atom", ".xml"))
def feed(raw: Raw, request: Request) -> Iterator[Page | Problem]:
    """Entries with their own date, address and publisher. Entity declarations are refused before parsing."""
    import feedparser

    named = ENCODING.match(raw.data.lstrip())
    declared = raw.charset or (named[1].decode("ascii", "replace") if named else None)
    text = OPENING.sub("", decode(raw.data, declared, raw.where), count=1)
    if "<!ENTITY" in text or "<!DOCTYPE" in text[:2000]:  # in whichever encoding they were written
        raise SourceError(Problem(raw.where, "XML with entity declarations: refused", "give the feed without a DOCTYPE"))
    parsed = feedparser.parse(text.encode("utf-8", "surrogatepass"))
    if not parsed.entries:
        raise SourceError(
            Problem(raw.where, "no entries in this feed" if parsed.get("version") else "not a readable feed", "check the address")
        )
    yield from mislabelled(raw.data, declared, raw.where)
    for number, entry in enumerate(parsed.entries, 1):
        yield page(entry, parsed.feed, number)


def page(entry: Any, head: Any, number: int) -> Page:
    """One entry."""
    body = entry.content[0].value if entry.get("content") else entry.get("summary", "")
    title = " ".join(markup(entry.get("title", "")).split())
    text = title + "\n\n" + markup(body) if body else title
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    date = f"{stamp.tm_year:04d}-{stamp.tm_mon:02d}-{stamp.tm_mday:02d}" if stamp else None
    publisher = (entry.get("source") or {}).get("title") or head.get("title")
    link = entry.get("link")
    name = re.sub(r"[^\w-]+", "-", link.rstrip("/").rsplit("/", 1)[-1]).strip("-") if link else ""
    return Page(text.strip(), title or None, date, "feed entry", publisher, link, name or f"entry-{number}")
