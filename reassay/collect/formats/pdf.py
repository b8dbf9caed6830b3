"""PDF with a text layer."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from reassay.base.drawer import leaf
from reassay.base.errors import Problem, SourceError
from reassay.collect.request import Page, Raw, Request
from reassay.reference.grammar import table


@leaf(reads=("application/pdf",), suffixes=(".pdf",))
def pdf(raw: Raw, request: Request) -> Iterator[Page]:
    """The text layer, lines of one paragraph joined; pages and time are capped, images alone are a Problem."""
    import pypdfium2

    caps = table("collecting.toml")
    try:
        document = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise SourceError(
            Problem(
                raw.where,
                "PDF is locked by a password" if locked else "not a readable PDF",
                "give an unlocked copy" if locked else "check the file",
            )
        ) from problem
    try:
        if len(document) > caps["pdf_pages"]:
            raise SourceError(Problem(raw.where, f"PDF of {len(document)} pages, cap {caps['pdf_pages']}", "split the file"))
        start, pages = time.monotonic(), []
        for page in document:
            pages.append(page.get_textpage().get_text_range())
            if time.monotonic() - start > caps["pdf_seconds"]:
                raise SourceError(Problem(raw.where, f"PDF took more than {caps['pdf_seconds']} s", "split the file"))
    finally:
        document.close()
    text = "\n\n".join(joined(page) for page in pages).strip()
    if not text:
        raise SourceError(Problem(raw.where, "no text: image only", "run a text recognition first"))
    yield Page(text)


def joined(page: str) -> str:
    """Lines of a paragraph joined: Chinese without a space, a hyphen at a line's end kept out, a full stop ends a paragraph."""
    out = ""
    for line in page.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        body = line.strip().replace("\ufffe", "-")
        if not body:
            out += "\n\n"
        elif not out or out.endswith("\n"):
            out += body
        else:
            out += glue(out, body) + body
    return re.sub(r"\n{3,}", "\n\n", out)


def glue(before: str, after: str) -> str:
    """What stands between two printed lines."""
    last = before.rsplit("\n", 1)[-1]
    if last[-1] in ".!?\u3002\uff01\uff1f:\uff1a" or len(last) < 30 or re.match(r"[-*\u2022\u25cf]|\d+[.)]", after):
        return "\n"
    return "" if "\u3000" <= last[-1] <= "\uffef" and "\u2e80" <= after[0] <= "\uffef" else " "
