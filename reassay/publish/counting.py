"""Sentences that tell counts: each count under its name, in the order in which the sentence tells them."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from reassay.publish.sentence import Sentence
from reassay.publish.wording import say
from reassay.reference.grammar import table


def counting(
    name: str,
    counts: Mapping[str, int],
    nouns: Mapping[str, str] | None = None,
    cites: tuple[str, ...] = (),
    facts: tuple[str, ...] = (),
    about: str = "",
    **places: object,
) -> Sentence:
    """The template of a name with its counts filled in. ``nouns``: counts told with a noun; ``about``: of which part of the brief."""
    template: str = table("glossary/sentences.toml")["say"][name]
    used = [field for _, field, _, _ in Formatter().parse(template) if field and field in counts]
    shown = {field: f"{counts[field]:,}" for field in used}
    told = tuple((f"count:{about}{field}", shown[field]) for field in used)
    words = {field: noun(shown[field], (nouns or {})[field]) if field in (nouns or {}) else shown[field] for field in used}
    return Sentence(say(name, **words, **places), cites, facts, told)


def noun(number: str, word: str) -> str:
    """A number with its noun."""
    return f"{number} {word}" + ("" if number == "1" else "s")


def columns(*names: str, facts: tuple[str, ...] = (), **places: str) -> tuple[Sentence, ...]:
    """Heads of columns."""
    return tuple(Sentence(say(f"column_{name}", **places), (), facts) for name in names)
