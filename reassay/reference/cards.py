"""Metric cards, loaded from metrics/*.toml and validated."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reassay.base.errors import CardError
from reassay.base.stage import STAGES


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: what it measures, the kinds of quantity it takes, its stage, and the words that name it in each language."""

    id: str
    title: str
    kinds: tuple[str, ...]
    family: str
    stage: str | None = None
    lag: str | None = None
    change: bool = False
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (language, words)
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
    singles: tuple[tuple[str, tuple[str, ...]], ...] = ()  # nouns that an article counts once ("an international standard")
    figure_unit: str | None = None  # unit of a bare number that its word makes a rate (an injury rate of 0.4)
    zero_unit: str | None = None  # unit of a bare zero ("zero emissions")
    whole: bool = False  # a share that can never exceed one whole
    cumulative: bool = False  # a count that only grows

    def named(self, language: str) -> tuple[str, ...]:
        """Words that name it in a language."""
        return dict(self.words).get(language, ())

    def hinted(self, language: str) -> tuple[str, ...]:
        """Weaker words."""
        return dict(self.hints).get(language, ())


FIELDS = {"title", "kinds", "stage", "lag", "change", "zero_unit", "figure_unit", "whole", "cumulative"}


@cache
def metrics() -> dict[str, Metric]:
    """Every card by id, sorted. Raises CardError for a broken one."""
    found: dict[str, Metric] = {}
    folder = files("reassay.reference").joinpath("metrics")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".toml"):
            for ident, card in tomllib.loads(item.read_text("utf-8")).items():
                if ident in found:
                    raise CardError(f"{item.name}: {ident} stands twice")
                found[ident] = read(ident, card, item.name.removesuffix(".toml"))
    return dict(sorted(found.items()))


def read(ident: str, card: dict[str, object], family: str) -> Metric:
    """One card."""
    if not isinstance(card.get("title"), str) or not isinstance(card.get("kinds"), list):
        raise CardError(f"{family}.toml: {ident} needs a title and kinds")
    stage = card.get("stage")
    if stage is not None and stage not in STAGES:
        raise CardError(f"{family}.toml: {ident} names no stage of the chain: {stage}")
    words: dict[str, tuple[str, ...]] = {}
    hints: dict[str, tuple[str, ...]] = {}
    singles: dict[str, tuple[str, ...]] = {}
    for key, value in card.items():
        if key not in FIELDS:
            if not isinstance(value, list):
                raise CardError(f"{family}.toml: {ident}.{key} is not a list of words")
            group = hints if key.startswith("hints_") else singles if key.startswith("singles_") else words
            group[key.removeprefix("hints_").removeprefix("singles_")] = tuple(str(word) for word in value)
    kinds = card["kinds"]
    assert isinstance(kinds, list)
    return Metric(
        ident,
        str(card["title"]),
        tuple(str(kind) for kind in kinds),
        family,
        str(stage) if stage else None,
        str(card["lag"]) if "lag" in card else None,
        bool(card.get("change")),
        tuple(sorted(words.items())),
        tuple(sorted(hints.items())),
        tuple(sorted(singles.items())),
        str(card["figure_unit"]) if "figure_unit" in card else None,
        str(card["zero_unit"]) if "zero_unit" in card else None,
        bool(card.get("whole")),
        bool(card.get("cumulative")),
    )
