"""A stated change that does not follow from the stated levels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.changes import YEAR
from reassay.judge.derived import follows
from reassay.judge.intervals import alike, apart, in_percent, interval
from reassay.judge.readings import difference
from reassay.judge.relations import LEVELLESS, pairs
from reassay.judge.testimony import testify
from reassay.judge.told import cited, numbers

YEARS = 16  # longest stretch over which a rate a year is tried


@leaf(alarm=True)
def growth_mismatch(claim: Claim, view: View) -> Finding | None:
    """The change stated is not the one its levels give: those beside it, or those of one edition of a table."""
    q = claim.quantity
    if q is None:
        return None
    if not (claim.metric in LEVELLESS or difference(claim)):
        return of_its_change(claim, view) or of_history(claim, view)
    own = by_points(claim, view) if q.unit == "percentage_point" else by_levels(claim, view)
    return own if own is not None and own.outcome == "fires" else by_rows(claim, view) or own


def by_levels(claim: Claim, view: View) -> Finding | None:
    """The change between the two levels that the sentence gives itself."""
    q = claim.quantity
    if q is None or claim.metric not in LEVELLESS or q.unit != "ratio" or claim.polarity == "negated":
        return None
    found = [one for pair in pairs(claim, view) if (one := held_against(claim, *pair)) is not None]
    given = follows(claim, view) if found and all(one.outcome == "fires" for one in found) else None
    if given is not None and given.formula == "one / other - 1":
        return None  # two other numbers of the text give it: the pair that does not was no pair
    return next((one for one in found if one.outcome == "passes"), found[0] if found else None)


def held_against(claim: Claim, now: Claim, before: Claim) -> Finding | None:
    """A change against two levels."""
    q = claim.quantity
    assert q is not None
    assert now.quantity is not None
    assert before.quantity is not None
    new, old = interval(now), interval(before)
    if old[0] <= 0 or new[0] <= 0:
        return None
    implied = (NINE.divide(new[0], old[1]) - 1, NINE.divide(new[1], old[0]) - 1)
    stated = interval(claim)
    fits = (
        yearly(claim, now, before, (implied[0] + 1, implied[1] + 1))
        or not apart(stated, implied)
        or (q.low >= 1 and not apart((stated[0] - 1, stated[1] - 1), implied))
    )  # "1.2 times" may mean to or by
    compared = (
        ("stated change", q.low),
        ("level", now.quantity.low),
        ("earlier level", before.quantity.low),
        ("implied change", (NINE.divide(now.quantity.low, before.quantity.low) - 1).quantize(Decimal("0.0001"))),
    )
    return Finding(
        growth_mismatch.__name__,
        claim.id,
        "passes" if fits else "fires",
        "the change follows from its two levels" if fits else "the change stated is not the one its own two levels give",
        compared,
        "level / earlier level - 1",
        (now.id, before.id),
        suggests=None if fits else "internally_inconsistent",
    )


def of_its_change(level: Claim, view: View) -> Finding | None:
    """For a level: the change that the sentence tells of it does not follow from it and the earlier one, or is met by both."""
    if testify(level, view).says == "agrees":
        return None  # a table has the level as it stands: then the change told of it is what is off
    for change in view.sentence(level):
        found = by_levels(change, view) if change.id != level.id else None
        if found is not None and level.id in found.claims:
            return replace(found, claim=level.id, claims=(change.id, *(one for one in found.claims if one != level.id)))
    return None


def of_history(claim: Claim, view: View) -> Finding | None:
    """A multiple of another year's level ("three times that of 2021") against what the same subject told of that year."""
    q = claim.quantity
    years = {found[0] for found in YEAR.finditer(claim.quote)}
    if q is None or q.unit != "ratio" or q.low < 1 or in_percent(claim) or not years or claim.polarity == "negated":
        return None
    for now in view.sentence(claim):
        if now.quantity is None or now.quantity.unit in ("ratio", "percentage_point", None) or now.at("value") == claim.at("value"):
            continue
        for before in (*view.elsewhere(now), *view.again(now)):
            if before.quantity is None or before.quantity.unit != now.quantity.unit or not alike(before, now) or before.quantity.low <= 0:
                continue
            day = view.document(before.document).published
            year = before.period.text[:4] if before.period else day.value[:4] if day else ""
            if year not in years or (now.period is not None and now.period.text[:4] == year):
                continue
            (a, b), (c, d) = interval(now), interval(before)
            fits = not apart(interval(claim), (NINE.divide(a, d), NINE.divide(b, c)))
            numbers = (("stated multiple", q.low), ("level", now.quantity.low), ("earlier level", before.quantity.low))
            return Finding(
                growth_mismatch.__name__,
                claim.id,
                "passes" if fits else "fires",
                "the multiple follows from the levels told then and now"
                if fits
                else "the multiple is not that of the levels told then and now",
                numbers,
                "level / earlier level",
                (now.id, before.id),
                suggests=None if fits else "internally_inconsistent",
            )
    return None


def by_points(claim: Claim, view: View) -> Finding | None:
    """A change in percentage points against the two shares of the sentence, the earlier one marked as such."""
    q = claim.quantity
    told = [(place, one) for one in view.sentence(claim) if one.quantity and one.quantity.unit == "ratio" and (place := one.at("value"))]
    told.sort(key=lambda pair: pair[0])
    before = next((number for number, (_, one) in enumerate(told) if one.at("earlier")), None)
    if q is None or before is None or before + 1 >= len(told):
        return None
    (_, old), (_, new) = told[before], told[before + 1]
    a, b = interval(new), interval(old)
    implied = (100 * (a[0] - b[1]), 100 * (a[1] - b[0]))
    stated = interval(claim)
    fits = not apart(stated, implied) or not apart(stated, (-implied[1], -implied[0]))
    difference_told = (new.quantity.low - old.quantity.low) * 100 if new.quantity and old.quantity else Decimal(0)
    numbers = (("points stated", q.low), ("points implied", difference_told))
    says = "the points are the difference of the two shares" if fits else "the points stated are not the difference of the two shares"
    outcome, verdict = ("passes", None) if fits else ("fires", "internally_inconsistent")
    return Finding(growth_mismatch.__name__, claim.id, outcome, says, numbers, "share - earlier share", (new.id, old.id), suggests=verdict)


def by_rows(claim: Claim, view: View) -> Finding | None:
    """The change between two times of one edition of a table."""
    found = testify(claim, view)
    off = [one for one in found.fails if one.how == "change"]
    if not off or found.says not in ("disagrees", "restated"):
        return None
    one = off[0]
    return Finding(
        growth_mismatch.__name__,
        claim.id,
        "fires",
        f"the change stated is not the one that {cited(one)} gives",
        numbers(claim, one),
        one.formula,
        evidence=tuple(row.evidence.id for row in one.rows),
        names=(cited(one),),
    )


def yearly(claim: Claim, now: Claim, before: Claim, ratio: tuple[Decimal, Decimal]) -> bool:
    """True when the change may be one a year, compounded over the years between the levels (of any number where it is not stated)."""
    low, high = interval(claim)
    if low <= -1:
        return False
    apart_by = now.period.year - before.period.year if now.period and before.period else 0
    years = [apart_by] if apart_by > 1 else [] if apart_by == 1 else range(2, YEARS)
    return any(not apart((NINE.power(1 + low, n), NINE.power(1 + high, n)), ratio) for n in years)
