"""Whether a claim is achieved, ongoing, planned, targeted, forecast or hypothetical, and whether it is denied.

A cue governs its clause and those behind it, up to a verb that tells something done, a semicolon, or a time already past.
"""

from __future__ import annotations

from reassay.base.text import Span
from reassay.extract.context import Found
from reassay.extract.cues import SOFT, above, clausal, column, conditional, governing, labelled, starting, titled, unbuilt
from reassay.extract.dates import When
from reassay.extract.period import defaults, lead
from reassay.extract.scene import Scene

UNPLANNED = ("price", "price_change", "demand", "supply_gap", "import_reliance")
AFAR = 2  # years ahead from which a figure of a market told without a cue is an aim


def modality(scene: Scene, index: int, place: Span, when: When | None, metric: str) -> Found:
    """The cue of the clause, else one that governs it, else a coming date, else the list's lead or the heading, else achieved."""
    passage = scene.passages[index]
    if starting(scene, place, metric):
        return Found("achieved")
    clause = scene.clause(passage.span, place)
    for found in (
        column(scene, passage, place),
        clausal(scene, labelled(passage) or clause, place, metric),
        asked(scene, passage.span),
        expected(scene, passage.span, place, when),
        coming(scene, when, metric),
        None if past(scene, when) else above(scene, index) or titled(scene, index, when) or unbuilt(scene, index, when, metric),
    ):
        if found is not None:
            cue = (foretold(scene, clause, metric) if found.value == "planned" else None) or found
            return resolved(scene, supposed(scene, passage.span, place, cue), passage.span, when, metric)
    return Found("forecast" if metric in defaults()["study"] and not past(scene, when) else "achieved")


def foretold(scene: Scene, clause: Span, metric: str) -> Found | None:
    """A word of expectation in the clause of what nobody can plan, a price or what a market needs."""
    if metric not in UNPLANNED:
        return None
    return next((Found("forecast", m.span) for m in scene.inside(clause, "modality") if m.name == "forecast"), None)


def expected(scene: Scene, sentence: Span, place: Span, when: When | None) -> Found | None:
    """The cue that governs the clause from before; of a time already past only what a Chinese firm expects to report for it."""
    if not past(scene, when):
        return governing(scene, sentence, place)
    words = scene.words["tense"].get("ahead_of_results", ())
    before = [m for m in scene.inside(Span(sentence.start, scene.clause(sentence, place).start), "modality") if m.name == "forecast"]
    return next((Found("forecast", m.span) for m in before if m.span.of(scene.text) in words), None)


def supposed(scene: Scene, sentence: Span, place: Span, found: Found) -> Found:
    """A condition in an earlier clause makes it a supposition, an expectation there a forecast of what will be."""
    if found.value in SOFT and (condition := conditional(scene, sentence, place)) is not None:
        return condition
    over = governing(scene, sentence, place) if found.value == "future" else None
    return over if over is not None and over.value in ("forecast", "targeted") else found


def asked(scene: Scene, sentence: Span) -> Found | None:
    """A question asserts nothing."""
    mark = Span(sentence.end - 1, sentence.end)
    return Found("hypothetical", mark) if mark.of(scene.text) in ("?", "\uff1f") else None


def coming(scene: Scene, when: When | None, metric: str) -> Found | None:
    """A time after the publication, or a year marked as an estimate; no day to which something is valid."""
    published = scene.document.published
    if when is None:
        return None
    if when.span.of(scene.text).endswith(("E", "F")):
        return Found("forecast", when.span)
    if published is None or valid(scene, when):
        return None
    ahead = when.period.year - int(published.value[:4])
    dated = metric == "event" and len(published.value) == len("2025-01-01") and when.role == ""
    later = dated and ahead == 0 and when.period.days()[0].isoformat() > published.value
    return Found("aimed" if ahead >= AFAR else "future", when.span) if ahead > 0 or later else None


def valid(scene: Scene, when: When) -> bool:
    """True for the last day of something in force, which is no plan (a loan due in 2028, a licence that runs to 2030)."""
    tense = scene.words["tense"]
    return lead(scene, when.span).endswith(tuple(tense["term"])) or scene.text.startswith(tuple(tense["term_after"]), when.span.end)


def resolved(scene: Scene, found: Found, sentence: Span, when: When | None, metric: str) -> Found:
    """What will be is a forecast of a market and a plan of a project; what is to be by a year, a target."""
    name, rules = found.value, defaults()
    if name in ("future", "aimed"):
        by = when is not None and lead(scene, when.span).endswith(tuple(scene.words["growth"]["until"])) and metric != "event"
        if metric in rules["market"]:
            aimed = name == "aimed" or (by and metric in rules["aims"]) or (by and scene.inside(sentence, "modality_policy"))
            name = "targeted" if aimed else "forecast"
        else:
            name = "targeted" if by else "planned"
    if name == "forecast" and metric == "event" and scene.code == "zh":
        name = "planned"
    return Found(name, found.span, found.carried)


def past(scene: Scene, when: When | None) -> bool:
    """True for a period that ended before the publication, or an earlier year's."""
    published = scene.document.published
    if when is None or published is None:
        return when is not None and when.role == "ago"
    return when.role == "ago" or when.period.days()[1].isoformat()[: len(published.value)] < published.value


def published_year(scene: Scene) -> int:
    """Year of publication, 0 when unknown."""
    published = scene.document.published
    return int(published.value[:4]) if published else 0


def polarity(scene: Scene, sentence: Span, place: Span) -> Found:
    """Negated when a negator stands in the clause before the number or verb."""
    clause = scene.clause(sentence, place)
    found = [m for m in scene.inside(clause, "negation") if m.span.start <= place.start and not m.span.overlaps(place)]
    return Found("negated", found[-1].span) if found else Found("positive")
