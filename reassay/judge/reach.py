"""How far a claim's text reaches: which part of an allotment, which stage, a share of which whole; rows that reach elsewhere are left.

Words are data (evidence.toml, stages.toml). A text that names nothing leaves every row in, and what then differs shows as open scope.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reassay.base.claim import Claim
from reassay.judge.concepts import clause, senses
from reassay.judge.plain import plain
from reassay.judge.rows import Row, places
from reassay.reference.grammar import table
from reassay.reference.register import fold

FIGURES = re.compile(r"\d[\d.,]*")
AHEAD = 14  # characters by which a word that narrows may stand before the word it narrows


def reaches(claim: Claim, row: Row) -> bool:
    """True unless a bundled row is of a part or a stage that the claim does not speak of, or of all rare earths where the claim is of one.

    Rows that a user brings were chosen for the claims at hand; what those leave open shows as open scope instead.
    """
    if row.bundled and row.metric == "market_share" and not share_fits(claim, row):
        return False
    return not row.bundled or (part_fits(claim, row) and stage_fits(claim, row) and product_fits(claim, row) and not finer(claim, row))


def share_fits(claim: Claim, row: Row) -> bool:
    """True when the clause of a share names the stage of a row that prints a country's share of the world, and a country by its name."""
    if plain(claim.subject or "") in table("evidence.toml")["domestic"]["words"]:
        return False
    text = plain(f"{claim.object or ''} {clause(claim)}")
    told, world = within(text, "stages"), table("testing.toml")["wholes"]["concepts"]["world"]
    if not told:
        return any(word in text for word in world)  # some stage of the world: which, is left open
    return row.get("stage") is None or str(row.get("stage")) in told


def product_fits(claim: Claim, row: Row) -> bool:
    """True when the text names what a row's product is, in its own language."""
    product = str(row.get("product") or "")
    text = plain(f"{claim.object or ''} {claim.quote}")
    return not product or plain(product) in text or bool(senses(product) & senses(text))


def finer(claim: Claim, row: Row) -> bool:
    """True when a claim names one element or product and the row is a country's total over all of them."""
    if fold(row.subject) not in places() or row.get("product") or narrow(row) or row.metric == "price":
        return False
    known = plain(row.scope)
    return any(word not in known for word in fine(plain(f"{claim.object or ''} {claim.quote}"), row.unit == "ratio"))


@lru_cache(maxsize=4096)
def fine(text: str, share: bool) -> frozenset[str]:
    """Words of one element, or (of amounts) of one product, in a text."""
    words = table("evidence.toml")["fine"]
    return frozenset(
        text[slice(*place)] for place in places_of(tuple(words["elements"]) + (() if share else tuple(words["products"])), text)
    )


def part_fits(claim: Claim, row: Row) -> bool:
    """True when a row's part of an allotment is the one the claim names; narrow parts are meant only by their names."""
    own = str(row.get("part") or "").casefold()
    if own not in table("evidence.toml")["parts"]:
        return True
    told = part_of(claim)
    if not told:
        return not narrow(row)
    closer = {name for name in told if table("evidence.toml")["parts"][name].get("narrow", False)}
    return own in (closer or told)


def part_of(claim: Claim) -> frozenset[str]:
    """Parts of an allotment that the claim names."""
    return named(claim, "parts")


def narrow(row: Row) -> bool:
    """True for a row of a part that no text means without naming it (light ore of all ore)."""
    return bool(table("evidence.toml")["parts"].get(str(row.get("part") or "").casefold(), {}).get("narrow", False))


def rival(one: Row, other: Row) -> bool:
    """True for two rows of different parts neither of which lies in the other: ore and smelting."""
    parts = table("evidence.toml")["parts"]
    a, b = (str(row.get("part") or "").casefold() for row in (one, other))
    return a != b and a in parts and b in parts and not (narrow(one) or narrow(other))


def stage_fits(claim: Claim, row: Row) -> bool:
    """True when a row tells no stage, or the one that the claim's words name; without such words the claim's own."""
    stage = row.get("stage")
    if not stage:
        return True
    told = named(claim, "stages")
    return stage in told if told else claim.stage in (None, stage)


