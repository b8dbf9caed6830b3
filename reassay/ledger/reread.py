"""A claim is stored only when a second reading of its own characters gives its value, unit and period again.

This reading shares language tables with the first and nothing else: no expression, no code.
"""

from __future__ import annotations

from fractions import Fraction

from reassay.base.claim import Claim
from reassay.base.text import Span
from reassay.ledger.amounts import Table, amount, bounds, plain, scale_of
from reassay.ledger.measures import crossed_name, denominator, over, unit
from reassay.ledger.times import when
from reassay.reference.grammar import grammar, units

WRITTEN = {Fraction(size): symbol for size, symbol in units()["written"].items()}
MU = 15  # 1 mu = 1/15 ha: a value per mu is 15 times as much per hectare


def reread(claim: Claim, text: str, published: str | None, language: str) -> str | None:
    """None when every field follows from the characters, else one line saying what differs."""
    if claim.span.of(text) != claim.quote:
        return "the quote is not the text at its place"
    for name, span in claim.spans:
        if not 0 <= span.start < span.end <= len(text):
            return f"the span of {name} lies outside the text"
    table = grammar(language if language in ("en", "zh") else "en")
    return value(claim, text, table) or when(claim, text, published, table)


def value(claim: Claim, text: str, table: Table) -> str | None:
    """What differs between the quantity and its own characters."""
    q, span = claim.quantity, claim.at("value")
    if q is None:
        return None
    if span is None or not span.within(claim.span):
        return "the value has no span inside the quote"
    lows, highs = placed(span.of(text), table) if claim.metric == "rank" else numbers(claim, text, span, table)
    lows, highs = since(claim, text, table, lows), since(claim, text, table, highs)
    if not lows or not highs:
        return f"no number at {span.of(text)!r}"
    factors = scaled(claim, text, table)
    if factors is None:
        return f"the unit at its span is not {q.unit}"
    sign = direction(claim, text, table)
    if sign is None:
        return "the word of direction says no fall"
    low, high = Fraction(q.low), Fraction(q.high)
    for factor in factors:
        ends = sorted((sign * a * factor, sign * b * factor) for a in lows for b in highs)
        if any({True} == {same(low, min(pair)), same(high, max(pair))} for pair in ends):
            return None
    return f"{span.of(text)!r} does not give {q.low} {q.unit}"


def placed(written: str, table: Table) -> tuple[list[Fraction], list[Fraction]]:
    """A place among peers: the word of an ordinal or superlative, or a number."""
    known = table["ranks"].get(plain(written, table).lower())
    value = Fraction(known) if known is not None else amount(written, table)
    return ([value], [value]) if value is not None else ([], [])


def since(claim: Claim, text: str, table: Table, values: list[Fraction]) -> list[Fraction]:
    """A multiple of a former level as the change it is, when the words at its span name such a level."""
    span = claim.at("formerly")
    if span is None:
        return values
    word = plain(span.of(text), table).lower()
    known = word in table["formerly"] or word in (*table.get("formerly_now", ()), *table.get("formerly_of", ()))
    return [value - 1 for value in values] if known else []


def numbers(claim: Claim, text: str, span: Span, table: Table) -> tuple[list[Fraction], list[Fraction]]:
    """Possible readings of the lower and the upper number: in 6-8万 the first may share the scale of the second."""
    a, b = claim.at("low"), claim.at("high")
    if a is None or b is None:
        one = bounds(span.of(text), table)
        return ([one[0]], [one[1]]) if one is not None else ([], [])
    low, high = amount(a.of(text), table), amount(b.of(text), table)
    if low is None or high is None or not (a.within(span) and b.within(span)):
        return [], []
    if between(text[a.end : b.start], claim, text, table):
        return [], []
    scale = scale_of(b.of(text), table)
    return ([low * scale] if scale_of(a.of(text), table) == 1 and scale != 1 and low * scale < high else [low]), [high]


def between(gap: str, claim: Claim, text: str, table: Table) -> bool:
    """True when a unit written between the two numbers of a range is another one than the unit behind them."""
    span = claim.at("unit")
    behind = {(ident, factor) for ident, _, factor in unit(span.of(text), table["code"])} if span else set()
    body = plain(gap, table).strip()
    if below := over(body):
        body = body[below[0] :].strip()
    for end in range(len(body), 0, -1):
        here = {(ident, factor) for ident, _, factor in unit(body[:end], table["code"])}
        inside = body[end - 1].isascii() and body[end - 1].isalpha() and body[end : end + 1].isascii() and body[end : end + 1].isalpha()
        if here and not inside:
            return not here & behind
    return False


def scaled(claim: Claim, text: str, table: Table) -> list[Fraction] | None:
    """Factors that the written unit may carry; None when it is another unit."""
    q, span, per = claim.quantity, claim.at("unit"), claim.at("per")
    assert q is not None
    if span is None:
        return [Fraction(1)] if per is None else None
    over = denominator(per.of(text), table["code"]) if per else None
    if per is not None and over is None:
        return None
    lot = units()["lots"].get(over or "")
    found = []
    for ident, inside, factor in unit(span.of(text), table["code"]):
        bottom = over or inside
        if lot is not None and q.unit == f"{ident}/{lot[0]}":
            found.append(factor / Fraction(lot[1]))
        if over is not None and q.unit == f"{crossed_name(span.of(text))}/{over}":
            found.append(Fraction(1))
        if ident == "kg" and bottom and q.unit == f"{WRITTEN.get(factor)}/{bottom}":
            found.append(Fraction(1))
        if bottom == "mu" and q.unit == f"{ident}/ha":
            found.append(factor * MU)
        elif q.unit in (
            ident if bottom in (None, "a") else f"{ident}/{bottom}",
            f"{ident}/{bottom}",
            f"{ident}/h" if ident == "km" else ident if bottom is None else "",
            f"{ident}/share" if bottom is None and claim.metric == "earnings_per_share" else "",
        ):
            found.append(factor)
    return found or None


def direction(claim: Claim, text: str, table: Table) -> int | None:
    """-1 when a word of fall or loss stands at the direction span, 1 without one, None when the span says something else."""
    span = claim.at("direction")
    if span is None:
        return 1
    words = plain(span.of(text), table).lower()
    return -1 if words in table["falls"]["words"] or words in table["falls"]["losses"] else None


def same(stored: Fraction, found: Fraction) -> bool:
    """Equal; where the fraction does not terminate, equal to nine significant digits."""
    if stored == found:
        return True
    rest = found.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest != 1 and abs(stored - found) <= abs(found) / 10**8
