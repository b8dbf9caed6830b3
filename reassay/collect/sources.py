"""What a SOURCE is: file, folder, standard input, address or feed; and how its bytes become Documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from reassay.base.document import WORDINGS, Dated, Document
from reassay.base.drawer import Drawer, Leaf
from reassay.base.errors import Problem, SourceError
from reassay.base.source import Source
from reassay.collect import dates
from reassay.collect.decode import language_of
from reassay.collect.fetch import fetch
from reassay.collect.frontmatter import front
from reassay.collect.request import Page, Raw, Request

HIDDEN = (".", "_")


def collect(source: str, request: Request, stdin: BinaryIO | None = None) -> Iterator[Document | Problem]:
    """Documents and Problems of one SOURCE."""
    try:
        for raw in raws(source, request, stdin):
            if isinstance(raw, Problem):
                yield raw
            else:
                yield from documents(raw, request)
    except SourceError as problem:
        yield problem.problem


def raws(source: str, request: Request, stdin: BinaryIO | None) -> Iterator[Raw | Problem]:
    """The bytes of a SOURCE."""
    if re.match(r"[a-zA-Z][\w+.-]*://", source):
        if not source.lower().startswith(("http://", "https://")):
            raise SourceError(Problem(source, "not a web address", "give an http or https address"))
        named = re.split(r"[/?#]", source.split("://", 1)[1])[0]
        if "@" in named:  # a password would stand in problems and in the ledger
            bare = source.replace(named, named.rpartition("@")[2], 1)
            raise SourceError(
                Problem(bare, "the address carries a name or a password: refused", "give it without, or save the page yourself")
            )
        yield fetch(source, request)
        return
    if source == "-":
        data = stdin.read(request.max_bytes + 1) if stdin else b""
        if len(data) > request.max_bytes:
            raise SourceError(Problem("-", f"larger than {request.max_bytes} bytes", "raise the cap with --max-bytes"))
        yield Raw("-", "stdin", data)
        return
    path = Path(source)
    if path.is_dir():
        yield from folder(path, request)
        return
    yield load(path, request)


def folder(path: Path, request: Request) -> Iterator[Raw | Problem]:
    """Every file of a folder that some format reads, by path; what cannot be read is a Problem."""
    known = tuple(suffix for leaf in readers().values() for suffix in leaf.facts["suffixes"] if suffix)
    for item in sorted(path.rglob("*")):
        inside = item.relative_to(path).parts
        if item.is_file() and item.name.lower().endswith(known) and not any(part.startswith(HIDDEN) for part in inside):
            try:
                yield load(item, request)
            except SourceError as problem:
                yield problem.problem


def load(path: Path, request: Request) -> Raw:
    """The bytes of a file. Raises SourceError when it is missing, unreadable or too large."""
    name = path.name.rsplit(".", 1)[0] if "." in path.name.strip(".") else path.name
    try:
        size = path.stat().st_size
        if streams(path) and size:
            with path.open("rb"):
                return Raw(str(path), name, b"", suffix=streams(path), streamed=True)
        if size > request.max_bytes:
            raise SourceError(Problem(str(path), f"larger than {request.max_bytes} bytes ({size})", "raise the cap with --max-bytes"))
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise SourceError(Problem(str(path), "no such file or folder", "check the path")) from problem
    except (OSError, ValueError) as problem:
        raise SourceError(Problem(str(path), f"could not be read: {problem}", "check the path and its permissions")) from problem
    return Raw(str(path), name, data, suffix=path.suffix.lower())


@cache
def readers() -> dict[str, Leaf[Any]]:
    """The format drawer."""
    return Drawer[Any]("reassay.collect.formats").open()


def streams(path: Path) -> str:
    """The suffix of a format that streams its file, else nothing."""
    suffixes = (suffix for leaf in readers().values() if leaf.facts.get("streams") for suffix in leaf.facts["suffixes"])
    return next((suffix for suffix in suffixes if path.name.lower().endswith(suffix)), "")


def reader(raw: Raw) -> Leaf[Any]:
    """The format that reads these bytes: by their first characters, then declared type, then suffix, then as text."""
    head = raw.data[:1024].lstrip().lower()
    leaves = readers()
    if head.startswith(b"%pdf-"):
        return leaves["pdf"]
    if head.startswith(b"pk\x03\x04"):
        return leaves["docx"]
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head:
        return leaves["html"]
    if head.startswith(b"<") and (b"<rss" in head or b"<feed" in head or b"<rdf" in head):
        return leaves["feed"]
    for leaf in leaves.values():
        if raw.media in leaf.facts["reads"] or (raw.suffix and raw.suffix in leaf.facts["suffixes"]):
            return leaf
    return leaves["plain"]


def documents(raw: Raw, request: Request) -> Iterator[Document | Problem]:
    """Documents of the bytes; each page of a feed is one, each response of an archive is read by its own format."""
    if not raw.streamed and not raw.data.strip():
        yield Problem(raw.where, "empty", "check the source")
        return
    try:
        for page in reader(raw).run(raw, request):
            if isinstance(page, Problem):
                yield page
            elif isinstance(page, Raw):
                yield from documents(page, request)
            else:
                yield from document(raw, page, request)
    except SourceError as problem:
        yield problem.problem
    except RecursionError:
        yield Problem(raw.where, "nested too deeply", "check the source")


def document(raw: Raw, page: Page, request: Request) -> Iterator[Document | Problem]:
    """One Document, and a warning where its date is impossible."""
    fields, text = front(page.text)
    if not text.strip():
        yield Problem(raw.where, "empty", "check the source")
        return
    address = page.address or fields.get("address") or raw.address
    date, trouble = dated(page, fields, text, request)
    if trouble:
        yield Problem(raw.where, trouble, "give --published", "warning")
    wording = fields.get("wording", "original")
    data = raw.data if page.name is None else page.text.encode()
    yield Document(
        name=page.name or raw.name,
        text=text,
        digest=hashlib.sha256(data).hexdigest(),
        source=publisher(page, fields, text, address, request),
        language=request.language or fields.get("language") or language_of(text),
        published=date,
        address=address,
        retrieved=raw.retrieved or (request.retrieved if raw.address else None),
        wording=wording if wording in WORDINGS else "original",
        media=raw.media or "text/plain",
        title=fields.get("title") or page.title,
        data=data,
    )


def dated(page: Page, fields: dict[str, str], text: str, request: Request) -> tuple[Dated | None, str | None]:
    """The published date with its rule: given, front matter, then what the page says."""
    if request.published:
        return Dated(request.published, "given"), None
    if value := dates.iso(fields.get("published", "")):
        return Dated(value, "front matter"), None
    if page.published_rule == "feed entry" and page.published:
        return Dated(page.published, "feed entry"), None
    return dates.published(text, page.published, page.published_rule)


def publisher(page: Page, fields: dict[str, str], text: str, address: str | None, request: Request) -> Source:
    """Who publishes: given, front matter, the feed's source, a byline, the host; else unknown."""
    if request.publisher is not None:
        return request.publisher
    for name in (fields.get("publisher"), page.publisher, dates.byline(text)):
        if name:
            known = request.lookup(name)
            if known is not None:
                return known
            if name in (fields.get("publisher"), page.publisher):
                constructed = fields.get("wording") == "constructed"
                return Source(slug(name), name, owner=fields.get("owner"), constructed=constructed)
    if address and (known := request.lookup(address)):
        return known
    host = urlsplit(address).hostname if address else None
    return Source(host or "unknown", host or "unknown")


def slug(name: str) -> str:
    """An id made of a name."""
    return re.sub(r"[\W]+", "_", name.strip().casefold()).strip("_") or "unknown"
