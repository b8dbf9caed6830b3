"""Fails a brief on any number, date, name or modality that is not in a claim, finding, verdict or document its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.errors import Problem
from reassay.base.quantity import digits
from reassay.base.verdict import Assay, Evidence, Finding, Verdict
from reassay.base.view import View
from reassay.publish.beside import odds_strings
from reassay.publish.brief import Brief, Sentence
from reassay.publish.reasons import shown
from reassay.publish.wording import amount, bare, glossary, grouped, in_unit, named, percent, short, thing, when, who
from reassay.reference.grammar import table, units

REF = re.compile(r"\[c\d+\]")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NAME = re.compile(r"[A-Z][\w&'.\-]*|[\u3400-\u9fff]+")
FORBIDDEN = ("false", "lie", "lies", "lying", "fake", "fraud", "fraudulent", "mislead", "misleading", "propaganda")


def lint(brief: Brief, assay: Assay, view: View) -> list[Problem]:
    """Everything a sentence says without a source; empty for a brief that may be published."""
    known: dict[str, object] = {
        one.id: one for group in (view.claims(), assay.findings, assay.verdicts, assay.documents, assay.evidence) for one in group
    }
    claims = {ident: one for ident, one in known.items() if isinstance(one, Claim)}
    return [problem for sentence in brief.sentences() for problem in check(sentence, known, claims)]


def check(sentence: Sentence, known: dict[str, object], claims: dict[str, Claim] | None = None) -> Iterator[Problem]:
    """Problems of one sentence. ``claims``: those of ``known``, where the caller has them at hand."""
    cited = [known[ident] for ident in sentence.cites if ident in known]
    claims = {ident: one for ident, one in known.items() if isinstance(one, Claim)} if claims is None else claims
    texts = {text for value in cited for text in allowed(value, claims) if text} | {text for text in sentence.facts if text}
    rest = REF.sub(" ", sentence.text)
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        rest = strike(rest, text)
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
    for words, wrong in (*says, (glossary("comparators")[q.comparator].strip(), "hedge dropped")):
        if words and words.strip() not in sentence.text:
            yield Problem("brief", f"{wrong}: {sentence.text[:90]}", "tell the claim as its fields have it")


def strike(text: str, known: str) -> str:
    """The text without a known piece; a number is struck only as a whole number, a name only as whole words."""
    edge = r"(?<![\d.,])" if known[0].isdigit() else r"(?<!\w)" if known[0].isascii() and known[0].isalpha() else ""
    tail = r"(?![\d]|[.,]\d)" if known[-1].isdigit() else r"(?!\w)" if known[-1].isascii() and known[-1].isalpha() else ""
    return re.sub(edge + re.escape(known) + tail, " ", text)


def allowed(value: object, claims: dict[str, Claim]) -> Iterator[str]:
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
    elif isinstance(value, Evidence):
        yield from (str(one) for one in value.values.values() if one is not None)
        yield from filter(None, (value.publisher, value.lineage, value.basis, value.url))
        yield from dates(filter(None, (value.valid_date, value.published_date, value.retrieved_date)))


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
    """Capitalised words of our own: of the sentence templates, the glossary and the units, as they may open a sentence."""
    words: set[str] = set()
    sentences, english = table("glossary/sentences.toml"), table("glossary/english.toml")
    texts = [*sentences["say"].values(), *sentences["findings"].values(), *english["verdicts"].values(), *english["stages"].values()]
    for text in texts:
        plain = re.sub(r"\{\w+\}", " ", text)
        words |= set(re.findall(r"[A-Z][\w'\-]*", plain))
        words |= {word.strip(",:;.*(").capitalize() for word in plain.split()[:1]}
    for card in table("lags.toml").values():
        words.add(card["title"].split()[0].capitalize())
    for ident in units()["unit"]:
        words |= set(re.findall(r"[A-Z][\w]*", ident))
    return frozenset(words | set(units()["money"]) if "money" in units() else words)
