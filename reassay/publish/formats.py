"""Claims of a document as JSON lines, notation, table or a self-contained page."""

from __future__ import annotations

import html as escaping
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reassay.base import notation
from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.quantity import digits


def fields(claim: Claim, name: str) -> dict[str, Any]:
    """A claim as the JSON object of the contract. ``name`` is the document's name."""
    q = claim.quantity
    return {
        "id": claim.id,
        "document": name,
        "quote": claim.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "subject": claim.subject,
        "subject_id": claim.subject_id,
        "metric": claim.metric,
        "value": q.json() if q else None,
        "unit": q.unit if q else None,
        "basis": q.basis if q else None,
        "comparator": q.comparator if q else None,
        "object": claim.object,
        "period": claim.period.text if claim.period else None,
        "period_from": claim.period_from,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "attribution": claim.attribution,
        "stage": claim.stage,
        "event": claim.event,
        "duplicate": claim.duplicate,
        "spans": {field: list(span) for field, span in claim.spans},
        "from": dict(claim.carried),
        "trace": list(claim.trace),
    }


def line(claim: Claim, name: str) -> str:
    """One JSON line."""
    return compact(fields(claim, name)) + "\n"


def compact(value: Any) -> str:
    """A value as JSON on one line; the separators U+2028 and U+2029 are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def jsonl(document: Document, claims: Sequence[Claim]) -> str:
    """One object a line."""
    return "".join(line(claim, document.name) for claim in claims)


def lines(document: Document, claims: Sequence[Claim]) -> str:
    """One line of notation a claim."""
    return "".join(notation.write(claim) + "\n" for claim in claims)


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text)


def fit(text: str, columns: int) -> str:
    """A text cut or filled to a number of columns."""
    text = " ".join(text.split())
    while width(text) > columns:
        text = text[:-2] + "\u2026" if len(text) > 1 else ""
    return text + " " * (columns - width(text))


def said(claim: Claim) -> str:
    """Value and unit, or the event."""
    q = claim.quantity
    if q is None:
        return claim.event or ""
    value = digits(q.low) if q.low == q.high else f"{digits(q.low)} to {digits(q.high)}"
    return f"{notation.SIGNS[q.comparator]} {value} {q.unit or ''}".strip()


def page_table(document: Document, claims: Sequence[Claim]) -> str:
    """A plain table a person can check quickly: what was read, and the words it was read from."""
    columns = (("metric", 22), ("value", 24), ("subject", 28), ("period", 17), ("modality", 10), ("words", 24), ("sentence", 60))
    out = [
        f"{document.name}: {len(claims)} claims, {document.source.name}, {document.published.value if document.published else 'no date'}"
    ]
    out.append("  ".join(fit(name, size) for name, size in columns).rstrip())
    for claim in claims:
        place = claim.at("value") or claim.at("event")
        words = document.text[place.start : place.end] if place else ""
        row = (
            claim.metric,
            said(claim),
            claim.subject or "-",
            claim.period.text if claim.period else "-",
            claim.modality,
            words,
            claim.quote,
        )
        out.append("  ".join(fit(value, size) for value, (_, size) in zip(row, columns, strict=True)).rstrip())
    return "\n".join(out) + "\n\n"


STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;margin:1rem auto;max-width:75rem;padding:0 1rem;color-scheme:light dark}"
    "main{display:grid;grid-template-columns:1fr 1fr;gap:2rem}@media(max-width:50rem){main{display:block}}"
    "pre{white-space:pre-wrap;font:inherit}mark{background:#ffe08a;color:#111}a{color:inherit}"
    "li{margin:.4rem 0}:target{outline:2px solid #c60}.quiet{opacity:.75}"
)


def page_html(document: Document, claims: Sequence[Claim]) -> str:
    """A self-contained page: the text beside its claims, each linked to the other."""
    marks = sorted({(claim.at("value") or claim.at("event") or claim.span): claim.id for claim in claims}.items())
    body, at = [], 0
    for span, ident in marks:
        if span.start >= at:
            body.append(escaping.escape(document.text[at : span.start]))
            inner = escaping.escape(document.text[span.start : span.end])
            body.append(f'<a href="#{ident}" id="t{ident}"><mark>{inner}</mark></a>')
            at = span.end
    body.append(escaping.escape(document.text[at:]))
    items = "".join(item(claim) for claim in claims)
    title = escaping.escape(document.title or document.name)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}: {len(claims)} claims</title><style>{STYLE}</style></head><body><h1>{title}</h1><main>"
        f'<section lang="{document.language}"><h2>Text</h2><pre>{"".join(body)}</pre></section>'
        f"<section><h2>{len(claims)} claims</h2><ol>{items}</ol></section></main></body></html>\n"
    )


def item(claim: Claim) -> str:
    """One claim of the page."""
    rest = [
        claim.period.text if claim.period else None,
        claim.modality,
        claim.polarity if claim.polarity == "negated" else None,
        claim.stage,
    ]
    about = escaping.escape(" \u00b7 ".join(part for part in rest if part))
    head = escaping.escape(f"{claim.metric} {said(claim)}")
    who = escaping.escape(claim.subject or "")
    return f'<li id="{claim.id}"><a href="#t{claim.id}">{head}</a><br>{who}<br><span class="quiet">{about}</span></li>'


FORMATS: dict[str, Callable[[Document, Sequence[Claim]], str]] = {"table": page_table, "jsonl": jsonl, "notation": lines, "html": page_html}


def show(output: str, document: Document, claims: Sequence[Claim]) -> str:
    """A document's claims in a format. Raises KeyError for an unknown one."""
    return FORMATS[output](document, claims)


def names(documents: Sequence[Document]) -> dict[str, str]:
    """Document id -> name."""
    return {document.id: document.name for document in documents}


def claim_lines(claims: Sequence[Claim], by: dict[str, str]) -> Iterator[str]:
    """JSON lines of claims over documents."""
    return (line(claim, by[claim.document]) for claim in claims)
