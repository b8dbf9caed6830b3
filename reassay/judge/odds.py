"""Odds beside the verdict: one contribution of each voice and of each test, summed. They never change a verdict.

Things that depend on one another are of one voice, and of one voice only the strongest for and the strongest against count: copies, relays,
mirrored tables and a text that agrees with itself add nothing. Every weight is a row of odds.toml and is elicited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reassay.base.claim import Claim
from reassay.base.odds import Contribution, Odds, Scale
from reassay.base.verdict import Evidence, Finding
from reassay.base.view import View
from reassay.judge.bearing import Bearing, bearing
from reassay.judge.readings import Reading
from reassay.judge.testimony import testify
from reassay.judge.told import official
from reassay.judge.voices import roots_of, tabled
from reassay.reference.grammar import table

CENT = Decimal("0.01")
NONE = Decimal("0.00")
OWN = "own statement"
COMPUTED = "log odds"  # label of a number by which a finding gives its own weight (see bayes.py)


def odds(claim: Claim, findings: Sequence[Finding], view: View) -> Odds:
    """What speaks for and against a claim, what it adds up to, and the words for it."""
    rule = table("odds.toml")["rule"]
    found = bearing(claim, view, findings)
    origin = found.origin(claim, view)
    rows = {row.id: row for row in tabled(claim, view, findings)}
    roots = roots_of(list(rows.values()), origin, view.document(claim.document), view)
    heard = [*told(claim, found, origin, view), *printed(claim, rows, roots, origin, findings, view)]
    parts = once([*heard, *tested(findings, roots, origin, any(one.odds < 0 for one in heard) or still(claim, findings, view))])
    total = Decimal(rule["prior"]).ln().quantize(CENT) + sum((one.odds for one in parts), NONE)
    return estimated(parts, total, scaled(view))


def estimated(parts: tuple[Contribution, ...], total: Decimal, scale: Scale) -> Odds:
    """The probability that a sum of log-odds means on a scale, and its words."""
    rule = table("odds.toml")["rule"]
    floor = Decimal(rule["floor"])
    chance = min(max(sigmoid(scale.offset + scale.slope * total).quantize(CENT), floor), 1 - floor)
    return Odds(parts, total, chance, band(chance), scale, int(rule["needed"]))


def scaled(view: View) -> Scale:
    """The fitted scale where enough claims were adjudicated, else the elicited one with how many were."""
    rule = table("odds.toml")["rule"]
    known = view.scale
    if known is not None and known.adjudicated >= int(rule["needed"]):
        return known
    return Scale(Decimal(rule["offset"]), Decimal(rule["slope"]), known.adjudicated if known else 0)


def sigmoid(x: Decimal) -> Decimal:
    """The probability of log-odds."""
    return 1 / (1 + (-x).exp())


def band(chance: Decimal) -> str:
    """The words of a probability: of the band that it lies in, from its lower bound on."""
    words: str = next(one["words"] for one in table("odds.toml")["band"] if chance < Decimal(one["below"]))
    return words


def logged(ratio: str) -> Decimal:
    """The logarithm of a likelihood ratio, to two places, at most the cap."""
    cap = Decimal(table("odds.toml")["rule"]["cap"])
    return min(max(Decimal(ratio).ln(), -cap), cap).quantize(CENT)


def told(claim: Claim, found: Bearing, origin: str, view: View) -> Iterator[Contribution]:
    """The claimant's own statement, and one contribution of each other known voice that states the same."""
    rows = table("odds.toml")["voice"]
    yield stated(OWN, origin, rows["own"], claim.metric, view)
    known = [name for name in sorted(found.stating - {origin}) if not name.startswith("unknown:")]
    if origin.startswith("unknown:"):
        known = known[1:]  # an unknown owner may be any one of the known voices
    for name in known:
        yield stated("statement", name, rows["other"], claim.metric, view)


