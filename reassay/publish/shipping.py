"""Shipping: finds a format's leaf, fills a tray with its files and brings them where they were asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reassay.base.drawer import Drawer, Leaf
from reassay.base.errors import SettingsError
from reassay.base.folio import Holdings
from reassay.publish.tray import Tray

FOLDER = Path("reassay-export")


def formats() -> dict[str, Leaf[Any]]:
    """Every format by name."""
    return Drawer[Any]("reassay.publish.exports").open()


def format_of(name: str, out: Path | None) -> tuple[Leaf[Any], Path | None]:
    """The leaf of a format and where its files go, None for standard output.

    Raises SettingsError for an unknown format or a place that cannot be written as asked; nothing is read by then.
    """
    leaf = formats().get(name.casefold())
    if leaf is None:
        raise SettingsError(f"export {name}: unknown; known are {', '.join(formats())}")
    place = FOLDER if out is None and not leaf.facts["alone"] else out
    if place is not None and place.suffix and not place.is_dir() and not leaf.facts["alone"]:
        if place.name != leaf.facts["files"][0]:
            raise SettingsError(f"--out {place}: {leaf.name} is several files; give a folder")
        place = place.parent
    if place is None and leaf.name == "parquet" and sys.stdout.isatty():
        raise SettingsError("export parquet: not for a terminal; give --out FILE or FOLDER")
    if place is not None:
        writable(place)
    return leaf, place


def writable(out: Path) -> None:
    """Raises SettingsError before any work when a place cannot be written."""
    folder = out.parent if out.suffix and not out.is_dir() else out
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as problem:
        raise SettingsError(f"--out {out}: {problem.strerror}; give a place that can be written") from problem


def ship(leaf: Leaf[Any], held: Holdings, place: Path | None) -> Iterator[str]:
    """The files of a format, written; then what they hold and what was left out, a line each."""
    with Tray() as tray:
        leaf.run(held, tray)
        try:
            tray.serve(place, leaf.facts["files"], leaf.facts["files"][0])
        except BrokenPipeError:
            raise
        except OSError as problem:
            raise SettingsError(f"--out {place}: {problem.strerror}; give a place that can be written") from problem
        made = ", ".join(f"{count} {kind}" for kind, count in sorted(tray.made.items())) or "nothing"
        yield f"{leaf.name}: {made}" + (f"; {place}" if place else "")
        yield from (f"{count} left out: {why}" for why, count in sorted(tray.left.items()) if count)
