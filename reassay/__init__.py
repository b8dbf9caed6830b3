"""reassay: tests what is claimed about rare earths.

The public face: ``extract`` reads a text, ``assay`` judges texts in memory; both take and give the frozen values of ``reassay.base``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import reassay.extract  # noqa: F401  first, or a later import of the step would take the name of the function below

if TYPE_CHECKING:
    from reassay.base.claim import Claim
    from reassay.base.document import Document
    from reassay.base.verdict import Assay, Evidence

__all__ = ["assay", "document", "extract"]


def document(
    text: str, *, publisher: str | None = None, published: str | None = None, language: str | None = None, name: str = "text"
) -> Document:
    """A Document of a text. ``published``: a date of any precision. Raises SettingsError for an impossible one."""
    from reassay import pipeline

    return pipeline.document(text, publisher, published, language, name)


def extract(text: str, *, publisher: str | None = None, published: str | None = None, language: str | None = None) -> tuple[Claim, ...]:
    """Every checkable claim of a text, by place; nothing is stored."""
    from reassay import pipeline

    return pipeline.claims_of(document(text, publisher=publisher, published=published, language=language))


def assay(documents: Sequence[Document], *, as_of: str, evidence: Sequence[Evidence] = ()) -> Assay:
    """Claims, findings and verdicts of documents, judged together as of a day (ISO) with rows of evidence; nothing is stored."""
    from reassay import pipeline

    return pipeline.in_memory(documents, as_of, evidence)
