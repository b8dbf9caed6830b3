"""The decision table for metrics that are easily taken for one another: a word in reach turns a first choice into its neighbour.

Invariant: only rules of decisions.toml and savings.toml turn a choice, and each leaves its name and its word in the trace.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.measure import Measure
from reassay.extract.scene import Scene
from reassay.reference.grammar import table

CLOSE = {"en": 14, "zh": 5}  # characters between a governing verb and its number
PART_OF = (" of ", "\u7684")
BEHIND_MASS = "behind a mass"
REACH_OF_MASS = 24  # characters between a tonnage and the word that gives its grade
MASS_MARKS = " ,\uff0c"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the decision table."""

    name: str
    kinds: frozenset[str]
    over: frozenset[str]
    to: str
    where: str
    reach: int
    least: Fraction | None
    most: Fraction | None
    nearer: bool  # its word must stand at least as near as the word that named the first choice
    past: frozenset[str]  # words that name the first choice so loosely that they need not be farther off
    bare: bool  # nothing of which the number is a part may follow it
    direct: bool  # neither that word nor another number may stand between its word and the number


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order."""
    return tuple(
        Rule(
            row["name"],
            frozenset(row["kinds"]),
            frozenset(row["over"]),
            row["to"],
            row["where"],
            int(row.get("reach", 0)),
            Fraction(row["least"]) if "least" in row else None,
            Fraction(row["most"]) if "most" in row else None,
            bool(row.get("nearer")),
            frozenset(row.get("past", ())),
            bool(row.get("bare")),
            bool(row.get("direct")),
        )
        for row in table("decisions.toml")["rule"]
    )


@cache
def fitting() -> dict[tuple[str, str], tuple[Rule, ...]]:
    """Rules by kind of quantity and first choice."""
    found: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules():
        for kind in rule.kinds:
            for first in rule.over:
                found[kind, first].append(rule)
    return {key: tuple(group) for key, group in found.items()}


@cache
def candidate_rules(kind: str, metric: str, named: bool) -> tuple[Rule, ...]:
    """The rules that may turn a first choice, in their order; without a word that named it, those for no choice too."""
    keys = [(kind, metric)] if named else [(kind, metric), (kind, "")]
    found = {rule for key in keys for rule in fitting().get(key, ())}
    return tuple(rule for rule in rules() if rule in found)


@cache
def loose(metric: str) -> frozenset[str]:
    """Words that name a neighbour of this metric too loosely to count against it."""
    return frozenset(word for rule in rules() if rule.to == metric for word in rule.past)


def decide(
    scene: Scene, sentence: Span, one: Measure, metric: str, named: Span | None, label: Span | None = None
) -> tuple[Rule, Mention] | None:
    """The rule that turns a first choice, with its word; None when the choice stands. ``named``: the word of the text that named it."""
    candidates = candidate_rules(one.kind, metric, named is not None)
    if not candidates:
        return None
    cues: dict[str, list[Mention]] = defaultdict(list)
    for mention in scene.inside(sentence, "decide"):
        cues[mention.name].append(mention)
    if not cues:
        return None
    clause = label or scene.clause(sentence, one.whole)
    for rule in candidates:
        if rule.name not in cues or (rule.to == metric and named is not None) or not bounded(rule, one):
            continue
        if rule.bare and scene.text.startswith(PART_OF, one.whole.end):
            continue
        words = [
            m
            for m in cues[rule.name]
            if in_reach(scene.code, rule, one, clause, m) and near_enough(scene, rule, one, m, named) and not arrived(scene, m, one)
        ]
        if words:
            return rule, min(words, key=lambda m: (abs(m.span.start - one.whole.start), m.span))
    return None


def bounded(rule: Rule, one: Measure) -> bool:
    """True when the size of the value lets the rule speak."""
    return (rule.least is None or one.low >= rule.least) and (rule.most is None or scaled(one) <= rule.most)


def near_enough(scene: Scene, rule: Rule, one: Measure, word: Mention, named: Span | None) -> bool:
    """False for a rule that wants the nearer word, or nothing between, when there is another."""
    if (
        rule.nearer
        and named is not None
        and named.of(scene.text).lower() not in rule.past
        and gap(word.span, one.whole) > gap(named, one.whole)
    ):
        return False
    if rule.where == BEHIND_MASS and not follows_mass(scene, word):
        return False
    if not rule.direct:
        return True
    between = Span(min(word.span.end, one.whole.end), max(word.span.start, one.whole.start))
    if named is not None and named.within(between) and named.start >= word.span.end:
        return False
    return not any(other.whole.within(between) and not other.whole.overlaps(one.whole) for other in scene.measures)


def follows_mass(scene: Scene, word: Mention) -> bool:
    """True for a word a few words behind a tonnage, no mark between (214 Mt of ore at, 900万吨，品位)."""
    for other in scene.measures:
        if other.kind == "mass" and 0 <= word.span.start - other.whole.end <= REACH_OF_MASS:
            gap = scene.text[other.whole.end : word.span.start].strip(MASS_MARKS)
            return not any(char in scene.words["clause"] or char.isdigit() for char in gap)
    return False


def arrived(scene: Scene, word: Mention, one: Measure) -> bool:
    """True for a word of change that leads to the level reached (reduced TO 3 tonnes): it changes no meaning."""
    after = scene.text[word.span.end : one.whole.start].strip().lower()
    if (
        scene.code == "en"
        and after.endswith(" to")
        and any(word.span.end <= other.whole.start < one.whole.start for other in scene.measures)
    ):
        return True  # cut by 6% TO 402 kt
    return after in scene.words["growth"]["target"] and after not in scene.words["growth"]["by"] and after != "by"


def gap(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(b.start - a.end, a.start - b.end, 0)


def scaled(one: Measure) -> Fraction:
    """A mass in tonnes, anything else as it is."""
    return one.high / 1000 if one.unit == "kg" else one.high / 1_000_000 if one.unit == "g" else one.high


def in_reach(code: str, rule: Rule, one: Measure, clause: Span, word: Mention) -> bool:
    """True when a word stands where the rule wants it."""
    if word.span.overlaps(one.span):
        return False
    before = one.whole.start - word.span.end
    match rule.where:
        case "clause":
            return word.span.within(clause)
        case "before":
            return word.span.within(clause) and before >= 0
        case "behind":
            return 0 <= word.span.start - one.whole.end <= CLOSE[code]
        case "just before":
            return 0 <= before <= CLOSE[code]
        case "touching":
            return before == 0
        case where if where == BEHIND_MASS:
            return 0 <= before <= 1
        case "sentence":
            return word.span.within(clause) or 0 <= before <= rule.reach
        case _:
            return False
