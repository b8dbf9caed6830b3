"""Fails a brief on any number, date, name or modality that is not in a claim, finding, verdict or document its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import cache
from importlib.resources import files

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.errors import Problem
from reassay.base.gap import Benchmark, Measured
from reassay.base.picture import Fan
from reassay.base.quantity import digits
from reassay.base.verdict import Evidence, Finding, Verdict
from reassay.publish.beside import odds_strings
from reassay.publish.brief import Brief, Sentence
from reassay.publish.distance import law_strings, measure_strings
from reassay.publish.reasons import shown
from reassay.publish.sentence import Rule
from reassay.publish.tracing import pieces
from reassay.publish.tracing import rest as leftover
from reassay.publish.wording import amount, bare, glossary, grouped, in_unit, named, percent, short, spelled, thing, when, who
from reassay.reference.grammar import table, units

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NAME = re.compile(r"[A-Z][\w&'.\-]*|[\u3400-\u9fff]+")
FORBIDDEN = ("false", "lie", "lies", "lying", "fake", "fraud", "fraudulent", "mislead", "misleading", "propaganda")


def lint(brief: Brief) -> list[Problem]:
    """Everything a sentence says without a source; empty for a brief that may be published."""
    claims = {ident: one for ident, one in brief.known.items() if isinstance(one, Claim)}
    return [*templates(), *(problem for sentence in brief.sentences() for problem in check(sentence, brief.known, claims))]


def check(sentence: Sentence, known: Mapping[str, object], claims: Mapping[str, Claim] | None = None) -> Iterator[Problem]:
    """Problems of one sentence. ``claims``: those of ``known``, where the caller has them at hand."""
    cited = [known[ident] for ident in sentence.cites if ident in known]
    claims = {ident: one for ident, one in known.items() if isinstance(one, Claim)} if claims is None else claims
    rest = leftover(pieces(sentence.text, sources(sentence, known, claims)))
    for found in NUMBER.finditer(rest):
        yield Problem("brief", f"number {found[0]} has no source: {sentence.text[:90]}", "cite the claim or finding that gives it")
    for found in NAME.finditer(rest):
        if found[0].rstrip(".'") not in vocabulary():
            yield Problem("brief", f"name {found[0]} has no source: {sentence.text[:90]}", "cite the claim or document that gives it")
    told = " ".join((rest, *(one.says for one in cited if isinstance(one, Finding))))
    words = set(re.findall(r"[a-z]+", told.lower()))
    for word in FORBIDDEN:
        if word in words:
            yield Problem("brief", f"judges instead of relating: {word}", "say what differs from what")
    yield from weakened(sentence, [one for one in cited if isinstance(one, Claim)])


def weakened(sentence: Sentence, claims: list[Claim]) -> Iterator[Problem]:
    """Plans told as done, denials told as statements, hedges dropped: for a sentence that tells one claim."""
    if len(claims) != 1 or claims[0].quantity is None:
        return
    claim, q = claims[0], claims[0].quantity
    if (grouped(q.low) not in sentence.text and percent(q.low) not in sentence.text) or "[" in sentence.text:
        return
    says = (
        (glossary("modality")[claim.modality], f"{claim.modality} told as done"),
        (glossary("polarity")[claim.polarity], "denial dropped"),
    )
    if claim.modality != "achieved" and not says[0][0].strip():  # a glossary that has lost its word for plans
        yield Problem("brief", f"{says[0][1]}: {sentence.text[:90]}", "give the modality its words")
    for words, wrong in (*says, (glossary("comparators")[q.comparator].strip(), "hedge dropped")):
        if words and words.strip() not in sentence.text:
            yield Problem("brief", f"{wrong}: {sentence.text[:90]}", "tell the claim as its fields have it")


def sources(sentence: Sentence, known: Mapping[str, object], claims: Mapping[str, Claim]) -> Iterator[tuple[str, str]]:
    """(words, id) pairs that a sentence may use: of its counts, of what it cites, of its facts."""
    yield from ((text, ident) for ident, text in sentence.counts)
    for ident in sentence.cites:
        if ident in known:
            yield from ((text, ident) for text in allowed(known[ident], claims) if text)
    yield from ((text, sentence.cites[0] if sentence.cites else "fact") for text in sentence.facts)


def allowed(value: object, claims: Mapping[str, Claim]) -> Iterator[str]:
    """Strings that a cited value lets a sentence use."""
    if isinstance(value, Claim):
        yield from claim_strings(value)
    elif isinstance(value, Finding):
        yield from finding_strings(value, claims.get(value.claim))
    elif isinstance(value, Verdict):
        yield from dates(filter(None, (value.next_test_date, value.as_of)))
        yield from (why for name, why in value.because if name in ("rule", "review"))
        if value.odds:
            yield from odds_strings(value.odds)
        if value.voices:
            yield from (name for _, members in value.voices.clusters for name in members)
    elif isinstance(value, Document):
        yield from filter(None, (value.source.name, value.address, value.title))
        yield from dates([value.published.value] if value.published else [])
    elif isinstance(value, Measured):
        yield from measure_strings(value)
    elif isinstance(value, Benchmark):
        yield from law_strings(value)
    elif isinstance(value, Rule):
        yield from value.texts
    elif isinstance(value, Evidence):
        yield from (str(one) for one in value.values.values() if one is not None)
        yield from filter(None, (value.publisher, value.lineage, value.basis, value.url, value.licence))
        yield from dates(filter(None, (value.valid_date, value.published_date, value.retrieved_date)))
        yield from figures(value)
    elif isinstance(value, Fan):
        yield from (str(count) for step in value.steps for count in step[1:])
        yield from (str(value.claimed), *(str(count) for _, count, _ in value.shown))
        yield from dates([value.on, value.test, *(step[0] for step in value.steps), *(day for day, _, _ in value.shown)])


def figures(row: Evidence) -> Iterator[str]:
    """The value of a row and its period as sentences print them."""
    with suppress(ArithmeticError):
        yield in_unit(Decimal(str(row.values.get("value") or "")), str(row.values.get("unit") or "") or None)
    yield spelled(str(row.values.get("period") or ""))


def dates(found: Iterator[str] | list[str] | filter[str]) -> Iterator[str]:
    """Dates as written and in words."""
    for date in found:
        yield date
        yield bare(date) if date[:4].isdigit() else date


def finding_strings(finding: Finding, claim: Claim | None) -> Iterator[str]:
    """Numbers, dates and names of a finding, in the ways they may be printed."""
    for label, number in finding.numbers:
        yield label
        for value in (number, abs(number)):
            yield from (str(value), grouped(value))
            if claim is not None:
                yield shown(label, value, claim)
    if len(finding.names) > 2:
        yield from (in_unit(number, finding.names[2]) for _, number in finding.numbers)
        yield f"{finding.names[1][:1].lower()}{finding.names[1][1:]}"
    yield from (finding.says, finding.says[:1].upper() + finding.says[1:])  # where no template fits, it speaks for itself
    yield from (finding.formula, finding.check, *finding.names, *finding.lacks)
    yield from (finding.says, f"{finding.says[:1].upper()}{finding.says[1:]}")  # printed as it is where its check has no template
    yield from dates(list(finding.dates))


def claim_strings(claim: Claim) -> Iterator[str]:
    """Names, numbers and dates of a claim's fields."""
    yield from filter(None, (claim.subject, claim.attribution, who(claim), short(claim.subject_id) if claim.subject_id else None))
    if claim.attribution and claim.attribution.startswith("The "):
        yield f"t{claim.attribution[1:]}"  # as it stands within a sentence
    yield from (named(claim), thing(claim))
    if claim.period:
        yield from (claim.period.text, bare(claim.period.text), when(claim.period))
    if claim.quantity:
        q = claim.quantity
        yield amount(q)
        for number in (q.low, q.high):
            yield from (grouped(number), digits(number), percent(number), in_unit(number, q.unit))


