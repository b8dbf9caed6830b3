"""A later value of the same source for the same metric and period."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import alike, overlap, same_period, told, who
from reassay.judge.origin import voice
from reassay.judge.plain import plain
from reassay.judge.relations import LEVELLESS, levels
from reassay.judge.replaced import replaced
from reassay.judge.testimony import testify
from reassay.judge.told import announced, cited, numbers
from reassay.reference.grammar import table


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
    if found is not None:
        words = table("testing.toml")["corrected"]
        if any(word in plain(found[1].quote) for code in sorted(words) for word in words[code]):
            return None
    q, document = claim.quantity, view.document(claim.document)
    if q is None or claim.period is None or not who(claim) or document.published is None or not told(claim):
        return None
    agrees = None
    for other in later(claim, view):
        p, since = other.quantity, view.document(other.document).published
        assert p is not None
        assert since is not None
        same = overlap(claim, other)
        finding = Finding(
            quietly_restated.__name__,
            claim.id,
            "passes" if same else "fires",
            f"the same source gives {'the same' if same else 'another'} value on {since.value}",
            (("value", q.low), ("later value", p.low)),
            "value = later value",
            (other.id,),
            dates=(since.value,),
            suggests=None if same else "restated",
        )
        if not same:
            return finding
        agrees = finding
    return agrees


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
        for other in view.elsewhere(level):
            if not told(other) or not same_period(other, level) or not alike(level, other) or overlap(level, other):
                continue
            if voice(view.document(other.document), other, view) == speaker and level.quantity and other.quantity:
                return Finding(
                    quietly_restated.__name__,
                    claim.id,
                    "fires",
                    "rests on a level of which the same source printed another value before",
                    (("level", level.quantity.low), ("printed before", other.quantity.low)),
                    "level = level printed before",
                    (level.id, other.id),
                    suggests="restated",
                )
    return None


def later(claim: Claim, view: View) -> list[Claim]:
    """Statements of the same thing by the same voice in a document published later."""
    document = view.document(claim.document)
    speaker = voice(document, claim, view)
    found = []
    for other in view.elsewhere(claim):
        since = view.document(other.document)
        if since.published is None or document.published is None or since.published.value <= document.published.value:
            continue
        if not told(other) or who(other) != who(claim) or not same_period(other, claim) or not alike(claim, other):
            continue
        if other.quantity and claim.quantity and other.quantity.unit == claim.quantity.unit and voice(since, other, view) == speaker:
            found.append(other)
    return found
