"""What could not be checked, what would settle it, who has it, and when or on which condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reassay.base.verdict import VERDICTS
from reassay.publish.sentence import Entry
from reassay.publish.wording import bare, glossary, named, say
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

DECIDED = ("implausible", "restated", "internally_inconsistent", "contradicted", "corroborated")


@dataclass(frozen=True, slots=True)
class Open:
    """Claims that could not be checked: what they are, what is missing, who has it, when."""

    numbers: tuple[int, ...]
    about: str
    missing: str
    holder: str
    when: str
    verdict: str = ""  # of the first, where it gives a day


def unsettled(entries: Sequence[Entry]) -> list[Open]:
    """Claims that nothing outside decided, by metric (events by stage), in the order they are first told."""
    groups: dict[tuple[str, str, str, str], list[Entry]] = {}
    for one in entries:
        if one.verdict.word in VERDICTS and one.verdict.word not in DECIDED:
            stage = one.claim.stage or "none" if one.claim.quantity is None else ""
            groups.setdefault((one.claim.metric, stage, one.verdict.next_test_date or "", condition(one)), []).append(one)
    found = []
    for (metric, stage, day, why), members in groups.items():
        missing, holder, kind = settles(metric, stage, why)
        about = f"events, {glossary('stages')[stage]}" if stage else named(members[0].claim)
        numbers = tuple(one.number for one in members)
        when = bare(day) if day else waits(kind, stage, why)
        found.append(Open(numbers, about, missing, holder, when, members[0].verdict.id if day else ""))
    return found


def condition(one: Entry) -> str:
    """What keeps a claim open besides the want of a record: its scope, its basis, or that the record is not public."""
    return {"scope_dependent": "scope", "basis_mismatch": "basis", "no_public_reference": "closed"}.get(one.verdict.word, "")


def settles(metric: str, stage: str, why: str) -> tuple[str, str, str]:
    """What would settle a claim, who has it, and the kind of evidence it is imported as."""
    known = table("settling.toml")
    if stage:
        return asked(stage), known["default"]["event_holder"], ""
    card = metrics().get(metric)
    family = known["family"].get(card.family if card else "", known["default"]["settles"])
    missing, holder, kind = known["default"].get(why) or known["metric"].get(metric, family)
    return missing, holder, kind


def waits(kind: str, stage: str, why: str) -> str:
    """On which condition a claim without a date can be settled."""
    if why == "closed":
        return say("when_published")
    if stage or why:
        return say("when_told")
    return say("when_imported", kind=kind) if kind else say("when_recorded")


def asked(stage: str) -> str:
    """What a claim without a number would have to state, by stage."""
    asks: dict[str, str] = table("settling.toml")["asks"]
    return asks.get(stage, asks["none"])
