"""Layouts: how files of evidence are laid out. A leaf of ``imports`` makes rows of a record; the card beside it names columns and origin.

A layout is recognised by its columns, never by a file's name; the one that names the most wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from reassay.base.drawer import Drawer
from reassay.base.errors import CardError, SettingsError
from reassay.collect.cells import fold

KINDS = ("patents", "standards", "statistics", "quota", "trade", "price", "ownership", "limit")
Made = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the caller says of files: their kind, the day they were retrieved, when they were published, and their layout where named."""

    kind: str
    retrieved: str
    published: str | None = None
    layout: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: its cells under the names of the layout's card, and the name of the file."""

    cells: Mapping[str, Any]
    file: str

    def text(self, name: str) -> str:
        """A cell as text, empty where there is none."""
        found = self.cells.get(name)
        return "" if found is None else str(found).strip()


Run = Callable[[Record, "Layout", Delivery], Iterable[Made]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A leaf with its card."""

    name: str
    run: Run = field(repr=False)
    kinds: tuple[str, ...]
    headers: tuple[frozenset[str], ...]
    columns: Mapping[str, str] = field(repr=False)  # folded printed name -> name
    publisher: str = ""
    lineage: str = ""
    licence: str = ""
    withheld: bool = False
    url: str = ""
    legacy: tuple[str, ...] = ("gb18030", "cp1252")
    nested: bool = False  # a JSON file that is read as a whole: the leaf takes it apart
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def fits(self, names: frozenset[str]) -> int:
        """How many columns of the best header it knows, 0 when none is complete."""
        known = frozenset(self.columns.get(name, name) for name in names)
        return max((len(group) for group in self.headers if group <= known), default=0)


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by name. Raises CardError for a leaf without a sound card."""
    found = {}
    for name, leaf in Drawer[Run]("reassay.collect.imports").open().items():
        try:
            card = tomllib.loads(files("reassay.collect.imports").joinpath(f"{name}.toml").read_text("utf-8"))
            found[name] = layout(name, leaf.run, card)
        except (OSError, KeyError, tomllib.TOMLDecodeError) as problem:
            raise CardError(f"{name}.toml: {problem}") from problem
    return found


def layout(name: str, run: Run, card: dict[str, Any]) -> Layout:
    """A layout of its card."""
    columns = {fold(printed): ours for ours, known in card.pop("columns").items() for printed in (ours, *known)}
    return Layout(
        name,
        run,
        tuple(card.pop("kinds")),
        tuple(frozenset(group) for group in card.pop("headers")),
        columns,
        **{key: card.pop(key) for key in ("publisher", "lineage", "licence", "withheld", "url", "nested") if key in card},
        legacy=tuple(card.pop("legacy", ("gb18030", "cp1252"))),
        more=card,
    )


def named(order: Delivery) -> Layout | None:
    """The layout of ``--format``. Raises SettingsError when there is none of that name for the kind."""
    if order.kind not in KINDS:
        raise SettingsError(f"{order.kind}: no kind of evidence; known are {', '.join(KINDS)}")
    if order.layout is None:
        return None
    known = [name for name, one in layouts().items() if order.kind in one.kinds]
    if order.layout not in known:
        raise SettingsError(f"--format {order.layout}: unknown for {order.kind}; known are {', '.join(known)}")
    return layouts()[order.layout]


def candidates(order: Delivery) -> Iterator[Layout]:
    """The layouts a file of a kind may have."""
    only = named(order)
    yield from (one for one in ([only] if only else layouts().values()) if order.kind in one.kinds)


def recognise(columns: Iterable[str], order: Delivery) -> Layout | None:
    """The layout whose columns these are; None when no header is complete."""
    names = frozenset(fold(name) for name in columns)
    best = max(candidates(order), key=lambda one: one.fits(names), default=None)
    return best if best is not None and best.fits(names) else None
