"""The ledger as six tables: documents, claims, verdicts, findings, reviews, evidence; their columns stand in reference/dictionary.toml."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from reassay.base.document import Document
from reassay.base.folio import Folio, Holdings, Told
from reassay.base.quantity import digits, number
from reassay.base.verdict import Evidence, Finding, Review, Verdict
from reassay.publish.formats import compact
from reassay.publish.public import label, notice, said, shown
from reassay.publish.spreadsheet import line
from reassay.publish.wording import say
from reassay.reference.grammar import table

Row = dict[str, Any]
TABLES = ("documents", "claims", "verdicts", "findings", "reviews", "evidence")
OWN = ("subject", "metric", "value", "unit", "period", "basis")  # columns of a row of evidence that stand by themselves


class Column(NamedTuple):
    """A column of the dictionary."""

    name: str
    type: str
    says: str


@cache
def columns(name: str) -> tuple[Column, ...]:
    """The columns of a table."""
    return tuple(Column(column, *about) for column, about in table("dictionary.toml")[name].items())


def rows(held: Holdings, left: Counter[str]) -> Iterator[tuple[str, Row]]:
    """Every row with its table, in one pass."""
    cited: set[str] = set()
    for folio in held.folios():
        cited |= rests(folio)
        yield from folio_rows(folio)
    yield from granted(held, cited, left)


def rests(folio: Folio) -> set[str]:
    """Ids of the rows of evidence that a folio's findings rest on."""
    return {ident for one in folio.told for finding in one.findings for ident in finding.evidence}


def folio_rows(folio: Folio) -> Iterator[tuple[str, Row]]:
    """The rows of a folio: its document once, its claims, their verdicts, findings and reviews."""
    if folio.first:
        yield "documents", document_row(folio.document)
    for one in folio.told:
        yield "claims", claim_row(one)
        yield from (("verdicts", verdict_row(verdict)) for verdict in one.verdicts)
        yield from (("findings", finding_row(finding, one)) for finding in one.findings)
        yield from (("reviews", review_row(review)) for review in one.reviews)


def granted(held: Holdings, cited: set[str], left: Counter[str]) -> Iterator[tuple[str, Row]]:
    """Rows of evidence, of the bundled ones those cited; those whose licence forbids handing them on are counted and left out."""
    for row in held.evidence(cited):
        if row.withheld:
            left[say("left_rows")] += 1
        else:
            yield "evidence", evidence_row(row)


def document_row(document: Document) -> Row:
    """A document."""
    source, date = document.source, document.published
    own = {
        name: getattr(document, name) for name in ("id", "name", "title", "language", "address", "retrieved", "wording", "digest", "media")
    }
    return own | {
        "publisher": source.name,
        "publisher_id": source.id,
        "publisher_kind": source.kind,
        "owner": source.owner,
        "country": source.country,
        "published": date.value if date else None,
        "published_rule": date.rule if date else None,
        "notice": notice(document) or None,
    }


def claim_row(told: Told) -> Row:
    """A claim with its newest verdict."""
    claim, verdict = told.claim, told.verdict
    quote, place = shown(claim)
    q = claim.quantity
    plain = ("id", "document", "subject", "subject_id", "metric", "object", "period_from", "modality", "polarity", "attribution", "stage")
    return {name: getattr(claim, name) for name in (*plain, "event", "duplicate")} | {
        "quote": quote,
        "start": place.start,
        "end": place.end,
        "cut": place != claim.span,
        "low": q.low if q else None,
        "high": q.high if q else None,
        "comparator": q.comparator if q else None,
        "unit": q.unit if q else None,
        "basis": q.basis if q else None,
        "period": claim.period.text if claim.period else None,
        "spans": {field: list(span) for field, span in claim.spans},
        "carried": dict(claim.carried),
        "verdict": verdict.word if verdict else None,
        "verdict_as_of": verdict.as_of if verdict else None,
        "label": label(told),
        "reviewed": verdict.reviewed if verdict else False,
        "review": told.review.outcome if told.review else None,
    }


def verdict_row(verdict: Verdict) -> Row:
    """A verdict."""
    voices, odds = verdict.voices, verdict.odds
    plain = ("id", "claim", "as_of", "word", "outcome", "independence", "reviewed", "next_test_date")
    return {name: getattr(verdict, name) for name in plain} | {
        **{name: getattr(voices, name) if voices else None for name in ("items", "publishers", "voices", "external", "origin")},
        "clusters": [[voice, list(names)] for voice, names in voices.clusters] if voices else [],
        "because": [list(pair) for pair in verdict.because],
        "probability": odds.probability if odds else None,
        "band": odds.band if odds else None,
        "calibrated": odds.calibrated if odds else None,
    }


def finding_row(finding: Finding, told: Told) -> Row:
    """A finding; without its sentence and numbers where a row behind it may not be handed on."""
    plain = ("id", "claim", "check", "outcome", "formula", "suggests", "next_test_date")
    lists = ("claims", "evidence", "lacks", "dates", "names")
    return {name: getattr(finding, name) for name in plain} | {
        "says": said(finding, told),
        "numbers": [[label, digits(value)] for label, value in finding.numbers if finding.id not in told.closed],
        **{name: list(getattr(finding, name)) for name in lists},
    }


def review_row(review: Review) -> Row:
    """A review, in the columns that ``judge --reviews`` reads."""
    return {name: getattr(review, name) for name in ("id", "claim", "outcome", "decided", "source", "by", "note")}


def evidence_row(row: Evidence) -> Row:
    """A row of evidence."""
    plain = ("id", "kind", "publisher", "lineage", "valid_date", "published_date", "retrieved_date", "url", "licence")
    values: Row = {name: row.values[name] for name in sorted(row.values)}
    own = {name: None if (value := values.pop(name, None)) is None else str(value) for name in OWN}
    return {name: getattr(row, name) or None for name in plain} | own | {"basis": row.basis or own["basis"], "columns": values}


def cell(value: Any) -> str:
    """A value as one cell of CSV: exact digits, JSON for lists and objects, nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return digits(value)
    return compact(value) if isinstance(value, list | dict) else str(value)


def csv_line(name: str, row: Row) -> str:
    """A row as a line of CSV."""
    return line(cell(row[column.name]) for column in columns(name))


def json_line(name: str, row: Row, nested: bool = True) -> str:
    """A row as a line of JSON in the order of the columns; ``nested`` False: lists and objects as JSON in a string."""
    found = {column.name: plain(row[column.name]) for column in columns(name)}
    if not nested:
        found = {key: json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value for key, value in found.items()}
    return compact(found) + "\n"


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return number(value) if isinstance(value, Decimal) else value
