"""Whose voice each of some documents speaks with, once it is seen which of them pass on which others.

A document that names another publisher of the circle as its source speaks with that publisher's voice, and so on to the first of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.view import View
from reassay.judge.origin import NOBODY, before, controller, named_in, owners, relayed

Key = tuple[str, str | None, str | None]  # a document, and the subject of the claim it is asked for


class Circle:
    """Documents that were published beside each other, and the voice of each, worked out once."""

    def __init__(self, documents: Iterable[Document]):
        self.documents = list(documents)
        self.voices: dict[Key, str] = {}
        self.firm: set[Key] = set()  # those that no round of texts that name each other led to

    @cached_property
    def sources(self) -> dict[str, dict[str, tuple[list[str], list[Document]]]]:
        """Documents by the name and id of their publisher, in the order of publication, with the days."""
        by_name: dict[str, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
        for one in sorted(self.documents, key=order):
            by_name[one.source.name][one.source.id].append(one)
        return {name: {ident: ([day(one)[:10] for one in some], some) for ident, some in own.items()} for name, own in by_name.items()}

    def voice(self, document: Document, claim: Claim, view: View) -> str:
        """The voice a document speaks with in one of its claims: its origin where it relays one, traced to the company that controls it."""
        if not named_in(document, view):  # passes nobody on, so it does not matter who stands beside it
            return voice(document, claim, view)
        key = (document.id, claim.subject_id, claim.subject)
        if key not in self.voices:
            self.trace(document, claim, view)
        return self.voices[key]

    def trace(self, document: Document, claim: Claim, view: View) -> None:
        """Follow a document to whom it passes on; the documents on the way speak with the voice found, unless the way led in a round."""
        path: dict[str, Key] = {}
        straight, at, found = True, document, None
        while found is None:
            key = (at.id, claim.subject_id, claim.subject)
            if straight and key in self.firm:
                found = self.voices[key]
                break
            path[at.id] = key
            origin = relayed(at, claim, view)
            passed, again = self.passed_on(at, path, view) if origin is None else (None, False)
            straight = straight and not again
            found = controller(origin, view) if origin is not None else own(at, view) if passed is None else None
            at = passed or at
        for key in path.values() if straight else (path[document.id],):
            self.voices[key] = found
        if straight:
            self.firm.update(path.values())

    def passed_on(self, document: Document, path: Iterable[str], view: View) -> tuple[Document | None, bool]:
        """(the latest document of another publisher that this one names as its source, whether one on the way here was left out)."""
        named: list[Document] = []
        again = False
        for name in named_in(document, view):
            for ident, (days, some) in self.sources.get(name, {}).items():
                if ident == document.source.id:
                    continue
                place = bisect_right(days, day(document)[:10]) if document.published else len(some)  # none was published after it
                while place and some[place - 1].id in path:
                    place, again = place - 1, True
                named += some[place - 1 : place]
        return max(named, key=order, default=None), again


def day(document: Document) -> str:
    """When a document was published; nothing when unknown."""
    return document.published.value if document.published else ""


def order(document: Document) -> tuple[str, str]:
    """By the time of publication, those of unknown time first."""
    return day(document), document.id


def own(document: Document, view: View) -> str:
    """The voice of a document that passes nobody on: of the company that controls its owner, else of its publisher."""
    source = document.source
    if source.owner is None:
        return f"unknown:{document.id if source.id == NOBODY else source.id}"  # two texts of publishers unknown share none
    known = view.entity(source.owner)
    if known or source.owner in owners(view):
        return controller(known or source.owner, view)
    return f"publisher:{source.id}"


ALONE: WeakKeyDictionary[View, dict[Key, str]] = WeakKeyDictionary()


def voice(document: Document, claim: Claim, view: View) -> str:
    """The voice a document speaks with in one of its claims, seen by itself."""
    known, key = ALONE.setdefault(view, {}), (document.id, claim.subject_id, claim.subject)
    if key not in known:
        origin = relayed(document, claim, view)
        known[key] = controller(origin, view) if origin is not None else own(document, view)
    return known[key]


def beside(document: Document, claim: Claim, other: Document, view: View) -> str:
    """The voice a document speaks with in one of its claims, seen beside one other: a circle of two."""
    passes = relayed(document, claim, view) is None and other.source.id != document.source.id
    if passes and before(other, document) and other.source.name in named_in(document, view):
        return voice(other, claim, view)
    return voice(document, claim, view)