def stated(what: str, voice_of: str, row: Any, metric: str, view: View) -> Contribution:
    """What a voice's word is worth: by its past on this metric as persons found it, else by the elicited accuracy."""
    held, failed = view.past.get((voice_of, metric), (0, 0))
    if not held + failed:
        return Contribution(what, voice_of, logged(row["agrees"]), row["why"])
    rule = table("odds.toml")["record"]
    good, bad = rule["prior"]
    ratio = min(max(Decimal(good + held) / (bad + failed), Decimal(1)), Decimal(rule["most"]))
    return Contribution(what, voice_of, logged(str(ratio)), rule["why"].format(held=held, failed=failed))


def printed(
    claim: Claim, rows: Mapping[str, Evidence], roots: Mapping[str, str], origin: str, findings: Sequence[Finding], view: View
) -> Iterator[Contribution]:
    """One contribution of each root of data that agrees or differs; none across scopes or bases.

    Before the register must show it, agreement has no weight; a shortfall is told only where it could show, and has.
    """
    if still(claim, findings, view):
        return
    found = testify(claim, view)
    early = argued("not_testable_yet", findings)
    for how, readings in (("agrees", () if early else found.holds), ("differs", found.fails)):
        used = {row.evidence.id for one in readings for row in one.rows} & set(rows)
        for root in sorted({roots[ident] for ident in used}):
            mine = how == "agrees" and root == origin
            row = table("odds.toml")["voice"]["own" if mine else kind(readings, roots, root)]
            names = ", ".join(sorted({rows[ident].publisher for ident in used if roots[ident] == root}))
            yield Contribution(f"{names} {how}", root, logged(row[how]), row["why"])


def still(claim: Claim, findings: Sequence[Finding], view: View) -> bool:
    """True where tables have no weight: across open scopes or bases."""
    return testify(claim, view).says == "scope" or argued("basis_mismatch", findings)


def argued(word: str, findings: Sequence[Finding]) -> bool:
    """True when a finding argues for a verdict."""
    return any(one.outcome == "fires" and one.suggests == word for one in findings)


def kind(readings: Sequence[Reading], roots: Mapping[str, str], root: str) -> str:
    """Register where an official reading rests on rows of a root, else table."""
    return "register" if any(official(one) and any(roots.get(row.evidence.id) == root for row in one.rows) for one in readings) else "table"


def tested(findings: Iterable[Finding], roots: Mapping[str, str], origin: str, differs: bool) -> Iterator[Contribution]:
    """What each test adds. ``differs``: what tables say is counted or has no weight, so a finding that tells of them adds nothing."""
    for one in findings:
        row, size = weight(one)
        if row is None or (row["voice"] == "named" and one.evidence and differs):
            continue
        rooted = next((roots[ident] for ident in one.evidence if ident in roots), None)
        named = rooted or (f"named:{one.names[0]}" if one.names else origin)
        voices = {"own": rooted or origin, "named": named, "computed": named}
        yield Contribution(f"{one.check.replace('_', ' ')} {one.outcome}", voices.get(row["voice"], row["voice"]), size, row["why"])


def weight(one: Finding) -> tuple[Any, Decimal]:
    """The row of odds.toml for a finding and its log-odds; none for what moves nothing and for what is counted with its voice."""
    rows = table("odds.toml")
    computed = dict(one.numbers).get(COMPUTED)
    if computed is not None:
        cap = Decimal(rows["rule"]["cap"])
        return rows["computed"], min(max(computed, -cap), cap).quantize(CENT)
    own = rows["check"].get(one.check, {})
    said = "passes" if one.outcome == "passes" else "fires" if one.suggests else "notes"
    if one.outcome == "lacks":
        return None, NONE
    if said in own:
        return own, logged(own[said])
    row = rows["argues"].get(one.suggests) if said == "fires" else None
    return row, logged(row["ratio"]) if row else NONE


def once(parts: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Contributions with only the strongest for and the strongest against of each voice counted; the others are listed with nought."""
    best: dict[tuple[str, bool], Contribution] = {}
    ordered = sorted(parts, key=lambda one: (one.voice, -abs(one.odds), one.what != OWN, one.what, one.why))
    for one in ordered:
        best.setdefault((one.voice, one.odds < 0), one)
    counted = {id(one) for one in best.values()}
    return tuple(
        one if id(one) in counted or not one.odds else replace(one, odds=NONE, why="adds nothing beyond its voice") for one in ordered
    )
