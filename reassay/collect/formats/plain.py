"""Plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.base.errors import Problem
from reassay.collect.decode import decode, mislabelled
from reassay.collect.request import Page, Raw, Request


@leaf(reads=("text/plain", "text/markdown"), suffixes=(".txt", ".md", ".markdown", ".text", ""))
def plain(raw: Raw, request: Request) -> Iterator[Page | Problem]:
    """The decoded text exactly as stored, newlines untouched."""
    yield from mislabelled(raw.data, raw.charset, raw.where)
    yield Page(decode(raw.data, raw.charset, raw.where), exact=True)
