"""Whose words a document passes on: its owner, the company it quotes, the outlet it names, or the one whose unround number it repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakKeyDictionary

import ahocorasick_rs

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.source import Edge
from reassay.base.view import View
from reassay.judge.intervals import who
from reassay.judge.plain import plain
from reassay.reference.grammar import table

NOBODY = "unknown"  # publisher of a text that names none
GOVERNMENT = ("gov", "sasac", "ministry", "government")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
UNROUND = 4  # figures without trailing zeros that no two texts share by chance


def before(one: Document, other: Document) -> bool:
    """True when a document was not published after another."""
    return one.published is None or other.published is None or one.published.value[:10] <= other.published.value[:10]


def cited(name: str, document: Document) -> bool:
    """True when a text names a publisher as its source: the name with a word of telling in one sentence."""
    return name != NOBODY and any(form in sentence for sentence in telling(document.text) for form in spellings(name))


@lru_cache(maxsize=16384)
def telling(text: str) -> tuple[str, ...]:
    """Sentences of a text with a word of telling, in their plainest spelling."""
    cues = table("testing.toml")["citing"]
    sentences = re.split(r"(?<=[.!?\u3002\uff01\uff1f;\uff1b])", plain(text))
    return tuple(one for one in sentences if any(cue in one for code in sorted(cues) for cue in cues[code]))


@lru_cache(maxsize=16384)
def spellings(name: str) -> tuple[str, ...]:
    """How a publisher may be named: its names, and the longest part of each without the words that only address readers."""
    names = next((known for known in table("testing.toml")["bodies"]["names"] if name in known), [name])
    return tuple(form for one in names for form in (plain(one), shortened(plain(one))) if form is not None)


def shortened(name: str) -> str | None:
    """A name without the words that only address readers and without the form of a company; None when too little is left to tell it by."""
    for code in sorted(table("testing.toml")["outlet_words"]):
        for word in table("testing.toml")["outlet_words"][code]:
            name = name.replace(word, "")
    name = name.strip()
    forms = table("evidence_words.toml")["forms"]["words"]
    while " " in name and name.rsplit(" ", 1)[1].strip(".,") in forms:
        name = name.rsplit(" ", 1)[0].rstrip(" ,")
    return name if len(name) >= (4 if name.isascii() else 3) else None


@dataclass(frozen=True, eq=False)
class Names:
    """The publishers of a view, found in a text in one pass, and those that each text was found to name."""

    machine: ahocorasick_rs.AhoCorasick
    names: tuple[str, ...]  # of each word of the machine
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)


NAMES: WeakKeyDictionary[View, Names] = WeakKeyDictionary()


def named_in(document: Document, view: View) -> tuple[str, ...]:
    """The publishers of a view that a text names as its source, in order."""
    if view not in NAMES:
        names = sorted({one.source.name for one in view.documents()} - {NOBODY})
        words = [(form, name) for name in names for form in spellings(name) if form]
        NAMES[view] = Names(ahocorasick_rs.AhoCorasick([form for form, _ in words]), tuple(name for _, name in words))
    known = NAMES[view]
    if document.id not in known.found:
        places = {at for one in telling(document.text) for at, *_ in known.machine.find_matches_as_indexes(one, overlapping=True)}
        known.found[document.id] = tuple(sorted({known.names[at] for at in places}))
    return known.found[document.id]


NUMBERS: WeakKeyDictionary[View, dict[str, list[str]]] = WeakKeyDictionary()


def echoes(claim: Claim, view: View) -> tuple[str, Sequence[str]]:
    """(the claim's unround number, documents that tell it, the claim's own among them); nothing where it is a round one."""
    at = claim.at("value")
    if at is None or claim.quantity is None:
        return "", ()
    found = FIGURE.search(claim.quote, at.start - claim.span.start, at.end - claim.span.start)
    if found is None or not unround(found[0]):
        return "", ()
    if view not in NUMBERS:
        made: dict[str, list[str]] = defaultdict(list)
        for document in view.documents():
            for number in sorted({one[0] for one in FIGURE.finditer(document.text) if unround(one[0])}):
                made[number.replace(",", "")].append(document.id)
        NUMBERS[view] = made
    number = found[0].replace(",", "")
    return number, NUMBERS[view].get(number, ())


def unround(number: str) -> bool:
    """True for a number of at least UNROUND figures that does not end in noughts."""
    plain = number.replace(",", "").replace(".", "").lstrip("0")
    return len(plain.rstrip("0")) >= UNROUND and YEAR.fullmatch(number) is None


RELAYS: WeakKeyDictionary[View, dict[tuple[str, str | None, str | None], str | None]] = WeakKeyDictionary()


def relayed(document: Document, claim: Claim, view: View) -> str | None:
    """The entity whose words a document passes on in claims about one subject, found once per view."""
    known, key = RELAYS.setdefault(view, {}), (document.id, claim.subject_id, claim.subject)
    if key not in known:
        known[key] = spoken_for(document, claim, view)
    return known[key]


def spoken_for(document: Document, claim: Claim, view: View) -> str | None:
    """The entity whose words a document passes on: whom its claims are attributed to, or whose organ it names."""
    if document.source.owner is not None and view.entity(document.source.owner):
        return None
    for name in attributions(view.told(document.id)):
        if plain(name) in table("testing.toml")["itself"]:
            own = claim.subject_id or view.entity(claim.subject or "")
            if own is not None:
                return own
        ident = view.entity(name) or (known.owner if (known := view.publisher(name)) else None) or opening(name, view)
        if ident is not None:
            return ident
    if who(claim) and claim.subject_id and repeats(document, claim):
        return claim.subject_id
    return None


def repeats(document: Document, claim: Claim) -> bool:
    """True when a translation or relay desk tells a company's own figure: it has no other origin."""
    return "relay" in (document.source.voice or "") or "translation" in document.source.kind


