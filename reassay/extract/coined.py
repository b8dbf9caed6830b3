"""Chinese names that no register knows: made-up stems on a word of trade, short names as defined, quoted names, counties, product codes.

A segmenter with a general dictionary leaves a made-up stem in single characters (no dictionary knows it), where a common noun is one word;
that alone tells a firm's short name from a kind of thing.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from reassay.base.text import Span

HAN = re.compile(r"[\u4e00-\u9fff]")
PROPER = ("ns", "nr", "nt", "nz")  # classes of words that name one thing
STEM = 4  # characters of a made-up stem at most
LONGEST = 12  # characters of a firm's short name with its words of trade


@dataclass(frozen=True, slots=True)
class Coined:
    """A name found by how it is built."""

    span: Span
    kind: str  # organisation, place, code or name
    rule: str


@cache
def table() -> dict[str, Any]:
    """The data of this module."""
    return tomllib.loads(files("reassay.extract").joinpath("languages", "zh", "names.toml").read_text("utf-8"))


@cache
def pattern(key: str) -> re.Pattern[str]:
    """An expression of the data, or one for its list of words, longest first."""
    value = table()[key]
    if isinstance(value, str):
        return re.compile(value, re.M)
    return re.compile("|".join(sorted(map(re.escape, value), key=lambda word: (-len(word), word))))


@dataclass(frozen=True, slots=True)
class Words:
    """How a dictionary cuts a text: 1 where a word begins, and 1 where a character stands alone and may belong to a made-up name."""

    begins: bytearray
    alone: bytearray


@lru_cache(maxsize=2)
def cut(text: str) -> Words:
    """The cutting of a text (no new words guessed)."""
    import rjieba

    found = Words(bytearray(len(text) + 1), bytearray(len(text) + 1))
    at = 0
    for word in rjieba.cut(text, False):
        found.begins[at] = 1
        if len(word) == 1 and HAN.match(word) and word not in table()["particles"]:
            found.alone[at] = 1
        at += len(word)
    found.begins[len(text)] = 1
    return found


def coined(text: str) -> list[Coined]:
    """Every such name, by place; those that overlap are all given."""
    alone = cut(text).alone
    firms = list(traded(text, alone))
    found = [*firms, *kin(text, alone, firms), *defined(text), *quoted(text, alone), *titled(text), *counties(text, alone), *codes(text)]
    found += short_forms(text)
    found += latin(text)
    return sorted(found, key=lambda one: (one.span, one.rule))


def stem(text: str, alone: bytearray, end: int) -> int:
    """Where the made-up stem that ends at a place begins; the place itself when there is none."""
    start = end
    while start > 0 and end - start < STEM and alone[start - 1]:
        start -= 1
    if end - start < 2:
        return end
    best = end - 2
    for longer in range(end - 3, start - 1, -1):
        if text.count(text[longer:end]) >= max(2, 0.8 * text.count(text[best:end])):
            best = longer
    return best


def trades(text: str, at: int) -> int:
    """The end of the words of trade that begin at a place."""
    end = at
    while pattern("untrades").match(text, end) is None and (found := pattern("trades").match(text, end)) is not None:
        if end > at and found[0] in table()["acts"] and pattern("corporate").match(text, found.end()) is None:
            break
        end = found.end()
    if end > at and (found := pattern("corporate").match(text, end)) is not None:
        end = found.end()
    return end


def traded(text: str, alone: bytearray) -> Iterator[Coined]:
    """A made-up stem on one or more words of trade."""
    done = 0
    for found in pattern("trades").finditer(text):
        start = stem(text, alone, found.start())
        if start == found.start() or start < done or set(text[start : found.start()]) <= set(table()["elements"]):
            continue
        end = trades(text, found.start())
        if end > found.start() and end - start <= LONGEST + 8:
            yield Coined(Span(start, end), "organisation", "trade")
            done = end


def kin(text: str, alone: bytearray, firms: list[Coined]) -> Iterator[Coined]:
    """Other names on a stem that a firm bears: the stem alone, or with one more word before a mark."""
    taken = {place for firm in firms for place in range(*firm.span)}
    stems: dict[str, int] = {}
    for firm in firms:
        end = firm.span.start
        while end < firm.span.end and alone[end] and pattern("trades").match(text, end) is None:
            end += 1
        stems[text[firm.span.start : end]] = stems.get(text[firm.span.start : end], 0) + 1
    for one in sorted(stems):
        if len(one) < 2:
            continue
        for found in re.finditer(re.escape(one), text):
            start, end = found.span()
            if start in taken:
                continue
            branch = re.compile(r"\([\u4e00-\u9fff]{2,4}\)").match(text, end)
            if branch is not None:
                yield Coined(Span(start, branch.end()), "organisation", "kin")
                continue
            more = re.compile(r"[\u4e00-\u9fff]{2}(?=[:：，,、（(\d“])").match(text, end)
            opens = start == 0 or not HAN.match(text[start - 1])
            if more is not None and opens:
                yield Coined(Span(start, more.end()), "organisation", "kin")
            elif HAN.match(text[end : end + 1]) is None or not alone[end]:
                yield Coined(Span(start, end), "organisation", "kin")


def defined(text: str) -> Iterator[Coined]:
    """A short name as defined, or a name before its stock code, with every other place where it stands."""
    given: set[str] = set()
    for key in ("short", "coded"):
        for found in pattern(key).finditer(text):
            body = found["name"]
            if key == "coded":
                body = last_word(text, Span(*found.span("name")))
            if len(body) > 1 and pattern("corporate").fullmatch(body) is None:
                given.add(body)
    for body in sorted(given):
        for found in re.finditer(re.escape(body), text):
            yield Coined(Span(*found.span()), "organisation", "defined")


def last_word(text: str, span: Span) -> str:
    """A name before a bracket without the words that introduce it (the magnet maker X)."""
    body = span.of(text)
    cuts = [m.end() for m in re.finditer("|".join(map(re.escape, table()["before_name"])), body) if m.end() < len(body) - 1]
    cuts += [m.end() for m in re.finditer(f"[{table()['particles']}]", body) if m.end() < len(body) - 1]
    return body[max(cuts) :] if cuts else body


def quoted(text: str, alone: bytearray) -> Iterator[Coined]:
    """A quoted made-up word that is told again, everywhere it stands."""
    given = {found["name"]: found.start("name") for found in pattern("quoted").finditer(text)}
    times = Counter(found["name"] for found in pattern("quoted").finditer(text))
    for body, at in sorted(given.items()):
        odd = sum(alone[at : at + len(body)]) >= 2 or re.search(r"[A-Za-z0-9]", body) is not None
        told = text.count(body)
        if (odd and told > 1) or (len(body) <= 5 and times[body] > 1) or (len(body) <= 4 and told > 3):
            for found in re.finditer(re.escape(body), text):
                yield Coined(Span(*found.span()), "name", "quoted")


def titled(text: str) -> Iterator[Coined]:
    """Laws, standards and papers in title marks."""
    for found in pattern("titled").finditer(text):
        yield Coined(Span(*found.span()), "text", "titled")


def short_forms(text: str) -> Iterator[Coined]:
    """Institutes and offices under the short form that a dictionary knows for one, told twice."""
    for found in pattern("institute").finditer(text):
        start, end = found.span()
        body = found[0]
        if (
            cut(text).begins[start]
            and cut(text).begins[end]
            and text.count(body) > 1
            and [tag for _, tag in tagged(body)] in (["j"], ["nt"])
        ):
            yield Coined(Span(start, end), "organisation", "short")


def counties(text: str, alone: bytearray) -> Iterator[Coined]:
    """Counties, cities and towns that no list of places has: told twice, or counties, whose word means little else."""
    words = cut(text)
    for found in pattern("county").finditer(text):
        end = found.end()
        for start in (end - 4, end - 3):
            body = text[max(0, start) : end - 1]
            if start < 0 or not words.begins[start] or (start > 0 and alone[start - 1]) or not plausible(body):
                continue
            if text.count(text[start:end]) > 1 or found[0] in table()["counties"] or "\n" not in text[:start]:
                yield Coined(Span(start, end), "place", "county")
                break


def plausible(body: str) -> bool:
    """True for what can be the name of a county: Han characters without particles or words of kind."""
    if any(HAN.match(one) is None for one in body) or set(body) & set(table()["particles"]):
        return False
    return not body.startswith(tuple(table()["uncounty"])) and not body.endswith(tuple(table()["uncounty"]))


def common(text: str, span: Span) -> bool:
    """True when nothing but ordinary dictionary words stands in a span: no made-up part, place, person, Latin letter."""
    words = cut(text)
    run = 0
    for at in range(*span):
        run = run + 1 if words.alone[at] else 0
        if run >= 2 or text[at].isascii():
            return False
    return not any(tag[:2] in PROPER for _, tag in tagged(span.of(text)))


def made_up(text: str, span: Span) -> bool:
    """True when a span opens with two characters or more that no dictionary knows for words, words of trade and elements aside."""
    alone = cut(text).alone
    end = span.start
    while end < span.end and alone[end] and pattern("trades").match(text, end) is None and text[end] not in table()["elements"]:
        end += 1
    return end - span.start >= 2


@lru_cache(maxsize=4096)
def tagged(body: str) -> tuple[tuple[str, str], ...]:
    """The words of a phrase with their classes, by a general dictionary."""
    import rjieba

    return tuple(rjieba.tag(body))


def latin(text: str) -> Iterator[Coined]:
    """Foreign firms under their own Latin names in a Chinese text: capitalised words that are no symbol, formula or code."""
    if len(HAN.findall(text[:400])) * 4 < len(text[:400]):
        return
    for found in pattern("latin").finditer(text):
        if text[max(0, found.start() - 1) : found.start()] == "(" and text[found.end() : found.end() + 1] in ",)":
            continue  # a name in Han characters with this one behind it in brackets: the text's own name for it stands before
        if found[0] not in table()["symbols"] and pattern("formula").fullmatch(found[0]) is None and found[0] not in table()["unfirms"]:
            yield Coined(Span(*found.span()), "organisation", "latin")


def codes(text: str) -> Iterator[Coined]:
    """Product and grade codes of letters and digits."""
    for found in pattern("code").finditer(text):
        if 2 < found.end() - found.start() <= 12 and pattern("uncode").match(found[0]) is None:
            yield Coined(Span(*found.span()), "code", "code")
