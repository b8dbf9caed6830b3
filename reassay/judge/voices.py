"""The one function that counts voices: publishers merged by ownership, relay and lineage. Nothing else may count sources.

Items are the documents that state the claim or that a check compared it with, and the tables that bear on it (one per publisher). Unknown
owner earns no independence: an outlet of unknown owner that repeats a number is not a separate voice.
"""

from __future__ import annotations

from collections.abc import Sequence

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.verdict import Evidence, Finding, Voices
from reassay.base.view import View
from reassay.judge.bearing import bearing, outspoken
from reassay.judge.origin import cited, controller
from reassay.judge.plain import plain
from reassay.judge.rows import rooted_name, shelf, whose
from reassay.judge.testimony import testify
from reassay.reference.grammar import table

__all__ = ["controller", "count"]


def count(claim: Claim, view: View, findings: Sequence[Finding] = ()) -> Voices:
    """Items that bear on the claim, their publishers, independent voices, and voices other than the claimant's."""
    found, mine = bearing(claim, view, findings), view.document(claim.document)
    origin, tables = found.origin(claim, view), tabled(claim, view, findings)
    rooted = roots_of(tables, origin, mine, view)
    roots, groups = set(rooted.values()), dict(found.groups)
    for row in tables:
        groups[rooted[row.id]] = groups.get(rooted[row.id], frozenset()) | {row.publisher}
    printers = {row.publisher for row in tables}
    known = {name for name in found.groups if not name.startswith("unknown:")}
    outside = len(known - {origin}) if origin in known else max(len(known) - 1, 0)  # an unknown owner may be any one of the known voices
    tables_outside = len(roots - known - {origin})
    return Voices(
        found.items + len(printers),
        len(found.publishers | printers),
        max(len(known), 1) + tables_outside,
        outside + tables_outside,
        tuple(sorted((name, tuple(sorted(members))) for name, members in groups.items())),
        origin,
    )


def tabled(claim: Claim, view: View, findings: Sequence[Finding]) -> list[Evidence]:
    """Rows that bear on the claim: those the testimony rests on and those that findings cite."""
    told = testify(claim, view)
    rows = {row.evidence.id: row.evidence for one in (*told.holds, *told.fails, *told.held) for row in one.rows}
    rows |= {row.evidence.id: row.evidence for row in told.other}
    cited_rows = {ident for finding in findings if finding.outcome == "fires" for ident in finding.evidence}
    about = {row.evidence.id for row in shelf(view).about(whose(claim), view)} if cited_rows else set()
    for row in (shelf(view).by_id[ident] for ident in sorted(cited_rows) if ident in shelf(view).by_id):
        if (row.metric == claim.metric and not row.silent) or row.evidence.id in about:  # that nobody prints it is nobody's word
            rows[row.evidence.id] = row.evidence
    return [rows[ident] for ident in sorted(rows)]


def agreeing(claim: Claim, view: View) -> bool:
    """True when a voice outside the claimant's control states the claim, or a table of another root gives its number."""
    mine, (origin, stating) = view.document(claim.document), outspoken(claim, view)
    rows = {row.evidence.id: row.evidence for one in testify(claim, view).holds for row in one.rows}
    told = {company for row in rows.values() if (company := teller(row, view)) is not None}
    if set(roots_of(list(rows.values()), origin, mine, view).values()) - {origin} - told:
        return True
    known = {name for name in stating if not name.startswith("unknown:")} | told
    return bool(known - {origin}) if origin in known else len(known) > 1


def roots_of(rows: Sequence[Evidence], origin: str, document: Document, view: View) -> dict[str, str]:
    """Row id -> its voice: the root of its data; the claimant's own where it owns a publisher of that root or passes its table on."""
    own = {row.lineage for row in rows if controls(row, origin, document, view)}
    found = {row.id: origin if row.lineage in own else teller(row, view) or row.lineage or f"table:{row.publisher}" for row in rows}
    house = {row.publisher: found[row.id] for row in sorted(rows, key=lambda row: row.id, reverse=True) if found[row.id] != origin}
    return {row.id: root if root == origin else house[row.publisher] for row in rows if (root := found[row.id])}  # one publisher, one voice


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
    roots = table("evidence.toml")["roots"].get(row.lineage, ())
    if rooted_in(row, document.source.name) or any(word in plain(document.text) for word in roots):
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
    root, words = rooted_name(row.lineage.rpartition(":")[2]), rooted_name(name)
    return bool(root) and root == words
