"""Which metric a quantity measures: growth or level first, then the best-scoring metric word whose card takes the kind.

Score of a word = weight and length - distance - a penalty for each clause mark between; words right behind the number count almost as much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reassay.base.text import Span
from reassay.extract.decide import decide
from reassay.extract.direction import compared_with, direction, distance, moved_by
from reassay.extract.lexicon import Mention
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics
from reassay.reference.grammar import grammar, table

NEAR = 40  # a noun this far behind a bare count still names what is counted
WEAK = {"en": -3.0, "zh": -99.0}  # an English word that scores less is too far off; a Chinese topic governs however far
MOVES = {
    "en": ("mass", "price", "area"),
    "zh": ("mass", "price", "money", "area"),
}  # kinds told to move by an amount; an English firm that lost money made a loss
FIGURE = {"en": 26, "zh": 8}  # characters between the name of a figure and its number
PURE = Fraction(19, 20)  # a share from here on right before a material is its purity
A_SHARE = 1000  # no share earns so much
LISTED = 2.0  # what the word of a heading is worth for the lines under it
LEAST = 10  # smaller numbers of a list may be its own
LINE = 80  # characters of such a line
ADJACENT = 1.5  # what the noun right behind an English number gains
FIT = 2.0  # what the name of a figure gains with its number beside it
UNFIT = 3.0  # what a metric loses that the classifier does not count
HEADS = ("count_of_people", "count_of_organisations", "count_of_units", "count_of_projects")  # named by nouns that may as well be who acts
PATENTS = ("patents_filed", "patents_granted", "patents_held")
OWN_NOUN = re.compile(r" [a-z]{3,}[^s\W]s\b")
FIXED = {"time", "length", "year", "rank"}
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
    if one.formerly is not None:
        return Choice("price_change" if priced_thing(scene, sentence, one) else "growth_rate", one.formerly, 4.0)
    if one.kind in ("ratio", "points", "change") and (fall := direction(scene, sentence, clause, one)) is not None:
        return change(scene, sentence, clause, one, fall)
    if one.kind in ("mass", "rate", "money", "price") and (word := compared_with(scene, sentence, one)) is not None:
        name = "price_change" if one.kind == "price" and scene.code == "en" else "growth_rate"
        return Choice(name, word.span, 4.0, (), word.span if word.kind == "fall" else None)
    if scene.code == "en" and one.kind in ("number", "count", "money") and (word := stepped(scene, clause, one)) is not None:
        return Choice(
            "price_change" if one.kind == "money" else "growth_rate", word.span, 4.0, (), word.span if word.kind == "fall" else None
        )
    if one.kind in MOVES[scene.code] and (word := moved_by(scene, clause, one)) is not None:
        name = "price_change" if one.kind == "price" or priced_thing(scene, clause, one) else "growth_rate"
        return Choice(name, word.span, 4.0, (), word.span if word.kind == "fall" else None)
    if one.kind == "ratio" and one.low >= PURE and of_material(scene, one):
        return Choice("purity", None, 4.0, rule="a material behind so high a share")
    if one.kind == "price" and one.per == "share":
        negative = loss(scene, sentence, one, "earnings_per_share")
        return turned(scene, sentence, one, Choice("earnings_per_share", one.per_span, 4.0, negative=negative))
    ranked = rank(scene, sentence, one)
    if not ranked and heading is not None and one.kind != "number" and (scene.code != "en" or one.kind != "time"):
        ranked = [(score - 2, mention) for score, mention in rank(scene, heading, one)]
    if not ranked and heading is not None and valued(scene, sentence, one):
        ranked = [(max(score, LISTED), mention) for score, mention in rank(scene, heading, one) if mention.weight >= LISTED]
    if ranked:
        score, best = ranked[0]
        others = tuple((mention.name, round(value, 1)) for value, mention in ranked[1:4] if mention.name != best.name)
        found = turned(scene, sentence, one, Choice(best.name, best.span, score, others, loss(scene, clause, one, best.name)))
        return shared(scene, sentence, one, found)
    default = table("defaults.toml").get(one.kind)
    return shared(scene, sentence, one, turned(scene, sentence, one, Choice(default, None, 0.0))) if default else None


def stepped(scene: Scene, clause: Span, one: Measure) -> Mention | None:
    """The verb of a step that a count takes (rose BY 41), or the price of a material (the oxide added 8,000 yuan)."""
    if one.kind == "money":
        told = any(name.kind == "material" and name.span.end <= one.whole.start for name in scene.named(clause)) and not one.scaled
    else:
        told = scene.text[clause.start : one.whole.start].rstrip().endswith(" by")
    return moved_by(scene, clause, one) if told else None


def valued(scene: Scene, sentence: Span, one: Measure) -> bool:
    """True for a bare number that ends a short English line of label and value, or stands in a row: its heading says what is counted."""
    if scene.code != "en" or one.kind != "number" or one.form != "digits" or one.low < LEAST:
        return False
    line = sentence.of(scene.text)
    lead = scene.text[sentence.start : one.whole.start].rstrip(" :-\u2013\u2014|")
    return (
        len(line) <= LINE
        and "." not in line[3:]
        and bool(lead[3:].strip())
        and (one.whole.end == sentence.end or "  " in line or "|" in line)
    )


def of_material(scene: Scene, one: Measure) -> bool:
    """True when the name of a material follows at once (99.5% terbium oxide, 99.9%的氧化铽)."""
    start = one.whole.end
    gap = scene.text[start : start + 2]
    at = start + (1 if gap[:1] in (" ", "\u7684") else 0)
    return any(name.kind == "material" and name.span.start == at for name in scene.named(Span(at, at + 40)))


def shared(scene: Scene, sentence: Span, one: Measure, choice: Choice) -> Choice:
    """A share that nothing but a word of sharing names is one of a whole of parts, unless a market or the world stands in the sentence."""
    words = scene.words["shares"]
    if choice.metric != "market_share" or one.kind != "ratio" or not words["loose"] or (one.low > 1):
        return choice
    if choice.word is not None and choice.word.of(scene.text) not in words["loose"]:
        return choice
    body = sentence.of(scene.text)
    if any(cue in body for cue in words["market"]):
        return choice
    return replace(choice, metric="composition_share", rule="a share of no market")


def turned(scene: Scene, sentence: Span, one: Measure, first: Choice, label: Span | None = None) -> Choice:
    """A choice after the decision table; ``label``: the cell that stands for the clause of a number in a table."""
    found = decide(scene, sentence, one, first.metric, first.word, label)
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
    if admitted is not None and not admitted:
        return []  # papers, issues, sheets: no card counts them
    idioms = [m.span for m in scene.inside(sentence, "whole", "parts", "lure_idiom")]
    found = []
    for mention in scene.inside(sentence, "metric"):
        card = cards[mention.name]
        if mention.span.overlaps(one.span) or card.change or not takes(card.kinds, kind, one):
            continue
        if any(mention.span.within(idiom) and mention.span != idiom for idiom in idioms):
            continue  # made UP OF is not made
        if mention.name == "earnings_per_share" and one.kind == "money" and one.high >= A_SHARE:
            continue  # a sum of millions is none per share
        if "figure" in card.kinds and one.kind == "number" and one.whole.within(sentence) and not beside(scene, mention, one):
            continue
        if kind == "count" and mention.weight < 3 and "mass" in card.kinds:
            continue  # a verb of making tells of tonnes; things are counted by their noun
        if mention.name in HEADS and mention.span.end <= one.whole.start and own_noun(scene, one):
            continue  # SCIENTISTS counted 1,200 penguins
        if mention.name in PATENTS and mention.span.end <= one.whole.start and own_noun(scene, one) and not patented(scene, one):
            continue  # granted 1.2 million OPTIONS
        if kind == "count" and mention.span.end - mention.span.start == 1 and not mention.span.overlaps(one.whole):
            continue  # a classifier counts only right behind its number
        worth = score(scene, one, mention) - (UNFIT if admitted is not None and mention.name not in admitted else 0.0)
        worth += FIT if "figure" in card.kinds and one.kind == "number" else 0.0
        found.append((worth - 1.0 if mention.span.overlaps(one.whole) else worth, mention))
    found.sort(key=lambda pair: (-pair[0], pair[1].span, pair[1].name))
    return found


def patented(scene: Scene, one: Measure) -> bool:
    """True when a word of patents follows a count."""
    tail = Span(one.whole.end, one.whole.end + NEAR)
    return any(m.name in PATENTS for m in scene.inside(tail, "metric"))


def own_noun(scene: Scene, one: Measure) -> bool:
    """True when a plural follows an English count at once."""
    return scene.code == "en" and one.kind == "number" and OWN_NOUN.match(scene.text, one.whole.end) is not None


def classified(scene: Scene, one: Measure) -> Sequence[str] | None:
    """The metrics that the classifier behind a count admits; None for any."""
    if one.kind != "count" or one.unit_span is None or scene.code != "zh":
        return None
    found: Sequence[str] | None = table("classifiers.toml").get(one.unit_span.of(scene.text))
    return found


def takes(kinds: tuple[str, ...], kind: str, one: Measure) -> bool:
    """True when a card accepts the kind of quantity; a bare number in digits may be a figure (hardness 7), zero may
    stand for anything a card counts as nothing."""
    if one.kind == "number" and one.form == "digits" and "figure" in kinds:
        return True
    return kind in kinds or (one.low == 0 and one.kind == "number" and "nothing" in kinds)


def beside(scene: Scene, mention: Mention, one: Measure) -> bool:
    """True for the name of a figure with nothing but a few words between it and its number, no other number and no clause mark."""
    gap = Span(min(mention.span.end, one.whole.end), max(mention.span.start, one.whole.start))
    if gap.end - gap.start > FIGURE[scene.code] or any(char in scene.words["clause"].replace(":", "") for char in gap.of(scene.text)):
        return False
    return mention.span.end <= one.whole.start or "per" in mention.span.of(scene.text)


def score(scene: Scene, one: Measure, mention: Mention) -> float:
    """Worth of a metric word for a quantity."""
    han = scene.code == "zh"
    before = mention.span.end <= one.whole.start
    first, last = (mention.span.end, one.whole.start) if before else (one.whole.end, mention.span.start)
    between = scene.text[first:last] if first < last else ""
    length = len(between) * (2.2 if han else 1.0)
    marks = 0 if before and not han and between.strip() == ":" else sum(map(between.count, scene.words["clause"]))
    value = mention.weight + min((mention.span.end - mention.span.start) * (0.35 if han else 0.12), 2.0)
    value -= min(length / 18, 5.0) + 1.1 * marks
    if not before:
        value += 1.2 if length <= (30 if one.kind in ("number", "count") else 12) else -0.8
        if marks or (han and between.lstrip().startswith(tuple(scene.words["list_marks"]))):
            value -= 1.5  # 收入8亿元、利税1亿元: behind a list mark stands the name of the next one
    if not han and not before and one.kind == "number" and length <= 1 and not scene.text.startswith(" of ", mention.span.end):
        value += ADJACENT
    if one.kind == "number" and (before or length > NEAR):
        value -= 1.0
    return value


def priced_thing(scene: Scene, clause: Span, one: Measure) -> bool:
    """True when a price word stands in the clause before the amount."""
    return any(m.name == "price_change" and m.span.end <= one.whole.start for m in scene.inside(clause, "metric"))


def change(scene: Scene, sentence: Span, clause: Span, one: Measure, fall: tuple[str, Span | None]) -> Choice:
    """price_change, growth_rate, or a saving whose noun stands in the clause."""
    cards = metrics()
    nouns = [m for m in scene.inside(clause, "metric") if m.name in UNSIGNED and takes(cards[m.name].kinds, "ratio", one)]
    if fall[0] == "fall":
        sums = {other.whole.start for other in scene.measures if other.kind in ("money", "price")}
        saved = scene.inside(clause, "saved")
        nouns += [m for m in saved if not m.span.overlaps(one.whole) and m.span.end + 1 not in sums]  # "cost $8" saves nothing
    if nouns and one.kind == "ratio":
        best = min(nouns, key=lambda m: (distance(m.span, one.whole), m.span, m.name))
        if scene.code != "en" or not overtaken(scene, best, one):
            return Choice(best.name, best.span, 5.0)
    prices = [m for m in scene.inside(sentence, "metric") if m.name == "price_change" and not (fall[1] and m.span.overlaps(fall[1]))]
    others = [
        m
        for m in scene.inside(sentence, "metric")
        if m.name not in ("price", "price_change", "growth_rate", "market_share") and m.weight >= 3 and not fixed(m)
    ]
    near_price = min((distance(m.span, one.whole) for m in prices), default=10**6)
    near_other = min((distance(m.span, one.whole) for m in others), default=10**6)
    verbs = [m for m in scene.inside(clause, "metric") if m.name == "price_change" and fall[1] is not None and m.span.overlaps(fall[1])]
    if verbs and not any(m.span.within(clause) for m in others):
        return Choice("price_change", fall[1], 4.0, (), fall[1] if fall[0] == "fall" else None)
    name = "price_change" if (near_price <= near_other and prices) or priced(scene, clause, one, others) else "growth_rate"
    rule = "" if any(m.span.within(clause) for m in others) else "no noun"
    return Choice(name, fall[1], 4.0, (), fall[1] if fall[0] == "fall" else None, rule)


def overtaken(scene: Scene, noun: Mention, one: Measure) -> bool:
    """True when another number and another noun stand between the noun of a saving and a change (emissions by 6% and water use by 3%)."""
    between = Span(noun.span.end, one.whole.start)
    if between.start >= between.end or not any(other.kind == "ratio" and other.whole.within(between) for other in scene.measures):
        return False
    return any(m.weight >= 3 and m.name not in UNSIGNED for m in scene.inside(between, "metric"))


def fixed(word: Mention) -> bool:
    """True for a word of age, size or place: nothing whose rise is told."""
    return set(metrics()[word.name].kinds) <= FIXED


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
    if metric == "earnings_per_share" and scene.code == "en":
        return in_name(scene, Span(clause.start, one.whole.start))
    return found[-1].span if found else None


def in_name(scene: Scene, lead: Span) -> Span | None:
    """The word of loss that the name of a figure holds (LOSS per share)."""
    losses, gains = (grammar(scene.code)["falls"].get(key, ()) for key in ("losses", "gains"))
    found = [match for match in re.finditer(r"[a-z]+", lead.of(scene.text).lower()) if match[0] in losses or match[0] in gains]
    return Span(lead.start + found[-1].start(), lead.start + found[-1].end()) if found and found[-1][0] in losses else None
