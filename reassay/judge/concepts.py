"""Whether a text and the label of a table speak of the same thing, in whichever language either is written.

``concepts.toml`` lists concepts by group. A text that names one concept of a group does not mean another of that group, unless one of the
two holds the other (permanent magnets and NdFeB).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import ahocorasick_rs

from reassay.base.claim import Claim
from reassay.judge.plain import plain
from reassay.reference.grammar import table

Senses = frozenset[tuple[str, str]]
CUT = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|[\uff0c\uff1b\uff1a\u3002]")


@cache
def vocabulary() -> tuple[tuple[re.Pattern[str], dict[str, tuple[str, str]]], ...]:
    """One expression for each group, longest words first, with the concept that each word names."""
    made = []
    for group, concepts in table("concepts.toml").items():
        known = {word: (group, name) for name, card in concepts.items() for word in card["words"]}
        words = sorted(known, key=lambda word: (-len(word), word))
        made.append((re.compile("|".join(bounded(word) for word in words)), known))
    return tuple(made)


@cache
def machine() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    """(what finds any word of any group in one pass, the place of the group of each word)."""
    words = [(word, place) for place, (_, known) in enumerate(vocabulary()) for word in sorted(known)]
    return ahocorasick_rs.AhoCorasick([word for word, _ in words]), tuple(place for _, place in words)


def bounded(word: str) -> str:
    """A word of letters stands alone; one of characters may stand anywhere."""
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)


@lru_cache(maxsize=8192)
def senses(text: str) -> Senses:
    """The concepts that a text names."""
    low, known = plain(text), vocabulary()
    some = sorted({at for at, *_ in machine()[0].find_matches_as_indexes(low, overlapping=True)})
    held = (known[at] for at in sorted({machine()[1][at] for at in some}))  # most texts name something of few groups
    return frozenset(words[found[0]] for pattern, words in held for found in pattern.finditer(low))


def stands(told: Senses, label: Senses, group: str) -> str:
    """How a text stands to a label in one group: same, within (one holds the other), other, or nothing where either is silent."""
    a, b = ({name for kind, name in some if kind == group} for some in (told, label))
    if not a or not b:
        return ""
    if a & b:
        return "same"
    cards = table("concepts.toml")[group]
    held = any(y in cards[x].get("within", ()) or x in cards[y].get("within", ()) for x in a for y in b)
    return "within" if held else "other"


def groups(label: Senses) -> list[str]:
    """The groups that a label names something of."""
    return sorted({kind for kind, _ in label})


def apart(told: Senses, label: Senses) -> bool:
    """True when a text names something else than a label in any group."""
    return any(stands(told, label, group) == "other" for group in groups(label))


def fitting(told: Senses, labels: list[Senses]) -> list[bool]:
    """Which of several labels a text can mean: where it names some of them in a group, those that it does not name fall out."""
    kept = [True] * len(labels)
    for group in sorted({kind for label in labels for kind, _ in label}):
        how = [stands(told, label, group) for label in labels]
        wanted = ("same", "within") if "same" in how else ("", "within")
        left = [one and word in wanted for one, word in zip(kept, how, strict=True)]
        kept = left if any(left) else kept
    return kept


def spoken(claim: Claim) -> Senses:
    """What a claim names: in the clause of its number, with its object and basis; where these are silent, in its sentence and subject."""
    mine = near(claim)
    known = set(groups(mine))
    return mine | {one for one in senses(f"{claim.quote} | {claim.subject or ''}") if one[0] not in known}


def near(claim: Claim) -> Senses:
    """What the clause of a claim's number names, with its object and basis."""
    return senses(f"{clause(claim)} | {claim.object or ''} | {claim.quantity.basis or '' if claim.quantity else ''}")


def clause(claim: Claim) -> str:
    """The clause of a claim's number; its sentence where it has none."""
    at = claim.at("value")
    if at is None:
        return claim.quote
    start, end = at.start - claim.span.start, at.end - claim.span.start
    ahead = max((found.end() for found in CUT.finditer(claim.quote, 0, start)), default=0)
    behind = CUT.search(claim.quote, end)
    return claim.quote[ahead : behind.start() if behind else len(claim.quote)]
