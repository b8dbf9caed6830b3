"""A limiting word of the source that a relay dropped."""

from __future__ import annotations

import re

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.firsts import first_of
from reassay.judge.origin import before, cited, voice
from reassay.judge.plain import plain
from reassay.reference.grammar import table


@leaf(alarm=True)
def hedge_lost(claim: Claim, view: View) -> Finding | None:
    """An earlier text of the same story limits what this one tells without the limit ("or took part in", "from this company")."""
    mine = view.document(claim.document)
    for other in view.documents():
        if other.id == mine.id or not before(other, mine):
            continue
        source = cited(other.source.name, mine) or voice(other, claim, view) == voice(mine, claim, view)
        lost = limit_of_first(claim, other.text) or limit_of_role(claim, other.text)
        if lost is not None:
            return Finding(
                hedge_lost.__name__,
                claim.id,
                "fires",
                f"{other.source.name} limits it: {lost!r}; the limit is gone here",
                names=(other.source.name, lost),
                suggests="contradicted" if source else None,
            )
    return None


def limit_of_first(claim: Claim, text: str) -> str | None:
    """The limit of the one said to be first in another text about the same thing."""
    own, theirs = first_of(claim.quote), first_of(text)
    if own is None or theirs is None or own.casefold() == theirs.casefold() or not shared(claim.quote, text):
        return None
    found = re.search(table("testing.toml")["firsts"]["limit"], theirs)
    return found[0] if found and found[0].casefold() not in own.casefold() else None


def limit_of_role(claim: Claim, text: str) -> str | None:
    """ "Or took part in" beside the same number in another text."""
    at = claim.at("value")
    number = claim.quote[at.start - claim.span.start : at.end - claim.span.start] if at else None
    if number is None or not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text):
        return None
    words = table("testing.toml")["hedges"]
    for code in ("en", "zh"):
        for word in words[code]:
            if word in plain(text) and word not in view_of(claim) and not kept(word, claim):
                return str(word)
    return best_of(claim, number, text)


def kept(word: str, claim: Claim) -> bool:
    """True when the claim keeps a limit in other words, or in the other language."""
    for words in table("testing.toml")["hedges"]["concepts"].values():
        if word in words and any(other in view_of(claim) for other in words):
            return True
    return False


def best_of(claim: Claim, number: str, text: str) -> str | None:
    """The word by which another text calls the number its best, in its clause, where this one calls it nothing of the kind."""
    words = table("testing.toml")["best"]["words"]
    if any(word in view_of(claim) for word in words):
        return None
    for clause in re.split(r"[,;.](?!\d)|[\uff0c\uff1b\u3002]", plain(text)):
        if re.search(rf"(?<!\d){re.escape(number)}(?!\d)", clause):
            return next((str(word) for word in words if word in clause), None)
    return None


def view_of(claim: Claim) -> str:
    """The claim's sentence in small letters."""
    return plain(claim.quote)


def shared(quote: str, text: str) -> bool:
    """True when both name one rare thing: a code of capitals and figures."""
    codes = set(re.findall(r"[A-Z][A-Z/]*\s?[A-Z]*\s?\d+", quote))
    return any(code in text for code in codes)
