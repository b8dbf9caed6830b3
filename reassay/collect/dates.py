"""The published date of a page with the rule that found it: our own line rules first, then what the page's head declares.

Unknown stays unknown: no date is guessed from the body (the usual libraries return 1 January of a year named there).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from reassay.base.document import Dated
from reassay.reference.grammar import grammar, table

HEAD = 1200  # characters at the start of a text in which a date line may stand


@cache
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Rules by name, in order."""
    return tuple((name, re.compile(pattern)) for name, pattern in table("collecting.toml")["dates"].items())


def published(text: str, declared: str | None, rule: str) -> tuple[Dated | None, str | None]:
    """The date and, for an impossible one, what was wrong with it."""
    head, trouble = text[:HEAD], None
    for name, pattern in rules():
        for found in pattern.finditer(head):
            value = spell(found)
            if value:
                return Dated(value, name), trouble
            trouble = f"impossible date: {' '.join(found[0].split())[:40]}"
    if declared and (value := iso(declared)):
        return Dated(value, rule), trouble
    return None, trouble


def spell(found: re.Match[str]) -> str | None:
    """ISO date of a match; None when there is no such day."""
    groups = found.groupdict()
    month = groups.get("m") or str(grammar("en")["months"].get((groups.get("mon") or "").lower().rstrip("."), 0))
    try:
        return dt.date(int(groups["y"]), int(month), int(groups["d"])).isoformat()
    except ValueError:
        return None


def iso(text: str) -> str | None:
    """ISO date at the start of a declared value (2026-02-03T08:00:00+08:00, 20260203); None for anything else."""
    found = re.match(r"\s*((?:19|20)\d{2})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?", text)
    if not found:
        return None
    parts = [part for part in found.groups() if part]
    try:
        dt.date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return None
    return "-".join(parts)


def byline(text: str) -> str | None:
    """The publisher a byline names, None without one."""
    found = re.search(table("collecting.toml")["byline"]["publisher"], text[:HEAD])
    return found["name"] if found else None
