"""A part of an assay for a brief: documents since a day, one stage, one company."""

from __future__ import annotations

from dataclasses import replace

from reassay.base.claim import Claim
from reassay.base.verdict import Assay
from reassay.base.view import View


def narrow(assay: Assay, view: View, since: str | None = None, stage: str | None = None, company: str | None = None) -> Assay:
    """The assay with the claims that fit every filter given, and the documents, findings and verdicts that belong to them."""
    if not (since or stage or company):
        return assay
    ident = view.entity(company) if company else None
    kept = [
        claim
        for claim in assay.claims
        if (not stage or claim.stage == stage)
        and (not company or about(claim, company, ident))
        and (not since or recent(claim, view, since))
    ]
    ids, documents = {claim.id for claim in kept}, {claim.document for claim in kept}
    return replace(
        assay,
        claims=tuple(kept),
        documents=tuple(one for one in assay.documents if one.id in documents),
        findings=tuple(one for one in assay.findings if one.claim in ids),
        verdicts=tuple(one for one in assay.verdicts if one.claim in ids),
    )


def about(claim: Claim, company: str, ident: str | None) -> bool:
    """True when a claim's subject is the company, by register id or by its words."""
    words = company.casefold()
    return claim.subject_id == (ident or company) or words in (claim.subject or "").casefold()


def recent(claim: Claim, view: View, since: str) -> bool:
    """True when a claim's document was published on the day or later; a rough date counts by its beginning."""
    published = view.document(claim.document).published
    return published is not None and published.value >= since[: len(published.value)]
