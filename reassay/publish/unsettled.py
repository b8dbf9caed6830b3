"""What could not be checked, what would settle it, who has it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reassay.base.verdict import VERDICTS
from reassay.publish.sentence import Entry
from reassay.publish.wording import bare, glossary, named
from reassay.reference.grammar import table


@dataclass(frozen=True, slots=True)
class Open:
    """Claims that could not be checked: what they are, what is missing, who has it, when."""

    numbers: tuple[int, ...]
    about: str
    missing: str
    holder: str
    when: str


def unsettled(entries: Sequence[Entry]) -> list[Open]:
    """Claims that nothing outside decided, by metric (events by stage), in the order they are first told."""
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for one in entries:
        if one.verdict.word in VERDICTS[8:] or one.verdict.word == "not_a_testable_claim":
            stage = one.claim.stage or "none" if one.claim.quantity is None else ""
            groups.setdefault((one.claim.metric, stage, one.verdict.next_test_date or ""), []).append(one)
    tests = table("testing.toml")
    found = []
    for (metric, stage, day), members in groups.items():
        missing, holder = tests["settles"].get(metric, tests["default"]["settles"])
        if stage:
            missing, holder = asked(stage), tests["default"]["event_holder"]
        about = f"events, {glossary('stages')[stage]}" if stage else named(members[0].claim)
        found.append(Open(tuple(one.number for one in members), about, missing, holder, bare(day) if day else "no fixed date"))
    return found


def asked(stage: str) -> str:
    """What a claim without a number would have to state, by stage."""
    asks: dict[str, str] = table("testing.toml")["asks"]
    return asks.get(stage, asks["none"])
