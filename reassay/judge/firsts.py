"""Superlatives in a text, what limits them, and rows of a record that name an earlier holder."""

from __future__ import annotations

import re
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.intervals import alike, interval, told
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


def forerunner(claim: Claim, view: View) -> Row | None:
    """A row that names the same thing at somebody else's, in the place that the first is claimed for, at an earlier time."""
    words, low, mine = table("testing.toml")["first_of_kind"], plain(claim.quote), of(claim.period)
    if mine is None or not any(word in low for word in words["wide"]) or any(word in low for word in words["own"]):
        return None
    for row in shelf(view).metric.get("event", []):
        thing = plain(str(row.get("product") or row.get("object") or ""))
        if row.metric != "event" or not thing or row.when is None or row.when.last >= mine.first:
            continue
        if thing in low and not same_name(row.subject, claim, view) and placed(low, plain(str(row.get("scope") or ""))):
            return row
    return None


def holder(row: Row) -> str:
    """Who or what a row names as the earlier one."""
    return str(row.subject if row.metric == "event" else row.get("value"))


def placed(low: str, scope: str) -> bool:
    """True when a row's place lies in the one that a first is claimed for: the world holds every place, a country only its own."""
    if any(word in low for word in table("testing.toml")["first_of_kind"]["world"]):
        return True
    wholes = table("testing.toml")["wholes"]["concepts"]
    mine, theirs = ({name for name, words in wholes.items() if any(word in text for word in words)} for text in (low, scope))
    return not scope or bool(mine & theirs) or not theirs


def better(claim: Claim, view: View) -> tuple[Claim, Decimal] | None:
    """(statement about an earlier time of the same series, its number a year) above a number that is called a record; None without one."""
    words, low = table("testing.toml")["records"], plain(claim.quote)
    called = any(word in low for code in sorted(words) for word in words[code])
    if not called or claim.quantity is None or claim.period is None or not told(claim):
        return None
    first, last = claim.period.days()
    days = (last - first).days + 1
    for one in (*view.elsewhere(claim), *view.again(claim)):
        if one.period is None or one.quantity is None or not told(one) or not alike(claim, one) or one.quantity.unit != claim.quantity.unit:
            continue
        begun, ended = one.period.days()
        times = max(round(((ended - begun).days + 1) / days), 1)
        least = NINE.divide(interval(one)[0], Decimal(times))
        if ended < first and least > interval(claim)[1] and ((ended - begun).days + 1) * 2 > days:
            return one, least
    return None


def stem(word: str) -> str:
    """The part of a name that its people share with it (Chin of Chinese and China)."""
    return word[:4].casefold()
