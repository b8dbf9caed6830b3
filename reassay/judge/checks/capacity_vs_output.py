"""More made than the plant can make, or what it can make told as made."""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.concepts import clause
from reassay.judge.intervals import interval, told
from reassay.judge.kindred import of_text
from reassay.judge.plain import plain
from reassay.judge.rows import factor
from reassay.judge.testimony import testify
from reassay.reference.grammar import table

BEYOND = Decimal("1.15")  # lines beat their nameplate by some 15 %, not by more (rules of the truth set)


@leaf(alarm=True, metrics=("output", "utilisation"))
def capacity_vs_output(claim: Claim, view: View) -> Finding | None:
    """Output above 1.15 times the capacity stated beside it, a utilisation that the two do not give, or a capacity told as output."""
    if claim.quantity is None or not told(claim):
        return None
    row = next((row for row in testify(claim, view).other if row.metric == "capacity"), None)
    if row is not None and claim.metric == "output":
        return made(
            claim, "fires", "the table lists this number as capacity", (("value", claim.quantity.low),), evidence=(row.evidence.id,)
        )
    capacity, output = level("capacity", claim, view), claim if claim.metric == "output" else level("output", claim, view)
    if capacity is None or output is None or not alike(capacity, output) or later(capacity, output):
        return None
    if claim.metric == "utilisation":
        return used(claim, output, capacity)
    size = per_year(output, capacity)
    assert capacity.quantity is not None
    most = interval(capacity)[1] if capacity.quantity.comparator != "eq" else capacity.quantity.high
    over = interval(output)[0] * size > most * BEYOND
    says = "output above 1.15 times the capacity stated" if over else "output within the capacity stated"
    return made(
        claim,
        "fires" if over else "passes",
        says,
        pair(output, capacity),
        claims=(capacity.id,),
        suggests="internally_inconsistent" if over else None,
    )


def level(metric: str, claim: Claim, view: View) -> Claim | None:
    """The last level of a metric that the text tells of the claim's subject."""
    some = (one for one in reversed(of_text(metric, claim, view)) if one.quantity and one.polarity == "positive")
    return next((one for one in some if told(one) or rated(one)), None)


def later(capacity: Claim, output: Claim) -> bool:
    """True for a capacity of a time that begins behind the output's: nobody made anything with it yet."""
    return bool(capacity.period and output.period and capacity.period.days()[0] > output.period.days()[1])


def rated(capacity: Claim) -> bool:
    """True for what a plant is built to make: a design or nameplate figure is no plan of a plant to come."""
    words = table("testing.toml")["rated"]
    return capacity.metric == "capacity" and any(word in plain(clause(capacity)) for code in sorted(words) for word in words[code])


def used(claim: Claim, output: Claim, capacity: Claim) -> Finding | None:
    """A utilisation against output over capacity."""
    a, b, own = interval(output), interval(capacity), interval(claim)
    if b[0] <= 0:
        return None
    off = a[0] / b[1] > own[1] or a[1] / b[0] < own[0]
    says = "the utilisation is not output over capacity" if off else "the utilisation is output over capacity"
    return made(
        claim,
        "fires" if off else "passes",
        says,
        pair(output, capacity),
        claims=(output.id, capacity.id),
        suggests="internally_inconsistent" if off else None,
    )


def alike(capacity: Claim, output: Claim) -> bool:
    """True when both are tonnes, whether or not a year is named."""
    units = [one.quantity.unit if one.quantity else None for one in (capacity, output)]
    plain_units = [(unit or "").split("/")[0] for unit in units]
    return (
        plain_units[0] == plain_units[1] and plain_units[0] not in ("ratio", "percentage_point") and factor(units[1], units[0]) is not None
    )


def per_year(output: Claim, capacity: Claim) -> Decimal:
    """What to multiply an output with to have it in the capacity's time (by the day against by the year)."""
    units = [one.quantity.unit if one.quantity else None for one in (output, capacity)]
    return factor(*units) or Decimal(1)


def pair(output: Claim, capacity: Claim) -> tuple[tuple[str, Decimal], ...]:
    """Both numbers."""
    return (
        ("output", output.quantity.low if output.quantity else Decimal(0)),
        ("capacity", capacity.quantity.low if capacity.quantity else Decimal(0)),
    )


def made(
    claim: Claim,
    outcome: str,
    says: str,
    numbers: tuple[tuple[str, Decimal], ...],
    claims: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    suggests: str | None = None,
) -> Finding:
    """The finding."""
    return Finding(
        capacity_vs_output.__name__, claim.id, outcome, says, numbers, "output <= 1.15 x capacity", claims, evidence, suggests=suggests
    )
