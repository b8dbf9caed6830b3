"""Tray: files in the making, in a folder of their own, so that nothing half-written ever lies where the reader looks."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

PIECE = 1 << 16


class Tray:
    """Write-only files by name. ``left``: what was left out of them, why and how often; ``made``: what is in them."""

    def __init__(self) -> None:
        self.left: Counter[str] = Counter()
        self.made: Counter[str] = Counter()
        self._folder = tempfile.TemporaryDirectory(prefix="reassay-")
        self._open: dict[str, TextIO] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Tray:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        self._folder.cleanup()

    def path(self, name: str) -> Path:
        """Where a file of the tray lies."""
        return Path(self._folder.name) / name

    def write(self, name: str, text: str) -> None:
        """Text to the end of a file."""
        if name not in self._open:
            self._open[name] = self._stack.enter_context(self.path(name).open("w", encoding="utf-8", newline=""))
        self._open[name].write(text)

    def item(self, name: str, text: str) -> None:
        """One more item of a list: a comma stands between two."""
        self.write(name, f",\n{text}" if name in self._open else text)

    def pour(self, name: str, into: str) -> None:
        """The whole of one file to the end of another; the one is gone. A file never written to is empty."""
        for piece in self._pieces(name):
            self.write(into, piece)
        self.path(name).unlink(missing_ok=True)

    def close(self, name: str) -> Path:
        """A finished file, for a library that reads it."""
        if name in self._open:
            self._open.pop(name).close()
        return self.path(name)

    def _pieces(self, name: str) -> Iterator[str]:
        path = self.close(name)
        if path.exists():
            with path.open(encoding="utf-8", newline="") as stream:
                while piece := stream.read(PIECE):
                    yield piece

    def serve(self, place: Path | None, names: tuple[str, ...], main: str) -> None:
        """The files to a folder, or the main one to a file or, without a place, to standard output. Raises OSError."""
        self._stack.close()
        if place is None:
            with self.path(main).open("rb") as stream:
                sys.stdout.flush()
                shutil.copyfileobj(stream, sys.stdout.buffer)
                sys.stdout.buffer.flush()
        elif place.suffix and not place.is_dir():
            land(self.path(main), place)
        else:
            place.mkdir(parents=True, exist_ok=True)
            for one in names:
                land(self.path(one), place / one)


def land(made: Path, place: Path) -> None:
    """A finished file to its place in one step."""
    half = place.with_name(place.name + ".part")
    try:
        shutil.copyfile(made, half)
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
