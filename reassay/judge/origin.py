"""Whose words a document passes on: its owner, the company it quotes, the outlet it names, or the one whose unround number it repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.view import View
from reassay.judge.intervals import who
from reassay.judge.plain import plain
from reassay.reference.grammar import table

NOBODY = "unknown"  # publisher of a text that names none
GOVERNMENT = ("gov", "sasac", "ministry", "government")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
UNROUND = 4  # figures without trailing zeros that no two texts share by chance


def passed_on(document: Document, among: Sequence[Document]) -> Document | None:
    """The document of another publisher that this one names as its source; the latest where it names several."""
    named = [
        one
        for one in among
        if one.id != document.id and one.source.id != document.source.id and cited(one.source.name, document) and before(one, document)
    ]
    return max(named, key=lambda one: (one.published.value if one.published else "", one.id)) if named else None


def before(one: Document, other: Document) -> bool:
    """True when a document was not published after another."""
    return one.published is None or other.published is None or one.published.value[:10] <= other.published.value[:10]


def cited(name: str, document: Document) -> bool:
    """True when a text names a publisher as its source: the name with a word of telling in one sentence."""
    return name != NOBODY and told_by(name, document.text)


@lru_cache(maxsize=16384)
def told_by(name: str, text: str) -> bool:
    """True when a sentence of a text holds a publisher's name and a word of telling."""
    low, cues = plain(text), table("testing.toml")["citing"]
    names = next((known for known in table("testing.toml")["bodies"]["names"] if name in known), [name])
    for sentence in re.split(r"(?<=[.!?\u3002\uff01\uff1f;\uff1b])", low):
        if any(spoken_of(one, sentence) for one in names) and any(cue in sentence for code in sorted(cues) for cue in cues[code]):
            return True
    return False


def spoken_of(name: str, low: str) -> bool:
    """True when a text holds a name, or its longest part without the words that only address readers."""
    short = plain(name)
    if short in low:
        return True
    for code in sorted(table("testing.toml")["outlet_words"]):
        for word in table("testing.toml")["outlet_words"][code]:
            short = short.replace(word, "")
    short = short.strip()
    forms = table("evidence_words.toml")["forms"]["words"]
    while " " in short and short.rsplit(" ", 1)[1].strip(".,") in forms:
        short = short.rsplit(" ", 1)[0].rstrip(" ,")
    return len(short) >= (4 if short.isascii() else 3) and short in low


NUMBERS: WeakKeyDictionary[View, dict[str, list[str]]] = WeakKeyDictionary()


def echoes(claim: Claim, view: View) -> Iterator[tuple[str, Claim]]:
    """Documents that tell the claim's unround number without a claim of ours: (document id, the claim it repeats)."""
    at = claim.at("value")
    if at is None or claim.quantity is None:
        return
    found = FIGURE.search(claim.quote, at.start - claim.span.start, at.end - claim.span.start)
    if found is None or not unround(found[0]):
        return
    if view not in NUMBERS:
        made: dict[str, list[str]] = defaultdict(list)
        for document in view.documents():
            for number in sorted({one[0] for one in FIGURE.finditer(document.text) if unround(one[0])}):
                made[number.replace(",", "")].append(document.id)
        NUMBERS[view] = made
    for ident in NUMBERS[view].get(found[0].replace(",", ""), ()):
        if ident != claim.document:
            yield ident, claim


def unround(number: str) -> bool:
    """True for a number of at least UNROUND figures that does not end in noughts."""
    plain = number.replace(",", "").replace(".", "").lstrip("0")
    return len(plain.rstrip("0")) >= UNROUND and YEAR.fullmatch(number) is None


def voice(document: Document, claim: Claim, view: View, among: Sequence[Document] = ()) -> str:
    """The voice a document speaks with in one of its claims: its origin where it relays one, traced to the company that controls it."""
    origin = relayed(document, claim, view)
    if origin is not None:
        return controller(origin, view)
    passed = passed_on(document, among)
    if passed is not None:
        return voice(passed, claim, view, [one for one in among if one.id != document.id])
    source = document.source
    if source.owner is None:
        return f"unknown:{document.id if source.id == NOBODY else source.id}"  # two texts of publishers unknown share none
    if source.owner in {edge.child for edge in view.edges()} | {edge.parent for edge in view.edges()} or view.entity(source.owner):
        return controller(view.entity(source.owner) or source.owner, view)
    return f"publisher:{source.id}"


def relayed(document: Document, claim: Claim, view: View) -> str | None:
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


def controller(ident: str, view: View) -> str:
    """The company at the top of the chain of control; a government owner is another voice unless it is itself the speaker."""
    seen = {ident}
    while True:
        above = sorted(edge.parent for edge in view.edges() if edge.child == ident and controls(edge.share, edge.relation))
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
