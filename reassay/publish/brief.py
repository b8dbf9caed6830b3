"""Assay -> Brief: every sentence tied to claims and findings; nothing else may be said."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.stage import STAGES
from reassay.base.verdict import ADVERSE, VERDICTS, Assay, Finding, Verdict
from reassay.base.view import View
from reassay.publish.wording import excerpt, glossary, rendering
from reassay.reference.grammar import table
from reassay.reference.register import register

UNREVIEWED = "automatic, not reviewed"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of the brief with the ids of what they rest on, and the counts and dates of the assay they may use."""

    text: str
    cites: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the brief."""

    number: int
    claim: Claim
    document: Document
    verdict: Verdict
    label: str
    rendering: Sentence
    quote: str
    origin: Sentence
    how: tuple[Sentence, ...]
    adverse: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A claim that could not be checked: what is missing, who has it, when."""

    numbers: tuple[int, ...]
    metric: str
    missing: str
    holder: str
    when: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The report; ``ids`` are what it was made from, ``id`` their hash."""

    title: Sentence
    head: Sentence
    moved: tuple[Sentence, ...]
    voices: tuple[Sentence, ...]
    stages: tuple[tuple[str, tuple[int, ...]], ...]
    entries: tuple[Entry, ...]
    open: tuple[Open, ...]
    notice: tuple[Sentence, ...]
    problems: tuple[str, ...]
    ids: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """Hash of what it was made from."""
        return "b" + hashlib.sha256("\n".join(self.ids).encode()).hexdigest()[:12]

    def sentences(self) -> list[Sentence]:
        """Every sentence, in the order printed."""
        found = [self.title, self.head, *self.moved, *self.voices, *self.notice]
        for entry in self.entries:
            found += [entry.rendering, entry.origin, *entry.how]
        return found


def brief(assay: Assay, view: View) -> Brief:
    """The brief of an assay. Deterministic: order is document, then place."""
    verdicts = {verdict.claim: verdict for verdict in assay.verdicts}
    findings: dict[str, list[Finding]] = {}
    for finding in assay.findings:
        findings.setdefault(finding.claim, []).append(finding)
    told = [claim for claim in assay.claims if not claim.duplicate and claim.id in verdicts]
    numbered = list(enumerate(told, 1))
    entries = tuple(
        entry(number, claim, view.document(claim.document), verdicts[claim.id], findings.get(claim.id, [])) for number, claim in numbered
    )
    ids = (
        assay.as_of,
        *sorted(claim.id for claim in told),
        *sorted(v.id for v in verdicts.values()),
        *sorted(f.id for f in assay.findings),
    )
    return Brief(
        title(entries),
        head(assay),
        tuple(moved(entries, findings)),
        tuple(voices(entries)),
        stages(entries),
        entries,
        tuple(unsettled(entries)),
        tuple(notice(entries)),
        tuple(problem.line() for problem in assay.problems if "/" not in problem.where),
        ids,
    )


def entry(number: int, claim: Claim, document: Document, verdict: Verdict, findings: Sequence[Finding]) -> Entry:
    """One claim with how its verdict was reached."""
    adverse = verdict.word in ADVERSE
    label = glossary("verdicts")[verdict.word] + (f" ({UNREVIEWED})" if adverse and not verdict.reviewed else "")
    how = [Sentence(sentence(finding), (claim.id, finding.id)) for finding in findings if finding.outcome != "lacks"]
    how += [
        Sentence(f"{finding.check}: input lacking ({', '.join(finding.lacks)}).", (finding.id,))
        for finding in findings
        if finding.outcome == "lacks"
    ]
    how += [Sentence(f"Rule: {why}.", (claim.id, verdict.id)) for name, why in verdict.because if name == "rule"]
    if verdict.next_test_date:
        how.append(Sentence(f"Can be tested from {verdict.next_test_date}.", (verdict.id,)))
    return Entry(
        number,
        claim,
        document,
        verdict,
        label,
        Sentence(rendering(claim), (claim.id,)),
        excerpt(claim),
        origin(claim, document),
        tuple(how),
        adverse,
    )


def sentence(finding: Finding) -> str:
    """A finding with the numbers it compared and its formula."""
    numbers = ", ".join(f"{label} {value}" for label, value in finding.numbers)
    formula = f"; {finding.formula}" if finding.formula else ""
    return f"{finding.check}: {finding.says}" + (f" [{numbers}{formula}]" if numbers else "") + "."


def origin(claim: Claim, document: Document) -> Sentence:
    """Where the words come from, and whose words they are."""
    date = f", {document.published.value}" if document.published else ", undated"
    if document.wording == "restated":
        words = f"Restated from {document.address or document.source.name}{date}, wording ours."
    elif document.wording == "constructed":
        words = f"Constructed example, {document.source.name}{date}; no real organisation."
    else:
        words = f"{document.source.name}{date}."
    return Sentence(words, (claim.id, document.id))


def title(entries: Sequence[Entry]) -> Sentence:
    """Whose claims, how many, how many supported from outside."""
    names = Counter(one.document.source.name for one in entries)
    lead = max(sorted(names), key=lambda name: names[name]) if names else "No document"
    outside = sum(one.verdict.word == "corroborated" for one in entries)
    others = f" and {len(names) - 1} other publishers" if len(names) > 2 else " and one other publisher" if len(names) == 2 else ""
    facts = (str(len(entries)), str(outside), str(len(names) - 1), lead)
    return Sentence(f"{lead}{others}: {len(entries)} claims, {outside} supported from outside the claimant's control", facts=facts)


def head(assay: Assay) -> Sentence:
    """As of when, by which rules, on how many documents."""
    failed = sum(problem.level == "error" for problem in assay.problems)
    evidence = assay.facts.get("evidence_until") or ""
    until = f"evidence retrieved by {evidence}" if evidence else "no evidence tables imported"
    read = f"{len(assay.documents)} documents read, {failed} failed"
    words = f"Judged as of {assay.as_of} \u00b7 rules {assay.facts.get('rules', '')} \u00b7 {until} \u00b7 {read} \u00b7 {UNREVIEWED}"
    return Sentence(words, facts=(assay.as_of, assay.facts.get("rules", ""), evidence, str(len(assay.documents)), str(failed)))


def moved(entries: Sequence[Entry], findings: dict[str, list[Finding]]) -> list[Sentence]:
    """The claims worth reading first: adverse verdicts, then those with a date, then agreement from outside."""
    rank = {word: place for place, word in enumerate((*ADVERSE, "corroborated", "not_testable_yet"))}
    first = sorted((one for one in entries if one.verdict.word in rank), key=lambda one: (rank[one.verdict.word], one.number))
    found = []
    for one in first[:12]:
        why = next(
            (finding for finding in findings.get(one.claim.id, []) if finding.suggests == one.verdict.word and finding.outcome == "fires"),
            None,
        )
        tail = f" {sentence(why)}" if why else ""
        found.append(
            Sentence(
                f"[c{one.number}] {one.rendering.text} {one.label.capitalize()}.{tail}",
                (one.claim.id, *([why.id] if why else [])),
                (str(one.number),),
            )
        )
    if not found:
        found.append(Sentence("No claim here was tested against anything but its own text."))
    return found


def voices(entries: Sequence[Entry]) -> list[Sentence]:
    """Who says so: publishers, the voices they come down to, and voices outside the claimant's control."""
    groups: dict[tuple[tuple[str, tuple[str, ...]], ...], list[Entry]] = {}
    for one in entries:
        if one.verdict.voices:
            groups.setdefault(one.verdict.voices.clusters, []).append(one)
    found = []
    for clusters, members in sorted(groups.items(), key=lambda pair: pair[1][0].number):
        v = members[0].verdict.voices
        assert v is not None
        names = ", ".join(name for _, inside in clusters for name in inside)
        refs = " ".join(f"[c{one.number}]" for one in members)
        roots = ", ".join(register().title(name) or name.partition(":")[2] or name for name, _ in clusters)
        words = (
            f"{names}, traced to {roots}: publishers {v.publishers}, voices {v.voices}, outside the claimant's control {v.external} {refs}"
        )
        facts = (str(v.publishers), str(v.voices), str(v.external), names, roots, *(str(one.number) for one in members))
        found.append(Sentence(words, tuple(one.verdict.id for one in members), facts))
    return found


