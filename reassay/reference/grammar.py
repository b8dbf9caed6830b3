"""Number, date and unit grammar of each language, loaded from languages/*.toml and units.toml.

``grammar(code)`` and ``units()`` give the parsed tables as they stand, so that two readers that share no code can share the data.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from reassay.base.errors import CardError


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML table of this folder. Raises CardError when it is missing or broken."""
    path = files("reassay.reference").joinpath(*name.split("/"))
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise CardError(f"{name}: {problem}") from problem


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages we read, sorted."""
    folder = files("reassay.reference").joinpath("languages")
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


def grammar(code: str) -> dict[str, Any]:
    """The grammar table of a language. Raises CardError for an unknown language."""
    return table(f"languages/{code}.toml")


def units() -> dict[str, Any]:
    """The unit registry: unit, money and per tables."""
    return table("units.toml")


@cache
def variants() -> dict[int, str]:
    """Code point -> folded form, over all languages (Traditional and variant forms)."""
    return {ord(char): out for code in languages() for char, out in grammar(code).get("variants", {}).items()}
