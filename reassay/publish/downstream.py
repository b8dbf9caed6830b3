"""Where claims reach an end sector: what is claimed, how ready it is told to be, what limits say, what would settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from reassay.base.frame import Frame
from reassay.publish.counting import counting
from reassay.publish.reasons import reason
from reassay.publish.sentence import Entry, Part, Sentence, ids, refs
from reassay.publish.unsettled import condition, settles
from reassay.publish.wording import say
from reassay.reference.grammar import table

SHOWN = 12  # most claims of a sector that are told one by one; the others by their references


def downstream(entries: Sequence[Entry], shown: Sequence[Entry], frame: Frame) -> Part:
    """The part on end sectors; one that no claim reaches is not there."""
    cards = table("sectors.toml")["sector"]
    inside: dict[str, list[Entry]] = {name: [] for name in cards}
    for one in entries:
        for name in frame.reach[one.claim.id].sectors if one.claim.id in frame.reach else ():
            inside[name].append(one)
    numbers = {one.number for one in shown}
    reached = [sector(name, cards[name], members, numbers, frame) for name, members in inside.items() if members]
    title = Sentence(say("head_downstream"))
    return Part(title, () if reached else (Sentence(say("downstream_none")),), parts=tuple(reached))


def sector(name: str, card: dict[str, Any], every: list[Entry], numbers: Collection[int], frame: Frame) -> Part:
    """One sector: all its claims counted, those with the given numbers told."""
    members = [one for one in every if one.number in numbers]
    counts = {"claims": len(every), "numbered": sum(one.claim.quantity is not None for one in every)}
    said = [counting("sector_claims", counts, {"claims": "claim"}, ids(members), about=f"sector:{name}:", refs=refs(members))]
    said.append(readiness(name, every, frame))
    said += limits(members)
    said += [Sentence(say("sector_settle", settle=text), ("rule:settling", "rule:sectors")) for text in settling(card, members)]
    told = tuple(Sentence(f"{one.rendering.text} {refs([one])}", (one.claim.id,)) for one in members[:SHOWN])
    return Part(Sentence(card["title"]), tuple(said), folded=((Sentence(say("sector_told")), told),))


def readiness(name: str, members: Sequence[Entry], frame: Frame) -> Sentence:
    """How many claims stand on each rung of the ladder."""
    rungs = Counter(frame.reach[one.claim.id].rung for one in members)
    ladder = [(card["id"], card["title"]) for card in table("sectors.toml")["ladder"]] + [("", say("rung_none"))]
    steps = [(rung, title, rungs[rung]) for rung, title in ladder if rungs[rung]]
    told = ", ".join(f"{title} {number}" for _, title, number in steps)
    counts = tuple((f"count:sector:{name}:rung:{rung or 'none'}", str(number)) for rung, _, number in steps)
    low, high = ladder[0][1], ladder[-2][1]
    return Sentence(say("sector_ready", told=told, low=low, high=high), counts=counts)


def limits(members: Sequence[Entry]) -> list[Sentence]:
    """What limits say of the claims of a sector; that none applied where none did."""
    found = []
    for one in members:
        for finding in one.findings:
            if (
                finding.check in table("limits_used.toml").get("checks", ("beyond_limit", "beyond_best_published"))
                and finding.outcome != "lacks"
            ):
                text = say("sector_limit", refs=refs([one]), text=reason(finding, one.claim))
                found.append(Sentence(text, (one.claim.id, finding.id, *finding.claims)))
    return found or [Sentence(say("sector_no_limit"))]


def settling(card: dict[str, Any], members: Sequence[Entry]) -> list[str]:
    """What would settle the claims of a sector: the record for those with a number, what a claim would have to state for those without."""
    found = []
    for one in members:
        if one.claim.quantity is not None:
            missing, holder, _ = settles(one.claim.metric, "", condition(one))
            found.append(say("settle_record", missing=missing, holder=holder))
    asks = [say("settle_ask", ask=card["asks"])] if any(one.claim.quantity is None for one in members) else []
    return [*asks, *dict.fromkeys(found)][:4]
