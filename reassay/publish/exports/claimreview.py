"""schema.org: a Claim for every claim in its publisher's own wording; a ClaimReview with a rating only where a person reviewed it."""

from __future__ import annotations

from typing import Any

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.folio import Holdings
from reassay.base.quantity import Quantity, number
from reassay.base.verdict import Review
from reassay.publish.formats import compact
from reassay.publish.public import example, name, quotable, shown
from reassay.publish.tray import Tray
from reassay.publish.wording import named, say

CONTEXT = "https://schema.org"
RATINGS = {"failed": (1, "A reviewer found that it failed"), "held": (2, "A reviewer found that it held")}


@leaf(files=("claims.jsonld",), alone=True)
def claimreview(held: Holdings, tray: Tray) -> None:
    """schema.org Claim, and ClaimReview where a person reviewed, for original wording."""
    tray.write("claims.jsonld", f'{{"@context": "{CONTEXT}", "@graph": [\n')
    for folio in held.folios():
        if not quotable(folio.document):
            why = say("left_examples" if example(folio.document) else "left_wording")
            tray.left[why] += len(folio.told)
            continue
        for one in folio.told:
            tray.item("items", compact(statement(one.claim, folio.document)))
            tray.made["claims"] += 1
            if one.review is not None and one.review.outcome in RATINGS:
                tray.item("items", compact(review(one.review, one.claim, folio.document)))
                tray.made["reviews"] += 1
    tray.pour("items", "claims.jsonld")
    tray.write("claims.jsonld", "\n]}\n")


def statement(claim: Claim, document: Document) -> dict[str, Any]:
    """A claim as schema.org has it: its words, who said them and where, and the figure in fields of its own."""
    publisher = {"@type": "Organization", "@id": name(f"publisher/{document.source.id}"), "name": document.source.name}
    page: dict[str, Any] = {"@type": "CreativeWork", "@id": name(document.id), "publisher": publisher}
    page |= {"inLanguage": document.language, "name": document.title or document.name}
    page |= {"url": document.address} if document.address else {}
    page |= {"datePublished": document.published.value} if document.published else {}
    found: dict[str, Any] = {"@type": "Claim", "@id": name(claim.id), "text": shown(claim)[0], "inLanguage": document.language}
    found |= {"appearance": page, "author": {"@type": "Organization", "name": claim.attribution} if claim.attribution else publisher}
    found |= {"datePublished": document.published.value} if document.published else {}
    about = ([{"@type": "Organization", "name": claim.subject}] if claim.subject else []) + (
        [figure(claim, claim.quantity)] if claim.quantity else []
    )
    found |= {"temporalCoverage": claim.period.text} if claim.period else {}
    return found | ({"about": about} if about else {})


def figure(claim: Claim, q: Quantity) -> dict[str, Any]:
    """The quantity; of an interval its ends, of a bound the one end it has."""
    ends = {"minValue": q.low, "maxValue": q.high} if q.low != q.high else {}
    if not ends:
        ends = {"ge": {"minValue": q.low}, "gt": {"minValue": q.low}, "le": {"maxValue": q.high}, "lt": {"maxValue": q.high}}.get(
            q.comparator, {"maxValue": q.high} if q.comparator == "upto" else {"value": q.low}
        )
    extra = {"metric": claim.metric, "comparator": q.comparator, "basis": q.basis, "modality": claim.modality, "polarity": claim.polarity}
    found = {"@type": "QuantitativeValue", "name": named(claim)} | {key: number(value) for key, value in ends.items()}
    found |= {"unitText": q.unit} if q.unit else {}
    properties = [{"@type": "PropertyValue", "propertyID": key, "value": value} for key, value in extra.items() if value]
    return found | {"additionalProperty": properties}


def review(one: Review, claim: Claim, document: Document) -> dict[str, Any]:
    """What a person found, with its rating."""
    value, words = RATINGS[one.outcome]
    return {
        "@type": "ClaimReview",
        "@id": name(one.id),
        "claimReviewed": shown(claim)[0],
        "itemReviewed": {"@id": name(claim.id)},
        "author": {"@type": "Organization", "name": one.by or "A person; name not given"},
        "datePublished": one.decided,
        "inLanguage": document.language,
        "citation": one.source,
        "reviewRating": {"@type": "Rating", "ratingValue": value, "worstRating": 1, "bestRating": 2, "alternateName": words},
    }
