"""Track records: what became of the claims of one voice on one metric. Constructed examples enter none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.record import Track
from reassay.base.verdict import VERDICTS, Review, Verdict
from reassay.base.view import View
from reassay.judge.beta import jeffreys, quantile
from reassay.judge.threads import threads
from reassay.reference.grammar import table

Key = tuple[str, ...]


def real(document: Document) -> bool:
    """False for constructed examples: they enter no track record and no calibration."""
    return document.wording != "constructed" and not document.source.constructed


def thing(claim: Claim, verdict: Verdict) -> Key:
    """What a voice told, by its fields, so that repeats of it are one; an event also by its object."""
    q = claim.quantity
    amount = (
        (str(q.low.normalize()), str(q.high.normalize()), q.unit or "", q.basis or "") if q else (claim.event or "", claim.object or "")
    )
    period = claim.period.text if claim.period else ""
    return (claimant(verdict), claim.metric, claim.who, period, claim.modality, claim.polarity, *amount)


def claimant(verdict: Verdict) -> str:
    """The voice that a claim was told with."""
    return verdict.voices.origin if verdict.voices else ""


def tracks(verdicts: Mapping[str, Verdict], reviews: Mapping[str, Review], view: View) -> list[Track]:
    """The record of every voice and metric. ``verdicts``, ``reviews``: the newest of each claim; a person's review beats a verdict."""
    roots = {claim.id: one.claims[0].id for one in threads(view) for claim in one.claims}
    things: dict[Key, list[str]] = {}
    for claim in view.claims():
        if claim.id in verdicts and not claim.duplicate and real(view.document(claim.document)):
            told = (claimant(verdicts[claim.id]), claim.metric, roots.get(claim.id, claim.id))
            things.setdefault(told, []).append(ended(verdicts[claim.id], reviews.get(claim.id)))
    groups: dict[tuple[str, str], list[str]] = {}
    for key, words in things.items():
        groups.setdefault((key[0], key[1]), []).append(min(words, key=rank))
    return [track(*key, words) for key, words in sorted(groups.items())]


def ended(verdict: Verdict, review: Review | None) -> str:
    """What became of a claim: held or failed by review, else the word of its verdict."""
    return review.outcome if review is not None and review.outcome != "undecided" else verdict.word


def rank(word: str) -> int:
    """Order in which one end of a repeated claim wins: reviews, then verdicts by their rules."""
    return VERDICTS.index(word) if word in VERDICTS else -1


def track(voice: str, metric: str, words: Sequence[str]) -> Track:
    """One record of what its claims came to."""
    rules = table("odds.toml")["record"]
    agreed = sum(word in rules["agreed"] or word == "held" for word in words)
    disagreed = sum(word in rules["disagreed"] or word == "failed" for word in words)
    share = jeffreys(agreed, agreed + disagreed) if agreed + disagreed else None
    restated, unfit = (sum(word in rules[name] for word in words) for name in ("restated", "unfit"))
    return Track(voice, metric, len(words), agreed, disagreed, restated, unfit, share, grade(agreed, disagreed, rules))


def grade(agreed: int, disagreed: int, rules: Mapping[str, Any]) -> str:
    """The letter of the Admiralty scale by the lower end of the accuracy's interval; none from too few claims."""
    if agreed + disagreed < int(rules["fewest"]):
        return str(rules["none"])
    a, b = rules["prior"]
    low = quantile((1 - float(rules["level"])) / 2, a + agreed, b + disagreed)
    return next(str(letter) for letter, least in rules["grades"] if low >= float(Decimal(least)))


def newest(verdicts: Iterable[Verdict], as_of: str) -> dict[str, Verdict]:
    """Claim -> its newest verdict by a date."""
    return {one.claim: one for one in sorted(known(verdicts, as_of), key=lambda one: (one.as_of, one.id))}


def known(verdicts: Iterable[Verdict], as_of: str) -> Iterator[Verdict]:
    """Verdicts given for a date or an earlier one."""
    return (one for one in verdicts if one.as_of <= as_of)


def settled(reviews: Iterable[Review], as_of: str) -> dict[str, Review]:
    """Claim -> its newest review by a date; where two of one day differ, it stays undecided."""
    found: dict[str, Review] = {}
    for one in sorted((one for one in reviews if one.decided <= as_of), key=lambda one: (one.decided, one.outcome, one.id)):
        before = found.get(one.claim)
        split = before is not None and before.decided == one.decided and before.outcome != one.outcome
        found[one.claim] = Review(one.claim, "undecided", one.decided, one.source) if split else one
    return found
