"""What a ledger remembers of watched addresses: the last state of each, its aliases, the marks of its server, the waits of its host."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from reassay.base.watch import READ, Marks, Sighting, Wait
from reassay.ledger.records import tuples


def entries(bodies: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Fields of entries, lists as tuples."""
    return ({name: tuples(value) for name, value in json.loads(body).items()} for body in bodies)


class History:
    """The chains of states, by address; what is entered during a pass is noted here, too."""

    def __init__(self, sightings: Iterable[str], marks: Iterable[str], waits: Iterable[str]):
        """Of the bodies of entries."""
        self.chains: dict[str, list[Sighting]] = defaultdict(list)
        self.marks: dict[str, Marks] = {}
        self.waits: dict[str, Wait] = {}
        self.listed: dict[str, set[str]] = defaultdict(set)  # feed -> every item it ever listed
        self.came: dict[str, str] = {}  # address -> the one that moved to it
        for one in sorted((Sighting(**row) for row in entries(sightings)), key=lambda one: (one.n, one.about, one.id)):
            self.note(one)
        for mark in sorted((Marks(**row) for row in entries(marks)), key=lambda one: (one.n, one.id)):
            self.note(mark)
        for wait in sorted((Wait(**row) for row in entries(waits)), key=lambda one: (one.n, one.id)):
            self.note(wait)

    def note(self, one: Sighting | Marks | Wait) -> None:
        """Remember an entry."""
        if isinstance(one, Sighting):
            self.chains[one.about].append(one)
            if one.state == "moved":
                self.came[one.to] = one.about
        elif isinstance(one, Marks):
            self.marks[one.about] = one
            self.listed[one.about] |= set(one.listed)
        else:
            self.waits[one.about] = one

    def last(self, about: str) -> Sighting | None:
        """The newest state of an address."""
        chain = self.chains.get(about)
        return chain[-1] if chain else None

    def home(self, about: str) -> str:
        """Where an address is by now: its moves followed while the last thing known of each is that it moved."""
        seen = set()
        while (last := self.last(about)) is not None and last.state == "moved" and about not in seen:
            seen.add(about)
            about = last.to
        return about

    def before(self, about: str) -> Sighting | None:
        """The state a new one is held against: its own last, else that of the address that moved here."""
        own = self.last(about)
        return own if own is not None or about not in self.came else self.last(self.came[about])

    def contents(self, about: str) -> set[str]:
        """Every text an address ever had."""
        return {one.content for one in self.chains.get(about, ()) if one.content}

    def asking(self, about: str) -> Marks:
        """What to ask an address with: the marks of its server, none when its text is not there."""
        last, known = self.last(about), self.marks.get(about)
        return known if known is not None and last is not None and last.state in READ else Marks(about, 0)

    def edits(self, about: str) -> Iterator[tuple[Sighting, Sighting]]:
        """Each text of an address with the one before it, over its moves."""
        chain = self.chains.get(about, [])
        earlier = self.last(self.came[about]) if about in self.came and self.came[about] != about else None
        read = [one for one in ([earlier] if earlier else []) + chain if one.content]
        for before, after in pairwise(read):
            if before.content != after.content:
                yield before, after


def following(before: Sighting | None, own: Sighting | None, state: str, content: str = "") -> str | None:
    """The state to enter after a visit, None when nothing changed. ``own``: the last state entered for the address itself.

    ``state`` is read, gone or failing; of a text read it is told whether it is new, another or back.
    """
    if state != "read":
        return state
    if before is None or not before.content:
        return "seen" if own is None or own.state not in READ else None
    if before.content != content:
        return "changed"
    return None if before.state in READ or (before.state == "moved" and own is None) else "back"
