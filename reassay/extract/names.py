"""Names a claim can be about: from the registers, from capitals and company suffixes, from places and materials.

The document's main name is the cluster with the greatest weight: headline, opening, sentence starts, possessives, recurrence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.reference.grammar import table, units

CAPITALS = re.compile(
    r"(?:[A-Z][\w'&.\-]*[\w&]|[A-Z])(?:(?: (?:of|and|for|de|&) | )(?:[A-Z][\w'&\-]*[\w&]|[A-Z](?=[ .]))|, (?=Inc|Ltd|LLC)(?:Inc|Ltd|LLC))*"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate: where, the words, its kind (organisation, place, material, name) and the entity id when a register knows it."""

    span: Span
    text: str
    kind: str
    entity: str | None = None
    cluster: str = ""
    speaker: bool = False


def names(text: str, code: str, words: dict[str, Any], parts: Sequence[Passage], mentions: Sequence[Mention]) -> list[Name]:
    """Every candidate by place, longest first where they overlap."""
    known = [Name(m.span, m.span.of(text), "organisation", m.name) for m in mentions if m.kind == "entity"]
    found = capitals(text, words, parts) if code == "en" else suffixed(text, words)
    found += listed(text, code)
    chosen: list[Name] = []
    taken: list[tuple[int, int]] = []
    order = sorted([*known, *found], key=lambda name: (-(name.span.end - name.span.start), name.entity is None, name.span.start))
    used = bytearray(len(text))
    for name in order:
        if not any(used[name.span.start : name.span.end]):
            used[name.span.start : name.span.end] = b"\x01" * (name.span.end - name.span.start)
            taken.append((name.span.start, name.span.end))
            chosen.append(replace(name, cluster=name.entity or cluster(name.text, code)))
    return sorted(chosen, key=lambda name: name.span)


def cluster(name: str, code: str) -> str:
    """A key under which short and long forms of a name meet: its first word, or its first four characters in Chinese."""
    return name.split(maxsplit=1)[0].rstrip("'s").lower() if code == "en" else name[:4]


@cache
def listing(code: str, name: str) -> re.Pattern[str]:
    """One expression for the words of a list of the reference."""
    found = sorted(table(f"{name}.toml").get(code, ()), key=lambda word: (-len(word), word))
    edge = r"(?<![A-Za-z])" if code == "en" else ""
    return re.compile(rf"{edge}(?:{'|'.join(map(re.escape, found))})" + (r"(?![A-Za-z])" if code == "en" else ""))


def listed(text: str, code: str) -> list[Name]:
    """Places and materials of the reference."""
    found = [Name(Span(*m.span()), m[0], "place") for m in listing(code, "places").finditer(text) if text[m.end() : m.end() + 1] != "$"]
    return found + [Name(Span(*m.span()), m[0], "material") for m in listing(code, "materials").finditer(text)]


def capitals(text: str, words: dict[str, Any], parts: Sequence[Passage]) -> list[Name]:
    """English: runs of capitalised words, without the common words that open a sentence or a headline."""
    generic = set(words["subjects"]["generic"])
    nobody = set(table("places.toml")["adjectives"]) | {word for card in units()["unit"].values() for word in card.get("all", {})}
    openings = {part.span.start for part in parts}
    found = []
    for match in CAPITALS.finditer(text):
        start, body = match.start(), match[0]
        while body:
            first = body.split(" ", 1)[0]
            if first.rstrip(",") in generic and not body.startswith(("Rare Earth Exchanges", "Rare Earths Norway")):
                cut = len(first) + 1
                start, body = start + cut, body[cut:]
            else:
                break
        body = body.removesuffix("'s").rstrip(".,")
        if (
            len(body) < 2
            or body in generic
            or body in nobody
            or text[start + len(body) : start + len(body) + 1] in ("$", "%")
            or (body.isupper() and len(body) <= 2)
        ):
            continue
        if " " not in body and start in openings and text.count(body) < 2:
            continue
        found.append(Name(Span(start, start + len(body)), body, "name"))
    return found


