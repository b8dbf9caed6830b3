"""Passages -> Claims: mentions first, claims assembled from mentions by rules, every field with its span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reassay.base.claim import Claim
from reassay.base.document import Document


def extract(document: Document, entities: Sequence[tuple[str, str]] = ()) -> Iterator[Claim]:
    """Every claim of a document, by place. ``entities``: (name, entity id) pairs that the register knows."""
    from reassay.extract.reader import extract as read

    return read(document, entities)
