"""Whether a number states a rise, a fall or a level, and which word says so.

A word of change governs the number right behind it, right before it, or, over an insertion, the next number of the sentence.
"""

from __future__ import annotations

from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics

BOUNDS = ("below", "above", "under", "past", "beyond")
RATE_REACH = {"en": 30, "zh": 12}


def direction(scene: Scene, sentence: Span, clause: Span, one: Measure) -> tuple[str, Span | None] | None:
    """("fall" or "rise", the word) when a ratio states a change, None when it states a level."""
    text = scene.text
    if one.kind in ("change", "points"):
        return nearest(scene, clause, one) or ("rise", None)
    if one.signed:
        return ("rise", None)
    if scene.code == "en" and text[one.whole.end : one.whole.end + 12].lower().startswith(tuple(scene.words["growth"]["done"])):
        return None  # 64% complete
    held = [m.span for m in scene.inside(clause, "metric") if m.weight >= 3 and not metrics()[m.name].change]
    lead = Span(max(clause.start, one.whole.start - (8 if scene.code == "zh" else 28)), one.whole.start)
    levels = [m for m in scene.inside(lead, "growth_level") if m.span.end >= one.whole.start - 1]
    before = [m for m in scene.inside(lead, "growth_before") if m.span.end >= one.whole.start - (3 if scene.code == "zh" else 2)]
    if any(m.span.within(place) and m.span != place for m in before for place in held if scene.code == "en"):
        return None  # makes UP 20% is a share, no rise
    end = listed_end(scene, one) if scene.code == "en" else one.whole.end
    tail = Span(end, min(sentence.end, end + (6 if scene.code == "zh" else 24)))
    after = [m for m in scene.inside(tail, "growth_after") if m.span.start <= end + 2]
    if (rated := rate_of_change(scene, clause, one)) is not None:
        return rated
    if after and not text[end : end + 3].startswith(" of"):
        found = nearest(scene, Span(end, after[0].span.end), one)
        return found or nearest(scene, clause, one) or ("rise", None)
    if before and not reached(scene, Span(before[-1].span.end, one.whole.start)):
        near = nearest(scene, Span(lead.start, one.whole.start), one)
        if near is not None and near[1] is not None and parted(scene, near[1], one):
            near = None
        return near or far(scene, sentence, one) or coordinated(scene, sentence, one) or ("rise", None)
    if levels or text[one.whole.end : one.whole.end + 4] == " of ":
        return None
    last = nearest(scene, Span(max(clause.start, one.whole.start - (10 if scene.code == "zh" else 24)), one.whole.start), one)
    if scene.code == "zh" and last is not None and last[1] is not None and reached(scene, Span(last[1].end, one.whole.start)):
        return None  # 提高到如今的七成
    return last


def listed_end(scene: Scene, one: Measure) -> int:
    """Where a list of shares that begins with this one ends (12% and 10% more)."""
    end = one.whole.end
    for other in scene.measures:
        if other.whole.start > end and other.kind == "ratio" and scene.text[end : other.whole.start] in (", ", " and ", ", and ", " or "):
            end = other.whole.end
    return end


def rate_of_change(scene: Scene, clause: Span, one: Measure) -> tuple[str, Span | None] | None:
    """A noun that is itself a rate of change (growth rate, CAGR) governs the number when no other metric word stands between."""
    nouns = [m for m in scene.inside(clause, "growth_rate_noun") if m.span.end <= one.whole.start]
    if not nouns:
        return None
    gap = Span(nouns[-1].span.end, one.whole.start)
    if any(m.weight >= 3 and m.name != "growth_rate" for m in scene.inside(gap, "metric")) or gap.end - gap.start > RATE_REACH[scene.code]:
        return None
    if any(other.whole.within(gap) for other in scene.measures if other.whole.start >= gap.start and other.whole.end <= gap.end):
        return None
    return nearest(scene, nouns[-1].span, one) or ("rise", nouns[-1].span)


def parted(scene: Scene, word: Span, one: Measure) -> bool:
    """True when a clause mark stands between a word and the number."""
    return any(char in scene.words["clause"] for char in scene.text[word.end : one.whole.start])


