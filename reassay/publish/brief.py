"""Assay -> Brief: every sentence tied to claims and findings; nothing else may be said."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.frame import EMPTY, Frame
from reassay.base.stage import STAGES
from reassay.base.verdict import ADVERSE, Assay, Evidence, Finding, Verdict
from reassay.base.view import View
from reassay.publish.beside import Scope, marked, odds_line, odds_notice, scopes
from reassay.publish.counting import columns, counting
from reassay.publish.coverage import coverage
from reassay.publish.distance import distance
from reassay.publish.downstream import downstream
from reassay.publish.foremost import foremost, left_out
from reassay.publish.gallery import grounds, plots
from reassay.publish.method import method, rules, used
from reassay.publish.plot import Plot
from reassay.publish.prose import moved, notice, voices
from reassay.publish.readiness import readiness
from reassay.publish.reasons import explained
from reassay.publish.sentence import Entry, Part, Sentence
from reassay.publish.since import since
from reassay.publish.summary import summary
from reassay.publish.unsettled import Open, unsettled
from reassay.publish.wording import bare, excerpt, glossary, rendering, say, short, who

__all__ = ["Brief", "Entry", "Open", "Sentence", "brief"]


@dataclass(frozen=True, slots=True)
class Brief:
    """The report; ``ids`` are what it was made from, ``id`` their hash; ``known`` what its sentences may cite."""

    title: Sentence
    head: Sentence
    short: Part
    moved: Part
    since: Part
    voices: Part
    stages: Part
    gap: Part
    readiness: Part
    downstream: Part
    entries: tuple[Entry, ...]
    left: tuple[Sentence, ...]
    scopes: tuple[Scope, ...]
    open: tuple[Open, ...]
    notice: Part
    method: Part
    coverage: Part
    ids: tuple[str, ...] = field(default=())
    known: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    plots: tuple[Plot, ...] = field(default=())

    @property
    def id(self) -> str:
        """Hash of what it was made from."""
        return "b" + hashlib.sha256("\n".join(self.ids).encode()).hexdigest()[:12]

    @property
    def opening(self) -> tuple[Part, ...]:
        """What stands before the claims."""
        return self.short, self.moved, self.since, self.voices, self.stages, self.gap, self.readiness, self.downstream

    @property
    def closing(self) -> tuple[Part, ...]:
        """What stands behind them."""
        tables = (readings(self.scopes), asking(self.open))
        return *(one for one in tables if one.rows), self.notice, self.coverage, self.method

    def sentences(self) -> list[Sentence]:
        """Every sentence, in the order printed."""
        found = [self.title, self.head]
        for part in self.opening:
            found += part.sentences()
        for plot in self.plots:
            found += plot.sentences()
        found += self.left
        for entry in self.entries:
            found += [entry.rendering, entry.origin, *entry.how]
        for part in self.closing:
            found += part.sentences()
        return found


def brief(assay: Assay, view: View, frame: Frame = EMPTY) -> Brief:
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
    shown = foremost(entries, frame.before)
    drawn = plots(entries, view, frame)
    rows = used(assay.evidence, frame, {row.id: row for row in view.evidence()} if frame.measured else {})
    ids = (
        assay.as_of,
        *sorted(claim.id for claim in told),
        *sorted(v.id for v in verdicts.values()),
        *sorted(f.id for f in assay.findings),
        *(repr(one) for one in (*frame.measured, *frame.fans)),
        *sorted(one.id for one in frame.before.values()),
    )
    none = (Sentence(say("no_claim")),)  # a quiet week says so
    return Brief(
        title(entries, assay.documents),
        head(assay, frame),
        summary(entries, frame),
        Part(Sentence(say("head_moved")), tuple(moved(shown, frame.before)) if entries else none),
        since(entries, shown, frame, assay.as_of),
        Part(Sentence(say("head_voices")), tuple(voices(shown, view)) or none),
        stages(entries),
        distance(entries, shown, frame),
        readiness(entries, shown, frame),
        downstream(entries, shown, frame),
        shown,
        left_out(entries, shown),
        tuple(scopes(shown)),
        tuple(unsettled(shown)),
        Part(Sentence(say("head_notice")), (*notice(entries, frame.reply), *odds_notice(entries))),
        method(entries, rows),
        coverage(assay, entries, shown, frame),
        ids,
        citable(assay, view, frame, rows) | grounds(drawn, view, frame),
        drawn,
    )


def citable(assay: Assay, view: View, frame: Frame, rows: Sequence[Evidence]) -> dict[str, object]:
    """Whatever a sentence may cite, by id."""
    groups: tuple[Iterable[Claim | Document | Finding | Verdict | Evidence], ...]
    groups = (view.claims(), view.documents(), assay.documents, assay.evidence, rows, assay.findings, frame.before.values(), assay.verdicts)
    known: dict[str, object] = {one.id: one for group in groups for one in group}
    laws = {one.id: one for one in frame.benchmarks}
    return known | {f"measure:{one.id}": one for one in frame.measured} | {f"benchmark:{name}": one for name, one in laws.items()} | rules()


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
    publishers = sorted({document.source.name for document in documents})
    counts = {
        "documents": len(documents),
        "publishers": len(publishers),
        "claims": len(entries),
        "numbered": sum(one.claim.quantity is not None for one in entries),
        "supported": sum(one.verdict.word == "corroborated" for one in entries),
    }
    nouns = {"documents": "document", "publishers": "publisher", "claims": "claim"}
    subjects = Counter((short(one.claim.subject_id) if one.claim.subject_id else None) or who(one.claim) for one in entries)
    if len(documents) == 1 and subjects:
        lead = min(subjects, key=lambda name: (-subjects[name], name))
        return counting("title_one", counts, nouns, (), (publishers[0], lead), publisher=publishers[0], subject=lead)
    return counting("title_many", counts, nouns)


def head(assay: Assay, frame: Frame) -> Sentence:
    """What kind of brief this is, as of when, by which rules, on how many documents."""
    until = assay.facts.get("evidence_until") or ""
    rules, day = assay.facts.get("rules", ""), bare(assay.as_of)
    counts = {
        "documents": len(assay.documents),
        "failed": sum(problem.level == "error" for problem in assay.problems),
        "claims": sum(verdict.reviewed for verdict in assay.verdicts),
    }
    kind, names = scope(assay.as_of, frame)
    review = (
        counting("head_reviewed", counts, {"claims": "claim"}, about="reviewed_") if counts["claims"] else Sentence(say("head_unreviewed"))
    )
    evidence = say("evidence_until", day=bare(until)) if until else say("evidence_none")
    told = counting("head", counts, {"documents": "document"}, day=day, rules=rules, evidence=evidence, review=review.text)
    days = (
        ("as_of", day),
        ("rules", rules),
        ("evidence_until", bare(until) if until else ""),
        ("since", bare(frame.since) if frame.since else ""),
    )
    return Sentence(f"{kind} {told.text}", (), names, tuple(pair for pair in (*days, *told.counts, *review.counts) if pair[1]))


def scope(day: str, frame: Frame) -> tuple[str, tuple[str, ...]]:
    """What kind of brief it is, and the names that it may say."""
    span = (dt.date.fromisoformat(day) - dt.date.fromisoformat(frame.since)).days if len(frame.since) == len(day) else 0
    name = "kind_since" if frame.since else "kind_all"
    name = {1: "kind_day", 7: "kind_week"}.get(span, name)
    parts = [say(name, day=bare(frame.since) if frame.since else "")]
    parts += [say("kind_stage", stage=glossary("stages")[frame.stage])] if frame.stage else []
    parts += [say("kind_company", company=frame.company)] if frame.company else []
    return "".join(parts) + ".", (frame.company,) if frame.company else ()


def stages(entries: Sequence[Entry]) -> Part:
    """Per stage: claims, achieved, planned or ongoing, supported outside, adverse, not testable yet, no number."""
    names = ("claims", "achieved", "ahead", "supported", "adverse", "later", "numberless")
    head = columns("stage", *names)
    rows = []
    for stage in (*STAGES, None):
        inside = [one for one in entries if one.claim.stage == stage]
        if inside:
            name = stage or "none"
            told = zip(names, tally(inside), strict=True)
            cells = [Sentence(str(number), counts=((f"count:stage:{name}:{what}", str(number)),)) for what, number in told]
            rows.append((Sentence(glossary("stages")[name]), *cells))
    return Part(Sentence(say("head_stages")), () if rows else (Sentence(say("no_claim")),), head if rows else (), tuple(rows))


def tally(inside: Sequence[Entry]) -> tuple[int, ...]:
    """The counts of a stage."""
    achieved = sum(one.claim.modality == "achieved" for one in inside)
    words = [one.verdict.word for one in inside]
    return (
        len(inside),
        achieved,
        len(inside) - achieved,
        words.count("corroborated"),
        sum(one.adverse for one in inside),
        words.count("not_testable_yet"),
        sum(one.claim.quantity is None for one in inside),
    )


def readings(found: Sequence[Scope]) -> Part:
    """The readings of claims whose scope is open, as a table."""
    head = columns("claim", "reading", "figure", "holds", "source")
    rows = []
    for one in found:
        cites = (one.finding,)
        texts = (one.reading, one.figure, say("holds_yes" if one.holds else "holds_no"), one.source)
        rows.append((Sentence(f"[c{one.number}]"), *(Sentence(text, cites, (text,)) for text in texts)))
    return Part(Sentence(say("head_scopes")), (), head, tuple(rows))


def asking(found: Sequence[Open]) -> Part:
    """What is open and what would settle it, as a table."""
    head = columns("claims", "about", "settle", "holder", "when")
    rule = ("rule:settling",)
    rows = tuple(
        (
            Sentence(" ".join(f"[c{number}]" for number in one.numbers)),
            *(Sentence(text, rule) for text in (one.about, one.missing, one.holder)),
            Sentence(one.when, (one.verdict,) if one.verdict else (), (one.when,) if one.verdict else ()),
        )
        for one in found
    )
    return Part(Sentence(say("head_open")), (), head, rows)
