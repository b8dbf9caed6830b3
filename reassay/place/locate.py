"""Claim -> Stage of the value chain: what the claim says, else its metric card; and what else it may belong to, best first."""

from __future__ import annotations

from collections.abc import Iterator

from reassay.base.claim import Claim
from reassay.base.stage import STAGES
from reassay.place.downstream import clause, spaced
from reassay.reference.cards import metrics
from reassay.reference.grammar import table
from reassay.reference.register import register


def locate(claim: Claim) -> str | None:
    """The stage of a claim, None when neither its words nor its metric place it."""
    card = metrics().get(claim.metric)
    return claim.stage or (card.stage if card else None)


def ranked(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Every stage that a claim may belong to, each with what speaks for it: reader, metric card, object, clause, company."""
    found: dict[str, str] = {}
    for stage, why in candidates(claim):
        found.setdefault(stage, why)
    return tuple(found.items())


def candidates(claim: Claim) -> Iterator[tuple[str, str]]:
    """(stage, what speaks for it), best first."""
    if claim.stage:
        yield claim.stage, "read"
    card = metrics().get(claim.metric)
    if card and card.stage:
        yield card.stage, "metric"
    for why, text in (("object", claim.object or ""), ("clause", clause(claim))):
        counts = {stage: named(stage, text) for stage in STAGES}
        yield from ((stage, why) for stage in sorted(STAGES, key=lambda stage: -counts[stage]) if counts[stage])
    yield from ((stage, "company") for stage in register().stages(claim.subject_id))


def named(stage: str, text: str) -> int:
    """How many words of a stage a text holds; one that other stages use as well counts half."""
    card, words = table("stages.toml").get(stage, {}), spaced(text)
    full = sum(f" {one} " in words for one in card.get("en", ())) + sum(one in text for one in card.get("zh", ()))
    loose = sum(f" {one} " in words for one in card.get("en_loose", ())) + sum(one in text for one in card.get("zh_loose", ()))
    return 2 * full + loose
