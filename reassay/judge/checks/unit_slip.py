"""A number off by a scale or unit factor from another statement of the same thing."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import in_percent, interval, same_period, told, who
from reassay.judge.kindred import kindred
from reassay.judge.origin import cited
from reassay.judge.plain import plain
from reassay.judge.rows import factor
from reassay.judge.slips import CLOSE, FACTORS, PLACES, of_change, of_equation, of_share, of_sum, remainder, slip
from reassay.judge.testimony import testify
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

SHARES = (Decimal(100),)  # a lost decimal point or per cent sign
NOTED = 1000  # least number whose figures behind a note's mark are no chance
NEAR = Decimal("1e-8")  # ratios are taken to nine figures: what is further from a factor is not it
TELLING = 2  # figures two numbers must share before a factor between them is more than chance


@leaf(alarm=True)
def unit_slip(claim: Claim, view: View) -> Finding | None:
    """Off by a thousand, by 万 or by 亿 from another statement of the same subject, metric and period."""
    q = claim.quantity
    if q is None or not told(claim) or q.low <= 0 or not who(claim):
        return None
    other_unit = of_unit(claim, view)
    if other_unit is not None or len(q.low.normalize().as_tuple().digits) < TELLING:
        return other_unit or twice(claim, view) or of_change(claim, view) or of_equation(claim, view)
    for found in (
        remainder(claim, view),
        lost_point(claim),
        lost_dash(claim, view),
        by_rows(claim, view),
        twice(claim, view),
        of_sum(claim, view),
        of_share(claim, view),
        of_change(claim, view),
        confused(claim, view),
        of_equation(claim, view),
    ):
        if found is not None:
            return found
    for other in scaled(claim, view):
        factor = slipped(claim, other) or relayed(claim, other, view)
        if factor is not None and other.quantity is not None:
            small = other.quantity.low > q.low
            return Finding(
                unit_slip.__name__,
                claim.id,
                "fires",
                "differs by a whole scale factor from another statement of the same quantity",
                (("value", q.low), ("other value", other.quantity.low), ("factor", factor)),
                "value x factor = other value" if small else "other value x factor = value",
                (other.id,),
                suggests="contradicted" if factor in PLACES and other.document != claim.document else "internally_inconsistent",
            )
    return None


def scaled(claim: Claim, view: View) -> list[Claim]:
    """Other statements of the claim's time and unit that are about a whole scale factor away, those of other texts first."""
    kin, mine = kindred(claim, view)
    low = claim.quantity.low if claim.quantity else Decimal(0)
    middles = [size for ten in (*FACTORS, *PLACES) for size in (low * ten, low / ten)]
    near = [one for size in middles for figure in kin.between(mine, size * (1 - NEAR), size * (1 + NEAR)) for one in figure.said]
    found = {one.order: one.claim for one in near if (one.claim.document, one.claim.span) != (claim.document, claim.span)}
    return sorted((found[order] for order in sorted(found)), key=lambda one: one.document == claim.document)


def lost_point(claim: Claim) -> Finding | None:
    """A share of many hundred per cent that is one with its decimal point put back."""
    q, card = claim.quantity, metrics().get(claim.metric)
    if q is None or card is None or not card.whole or not in_percent(claim) or not 10 <= q.low <= 100:
        return None
    numbers = (("share", q.low), ("with the point", q.low / 100))
    return slip(
        claim,
        "a share above one whole that is none with its decimal point put back",
        numbers,
        "share / 100 <= 1",
        suggests="internally_inconsistent",
    )


