"""The basis of a mass, rate or price: a word right beside the unit, else the nearest one of the clause, the row label, the heading.

Only what the text states: without such a word there is no basis.
"""

from __future__ import annotations

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.measure import Measure
from reassay.extract.scene import Scene
from reassay.reference.grammar import table

KINDS = ("mass", "rate", "price")
REACH = {"zh": 10, "en": 40}  # characters behind a number that still name its material


def basis(scene: Scene, passage: Passage, one: Measure, metric: str) -> tuple[str, Span | None, str | None] | None:
    """The basis of a quantity with its span and, when it stands elsewhere, from where; None when the text states none."""
    stated = table("bases.toml")["metrics"]
    if one.basis is not None and metric in (*stated["stated"], *stated["grades"]):
        return one.basis, one.basis_span, None
    if one.kind not in KINDS or metric not in stated["stated"]:
        return None
    if passage.kind == "row" and passage.cells:
        found = last(scene, passage.cells[0])
        return (found.name, found.span, None) if found else over(scene, passage)
    clause = scene.clause(passage.span, one.whole)
    behind = longest(scene, Span(one.whole.end, min(clause.end, one.whole.end + REACH.get(scene.code, 40))))
    before = last(scene, Span(clause.start, one.whole.start)) or last(scene, Span(passage.span.start, one.whole.start))
    near = behind[0] if behind and (scene.code == "en" or before is None) else before
    if near is not None:
        return near.name, near.span, None
    return over(scene, passage)


def over(scene: Scene, passage: Passage) -> tuple[str, Span | None, str | None] | None:
    """The basis a heading states."""
    found = last(scene, passage.heading) if passage.heading is not None else None
    return (found.name, found.span, "heading") if found else None


def last(scene: Scene, place: Span) -> Mention | None:
    """The last basis word of a place."""
    found = longest(scene, place) if place.start < place.end else []
    return found[-1] if found else None


def longest(scene: Scene, place: Span) -> list[Mention]:
    """Basis words of a place, none inside a longer one; a longer word without a basis hides what it holds."""
    found = scene.inside(place, "basis")
    kept = [m for m in found if not any(o.span != m.span and m.span.within(o.span) for o in found)]
    return [m for m in kept if m.name != "none"]
