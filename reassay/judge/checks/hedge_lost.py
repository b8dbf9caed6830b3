"""A limiting word of the source that a relay dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.concepts import senses
from reassay.judge.firsts import first_of
from reassay.judge.intervals import overlap, same_period
from reassay.judge.origin import before, cited, voice
from reassay.judge.plain import plain
from reassay.reference.grammar import table

CUT = re.compile(r"[,;.](?!\d)|[\uff0c\uff1b\u3002]")  # ends of clauses: a limit stands in the clause of the number it limits


@leaf(alarm=True)
def hedge_lost(claim: Claim, view: View) -> Finding | None:
    """An earlier text of the same story limits what this one tells without the limit ("or took part in", "from this company")."""
    mine = view.document(claim.document)
    for other in likely(claim, view):
        if other.id == mine.id or not before(other, mine):
            continue
        first, role = limit_of_first(claim, other.text), limit_of_role(claim, other.text)
        own = own_first(claim, other.text) or lower_role(claim, other.text)
        if first is None and role is None and own is None:
            continue
        source = cited(other.source.name, mine) or voice(other, claim, view) == voice(mine, claim, view)
        first = first or (own if source else None)
        told = source or any(the_same(one, claim) for one in view.told(other.id))
        lost = first or (role if told else None)
        if lost is not None:
            return Finding(
                hedge_lost.__name__,
                claim.id,
                "fires",
                f"{other.source.name} limits it: {lost!r}; the limit is gone here",
                claims=tuple(one.id for one in view.told(other.id) if own is not None and kindred(one, claim))[:1],
                names=(other.source.name, lost),
                suggests="contradicted" if source else None,
            )
    return None


RUN = re.compile(r"\d+")
HELD: WeakKeyDictionary[View, dict[str, set[str]]] = WeakKeyDictionary()


def likely(claim: Claim, view: View) -> Iterator[Document]:
    """Documents that may limit a claim, in order: with all figures of its number, or any where that has none or tells of a first."""
    runs = RUN.findall(number_of(claim) or "")
    if (
        not runs
        or first_of(claim.quote) is not None
        or any(word in plain(claim.quote) for word in table("testing.toml")["first_of_kind"]["wide"])
    ):
        yield from view.documents()
        return
    if view not in HELD:
        made: dict[str, set[str]] = defaultdict(set)
        for document in view.documents():
            for run in RUN.findall(document.text):
                made[run].add(document.id)
        HELD[view] = made
    found = set.intersection(*(HELD[view].get(run, set()) for run in runs))
    yield from sorted((view.document(ident) for ident in found), key=lambda one: (one.published.value if one.published else "9999", one.id))


def number_of(claim: Claim) -> str | None:
    """A claim's number as printed."""
    at = claim.at("value")
    return claim.quote[at.start - claim.span.start : at.end - claim.span.start] if at else None


def the_same(one: Claim, claim: Claim) -> bool:
    """True when another text tells the number of the same subject for no other time, in one role or another."""
    kin = one.metric == claim.metric or any({one.metric, claim.metric} == set(pair) for pair in table("testing.toml")["roles"]["pairs"])
    timely = one.period is None or claim.period is None or same_period(one, claim)
    return bool(claim.who) and one.who == claim.who and kin and timely and one.quantity is not None and overlap(one, claim)


def limit_of_first(claim: Claim, text: str) -> str | None:
    """The limit of the one said to be first in another text about the same thing."""
    own, theirs = first_of(claim.quote), first_of(text)
    if own is None or theirs is None or own.casefold() == theirs.casefold() or not shared(claim.quote, text):
        return None
    found = re.search(table("testing.toml")["firsts"]["limit"], theirs)
    return found[0] if found and found[0].casefold() not in own.casefold() else None


def kindred(one: Claim, claim: Claim) -> bool:
    """True for a claim of the limiting text about the same kind of thing."""
    return one.metric == claim.metric or one.metric.split("_")[0] == claim.metric.split("_")[0] or one.metric == "event"


def own_first(claim: Claim, text: str) -> str | None:
    """The word by which another text about the same thing calls it the first of its own, where the claim calls it the first of all."""
    words, low, theirs = table("testing.toml")["first_of_kind"], plain(claim.quote), plain(text)
    if not any(word in low for word in words["wide"]) or any(word in low for word in words["own"]):
        return None
    named = senses(claim.quote)
    if not named or not named <= senses(text) or any(word in theirs for word in words["wide"]):
        return None
    return next((word for word in words["own"] if word in theirs), None)


def lower_role(claim: Claim, text: str) -> str | None:
    """The word by which another text about the same thing says that its subject took part in what the claim says it led."""
    low, words = plain(claim.quote), table("testing.toml")
    took = words["hedges"]["concepts"]["took_part"]
    if not any(word in low for code in ("en", "zh") for word in words["leading"][code]) or any(word in low for word in took):
        return None
    named = {one for one in senses(claim.quote) if one[0] != "right"}
    for sentence in re.split(r"(?<=[.!?\u3002\uff01\uff1f;\uff1b])", plain(text)):
        leads = any(word in sentence for code in ("en", "zh") for word in words["leading"][code])
        if not leads and named and named <= senses(sentence):
            return next((word for word in took if word in sentence), None)
    return None


def limit_of_role(claim: Claim, text: str) -> str | None:
    """ "Or took part in" beside the same number in another text."""
    number = number_of(claim)
    if number is None or not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text):
        return None
    words, low = table("testing.toml")["hedges"], view_of(claim)
    limits = [word for code in ("en", "zh") for word in words[code] if word not in low and not kept(word, claim)]
    best = table("testing.toml")["best"]["words"]
    limits += [] if any(word in low for word in best) else best
    for clause in CUT.split(plain(text)):
        if re.search(rf"(?<!\d){re.escape(number)}(?!\d)", clause):
            found = next((word for word in limits if word in clause), None)
            if found is not None:
                return str(found)
    return None


def kept(word: str, claim: Claim) -> bool:
    """True when the claim keeps a limit in other words, or in the other language."""
    for words in table("testing.toml")["hedges"]["concepts"].values():
        if word in words and any(other in view_of(claim) for other in words):
            return True
    return False


def view_of(claim: Claim) -> str:
    """The claim's sentence in small letters."""
    return plain(claim.quote)


def shared(quote: str, text: str) -> bool:
    """True when both name one rare thing: a code of capitals and figures."""
    codes = set(re.findall(r"[A-Z][A-Z/]*\s?[A-Z]*\s?\d+", quote))
    return any(code in text for code in codes)
