"""Superlatives in a text, what limits them, and rows of a record that name an earlier holder."""

from __future__ import annotations

import re

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.plain import plain
from reassay.judge.rows import Row, same_name, shelf
from reassay.judge.stretch import of
from reassay.reference.grammar import table


def superlative(claim: Claim) -> str | None:
    """The first word of being first, leading or best in a claim's sentence; None without one."""
    words, low = table("testing.toml")["superlatives"], plain(claim.quote)
    found = [(low.find(word), word) for code in sorted(words) for word in words[code] if word in low]
    return min(found)[1] if found else None


def first_of(text: str) -> str | None:
    """What is said to be the first: the words behind "for the first time", up to a verb or mark."""
    for pattern in table("testing.toml")["firsts"]["patterns"]:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return found[1].strip()
    return None


def predecessor(claim: Claim, view: View) -> Row | None:
    """A row about the subject that names somebody of the kind said to be the first, for an earlier time."""
    who, mine = first_of(claim.quote), of(claim.period)
    if who is None or mine is None:
        return None
    kinds = {stem(word) for word in re.findall(r"[A-Z][a-z]{3,}|[\u4e00-\u9fff]{2}", who)}
    for row in shelf(view).about(claim.subject, view):
        if not same_name(row.subject, claim, view) or row.value is not None or row.when is None or row.when.last >= mine.first:
            continue
        if kinds & {stem(word) for word in re.findall(r"[A-Z][a-z]{3,}|[\u4e00-\u9fff]{2}", str(row.get("value") or ""))}:
            return row
    return None


def stem(word: str) -> str:
    """The part of a name that its people share with it (Chin of Chinese and China)."""
    return word[:4].casefold()
