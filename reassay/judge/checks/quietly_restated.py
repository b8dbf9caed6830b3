"""A later value of the same source for the same metric and period."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.circle import voice
from reassay.judge.intervals import told, who
from reassay.judge.kindred import Kin, Said, kindred
from reassay.judge.line import Line
from reassay.judge.relations import LEVELLESS, levels
from reassay.judge.replaced import correcting, replaced
from reassay.judge.testimony import testify
from reassay.judge.told import announced, cited, numbers


@leaf(alarm=True)
def quietly_restated(claim: Claim, view: View) -> Finding | None:
    """The same source has since given another value for the same subject, metric, object and period."""
    told_again = by_documents(claim, view)
    if told_again is not None and told_again.outcome == "fires":
        return told_again
    return by_rows(claim, view) or by_levels(claim, view) or told_again


def by_documents(claim: Claim, view: View) -> Finding | None:
    """A later document of the same source."""
    found = replaced(claim, view)
    if found is not None and correcting(found[1]):
        return None
    q, document = claim.quantity, view.document(claim.document)
    if q is None or claim.period is None or not who(claim) or document.published is None or not told(claim):
        return None
    kin, mine = kindred(claim, view)
    line = lines(kin, mine, view).dated[voice(document, claim, view), q.unit]
    other = line.since(mine)
    if other is None or other.claim.quantity is None:
        return None
    same = mine.same_number(other)
    return Finding(
        quietly_restated.__name__,
        claim.id,
        "passes" if same else "fires",
        f"the same source gives {'the same' if same else 'another'} value on {other.day}",
        (("value", q.low), ("later value", other.claim.quantity.low)),
        "value = later value",
        (other.claim.id,),
        dates=(other.day,),
        suggests=None if same else "restated",
    )


def by_rows(claim: Claim, view: View) -> Finding | None:
    """An edition of a table that gave the claim's number, replaced without a word by one that does not."""
    found = testify(claim, view)
    if found.says != "restated" or any(announced(one) for one in found.fails) or not found.fails:
        return None
    pairs = [(old, new) for old in found.held for new in found.fails if old.rows[0].evidence.publisher == new.rows[0].evidence.publisher]
    old, new = pairs[0] if pairs else (found.held[0], found.fails[0])
    return Finding(
        quietly_restated.__name__,
        claim.id,
        "fires",
        f"agrees with {cited(old)} and not with {cited(new)}, which replaced it",
        (*numbers(claim, old), ("later value", new.value)),
        new.formula,
        evidence=tuple(dict.fromkeys(row.evidence.id for one in (old, new) for row in one.rows)),
        names=(cited(old), cited(new)),
        suggests="restated",
    )


def by_levels(claim: Claim, view: View) -> Finding | None:
    """A level that a change rests on, of which the same voice printed another value before."""
    pair = levels(claim, view) if claim.metric in LEVELLESS else None
    if pair is None:
        return None
    speaker = voice(view.document(claim.document), claim, view)
    for level in pair:
        kin, mine = kindred(level, view)
        line = lines(kin, mine, view).every.get(speaker) if who(level) else None
        other = line.first_off(mine) if line is not None else None
        if other is not None and level.quantity and other.claim.quantity:
            return Finding(
                quietly_restated.__name__,
                claim.id,
                "fires",
                "rests on a level of which the same source printed another value before",
                (("level", level.quantity.low), ("printed before", other.claim.quantity.low)),
                "level = level printed before",
                (level.id, other.claim.id),
                suggests="restated",
            )
    return None


@dataclass(frozen=True, eq=False)
class Lines:
    """Statements of one thing and time by the voice of each text by itself, in order."""

    every: dict[str, Line]
    dated: dict[tuple[str, str | None], Line]  # those of one unit whose texts are dated


def lines(kin: Kin, mine: Said, view: View) -> Lines:
    """The statements of a claim's thing and time, put in order once."""
    return kin.kept("alone", (mine.when, mine.thing), lambda: by_voice(kin.alike(mine), view))


def by_voice(said: list[Said], view: View) -> Lines:
    """Some statements by voice, and by voice and unit."""
    every: dict[str, list[Said]] = defaultdict(list)
    dated: dict[tuple[str, str | None], list[Said]] = defaultdict(list)
    for one in said:
        speaker = voice(view.document(one.claim.document), one.claim, view)
        every[speaker].append(one)
        if one.day:
            dated[speaker, one.unit].append(one)
    return Lines({name: Line(some) for name, some in every.items()}, {key: Line(some) for key, some in dated.items()})
