"""Patent applications: numbers with their check digit, the kind of right, and the row that one application makes.

Chinese numbers: year (2 or 4 digits), a digit for the kind (1 invention, 2 utility model, 3 design, 8 and 9 the first two by way of
the PCT), a serial number, and behind a point a check digit: the digits weighted 2 to 9, again from 2, summed modulo 11, X for 10.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from reassay.collect.cells import day, fold
from reassay.reference.grammar import table

CHINESE = re.compile(r"(?:ZL|CN)?((?:19|20)\d{2}[12389]\d{7}|\d{2}[12389]\d{5})(?:\.?([\dX]))?(?:[A-Z]\d?)?")
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)
OFFICE = re.compile(r"[A-Z]{2}")


def check_digit(digits: str) -> str:
    """The check digit of a Chinese application number."""
    found = sum(int(digit) * WEIGHTS[place % 8] for place, digit in enumerate(digits)) % 11
    return "X" if found == 10 else str(found)


def chinese(number: str) -> tuple[str, str]:
    """(number with its check digit, kind of right). Raises ValueError for an impossible number or a wrong check digit."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", number)).upper()
    found = CHINESE.fullmatch(text)
    if not found:
        raise ValueError(f"not a Chinese application number: {number.strip()[:40]}")
    digits, given = found[1], found[2]
    wanted = check_digit(digits)
    if given and given != wanted:
        raise ValueError(f"application number {number.strip()[:40]}: check digit {given}, its digits give {wanted}")
    kind = {"1": "invention", "2": "utility model", "3": "design", "8": "invention", "9": "utility model"}[
        digits[-8 if len(digits) == 12 else -6]
    ]
    return f"{digits}.{wanted}", kind


def right(office: str, code: str) -> str | None:
    """The kind of right that an office's kind code means; None when it does not tell."""
    kinds: dict[str, dict[str, list[str]]] = table("evidence_words.toml")["codes"]
    letter = code.strip().upper()[:1]
    for kind, letters in kinds.get(office, kinds["other"]).items():
        if letter and letter in letters:
            return kind
    return None


def worded(text: str) -> str | None:
    """The kind of right in words; None when it does not tell."""
    for kind, known in table("evidence_words.toml")["kinds"].items():
        if fold(text) in {fold(word) for word in known["words"]}:
            return str(kind)
    return None


def application(
    office: str,
    number: str,
    applicants: Sequence[str],
    filed: str,
    published: str = "",
    code: str = "",
    kind: str = "",
    by_publication: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """The row of one application. Raises ValueError for one that cannot be: a wrong check digit, two kinds at once, dates out of order.

    ``by_publication``: the file prints no application number; the publication number without its kind code stands for it.
    """
    office = office.strip().upper()
    if not OFFICE.fullmatch(office):
        raise ValueError(f"no patent office: {office[:20] or 'empty'}")
    if not number.strip():
        raise ValueError("no application or publication number")
    told, coded = worded(kind) if kind else None, right(office, code)
    numbered = None
    if office == "CN" and not by_publication:
        number, numbered = chinese(number)
    kinds = {one for one in (told, coded, numbered) if one}
    if len(kinds) > 1:
        raise ValueError(f"application {number}: {' and '.join(sorted(kinds))} at once")
    filed, published = day(filed), day(published)
    if filed and published and published < filed[: len(published)]:
        raise ValueError(f"application {number}: published on {published}, before it was filed on {filed}")
    meant = next(iter(kinds), "invention" if not code and not kind else "")
    return {
        "metric": "application",
        "subject": applicants[0] if applicants else None,
        "applicants": list(applicants),
        "office": office,
        "application": number,
        "patent_kind": meant or "unknown",
        "kind_code": f"{office} {code}".strip() if code else None,
        "filing_date": filed or None,
        "publication_date": published or None,
        "period": filed[:4] or None,
        "valid_date": filed,
        "published_date": published,
        "lineage": f"lineage:{table('evidence_words.toml')['registers'].get(office, 'patents-' + office.lower())}",
        **{name: value for name, value in more.items() if value},
    }
