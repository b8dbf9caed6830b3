"""What rests on rows whose licence forbids handing them on: told without their values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from reassay.ledger import records

PAGE = 500  # ids of one question
TOLD = ("check", "claim", "evidence", "lacks", "next_test_date", "outcome", "suggests")  # fields of a finding that hold no value of a row

T = TypeVar("T")


def withheld(connection: Any, ids: Iterable[str]) -> set[str]:
    """Those rows of evidence whose licence forbids handing them on."""
    from sqlalchemy import select

    from reassay.ledger.tables import entries

    found: set[str] = set()
    for some in batched(sorted(ids), PAGE):
        query = select(entries.c.id, entries.c.body).where(entries.c.kind == "evidence", entries.c.id.in_(some))
        found |= {row.id for row in connection.execute(query) if records.evidence(row.body).withheld}
    return found


def cited(bodies: Iterable[str]) -> set[str]:
    """Ids of the rows that findings rest on."""
    return {ident for body in bodies for ident in json.loads(body)["evidence"]}


def handed_on(body: str, closed: Collection[str]) -> str:
    """A finding's JSON as it may be handed on: of one that rests on closed rows no number, name or sentence."""
    one = json.loads(body)
    if not any(ident in closed for ident in one["evidence"]):
        return body
    ident = records.finding(body).id
    return records.dump({"id": ident, "withheld": True, **{name: one[name] for name in TOLD}})


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Items in stretches."""
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part