def lost_dash(claim: Claim, view: View) -> Finding | None:
    """Figures of a range run together (13 for 1-3): the text's other figures of that unit, all far smaller, are within the range."""
    q = claim.quantity
    if q is None or q.unit == "count" or q.low != q.low.to_integral_value() or q.low != q.high or len(str(q.low)) not in (2, 4):
        return None
    text = str(q.low)
    low, high = Decimal(text[: len(text) // 2]), Decimal(text[len(text) // 2 :])
    if not 0 < low < high:
        return None
    others = [one for one in view.told(claim.document) if one.quantity and one.quantity.unit == q.unit and one.span != claim.span]
    ends = [(one.quantity.low, one.quantity.high) for one in others if one.quantity]
    bounds = [one.quantity for one in others if one.quantity and one.quantity.comparator in ("le", "lt", "upto")]
    exact = any(one.high == high for one in bounds)  # a bound at the end of the range says as much as two figures within it
    if len(ends) < (1 if exact else 2) or any(a < low or b > high or b * 3 > q.low for a, b in ends):
        return None
    numbers = (("value", q.low), ("from", low), ("to", high))
    says = "a range whose dash was lost: the text's other figures are within it"
    ids = tuple(one.id for one in others)
    return slip(claim, says, numbers, "from <= others <= to", ids, suggests="internally_inconsistent")


def relayed(claim: Claim, other: Claim, view: View) -> Decimal | None:
    """Ten or a hundred between a relay and the source that it names, the figures being the same: a point lost or a nought added."""
    q, p, mine, theirs = claim.quantity, other.quantity, view.document(claim.document), view.document(other.document)
    if q is None or p is None or p.low <= 0 or q.unit != p.unit or mine.id == theirs.id or not same_period(other, claim):
        return None
    ratio = NINE.divide(max(p.low, q.low), min(p.low, q.low))
    return ratio if ratio in PLACES and cited(theirs.source.name, mine) else None


def of_unit(claim: Claim, view: View) -> Finding | None:
    """The number of a table under another unit (a day for a year)."""
    q = claim.quantity
    for one in testify(claim, view).fails if q is not None and q.low > 0 else ():
        row = one.rows[0]
        if len(one.rows) == 1 and q is not None and row.value == q.low and one.value != q.low:
            numbers = (("value", q.low), ("value of the table in the unit printed here", one.value))
            says = f"the number of a table with another unit: {row.unit} there"
            return slip(claim, says, numbers, "unit = unit of the table", evidence=(row.evidence.id,))
    return None


def by_rows(claim: Claim, view: View) -> Finding | None:
    """A number that a whole scale factor makes the table's."""
    q = claim.quantity
    for one in testify(claim, view).fails if q is not None and q.low > 0 else ():
        ratio = NINE.divide(max(one.value, q.low), min(one.value, q.low)) if q and one.value > 0 else Decimal(0)
        if q is not None and noted(q.low, one.value):
            pair = (("value", q.low), ("value of the table", one.value))
            says = "the number of a table behind the mark of a note"
            return slip(claim, says, pair, "figures = mark + value", evidence=tuple(row.evidence.id for row in one.rows))
        for ten in (*FACTORS, *PLACES):
            near = ratio == ten if ten in PLACES else abs(ratio / ten - 1) <= CLOSE
            if near and q is not None:
                rows = tuple(row.evidence.id for row in one.rows)
                numbers = (("value", q.low), ("value of the table", one.value), ("factor", ten))
                return slip(
                    claim, "a whole scale factor from the number of a table", numbers, "value x factor = value of the table", evidence=rows
                )
    return None


def noted(value: Decimal, printed: Decimal) -> bool:
    """True for a number that is another with one or two figures in front, as a note's mark runs into it (12 and 13,000 make 1213,000)."""
    if value != value.to_integral_value() or printed != printed.to_integral_value() or printed < NOTED:
        return False
    long, short = str(int(value)), str(int(printed))
    return long.endswith(short) and 1 <= len(long) - len(short) <= 2


def twice(claim: Claim, view: View) -> Finding | None:
    """One quantity told twice in a sentence, in two units that do not give each other ("8 per cent, that is 8,000 ppm")."""
    q, at = claim.quantity, claim.at("value") or claim.span
    for other in view.sentence(claim):
        p, there = other.quantity, other.at("value")
        size = factor(p.unit, q.unit) if p and q else None
        if (
            p is None
            or q is None
            or size is None
            or there is None
            or p.low <= 0
            or other.id == claim.id
            or other.metric != claim.metric
            or p.low == q.low
        ):
            continue
        first, second = sorted((at, there))
        between = plain(claim.quote[first.end - claim.span.start : second.start - claim.span.start])
        if not same_again(between):
            continue
        value = p.low * (size or Decimal(1))
        ratio = NINE.divide(max(value, q.low), min(value, q.low))
        if abs(ratio - 1) <= CLOSE:
            both = (("value", q.low), ("the same in the other unit", value))
            says = "told twice in two units that agree"
            return Finding(unit_slip.__name__, claim.id, "passes", says, both, "value = the same in the other unit", (other.id,))
        if any(abs(ratio / ten - 1) <= CLOSE for ten in (*PLACES, *FACTORS, Decimal(10) ** 5, Decimal(10) ** 6)):
            numbers = (("value", q.low), ("the same in the other unit", value), ("factor", ratio))
            says = "told twice in two units that are a factor of ten or more apart"
            return slip(claim, says, numbers, "value = the same in the other unit", (other.id,), suggests="internally_inconsistent")
    return None


def same_again(between: str) -> bool:
    """True for words that lead from a quantity to the same in other words, with little else."""
    words = table("testing.toml")["same_again"]
    short = between.strip(" ,\uff0c(\uff08")
    return short in words["alone"] or (len(between) <= 40 and any(word in between for code in ("en", "zh") for word in words[code]))


def confused(claim: Claim, view: View) -> Finding | None:
    """Above a hard limit as printed, and usual where the unit is the one it is often taken for (kG under tesla, days for years)."""
    q = claim.quantity
    for row in view.evidence("limit") if q is not None else ():
        unit, value = str(row.values.get("unit") or ""), row.values.get("value")
        size = factor(q.unit, unit) if q is not None else None
        if q is None or size is None or value is None or row.values.get("metric") != "limit" or row.values.get("comparator") == "ge":
            continue
        bound, own = Decimal(str(value)), interval(claim)[0] * size
        for other, times in table("evidence.toml")["taken_for"].get(unit, {}).items():
            if own > bound and bound / 2 <= own * Decimal(str(times)) <= bound:
                numbers = (("value", q.low), ("limit", bound), ("factor", Decimal(str(times))))
                says = f"above the limit as printed, usual where the number is in {other}"
                return slip(claim, says, numbers, "value x factor <= limit", evidence=(row.id,))
    return None


def slipped(claim: Claim, other: Claim) -> Decimal | None:
    """The factor between two statements of one quantity, None when they differ by no whole scale."""
    q, p = claim.quantity, other.quantity
    if q is None or p is None or p.low <= 0 or p.unit != q.unit or not told(other):
        return None
    if who(other) != who(claim) or not same_period(other, claim) or (other.at("part") is None) != (claim.at("part") is None):
        return None
    ratio = NINE.divide(max(p.low, q.low), min(p.low, q.low))
    return ratio if ratio in (SHARES if q.unit == "ratio" else FACTORS) else None
