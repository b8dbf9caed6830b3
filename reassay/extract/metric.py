"""Which metric a quantity measures: growth or level first, then the best-scoring metric word whose card takes the kind.

Score of a word = weight and length - distance - a penalty for each clause mark between; words right behind the number count almost as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reassay.base.text import Span
from reassay.extract.decide import decide
from reassay.extract.lexicon import Mention
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

NEAR = 40  # a noun this far behind a bare count still names what is counted
WEAK = {"en": -3.0, "zh": -99.0}  # an English word that scores less is too far off; a Chinese topic governs however far
MOVES = {
    "en": ("mass", "price"),
    "zh": ("mass", "price", "money"),
}  # kinds told to move by an amount; an English firm that lost money made a loss
UNFIT = 1.5  # what a metric loses that the classifier does not count
RATE_REACH = {"en": 30, "zh": 12}
SIGNED = ("growth_rate", "price_change")
UNSIGNED = ("cost_reduction", "energy_saving", "emission_reduction")


@dataclass(frozen=True, slots=True)
class Choice:
    """A metric with the word that named it and the losing candidates, best first."""

    metric: str
    word: Span | None
    score: float
    others: tuple[tuple[str, float], ...] = ()
    negative: Span | None = None  # the word that makes the value a fall or a loss
    rule: str = ""  # the row of the decision table that turned it


def choose(scene: Scene, sentence: Span, heading: Span | None, one: Measure) -> Choice | None:
    """The metric of a quantity, None when nothing says what it measures."""
    clause = scene.clause(sentence, one.whole)
    if one.kind in ("ratio", "points", "change") and (fall := direction(scene, sentence, clause, one)) is not None:
        return change(scene, sentence, clause, one, fall)
    if one.kind in ("mass", "rate", "money", "price") and (word := compared_with(scene, sentence, one)) is not None:
        return Choice("growth_rate", word.span, 4.0, (), word.span if word.kind == "fall" else None)
    if one.kind in MOVES[scene.code] and (word := moved_by(scene, clause, one)) is not None:
        name = "price_change" if one.kind == "price" or priced_thing(scene, clause, one) else "growth_rate"
        return Choice(name, word.span, 4.0, (), word.span if word.kind == "fall" else None)
    ranked = rank(scene, sentence, one)
    if not ranked and heading is not None and one.kind != "number":
        ranked = [(score - 2, mention) for score, mention in rank(scene, heading, one)]
    if ranked:
        score, best = ranked[0]
        others = tuple((mention.name, round(value, 1)) for value, mention in ranked[1:4] if mention.name != best.name)
        return turned(scene, sentence, one, Choice(best.name, best.span, score, others, loss(scene, clause, one, best.name)))
    default = table("defaults.toml").get(one.kind)
    return turned(scene, sentence, one, Choice(default, None, 0.0)) if default else None


def turned(scene: Scene, sentence: Span, one: Measure, first: Choice) -> Choice:
    """A choice after the decision table."""
    found = decide(scene, sentence, one, first.metric, first.word)
    if found is None:
        return first
    rule, word = found
    others = ((first.metric, round(first.score, 1)), *first.others)[:3] if first.word else first.others
    return replace(first, metric=rule.to, word=word.span, score=max(first.score, 2.0), others=others, rule=rule.name, negative=None)


def rank(scene: Scene, sentence: Span, one: Measure) -> list[tuple[float, Mention]]:
    """Metric words of the sentence whose card takes the kind, best first."""
    cards = metrics()
    kind = "count" if one.kind == "number" else one.kind
    admitted = classified(scene, one)
    idioms = [m.span for m in scene.inside(sentence, "whole", "parts", "lure_idiom")]
    found = []
    for mention in scene.inside(sentence, "metric"):
        card = cards[mention.name]
        if mention.span.overlaps(one.span) or card.change or not takes(card.kinds, kind, one):
            continue
        if any(mention.span.within(idiom) and mention.span != idiom for idiom in idioms):
            continue  # made UP OF is not made
        if kind == "count" and mention.weight < 3 and "mass" in card.kinds:
            continue  # a verb of making tells of tonnes; things are counted by their noun
        if kind == "count" and mention.span.end - mention.span.start == 1 and not mention.span.overlaps(one.whole):
            continue  # a classifier counts only right behind its number
        worth = score(scene, one, mention) - (UNFIT if admitted is not None and mention.name not in admitted else 0.0)
        found.append((worth - 1.0 if mention.span.overlaps(one.whole) else worth, mention))
    found.sort(key=lambda pair: (-pair[0], pair[1].span, pair[1].name))
    return found


def classified(scene: Scene, one: Measure) -> Sequence[str] | None:
    """The metrics that the classifier behind a count admits; None for any."""
    if one.kind != "count" or one.unit_span is None or scene.code != "zh":
        return None
    found: Sequence[str] | None = table("classifiers.toml").get(one.unit_span.of(scene.text))
    return found


def takes(kinds: tuple[str, ...], kind: str, one: Measure) -> bool:
    """True when a card accepts the kind of quantity; zero may stand for anything a card counts as nothing."""
    return kind in kinds or (one.low == 0 and one.kind == "number" and "nothing" in kinds)


def score(scene: Scene, one: Measure, mention: Mention) -> float:
    """Worth of a metric word for a quantity."""
    han = scene.code == "zh"
    before = mention.span.end <= one.whole.start
    first, last = (mention.span.end, one.whole.start) if before else (one.whole.end, mention.span.start)
    between = scene.text[first:last] if first < last else ""
    length = len(between) * (2.2 if han else 1.0)
    marks = sum(map(between.count, scene.words["clause"]))
    value = mention.weight + min((mention.span.end - mention.span.start) * (0.35 if han else 0.12), 2.0)
    value -= min(length / 18, 5.0) + 1.1 * marks
    if not before:
        value += 1.2 if length <= (30 if one.kind in ("number", "count") else 12) else -0.8
        if marks:
            value -= 1.5
    if one.kind == "number" and (before or length > NEAR):
        value -= 1.0
    return value


def direction(scene: Scene, sentence: Span, clause: Span, one: Measure) -> tuple[str, Span | None] | None:
    """("fall" or "rise", the word) when a ratio states a change, None when it states a level."""
    text = scene.text
    if one.kind in ("change", "points"):
        return nearest(scene, clause, one) or ("rise", None)
    if one.signed:
        return ("rise", None)
    held = [m.span for m in scene.inside(clause, "metric") if m.weight >= 3 and not metrics()[m.name].change]
    lead = Span(max(clause.start, one.whole.start - (8 if scene.code == "zh" else 28)), one.whole.start)
    levels = [m for m in scene.inside(lead, "growth_level") if m.span.end >= one.whole.start - 1]
    before = [m for m in scene.inside(lead, "growth_before") if m.span.end >= one.whole.start - (3 if scene.code == "zh" else 2)]
    if any(m.span.within(place) and m.span != place for m in before for place in held if scene.code == "en"):
        return None  # makes UP 20% is a share, no rise
    tail = Span(one.whole.end, min(sentence.end, one.whole.end + (6 if scene.code == "zh" else 24)))
    after = [m for m in scene.inside(tail, "growth_after") if m.span.start <= one.whole.end + 2]
    if (rated := rate_of_change(scene, clause, one)) is not None:
        return rated
    if after and not text[one.whole.end : one.whole.end + 3].startswith(" of"):
        found = nearest(scene, Span(one.whole.end, after[0].span.end), one)
        return found or nearest(scene, clause, one) or ("rise", None)
    if before and not reached(scene, Span(before[-1].span.end, one.whole.start)):
        return nearest(scene, Span(lead.start, one.whole.start), one) or ("rise", None)
    if levels or text[one.whole.end : one.whole.end + 4] == " of ":
        return None
    return nearest(scene, Span(max(clause.start, one.whole.start - (10 if scene.code == "zh" else 24)), one.whole.start), one)


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


def reached(scene: Scene, gap: Span) -> bool:
    """True when a word of arrival stands between a change and the number: 降至70% is a level."""
    return gap.of(scene.text).strip().endswith(tuple(scene.words["growth"]["target"]))


def compared_with(scene: Scene, sentence: Span, one: Measure) -> Mention | None:
    """The direction word right behind an amount that states a difference ("15,000 tonnes lower"); not one that leads on to a number."""
    tail = Span(one.whole.end, min(sentence.end, one.whole.end + 12))
    found = [
        m
        for m in scene.inside(tail, "fall", "rise")
        if not scene.text[one.whole.end : m.span.start].strip()
        and m.span.start <= one.whole.end + 1
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
    if not found or scene.text[one.whole.end : one.whole.end + 4].strip().lower().startswith(tuple(scene.words["growth"]["target"])):
        return None
    return min(found, key=lambda m: (m.span.start, -m.span.end)) if leads_here(scene, found) else None


def leads_here(scene: Scene, found: list[Mention]) -> bool:
    """False for a word that names a size and no movement (the largest of its readings decides)."""
    return any(m.span.of(scene.text).lower() not in scene.words["growth"]["sizes"] for m in found)


def priced_thing(scene: Scene, clause: Span, one: Measure) -> bool:
    """True when a price word stands in the clause before the amount."""
    return any(m.name == "price_change" and m.span.end <= one.whole.start for m in scene.inside(clause, "metric"))


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


def change(scene: Scene, sentence: Span, clause: Span, one: Measure, fall: tuple[str, Span | None]) -> Choice:
    """price_change, growth_rate, or a saving whose noun stands in the clause."""
    cards = metrics()
    nouns = [m for m in scene.inside(clause, "metric") if m.name in UNSIGNED and takes(cards[m.name].kinds, "ratio", one)]
    if fall[0] == "fall":
        nouns += [m for m in scene.inside(clause, "saved") if not m.span.overlaps(one.whole)]
    if nouns and one.kind == "ratio":
        best = min(nouns, key=lambda m: (distance(m.span, one.whole), m.span, m.name))
        return Choice(best.name, best.span, 5.0)
    prices = [m for m in scene.inside(sentence, "metric") if m.name == "price_change" and not (fall[1] and m.span.overlaps(fall[1]))]
    others = [
        m
        for m in scene.inside(sentence, "metric")
        if m.name not in ("price", "price_change", "growth_rate", "market_share") and m.weight >= 3
    ]
    near_price = min((distance(m.span, one.whole) for m in prices), default=10**6)
    near_other = min((distance(m.span, one.whole) for m in others), default=10**6)
    verbs = [m for m in scene.inside(clause, "metric") if m.name == "price_change" and fall[1] is not None and m.span.overlaps(fall[1])]
    if verbs and not any(m.span.within(clause) for m in others):
        return Choice("price_change", fall[1], 4.0, (), fall[1] if fall[0] == "fall" else None)
    name = "price_change" if (near_price <= near_other and prices) or priced(scene, clause, one, others) else "growth_rate"
    rule = "" if any(m.span.within(clause) for m in others) else "no noun"
    return Choice(name, fall[1], 4.0, (), fall[1] if fall[0] == "fall" else None, rule)


def priced(scene: Scene, clause: Span, one: Measure, others: list[Mention]) -> bool:
    """True when a material governs the clause and the text has told prices: a change of a material is one of its price."""
    if any(m.span.within(clause) for m in others):
        return False
    material = any(name.kind == "material" and name.span.end <= one.whole.start for name in scene.named(clause))
    return material and any(m.name == "price" for m in scene.before(one.span.start, "metric"))


def loss(scene: Scene, clause: Span, one: Measure, metric: str) -> Span | None:
    """The word that turns a profit into a loss."""
    if metric not in ("profit", "earnings_per_share", "cash_flow"):
        return None
    found = [m for m in scene.inside(clause, "loss") if m.span.end <= one.whole.start]
    return found[-1].span if found else None
