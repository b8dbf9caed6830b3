"""What the reader finds in a text, quantity by quantity, and what the ledger's own reading says of each."""

import reassay
from reassay.base.claim import Claim
from reassay.base.quantity import Quantity, digits, exact
from reassay.base.text import Span
from reassay.extract.scene import prepare
from reassay.ledger.reread import reread


def measured(text, language):
    return prepare(reassay.document(text, language=language)).measures


def shown(one):
    low, high = digits(exact(one.low)), digits(exact(one.high))
    value = low if one.low == one.high else f"{low}..{high}"
    comparator = "" if one.comparator in ("eq", "range") else one.comparator
    return " ".join(part for part in (comparator, value, one.unit or "", one.basis or "", "marked" if one.marked else "") if part)


def listed(text, language):
    return "; ".join(shown(one) for one in measured(text, language))


def claimed(one, text):
    """A claim of one quantity with the spans a reader's claim carries."""
    spans = {"value": one.span, "unit": one.unit_span, "per": one.per_span}
    if one.ends:
        spans["low"], spans["high"] = one.ends
    quantity = Quantity(exact(one.low), exact(one.high), one.comparator, one.unit or "count", one.basis)
    kept = tuple(sorted((name, span) for name, span in spans.items() if span is not None))
    return Claim("text", text, Span(0, len(text)), "other:specimen", quantity=quantity, spans=kept)


def second_reading(text, language):
    """What the ledger's reading refuses; empty when it agrees with every quantity."""
    told = (reread(claimed(one, text), text, None, language) for one in measured(text, language))
    return [line for line in told if line]
