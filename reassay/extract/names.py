"""Names a claim can be about: from the registers, from capitals and company suffixes, from places and materials.

The document's main name is the cluster with the greatest weight: headline, opening, sentence starts, possessives, recurrence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import ahocorasick_rs

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.capitals import capitals
from reassay.extract.coined import coined, common, cut, pattern
from reassay.extract.coined import table as coinage
from reassay.extract.lexicon import Mention
from reassay.extract.naming import committees, naming
from reassay.extract.stretches import Expressions
from reassay.reference.grammar import table, units


class Name(NamedTuple):
    """A candidate: where, the words, its kind (organisation, place, material, name) and the entity id when a register knows it."""

    span: Span
    text: str
    kind: str
    entity: str | None = None
    cluster: str = ""
    speaker: bool = False
    sure: str = ""  # the rule that makes its bounds certain: how it is built, or that it is defined


def names(text: str, code: str, words: dict[str, Any], parts: Sequence[Passage], mentions: Sequence[Mention]) -> list[Name]:
    """Every candidate by place, longest first where they overlap."""
    known = [
        Name(m.span, m.span.of(text), "organisation", m.name)
        for m in mentions
        if m.kind == "entity" and (code == "en" or meant(text, m.span))
    ]
    found = english(text, words, parts) if code == "en" else suffixed(text, words)
    found = [*found, *listed(text, code)]
    if code == "zh":
        found += [Name(one.span, one.span.of(text), one.kind, sure=one.rule) for one in coined(text)]
    chosen: list[Name] = []
    taken: list[tuple[int, int]] = []
    order = sorted(
        [*known, *found],
        key=lambda name: (-(name.span.end - name.span.start), name.entity is None, not name.sure, name.kind == "name", name.span.start),
    )
    used = bytearray(len(text))
    for name in order:
        if not any(used[name.span.start : name.span.end]):
            used[name.span.start : name.span.end] = b"\x01" * (name.span.end - name.span.start)
            taken.append((name.span.start, name.span.end))
            chosen.append(name._replace(cluster=name.entity or cluster(name.text, code)))
    return united(sorted(chosen, key=lambda name: name.span), code)


def english(text: str, words: dict[str, Any], parts: Sequence[Passage]) -> Iterator[Name]:
    """Capitalised words, of which some show to be a place; committees for standards by their number."""
    for span in capitals(text, words, parts):
        yield Name(span, span.of(text), "place" if span.of(text).rsplit(" ", 1)[-1] in naming()["place_ends"] else "name")
    for match in committees().finditer(text):
        yield Name(Span(*match.span()), match[0], "name")


def united(chosen: list[Name], code: str) -> list[Name]:
    """A name of which a register knows a short form joins the cluster of that short form."""
    known = {cluster(name.text, code): name.entity for name in chosen if name.entity} if code == "en" else {}
    known |= {cluster(name.text.rsplit(" ", 1)[-1], code): name.cluster for name in chosen if coded(name.text)} if code == "en" else {}
    return [name._replace(cluster=known.get(cluster(name.text, code)) or name.cluster) for name in chosen]


def coded(name: str) -> bool:
    """True for a maker's name with the code of a product (Karst K-35UH)."""
    last = name.rsplit(" ", 1)[-1]
    return last != name and any(sign.isdigit() for sign in last) and any(sign.isalpha() for sign in last)


def cluster(name: str, code: str) -> str:
    """A key under which short and long forms of a name meet: its first word, or its first four characters in Chinese."""
    if code == "zh":
        return name[:4]
    if name in table("places.toml")["same"]:
        return str(table("places.toml")["same"][name])
    if committees().fullmatch(name):
        return name.lower()
    bare = name.removeprefix("The ").removeprefix("the ")
    first = bare.split(maxsplit=1)[0].removesuffix("'s").lower()
    return bare.lower() if shared(first) else first


@cache
def shared(first: str) -> bool:
    """True for a first word that many names share: of a place, or a people."""
    places = table("places.toml")
    return first in {word.lower().split(maxsplit=1)[0] for word in (*places["en"], *places["adjectives"])} - {"the"}


def terms(code: str, name: str) -> set[str]:
    """The words of a list of the reference, also as they open a sentence."""
    found = set(table(f"{name}.toml").get(code, ()))
    return found | {word[:1].upper() + word[1:] for word in found} if name == "materials" else found


@cache
def listing(code: str, name: str) -> re.Pattern[str]:
    """One expression for the words of a list of the reference."""
    found = sorted(terms(code, name), key=lambda word: (-len(word), word))
    edge = r"(?<![A-Za-z])" if code == "en" else ""
    return re.compile(rf"{edge}(?:{'|'.join(map(re.escape, found))})" + (r"(?![A-Za-z])" if code == "en" else ""))


