"""What an expression cannot match without: the words of which every match holds one.

Read from the parsed expression, so that nobody has to write them down twice. Words are in small letters; EDGE at an end of one stands for
the edge of a word. An expression without such words (a bare number) has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

PARSER = import_module("re._parser")  # the standard library's own; it has no public name
EDGE = "\0"
MOST = 400  # words of one expression
LEAST = 2  # a single letter stands everywhere

Words = frozenset[str]
EMPTY: Words = frozenset({""})


def needs(pattern: re.Pattern[str]) -> Words:
    """The words of which every match holds one; empty when there are none worth looking for."""
    found = best(parts(PARSER.parse(pattern.pattern, pattern.flags)))
    return found if worth(found) >= LEAST else frozenset()


def worth(words: Words) -> int:
    """How rare words are, by the commonest of them."""
    return min((rarity(word) for word in words), default=0)


def rarity(word: str) -> int:
    """Latin letters and digits beyond the first; a mark or a Chinese character stands for a word of its own."""
    plain = sum(char.isascii() and char.isalnum() for char in word)
    if not plain and word.isascii():
        return LEAST if word.strip(EDGE + " ") else 0
    return max(plain - 1, 0) + LEAST * sum(not char.isascii() for char in word)


def best(candidates: Iterable[Words]) -> Words:
    """The candidates that are rarest."""
    return max(candidates, key=lambda words: (worth(words), -len(words)), default=frozenset())


def parts(tree: Sequence[Any]) -> list[Words]:
    """Every set of words one of which stands in whatever the tree matches."""
    found: list[Words] = []
    run = EMPTY
    for item in tree:
        spelt = exact([item])
        if spelt is not None and len(spelt) * len(run) <= MOST:
            run = frozenset(word + more for word in run for more in spelt)
            continue
        found.append(run)
        run = EMPTY if spelt is None else spelt
        found += inside(item)
    return [*found, run]


def inside(item: Any) -> list[Words]:
    """The same for one item that can be spelt in too many ways."""
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        return parts(value[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return parts(value[2]) if value[0] else []
    if name == "BRANCH":
        chosen = [best(parts(branch)) for branch in value[1]]
        return [frozenset().union(*chosen)] if all(worth(words) for words in chosen) else []
    return []


def exact(tree: Sequence[Any]) -> Words | None:
    """All ways to spell a tree, None when they are not a few words."""
    ways = EMPTY
    for item in tree:
        name, value = str(item[0]), item[1]
        more: Words | None = None
        if name == "LITERAL":
            more = frozenset({chr(value).lower()})
        elif name in ("AT", "ASSERT", "ASSERT_NOT"):
            more = frozenset({EDGE}) if str(value) == "AT_BOUNDARY" else EMPTY
        elif name == "SUBPATTERN":
            more = exact(value[-1])
        elif name == "BRANCH":
            branches = [exact(branch) for branch in value[1]]
            more = frozenset().union(*(words for words in branches if words)) if all(branches) else None
        if more is None or len(ways) * len(more) > MOST:
            return None
        ways = frozenset(word + rest for word in ways for rest in more)
    return ways
