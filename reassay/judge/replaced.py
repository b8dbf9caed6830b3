"""A value that its own source told once and told otherwise later."""

from __future__ import annotations

from collections import defaultdict

from reassay.base.claim import Claim
from reassay.base.quantity import Quantity
from reassay.base.view import View
from reassay.judge.circle import Circle
from reassay.judge.intervals import fit, told
from reassay.judge.kindred import Kin, Said, kindred
from reassay.judge.line import Line
from reassay.judge.plain import plain
from reassay.judge.relations import present
from reassay.reference.grammar import table


def replaced(claim: Claim, view: View) -> tuple[Claim, Claim] | None:
    """(the source's old statement that the claim repeats, its latest one that differs); None where nothing was replaced."""
    if claim.quantity is None or not told(claim) or claim.period is None or not claim.who:
        return None
    kin, mine = kindred(claim, view)
    at = (claim.quantity, correcting(claim)) if present(claim, view) else None
    circle, lines = kin.kept("lines", (mine.when, mine.thing, at), lambda: by_voice(alike(kin, mine, view, at), view))
    line = lines[circle.voice(view.document(claim.document), claim, view)]
    off, same = line.last_off(mine), line.first_same(mine)
    return None if off is None or same is None or off.day <= same.day else (same.claim, off.claim)


def alike(kin: Kin, mine: Said, view: View, at: tuple[Quantity, bool] | None) -> list[Said]:
    """Facts of the claim's time and thing, and those of the present where it tells of that too."""
    if at is None:
        return kin.alike(mine)

    def presents() -> dict[int, bool]:
        return {one.order: correcting(one.claim) for one in kin.said if one.fact and present(one.claim, view)}

    nearby = kin.kept("present", None, presents)
    return [one for one in kin.said if one.fact and (one.when == mine.when or now(one, nearby, *at)) and fit(one.thing, mine.thing)]


def now(one: Said, nearby: dict[int, bool], quantity: Quantity, said: bool) -> bool:
    """True for one of the present beside another such: the same quantity, or one of the two says that it replaces the other."""
    return one.order in nearby and (said or nearby[one.order] or one.claim.quantity == quantity)


def by_voice(said: list[Said], view: View) -> tuple[Circle, dict[str, Line]]:
    """The texts of some statements, heard together, and the statements of each voice in order."""
    circle = Circle(view.document(ident) for ident in dict.fromkeys(one.claim.document for one in said))
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        found[circle.voice(view.document(one.claim.document), one.claim, view)].append(one)
    return circle, {voice: Line(some) for voice, some in found.items()}


def correcting(claim: Claim) -> bool:
    """True for a sentence that says that it puts something right."""
    words, low = table("testing.toml")["corrected"], plain(claim.quote)
    return any(word in low for code in sorted(words) for word in words[code])
