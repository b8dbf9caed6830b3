"""What a watchlist is told of: a claim appears, is told with a change, can be tested, its verdict moved, its page is gone.

How the list last knew each claim is entered with the alerts in one transaction: a change is told once, whenever a pass ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.thread import Change
from reassay.base.verdict import ADVERSE, Assay, Verdict
from reassay.base.watch import Alert, Known, Sighting, mark
from reassay.collect.watchlist import Watchlist
from reassay.ledger.sightings import History, entries
from reassay.publish.wording import amount, excerpt, glossary, told, who
from reassay.reference.grammar import table
from reassay.watching import abouts, current

if TYPE_CHECKING:
    from reassay.ledger import Ledger

DRIFT = ("value", "unit", "hedge", "modality")  # changes of what is told; those of a role or a whole are often only other words


@dataclass(slots=True)
class Bench:
    """What is at hand when alerts are made. ``known``: claim -> how the list last knew it, of states told: their id -> that."""

    watchlist: Watchlist
    as_of: str
    claims: dict[str, Claim]
    documents: dict[str, Document]
    verdicts: dict[str, Verdict]
    known: dict[str, Known]
    keys: set[str]
    alerts: dict[str, Alert] = field(default_factory=dict)
    fresh: list[Known] = field(default_factory=list)
    again: set[str] = field(default_factory=set)  # claims told as a change of another: they do not appear as well


def alerted(watchlist: Watchlist, ledger: Ledger, history: History, found: Assay, as_of: str) -> int:
    """Make the alerts of a pass and enter them; how many were new."""
    about = watchlist.name
    states = sorted((Known(**row) for row in entries(ledger.entries("known", about))), key=lambda one: (one.n, one.id))
    bench = Bench(
        watchlist,
        as_of,
        {claim.id: claim for claim in found.claims},
        {one.id: one for one in found.documents},
        {one.claim: one for one in found.verdicts},
        {one.claim: one for one in states},
        {one.key for one in states},
    )
    edited(bench, history)
    retold(bench, ledger)
    now = current(watchlist, history)
    for claim in found.claims:
        judged(bench, claim, claim.document in now)
    before = {row["token"] + row["kind"] for row in entries(ledger.entries("alert", about))}
    fresh = [one for one in bench.alerts.values() if one.token + one.kind not in before]
    ledger.add_seen([], [*(("known", about, one) for one in bench.fresh), *(("alert", about, one) for one in fresh)])
    return len(fresh)


def key(claim: Claim, document: Document) -> str:
    """What a claim says and who says it, wherever it stands: a page that is edited elsewhere does not say it anew."""
    q, period = claim.quantity, claim.period.text if claim.period else ""
    number = (str(q.low), str(q.high), q.comparator, q.unit or "", q.basis or "") if q else ("",)
    words = (claim.object or "", claim.event or "") if q is None else ("",)
    return mark("q", document.source.id, claim.metric, claim.who, *number, period, claim.modality, claim.polarity, *words)


def wanted(bench: Bench, claim: Claim) -> bool:
    """True for a claim the list asks for: its company (or the publisher, for what it says of itself), metric and stage."""
    watchlist, source = bench.watchlist, bench.documents[claim.document].source
    names = {claim.subject_id, claim.who, source.id, source.owner}
    return (
        (not watchlist.companies or bool(watchlist.companies & names))
        and (not watchlist.metrics or claim.metric in watchlist.metrics)
        and (not watchlist.stages or claim.stage in watchlist.stages)
    )


def edited(bench: Bench, history: History) -> None:
    """Pages whose text changed or that went since the list last looked."""
    for about in sorted(abouts(bench.watchlist, history)):
        for before, after in history.edits(about):
            if after.id not in bench.known and all(one in bench.documents for one in (*before.documents, *after.documents)):
                note(bench, after)
                edit(bench, before, after)
        for one in history.chains.get(about, ()):
            if one.state == "gone" and one.id not in bench.known:
                note(bench, one)
                for claim in told_in(bench, one):
                    add(bench, "vanished", f"{one.id} {claim.id}", claim, why=one.why)


def note(bench: Bench, one: Sighting) -> None:
    """Remember that the list was told of a state."""
    bench.fresh.append(Known(bench.watchlist.name, one.id, "", 1, one.state, bench.as_of))


def told_in(bench: Bench, one: Sighting) -> list[Claim]:
    """Claims of the documents of a state."""
    return [claim for claim in bench.claims.values() if claim.document in one.documents and not claim.duplicate]


def edit(bench: Bench, before: Sighting, after: Sighting) -> None:
    """Two versions of a page: what is told with a change, and what is no longer told."""
    from reassay.judge.threads import paired, step

    old, new = told_in(bench, before), told_in(bench, after)
    same = {key(one, bench.documents[one.document]) for one in old} & {key(one, bench.documents[one.document]) for one in new}
    old, new = ([one for one in some if key(one, bench.documents[one.document]) not in same] for some in (old, new))
    pairs = paired(old, new)
    for a, b in pairs:
        restate(bench, bench.claims[a], bench.claims[b], step(bench.claims[a], bench.claims[b]).changes, f"{after.id} {a} {b}")
    left = {one.id for one in old} - {a for a, _ in pairs}
    for claim in old:
        if claim.id in left:
            add(bench, "vanished", f"{after.id} {claim.id}", claim, why=table("watching.toml")["says"]["edited"])


def retold(bench: Bench, ledger: Ledger) -> None:
    """Statements of one thing in several documents, where one of the two is new and what it tells differs."""
    from reassay.judge.threads import threads

    if all(ident in bench.known for ident in bench.claims):  # nothing new: the threads are those of the last pass
        return
    for thread in threads(ledger.view(bench.as_of, bench.documents)):
        for one in thread.steps:
            a, b = one.before, one.after
            new = [claim for claim in (a, b) if claim.id in bench.claims and claim.id not in bench.known]
            if new and b.id in bench.claims and b.id not in bench.again and not (bench.again & {a.id}):
                restate(bench, a, b, one.changes, f"{a.id} {b.id}")


def restate(bench: Bench, a: Claim, b: Claim, changes: tuple[Change, ...], token: str) -> None:
    """An alert of a claim told again with another value, unit, hedge or modality."""
    drift = [one for one in changes if one.field in DRIFT]
    if drift and bench.documents.get(b.document) is not None:
        p, q = (amount(one.quantity) if one.quantity else "" for one in (a, b))
        pairs = [(p, q) if one.field in ("value", "unit", "hedge") else (one.before, one.after) for one in drift]
        change = "; ".join(f"{one.field} {old} before, {new} now" for one, (old, new) in zip(drift, pairs, strict=True))
        if add(bench, "restated", token, b, change=change, before=pairs[0][0], after=pairs[0][1]):
            bench.again |= {a.id, b.id}


def judged(bench: Bench, claim: Claim, now: bool) -> None:
    """A claim that is new to the list, or whose verdict moved since the list last knew it."""
    verdict, last = bench.verdicts.get(claim.id), bench.known.get(claim.id)
    if verdict is None or (last is not None and last.as_of > bench.as_of):  # an earlier day was asked for: no news
        return
    said = key(claim, bench.documents[claim.document])
    if last is None:
        if said not in bench.keys and claim.id not in bench.again and not claim.duplicate:
            add(bench, "appears", said, claim)
        bench.keys.add(said)
    elif last.word == verdict.word:
        return
    elif now and not claim.duplicate:
        kind = "testable" if last.word == "not_testable_yet" else "verdict"
        add(bench, kind, f"{said} {last.n} {last.word} {verdict.word}", claim, before=last.word, after=verdict.word)
    n = last.n + 1 if last else 1
    bench.fresh.append(Known(bench.watchlist.name, claim.id, said, n, verdict.word, bench.as_of, verdict.next_test_date))


def add(bench: Bench, kind: str, token: str, claim: Claim, **told_of: str) -> bool:
    """An alert, where the list asks for its kind and its claim."""
    if kind not in bench.watchlist.on or not wanted(bench, claim):
        return False
    document, verdict = bench.documents[claim.document], bench.verdicts.get(claim.id)
    shown = {name: told_of.get(name, "") for name in ("before", "after")}
    alert = Alert(
        bench.watchlist.name,
        kind,
        token,
        bench.as_of,
        claim.id,
        document.id,
        "".join(sentences(kind, claim, document, verdict, told_of)),
        excerpt(claim),
        claim.metric,
        claim.subject,
        document.source.name,
        document.address,
        document.wording,
        verdict.word if verdict else "",
        **shown,
    )
    bench.alerts[alert.id] = alert
    return True


def sentences(kind: str, claim: Claim, document: Document, verdict: Verdict | None, told_of: dict[str, str]) -> Iterator[str]:
    """What an alert says: from fields of the claim alone, with the notices that its verdict and its wording ask for."""
    says, words = table("watching.toml")["says"], glossary("verdicts")
    named = {name: words.get(value, value) for name, value in told_of.items()}
    label = words.get(verdict.word, verdict.word) if verdict else ""
    yield says[kind].format(**{"who": who(claim), "what": told(claim), "verdict": label, **named})
    if verdict is not None and verdict.word in ADVERSE and not verdict.reviewed:
        yield says["unreviewed"]
    if document.wording != "original":
        yield table("watching.toml")["wording"][document.wording].format(address=document.address or document.name)
