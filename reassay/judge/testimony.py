"""What evidence makes of a claim: it agrees, disagrees, depends on the scope, speaks of another basis, or once agreed and was revised.

Which of these holds is decided here once; the checks report it. Agreement and disagreement are of intervals, never of single numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.anchored import blamed
from reassay.judge.bases import affirmed, at_odds, basis_class, betrayed
from reassay.judge.changes import changes
from reassay.judge.concepts import fitting as meanings
from reassay.judge.concepts import senses, spoken, stands
from reassay.judge.direction import directed
from reassay.judge.flows import flows_between
from reassay.judge.intervals import apart, half, interval, printed, told
from reassay.judge.plain import plain
from reassay.judge.proportions import proportions
from reassay.judge.reach import narrow
from reassay.judge.readings import Reading, at_time, converted, direct, fitting, newest, readings
from reassay.judge.registered import Tested, registered
from reassay.judge.rows import Row, day, places, same_name, shelf, siblings, whose
from reassay.judge.shares import shares
from reassay.judge.stretch import of, overlaps
from reassay.judge.visible import unripe
from reassay.reference.grammar import table
from reassay.reference.register import fold

NEAR = Decimal("0.005")  # a number told from another basis is often a rounder one


@dataclass(frozen=True, slots=True)
class Testimony:
    """Current readings that hold and that fail, revised ones that held, and rows on another basis."""

    holds: tuple[Reading, ...] = ()
    fails: tuple[Reading, ...] = ()
    held: tuple[Reading, ...] = ()  # superseded readings that agree with the claim
    other: tuple[Row, ...] = ()  # rows whose number is the claim's, on another basis
    factor: tuple[str, Decimal] | None = None  # element and oxide factor that betray the other basis
    scopes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def says(self) -> str:
        """restated, basis, scope, agrees, disagrees or nothing, in the order of the verdicts."""
        if self.held and not self.holds:
            return "restated"
        if self.other and not self.holds:
            return "basis"
        if self.holds and self.fails:
            return "scope"
        return "agrees" if self.holds else "disagrees" if self.fails else ""


def testify(claim: Claim, view: View) -> Testimony:
    """The testimony on a claim, made once per view."""
    made = shelf(view).testimony
    if claim.id not in made:
        made[claim.id] = heard(claim, view)
    found: Testimony = made[claim.id]
    return found


def heard(claim: Claim, view: View) -> Testimony:
    """Read the evidence on a claim that states a fact."""
    if claim.polarity != "positive" or claim.modality not in ("achieved", "ongoing"):
        return Testimony()
    if claim.quantity is None:
        dated = acts(claim, view)
        if not dated.says:
            dated = control(claim, view)
        return dated if dated.says else Testimony(*directed(claim, view))
    if not told(claim):
        return Testimony()
    every = [*readings(claim, view), *shares(claim, view), *changes(claim, view), *proportions(claim, view)]
    single = registered(claim, view)
    if single is not None:  # the applications themselves are there: the counts made of them say no more
        every = [one for one in every if not any(row.get("reading") for row in one.rows)]
    same = [one for one in every if not at_odds(claim.quantity.basis, one.basis) and not another_step(claim, one)]
    current, old = newest(chosen(claim, [one for one in same if one.how != "mixed"]))
    old += [one for one in same if one.how == "mixed"]
    growing = claim.metric == "patents_filed"  # a later look at a register shows more of one year: nothing was revised
    holds = tuple(one for one in current if agree(claim, one))
    fails = tuple(one for one in current if not agree(claim, one) and not unripe(claim, one, view))
    if not holds:
        fails = tuple(one for one in fails if blamed(claim, one, view))
    fails += tuple(one for one in flows_between(claim, view) if interval(claim)[0] > one.ends[1])
    if holds:  # a share of all needs no part of it to hold as well
        fails = tuple(one for one in fails if not (one.how == "share" and any(row.bundled and narrow(row) for row in one.rows[1:])))
    if single is not None:
        holds, fails = ((*some, *(scoped(one) for one in single.standing(how))) for some, how in ((holds, "holds"), (fails, "fails")))
    held = () if growing else tuple(one for one in old if agree(claim, one) and (fails or holds))
    rows = [*(row for one in every if one not in same for row in one.rows), *(() if holds else strangers(claim, view))]
    rows += [] if same else shifted(claim, view)
    known = () if holds else tuple(row for row in dict.fromkeys(rows) if not kin(claim, row, fails))
    return Testimony(holds, fails, held, known, None if holds else exposed(claim, view))


def scoped(one: Tested) -> Reading:
    """What one scope of single applications says: how many show, and what they make of the total."""
    ends = one.total.range if one.total else (one.visible, one.visible)
    newest = max(row.evidence.published_date for row in one.rows)
    formula = "applications filed in the period, each once; mid-p of so few if the claim is true"
    return Reading(
        "register", Decimal(one.visible), (Decimal(ends[0]), Decimal(ends[1])), one.rows, one.family.name, None, formula, newest, newest
    )


def acts(claim: Claim, view: View) -> Testimony:
    """What a catalogue prints as the day of an act (published, granted) on what the claim names by its reference."""
    mine = of(claim.period)
    holds: list[Reading] = []
    fails: list[Reading] = []
    for column, words in table("evidence.toml")["acts"].items() if mine else ():
        for row in shelf(view).referenced if claim.event and any(word in plain(claim.quote) for word in words) else ():
            when = day(row.get(column))
            if when is None or mine is None or not names(claim, str(row.get("reference"))):
                continue
            label = f"{row.get('reference')}: {row.get(column)}"
            one = Reading("act", Decimal(when.year), (Decimal(when.year), Decimal(when.year)), (row,), label, None, column, row.edition)
            (holds if mine.first <= when <= mine.last else fails).append(one)
    return Testimony(tuple(holds), () if holds else tuple(fails))


def control(claim: Claim, view: View) -> Testimony:
    """Whom an ownership register has as the subject's controlling owner, where a text says who that is."""
    words, low = table("evidence.toml")["control"], plain(claim.quote)
    if not any(word in low for word in words["told"]):
        return Testimony()
    holds: list[Reading] = []
    fails: list[Reading] = []
    for evidence in view.evidence("ownership"):
        row, parent = Row(evidence), str(evidence.values.get("parent") or "")
        said = str(evidence.values.get("relation") or "").casefold()
        if (
            not parent
            or not same_name(str(evidence.values.get("child") or ""), claim, view)
            or not any(word in said for word in words["relations"])
        ):
            continue
        held = fold(parent) in fold(claim.quote) or (claim.subject is not None and same_name(parent, claim, view))
        one = Reading("control", Decimal(1), (Decimal(1), Decimal(1)), (row,), parent, None, "controlling owner", row.edition)
        (holds if held else fails).append(one)
    return Testimony(tuple(holds), () if holds else tuple(fails))


