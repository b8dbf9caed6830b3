"""Names of places and roots of data: one English name for a place in any language, and the state a root of data belongs to."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from reassay.reference.grammar import table
from reassay.reference.register import fold


@cache
def names() -> dict[str, str]:
    """Folded name of a place -> the English name that stands for all its names."""
    return {fold(name): group[0] for group in table("places.toml")["alike"]["names"] for name in group}


def place(name: str) -> str:
    """The name a place is kept under; a name that no list knows stays as it is."""
    return names().get(fold(name), name.strip())


def known(name: str) -> bool:
    """True for a name of a place."""
    return fold(name) in names()


@cache
def states() -> dict[str, str]:
    """Root of data -> the state whose figure it is, as far as one is known."""
    with files("reassay.reference").joinpath("facts", "lineages.csv").open(encoding="utf-8") as lines:
        return {row["id"]: place(row["country"]) for row in csv.DictReader(lines)}
