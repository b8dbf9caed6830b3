"""A value that its own source told once and told otherwise later."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.intervals import alike, overlap, same_period, told
from reassay.judge.origin import voice
from reassay.judge.plain import plain
from reassay.judge.relations import present
from reassay.reference.grammar import table


def replaced(claim: Claim, view: View) -> tuple[Claim, Claim] | None:
    """(the source's old statement that the claim repeats, its latest one that differs); None where nothing was replaced."""
    if claim.quantity is None or not told(claim) or claim.period is None:
        return None
    mine = view.document(claim.document)
    other = [one for one in view.elsewhere(claim) if told(one) and (same_period(one, claim) or now(one, claim, view)) and alike(claim, one)]
    among = [mine, *(view.document(one.document) for one in other)]
    speaker = voice(mine, claim, view, among)
    by = [one for one in other if voice(view.document(one.document), one, view, among) == speaker]
    dated = sorted(((view.document(one.document).published, one) for one in by), key=lambda pair: pair[0].value if pair[0] else "")
    same = [pair for pair in dated if pair[0] and overlap(pair[1], claim) and not pair[1].at("earlier")]
    off = [pair for pair in dated if pair[0] and not overlap(pair[1], claim)]
    if not same or not off or (off[-1][0] and same[0][0] and off[-1][0].value <= same[0][0].value):
        return None
    return same[0][1], off[-1][1]


def now(one: Claim, claim: Claim, view: View) -> bool:
    """True when both tell a present state, each on the day of its text, and the later of them says that it replaces the other."""
    words = table("testing.toml")["corrected"]
    said = [text for text in (one.quote, claim.quote) if any(word in plain(text) for code in sorted(words) for word in words[code])]
    return bool(said or one.quantity == claim.quantity) and all(present(each, view) for each in (one, claim))
