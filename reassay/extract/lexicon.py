"""All words of a language in one multi-pattern pass: metric words, cues, stage words, names.

Invariant: every mention's span is a whole word of its script (Latin words never inside a longer word).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from reassay.base.text import Span, fold, lowered
from reassay.reference.cards import metrics
from reassay.reference.grammar import grammar, table, variants

LOOSE = 0.4  # what a stage word counts that is also used of other stages

YEAR = "\u5e74"  # behind digits it ends a year


class Mention(NamedTuple):
    """A word of the lexicon in a text: where, what kind of word, and what it names."""

    span: Span
    kind: str
    name: str
    weight: float = 1.0


@cache
def sentence_words(code: str) -> dict[str, Any]:
    """The lexicon table of a language."""
    path = files("reassay.extract").joinpath("languages", code, "lexicon.toml")
    return tomllib.loads(path.read_text("utf-8"))


def entries(code: str) -> Iterable[tuple[str, str, str, float]]:
    """(word, kind, name, weight) of every word of a language."""
    words = sentence_words(code)
    for ident, card in metrics().items():
        for word in card.named(code):
            yield word, "metric", ident, 3.0
        for word in card.hinted(code):
            yield word, "metric", ident, 1.2
    for stage, texts in table("stages.toml").items():
        for word in texts.get(code, ()):
            yield word, "stage", stage, 1.0
        for word in texts.get(code + "_loose", ()):
            yield word, "stage", stage, LOOSE
    for ident, texts in table("bases.toml")["near"].items():
        for word in (*texts["all"], *texts[code]):
            yield word, "basis", ident, 1.0
    for rule in table("decisions.toml")["rule"]:
        for word in rule[code]:
            yield word, "decide", rule["name"], 1.0
    for saved, texts in table("savings.toml").items():
        for word in texts[code]:
            yield word, "saved", saved, 1.0
    for kind in ("modality", "modality_local", "modality_title", "modality_policy"):
        for modality, texts in words[kind].items():
            for word in texts:
                yield word, kind, modality, 1.0
    for word in words["parts"]["whole"]:
        yield word, "whole", word, 1.0
    for cue in ("sum_before", "sum_after", "earlier_before", "earlier_after", "made_of", "made_of_end"):
        for word in words["parts"][cue]:
            yield word, cue, word, 1.0
    for group in ("negation", "parts"):
        for word in words[group]["words"]:
            yield word, group, word, 1.0
    for word in words["attribution"]["verbs"]:
        yield word, "says", word, 1.0
    for word in words["attribution"]["before"]:
        yield word, "according", word, 1.0
    for cue in ("after", "before", "level"):
        for word in words["growth"][cue]:
            yield word, "growth_" + cue, word, 1.0
    for word in words["growth"]["rates"]:
        yield word, "growth_rate_noun", word, 1.0
    for cue in ("idiom", "retail", "ratio", "words", "rumour", "time_governors", "life", "byline", "hiring"):
        for word in words["lures"][cue]:
            yield word, "lure_" + cue, word, 1.0
    for event, texts in words["events"].items():
        for word in texts:
            yield word, "event", event, 1.0
    for cue in ("words", "losses"):
        for word in grammar(code)["falls"][cue]:
            yield word, "fall" if cue == "words" else "loss", word, 1.0
    for word in grammar(code)["rises"] if "rises" in grammar(code) else grammar(code)["falls"]["rises"]:
        yield word, "rise", word, 1.0
    for word in grammar(code)["edges"]["words"]:
        yield word, "edge", word, 1.0
    for word in words["subjects"]["pronouns"]:
        yield word, "pronoun", word, 1.0


class Lexicon:
    """The automaton of a language; ``scan`` gives every mention of a folded text."""

    def __init__(self, code: str, names: Iterable[tuple[str, str]] = ()):
        import ahocorasick_rs

        self.tags: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
        for word, kind, name, weight in entries(code):
            self.tags[fold(word.lower(), variants()).text].append((kind, name, weight))
        for name, ident in names:
            self.tags[fold(name.lower(), variants()).text].append(("entity", ident, 1.0))
        words = sorted(word for word in self.tags if word.strip())
        self.known = tuple((letter(word[0]), letter(word[-1]), tuple(self.tags[word])) for word in words)
        self.machine = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.Standard)

    def scan(self, text: str) -> list[Mention]:
        """Mentions by place; overlapping words are all kept."""
        low = lowered(text)
        found: list[Mention] = []
        known, last = self.known, len(low)
        for index, start, end in self.machine.find_matches_as_indexes(low, overlapping=True):
            opens, closes, tags = known[index]  # every second hit lies inside a longer word: told without a call
            if (opens and start and "a" <= low[start - 1] <= "z") or (closes and end < last and "a" <= low[end] <= "z"):
                continue
            span = Span(start, end)
            for kind, name, weight in tags:
                found.append(Mention(span, kind, name, weight))
        found.sort()
        return found


def letter(char: str) -> bool:
    """True for a Latin letter."""
    return char.isascii() and char.isalpha()


def whole(text: str, start: int, end: int) -> bool:
    """False when a Latin letter continues the word on either side, or its first character ends a year (2024年处理)."""
    if start and text[start] == YEAR and text[start - 1].isdigit() and end - start > 1:
        return False
    if start and letter(text[start]) and letter(text[start - 1]):
        return False
    return not (end < len(text) and letter(text[end - 1]) and letter(text[end]))


@cache
def lexicon(code: str, names: tuple[tuple[str, str], ...] = ()) -> Lexicon:
    """The lexicon of a language with the given (name, entity id) pairs, built once."""
    return Lexicon(code, names)
