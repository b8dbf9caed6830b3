"""Fails a brief on any number, date or name that is not in a claim, finding, verdict or document its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.errors import Problem
from reassay.base.quantity import digits
from reassay.base.verdict import Assay, Finding, Verdict
from reassay.base.view import View
from reassay.publish.brief import Brief, Sentence
from reassay.publish.wording import amount, grouped, percent, who
from reassay.reference.cards import metrics
from reassay.reference.grammar import table, units

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NAME = re.compile(r"[A-Z][\w&'.\-]*|[\u3400-\u9fff]+")
FORBIDDEN = ("false", "lie", "lies", "lying", "fake", "fraud", "fraudulent", "mislead", "misleading", "propaganda")


def lint(brief: Brief, assay: Assay, view: View) -> list[Problem]:
    """Everything a sentence says without a source; empty for a brief that may be published."""
    known: dict[str, object] = {
        one.id: one for group in (assay.claims, assay.findings, assay.verdicts, assay.documents, assay.evidence) for one in group
    }
    return [problem for sentence in brief.sentences() for problem in check(sentence, known)]


def check(sentence: Sentence, known: dict[str, object]) -> Iterator[Problem]:
    """Problems of one sentence."""
    texts = [text for ident in sentence.cites if ident in known for text in allowed(known[ident])]
    texts = [text for text in (*texts, *sentence.facts) if text]
    rest = sentence.text
    for text in sorted(set(texts), key=lambda text: (-len(text), text)):
        rest = strike(rest, text)
    for found in NUMBER.finditer(rest):
        yield Problem("brief", f"number {found[0]} has no source: {sentence.text[:90]}", "cite the claim or finding that gives it")
    for found in NAME.finditer(rest):
        opens = sentence.text.startswith(found[0])
        if not opens and found[0].rstrip(".'") not in vocabulary() and not found[0].islower():
            yield Problem("brief", f"name {found[0]} has no source: {sentence.text[:90]}", "cite the claim or document that gives it")
    words = set(re.findall(r"[a-z]+", rest.lower()))
    for word in FORBIDDEN:
        if word in words:
            yield Problem("brief", f"judges instead of relating: {word}", "say what differs from what")


def strike(text: str, known: str) -> str:
    """The text without a known piece; a number is struck only as a whole number."""
    edge = r"(?<![\d.,])" if known[0].isdigit() else ""
    tail = r"(?![\d]|[.,]\d)" if known[-1].isdigit() else ""
    return re.sub(edge + re.escape(known) + tail, " ", text)


def allowed(value: object) -> Iterator[str]:
    """Strings that a cited value lets a sentence use."""
    if isinstance(value, Claim):
        yield from claim_strings(value)
    elif isinstance(value, Finding):
        yield from (str(number) for _, number in value.numbers)
        yield from (label for label, _ in value.numbers)
        yield from (value.formula, value.check, *value.dates, *value.names, *value.lacks)
    elif isinstance(value, Verdict):
        yield from filter(None, (value.next_test_date, value.as_of))
        yield from (why for name, why in value.because if name == "rule")
        if value.voices:
            yield from (name for _, members in value.voices.clusters for name in members)
    elif isinstance(value, Document):
        yield from filter(None, (value.source.name, value.address, value.published.value if value.published else None, value.title))


def claim_strings(claim: Claim) -> Iterator[str]:
    """Names, numbers and dates of a claim's fields."""
    yield from filter(None, (claim.subject, claim.attribution, claim.period.text if claim.period else None, who(claim), claim.object))
    card = metrics().get(claim.metric)
    yield card.title if card else claim.metric.removeprefix("other:")
    if claim.quantity:
        q = claim.quantity
        yield amount(q)
        for number in (q.low, q.high):
            yield from (grouped(number), digits(number), percent(number), str(number))


@cache
def vocabulary() -> frozenset[str]:
    """Capitalised words of our own templates and units."""
    words = {
        "Judged",
        "Rule",
        "Can",
        "Supported",
        "Testable",
        "Extraction",
        "Quotes",
        "English",
        "Documents",
        "Constructed",
        "Restated",
        "Of",
        "No",
        "Not",
        "One",
    }
    for line in (*table("glossary/english.toml")["verdicts"].values(),):
        words.add(line.split()[0].capitalize())
    for ident in units()["unit"]:
        words |= set(re.findall(r"[A-Z][\w]*", ident))
    return frozenset(words | {"USD", "CNY", "AUD", "EUR", "JPY", "GBP", "CAD", "HKD", "TWD"})
