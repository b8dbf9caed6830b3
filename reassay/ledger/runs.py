"""Which verdict on a claim is the newest: judgements follow each other, and several may be as of one day.

Every judgement that made a verdict that was not the newest of its day leaves a note with its rules; nothing is ever overwritten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reassay.base.verdict import Verdict
from reassay.ledger import records

if TYPE_CHECKING:
    from reassay.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Told:
    """A stored verdict, and the hash of the rules that made it ("" where that was not noted)."""

    verdict: Verdict
    rules: str = ""


def runs(ledger: Ledger) -> list[dict[str, object]]:
    """Notes of judgements, in the order they were made."""
    return sorted((json.loads(body) for body in ledger.entries("run")), key=lambda one: int(one["number"]))


def newest(ledger: Ledger, as_of: str) -> dict[str, Told]:
    """Claim -> its newest verdict as of a day or earlier; of one day, that of the last judgement."""
    order: dict[str, tuple[int, str]] = {}
    for run in runs(ledger):
        told = run["verdicts"]
        for ident in told if isinstance(told, list) else ():
            order[ident] = (int(str(run["number"])), str(run["rules"]))
    found: dict[str, tuple[tuple[str, int, str], Told]] = {}
    for body in ledger.entries("verdict"):
        one = records.verdict(body)
        number, rules = order.get(one.id, (-1, ""))
        key = (one.as_of, number, one.id)
        if one.as_of <= as_of and (one.claim not in found or key > found[one.claim][0]):
            found[one.claim] = (key, Told(one, rules))
    return {claim: told for claim, (_, told) in sorted(found.items())}


def note(ledger: Ledger, as_of: str, rules: str, before: dict[str, Told], verdicts: Iterable[Verdict]) -> None:
    """Note which verdicts a judgement made that were not the newest already; the same judgement once more notes nothing."""
    fresh = sorted(one.id for one in verdicts if one.claim not in before or before[one.claim].verdict.id != one.id)
    if fresh:
        ledger.add_run({"number": len(runs(ledger)), "as_of": as_of, "rules": rules, "verdicts": fresh})


def state(ledger: Ledger) -> str:
    """Hash over what a judgement rests on: ids of documents, claims, evidence and reviews."""
    from sqlalchemy import select

    from reassay.ledger.tables import claims, documents, entries

    queries = [select(table.c.id).order_by(table.c.id) for table in (documents, claims)]
    queries += [select(entries.c.id).where(entries.c.kind == kind).order_by(entries.c.id) for kind in ("evidence", "review")]
    digest = hashlib.sha256()
    with ledger.engine.begin() as connection:
        for query in queries:
            digest.update("\x1f".join(connection.execute(query).scalars()).encode() + b"\0")
    return digest.hexdigest()[:16]


def stamp(ledger: Ledger, as_of: str, rules: str) -> None:
    """Note that every claim was judged as of a day by some rules, on what is in the ledger now."""
    ledger.add_import(stamped(as_of, rules), {"judged": as_of, "rules": rules, "state": state(ledger)})


def stamped(as_of: str, rules: str) -> str:
    """Under what such a note stands."""
    return hashlib.sha256(f"judged\x1f{as_of}\x1f{rules}".encode()).hexdigest()


def still_stands(ledger: Ledger, as_of: str, rules: str) -> bool:
    """True when the whole ledger was judged as of a day by these rules and nothing was added since; never where persons reviewed claims."""
    notes = [json.loads(body) for body in ledger.entries("import", stamped(as_of, rules))]
    return bool(notes) and not ledger.reviews() and any(note["state"] == now for now in [state(ledger)] for note in notes)
