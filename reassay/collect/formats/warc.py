"""Web archives: every HTML, text or PDF response of a WARC file that passes the gate, as a page of its own.

The file is streamed, never held; what cannot be read is a Problem, and what was read before it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from reassay.base.drawer import leaf
from reassay.base.errors import Problem, SourceError
from reassay.collect.bytegate import passes
from reassay.collect.request import Raw, Request

READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml")
OK = 200


@leaf(reads=("application/warc",), suffixes=(".warc", ".warc.gz"), streams=True)
def warc(raw: Raw, request: Request) -> Iterator[Raw | Problem]:
    """The responses of an archive, each as the bytes of its address."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as problem:
        raise SourceError(Problem(raw.where, "needs the extra 'archive'", "pip install 'reassay[archive]'")) from problem
    total = read = 0
    try:
        kinds = WarcRecordType.response | WarcRecordType.resource
        for record in ArchiveIterator(raw.where, record_types=kinds, auto_decode="all", fsspec_args=False):
            total += 1
            found = page(record, raw, request)
            if found is not None:
                read += 1
                yield found
    except (OSError, ValueError) as problem:
        yield Problem(raw.where, f"archive broken after {total} responses: {problem}", "fetch it again; what was read is kept")
    if not total:
        yield Problem(raw.where, "no response in the archive", "check the file")
    else:
        yield Problem(raw.where, f"{total} responses, {read} with domain words read", level="note")


def page(record: Any, raw: Raw, request: Request) -> Raw | Problem | None:
    """One response, None when it is no page or says nothing of ours."""
    headers = record.http_headers
    if headers is not None and headers.status_code not in (OK, None):
        return None
    media = (record.http_content_type or "").split(";")[0].strip().lower() if headers is not None else ""
    if media and media not in READ:
        return None
    data = record.reader.read(request.max_bytes + 1)
    address = record.headers.get("WARC-Target-URI", "").strip("<>")
    if request.gate and media != "application/pdf" and not passes(data):
        return None
    if len(data) > request.max_bytes:
        return Problem(address or raw.where, f"larger than {request.max_bytes} bytes", "raise the cap with --max-bytes")
    retrieved = record.headers.get("WARC-Date", "")[:10] or None
    last = urlsplit(address).path.rstrip("/").rsplit("/", 1)[-1]
    return Raw(
        f"{raw.where} {address}", last or address or raw.name, data, media, record.http_charset, address or None, retrieved=retrieved
    )
