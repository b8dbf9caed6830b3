"""Hard limits that a check may use: rows of limits.csv joined to metrics by limits_used.toml; grade C never decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reassay.base.errors import CardError
from reassay.reference.grammar import table
from reassay.reference.register import rows


@dataclass(frozen=True, slots=True)
class Limit:
    """The value of ``metric`` may not be above ``high`` (in ``unit``) for the material that ``words`` name.

    ``units``: unit of a claim -> factor to the limit's unit.
    """

    id: str
    metric: str
    unit: str
    units: Mapping[str, Decimal]
    high: Decimal
    statement: str
    grade: str
    source: str
    words: tuple[str, ...]

    def names(self, text: str) -> bool:
        """True when a text names the material, or when the limit holds for any."""
        low = text.casefold()
        return not self.words or any(word.casefold() in low for word in self.words)


@cache
def limits() -> tuple[Limit, ...]:
    """Limits by id. Raises CardError for a row that is missing, not hard, or of grade C."""
    known = {row["id"]: row for row in rows("limits.csv")}
    found = []
    for ident, use in sorted(table("limits_used.toml").items()):
        row = known.get(ident)
        if row is None or row["kind"] != "hard" or row["grade"] == "C":
            raise CardError(f"limits_used.toml: {ident} is no hard limit of grade A, B or D")
        units = {use["unit"]: Decimal(1), **{unit: Decimal(factor) for unit, factor in use.get("also", {}).items()}}
        words = (*use.get("en", ()), *use.get("zh", ()))
        found.append(
            Limit(ident, use["metric"], use["unit"], units, Decimal(row["high"]), row["statement"], row["grade"], row["source"], words)
        )
    return tuple(found)
