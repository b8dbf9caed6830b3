"""A limiting word of the source that a relay dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.circle import voice
from reassay.judge.concepts import Senses, senses
from reassay.judge.firsts import first_of
from reassay.judge.intervals import overlap, same_period
from reassay.judge.origin import before, cited
from reassay.judge.plain import plain
from reassay.reference.grammar import table

CUT = re.compile(r"(?<!\d)[,;.]|[,;.](?!\d)|[\uff0c\uff1b\u3002]")  # ends of clauses: a limit stands in the clause of the number it limits


@leaf(alarm=True)
def hedge_lost(claim: Claim, view: View) -> Finding | None:
    """An earlier text of the same story limits what this one tells without the limit ("or took part in", "from this company")."""
    mine = view.document(claim.document)
    for other, words in limiting(claim, view):
        if other.id == mine.id or not before(other, mine):
            continue
        first, role = limit_of_first(claim, other.text), limit_of_role(claim, words)
        own = own_first(claim, other.text) or lower_role(claim, other.text) or both_roles(claim, view.told(other.id))
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
Words = tuple[tuple[str, ...], ...]  # words that limit, of each clause that holds a number


@dataclass(eq=False)
class Limits:
    """Documents in order, by the figures in them, by a number with the words that limit it there, and those that limit a first."""

    order: dict[str, int]
    figures: dict[str, set[str]]
    firsts: list[Document]
    own: list[tuple[Document, Senses]]  # those that tell of a first of their own kind, with what they name
    took: list[tuple[Document, tuple[Senses, ...]]]  # those that tell of taking part and not of leading, with what such sentences name
    apart: list[Document]  # those that tell of leading and of taking part, together or apart
    numbers: dict[str, list[tuple[Document, Words]]] = field(default_factory=dict)


LIMITS: WeakKeyDictionary[View, Limits] = WeakKeyDictionary()


def limits(view: View) -> Limits:
    """The documents of a view, looked through once."""
    if view not in LIMITS:
        figures: dict[str, set[str]] = defaultdict(set)
        pattern, first = table("testing.toml")["firsts"]["limit"], table("testing.toml")["first_of_kind"]
        firsts, own, took, apart = [], [], [], []
        for document in view.documents():
            for run in RUN.findall(document.text):
                figures[run].add(document.id)
            theirs = first_of(document.text)
            if theirs is not None and re.search(pattern, theirs):
                firsts.append(document)
            low = plain(document.text)
            if any(word in low for word in first["own"]) and not any(word in low for word in first["wide"] if word not in first["bare"]):
                own.append((document, senses(document.text)))
            if parts := tuple(senses(sentence) for sentence in sentences(low) if takes_part(sentence)):
                took.append((document, parts))
            if any(either(sentence) or one_of_roles(sentence) for sentence in sentences(low)):
                apart.append(document)
        LIMITS[view] = Limits({one.id: place for place, one in enumerate(view.documents())}, figures, firsts, own, took, apart)
    return LIMITS[view]


def limiting(claim: Claim, view: View) -> list[tuple[Document, Words]]:
    """Documents that may limit a claim, in order: with its number in a clause that limits, or with a limit of who is first or who led."""
    known, number, named = limits(view), number_of(claim), senses(claim.quote)
    if number is not None and number not in known.numbers:
        known.numbers[number] = holding(number, known, view)
    found = {one.id: (one, words) for one, words in known.numbers[number]} if number is not None else {}
    others = [*known.firsts] if first_of(claim.quote) is not None else []
    others += [one for one, theirs in known.own if named <= theirs] if called_first(claim) else []
    if called_leading(claim):
        held = None if everywhere(claim) else held_in(number or "", known)
        led = {one for one in named if one[0] != "right"}
        others += [one for one, parts in known.took if (held is None or one.id in held) and led and any(led <= some for some in parts)]
    others += known.apart if called_leading(claim) and claim.metric == table("testing.toml")["roles"]["pairs"][0][0] else []
    for one in others:
        found.setdefault(one.id, (one, ()))
    return sorted(found.values(), key=lambda one: known.order[one[0].id])


def everywhere(claim: Claim) -> bool:
    """True for a claim that any text may limit: one without figures, or of a first."""
    wide = table("testing.toml")["first_of_kind"]["wide"]
    return not RUN.search(number_of(claim) or "") or first_of(claim.quote) is not None or any(word in plain(claim.quote) for word in wide)


def held_in(number: str, known: Limits) -> set[str]:
    """Documents with all figures of a number; every one where it has none."""
    runs = RUN.findall(number)
    return set.intersection(*(known.figures.get(run, set()) for run in runs)) if runs else set(known.order)


def holding(number: str, known: Limits, view: View) -> list[tuple[Document, Words]]:
    """Documents that hold a number, as printed, in a clause with a word that limits."""
    some = (view.document(ident) for ident in sorted(held_in(number, known), key=lambda one: known.order[one]))
    return [(one, words) for one in some if (words := words_beside(number, one.text))]


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


def called_first(claim: Claim) -> bool:
    """True for what a claim calls the first of all, not of its own."""
    words, low = table("testing.toml")["first_of_kind"], plain(claim.quote)
    return any(word in low for word in words["wide"]) and not any(word in low for word in words["own"])


def called_leading(claim: Claim) -> bool:
    """True for what a claim says its subject led, and not that it took part in it."""
    words, low = table("testing.toml"), plain(claim.quote)
    leads = any(word in low for code in ("en", "zh") for word in words["leading"][code])
    return leads and not any(word in low for word in words["hedges"]["concepts"]["took_part"])


def sentences(low: str) -> list[str]:
    """Sentences of a text."""
    return re.split(r"(?<=[.!?\u3002\uff01\uff1f;\uff1b])", low)


def one_of_roles(sentence: str) -> bool:
    """True for a sentence that tells of leading and of taking part."""
    words = table("testing.toml")
    leads = any(word in sentence for code in ("en", "zh") for word in words["leading"][code])
    return leads and any(word in sentence for word in words["hedges"]["concepts"]["took_part"])


def takes_part(sentence: str) -> bool:
    """True for a sentence that tells of taking part and not of leading."""
    words = table("testing.toml")
    leads = any(word in sentence for code in ("en", "zh") for word in words["leading"][code])
    return not leads and any(word in sentence for word in words["hedges"]["concepts"]["took_part"])


def own_first(claim: Claim, text: str) -> str | None:
    """The word by which another text about the same thing calls it the first of its own, where the claim calls it the first of all."""
    words, theirs, named = table("testing.toml")["first_of_kind"], plain(text), senses(claim.quote)
    if not called_first(claim):
        return None
    if not named <= senses(text) or any(word in theirs for word in words["wide"] if word not in words["bare"]):
        return None  # without a name of the field in either, that the one cites the other must do
    return next((word for word in words["own"] if word in theirs), None)


def lower_role(claim: Claim, text: str) -> str | None:
    """The word by which another text about the same thing says that its subject took part in what the claim says it led."""
    if not called_leading(claim):
        return None
    words = table("testing.toml")
    named = {one for one in senses(claim.quote) if one[0] != "right"}
    for sentence in sentences(plain(text)):
        both = either(sentence)
        if both is not None and summed(claim, sentence):
            return both
        leads = any(word in sentence for code in ("en", "zh") for word in words["leading"][code])
        if not leads and named and named <= senses(sentence):
            return next((word for word in words["hedges"]["concepts"]["took_part"] if word in sentence), None)
    return None


def summed(claim: Claim, sentence: str) -> bool:
    """True when the figures of a sentence, years and months left out, add up to the claim's number."""
    figures = [Decimal(found) for found in re.findall(r"(?<![\d.])\d{1,6}(?![\d.]|\s*(?:年|月|日))", sentence)]
    figures = [one for one in figures if not 1900 <= one <= 2100]
    return claim.quantity is not None and len(figures) > 1 and sum(figures) == claim.quantity.low