def listed(text: str, code: str) -> list[Name]:
    """Places and materials of the reference."""
    places = [m for m in spotted(text, code, "places") if text[m.end() : m.end() + 1] != "$" and whole(text, code, m.start())]
    found = [Name(Span(*m.span()), m[0], "place") for m in places]
    return found + [Name(Span(*m.span()), m[0], "material") for m in spotted(text, code, "materials")]


def whole(text: str, code: str, start: int) -> bool:
    """False for a Chinese place that begins inside another word (Lijiang in the Ruili river)."""
    return code != "zh" or bool(cut(text).begins[start])


@cache
def machine(code: str, name: str) -> Any:
    """The automaton of a list of the reference."""
    return ahocorasick_rs.AhoCorasick(sorted(terms(code, name)))


def spotted(text: str, code: str, name: str) -> Iterator[re.Match[str]]:
    """The words of a list of the reference, the longest at each place, none overlapping the one before."""
    pattern, last = listing(code, name), 0
    for start in sorted({start for _, start, _ in machine(code, name).find_matches_as_indexes(text, overlapping=True)}):
        if start >= last and (found := pattern.match(text, start)):
            yield found
            last = found.end()


@cache
def tails(words: tuple[str, ...]) -> Expressions:
    """Chinese: a run of Han characters and brackets up to an organisation suffix."""
    suffix = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return Expressions([re.compile(rf"[\u4e00-\u9fffA-Za-z0-9()]{{2,28}}?(?:{suffix})(?:\([\u4e00-\u9fff]{{2,6}}\)(?:{suffix}))?")])


def suffixed(text: str, words: dict[str, Any]) -> list[Name]:
    """Chinese: names that end in an organisation suffix, cut at words that cannot stand in a name."""
    subjects = words["subjects"]
    stops = re.compile("|".join(map(re.escape, subjects["stops"])))
    found = []
    for match in tails(tuple(subjects["suffixes"])).search(text):
        start, end = opened(text, match.span(), stops)
        body = text[start:end]
        if (
            3 <= len(body) <= 30
            and body not in subjects["suffixes"]
            and body not in subjects["generic"]
            and body not in coinage()["unnames"]
            and special(text, Span(start, end))
        ):
            found.append(Name(Span(start, end), body, "organisation"))
    found += weakly(text, subjects, stops)
    found += [
        Name(Span(m.start(1), m.end(1)), m[1], "name")
        for m in re.finditer(r"(?<![A-Za-z])([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*)", text)
        if len(m[1]) > 3 and m[1] not in coinage()["symbols"] and m[1] not in symbols()
    ]
    return found


@cache
def symbols() -> frozenset[str]:
    """Every spelling of a unit that any language shares: none is a name."""
    return frozenset(word for card in units()["unit"].values() for word in card.get("all", {}))


def opened(text: str, span: tuple[int, int], stops: re.Pattern[str]) -> tuple[int, int]:
    """A name's bounds from the last stop word in it that is a word of its own (not the one inside "non-ferrous")."""
    held = [range(*m.span()) for m in pattern("unstops").finditer(text, max(0, span[0] - 1), span[1])]
    cuts = [m.end() for m in stops.finditer(text, span[0], span[1] - 1) if not any(m.start() in one for one in held)]
    return max([span[0], *cuts]), span[1]


def special(text: str, span: Span) -> bool:
    """True for a name with a part of its own: made up, Latin, or a place's."""
    body = span.of(text)
    return not common(text, span) or listing("zh", "places").search(body) is not None or body.endswith(tuple(coinage()["corporate"][:3]))


def weakly(text: str, subjects: dict[str, Any], stops: re.Pattern[str]) -> list[Name]:
    """Chinese short names on a common suffix (北方稀土): of four to eight characters, opening a clause or told twice."""
    found = []
    for match in tails(tuple(subjects["weak"])).search(text):
        start, end = opened(text, match.span(), stops)
        body = text[start:end]
        opens = start == 0 or not text[start - 1].isalnum()
        told = text.count(body)
        if (
            4 <= len(body) <= 8
            and body not in subjects["generic"]
            and body not in coinage()["unnames"]
            and told >= (1 if opens and len(body) <= 6 else 2)
            and bounded(text, body)
            and (special(text, Span(start, end)) or not body.endswith(tuple(coinage()["offices"])))
            and text[end : end + 1] not in coinage()["office_ends"]
        ):
            found.append(Name(Span(start, end), body, "organisation"))
    return found


def meant(text: str, span: Span) -> bool:
    """False for a register's name that is a place with a noun of trade here (exports of China's rare earths)."""
    if text[span.end : span.end + 2] not in coinage()["goes_on"]:
        return True
    return listing("zh", "places").match(text, span.start) is None or span.end - span.start > 6


@lru_cache(maxsize=1024)
def bounded(text: str, body: str) -> bool:
    """False for a place or common word with a noun of trade (rare earths of Baotou): one that a noun of trade follows somewhere."""
    behind = [text[m.end() : m.end() + 2] for m in re.finditer(re.escape(body), text)]
    return not any(two in coinage()["goes_on"] for two in behind)


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