@cache
def tails(words: tuple[str, ...]) -> re.Pattern[str]:
    """Chinese: a run of Han characters and brackets up to an organisation suffix."""
    suffix = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(rf"[\u4e00-\u9fffA-Za-z0-9()]{{2,28}}?(?:{suffix})(?:\([\u4e00-\u9fff]{{2,6}}\)(?:{suffix}))?")


def suffixed(text: str, words: dict[str, Any]) -> list[Name]:
    """Chinese: names that end in an organisation suffix, cut at words that cannot stand in a name."""
    subjects = words["subjects"]
    stops = re.compile("|".join(map(re.escape, subjects["stops"])))
    found = []
    for match in tails(tuple(subjects["suffixes"])).finditer(text):
        start, end = match.span()
        cuts = [m.end() for m in stops.finditer(text, start, end - 1)]
        start = max([start, *cuts])
        body = text[start:end]
        if 3 <= len(body) <= 30 and body not in subjects["suffixes"] and body not in subjects["generic"]:
            found.append(Name(Span(start, end), body, "organisation"))
    found += weakly(text, subjects, stops)
    found += [
        Name(Span(m.start(1), m.end(1)), m[1], "name")
        for m in re.finditer(r"(?<![A-Za-z])([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*)", text)
        if len(m[1]) > 3
    ]
    return found


def weakly(text: str, subjects: dict[str, Any], stops: re.Pattern[str]) -> list[Name]:
    """Chinese short names on a common suffix (北方稀土): of four to eight characters, opening a clause or told twice."""
    found = []
    for match in tails(tuple(subjects["weak"])).finditer(text):
        start, end = match.span()
        start = max([start, *(m.end() for m in stops.finditer(text, start, end - 1))])
        body = text[start:end]
        opens = start == 0 or not text[start - 1].isalnum()
        if 4 <= len(body) <= 8 and body not in subjects["generic"] and text.count(body) >= (1 if opens and len(body) <= 6 else 2):
            found.append(Name(Span(start, end), body, "organisation"))
    return found


def main_name(text: str, found: Sequence[Name], parts: Sequence[Passage], words: dict[str, Any]) -> Name | None:
    """The name most of the document is about; None without candidates."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Name] = {}
    spoken: dict[str, int] = defaultdict(int)
    told: dict[str, int] = defaultdict(int)
    starts = {part.span.start for part in parts}
    head = parts[0].span.end if parts else 0
    before = tuple(words["subjects"]["places_before"])
    for name in found:
        weight = 1.0
        if name.span.start < head:
            weight += 3.0
        elif name.span.start < 250:
            weight += 1.0
        if name.span.start in starts or (
            text[max(0, name.span.start - 4) : name.span.start].lower() == "the " and name.span.start - 4 in starts
        ):
            weight += 1.5
        if text[name.span.end : name.span.end + 2] in ("'s", "\u2019s"):
            weight += 1.0
        if any(name.text.endswith(suffix) for suffix in words["subjects"]["suffixes"]):
            weight += 1.0
        if name.entity:
            weight += 0.5
        lead = text[max(0, name.span.start - 9) : name.span.start].lower().rstrip()
        if lead.endswith(before):
            weight *= 0.4
        if name.kind == "place":
            weight *= 0.5
        if name.kind == "material":
            weight *= 0.35
        if name.speaker:
            spoken[name.cluster] += 1
        told[name.cluster] += 1
        weights[name.cluster] += weight
        if name.cluster not in first or len(name.text) > len(first[name.cluster].text):
            first[name.cluster] = name
    if not weights:
        return None
    for key in weights:
        if 2 * spoken[key] >= told[key]:
            weights[key] *= 0.4
    best = max(sorted(weights), key=lambda key: weights[key])
    return first[best]
