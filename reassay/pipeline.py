"""The one place where steps meet: collect -> extract -> ledger -> judge -> publish, with every Problem collected."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.errors import Problem, ReassayError, SettingsError
from reassay.base.period import Period
from reassay.base.source import Source
from reassay.base.verdict import Assay, Evidence, Finding, Verdict

if TYPE_CHECKING:
    from reassay.base.view import View
    from reassay.collect import Request
    from reassay.collect.endpoint import Endpoint
    from reassay.collect.layouts import Delivery
    from reassay.ledger import Ledger

T = TypeVar("T")
R = TypeVar("R")
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Call:
    """What the caller says about the sources of one run."""

    sources: tuple[str, ...]
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    allow_private: bool = False
    max_bytes: int = 50_000_000
    retrieved: str | None = None
    gate: bool = True  # skip texts without a domain word
    jobs: int = 1  # processes that read documents
    reader: Endpoint | None = None  # a language model that proposes claims instead of the rules
    stdin: BinaryIO | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with its claims."""

    document: Document
    claims: tuple[Claim, ...]


def check_date(text: str | None, option: str) -> str | None:
    """A date of any precision. Raises SettingsError with one clear line."""
    if text is None:
        return None
    try:
        Period(text)
    except ValueError as problem:
        raise SettingsError(f"{option} {text}: not a date; give 2026, 2026-02 or 2026-02-03") from problem
    if "/" in text or "H" in text or "Q" in text:
        raise SettingsError(f"{option} {text}: not a date; give 2026, 2026-02 or 2026-02-03")
    return text


def source_of(name: str | None) -> Source | None:
    """The publisher of ``--publisher``: of the register by id or any name, else kept as given with owner unknown."""
    if name is None:
        return None
    from reassay.reference.register import register

    known = register().publisher(name)
    return known or Source(id=name.strip().casefold().replace(" ", "_"), name=name.strip())


@cache
def known_names() -> tuple[tuple[str, str], ...]:
    """(name, entity id) pairs for the reader: every name of the register that means one entity."""
    from reassay.reference.register import register

    owners: dict[str, set[str]] = {}
    for entity in register().entities:
        for name in (*entity.names, *entity.former):
            if len(name) >= (2 if any("\u4e00" <= char <= "\u9fff" for char in name) else 4):
                owners.setdefault(name, set()).add(entity.id)
    return tuple(sorted((name, next(iter(ids))) for name, ids in owners.items() if len(ids) == 1))


def collected(call: Call) -> Iterator[Document | Problem]:
    """Documents and problems of every source, in the order given."""
    from reassay.collect import collect

    request = requested(call)
    for source in call.sources:
        yield from collect(source, request, call.stdin)


def requested(call: Call) -> Request:
    """What a call allows and knows, as those who collect need it."""
    from reassay.collect import Request
    from reassay.reference.register import register

    return Request(
        publisher=source_of(call.publisher),
        published=check_date(call.published, "--published"),
        language=call.language,
        allow_private=call.allow_private,
        max_bytes=call.max_bytes,
        retrieved=call.retrieved,
        gate=call.gate,
        lookup=register().publisher,
    )


def readings(call: Call) -> Iterator[Reading | Problem]:
    """Documents with their claims, problems as they come; a document that breaks the reader is a Problem, the others go on."""
    for found in spread(collected(call), partial(one_reading, gate=call.gate, reader=call.reader), call.jobs):
        yield from found


def one_reading(found: Document | Problem, gate: bool, reader: Endpoint | None) -> list[Reading | Problem]:
    """What one document gives: its claims, or why there are none."""
    from reassay.extract.gate import relevant

    if isinstance(found, Problem):
        return [found]
    if gate and not relevant(found.text):
        return [
            Problem(found.name, "not read: no word of the field in it", "read it all the same with --no-gate", "note"),
            Reading(found, ()),
        ]
    return list(proposed(found, reader)) if reader is not None else [read(found)]


