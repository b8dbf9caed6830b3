"""How many applications of the time claimed a register shows, what that makes of the claimed number, and whether it could tell an error."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.nowcast import LEVEL, POWER
from reassay.judge.registered import Registered, Tested, registered

CENT = Decimal("0.01")


@leaf(alarm=False, metrics=("patents_filed",))
def seen_in_the_register(claim: Claim, view: View) -> Finding | None:
    """Single applications, each once, under every scope of the applicant; a shortfall speaks only where a 30 % error would be found."""
    found = registered(claim, view)
    if found is None:
        return None
    one, able = found.usual, found.usual.power >= POWER
    fails = {scope.state for scope in found.scopes} == {"fails"}
    wanted = () if able or one.visible >= float(claim.quantity.low if claim.quantity else 0) else (f"power: {two(one.power)} of {POWER}",)
    stale = (
        (f"a look at the register on {found.guaranteed} or later",)
        if view.as_of >= found.guaranteed.isoformat() > found.look.isoformat()
        else ()
    )
    lacks = (*wanted, *stale, *found.lacks)
    return Finding(
        seen_in_the_register.__name__,
        claim.id,
        "fires" if fails else "lacks" if wanted or stale else "passes",
        said(claim, found),
        numbers(claim, one),
        "n | C ~ beta-binomial(C, public by the day x ever published x found); P(N | n) with prior 1/N; mid-p tails; "
        "power = P(rejected | 0.7 C)",
        evidence=tuple(sorted({row.evidence.id for scope in found.scopes for row in scope.rows})),
        lacks=lacks,
        dates=tuple(dict.fromkeys((found.guaranteed.isoformat(), *(() if able else (one.early.isoformat(),)), found.look.isoformat()))),
        names=tuple(dict.fromkeys(row.evidence.publisher for scope in found.scopes for row in scope.rows)),
    )


def two(value: float) -> Decimal:
    """A share to two places."""
    return Decimal(value).quantize(CENT)


def numbers(claim: Claim, one: Tested) -> tuple[tuple[str, Decimal], ...]:
    """What is compared and computed, under the usual scope."""
    low, high = one.total.range if one.total else (0, 0)
    totals = (("total, middle", one.total.median), ("total, low", low), ("total, high", high)) if one.total else ()
    ends = (("a true claim shows at least", one.expected[0]), ("a true claim shows at most", one.expected[1]))
    chances = (("share expected to show", one.share), ("chance of so few", one.chances[0]), ("chance of so many", one.chances[1]))
    return (
        *((("value", claim.quantity.low),) if claim.quantity else ()),
        ("visible", Decimal(one.visible)),
        *((label, Decimal(value)) for label, value in (*ends, *totals)),
        *((label, two(value)) for label, value in (*chances, ("power against 30 %", one.power))),
    )


def said(claim: Claim, found: Registered) -> str:
    """The finding as a sentence: scopes, expectation, total, power, dates, and what each share rests on."""
    one, claimed = found.usual, claim.quantity.low if claim.quantity else Decimal(0)
    scopes = "; ".join(table_row(scope) for scope in found.scopes)
    parts = [
        f"of the {claimed} claimed, a look at the register on {found.look} shows {one.visible} ({one.family.name})",
        f"{two(one.share)} are expected to show by then, so that a true claim shows {one.expected[0]} to {one.expected[1]}",
        f"chance of so few {two(one.chances[0])}" + (" or less" if one.chances[0] <= LEVEL else ""),
    ]
    if one.total:
        parts.append(f"those seen make {one.total.median} in all, {one.total.range[0]} to {one.total.range[1]} (95 %)")
    enough = "enough" if one.power >= POWER else f"too little, enough from {one.early}"
    parts.append(f"a claim 30 % too high would be found with probability {two(one.power)}, {enough}; all must show from {found.guaranteed}")
    parts.append(f"by scope: {scopes}")
    return "; ".join((*parts, *(curve.source for curve in one.curves), found.recall))


def table_row(one: Tested) -> str:
    """One scope in short."""
    total = f", {one.total.range[0]} to {one.total.range[1]} in all" if one.total else ""
    return f"{one.family.name}: {one.visible} seen{total}, power {two(one.power)}, {one.state}"
