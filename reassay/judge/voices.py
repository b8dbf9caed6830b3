"""The one function that counts voices: publishers merged by ownership, relay and lineage. Nothing else may count sources.

Items are the documents that state the claim or that a check compared it with, and the tables that bear on it (one per publisher). Unknown
owner earns no independence: an outlet of unknown owner that repeats a number is not a separate voice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.verdict import Evidence, Finding, Voices
from reassay.base.view import View
from reassay.judge.intervals import overlap, same_period, who
from reassay.judge.origin import NOBODY, cited, controller, echoes, opening, relayed, voice
from reassay.judge.plain import plain
from reassay.judge.rows import shelf, whose
from reassay.judge.testimony import testify
from reassay.reference.grammar import table

__all__ = ["controller", "count", "opening", "relayed", "states", "voice"]


def count(claim: Claim, view: View, findings: Sequence[Finding] = ()) -> Voices:
    """Items that bear on the claim, their publishers, independent voices, and voices other than the claimant's."""
    by_document = bearing(claim, view, findings)
    documents = [view.document(ident) for ident in by_document]
    tables = tabled(claim, view, findings)
    groups: dict[str, set[str]] = defaultdict(set)
    for ident, other in by_document.items():
        document = view.document(ident)
        groups[voice(document, other, view, documents)].add(document.source.name)
    mine = view.document(claim.document)
    origin = voice(mine, claim, view, documents)
    rooted = roots_of(tables, origin, mine, view)
    roots = set(rooted.values())
    publishers = {document.source.id for document in documents} | {row.publisher for row in tables}
    for row in tables:
        groups[rooted[row.id]].add(row.publisher)
    clusters = tuple(sorted((name, tuple(sorted(members))) for name, members in groups.items()))
    known = {voice(view.document(ident), other, view, documents) for ident, other in by_document.items()}
    known = {name for name in known if not name.startswith("unknown:")}
    outside = len(known - {origin}) if origin in known else max(len(known) - 1, 0)  # an unknown owner may be any one of the known voices
    tables_outside = len(roots - known - {origin})
    return Voices(
        len(by_document) + len({row.publisher for row in tables}),
        len(publishers),
        max(len(known), 1) + tables_outside,
        outside + tables_outside,
        clusters,
        origin,
    )


def bearing(claim: Claim, view: View, findings: Sequence[Finding]) -> dict[str, Claim]:
    """Document -> its claim that bears on this one: states it, was compared with it, or tells its unround number."""
    found = {claim.document: claim}
    for other in view.elsewhere(claim):
        if states(other, claim):
            found.setdefault(other.document, other)
    compared = {ident for finding in findings for ident in finding.claims}
    if compared:
        for other in (*view.elsewhere(claim), *(one for ident in sorted(compared) if (one := view.claim(ident)) is not None)):
            if other.id in compared:
                found.setdefault(other.document, other)
    limiting = {name for finding in findings if finding.outcome == "fires" for name in finding.names}
    for name in sorted(limiting & set(houses(view))):
        for ident in houses(view)[name]:
            found.setdefault(ident, claim)  # a check found the limit or the denial in its text
    for document, other in echoes(claim, view):
        found.setdefault(document, other)
    return found


HOUSES: WeakKeyDictionary[View, dict[str, list[str]]] = WeakKeyDictionary()


def houses(view: View) -> dict[str, list[str]]:
    """Name of a publisher -> its documents; none for those that name no publisher."""
    if view not in HOUSES:
        made: dict[str, list[str]] = defaultdict(list)
        for document in view.documents():
            if document.source.name != NOBODY:
                made[document.source.name].append(document.id)
        HOUSES[view] = made
    return HOUSES[view]


