"""Numbers on different bases compared as if they were one."""

from __future__ import annotations

import re
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.bases import at_odds
from reassay.judge.intervals import apart, interval
from reassay.judge.plain import plain
from reassay.judge.rows import Row, factor, same_name, shelf
from reassay.judge.stretch import of, overlaps
from reassay.judge.testimony import testify
from reassay.reference.cards import metrics
from reassay.reference.grammar import table


@leaf(alarm=False)
def basis_mixed(claim: Claim, view: View) -> Finding | None:
    """What seems to support or refute the claim is on another basis: oxide or metal, gross, capacity, other stage, other year."""
    found = testify(claim, view)
    if found.factor is not None and not found.holds:
        element, factor = found.factor
        return finding(
            claim, f"the gap is the oxide factor of {element}: one number counts oxide, the other metal", (("oxide factor", factor),), ()
        )
    if found.says == "basis":
        row = found.other[0]
        own = claim.quantity.basis if claim.quantity else None
        other = row.metric != claim.metric and row.metric in metrics() and not at_odds(own, row.evidence.basis)
        bases = metrics()[row.metric].title if other else row.evidence.basis or row.metric
        return finding(claim, f"the number of {row.evidence.publisher} is of another kind: {bases}", numbers(claim, row), found.other)
    return bare(claim, view) or within(claim, view)


def bare(claim: Claim, view: View) -> Finding | None:
    """A number that a table of limits counts by something which the text leaves out (650 kg for 650 kg a megawatt)."""
    q = claim.quantity
    for row in view.evidence("limit") if q else ():
        unit, _, per = str(row.values.get("unit") or "").partition("/")
        value, text = row.values.get("value"), plain(claim.quote)
        alike = [word for word in re.findall(r"[^\W\d_]{5,}", plain(str(row.values.get("subject") or ""))) if word in text]
        if q is None or not per or unit != q.unit or value is None or not alike or per.casefold() in text:
            continue
        if q.low == Decimal(str(value)):
            numbers = (("value", q.low), ("value of the table", Decimal(str(value))))
            says = f"{row.publisher} counts it by {per}, which the text leaves out"
            return finding(claim, says, numbers, (Row(row),))
    return None


def within(claim: Claim, view: View) -> Finding | None:
    """A figure that the sentence sets against the claim's, which its own table prints for another stage or other twelve months."""
    words = table("testing.toml")["set_against"]
    if claim.quantity is None or not any(word in plain(claim.quote) for code in sorted(words) for word in words[code]):
        return None
    rows = shelf(view).metric[claim.metric]
    mine = [row for row in rows if same_name(row.subject, claim, view) and row.value == claim.quantity.low]
    mine = mine or [row for one in testify(claim, view).holds for row in one.rows]
    for other in view.sentence(claim):
        q = other.quantity
        if q is None or other.id == claim.id or q.low == claim.quantity.low or q.unit != claim.quantity.unit:
            continue
        for row in rows:
            own = same_name(row.subject, claim, view)
            odd = strange(row, claim, mine)
            if same_figure(row, other) and (odd if own else row.subject in claim.quote and mine and (odd or row.when != of(claim.period))):
                kind = row.evidence.basis or row.get("stage") or row.get("period")
                says = f"{row.subject} counts {kind} of {row.get('period')}, the figure it is set against does not"
                return finding(claim, says, numbers(claim, row), (row, *mine))
    return None


def strange(row: Row, claim: Claim, mine: list[Row]) -> bool:
    """True when a row is of another stretch of time that shares days with the claim's, or of another stage than the claim's own row."""
    own = of(claim.period)
    shifted = own is not None and row.when is not None and row.when != own and overlaps(row.when, own) and not own.contains(row.when)
    if mine and at_odds(row.evidence.basis, mine[0].evidence.basis):
        return True
    return shifted or bool(mine and (row.get("stage") or "") != (mine[0].get("stage") or ""))


def same_figure(row: Row, other: Claim) -> bool:
    """True when a row's number is what a text tells of it, within rounding."""
    size = factor(row.unit, other.quantity.unit if other.quantity else None)
    return row.value is not None and size is not None and not apart((row.value * size, row.value * size), interval(other))


def numbers(claim: Claim, row: Row) -> tuple[tuple[str, Decimal], ...]:
    """The claim's number and the row's."""
    stated = (("value", claim.quantity.low),) if claim.quantity else ()
    return (*stated, ("value of the table", row.value)) if row.value is not None else stated


def finding(claim: Claim, says: str, numbers: tuple[tuple[str, Decimal], ...], rows: tuple[Row, ...]) -> Finding:
    """The finding."""
    return Finding(
        basis_mixed.__name__,
        claim.id,
        "fires",
        says,
        numbers,
        "same basis",
        evidence=tuple(dict.fromkeys(row.evidence.id for row in rows)),
        suggests="basis_mismatch",
    )
