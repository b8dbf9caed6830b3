"""A claim in English, made from its fields alone: no translation, no word that no field gives."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.quantity import Quantity, digits, plain
from reassay.reference.cards import metrics
from reassay.reference.grammar import table
from reassay.reference.register import register

QUOTE = 200  # most characters of a quote that public pages show


def glossary(section: str) -> dict[str, str]:
    """A section of the English glossary."""
    found: dict[str, str] = table("glossary/english.toml")[section]
    return found


def grouped(value: Decimal) -> str:
    """Digits with thousands marks."""
    return f"{plain(value):,f}"


def percent(value: Decimal) -> str:
    """A ratio in per cent; one that does not terminate keeps one decimal."""
    exact = plain(value * 100)
    return digits(round(exact, 1)) if len(exact.as_tuple().digits) >= 8 else digits(exact)


def amount(q: Quantity) -> str:
    """A quantity in words: comparator, number, unit, basis."""
    show = percent if q.unit == "ratio" else grouped
    number = show(q.low) if q.low == q.high else f"{show(q.low)} to {show(q.high)}"
    unit = " %" if q.unit == "ratio" else glossary("units").get(q.unit or "", f" {q.unit}" if q.unit else "")
    basis = f" ({q.basis})" if q.basis else ""
    return f"{glossary('comparators')[q.comparator]}{number}{unit}{basis}"


def who(claim: Claim) -> str:
    """English name of the subject when a register knows it, with the words of the text; else as written."""
    title = register().title(claim.subject_id) if claim.subject_id else None
    if claim.subject is None:
        return "subject not stated"
    return f"{title} ({claim.subject})" if title and title != claim.subject else claim.subject


def rendering(claim: Claim) -> str:
    """One English sentence from the claim's fields."""
    card = metrics().get(claim.metric)
    if claim.quantity is not None:
        what = f"{card.title if card else claim.metric.removeprefix('other:')}: {amount(claim.quantity)}"
    else:
        what = f"event: {glossary('events').get(claim.event or '', claim.event or 'milestone')}, no quantity"
    parts = [f"{who(claim)}: {what}"]
    if claim.period:
        parts.append(f"period {claim.period.text}" + (" (year from context)" if claim.period_from == "context" else ""))
    if claim.modality != "achieved":
        parts.append(f"told as {claim.modality}")
    if claim.polarity == "negated":
        parts.append("negated")
    if claim.attribution:
        parts.append(f"according to {claim.attribution}")
    return ", ".join(parts) + "."


def excerpt(claim: Claim) -> str:
    """The quote, at most 200 characters, around the value or event word."""
    if len(claim.quote) <= QUOTE:
        return claim.quote
    place = claim.at("value") or claim.at("event") or claim.span
    middle = (place.start + place.end) // 2 - claim.span.start
    start = max(0, min(middle - QUOTE // 2, len(claim.quote) - QUOTE))
    return ("\u2026" if start else "") + claim.quote[start : start + QUOTE].strip() + ("\u2026" if start + QUOTE < len(claim.quote) else "")
