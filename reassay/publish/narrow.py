"""A part of an assay for a brief: documents since a day, one stage, one company."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from reassay.base.claim import Claim
from reassay.base.verdict import Assay
from reassay.base.view import View


def narrow(
    assay: Assay,
    view: View,
    since: str | None = None,
    stage: str | None = None,
    company: str | None = None,
    moved: Collection[str] = (),
) -> Assay:
    """The assay with the claims that fit every filter given, and the documents, findings and verdicts that belong to them.

    ``moved``: claims of earlier documents that a brief of recent ones tells of all the same, as something happened to them.
    """
    if not (since or stage or company):
        return assay
    ident = view.entity(company) if company else None
    kept = [
        claim
        for claim in assay.claims
        if (not stage or claim.stage == stage)
        and (not company or about(claim, company, ident))
        and (not since or claim.id in moved or recent(claim, view, since))
    ]
    ids, documents = {claim.id for claim in kept}, {claim.document for claim in kept}
    used = {row for one in assay.findings if one.claim in ids for row in one.evidence}
    return replace(
        assay,
        claims=tuple(kept),
        documents=tuple(one for one in assay.documents if one.id in documents),
        findings=tuple(one for one in assay.findings if one.claim in ids),
        verdicts=tuple(one for one in assay.verdicts if one.claim in ids),
        evidence=tuple(row for row in assay.evidence if row.id in used),
    )


def about(claim: Claim, company: str, ident: str | None) -> bool:
    """True when a claim's subject is the company, by register id or by its words."""
    words = company.casefold()
    return claim.subject_id == (ident or company) or words in (claim.subject or "").casefold()


def recent(claim: Claim, view: View, since: str) -> bool:
    """True when a claim's document was published on the day or later; a rough date counts by its beginning."""
    published = view.document(claim.document).published
    return published is not None and published.value >= since[: len(published.value)]
