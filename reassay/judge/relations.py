"""Which numbers of a sentence belong together: a total and its parts, a level and the earlier one it is compared with.

Works on spans and fields; the words that relate numbers were found in reading and stand in the claims' spans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reassay.base.claim import Claim
from reassay.base.text import Span
from reassay.base.view import View
from reassay.judge.intervals import additive
from reassay.judge.plain import plain
from reassay.reference.grammar import table

CLAUSE = re.compile(r"[,:](?!\d)|\b(?:and|while|whereas)\b|[\uff0c\uff1a]")
COMMA = re.compile(r"(?<!\d)[,;]|[,;](?!\d)|[\uff0c\uff1b\u3001]")
STOP = re.compile(r"[;\uff1b]")
OWN = 4  # letters besides words of going on with which a clause is still no clause of its own
BESIDE = 36  # characters around a number within which a word of the whole country is about it
BEHIND = 45  # characters behind a number within which it is said to be part of something told before
NEAR = 110  # characters between a change and the levels it is of
LEVELLESS = ("growth_rate", "price_change")


def sentence(claim: Claim, view: View) -> list[Claim]:
    """The other quantities of the claim's sentence with its unit, by place of their value."""
    unit = claim.quantity.unit if claim.quantity else None
    found = [
        other
        for other in view.sentence(claim)
        if other.id != claim.id
        and other.quantity is not None
        and other.quantity.unit == unit
        and other.polarity == claim.polarity
        and other.at("value") is not None
    ]
    return sorted(found, key=lambda one: one.at("value") or one.span)


def parts(total: Claim, view: View) -> list[Claim]:
    """The parts of a total: numbers behind its list mark (all of it, or some of it), or those before a mark of summing up."""
    mark, at = total.at("total") or total.at("among"), total.at("value")
    ends = total.at("sum")
    if at is None or (mark is None and ends is None):
        return []
    listed = []
    for other in sentence(total, view):
        place, inner = other.at("value"), other.at("part")
        if place is None or other.metric in LEVELLESS or other.at("total") or other.at("sum"):
            continue
        stopped = (
            mark is not None
            and total.at("announced") is None
            and STOP.search(total.quote, mark.end - total.span.start, max(place.start - total.span.start, 0))
        )
        behind = mark is not None and place.start >= mark.end and (inner is None or inner.start <= mark.start) and not stopped
        before = mark is None and place.end <= at.start and inner is None and other.metric == total.metric
        if behind or before:
            listed.append(other)
    return listed


def unread(total: Claim, view: View) -> bool:
    """True when the list of a total holds figures that no claim covers: then its sum is not known."""
    mark, at = total.at("total"), total.at("value") or total.span
    first, last = (mark.end, total.span.end) if mark else (total.span.start, at.start)
    covered = [span for other in view.sentence(total) for _, span in other.spans]
    figures = (place + total.span.start for place, char in enumerate(total.quote) if char.isdigit())
    return any(first <= place < last and not any(span.start <= place < span.end for span in covered) for place in figures)


def out_of(claim: Claim, view: View) -> Claim | None:
    """The whole named first in the sentence behind a word of taking from (of the 100,800 tonnes ...)."""
    at, words = claim.at("value"), table("testing.toml")["out_of"]
    for other in sentence(claim, view):
        place = other.at("value")
        lead = plain(claim.quote[: place.start - claim.span.start]).rstrip() if place else ""
        between = plain(claim.quote[place.end - claim.span.start : at.start - claim.span.start]) if place and at else ""
        goes = any(word in between for word in table("testing.toml")["to"]["words"])  # from 58 to 21 is a way, no whole and part
        if (
            place
            and at
            and place.end <= at.start
            and not goes
            and lead.endswith(tuple(word for code in sorted(words) for word in words[code]))
        ):
            return other
    return None


def whole_of(claim: Claim, view: View) -> Claim | None:
    """The whole a part belongs to: the last number of its metric and unit before the word that makes it a part."""
    cue = claim.at("part")
    if cue is None:
        return out_of(claim, view) or before_it(claim, view) or nationwide(claim, view)
    if broken(claim, cue, view):
        return None
    before = [
        other for other in sentence(claim, view) if other.metric == claim.metric and (place := other.at("value")) and place.end <= cue.start
    ]
    return before[-1] if before else None


