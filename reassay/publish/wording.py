"""A claim in English, made from its fields alone: no translation, no word that no field gives."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.quantity import Quantity, digits, plain
from reassay.reference.atlas import known, place
from reassay.reference.cards import metrics
from reassay.reference.grammar import table
from reassay.reference.register import register

QUOTE = 200  # most characters of a quote that public pages show
OBJECT = 90  # most characters of an event's object
HAN = re.compile(r"[\u3400-\u9fff]")


def glossary(section: str) -> dict[str, str]:
    """A section of the English glossary."""
    found: dict[str, str] = table("glossary/english.toml")[section]
    return found


def say(name: str, **values: object) -> str:
    """A sentence of the brief with its places filled."""
    template: str = table("glossary/sentences.toml")["say"][name]
    return template.format(**values)


def many(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def grouped(value: Decimal) -> str:
    """Digits with thousands marks."""
    return f"{plain(value):,f}"


def percent(value: Decimal) -> str:
    """A ratio in per cent; one that does not terminate keeps one decimal."""
    exact = plain(value * 100)
    return digits(round(exact, 1)) if len(exact.as_tuple().digits) >= 8 else digits(exact)


def in_unit(value: Decimal, unit: str | None) -> str:
    """A number with its unit in words."""
    if unit == "ratio":
        return f"{percent(value)} %"
    return grouped(value) + glossary("units").get(unit or "", f" {unit}" if unit else "")


def amount(q: Quantity) -> str:
    """A quantity in words: comparator, number, unit, basis."""
    show = percent if q.unit == "ratio" else grouped
    number = show(q.low) if q.low == q.high else f"{show(q.low)} to {show(q.high)}"
    unit = " %" if q.unit == "ratio" else glossary("units").get(q.unit or "", f" {q.unit}" if q.unit else "")
    basis = f" ({q.basis})" if q.basis and q.basis.isupper() else f" ({q.basis.replace('_', ' ')})" if q.basis else ""
    return f"{glossary('comparators')[q.comparator]}{number}{unit}{basis}"


def bare(text: str) -> str:
    """A period in words without its preposition: 2025, January 2025, the first half of 2025, 3 February 2026."""
    months = table("glossary/english.toml")["months"]
    if "/" in text:
        first, _, last = text.partition("/")
        return f"{bare(first)} to {bare(last)}"
    if "H" in text or "Q" in text:
        year, mark, part = text[:4], text[4], int(text[5])
        return f"{months['halves' if mark == 'H' else 'quarters'][part - 1]} of {year}"
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = f"{months['names'][int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def spelled(time: str) -> str:
    """A time of a table in words, as printed where it is no period."""
    try:
        return bare(Period(time).text)
    except ValueError:
        return time


def when(period: Period) -> str:
    """A period in words: in 2025, on 3 February 2026, from 2023 to 2025."""
    word = "from" if "/" in period.text else "on" if period.text.count("-") == 2 else "in"
    return f"{word} {bare(period.text)}"


@cache
def short(ident: str) -> str | None:
    """The shortest English name of an entity that is more than an abbreviation; its full name when there is none."""
    entity = next((one for one in register().entities if one.id == ident), None)
    if entity is None:
        return None
    names = [name for name in entity.names if not HAN.search(name) and " " in name and len(name) > 8]
    return min(names, key=lambda name: (len(name), name)) if names else entity.names[0]


def who(claim: Claim) -> str:
    """The subject as written; beside Chinese words the English name that a register knows."""
    if claim.subject is None:
        return "Subject not stated"
    title = short(claim.subject_id) if claim.subject_id else None
    if title is None and HAN.search(claim.subject) and known(claim.subject):
        title = place(claim.subject)
    return f"{title} ({claim.subject})" if title and HAN.search(claim.subject) else claim.subject


def named(claim: Claim) -> str:
    """The metric in words."""
    card = metrics().get(claim.metric)
    return card.title if card else claim.metric.removeprefix("other:")


def thing(claim: Claim) -> str:
    """What an event is about, in the words of the text."""
    words = " ".join((claim.object or "").split()).strip(" .,;:!?\u3002\uff0c")
    return words if len(words) <= OBJECT else words[:OBJECT].rsplit(" ", 1)[0] + "\u2026"


def told(claim: Claim, amounts: str | None = None) -> str:
    """What is claimed and for when, with its modality; ``amounts`` stands for the claim's own number."""
    q = claim.quantity
    if q is None:
        event = glossary("events").get(claim.event or "", claim.event or "milestone")
        what = f"{event}, no quantity given" + (f": \u201c{thing(claim)}\u201d" if thing(claim) else "")
    else:
        number = amounts or amount(q)
        counts = q.unit == "count" and (amounts or q.low != 1) and claim.metric != "rank"
        what = f"{number} {named(claim).removeprefix('number of ')}" if counts else f"{named(claim)}{joint(claim)} {number}"
        if claim.metric in table("glossary/english.toml")["wordless"] and thing(claim):
            what += f" (\u201c{thing(claim)}\u201d)"  # units of what
    period = f" {when(claim.period)}" if claim.period else ""
    return f"{glossary('polarity')[claim.polarity]}{what}{period}{glossary('modality')[claim.modality]}"


def joint(claim: Claim) -> str:
    """What joins a metric and its amount: "output of 5 t", "standards led: 1"."""
    card = metrics().get(claim.metric)
    unit = claim.quantity.unit if claim.quantity else None
    counts = card is None or unit == "count" or (unit == "ratio" and "count" in card.kinds)
    return ":" if counts or claim.metric == "rank" else " of"


def speaking(speaker: str) -> str:
    """Who is said to say it, within a sentence: a Chinese word for no name in particular has its English beside it."""
    if speaker.startswith("The "):
        return speaker[0].lower() + speaker[1:]
    known = table("glossary/english.toml")["speakers"].get(speaker)
    return f"{known} ({speaker})" if known else speaker


def rendering(claim: Claim) -> str:
    """One English sentence from the claim's fields."""
    speaker = speaking(claim.attribution or "")
    by = f", according to {speaker}" if speaker and claim.attribution != claim.subject else ""
    from_context = " (the year is taken from the context)" if claim.period and claim.period_from == "context" else ""
    return f"{who(claim)}: {told(claim)}{from_context}{by}."


def excerpt(claim: Claim) -> str:
    """The quote, at most 200 characters, around the value or event word."""
    if len(claim.quote) <= QUOTE:
        return claim.quote
    place = claim.at("value") or claim.at("event") or claim.span
    middle = (place.start + place.end) // 2 - claim.span.start
    start = max(0, min(middle - QUOTE // 2, len(claim.quote) - QUOTE))
    return ("\u2026" if start else "") + claim.quote[start : start + QUOTE].strip() + ("\u2026" if start + QUOTE < len(claim.quote) else "")