def tabled(claim: Claim, view: View, findings: Sequence[Finding]) -> list[Evidence]:
    """Rows that bear on the claim: those the testimony rests on and those that findings cite."""
    told = testify(claim, view)
    rows = {row.evidence.id: row.evidence for one in (*told.holds, *told.fails, *told.held) for row in one.rows}
    rows |= {row.evidence.id: row.evidence for row in told.other}
    cited_rows = {ident for finding in findings if finding.outcome == "fires" for ident in finding.evidence}
    for row in (*shelf(view).about(whose(claim), view), *(shelf(view).metric.get(claim.metric, ()) if cited_rows else ())):
        if row.evidence.id in cited_rows:
            rows[row.evidence.id] = row.evidence
    return [rows[ident] for ident in sorted(rows)]


def agreeing(claim: Claim, view: View) -> bool:
    """True when a voice outside the claimant's control states the claim, or a table of another root gives its number."""
    mine = view.document(claim.document)
    documents = [mine, *(view.document(other.document) for other in view.elsewhere(claim) if states(other, claim))]
    origin = voice(mine, claim, view, documents)
    rows = {row.evidence.id: row.evidence for one in testify(claim, view).holds for row in one.rows}
    told = {company for row in rows.values() if (company := teller(row, view)) is not None}
    if set(roots_of(list(rows.values()), origin, mine, view).values()) - {origin} - told:
        return True
    known = {voice(document, claim, view, documents) for document in documents}
    known = {name for name in known if not name.startswith("unknown:")} | told
    return bool(known - {origin}) if origin in known else len(known) > 1


def roots_of(rows: Sequence[Evidence], origin: str, document: Document, view: View) -> dict[str, str]:
    """Row id -> its voice: the root of its data; the claimant's own where it owns a publisher of that root or passes its table on."""
    own = {row.lineage for row in rows if controls(row, origin, document, view)}
    return {row.id: origin if row.lineage in own else teller(row, view) or row.lineage or f"table:{row.publisher}" for row in rows}


def teller(row: Evidence, view: View) -> str | None:
    """The voice of a row that its publisher took over from whom it is about."""
    subject = view.entity(str(row.values.get("subject") or "")) if filed(row) else None
    return controller(subject, view) if subject is not None else None


def controls(row: Evidence, origin: str, document: Document, view: View) -> bool:
    """True when a table is the claimant's own, or the one the claimant's text says it took the figure from."""
    printers = table("evidence.toml")["printers"]
    own = {name for name, house in printers.items() if document.source.id in house["sources"]}
    if row.publisher in own or any(printers[name]["lineage"] == row.lineage for name in own):
        return True
    if rooted_in(row, document.source.name):
        return True
    owner = view.entity(row.publisher)
    if owner is not None and row.publisher not in printers:
        return controller(owner, view) == origin
    if filed(row) and (subject := view.entity(str(row.values.get("subject") or ""))) is not None:
        return controller(subject, view) == origin
    return any(cited(name, document) for name in printers.get(row.publisher, {}).get("names", (row.publisher,)))


def filed(row: Evidence) -> bool:
    """True for a row that its publisher took over from whom it is about, and says so."""
    said = plain(f"{row.values.get('status') or ''} | {row.values.get('source') or ''} | {row.basis or ''}")
    return any(word in said for word in table("evidence.toml")["filed"]["words"]) or rooted_in(row, str(row.values.get("subject") or ""))


def rooted_in(row: Evidence, name: str) -> bool:
    """True when the root of a row's data bears a company's name (lineage:stonefield-abrasives for Stonefield Abrasives Co)."""
    forms = {*table("evidence_words.toml")["forms"]["words"], "the"}
    root, words = (
        [word for word in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]+", text.casefold()) if word not in forms]
        for text in (row.lineage.rpartition(":")[2], name)
    )
    return bool(root) and root == words


def states(other: Claim, claim: Claim) -> bool:
    """True when another claim tells the same thing: subject, period, modality, basis and value within rounding."""
    if who(other) != who(claim) or not who(claim) or not same_period(other, claim):
        return False
    if (other.modality, other.polarity) != (claim.modality, claim.polarity):
        return False
    a, b = other.quantity, claim.quantity
    if a is None or b is None:
        return a is b and other.event == claim.event
    return overlap(other, claim) and (a.basis is None or b.basis is None or a.basis == b.basis)
