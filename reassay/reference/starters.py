"""Source cards to start a watchlist with: sources/*.toml, each a publisher, where it publishes, and what is known of its terms and robots.

Nothing here is fetched unless a watchlist names the card. ``checked`` is the day somebody looked at the address, empty for nobody yet;
``feed`` is empty where none is known.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from reassay.base.errors import CardError

KINDS = ("ministry", "register", "exchange", "company", "standards", "statistics", "association", "trade press", "price agency")
GRADES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Starter:
    """One card. ``publisher``: an id of the register of publishers or entities, empty when it has none."""

    id: str
    title: str
    kind: str
    owner: str
    country: str
    language: str
    address: str
    terms: str
    robots: str
    grade: str  # of the address: A looked at, B printed by others, C from memory
    publisher: str = ""
    feed: str = ""
    checked: str = ""
    note: str = ""

    @property
    def speaks_for_itself(self) -> bool:
        """True for a site that prints its publisher's own texts; the press and exchanges print those of others."""
        return self.kind in ("ministry", "register", "company", "standards", "statistics")


@cache
def starters() -> dict[str, Starter]:
    """Every card by id. Raises CardError for a broken one."""
    found: dict[str, Starter] = {}
    for path in sorted((one for one in files("reassay.reference").joinpath("sources").iterdir()), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            for ident, row in tomllib.loads(path.read_text("utf-8")).items():
                if ident in found:
                    raise CardError(f"sources/{path.name}: {ident} stands twice")
                found[ident] = card(ident, row, path.name)
    return dict(sorted(found.items()))


def card(ident: str, row: dict[str, str], name: str) -> Starter:
    """A card of its table. Raises CardError with the file and the card."""
    known = {one.name for one in fields(Starter)} - {"id"}
    wrong = sorted(set(row) - known) or sorted(known - {"publisher", "note"} - set(row))
    if wrong:
        raise CardError(f"sources/{name}: {ident}: {wrong[0]} is missing or unknown")
    made = Starter(ident, **row)
    if made.kind not in KINDS or made.grade not in GRADES or made.language not in ("en", "zh"):
        raise CardError(f"sources/{name}: {ident}: kind, grade or language is unknown")
    if not all(address.startswith(("https://", "http://")) for address in (made.address, made.feed or made.address)):
        raise CardError(f"sources/{name}: {ident}: not a web address")
    if made.checked:
        dt.date.fromisoformat(made.checked)
    return made
