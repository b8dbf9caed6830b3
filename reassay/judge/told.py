"""How a reading of evidence is shown: its publisher and edition, the numbers compared, whether it was announced as revised."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.judge.readings import Reading
from reassay.reference.grammar import table


def cited(one: Reading) -> str:
    """Publisher and edition of a reading."""
    row = one.rows[0].evidence
    return ", ".join(part for part in (row.publisher, one.edition, one.scope) if part)


def numbers(claim: Claim, one: Reading) -> tuple[tuple[str, Decimal], ...]:
    """The claim's number and the reading's."""
    stated = (("value", claim.quantity.low),) if claim.quantity else ()
    return (*stated, ("value of the table", one.value))


def official(one: Reading) -> bool:
    """True for registers, catalogues and statistics; a trade partner's own report is none."""
    return one.how != "counterparty" and all(row.evidence.kind in table("evidence.toml")["registers"]["kinds"] for row in one.rows)


def announced(one: Reading) -> bool:
    """True when the publisher says in the row that the figure was changed."""
    words = table("evidence.toml")["revised"]["announced"]
    return any(word in str(row.get("status") or "").casefold() for row in one.rows for word in words)
