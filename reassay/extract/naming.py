"""What English names are built of, as data: heads that go on with "of", possessive ends, given names, words that name nobody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

CLOSED = ("openers", "prepositions", "pronouns", "determiners", "adverbs", "joints")


@cache
def naming() -> Mapping[str, frozenset[str]]:
    """The lists of names.toml."""
    found = tomllib.loads(files("reassay.extract").joinpath("languages", "en", "names.toml").read_text("utf-8"))
    return {key: frozenset(value) for key, value in found.items()}


@cache
def closed() -> frozenset[str]:
    """Words of the closed classes as they open a sentence: no name begins with one."""
    found = tomllib.loads(files("reassay.extract").joinpath("languages", "en", "phrases.toml").read_text("utf-8"))
    return frozenset(word[:1].upper() + word[1:] for key in CLOSED for word in found[key] if " " not in word)


@cache
def committees() -> re.Pattern[str]:
    """The numbered name of a committee for standards."""
    heads = "|".join(sorted(map(re.escape, naming()["committees"]), key=lambda head: (-len(head), head)))
    return re.compile(rf"(?<![\w/])(?:{heads})[ \u00a0]?\d{{1,3}}(?:/(?:SC|WG)[ \u00a0]?\d{{1,3}})?(?!\w)")


def person(name: str) -> bool:
    """True for two to four capitalised words of which the first is a given name."""
    words = name.split(" ")
    return 2 <= len(words) <= 4 and words[0] in naming()["given"]