def whole_fits(claim: Claim, row: Row) -> bool:
    """True when a bundled row's metric can be what a share is of: one that the text names, or any where it names none."""
    shared, kinds = table("evidence.toml")["shared"], table("evidence.toml")["wholes"].values()
    if not row.bundled:
        return True
    if claim.metric not in shared["any"]:
        return row.metric in (claim.metric, *shared["of"].get(claim.metric, ())) and not finer(claim, row)
    told = wholes_named(claim)
    kept = {metric for kind in kinds for metric in kind["metrics"]}
    fits = row.metric in told or row.metric not in kept or (not told and row.metric not in shared["asked"])
    return fits and reaches(claim, row)


def wholes_named(claim: Claim) -> set[str]:
    """Metrics of what a share or a change is of, as the text names them."""
    text, kinds = plain(f"{claim.object or ''} {claim.quote}"), table("evidence.toml")["wholes"].values()
    return {metric for kind in kinds if places_of(tuple(kind["words"]), text) for metric in kind["metrics"]}


@cache
def kinds_of(group: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """(kind -> the words that surely speak of it, the kinds whose words stand in front of others') for parts of an allotment, or stages."""
    if group == "parts":
        parts = table("evidence.toml")["parts"]
        return {name: tuple(card["words"]) for name, card in parts.items()}, frozenset(n for n, card in parts.items() if card.get("narrow"))
    return {stage: (*card["en"], *card["zh"]) for stage, card in table("stages.toml").items() if card.get("work")}, frozenset()


def named(claim: Claim, group: str) -> frozenset[str]:
    """Which kinds the claim names: in its object where that does, else those whose word stands nearest to the number.

    Words of kinds that narrow stand in front of the others' (heavy rare-earth mining quota) and count as nearer by so much.
    """
    ahead = kinds_of(group)[1]
    lined = aligned(claim, group)
    if lined:
        return lined
    told = within(plain(claim.object or ""), group)
    if told and (told & ahead or not ahead):
        return told
    at = claim.at("value")
    for part in (clause(claim), claim.quote):  # what the clause of the number names goes before what its sentence names
        base = max(claim.quote.find(part), 0) + claim.span.start
        near = nearest(plain(part), *((at.start - base, at.end - base) if at is not None else (0, len(part))), group)
        if near:
            return near
    return frozenset()


def aligned(claim: Claim, group: str) -> frozenset[str]:
    """The kind that a number is of where a clause names as many kinds as numbers, one after the other (A and B were 3 and 4)."""
    at, words = claim.at("value"), table("testing.toml")["respectively"]["words"]
    text = plain(claim.quote)
    if at is None or not any(word in text for word in words):
        return frozenset()
    start = at.start - claim.span.start
    found = sorted((place[0], place[1], name) for name, kinds in kinds_of(group)[0].items() for place in places_of(kinds, text[:start]))
    order = list(dict.fromkeys(name for _, _, name in found))
    last = max((end for _, end, _ in found), default=0)
    place = len(FIGURES.findall(text[last:start]))
    return frozenset({order[place]}) if len(order) > 1 and place < len(order) else frozenset()


@lru_cache(maxsize=4096)
def within(text: str, group: str) -> frozenset[str]:
    """Kinds that a text names anywhere."""
    return frozenset(name for name, words in kinds_of(group)[0].items() if places_of(words, text))


@lru_cache(maxsize=4096)
def nearest(text: str, start: int, end: int, group: str) -> frozenset[str]:
    """Kinds whose word stands nearest to a place of a text."""
    kinds, ahead = kinds_of(group)
    near: dict[str, int] = {}
    for name, words in kinds.items():
        gaps = [gap(found, (start, end)) - (AHEAD if name in ahead and found[1] <= start else 0) for found in places_of(words, text)]
        if gaps:
            near[name] = min(gaps)
    return frozenset(name for name, distance in near.items() if distance == min(near.values()))


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for some words, longest first; Latin ones only as whole words."""
    ordered = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word) for word in ordered))


def places_of(words: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Where one of some words stands."""
    return [found.span() for found in pattern(words).finditer(text)]


def gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters between two places."""
    return max(other[0] - one[1], one[0] - other[1], 0)


def bounding(claim: Claim) -> bool:
    """True for a text that states the most that can be, not what something has (the theoretical limit of ...)."""
    words, text = table("testing.toml")["bounding"], plain(claim.quote)
    return any(word in text for code in ("en", "zh") for word in words[code]) or any(re.search(one, text) for one in words["patterns"])
