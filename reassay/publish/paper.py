"""A brief's page -> tagged PDF, by WeasyPrint, which comes with the extra ``pdf``."""

from __future__ import annotations

import logging
import re

from reassay.base.errors import SettingsError

PICTURE = re.compile(r'<svg role="img"[^>]* aria-label="([^"]*)"[^>]*>')  # its words are a tag's only where they are a title inside it


def pdf(page: str, ident: str) -> bytes:
    """The page on paper with tags, headings as outline and a fixed identifier. Raises SettingsError without the extra or its libraries."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as problem:
        what = (
            "libpango is missing (apt-get install libpango-1.0-0 libpangoft2-1.0-0)"
            if isinstance(problem, OSError)
            else "pip install reassay[pdf]"
        )
        raise SettingsError(f"--format pdf needs the extra pdf: {what}") from problem
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)  # style rules of screens, which paper has no use for, are no problem of the reader
    found: bytes = HTML(string=PICTURE.sub(r"\g<0><title>\1</title>", page), url_fetcher=refuse).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=ident.encode(), custom_metadata=False
    )
    return found


def refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """A page is self-contained: nothing is fetched for it."""
    raise ValueError(f"not fetched: {url[:60]}")
