"""A file of the user's -> streams of bytes: itself, the tables inside a zip or the sheets of a workbook; nothing is unpacked to disk.

A zip whose members would unpack to too much, leave their folder, are encrypted or are archives is refused as a whole, before it is read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reassay.base.errors import Problem, SourceError
from reassay.collect.workbook import BOOK, sheets_of
from reassay.reference.grammar import table


@dataclass(frozen=True, slots=True)
class Opening:
    """One stream of bytes that can be opened again and again; ``where`` is for messages."""

    where: str
    name: str
    open: Callable[[], BinaryIO] = field(repr=False)


def openings(path: Path) -> Iterator[Opening]:
    """The streams of a file. Raises SourceError when it is missing, unreadable, empty or a hostile archive."""
    try:
        if not path.is_file():
            raise SourceError(Problem(str(path), "no such file", "check the path"))
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError as problem:
        raise SourceError(Problem(str(path), f"could not be read: {problem.strerror}", "check its permissions")) from problem
    if not head:
        raise SourceError(Problem(str(path), "empty", "check the file"))
    if head.startswith(b"PK"):
        yield from members(path)
    else:
        yield Opening(str(path), path.name, lambda: path.open("rb"))


def members(path: Path) -> Iterator[Opening]:
    """The tables inside a zip."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise SourceError(Problem(str(path), "not a readable zip: truncated or broken", "save it again")) from problem
    with archive:
        why = hostile(archive)
        if why:
            raise SourceError(Problem(str(path), *why))
        if BOOK in archive.namelist():
            for name, data in sheets_of(archive, str(path)):
                yield Opening(f"{path}!{name}", name, partial(BytesIO, data))
            return
        known = tuple(table("collecting.toml")["imports"]["inside"])
        found = [item for item in archive.infolist() if not item.is_dir() and item.filename.lower().endswith(known)]
        if not found:
            raise SourceError(Problem(str(path), "no table inside the zip", f"tables end in {', '.join(known)}"))
        for item in found:
            yield Opening(f"{path}!{item.filename}", item.filename.rsplit("/", 1)[-1], opener(archive, item))


def opener(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    """How to open a member; zipfile never hands out more bytes than the size it declares, and that was vetted."""
    return lambda: archive.open(item)  # type: ignore[return-value]


def hostile(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    """What is wrong with an archive, and what to do; None for a sound one."""
    caps = table("collecting.toml")
    items = archive.infolist()
    names = [item.filename for item in items]
    if "[Content_Types].xml" in names and BOOK not in names:
        return "an office document, not a table", "save its table as CSV"
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3] or "\0" in name:
            return "the zip holds a path that leaves its folder: refused", "give the table itself"
    size = sum(item.file_size for item in items)
    if size > caps["zip_bytes"] or any(item.file_size > caps["zip_ratio"] * max(item.compress_size, 1024) for item in items):
        return f"the zip unpacks to {size} bytes: refused as a zip bomb", "give the table itself"
    if any(item.flag_bits & 1 for item in items):
        return "the zip is encrypted", "give the table itself"
    if any(name.lower().endswith((".zip", ".gz", ".7z", ".rar")) for name in names):
        return "the zip holds another archive: refused", "give the table itself"
    return None
