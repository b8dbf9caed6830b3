"""What a printed cell says: a number with its limits, a date, a period, several names. Raises ValueError, in words, for what it cannot be.

Text that a spreadsheet would run (=, +, -, @ in front) stays the text it is.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reassay.base.period import Period
from reassay.reference.grammar import table

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")
SIGNS = {">": "gt", "<": "lt", "\u2265": "ge", "\u2264": "le", ">=": "ge", "<=": "le", "~": "about", "\u2248": "about"}
DAY = re.compile(r"(\d{4})(?:[-/.\u5e74]?(\d{1,2})(?:[-/.\u6708]?(\d{1,2})\u65e5?)?\u6708?)?\u5e74?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its value (None where there is none), its comparator, and the ends of a range."""

    value: str | None
    comparator: str | None = None
    low: str | None = None
    high: str | None = None


def fold(text: str) -> str:
    """A header or name as it is compared: compatibility forms (full-width letters and brackets), case and spaces gone."""
    return re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", text).casefold())


def plain(value: Decimal) -> str:
    """A decimal without an exponent or empty places."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(cell: object, size: Decimal = Decimal(1)) -> Printed:
    """The number of a cell times ``size``; a range has ends and no value."""
    if isinstance(cell, bool):
        raise ValueError(f"not a number: {cell}")
    text = unicodedata.normalize("NFKC", str("" if cell is None else cell)).strip()
    if not text:
        return Printed(None)
    sign = next((mark for mark in (">=", "<=", *SIGNS) if text.startswith(mark)), "")
    body = text[len(sign) :].strip()
    if body.endswith("%"):
        body, size = body[:-1].strip(), size / 100
    if NUMBER.fullmatch(body):
        return Printed(plain(amount(body) * size), SIGNS.get(sign))
    ends = re.split(r"\s*[\u2013\u2014~]\s*|\s+-\s+|(?<=\d)-(?=\d)", body)
    if not sign and len(ends) == 2 and all(NUMBER.fullmatch(end) for end in ends):
        low, high = (amount(end) * size for end in ends)
        if low <= high:
            return Printed(None, None, plain(low), plain(high))
    raise ValueError(f"not a number: {text[:40]}")


def amount(text: str) -> Decimal:
    """A number without its thousands marks; one that no quantity of ours has is refused."""
    found = Decimal(text.replace(",", ""))
    if abs(found.adjusted()) > 30:
        raise ValueError(f"not a number: {text[:40]}")
    return found


@lru_cache(maxsize=65536)
def day(cell: str) -> str:
    """ISO date of a cell, as precise as printed; empty for none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text or text in table("evidence_words.toml")["blank"]["words"] or set(text) == {"0"}:
        return ""
    text = re.split(r"[T ]", text, maxsplit=1)[0]
    if re.fullmatch(r"\d{13}", text):
        return (dt.datetime(1970, 1, 1) + dt.timedelta(milliseconds=int(text))).date().isoformat()
    found = DAY.fullmatch(text)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        if not parts:
            raise ValueError
        dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    except ValueError:
        raise ValueError(f"not a date: {text[:40]}") from None
    return "-".join((f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])))


@lru_cache(maxsize=65536)
def period(cell: str) -> str:
    """A period of a cell in our spelling: 2025, 2025-01, 2021/2024, 2023 batch 1, before 2025; empty for none."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", cell).strip())
    if not text:
        return ""
    words = table("evidence_words.toml")["batch"]
    batch = re.fullmatch(words["pattern"], text)
    if batch:
        count = batch[2].translate(str.maketrans(words["numerals"]))
        return f"{batch[1]} {'batches' if '+' in count else 'batch'} {count}"
    years = re.fullmatch(r"(\d{4})\s*[\u2013\u2014-]\s*(\d{2}|\d{4})", text)
    if years and (len(years[2]) == 4 or "-" not in text):  # 2021-12 is a month, 2021 en dash 24 a stretch
        return f"{years[1]}/{years[1][: 4 - len(years[2])]}{years[2]}"
    for shape in ("before ", "../"):
        if text.startswith(shape):
            return shape + day(text.removeprefix(shape))
    if text.endswith("/.."):
        return day(text.removesuffix("/..")) + "/.."
    try:
        return Period(text).text
    except ValueError:
        return day(text)


def names(cell: str, marks: str, joined: tuple[str, ...] = ()) -> list[str]:
    """Several names of one cell; a piece that is only a legal form ("Ltd.", "LLC") belongs to the name before it."""
    found: list[str] = []
    for piece in re.split(f"[{marks}]" if len(marks) > 1 and marks != ";;" else re.escape(marks), cell):
        name = " ".join(piece.split()).strip(" ;,")
        if not name:
            continue
        if joined and found and fold(name).rstrip(".") in joined:
            found[-1] += f", {name}"
        else:
            found.append(name)
    return list(dict.fromkeys(found))