def either(sentence: str) -> str | None:
    """The words by which a sentence names two roles at once."""
    return next((str(word) for word in table("testing.toml")["roles_either"]["words"] if word in sentence), None)


def both_roles(claim: Claim, told: Sequence[Claim]) -> str | None:
    """The role told apart in another text, where the claim's number is only that of both roles together."""
    for first, second in table("testing.toml")["roles"]["pairs"]:
        led = [one for one in told if one.metric == first and one.quantity]
        joined = [one for one in told if one.metric == second and one.quantity]
        for one, other in product(led, joined) if claim.metric == first and claim.quantity else ():
            if one.quantity and other.quantity and claim.quantity and one.quantity.low + other.quantity.low == claim.quantity.low:
                return str(second.replace("_", " "))
    return None


def words_beside(number: str, text: str) -> Words:
    """Words that limit in each clause of a text that holds a number."""
    whole = re.compile(rf"(?<!\d){re.escape(number)}(?!\d)")
    if not whole.search(text):
        return ()
    words = table("testing.toml")["hedges"]
    limits = (*words["en"], *words["zh"], *table("testing.toml")["best"]["words"])
    clauses = (clause for clause in CUT.split(plain(text)) if whole.search(clause))
    return tuple(found for clause in clauses if (found := tuple(word for word in limits if word in clause)))


def limit_of_role(claim: Claim, words: Words) -> str | None:
    """ "Or took part in" beside the same number in another text, of the words that limit it there."""
    hedges, best, low = table("testing.toml")["hedges"], table("testing.toml")["best"]["words"], view_of(claim)
    superb = any(word in low for word in best)
    for clause in words:
        for word in clause:
            hedge = word in hedges["en"] or word in hedges["zh"]
            if (hedge and word not in low and not kept(word, claim)) or (word in best and not superb):
                return word
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
