"""Reviews by persons: a CSV of claims that were decided since -> Review, row by row; a broken row is a Problem with its line.

Columns: claim (an id or the start of one), outcome (held, failed or undecided), decided (the day), source (what decided it), and if wanted
by (a desk or role) and note.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from reassay.base.errors import Problem
from reassay.base.verdict import REVIEWS, Review

NEEDED = ("claim", "outcome", "decided", "source")
HELP = "columns: claim, outcome (held, failed or undecided), decided (2026-11-23), source; if wanted by, note"


def reviews(path: Path, lookup: Callable[[str], str | None]) -> Iterator[Review | Problem]:
    """Reviews of a file. ``lookup``: the id of the one claim that begins so, None when there is none or several."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
            if missing:
                yield Problem(str(path), f"no reviews: column {missing[0]} is missing", HELP)
                return
            for row in rows:
                yield review(row, f"{path}:{rows.line_num}", lookup)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        yield Problem(str(path), f"could not be read: {type(problem).__name__}: {problem}", HELP)


def review(row: dict[str, str | None], where: str, lookup: Callable[[str], str | None]) -> Review | Problem:
    """One row."""
    told = {name: (row.get(name) or "").strip() for name in (*NEEDED, "by", "note")}
    claim = lookup(told["claim"]) if told["claim"] else None
    if claim is None:
        return Problem(where, f"no claim of this ledger, or several, begin with {told['claim'] or 'nothing'}", "see show --search")
    if told["outcome"] not in REVIEWS:
        return Problem(where, f"outcome {told['outcome'] or 'not given'}: unknown", HELP)
    if not told["source"]:
        return Problem(where, "what decided it is not given", HELP)
    try:
        told["decided"] = dt.date.fromisoformat(told["decided"]).isoformat()
    except ValueError:
        return Problem(where, f"decided {told['decided'] or 'not given'}: not a day", HELP)
    return Review(**told | {"claim": claim})
