"""A price told without its denominator: in talk of prices per tonne a sum of the same size is one, too (氧化镨钕落在43.05万元).

Only a text that has told such a price, in the same currency and of about the same size, lends its denominator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from reassay.base.text import Span
from reassay.extract.measure import Measure
from reassay.extract.scene import Scene

LIKE = 3  # a sum at most so many times larger or smaller than a price told before is a price
WIDE = 40  # the same behind the name of another material
NEXT = 10  # characters between such a name and its price
STEP = 400  # a move is at most so many times smaller than the price


@dataclass(slots=True)
class Quotes:
    """Prices told so far, the latest last."""

    told: list[Measure] = field(default_factory=list)

    def note(self, one: Measure) -> None:
        """Remember a price per something that is no span of time."""
        if one.kind == "price" and one.per_span is not None and one.unit_span is not None and one.per not in ("mu", "share"):
            self.told.append(one)


def lent(scene: Scene, sentence: Span, one: Measure, quotes: Quotes) -> Measure:
    """A bare sum, or a scaled number without any unit, with the denominator of a price it resembles; else as it is."""
    if one.kind == "money":
        like = [old for old in quotes.told if old.unit == f"{one.unit}/{old.per}"]
        size = STEP if moves(scene, sentence, one) else LIKE
    elif one.kind == "number" and one.scaled and scene.code == "zh" and one.form in ("digits", "word") and bare(scene, one):
        like = [old for old in quotes.told if old.unit_span is not None and old.factor == 1]
        size = STEP if moves(scene, sentence, one) else LIKE
    else:
        return one
    near = [old for old in like if close(one.high, old.high, size, WIDE if of_material(scene, one) else LIKE)]
    if not near:
        return one
    model = near[-1]
    if one.kind == "money":
        return one._replace(unit=model.unit, kind="price", per=model.per, per_span=model.per_span)
    return one._replace(
        unit=model.unit, kind="price", per=model.per, per_span=model.per_span, unit_span=model.unit_span, factor=model.factor
    )


def of_material(scene: Scene, one: Measure) -> bool:
    """True for a number right behind the name of a material, which may be far dearer than the one quoted before."""
    lead = Span(max(0, one.whole.start - NEXT), one.whole.start)
    return any(name.kind == "material" for name in scene.named(lead)) and "\n" not in lead.of(scene.text)


def close(value: Fraction, price: Fraction, size: int, most: int = LIKE) -> bool:
    """True for a value of the size of a price, or a step of it."""
    if not value or not price:
        return False
    ratio = abs(value / price)
    return Fraction(1, max(size, most)) <= ratio <= most


def moves(scene: Scene, sentence: Span, one: Measure) -> bool:
    """True when a verb of rise or fall stands right before the number."""
    lead = Span(max(sentence.start, one.whole.start - 8), one.whole.start)
    return any(m.span.end >= one.whole.start - 2 for m in scene.inside(lead, "fall", "rise"))


def bare(scene: Scene, one: Measure) -> bool:
    """True when no noun or classifier follows: the end, a mark, or one of the words that go on behind a price."""
    after = scene.text[one.whole.end : one.whole.end + 2]
    return not after.strip() or not ("\u4e00" <= after[0] <= "\u9fff") or after.startswith(tuple(scene.words["quotes"]["behind"]))