def far(scene: Scene, sentence: Span, one: Measure) -> tuple[str, Span | None] | None:
    """The last word of direction of the sentence before the number, no other number between (declined as well, if more gently, by 7.2%)."""
    sizes = scene.words["growth"]["sizes"]
    known = scene.inside(Span(sentence.start, one.whole.start), "fall", "rise")
    found = [m for m in known if not m.span.overlaps(one.whole) and m.span.of(scene.text).lower() not in sizes]
    if not found or any(found[-1].span.end <= other.whole.start < one.whole.start for other in scene.measures):
        return None
    return found[-1].kind, found[-1].span


def coordinated(scene: Scene, sentence: Span, one: Measure) -> tuple[str, Span | None] | None:
    """The verb that a second "by" leaves out (cut emissions by 6% and water use BY 3%): the last one of the sentence before it."""
    if scene.code != "en" or not scene.text[sentence.start : one.whole.start].rstrip().endswith(" by"):
        return None
    sizes = scene.words["growth"]["sizes"]
    known = scene.inside(Span(sentence.start, one.whole.start), "fall", "rise")
    found = [m for m in known if m.span.of(scene.text).lower() not in sizes or m.span.of(scene.text).lower() == "cut"]
    return (found[-1].kind, found[-1].span) if found else None


def reached(scene: Scene, gap: Span) -> bool:
    """True when a word of arrival stands between a change and the number: 降至70% is a level."""
    between, target = gap.of(scene.text).strip(), tuple(scene.words["growth"]["target"])
    dated = not any(char.isdigit() for char in between) or bool(scene.timed(gap))  # 提升至2024年的18%
    return between.endswith(target) or (scene.code == "zh" and between.startswith(target) and dated)


def compared_with(scene: Scene, sentence: Span, one: Measure) -> Mention | None:
    """The direction word right behind an amount that states a difference ("15,000 tonnes lower"); not one that leads on to a number."""
    tail = Span(one.whole.end, min(sentence.end, one.whole.end + 12))
    found = [
        m
        for m in scene.inside(tail, "fall", "rise")
        if not scene.text[one.whole.end : m.span.start].strip()
        and m.span.start <= one.whole.end + 1
        and (scene.code != "en" or m.span.of(scene.text).lower().split(" ")[0] in scene.words["growth"]["comparatives"])
        and not scene.text[m.span.end : m.span.end + 4].lstrip().startswith(tuple(scene.words["growth"]["target"]))
    ]
    return found[0] if found and not leads_on(scene, max(found, key=lambda m: m.span.end).span.end) else None


def moved_by(scene: Scene, clause: Span, one: Measure) -> Mention | None:
    """The verb of rise or fall right before an amount: it moved by that much (fell 80 yuan, 下调0.2万元)."""
    found = [
        m
        for m in scene.inside(Span(clause.start, one.whole.start), "fall", "rise")
        if scene.text[m.span.end : one.whole.start].strip().lower() in scene.words["growth"]["by"]
        and not scene.text[: m.span.start].endswith(tuple(scene.words["growth"]["no_verb"]))
    ]
    target = tuple(scene.words["growth"]["target"])
    by = scene.code == "en" and scene.text[clause.start : one.whole.start].rstrip().endswith(" by")
    if not found or (not by and scene.text[one.whole.end : one.whole.end + 4].strip().lower().startswith(target)):
        return None
    if scene.code == "en" and scene.text[one.whole.start : one.span.start].lower().startswith(BOUNDS):
        return None  # dipped BELOW 170,000 is a level
    return min(found, key=lambda m: (m.span.start, -m.span.end)) if leads_here(scene, found) else None


def leads_here(scene: Scene, found: list[Mention]) -> bool:
    """False for a word that names a size and no movement (the largest of its readings decides)."""
    return any(m.span.of(scene.text).lower() not in scene.words["growth"]["sizes"] for m in found)


def leads_on(scene: Scene, at: int) -> bool:
    """True when a number or a word for the level reached starts right here: rose BY or TO that, so the amount before is the level left."""
    here = at + (scene.text[at : at + 1] == " ")
    if any(other.whole.start <= here < other.whole.end for other in scene.measures):
        return True
    return any(m.span.start == here for m in scene.inside(Span(here, here + 6), "growth_level"))


def nearest(scene: Scene, place: Span, one: Measure) -> tuple[str, Span | None] | None:
    """The direction word closest to the number."""
    found = [m for m in scene.inside(place, "fall", "rise") if not m.span.overlaps(one.span)]
    if not found:
        return None
    gap = min(found, key=lambda m: (distance(m.span, one.whole), m.span.start - m.span.end))
    return gap.kind, gap.span


def distance(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(b.start - a.end, a.start - b.end, 0)