def names(claim: Claim, reference: str) -> bool:
    """True when a claim names a reference, with or without its year (ISO 17887 for ISO 17887:2025)."""
    stem = plain(reference).split(":")[0].strip()
    text = plain(f"{claim.subject or ''} | {claim.quote}")
    return bool(stem) and re.search(rf"(?<![a-z0-9]){re.escape(stem)}(?![0-9-])", text) is not None


def chosen(claim: Claim, found: list[Reading]) -> list[Reading]:
    """Readings of what the text names, where it names the scope, part or product of some of those made in one way of one kind of rows."""
    alike: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for one in found:
        alike[one.how, *(() if one.how == "share" else sorted({row.metric for row in one.rows}))].append(one)
    told_of, left = spoken(claim), []
    for some in alike.values():
        labels = [senses(" | ".join((one.scope, *(f"{row.subject} | {row.get('stage') or ''}" for row in one.rows)))) for one in some]
        left += [id(one) for one, kept in zip(some, meanings(told_of, labels), strict=True) if kept]
    return [one for one in found if id(one) in left]


def another_step(claim: Claim, one: Reading) -> bool:
    """True when the clause speaks of one step of the chain (separated) and the rows say that they are of another (mined)."""
    label = senses(affirmed(" | ".join(f"{row.get('stage') or ''} | {row.evidence.basis or ''}" for row in one.rows)))
    return any(stands(spoken(claim), label, group) == "other" for group in table("evidence.toml")["telling"]["groups"])


def agree(claim: Claim, one: Reading) -> bool:
    """True when the claim and a reading may be one number; "more than" and "less than" are meant as they stand."""
    q = claim.quantity
    assert q is not None
    low, high = interval(claim)
    if q.comparator == "eq" and q.low > 0 and (cut := printed(claim)) is not None and cut[1]:
        high += half(claim)  # decimals are often cut off, not rounded: 55.329 % told as 55.32
    more, less = q.comparator in ("gt", "ge"), q.comparator in ("lt", "le", "upto")
    if more and q.low > 0 and all(row.get("comparator") in ("gt", "ge") for row in one.rows):
        return q.low <= one.value  # "more than 85" is no number of a table that says "more than 75"
    if (more and q.low >= 0) or (less and q.high < 0):
        low = q.low
    if (less and q.low >= 0) or (more and q.high < 0):
        high = q.high
    return not apart((low, high), one.ends)