@cache
def vocabulary() -> frozenset[str]:
    """Capitalised words of our own: those that may open a sentence and names of ours, each listed, and the signs of units."""
    own = table("glossary/sentences.toml")["capitals"]
    words = {*own["open"], *own["names"]}
    for ident in units()["unit"]:
        words |= set(re.findall(r"[A-Z][\w]*", ident))
    return frozenset(words | set(units()["money"]) if "money" in units() else words)


@cache
def templates() -> tuple[Problem, ...]:
    """What the page's own words say without a source: its headings, labels and alternative texts hold no number and no name."""
    found: list[Problem] = []
    for kind in ("html", "md"):
        text = files("reassay.publish").joinpath("templates", f"brief.{kind}").read_text("utf-8")
        found += check(Sentence(static(text, kind)), {}, {})
    return tuple(found)


def static(text: str, kind: str) -> str:
    """The words of a template that a reader gets to see or hear: without places, markup, styles and the embedded data."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", text, flags=re.S)
    if kind == "md":
        return re.sub(r"<!-- reassay\s*-->", " ", text)
    text = re.sub(r"<(style|script)\b.*?</\1>|<!doctype[^>]*>", " ", text, flags=re.S)
    heard = " ".join(re.findall(r'\b(?:alt|title|aria-label)="([^"]*)"', text))
    return f"{re.sub(r'<[^>]*>', ' ', text)} {heard}"
