"""Limits that a check may use: rows of limits.csv joined to metrics by limits_used.toml. Only hard ones that somebody verified decide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reassay.base.errors import CardError
from reassay.reference.grammar import table
from reassay.reference.register import rows


@dataclass(frozen=True, slots=True)
class Limit:
    """A value of ``metrics`` (any when empty) may not lie beyond ``bound`` for the material that one word of each group names.

    ``units``: unit of a claim -> factor to the limit's unit. ``least``: the value may not lie below it. ``hard``: beyond it nothing can be.
    """

    id: str
    metrics: tuple[str, ...]
    unit: str
    units: Mapping[str, Decimal]
    bound: Decimal
    least: bool
    hard: bool
    statement: str
    grade: str
    source: str
    words: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]

    def measures(self, metric: str, unit: str | None) -> bool:
        """True for a metric and unit that the limit is about; one that no card counts goes by its unit and words."""
        free = metric.startswith("other:") and unit not in (None, "ratio")  # a bare share or multiple is of anything
        return unit in self.units and (not self.metrics or metric in self.metrics or free)

    def names(self, text: str) -> bool:
        """True when a text names the material, or when the limit holds for any."""
        said = all(any(holds(text, word) for word in group) for group in self.words)
        return said and not any(holds(text, word) for word in self.never)


def holds(text: str, word: str) -> bool:
    """True when a text holds a word; formulas as they are written (CoFe is no Co), other Latin words whole and in any case."""
    if not word.isascii():
        return word in text
    formula = re.fullmatch(r"(?:[A-Z][a-z]?[\d.]*)+", word) is not None and len(word) > 1
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![a-z])", text, 0 if formula else re.IGNORECASE) is not None


@cache
def limits() -> tuple[Limit, ...]:
    """Limits by id. Raises CardError for a row that is missing or without the end that binds."""
    known = {row["id"]: row for row in rows("limits.csv")}
    return tuple(joined(ident, use, known.get(ident)) for ident, use in sorted(table("limits_used.toml").items()))


def joined(ident: str, use: Mapping[str, object], row: Mapping[str, str] | None) -> Limit:
    """A row with the use that is made of it."""
    end = str(use.get("end", "high"))
    if row is None or not row[end]:
        raise CardError(f"limits_used.toml: {ident} is no row with a {end} end in limits.csv")
    bound = Decimal(row[end]) * Decimal(str(use.get("factor", "1")))
    also, groups, never, metrics = use.get("also", {}), use.get("words", []), use.get("never", []), use.get("metrics", [])
    assert isinstance(also, dict)
    assert isinstance(groups, list)
    assert isinstance(never, list)
    assert isinstance(metrics, list)
    unit = str(use["unit"])
    return Limit(
        ident,
        tuple(metrics),
        unit,
        {unit: Decimal(1), **{other: Decimal(factor) for other, factor in also.items()}},
        bound,
        end == "low",
        row["kind"] == "hard" and row["grade"] != "C",
        row["statement"],
        row["grade"],
        row["source"],
        tuple(tuple(group) for group in groups),
        tuple(never),
    )
