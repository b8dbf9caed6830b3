"""What is no claim: page furniture, rumours, time spans that only frame a sentence, counts of nothing countable."""

from __future__ import annotations

from reassay.base.text import Span
from reassay.extract.direction import distance
from reassay.extract.metric import Choice
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics

LURE_REACH = 10
PAGE, ASIDE, RUMOUR = "page furniture", "a price or rate of something else", "rumour"
FURNITURE = (PAGE, ASIDE, RUMOUR)  # reasons that no list around the number outweighs
FEW = 3  # up to here "the two companies" are rather known ones than counted ones
GROUPS = ("count_of_organisations", "count_of_people", "count_of_projects", "other:count")
MANY = 12  # so many names may stand in a row
MEMBERS = 90  # characters in which they stand
NOUN = 40  # characters behind a number in which its noun may stand
TERM = 5  # characters between a rate and the word that makes it a term of finance
FLOOR = {"number": 1.6, "count": 1.0}


def keep(scene: Scene, sentence: Span, one: Measure, choice: Choice) -> str | None:
    """None to keep a quantity, else the reason it is dropped."""
    if scene.inside(sentence, "lure_rumour"):
        return RUMOUR
    if furniture(scene, sentence, one, choice):
        return ASIDE
    if one.kind in ("number", "count"):
        return counted(scene, sentence, one, choice)
    if one.kind == "time":
        told = choice.metric == "stocks" or (choice.metric == "age" and choice.word is not None)
        return None if told else timed(scene, sentence, one)
    if one.kind == "length" and choice.word is None and scene.code == "en" and one.form == "word":
        return "figure of speech"
    return None


def furniture(scene: Scene, sentence: Span, one: Measure, choice: Choice) -> bool:
    """True for a fee, a wage, a ticket, a discount rate, an opening for staff: sums and rates of the page or of somebody's terms."""
    if one.kind in ("money", "time", "count", "number") and scene.inside(sentence, "lure_hiring"):
        return True
    if one.kind in ("money", "price", "time", "length"):
        return bool(scene.inside(sentence, "lure_retail"))
    if one.kind != "ratio" or choice.metric in ("growth_rate", "price_change"):
        return False
    lead = scene.text[max(sentence.start, one.whole.start - 24) : one.whole.start].lower().rstrip(" (@")
    if lead.removesuffix(" at").endswith(tuple(scene.words["lures"]["discounted"])):
        return True
    place = Span(max(sentence.start, one.whole.start - 24), min(sentence.end, one.whole.end + 24))
    known = scene.inside(place, "metric")
    near = [
        m
        for m in scene.inside(place, "lure_ratio")
        if not any(word.span.start < m.span.start < word.span.end for word in known)  # the rate inside another word
    ]
    return any(distance(m.span, one.whole) <= TERM for m in near)


def counted(scene: Scene, sentence: Span, one: Measure, choice: Choice) -> str | None:
    """A count needs a countable noun in reach, and no page furniture beside it."""
    near = [
        m
        for m in scene.inside(sentence, "lure_words")
        if distance(m.span, one.whole) <= LURE_REACH and m.span.start >= one.whole.start - LURE_REACH
    ]
    if any(scene.text[min(m.span.end, one.whole.end) : max(m.span.start, one.whole.start)].strip(" .:") == "" for m in near):
        return PAGE
    if choice.score < FLOOR[one.kind]:
        return "nothing counted"
    if one.form == "article":
        return None if choice.word is not None else "an article counts nothing"
    if (
        one.form == "word"
        and one.low == one.high == 1
        and not introduced(scene, sentence, one, "only")
        and choice.metric != "standards_led"
    ):
        return "the word one"
    if enumerated(scene, sentence, one):
        return "its members stand before it"
    few = one.form == "word" and 1 < one.high <= FEW and choice.metric in GROUPS
    if few and not introduced(scene, sentence, one, "counting") and (scene.code == "en" or opens(scene, sentence, one)):
        return "a definite few"
    if (
        one.form == "word"
        and choice.word is not None
        and scene.code == "en"
        and choice.word.start < one.whole.start
        and not in_row(scene, one)
        and not nouned(scene, sentence, one)
    ):
        return "no noun behind a small number word"
    return None


def enumerated(scene: Scene, sentence: Span, one: Measure) -> bool:
    """True for a number that sums up the names listed right before it (甲、乙、丙三家): it counts nothing new."""
    mark = scene.words["lures"].get("enumerating")
    if not mark or one.form != "word" or not 2 <= one.low == one.high <= MANY:
        return False
    lead = scene.text[max(sentence.start, one.whole.start - MEMBERS) : one.whole.start]
    for stop in scene.words["clause"] + scene.words["sentence_end"]:
        lead = lead.rpartition(stop)[2]
    return lead.count(mark) + 1 == one.low and not lead.endswith(tuple(scene.words["lures"]["and_so_on"]))


def nouned(scene: Scene, sentence: Span, one: Measure) -> bool:
    """True when a noun that some card counts stands behind the number in its clause."""
    clause = scene.clause(sentence, one.whole)
    tail = Span(one.whole.end, min(clause.end, one.whole.end + NOUN))
    return any("count" in metrics()[m.name].kinds for m in scene.inside(tail, "metric"))


def opens(scene: Scene, sentence: Span, one: Measure) -> bool:
    """True when a number opens its sentence: a Chinese topic is something known."""
    return one.whole.start - sentence.start <= 1


def introduced(scene: Scene, sentence: Span, one: Measure, cue: str) -> bool:
    """True when one of the words that bring in a count stands right before it."""
    lead = scene.text[max(sentence.start, one.whole.start - 16) : one.whole.start].lower().rstrip()
    return lead.endswith(tuple(scene.words["lures"][cue]))


def in_row(scene: Scene, one: Measure) -> bool:
    """True when the number stands in a table row: its noun is the row's label."""
    return any(part.kind == "row" and one.span.within(part.span) for part in scene.passages)


def timed(scene: Scene, sentence: Span, one: Measure) -> str | None:
    """A time span is a claim when something lasts that long, not when it frames the sentence."""
    clause = scene.clause(sentence, one.whole)
    if scene.code == "en" and scene.text[sentence.start : clause.start].endswith(":"):
        clause = Span(sentence.start, clause.end)  # Mine life: 26 years
    if scene.inside(clause, "lure_life"):
        return None
    if scene.code == "en":
        before = scene.text[max(sentence.start, one.whole.start - 8) : one.whole.start].lower()
        if before.endswith(tuple(scene.words["lures"]["lasting"])):
            return None
    lead = Span(max(sentence.start, one.whole.start - 14), one.whole.start)
    tail = Span(one.whole.end, min(sentence.end, one.whole.end + 8))
    governed = [m for m in scene.inside(lead, "lure_time_governors") if m.span.end >= one.whole.start - 2]
    governed += [m for m in scene.inside(tail, "lure_time_governors") if m.span.start <= one.whole.end + 2]
    return "frames the sentence" if governed or scene.code == "en" or one.form == "word" else None