def stages(entries: Sequence[Entry]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Per stage: claims, achieved, planned or ongoing, supported outside, adverse, not testable yet, no number."""
    rows = []
    for stage in (*STAGES, None):
        inside = [one for one in entries if one.claim.stage == stage]
        if inside:
            achieved = sum(one.claim.modality == "achieved" for one in inside)
            words = [one.verdict.word for one in inside]
            counts = (
                len(inside),
                achieved,
                len(inside) - achieved,
                words.count("corroborated"),
                sum(one.adverse for one in inside),
                words.count("not_testable_yet"),
            )
            rows.append((glossary("stages")[stage or "none"], (*counts, sum(one.claim.quantity is None for one in inside))))
    return tuple(rows)


def unsettled(entries: Sequence[Entry]) -> list[Open]:
    """Claims that nothing outside decided, by metric: what would settle them, who has it, when."""
    groups: dict[tuple[str, str], list[int]] = {}
    for one in entries:
        if one.verdict.word in VERDICTS[8:] or one.verdict.word == "not_a_testable_claim":
            groups.setdefault((one.claim.metric, one.verdict.next_test_date or ""), []).append(one.number)
    settles = table("testing.toml")["settles"]
    default = table("testing.toml")["default"]["settles"]
    found = []
    for (metric, when), numbers in sorted(groups.items(), key=lambda pair: pair[1]):
        missing, holder = settles.get(metric, default)
        found.append(Open(tuple(numbers), metric, missing, holder, when or "any time"))
    return found


def notice(entries: Sequence[Entry]) -> list[Sentence]:
    """Disclosure and verification, counted from the ledger."""
    total, numbers = len(entries), sum(one.claim.quantity is not None for one in entries)
    outside = sum(one.verdict.word == "corroborated" for one in entries)
    later = sum(one.verdict.word == "not_testable_yet" for one in entries)
    reviewed = sum(one.verdict.reviewed for one in entries)
    restated = len({one.document.id for one in entries if one.document.wording == "restated"})
    built = len({one.document.id for one in entries if one.document.wording == "constructed"})
    found = [
        Sentence(
            f"Of {total} claims {numbers} carry a number; {total - numbers} carry none that could be tested.",
            facts=(str(total), str(numbers), str(total - numbers)),
        ),
        Sentence(
            f"Supported by a voice that the claimant does not control: {outside}. Testable only later: {later}.",
            facts=(str(outside), str(later)),
        ),
        Sentence(f"Extraction was automatic; {reviewed} claims were reviewed by a person.", facts=(str(reviewed),)),
        Sentence("Quotes are exact. English renderings are made from the claim's fields and translate nothing."),
    ]
    if restated or built:
        found.append(
            Sentence(
                f"Documents restated in our own wording: {restated}. Constructed examples: {built}; they enter no gap or track record.",
                facts=(str(restated), str(built)),
            )
        )
    return found
