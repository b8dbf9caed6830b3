"""Self-contained cases: some documents, some tables, a date and one claim. Nothing bundled is consulted but words, units and formulas.

Of a case only id, language, documents, as_of, evidence and claim are read. The claim is given with its fields; what our reader finds at the
same words lends it the spans, and the other numbers of the texts are what the checks compare it with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from reassay.base.claim import MODALITIES, Claim
from reassay.base.document import Dated, Document
from reassay.base.errors import Problem
from reassay.base.period import Period
from reassay.base.quantity import COMPARATORS, Quantity
from reassay.base.source import Edge, Source
from reassay.base.text import Span
from reassay.base.verdict import Evidence, Finding, Verdict
from reassay.reference.register import Register, fold

OWN = ("publisher", "lineage", "valid_date", "published_date", "retrieved_date", "basis", "url", "synthetic")


@dataclass(frozen=True, slots=True)
class Case:
    """A case as read: its name, the claim on trial, and everything it is judged by."""

    ident: str
    claim: Claim
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    register: Register
    as_of: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A case with its findings and verdict."""

    case: Case
    findings: tuple[Finding, ...]
    verdict: Verdict


def trials(path: Path) -> Iterator[Tried | Problem]:
    """Every case of a file of JSON lines, judged; a broken line is a Problem with its number."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield tried(read(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as problem:
                yield Problem(
                    f"{path.name}:{number}", f"not a case: {type(problem).__name__}: {problem}", "see ref checks and the README of trials"
                )


def tried(case: Case) -> Tried:
    """Judge a case."""
    from reassay.judge import judge
    from reassay.ledger import MemoryView

    view = MemoryView(case.documents, case.claims, case.evidence, case.register, case.as_of, bundled=False)
    findings, verdict, _ = judge(case.claim, view)
    return Tried(case, tuple(findings), verdict)


def read(row: dict[str, Any]) -> Case:
    """A case. Raises KeyError or ValueError for a broken one."""
    given = row["claim"]
    evidence = tuple(one for group in row.get("evidence") or () for one in rows(group))
    register = owners(evidence, given, row["as_of"])
    documents = {one["id"]: document(one, register) for one in row["documents"]}
    read_claims = {ident: found(one) for ident, one in documents.items()}
    mine = documents[given["document"]]
    claim, twin = on_trial(given, mine, read_claims[given["document"]])
    claims = [claim]
    for ident, some in read_claims.items():
        claims += [named(one, claim, twin, documents[ident], mine) for one in some if one is not twin]
    return Case(row["id"], claim, tuple(documents.values()), tuple(dict.fromkeys(claims)), evidence, register, row["as_of"])


def rows(group: dict[str, Any]) -> Iterator[Evidence]:
    """Rows of one table."""
    for row in group["rows"]:
        values = {name: value for name, value in row.items() if name not in OWN and value is not None}
        text = {name: str(row.get(name) or "") for name in OWN}
        yield Evidence(
            group["kind"],
            values,
            text["publisher"],
            text["lineage"],
            text["valid_date"],
            text["published_date"],
            text["retrieved_date"],
            row.get("basis"),
            text["url"],
        )


def owners(evidence: Sequence[Evidence], given: dict[str, Any], as_of: str) -> Register:
    """A register of the ownership rows alone: every name in them, and the claim's subject, is an entity of that name."""
    edges = []
    names = {str(given["subject"])} if given.get("subject") else set()
    for row in evidence:
        if row.kind != "ownership" or row.retrieved_date > as_of:
            continue
        child, parent = row.values.get("child"), row.values.get("parent")
        names |= {str(child)} if child and parent else set()
        if child and parent:
            names.add(str(parent))
            share = row.values.get("pct")
            part = float(share) / 100 if share is not None else None
            edges.append(Edge(str(parent), str(child), str(row.values.get("relation") or ""), part, row.valid_date or as_of, "A"))
    return Register((), (), tuple(edges), {fold(name): name for name in sorted(names)}, {}, {})


def document(row: dict[str, Any], register: Register) -> Document:
    """A document; its publisher owns itself where the ownership rows or the claim name it."""
    text, name = str(row["text"]), str(row["publisher"])
    known = register.entity(name)
    return Document(
        name=str(row["id"]),
        text=text,
        digest=row["id"],
        source=Source(name, name, known),
        language=row["language"],
        published=Dated(row["published"], "given") if row.get("published") else None,
        data=text.encode("utf-8", "surrogatepass"),
    )


def found(one: Document) -> list[Claim]:
    """What our reader finds in a text, without any name of the register."""
    from reassay.extract import extract

    return list(extract(one, ()))


def on_trial(given: dict[str, Any], mine: Document, read_claims: Sequence[Claim]) -> tuple[Claim, Claim | None]:
    """The claim as given, with the spans of the reader's claim at the same words, and that claim."""
    start = mine.text.index(given["quote"])
    place = Span(start, start + len(given["quote"]))
    quantity = amount(given)
    near = [one for one in read_claims if (at := one.at("value") or one.at("event")) and at.within(place)]
    twin = next((one for one in near if alike(one, quantity)), None) or next((one for one in near if alike(one, minus(quantity))), None)
    period = written(given.get("period"))
    if twin is None:
        printed = figure(given, place)
        spans: tuple[tuple[str, Span], ...] = (("value", printed),) if printed else ()
        span = sentence(mine.text, place, read_claims)
    else:
        spans, span = twin.spans, twin.span
        if quantity is not None and twin.quantity is not None and twin.quantity.unit is not None and alike(twin, quantity):
            quantity = replace(twin.quantity, basis=given.get("basis"), comparator=quantity.comparator)
    modality = given.get("modality") or "achieved"
    return Claim(
        document=mine.id,
        quote=span.of(mine.text),
        span=span,
        metric=given["metric"],
        subject=given.get("subject"),
        subject_id=given.get("subject"),
        quantity=quantity,
        object=twin.object if twin else None,
        period=period,
        modality=modality if modality in MODALITIES else "achieved",
        polarity=given.get("polarity") or "positive",
        attribution=twin.attribution if twin else None,
        event=(twin.event if twin else None) or ("completed" if given["metric"] == "event" else None),
        spans=spans,
        trace=(f"period {given['period']}",) if given.get("period") else (),
    ), twin