def before_it(claim: Claim, view: View) -> Claim | None:
    """The last number of its unit in the sentence before, where the words right behind a number make it part of that ("of that batch")."""
    at, words = claim.at("value"), table("testing.toml")["back_to"]
    flows = ("quota", *table("evidence.toml")["flows"]["metrics"])
    if at is None or claim.quantity is None:
        return None
    tail = plain(claim.quote[at.end - claim.span.start :])[:BEHIND]
    if not any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", tail) for code in sorted(words) for word in words[code]):
        return None
    told = [
        one
        for one in view.told(claim.document)
        if one.quantity
        and one.quantity.unit == claim.quantity.unit
        and one.polarity == claim.polarity
        and one.span.end <= claim.span.start <= one.span.end + 3
        and (one.metric == claim.metric or {one.metric, claim.metric} <= set(flows))
    ]
    return max(told, key=lambda one: one.at("value") or one.span, default=None) if len(told) == 1 else None


def nationwide(claim: Claim, view: View) -> Claim | None:
    """The one number of its metric and unit in the sentence whose clause speaks of the whole country, where the claim's does not."""
    words = table("testing.toml")["nationwide"]
    of_all = [
        one
        for one in sentence(claim, view)
        if one.metric == claim.metric and additive(one.quantity.unit if one.quantity else None) and says(one, words)
    ]
    own = says(claim, words)
    return of_all[0] if len(of_all) == 1 and not own and same_time(of_all[0], claim) else None


def says(claim: Claim, words: Mapping[str, list[str]]) -> bool:
    """True when a word of the whole country stands close to a number, with no comma between."""
    at, start = claim.at("value") or claim.span, claim.span.start
    ends = [found.start() for found in COMMA.finditer(claim.quote)]
    reach = BESIDE if claim.quote.isascii() else BESIDE // 3
    first = max(at.start - start - reach, *(end for end in ends if end < at.start - start), 0)
    last = min(at.end - start + reach, *(end for end in ends if end >= at.end - start), len(claim.quote))
    return any(word in plain(claim.quote[first:last]) for code in sorted(words) for word in words[code])


def same_time(one: Claim, other: Claim) -> bool:
    """True unless two claims tell of different times."""
    return one.period is None or other.period is None or one.period.contains(other.period) or other.period.contains(one.period)


def broken(claim: Claim, cue: Span, view: View) -> bool:
    """True when figures of another unit stand between the word that makes a number a part and the number: the list ended before it."""
    at, unit = claim.at("value"), claim.quantity.unit if claim.quantity else None
    if at is None:
        return False
    told = [(one.quantity, place) for one in view.sentence(claim) if one.quantity and (place := one.at("value")) is not None]
    return any(q.unit not in (unit, "ratio") for q, place in told if cue.end <= place.start < at.start)


def levels(claim: Claim, view: View) -> tuple[Claim, Claim] | None:
    """(level, earlier level) that a stated change is about, None when the sentence does not give both."""
    return next(iter(pairs(claim, view)), None)


def pairs(claim: Claim, view: View) -> list[tuple[Claim, Claim]]:
    """Every (level, earlier level) that a stated change may be about, the nearest first.

    The earlier one is compared with in words, stands at the start of a way, or lies one period before the other.
    """
    at = claim.at("value") or claim.span
    groups: dict[tuple[str, str | None], list[Claim]] = {}
    sizes: dict[tuple[str, str | None], int] = {}
    changes = sum(1 for one in view.sentence(claim) if one.metric in LEVELLESS)
    for other in view.sentence(claim):
        q = other.quantity
        if q is None or q.unit in ("ratio", "percentage_point") or other.metric in LEVELLESS:
            continue
        sizes[other.metric, q.unit] = sizes.get((other.metric, q.unit), 0) + 1
        near = abs((other.at("value") or other.span).start - at.start) <= NEAR
        if q.comparator in ("eq", "approx") and near and joined(claim, other, view):
            groups.setdefault((other.metric, q.unit), []).append(other)
    lists = {key for key, size in sizes.items() if size > 2 and changes > 1}  # as many changes as levels: which is of which, is not told
    made = [found for key, pair in groups.items() if key not in lists and (found := ordered(pair)) is not None]
    return sorted(made, key=lambda pair: min(abs((one.at("value") or one.span).start - at.start) for one in pair))