def spread(items: Iterable[T], act: Callable[[T], R], jobs: int) -> Iterator[R]:
    """``act`` of every item in order, by several processes; only a few items wait at any time, so memory stays flat."""
    if jobs <= 1:
        yield from map(act, items)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(jobs) as pool:
            waiting: deque[Future[R]] = deque()
            for item in items:
                waiting.append(pool.submit(act, item))
                if len(waiting) >= 8 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as problem:
        raise ReassayError("a reading process was ended from outside; what was read is kept, run the same call again") from problem


def proposed(document: Document, reader: Endpoint) -> Iterator[Reading | Problem]:
    """One document with the claims a model proposed and our own reading confirmed; its failures are Problems."""
    from reassay.extract.model import read_with

    found = list(read_with(document, known_names(), reader.ask, reader.model))
    yield from (one for one in found if isinstance(one, Problem))
    claims = {one.id: one for one in found if isinstance(one, Claim)}
    yield Reading(document, tuple(sorted(claims.values(), key=lambda claim: (claim.span, claim.id))))


def read(document: Document) -> Reading | Problem:
    """One document with its claims."""
    from reassay.extract import extract

    try:
        return Reading(document, tuple(extract(document, known_names())))
    except (ValueError, ArithmeticError, LookupError) as problem:
        return Problem(document.name, f"could not be read: {type(problem).__name__}: {problem}", "report it with the document")


def assay(call: Call, ledger: Ledger, as_of: str, progress: Report | None = None) -> Assay:
    """Read, store, judge. Everything already stored stays when a later source fails; the same call twice adds nothing."""
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    for count, found in enumerate(readings(call), 1):
        if isinstance(found, Problem):
            problems.append(found)
            ledger.add_problem(found)
        else:
            added = ledger.add_document(found.document, found.claims)
            problems += added.refused
            documents[found.document.id] = found.document
        if progress:
            progress(count, 0)
    return judged(ledger, as_of, problems, set(documents))


def imported(paths: Sequence[str], order: Delivery, ledger: Ledger, given: str | None, tell: Callable[[Problem], None]) -> tuple[int, int]:
    """Import files of evidence: (rows read, rows that were new). The same bytes once more keep the day of their first import.

    ``given`` is the day the caller says they were retrieved on; without it and without an earlier import ``order.retrieved`` stands.
    """
    from reassay.collect.deliveries import deliveries

    files = [Path(one) for one in paths]
    about = hashlib.sha256("\x1f".join((order.kind, *sorted(filter(None, map(fingerprint, files))))).encode()).hexdigest()
    earlier = ledger.entries("import", about)
    if given is None and earlier:
        order = replace(order, retrieved=min(json.loads(body)["retrieved"] for body in earlier))
    read_rows, new = ledger.add_evidence(deliveries(files, order), tell)
    if read_rows:
        said = {"kind": order.kind, "retrieved": order.retrieved, "published": order.published, "files": sorted(one.name for one in files)}
        ledger.add_import(about, said)
    return read_rows, new


def fingerprint(path: Path) -> str | None:
    """Hash of a file, None when it cannot be read: that is told when its rows are."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def judged(ledger: Ledger, as_of: str, problems: Sequence[Problem] = (), only: set[str] | None = None) -> Assay:
    """Judge the ledger's claims (those of ``only`` documents when given) and store findings and verdicts."""
    from reassay.judge import judge
    from reassay.ledger.runs import newest, note, stamp
    from reassay.standing import past, reviewed, scale, signed

    view = ledger.view(as_of, only or ())
    view.scale, view.past = scale(ledger, view), past(ledger, view)
    persons = reviewed(ledger, as_of)
    claims = [claim for claim in view.claims() if only is None or claim.document in only]
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    trouble = list(problems)
    for claim in claims:
        found, verdict, failed = judge(claim, view)
        findings += found
        verdicts.append(signed(verdict, persons.get(claim.id)))
        trouble += failed
    before = newest(ledger, as_of)
    ledger.add_findings(findings)
    ledger.add_verdicts(verdicts)
    note(ledger, as_of, rules(), before, verdicts)
    if only is None and len(trouble) == len(problems):
        stamp(ledger, as_of, rules())
    documents = tuple(document for document in view.documents() if only is None or document.id in only)
    used = {ident for finding in findings for ident in finding.evidence}
    evidence = tuple(row for row in view.evidence() if row.id in used)
    return Assay(as_of, documents, tuple(claims), tuple(findings), tuple(verdicts), tuple(trouble), evidence, facts(view.evidence()))


