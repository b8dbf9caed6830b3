"""Bytes -> text: byte-order mark, unmistakable UTF-8, declared charset, strict UTF-8, strict GB18030, then detection."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from reassay.base.errors import Problem, SourceError
from reassay.base.text import han_share

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
COMMON = 0.6  # GB18030 decodes almost any bytes: most of the Han must be of the common block to believe it


def decode(data: bytes, declared: str | None, where: str) -> str:
    """Text of the bytes without its byte-order mark. Raises SourceError for bytes that are no text."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return strict(data[len(mark) :], name, where)
    if binary(data):
        raise SourceError(Problem(where, "binary, not text", "give a text, HTML, PDF, DOCX or feed"))
    for label in ("utf-8", declared, "gb18030") if unmistakable(data) else (declared, "utf-8", "gb18030"):
        text = attempt(data, label)
        if text is not None and (label != "gb18030" or plausible(text)):
            return text
    return guess(data, where)


def mislabelled(data: bytes, declared: str | None, where: str) -> Iterator[Problem]:
    """A warning when bytes are not the charset they declare."""
    if not declared or data.isascii() or data.startswith(tuple(mark for mark, _ in MARKS)):
        return
    if attempt(data, declared) is None or (unmistakable(data) and attempt(data, declared) != attempt(data, "utf-8")):
        yield Problem(where, f"its bytes are not the {declared} it declares", "read as what they are", "warning")


def unmistakable(data: bytes) -> bool:
    """True for UTF-8 with eight characters beyond ASCII: such bytes are nothing else, whatever they declare.

    Of characters in GB18030 about one in five is well-formed UTF-8, so eight in a row without a fault are one chance in a million.
    """
    text = None if data.isascii() else attempt(data, "utf-8")
    return text is not None and sum(not char.isascii() for char in text[:100_000]) >= 8


def binary(data: bytes) -> bool:
    """True for NUL bytes or many control characters at the start."""
    head = data[:4096]
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return b"\0" in head or odd > len(head) * 0.02 + 1


def attempt(data: bytes, name: str | None) -> str | None:
    """The text under a charset, None when it does not fit. GB labels are read as their superset."""
    if not name:
        return None
    try:
        known = codecs.lookup("gb18030" if name.lower().replace("-", "") in ("gb2312", "gbk", "gb18030", "xgbk") else name).name
        text = data.decode(known)
    except (LookupError, UnicodeDecodeError):
        return None
    return None if known in ("iso8859-1", "cp1252", "ascii") and not data.isascii() else text


def strict(data: bytes, name: str, where: str) -> str:
    """The text under a charset that a mark names. Raises SourceError when it does not fit."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        raise SourceError(Problem(where, f"not the {name} its byte-order mark says", "save it as UTF-8")) from problem


def plausible(text: str) -> bool:
    """True when a text reads as Chinese: Han, and mostly of the common block."""
    han = [char for char in text[:20000] if ord(char) > 0x2E80]
    usual = sum("\u4e00" <= char <= "\u9fa5" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" for char in han)
    return bool(han) and usual >= COMMON * len(han)


def guess(data: bytes, where: str) -> str:
    """Last resort: statistical detection. Raises SourceError when nothing fits."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    text = attempt(data, best.encoding) if best else None
    if text is None:
        text = data.decode(best.encoding, "replace") if best else None
    if text is None:
        raise SourceError(Problem(where, "no known encoding", "save it as UTF-8"))
    return text


def language_of(text: str) -> str:
    """zh when more than 15 % of the letters are Han, else en."""
    return "zh" if han_share(text[:20000]) > 0.15 else "en"