def amount(given: dict[str, Any]) -> Quantity | None:
    """The quantity of a given claim."""
    value = given.get("value")
    if value is None:
        return None
    low, high = value if isinstance(value, list) else (value, value)
    comparator = given.get("comparator") or "eq"
    return Quantity(
        Decimal(str(low)), Decimal(str(high)), comparator if comparator in COMPARATORS else "eq", given.get("unit"), given.get("basis")
    )


SCALES = tuple(Decimal(10) ** power for power in (0, 3, 4, 6, 8, 9, -2, -3, -6, -9))


def figure(given: dict[str, Any], place: Span) -> Span | None:
    """Where the quote prints the value, in whatever scale or unit, when no reading of ours found it; None when it is in words."""
    quantity = amount(given)
    if quantity is None:
        return None
    for found in re.finditer(r"\d[\d,]*(?:\.\d+)?", given["quote"]):
        number = Decimal(found[0].replace(",", "").rstrip("."))
        if any(number * scale in (abs(quantity.low), abs(quantity.high)) for scale in SCALES):
            return Span(place.start + found.start(), place.start + found.end())
    return None


def minus(quantity: Quantity | None) -> Quantity | None:
    """A saving as the fall that a reader finds, and the other way round."""
    if quantity is None or quantity.unit != "ratio":
        return None
    return replace(quantity, low=-quantity.high, high=-quantity.low)


def alike(one: Claim, quantity: Quantity | None) -> bool:
    """True when the reader's number is the given one, in any unit of its kind."""
    from reassay.judge.rows import factor

    if quantity is None or one.quantity is None:
        return quantity is None and one.quantity is None and one.event is not None
    size = factor(one.quantity.unit, quantity.unit)
    if size is None:
        return False
    return abs(one.quantity.low * size - quantity.low) <= abs(quantity.low) * Decimal("0.0001")


def written(text: str | None) -> Period | None:
    """A given period as a Period; batches and open beginnings stand for their year or their end."""
    from reassay.judge.stretch import FIRST, LAST, stretch

    try:
        return Period(text) if text else None
    except ValueError:
        found = stretch(text)
        if found is None:
            return None
        if found.first == FIRST:
            return Period(found.last.isoformat())
        return Period(f"{found.first.isoformat()}/{found.last.isoformat()}") if found.last != LAST else Period(found.first.isoformat())


def sentence(text: str, place: Span, read_claims: Sequence[Claim]) -> Span:
    """The passage around a quote: as the reader cut it, else the sentence."""
    for one in read_claims:
        if place.within(one.span):
            return one.span
    marks = ".!?\u3002\uff01\uff1f\n"
    start = max((at + 1 for at in range(place.start) if text[at] in marks and not text[at + 1 : at + 2].isdigit()), default=0)
    end = next((at + 1 for at in range(place.end, len(text)) if text[at] in marks and not text[at + 1 : at + 2].isdigit()), len(text))
    while text[start] == " ":
        start += 1
    return Span(start, max(end, place.end))


def named(one: Claim, claim: Claim, twin: Claim | None, where: Document, mine: Document) -> Claim:
    """A claim of the texts under the name, metric and time that the case uses for the same figure."""
    told = (
        claim.quantity is not None
        and alike(one, claim.quantity)
        and (one.quantity is None or one.quantity.unit != "count" or one.quantity.low >= 2)
    )
    metric = claim.metric if told or (twin is not None and one.metric == twin.metric) else one.metric
    period = claim.period if told and where.id != mine.id and one.modality == claim.modality and near(one, claim) else one.period
    who = claim if told or same(one, claim, twin, where, mine) else one
    return replace(one, metric=metric, period=period, subject=who.subject, subject_id=who.subject_id)


def near(one: Claim, claim: Claim) -> bool:
    """True when a text gives no other time: none, or one that holds or lies in the claim's."""
    if one.period is None or claim.period is None:
        return True
    return one.period.contains(claim.period) or claim.period.contains(one.period)


def same(one: Claim, claim: Claim, twin: Claim | None, where: Document, mine: Document) -> bool:
    """True when a claim of the texts is about the subject of the case: by name, by silence, or because the subject itself speaks."""
    known = fold(one.subject or "")
    own = {fold(claim.subject or ""), fold(twin.subject or "") if twin else ""}
    if not known or known in own or where.source.id in (mine.source.id, claim.subject):
        return True
    parts = any(known in name or name in known for name in own if len(name) > 2 and len(known) > 1)
    return parts or (where.id == mine.id and one.span == claim.span)


def row(one: Tried) -> dict[str, Any]:
    """A judged case as an object for JSON."""
    verdict, voices = one.verdict, one.verdict.voices
    fired = sorted({finding.check for finding in one.findings if finding.outcome == "fires"})
    return {
        "id": one.case.ident,
        "verdict": verdict.word,
        "next_test_date": verdict.next_test_date,
        "checks": fired,
        "voices": {"items": voices.items, "publishers": voices.publishers, "voices": voices.voices, "external": voices.external}
        if voices
        else None,
        "probability": float(verdict.odds.probability) if verdict.odds else None,
        "why": "; ".join(finding.says for finding in one.findings if finding.outcome == "fires") or "nothing could be computed",
    }
