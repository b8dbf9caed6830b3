"""What a new judgement changed: for each claim the old and the new verdict, the findings that came, went or changed, and what made it.

Compared is the newest verdict stored as of the day judged or earlier, so a replay of an earlier day is held against what was known then. A
verdict of a person is told beside it and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reassay.base.claim import Claim
from reassay.base.verdict import Assay, Finding, Review, Verdict

if TYPE_CHECKING:
    from reassay.base.view import View
    from reassay.ledger import Ledger
    from reassay.ledger.runs import Told

MOST = 5  # rows of evidence named for one claim; the others are counted


@dataclass(frozen=True, slots=True)
class Change:
    """One claim whose verdict, date, findings or voices are others than before."""

    claim: Claim
    old: Verdict | None
    new: Verdict
    appeared: tuple[Finding, ...]
    vanished: tuple[Finding, ...]
    turned: tuple[tuple[Finding, Finding], ...]
    causes: tuple[str, ...]
    due: bool  # its day of test has come since
    review: Review | None


def changed(found: Assay, before: Mapping[str, Told], ledger: Ledger, view: View) -> list[Change]:
    """Every claim of a judgement that stands otherwise than before, by document order."""
    reviews = {one.claim: one for one in sorted(ledger.reviews(), key=lambda one: (one.decided, one.id)) if one.decided <= found.as_of}
    now: dict[str, list[Finding]] = {}
    for finding in found.findings:
        now.setdefault(finding.claim, []).append(finding)
    claims = {one.id: one for one in found.claims}
    made = []
    for verdict in found.verdicts:
        told = before.get(verdict.claim)
        if told is None or same(told.verdict, verdict):
            due = told is not None and ripe(told.verdict, verdict)
            if told is not None and not due:
                continue
        mine = tuple(now.get(verdict.claim, ()))
        earlier = stored(told.verdict, ledger) if told else ()
        made.append(change(claims[verdict.claim], told, verdict, mine, earlier, found, view, reviews.get(verdict.claim)))
    return made


def same(old: Verdict, new: Verdict) -> bool:
    """True when two verdicts say the same for the same reasons; the day alone is no change."""
    return (old.word, old.next_test_date, old.because, old.voices) == (new.word, new.next_test_date, new.because, new.voices)


def ripe(old: Verdict, new: Verdict) -> bool:
    """True when the day of test that the old verdict names has come."""
    return old.next_test_date is not None and old.as_of < old.next_test_date <= new.as_of


def stored(verdict: Verdict, ledger: Ledger) -> tuple[Finding, ...]:
    """The findings a stored verdict rests on."""
    from reassay.ledger import records

    ids = {ident for ident, _ in verdict.because}
    return tuple(one for one in map(records.finding, ledger.entries("finding", verdict.claim)) if one.id in ids)


def change(
    claim: Claim,
    told: Told | None,
    new: Verdict,
    now: Sequence[Finding],
    earlier: Sequence[Finding],
    found: Assay,
    view: View,
    review: Review | None,
) -> Change:
    """What changed of one claim."""
    by_now, by_then = {one.check: one for one in now}, {one.check: one for one in earlier}
    old = told.verdict if told else None
    turned = tuple((by_then[name], by_now[name]) for name in sorted(by_now.keys() & by_then.keys()) if by_now[name].id != by_then[name].id)
    return Change(
        claim,
        old,
        new,
        tuple(by_now[name] for name in sorted(by_now.keys() - by_then.keys())) if told else (),
        tuple(by_then[name] for name in sorted(by_then.keys() - by_now.keys())),
        turned,
        tuple(causes(told, now, earlier, found, view)) if told else (),
        old is not None and ripe(old, new),
        review,
    )


def causes(told: Told, now: Sequence[Finding], earlier: Sequence[Finding], found: Assay, view: View) -> Iterator[str]:
    """What made the change: rows and claims that findings cite and did not cite before, rules, the day itself."""
    rows = sorted({ident for one in now for ident in one.evidence} - {ident for one in earlier for ident in one.evidence})
    known = {one.id: one for one in found.evidence}
    for ident in rows[:MOST]:
        row = known.get(ident)
        yield f"evidence {ident}" + (f": {row.publisher}, retrieved {row.retrieved_date}" if row else "")
    if len(rows) > MOST:
        yield f"evidence: {len(rows) - MOST} rows more"
    cited = sorted({ident for one in now for ident in one.claims} - {ident for one in earlier for ident in one.claims})
    documents = sorted({other.document for ident in cited if (other := view.claim(ident)) is not None})
    yield from (f"document {ident}: {view.document(ident).source.name}, {view.document(ident).name}" for ident in documents)
    rules = found.facts.get("rules", "")
    if told.rules and told.rules != rules:
        yield f"rules {told.rules} -> {rules}"
    if told.verdict.as_of != found.as_of:
        yield f"day {told.verdict.as_of} -> {found.as_of}"


def report(found: Assay, changes: Sequence[Change]) -> Iterator[str]:
    """The changes as lines: one of each claim, its details set in below it, and the count."""
    for one in changes:
        old = one.old.word if one.old else "not judged"
        yield f"{one.claim.id}  {about(one.claim)}  " + (f"stays {old}" if old == one.new.word else f"{old} -> {one.new.word}")
        yield from (f"    {line}" for line in details(one))
    count, all_of = len(changes), len(found.verdicts)
    since = f"evidence retrieved by {found.facts.get('evidence_until') or 'no day'}, rules {found.facts.get('rules', '-')}"
    due = sum(one.due for one in changes)
    told = f"{count} of {all_of} claims changed" if count else f"nothing changed: {all_of} claims stand as before"
    yield f"{told}{f', {due} newly testable' if due else ''}; as of {found.as_of}, {since}"


def about(claim: Claim) -> str:
    """A claim in a few words: who, metric, number, period."""
    q = claim.quantity
    value = "" if q is None else f" {q.low}" if q.low == q.high else f" {q.low}..{q.high}"
    unit, when = f" {q.unit}" if q and q.unit else "", claim.period.text if claim.period else "undated"
    return f"{claim.subject or '-'}: {claim.metric}{value}{unit}, {when}"


def details(one: Change) -> Iterator[str]:
    """What stands below a claim's line."""
    if one.due and one.old is not None:
        yield f"newly testable  its day of test was {one.old.next_test_date}"
    if one.old is not None and one.old.next_test_date != one.new.next_test_date:
        yield f"next test       {one.old.next_test_date or 'none'} -> {one.new.next_test_date or 'none'}"
    yield from (f"appeared        {told(finding)}" for finding in one.appeared)
    yield from (f"vanished        {told(finding)}" for finding in one.vanished)
    for old, new in one.turned:
        yield f"changed         {told(new)}" if old.outcome == new.outcome else f"changed         {old.outcome} -> {told(new)}"
    if one.old is not None and one.old.voices and one.new.voices and one.old.voices != one.new.voices:
        a, b = one.old.voices, one.new.voices
        yield f"voices          {a.voices} of {a.items} items, {a.external} outside -> {b.voices} of {b.items} items, {b.external} outside"
    yield from (f"because of      {cause}" for cause in one.causes)
    if one.review is not None:
        yield f"review          a person found on {one.review.decided} that it {one.review.outcome}: that stands, whatever the rules say"


def told(finding: Finding) -> str:
    """A finding in one line."""
    return f"{finding.check} {finding.outcome}: {finding.says}"
