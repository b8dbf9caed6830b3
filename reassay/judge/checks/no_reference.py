"""The source that would decide is known not to be public."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.plain import plain
from reassay.judge.relations import LEVELLESS
from reassay.judge.rows import Row, same_name, shelf, whose
from reassay.judge.stretch import of, overlaps
from reassay.judge.testimony import names, testify
from reassay.reference.grammar import table


@leaf(alarm=False)
def no_reference(claim: Claim, view: View) -> Finding | None:
    """A table says that the deciding figure is not published, was discontinued, or that the catalogue has no such field."""
    if testify(claim, view).says:
        return None
    for row in shelf(view).about(whose(claim), view):
        if row.silent and silent_on(row, claim, view):
            return finding(claim, row)
    for row in shelf(view).silent:
        if allotted(row) and timely(row, claim) and row.metric == claim.metric:
            return finding(claim, row)
        if by_one(row) and timely(row, claim) and akin(row.metric, claim.metric):
            return finding(claim, row)
    unsaid = shelf(view).silent  # few; all rows of a metric may be a hundred thousand
    for row in (one for metric in ("", claim.metric) for one in unsaid if one.metric == metric):
        if not row.get("field_not_published") or row.evidence.kind != "standards":
            continue
        if str(row.get("committee") or "-") in claim.quote or (row.get("reference") and names(claim, str(row.get("reference")))):
            return finding(claim, row)
    return None


def timely(row: Row, claim: Claim) -> bool:
    """True when a row is of a time that shares a day with the claim's."""
    mine = of(claim.period)
    return mine is None or row.when is None or overlaps(mine, row.when)


def by_one(row: Row) -> bool:
    """True for a row that says a figure is not published company by company."""
    said = plain(f"{row.get('scope') or ''} | {row.metric} | {row.get('status') or ''}")
    return any(word in said for word in table("evidence.toml")["by_one"]["words"])


def allotted(row: Row) -> bool:
    """True for a row that says the nation's figures are published neither whole nor by the group that each is allotted to."""
    said = plain(str(row.get("scope") or ""))
    return any(word in said for word in table("evidence.toml")["by_one"]["groups"])


def akin(one: str, other: str) -> bool:
    """True when two names of metrics are one, or one goes on where the other ends (export licences by company)."""
    a, b = (name.removeprefix("other:").replace("_", " ").strip() for name in (one, other))
    return bool(a and b) and (a == b or a.startswith(f"{b} ") or b.startswith(f"{a} "))


def silent_on(row: Row, claim: Claim, view: View) -> bool:
    """True when a row's missing figure is the one the claim needs: its metric, or the level its change is of, at its time."""
    if not same_name(row.subject, claim, view) and not row.get("field_not_published"):
        return False
    quotient = claim.metric in LEVELLESS or (claim.quantity is not None and claim.quantity.unit == "ratio")
    return timely(row, claim) and (row.metric in (claim.metric, "") or quotient)


def finding(claim: Claim, row: Row) -> Finding:
    """The finding."""
    what = row.get("field_not_published") or row.get("status")
    return Finding(
        no_reference.__name__,
        claim.id,
        "fires",
        f"{row.evidence.publisher}: {what}, so nothing public decides it",
        evidence=(row.evidence.id,),
        names=(row.evidence.publisher,),
        suggests="no_public_reference",
    )