def attributions(claims: Iterable[Claim]) -> list[str]:
    """Whom the claims of a document are attributed to, most often named first."""
    found: dict[str, int] = defaultdict(int)
    for claim in claims:
        if claim.attribution:
            found[claim.attribution] += 1
    return sorted(found, key=lambda name: (-found[name], name))


def opening(name: str, view: View) -> str | None:
    """The entity that the first words of a name mean ("Baogang Group media")."""
    parts = name.split()
    for size in range(len(parts) - 1, 0, -1):
        ident = view.entity(" ".join(parts[:size]))
        if ident is not None and size >= 2:
            return ident
    return None


OWNERS: WeakKeyDictionary[View, dict[str, list[Edge]]] = WeakKeyDictionary()
CONTROLLERS: WeakKeyDictionary[View, dict[str, str]] = WeakKeyDictionary()


def owners(view: View) -> dict[str, list[Edge]]:
    """Every company of an ownership edge, owner or owned, with the edges that lead up from it."""
    if view not in OWNERS:
        above: dict[str, list[Edge]] = {}
        for edge in view.edges():
            above.setdefault(edge.parent, [])
            above.setdefault(edge.child, []).append(edge)
        OWNERS[view] = above
    return OWNERS[view]


def controller(ident: str, view: View) -> str:
    """The company at the top of the chain of control, found once per view."""
    known = CONTROLLERS.setdefault(view, {})
    if ident not in known:
        known[ident] = top(ident, view)
    return known[ident]


def top(ident: str, view: View) -> str:
    """The company at the top of the chain of control; a government owner is another voice unless it is itself the speaker."""
    seen = {ident}
    while True:
        above = sorted(edge.parent for edge in owners(view).get(ident, ()) if controls(edge.share, edge.relation))
        above = [parent for parent in above if parent not in seen and not any(word in parent for word in GOVERNMENT)]
        if not above:
            return ident
        ident = above[0]
        seen.add(ident)


def controls(share: float | None, relation: str) -> bool:
    """Control: above half, above a third held directly, or a relation that says so."""
    words = relation.casefold()
    said = any(word in words for word in ("control", "parent", "wholly", "organ", "subsidiary", "largest shareholder"))
    return said or (share is not None and (share > 0.5 or (share > 1 / 3 and words.startswith("direct"))))
