"""Assay -> Brief: every sentence tied to claims and findings; nothing else may be said."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.stage import STAGES
from reassay.base.verdict import ADVERSE, Assay, Finding, Verdict
from reassay.base.view import View
from reassay.publish.beside import Scope, marked, odds_line, odds_notice, scopes
from reassay.publish.prose import moved, notice, voices
from reassay.publish.reasons import explained
from reassay.publish.sentence import Entry, Sentence
from reassay.publish.unsettled import Open, unsettled
from reassay.publish.wording import bare, excerpt, glossary, many, rendering, say, short, who

__all__ = ["Brief", "Entry", "Open", "Sentence", "brief"]


@dataclass(frozen=True, slots=True)
class Brief:
    """The report; ``ids`` are what it was made from, ``id`` their hash."""

    title: Sentence
    head: Sentence
    moved: tuple[Sentence, ...]
    voices: tuple[Sentence, ...]
    stages: tuple[tuple[str, tuple[int, ...]], ...]
    entries: tuple[Entry, ...]
    scopes: tuple[Scope, ...]
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
    entries = tuple(
        entry(number, claim, view.document(claim.document), verdicts[claim.id], findings.get(claim.id, []))
        for number, claim in enumerate(told, 1)
    )
    ids = (
        assay.as_of,
        *sorted(claim.id for claim in told),
        *sorted(v.id for v in verdicts.values()),
        *sorted(f.id for f in assay.findings),
    )
    return Brief(
        title(entries, assay.documents),
        head(assay),
        tuple(moved(entries)),
        tuple(voices(entries, view)),
        stages(entries),
        entries,
        tuple(scopes(entries)),
        tuple(unsettled(entries)),
        (*notice(entries), *odds_notice(entries)),
        tuple(problem.line() for problem in assay.problems if "/" not in problem.where),
        ids,
    )


def entry(number: int, claim: Claim, document: Document, verdict: Verdict, findings: Sequence[Finding]) -> Entry:
    """One claim with how its verdict was reached."""
    adverse = verdict.word in ADVERSE
    bare_claim = verdict.word == "not_a_testable_claim" and any(one.check == "no_number" and one.outcome == "fires" for one in findings)
    label = glossary("verdicts")["no_number" if bare_claim else verdict.word] + marked(verdict)
    how = [Sentence(explained(finding, claim), (claim.id, finding.id, *finding.claims)) for finding in findings if telling(finding)]
    how += [Sentence(say(name, why=why), (claim.id, verdict.id)) for name, why in verdict.because if name in ("rule", "review")]
    if verdict.next_test_date:
        how.append(Sentence(say("testable", day=bare(verdict.next_test_date)), (verdict.id,)))
    how += odds_line(verdict)
    said = Sentence(rendering(claim), (claim.id,))
    return Entry(number, claim, document, verdict, tuple(findings), label, said, excerpt(claim), origin(document), tuple(how), adverse)


def telling(finding: Finding) -> bool:
    """False for what the paragraph on voices says already: that a single publisher is one voice."""
    return finding.check != "only_one_voice" or dict(finding.numbers).get("publishers", 0) > 1


def origin(document: Document) -> Sentence:
    """Where the words come from, and whose words they are."""
    day = bare(document.published.value) if document.published else say("undated")
    name = document.source.name
    return Sentence(say(document.wording, publisher=name, day=day, address=document.address or name), (document.id,))


def title(entries: Sequence[Entry], documents: Sequence[Document]) -> Sentence:
    """Whose claims, how many, how many with a number and how many supported from outside."""
    outside = sum(one.verdict.word == "corroborated" for one in entries)
    places = {
        "claims": many(len(entries), "claim"),
        "numbers": sum(one.claim.quantity is not None for one in entries),
        "outside": outside or "none",
    }
    publishers = sorted({document.source.name for document in documents})
    subjects = Counter((short(one.claim.subject_id) if one.claim.subject_id else None) or who(one.claim) for one in entries)
    facts = [str(len(entries)), str(places["numbers"]), str(outside), str(len(documents)), str(len(publishers))]
    if len(documents) == 1 and subjects:
        lead = min(subjects, key=lambda name: (-subjects[name], name))
        return Sentence(say("title_one", publisher=publishers[0], subject=lead, **places), facts=(*facts, publishers[0], lead))
    words = say("title_many", documents=many(len(documents), "document"), publishers=many(len(publishers), "publisher"), **places)
    return Sentence(words, facts=tuple(facts))


def head(assay: Assay) -> Sentence:
    """As of when, by which rules, on how many documents."""
    failed = sum(problem.level == "error" for problem in assay.problems)
    until = assay.facts.get("evidence_until") or ""
    evidence = say("evidence_until", day=bare(until)) if until else say("evidence_none")
    rules, day = assay.facts.get("rules", ""), bare(assay.as_of)
    seen = sum(verdict.reviewed for verdict in assay.verdicts)
    review = say("head_reviewed", claims=many(seen, "claim")) if seen else say("head_unreviewed")
    documents = many(len(assay.documents), "document")
    words = say("head", day=day, rules=rules, evidence=evidence, documents=documents, failed=failed, review=review)
    return Sentence(words, facts=(day, rules, bare(until) if until else "", str(len(assay.documents)), str(failed), str(seen)))


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
