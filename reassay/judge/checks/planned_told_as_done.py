"""A plan of the source that a relay tells as done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.circle import beside
from reassay.judge.deadline import AHEAD
from reassay.judge.intervals import fit
from reassay.judge.kindred import Said, kindred
from reassay.judge.origin import before, named_in
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
    day = mine.published.value if mine.published else view.as_of
    for other in plans(claim, view):
        theirs = view.document(other.document)
        if not before(theirs, mine) or beside(theirs, other, mine, view) != beside(mine, claim, theirs, view) or due(other, day):
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


def plans(claim: Claim, view: View) -> list[Claim]:
    """Plans told elsewhere for the number that a claim tells of the same thing, or for the same event."""
    if not claim.who:
        return []
    kin, mine = kindred(claim, view)
    ahead = kin.kept("plans", None, lambda: [one for one in kin.said if one.claim.modality in AHEAD])
    return [one.claim for one in ahead if one.claim.document != claim.document and same_thing(mine, one)]


def by_text(claim: Claim, view: View) -> Finding | None:
    """The same for an act, by the sentence of the source that names both sides of it and speaks of it as to come."""
    mine, words = view.document(claim.document), table("testing.toml")["ahead"]
    low = plain(claim.quote)
    if any(word in low for code in sorted(words) for word in words[code]):
        return None
    for theirs in published_by(named_in(mine, view), view):
        if theirs.id == mine.id or not before(theirs, mine) or not any(ahead for _, ahead in sentences(theirs.text)):
            continue
        about = [one for one in sentences(theirs.text) if shares_names(claim, one[0], theirs.source.name)]
        if about and all(ahead for _, ahead in about) and not over(about[0][0], mine.published.value if mine.published else view.as_of):
            says = f"tells as done what {theirs.source.name} told as to come"
            name = planned_told_as_done.__name__
            ids = tuple(one.id for one in view.told(theirs.id) if one.modality in AHEAD)
            return Finding(name, claim.id, "fires", says, claims=ids, names=(theirs.source.name,), suggests="contradicted")
    return None


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[str, bool], ...]:
    """Sentences of a text, each with whether it speaks of what is to come."""
    words = table("testing.toml")["ahead"]
    return tuple((one, any(word in plain(one) for code in sorted(words) for word in words[code])) for one in SENTENCE.split(text))


PRINTED: WeakKeyDictionary[View, dict[str, list[tuple[int, Document]]]] = WeakKeyDictionary()


def published_by(names: Sequence[str], view: View) -> list[Document]:
    """Documents of some publishers, in order."""
    if view not in PRINTED:
        made: dict[str, list[tuple[int, Document]]] = defaultdict(list)
        for place, document in enumerate(view.documents()):
            made[document.source.name].append((place, document))
        PRINTED[view] = made
    return [one for _, one in sorted((pair for name in names for pair in PRINTED[view][name]), key=lambda pair: pair[0])]


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


def same_thing(mine: Said, other: Said) -> bool:
    """True when both tell one number of one thing, or one event."""
    if mine.ends is None or other.ends is None:
        return mine.claim.event == other.claim.event and mine.claim.event is not None
    return mine.same_number(other) and fit(mine.thing, other.thing)


def due(plan: Claim, day: str) -> bool:
    """True when the time a plan was made for had come on a day."""
    return plan.period is not None and plan.period.days()[0].isoformat() <= day[:10]
