"""What may be shown outside an installation: the words of a claim with little around them, marked as whose wording they are."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.folio import Told
from reassay.base.text import Span
from reassay.base.verdict import Finding
from reassay.publish.beside import marked
from reassay.publish.wording import QUOTE, glossary, say

AROUND = 32  # characters before and behind a quote that place it
SPACE = "tag:reassay.invalid,2026:"  # of every id we publish: content hashes, so the same thing has one id in every installation


def shown(claim: Claim) -> tuple[str, Span]:
    """The quote and its place; of a sentence that holds over 200 characters besides the claim's own words, the part around these."""
    words = own_words(claim)
    if len(claim.quote) - (words.end - words.start) <= QUOTE:
        return claim.quote, claim.span
    start = max(claim.span.start, words.start - QUOTE // 2)
    end = min(claim.span.end, start + QUOTE + words.end - words.start)
    return claim.quote[start - claim.span.start : end - claim.span.start], Span(start, end)


def around(claim: Claim) -> int:
    """Characters that may be shown before and behind the quote: with those inside it besides the claim's own words at most 200."""
    words = own_words(claim)
    quote, _ = shown(claim)
    return max(0, min(AROUND, (QUOTE - len(quote) + words.end - words.start) // 2))


def own_words(claim: Claim) -> Span:
    """The stretch of the quote that the claim's fields stand in."""
    own = [span for _, span in claim.spans if span.within(claim.span)] or [Span(claim.span.start, claim.span.start)]
    return Span(min(span.start for span in own), max(span.end for span in own))


def said(finding: Finding, told: Told) -> str:
    """What a finding says; of one that rests on a row which may not be handed on, only that it does."""
    return say("export_closed") if finding.id in told.closed else finding.says


def quotable(document: Document) -> bool:
    """True for the publisher's own words: only they may be cited as such."""
    return document.wording == "original" and not document.source.constructed


def example(document: Document) -> bool:
    """True for constructed text, which is about nobody."""
    return document.wording == "constructed" or document.source.constructed


def notice(document: Document) -> str:
    """Whose wording a document is, where it is not its publisher's."""
    if example(document):
        return say("export_constructed")
    return say("export_restated", address=document.address or say("export_unknown")) if document.wording == "restated" else ""


def label(told: Told) -> str:
    """The newest verdict in words; an adverse one that nobody looked at says so."""
    verdict = told.verdict
    return glossary("verdicts")[verdict.word] + marked(verdict) if verdict else say("export_unjudged")


def name(ident: str) -> str:
    """The public name of a thing."""
    return SPACE + ident