def joined(claim: Claim, level: Claim, view: View) -> bool:
    """True when a change stands in the clause of a level, or in one that only goes on from it (": up 12 %", "同比增长").

    A clause with words of its own before the change speaks of something else (acid use fell by a third, and hardness rose from 300 to 320).
    """
    own, place = claim.at("value"), level.at("value")
    if own is None or place is None:
        return True
    start = claim.span.start
    first, last = sorted(((own.start - start, own.end - start), (place.start - start, place.end - start)))
    if STOP.search(claim.quote, first[1], last[0]):
        return level.at("earlier") is not None and not taken(claim, level, view)  # "up 20 %; a year earlier 4,200 t" goes on
    if level.at("earlier") is not None or not CLAUSE.search(claim.quote, first[1], last[0]):
        return True
    if few_words(claim.quote[first[1] : last[0]]):
        return True  # "tripled in 2025, going from 4,300 to 8,900"
    cuts = [found.end() for found in CLAUSE.finditer(claim.quote, 0, own.start - start)]
    return few_words(claim.quote[max(cuts, default=0) : own.start - start], 0)


def few_words(text: str, least: int = 1) -> bool:
    """True when a text holds nothing but figures, times and words of going on; of no length only where that is allowed."""
    low = plain(text)
    for word in table("testing.toml")["goes_on"]["words"]:
        low = low.replace(word, " ")
    letters = "".join(char for char in low if char.isalpha() or (char.isdigit() and least == 0))
    return len(text) >= least and len(letters) <= (OWN if letters.isascii() else 1)


def taken(claim: Claim, level: Claim, view: View) -> bool:
    """True when another change stands in the part of the sentence, between semicolons, that a level stands in: it is the level of that."""
    place, start = level.at("value") or level.span, claim.span.start
    ends = [start, *(found.end() + start for found in STOP.finditer(claim.quote)), claim.span.end]
    first = max(end for end in ends if end <= place.start)
    last = min(end for end in ends if end > place.start)
    changes = (one.at("value") for one in view.sentence(claim) if one.metric in LEVELLESS and one.id != claim.id)
    return any(at is not None and first <= at.start < last for at in changes)


def ordered(pair: list[Claim]) -> tuple[Claim, Claim] | None:
    """Two levels as (level, earlier level); None unless exactly two, one of them marked as the earlier."""
    if len(pair) != 2 or pair[0].modality != pair[1].modality or pair[0].polarity != pair[1].polarity:
        return None
    a, b = pair
    marks = (a.at("earlier") is not None, b.at("earlier") is not None)
    if marks == (False, True):
        return a, b
    if marks == (True, False):
        return b, a
    way = gone(*sorted(pair, key=lambda one: one.at("value") or one.span))
    if way is not None:
        return way
    if a.period is None or b.period is None:
        return None
    first, second = sorted(pair, key=lambda one: one.period.days() if one.period else ())
    assert first.period is not None
    assert second.period is not None
    x, y = first.period.days(), second.period.days()
    follows = (y[0] - x[1]).days == 1 or (y[0].year - x[0].year == 1 and (x[0].month, x[1].month) == (y[0].month, y[1].month))
    return (second, first) if follows else None


def gone(one: Claim, other: Claim) -> tuple[Claim, Claim] | None:
    """(where a way ends, where it begins) for two numbers told as one ("from 4,300 to 8,900"); None for others."""
    a, b, words = one.at("value"), other.at("value"), table("testing.toml")["way"]
    if a is None or b is None or one.span != other.span:
        return None
    start = one.span.start
    lead, between = plain(one.quote[: a.start - start]).rstrip(), plain(one.quote[a.end - start : b.start - start])
    begins = any(re.search(pattern, lead) for pattern in words["from"])
    return (other, one) if begins and any(re.search(pattern, between) for pattern in words["to"]) else None


def present(claim: Claim, view: View) -> bool:
    """True for a claim without a time of its own: none, or the month or day its text was published."""
    published = view.document(claim.document).published
    told = claim.period
    return told is None or (published is not None and len(told.text) > 4 and published.value.startswith(told.text))
