"""A plan of the source that a relay tells as done."""

from __future__ import annotations

import re

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.deadline import AHEAD
from reassay.judge.intervals import alike, overlap
from reassay.judge.origin import before, cited, voice
from reassay.judge.plain import plain
from reassay.reference.grammar import table

NAME = re.compile(r"[A-Z][\w&-]+(?: [A-Z][\w&-]+)*")
SENTENCE = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s*(?=[A-Z\u4e00-\u9fff]|$)")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@leaf(alarm=True)
def planned_told_as_done(claim: Claim, view: View) -> Finding | None:
    """The source that a text passes on spoke of a plan, and the text tells it as done before the time planned for."""
    if claim.modality not in ("achieved", "ongoing") or claim.polarity != "positive":
        return None
    mine = view.document(claim.document)
    for other in view.elsewhere(claim):
        theirs = view.document(other.document)
        if other.modality not in AHEAD or not same_thing(claim, other) or not before(theirs, mine):
            continue
        among = [mine, theirs]
        if voice(theirs, other, view, among) != voice(mine, claim, view, among) or due(
            other, mine.published.value if mine.published else view.as_of
        ):
            continue
        return Finding(
            planned_told_as_done.__name__,
            claim.id,
            "fires",
            f"tells as done what its own source told as {other.modality}",
            (("value", claim.quantity.low),) if claim.quantity else (),
            "modality = modality of the source",
            (other.id,),
            dates=(other.period.text,) if other.period else (),
            suggests="contradicted",
        )
    return by_text(claim, view) if claim.quantity is None and claim.event else None


def by_text(claim: Claim, view: View) -> Finding | None:
    """The same for an act, by the sentence of the source that names both sides of it and speaks of it as to come."""
    mine, words = view.document(claim.document), table("testing.toml")["ahead"]
    low = plain(claim.quote)
    if any(word in low for code in sorted(words) for word in words[code]):
        return None
    for theirs in view.documents():
        if theirs.id == mine.id or not before(theirs, mine) or not cited(theirs.source.name, mine):
            continue
        about = [one for one in SENTENCE.split(theirs.text) if shares_names(claim, one, theirs.source.name)]
        ahead = [one for one in about if any(word in plain(one) for code in sorted(words) for word in words[code])]
        if ahead and len(ahead) == len(about) and not over(ahead[0], mine.published.value if mine.published else view.as_of):
            says = f"tells as done what {theirs.source.name} told as to come"
            name = planned_told_as_done.__name__
            ids = tuple(one.id for one in view.told(theirs.id) if one.modality in AHEAD)
            return Finding(name, claim.id, "fires", says, claims=ids, names=(theirs.source.name,), suggests="contradicted")
    return None


def shares_names(claim: Claim, sentence: str, outlet: str) -> bool:
    """True when a sentence names two of those that the claim names, or its subject and four characters more in a row."""
    aside = outlet if outlet != claim.subject else ""
    names = {one for one in NAME.findall(claim.quote) if one in sentence and one not in aside}
    if len(names) >= 2:
        return True
    subject, quote = claim.subject or "", claim.quote
    if not subject or subject not in sentence or subject not in quote or quote.isascii():
        return False
    rest = quote.replace(subject, " ").replace(outlet, " ")
    runs = (rest[place : place + 4] for place in range(len(rest) - 3))
    return any(run in sentence and all("\u4e00" <= char <= "\u9fff" for char in run) for run in runs)


def over(sentence: str, day: str) -> bool:
    """True when every year that a sentence names was over on a day."""
    years = [int(found) for found in YEAR.findall(sentence)]
    return bool(years) and max(years) < int(day[:4])


def same_thing(claim: Claim, other: Claim) -> bool:
    """True when both tell one number of one thing, or one event."""
    if claim.quantity is None or other.quantity is None:
        return claim.event == other.event and claim.event is not None
    return overlap(claim, other) and alike(claim, other)


def due(plan: Claim, day: str) -> bool:
    """True when the time a plan was made for had come on a day."""
    return plan.period is not None and plan.period.days()[0].isoformat() <= day[:10]
