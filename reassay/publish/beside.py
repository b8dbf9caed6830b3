"""What stands beside verdicts: the odds with their contributions, and the readings of a claim whose scope is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reassay.base.odds import Odds
from reassay.base.verdict import ADVERSE, Verdict
from reassay.publish.sentence import Entry, Sentence
from reassay.publish.wording import in_unit, say

OPEN = "depends_on_scope"


@dataclass(frozen=True, slots=True)
class Scope:
    """One reading of a claim: the figure under it, whether the claim holds, and whose table gives it."""

    number: int
    reading: str
    figure: str
    holds: bool
    source: str
    finding: str = ""


def marked(verdict: Verdict) -> str:
    """What stands behind a verdict's label: what a person found, else for an adverse one that nobody looked at it."""
    found = next((why for name, why in verdict.because if name == "review"), "")
    if found:
        return say(f"reviewed_{found.partition(',')[0]}")
    return say("unreviewed") if verdict.word in ADVERSE and not verdict.reviewed else ""


def signed(value: Decimal) -> str:
    """Log-odds with their sign."""
    return f"+{value}" if value > 0 else f"\u2212{-value}" if value < 0 else str(value)


def weighed(odds: Odds) -> str:
    """The odds as a sentence: what moved them, their sum, the probability with its words, and what the scale rests on."""
    parts = ", ".join(f"{one.what} {signed(one.odds)}" for one in odds.parts if one.odds)
    state = say("odds_fitted" if odds.calibrated else "odds_elicited")
    return say("odds", parts=parts, total=signed(odds.total), probability=odds.probability, band=odds.band, state=state)


def moved(verdict: Verdict) -> Odds | None:
    """A verdict's odds, where more than the claimant's own word moved them: that alone must not pass for a test."""
    odds = verdict.odds
    return odds if odds is not None and sum(1 for one in odds.parts if one.odds) > 1 else None


def odds_line(verdict: Verdict) -> list[Sentence]:
    """The sentence on a verdict's odds, if they are shown."""
    odds = moved(verdict)
    return [Sentence(weighed(odds), (verdict.id,))] if odds else []


def odds_notice(entries: Sequence[Entry]) -> list[Sentence]:
    """What the probabilities of a brief rest on, if it shows any."""
    shown = next((one.verdict for one in entries if moved(one.verdict)), None)
    if shown is None or shown.odds is None:
        return []
    counts = {"adjudicated": shown.odds.scale.adjudicated, "needed": shown.odds.needed}
    return [Sentence(say("notice_fitted" if shown.odds.calibrated else "notice_elicited", **counts), (shown.id,))]


def odds_strings(odds: Odds) -> Iterator[str]:
    """Strings that a sentence on a verdict's odds may use."""
    for one in odds.parts:
        yield from (one.what, signed(one.odds))
    yield from (signed(odds.total), str(odds.probability), odds.band, str(odds.scale.adjudicated), str(odds.needed))


def credibility(verdict: Verdict) -> int:
    """The figure of the Admiralty scale, 1 (confirmed by other sources) to 6 (cannot be judged), from the estimate and its evidence."""
    odds = moved(verdict)
    if odds is None:
        return 6
    if odds.probability >= Decimal("0.8"):
        return 1 if verdict.independence == "outside" and verdict.outcome == "agrees" else 2
    against = any(one.odds < 0 for one in odds.parts)
    if odds.probability >= Decimal("0.45") and not against:
        return 3
    return 4 if odds.probability > Decimal("0.2") else 5


def scopes(entries: Sequence[Entry]) -> list[Scope]:
    """Every reading of claims with an open scope, by claim; those that hold first."""
    found = []
    for one in entries:
        for finding in one.findings:
            if finding.check == OPEN and finding.outcome == "fires" and one.verdict.word == "scope_dependent":
                unit = one.claim.quantity.unit if one.claim.quantity else None
                for (label, value), source in zip(finding.numbers, finding.names, strict=True):
                    state, _, reading = label.partition(": ")
                    found.append(Scope(one.number, reading, in_unit(value, unit), state == "holds", source, finding.id))
    return found