def strangers(claim: Claim, view: View) -> Iterator[Row]:
    """Rows that print the claim's number for something of another kind (capacity for output, gross imports for oxide mined)."""
    kinds = table("evidence.toml")["other_basis"].get(claim.metric, ())
    low, high = interval(claim)
    low, high = low * (1 - NEAR), high * (1 + NEAR)
    own = [row for row in shelf(view).about(whose(claim), view) if same_name(row.subject, claim, view)]
    for kind in kinds:
        for one in direct(replace(claim, metric=kind), own):
            if one.how == "sum" and low <= one.value <= high:
                yield from one.rows
    peculiar = shelf(view).metric[claim.metric] if claim.metric.startswith("other:") else []  # so odd a metric is of one thing
    yield from otherwise(claim, list(dict.fromkeys([*own, *peculiar])))
    for row in siblings(claim, view):
        value = converted(claim, row)
        if value is not None and row.metric == claim.metric and low <= value <= high and at_time(claim, row):
            yield row
    for row in shelf(view).about(whose(claim), view):
        value = converted(claim, row)
        if value is None or row.metric not in kinds or not (low <= value <= high) or not timely(claim, row):
            continue
        if same_name(row.subject, claim, view) or at_odds(claim.quantity.basis if claim.quantity else None, row.evidence.basis):
            yield row


def otherwise(claim: Claim, own: list[Row]) -> Iterator[Row]:
    """Rows of the subject that give the claim's number by another measure: for each of something, of another material, or times a grade."""
    q, words = claim.quantity, table("evidence.toml")["graded"]["pattern"]
    for row in own if q is not None and q.low > 0 else ():
        if row.bundled or row.value is None or q is None:
            continue
        per = (row.unit or "").startswith(f"{q.unit}/") and not (row.unit or "").endswith(("/a", "/d"))
        of_else = row.metric == claim.metric and row.unit == q.unit and at_odds(q.basis, row.evidence.basis)
        if row.metric == claim.metric and (per or of_else) and row.value == q.low:
            yield row
        found = re.search(words, plain(f"{row.get('product') or ''} | {row.evidence.basis or ''}"))
        value = converted(claim, row)
        if found and value is not None and at_odds(q.basis, row.evidence.basis) and at_time(claim, row):
            graded = value * Decimal(found[1]) / 100
            if abs(graded / q.low - 1) <= NEAR:
                yield row


def shifted(claim: Claim, view: View) -> Iterator[Row]:
    """Rows of the claim's metric and of as long a time, which begins and ends on other days: other twelve months."""
    mine = of(claim.period)
    own = [row for row in shelf(view).about(whose(claim), view) if same_name(row.subject, claim, view)]
    for row in fitting(claim, own):
        other = row.when
        if mine is None or other is None or converted(claim, row) is None or not overlaps(mine, other) or other.part or mine.part:
            continue
        if not mine.contains(other) and not other.contains(mine) and abs((mine.last - mine.first) - (other.last - other.first)).days <= 1:
            yield row


def kin(claim: Claim, row: Row, fails: tuple[Reading, ...]) -> bool:
    """True for the same data under another name (the quota that an office prints as output): no stranger to the figure that failed."""
    same = any(row.evidence.lineage in one.lineages and not at_odds(row.evidence.basis, one.basis) for one in fails)
    return row.bundled and row.metric != claim.metric and same


def timely(claim: Claim, row: Row) -> bool:
    """True when a claim may have taken its number from a row; a bundled one shares days with it, or tells an earlier state."""
    mine, other = of(claim.period), row.when
    if not row.bundled or mine is None or other is None or overlaps(mine, other):
        return True
    return row.metric in table("evidence.toml")["stock"]["metrics"] and other.first <= mine.last


def exposed(claim: Claim, view: View) -> tuple[str, Decimal] | None:
    """The oxide factor between the claim and a row of another basis than the claim states, or than a metal it names without one."""
    q = claim.quantity
    if q is None or q.unit not in ("t", "kg", "t/a") or basis_class(q.basis) is not None:
        return None
    for row in shelf(view).about(whose(claim), view):
        value = converted(claim, row)
        if row.bundled and fold(row.subject) in places():  # a country's whole is of many elements, so one factor betrays nothing
            continue
        if value is None or not same_name(row.subject, claim, view) or basis_class(row.evidence.basis) is None or not at_time(claim, row):
            continue
        found = betrayed(q.low, value)
        if found is not None:
            return found
    return None
