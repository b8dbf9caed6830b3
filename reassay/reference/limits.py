"""Hard limits that a check may use: rows of limits.csv joined to metrics by limits_used.toml; grade C never decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reassay.base.errors import CardError
from reassay.reference.grammar import table
from reassay.reference.register import rows


@dataclass(frozen=True, slots=True)
class Limit:
    """The value of ``metric`` in ``unit`` may not be above ``high``."""

    id: str
    metric: str
    unit: str
    high: Decimal
    statement: str
    grade: str
    source: str


@cache
def limits() -> tuple[Limit, ...]:
    """Limits by id. Raises CardError for a row that is missing, not hard, or of grade C."""
    known = {row["id"]: row for row in rows("limits.csv")}
    found = []
    for ident, use in sorted(table("limits_used.toml").items()):
        row = known.get(ident)
        if row is None or row["kind"] != "hard" or row["grade"] == "C":
            raise CardError(f"limits_used.toml: {ident} is no hard limit of grade A, B or D")
        found.append(Limit(ident, use["metric"], use["unit"], Decimal(row["high"]), row["statement"], row["grade"], row["source"]))
    return tuple(found)
