"""DOCX: paragraphs and tables in document order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from reassay.base.drawer import leaf
from reassay.base.errors import Problem, SourceError
from reassay.collect.request import Page, Raw, Request
from reassay.reference.grammar import table

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@leaf(reads=(MEDIA,), suffixes=(".docx",))
def docx(raw: Raw, request: Request) -> Iterator[Page]:
    """Paragraphs, list items and rows, one a line. Refuses zip bombs and entity declarations before anything is unpacked."""
    guard(raw)
    from docx import Document

    try:
        document = Document(io.BytesIO(raw.data))
    except (KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise SourceError(Problem(raw.where, "not a readable DOCX", "check the file")) from problem
    text = "\n".join(line for block in document.iter_inner_content() for line in lines(block)).strip()
    if not text:
        images = bool(document.inline_shapes)
        raise SourceError(Problem(raw.where, "no text: image only" if images else "empty", "give a document with text"))
    yield Page(text, document.core_properties.title or None)


def guard(raw: Raw) -> None:
    """Refuse an archive that unpacks to too much, and XML that declares entities."""
    caps = table("collecting.toml")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw.data))
    except zipfile.BadZipFile as problem:
        raise SourceError(Problem(raw.where, "not a readable DOCX", "check the file")) from problem
    size = sum(item.file_size for item in archive.infolist())
    if size > caps["zip_bytes"] or any(item.file_size > caps["zip_ratio"] * max(item.compress_size, 1024) for item in archive.infolist()):
        raise SourceError(Problem(raw.where, f"archive unpacks to {size} bytes: refused as a zip bomb", "give the plain document"))
    for item in archive.infolist():
        if item.filename.endswith((".xml", ".rels")):
            with archive.open(item) as stream:
                head = stream.read(8192)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise SourceError(Problem(raw.where, "XML with entity declarations: refused", "save the document again"))


def lines(block: Any) -> Iterator[str]:
    """Lines of a paragraph or a table."""
    if hasattr(block, "rows"):
        for row in block.rows:
            cells = [" ".join(cell.text.split()) for cell in row.cells]
            yield " | ".join(cells)
    elif block.text.strip():
        style = (block.style.name or "").lower() if block.style is not None else ""
        yield ("- " if style.startswith("list") else "") + block.text.strip()
