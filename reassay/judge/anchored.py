"""Whether a claim of a real text is read surely enough to hold a table against it.

A subject carried over, another figure between subject and number, or a time that the sentence does not tell: there a reader
errs most, and a table that differs from such a reading says more of the reading than of the text. Agreement needs no such care: a number
misread hardly ever meets the right row. Cases give their claims themselves.
"""

from __future__ import annotations

import re
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.plain import plain
from reassay.judge.readings import Reading
from reassay.reference.grammar import table

FAR = 10  # times by which a number that tells the same thing may be off; more is another thing, unless by a whole scale
SCALES = (Decimal(1000), Decimal(10_000), Decimal(1_000_000), Decimal(100_000_000))
NEAR = Decimal("0.05")


def blamed(claim: Claim, one: Reading, view: View) -> bool:
    """True when a reading that fails may be held against the claim."""
    if not view.bundled:
        return True
    return subject_stands(claim, view) and time_stands(claim) and not remote(claim, one)


def subject_stands(claim: Claim, view: View) -> bool:
    """True when the sentence itself names the subject, with no other figure between it and the number."""
    name, at = claim.at("subject"), claim.at("value")
    if claim.quantity is None or at is None:
        return True
    if name is None or not name.within(claim.span):
        return False
    if joint(claim):
        return False
    first, last = (name.end, at.start) if name.end <= at.start else (at.end, name.start)
    others = (one.at("value") for one in view.sentence(claim) if one.id != claim.id)
    return not any(place is not None and first <= place.start < last and place != at for place in others)


def joint(claim: Claim) -> bool:
    """True when the subject is the last of several that a sentence names together: the number may be of them all."""
    name, words = claim.at("subject"), table("testing.toml")["joint"]
    lead = plain(claim.quote[: max(name.start - claim.span.start, 0)]) if name is not None else ""
    return any(re.search(pattern, lead) for pattern in words["patterns"])


def time_stands(claim: Claim) -> bool:
    """True when the sentence tells its time."""
    at = claim.at("period")
    return claim.period is not None and at is not None and at.within(claim.span)


def remote(claim: Claim, one: Reading) -> bool:
    """True when a reading is many times off and not by a scale: then it is of another thing."""
    q = claim.quantity
    if q is None or q.low <= 0 or one.value <= 0 or q.unit == "ratio":
        return False
    if any(row.value == q.low for row in one.rows):
        return False  # the same digits under another unit
    ratio = NINE.divide(max(q.low, one.value), min(q.low, one.value))
    return ratio > FAR and not any(abs(ratio / scale - 1) <= NEAR for scale in SCALES)
