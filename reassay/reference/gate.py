"""The words of the gate with every spelling a page may carry: which texts are worth reading at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from reassay.reference.grammar import table, variants
from reassay.reference.register import register

SPELLINGS = 64  # a word has at most this many mixes of simplified and Traditional characters


@cache
def domain_words() -> tuple[tuple[str, int], ...]:
    """(word, concept) pairs, sorted: concepts from 1 are strong, those from -1 down are weak; a word's spellings share one."""
    found: dict[str, int] = {}
    for group, sign in (("strong", 1), ("weak", -1)):
        words = {word for words in table("gate.toml")[group].values() for word in words} | (set(entity_names()) if sign > 0 else set())
        for number, word in enumerate(sorted(words), 1):
            for spelling in spellings(word):
                found.setdefault(spelling, sign * number)
    return tuple(sorted(found.items()))


def entity_names() -> Iterator[str]:
    """Names of the bodies of the field, long enough to mean them and nothing else."""
    card = table("gate.toml")
    for entity in register().entities:
        if not any(kind in entity.kind for kind in card["names_not_of"]):
            for name in (*entity.names, *entity.former):
                if len(name) >= card["shortest_name"]["en" if name.isascii() else "zh"]:
                    yield name.lower()


def weak_needed() -> int:
    """How many different weak words stand for a strong one."""
    return int(table("gate.toml")["weak_needed"])


def weak_near() -> int:
    """How many different weak words near a place make it one of the field."""
    return int(table("gate.toml")["weak_near"])


@cache
def opening() -> frozenset[str]:
    """Words that are ours only where a word begins (determining is no mining)."""
    return frozenset(table("gate.toml")["opening"])


@cache
def traditional() -> dict[str, tuple[str, ...]]:
    """Simplified character -> the Traditional and variant forms that fold to it."""
    forms: dict[str, set[str]] = {}
    for code, plain in variants().items():
        forms.setdefault(plain, set()).add(chr(code))
    return {plain: tuple(sorted(found)) for plain, found in forms.items()}


def spellings(word: str) -> list[str]:
    """A word in simplified, Traditional and mixed characters."""
    choices = [(char, *traditional().get(char, ())) for char in word]
    return sorted({"".join(mix) for _, mix in zip(range(SPELLINGS), product(*choices), strict=False)})
