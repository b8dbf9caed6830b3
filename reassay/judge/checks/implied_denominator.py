"""A share whose whole is not the one named, or is not named at all."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.quantity import NINE
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.derived import Derived, derivations, follows, meets
from reassay.judge.intervals import told
from reassay.judge.plain import plain
from reassay.judge.testimony import testify
from reassay.reference.grammar import table


@leaf(alarm=False)
def implied_denominator(claim: Claim, view: View) -> Finding | None:
    """The whole that part and share imply is one of several that the tables give, and the share fails over another."""
    given = beside_it(claim, view)
    if given is not None:
        return given
    found = testify(claim, view)
    holds = [one for one in found.holds if one.how == "share"]
    fails = [one for one in found.fails if one.how == "share"]
    if not holds or not fails:
        return None
    return Finding(
        implied_denominator.__name__,
        claim.id,
        "fires",
        f"the share holds over {holds[0].scope or 'one whole'} and not over {fails[0].scope or 'another'}",
        tuple((one.scope or one.formula, one.value) for one in (*holds, *fails)),
        "part / whole",
        evidence=tuple(dict.fromkeys(row.evidence.id for one in (*holds, *fails) for row in one.rows)),
        names=tuple(one.scope for one in (*holds, *fails) if one.scope),
    )


NEAR = 40  # characters between a part and the whole it is taken from
RELATED = {
    "utilisation": ("output", "capacity"),
    "price": ("revenue", "sales_volume"),
}  # metric -> what it is the quotient of, by definition


def beside_it(claim: Claim, view: View) -> Finding | None:
    """A quotient against the two numbers beside it that it is of by definition, or that give it."""
    q, name = claim.quantity, implied_denominator.__name__
    if q is None or not told(claim) or q.low <= 0:
        return None
    wanted = RELATED.get(claim.metric)
    shares = claim.metric in table("testing.toml")["shares"]["metrics"]
    named = [
        one
        for one in derivations(claim, view)
        if one.formula == "one / other" and ((one.one.metric, one.other.metric) == wanted or (shares and taken_from(one, view)))
    ]
    found = next((one for one in named if meets(claim, one)), None) or follows(claim, view)
    if found is not None:
        numbers = (("value", q.low), *found.numbers, ("given by the two", found.value))
        says = "the number follows from two others beside it"
        return Finding(name, claim.id, "passes", says, numbers, found.formula, (found.one.id, found.other.id))
    if len(named) != 1 or named[0].one.who != named[0].other.who:
        return None
    one = named[0]
    assert one.one.quantity is not None
    assert one.other.quantity is not None
    whole = NINE.divide(one.one.quantity.low, q.low) * NINE.divide(one.value * one.other.quantity.low, one.one.quantity.low)
    named_whole, part = one.other.quantity.low, one.one.quantity.low
    compared = (("stated", q.low), ("given", one.value), ("part told", part), ("whole told", named_whole), ("whole implied", whole))
    says = "the whole that part and quotient imply is not the one named beside them"
    ids = (one.one.id, one.other.id)
    return Finding(name, claim.id, "fires", says, compared, one.formula, ids, suggests="internally_inconsistent")


def taken_from(one: Derived, view: View) -> bool:
    """True when the sentence takes the one number out of the other (166,650 of the 240,000 tonnes)."""
    a, b = one.one.at("value"), one.other.at("value")
    if a is None or b is None or one.one.span != one.other.span or not a.end <= b.start:
        return False
    between = plain(one.one.quote[a.end - one.one.span.start : b.start - one.one.span.start])
    words = table("testing.toml")["out_of"]
    return len(between) <= NEAR and between.rstrip().endswith(tuple(word for code in sorted(words) for word in words[code]))
