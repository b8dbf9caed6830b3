"""Whether raw bytes of a page hold any domain word, before anything costly is done with them.

Every word is looked for in the spellings a page may carry: UTF-8, GB18030, Big5, numeric references, JSON escapes, percent signs left out.
Invariant: one scratch space a thread. Scratch shared by threads made a scanner of this kind lose one page in ten in silence.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from reassay.base.errors import Problem, SourceError
from reassay.reference.gate import domain_words, weak_needed

MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: read it, such pages are too rare to build patterns for
CHARSETS = ("utf-8", "gb18030", "big5")
SHORTEST = 3  # bytes: a two-byte pattern is hit by chance inside other characters


def encoded(word: str) -> set[bytes]:
    """The byte strings a word may stand as."""
    if word.isascii():
        return {word.encode(), word.replace(" ", "&nbsp;").encode(), word.replace(" ", "\u00a0").encode()}
    found = set()
    for charset in CHARSETS:
        try:
            found.add(word.encode(charset))
        except UnicodeEncodeError:
            continue
    units = [f"{ord(char):x}" for char in word]
    found.add("".join(f"&#{ord(char)};" for char in word).encode())
    found.add("".join(f"&#x{unit};" for unit in units).encode())
    found.add("".join(f"\\u{unit:0>4}" for unit in units).encode())
    return {form for form in found if len(form) >= SHORTEST}


@cache
def machine() -> tuple[Any, tuple[int, ...]]:
    """The compiled scanner and each pattern's concept. Raises SourceError when the extra is not installed."""
    try:
        import hyperscan
    except ImportError as problem:
        raise SourceError(Problem("archive", "needs the extra 'archive'", "pip install 'reassay[archive]'")) from problem
    forms = {form: concept for word, concept in reversed(domain_words()) for form in sorted(encoded(word))}
    patterns = sorted(forms)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
    database.compile(
        expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=[flags] * len(patterns), literal=True
    )
    return database, tuple(forms[pattern] for pattern in patterns)


class Scratch(threading.local):
    """Working space of the scanner, one for each thread."""

    def __init__(self) -> None:
        import hyperscan

        self.space = hyperscan.Scratch(machine()[0])


@cache
def scratch() -> Scratch:
    """The scratch spaces, made when first asked for."""
    return Scratch()


def passes(data: bytes) -> bool:
    """True when bytes hold one strong domain word, or enough different weak ones."""
    import hyperscan

    database, concepts = machine()
    if data.startswith(MARKS):
        return True
    seen: set[int] = set()

    def hit(ident: int, start: int, end: int, flags: int, context: Any) -> bool:
        seen.add(concepts[ident])
        return concepts[ident] > 0 or len(seen) >= weak_needed()

    try:
        database.scan(data, match_event_handler=hit, scratch=scratch().space)
    except hyperscan.ScanTerminated:
        return True
    return any(concept > 0 for concept in seen) or len(seen) >= weak_needed()