def current(ledger: Ledger, as_of: str, view: View) -> Assay:
    """The judgement of the whole ledger as of a day, seen by ``view``: as stored where nothing was added since, else made now."""
    from reassay.ledger import records
    from reassay.ledger.runs import newest, still_stands

    if not still_stands(ledger, as_of, rules()):
        return judged(ledger, as_of)
    told = newest(ledger, as_of)
    known = {one.id: one for one in map(records.finding, ledger.bodies("finding"))}
    verdicts = [told[claim.id].verdict for claim in view.claims()]
    findings = [known[ident] for one in verdicts for ident, _ in one.because if ident in known]
    used = {ident for finding in findings for ident in finding.evidence}
    evidence = tuple(row for row in view.evidence() if row.id in used)
    documents, claims = tuple(view.documents()), tuple(view.claims())
    return Assay(as_of, documents, claims, tuple(findings), tuple(verdicts), (), evidence, facts(view.evidence()))


def document(text: str, publisher: str | None, published: str | None, language: str | None, name: str) -> Document:
    """A Document of a text in memory. Raises SettingsError for an impossible date."""
    from reassay.base.document import Dated
    from reassay.collect.decode import language_of

    date = check_date(published, "published")
    data = text.encode("utf-8", "surrogatepass")
    return Document(
        name=name,
        text=text,
        digest=hashlib.sha256(data).hexdigest(),
        source=source_of(publisher) or Source("unknown", "unknown"),
        language=language or language_of(text),
        published=Dated(date, "given") if date else None,
        data=data,
    )


def claims_of(found: Document) -> tuple[Claim, ...]:
    """Every claim of a document."""
    from reassay.extract import extract

    return tuple(extract(found, known_names()))


def in_memory(documents: Sequence[Document], as_of: str, evidence: Sequence[Evidence] = ()) -> Assay:
    """An assay without a ledger; claims that the second reading refuses become Problems, as a ledger would have it."""
    from reassay.judge import judge
    from reassay.ledger import MemoryView
    from reassay.ledger.reread import reread
    from reassay.reference.register import register

    claims: list[Claim] = []
    problems: list[Problem] = []
    for one in documents:
        for claim in claims_of(one):
            why = reread(claim, one.text, one.published.value if one.published else None, one.language)
            if why is None:
                claims.append(claim)
            else:
                problems.append(Problem(one.name, f"claim refused: {why}", "", "warning", (claim.span.start, claim.span.end)))
    view = MemoryView(documents, claims, evidence, register(), as_of)
    results = [judge(claim, view) for claim in view.claims()]
    findings = tuple(finding for found, _, _ in results for finding in found)
    verdicts = tuple(verdict for _, verdict, _ in results)
    problems += [problem for _, _, failed in results for problem in failed]
    return Assay(
        as_of, tuple(view.documents()), tuple(view.claims()), findings, verdicts, tuple(problems), tuple(view.evidence()), facts(())
    )


def facts(evidence: Iterable[object]) -> dict[str, str]:
    """The rules' hash and the date up to which evidence was retrieved."""
    dates = [getattr(row, "retrieved_date", "") for row in evidence]
    return {"rules": rules(), "evidence_until": max(dates, default="")}


@cache
def rules() -> str:
    """Hash over every rule and data file of the package: two runs with one hash read and judge alike."""
    digest = hashlib.sha256()
    root = Path(str(files("reassay")))
    for folder in ("base", "extract", "judge", "reference"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv") and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
