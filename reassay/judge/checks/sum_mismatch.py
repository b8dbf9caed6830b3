"""Stated parts that do not add up to the stated total."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.concepts import clause
from reassay.judge.intervals import additive, half, in_percent, interval
from reassay.judge.plain import plain
from reassay.judge.relations import parts, unread
from reassay.judge.rows import factor
from reassay.reference.grammar import table

TOLD_OF = 45  # characters before a share within which it is said how many hold so much each


@leaf(alarm=True)
def sum_mismatch(claim: Claim, view: View) -> Finding | None:
    """The parts a total is said to be made of do not add up to it within their rounding."""
    q = claim.quantity
    if q is None or claim.polarity == "negated":
        return None
    stakes = shared_out(claim, view) or with_impurities(claim, view)
    if stakes is not None:
        return stakes
    listed = parts(claim, view) if additive(q.unit) else []
    if len(listed) < 2:
        return of_its_list(claim, view)
    if windows(claim, listed):
        return None
    own = interval(claim)
    listed = nearest(listed, own, claim.at("sum") is not None)
    low, high = span(listed)
    total = sum((other.quantity.low for other in listed if other.quantity), Decimal(0))
    said = any(word in plain(claim.quote) for code in ("en", "zh") for word in table("testing.toml")["rest"][code])
    whole = rest(claim, view) if said else claim.at("total") is not None or claim.at("sum") is not None
    whole = whole or claim.at("announced") is not None
    partial = not whole  # "including", or a rest that is named without its number: need not be all, but cannot be more
    fits = low <= own[1] and high >= own[0]
    if partial and not fits and (q.unit == "count" or low <= own[1]):  # things counted may fall under two heads
        return None
    off = low > own[1] or high < own[0]
    if off and high < own[0] and unread(claim, view):
        return Finding(sum_mismatch.__name__, claim.id, "lacks", "a figure of the list was not read", lacks=("a part of the list",))
    says = "the figures do not add up as printed: the parts give another total" if off else "the parts add up to the total within rounding"
    numbers = (("stated total", q.low), ("sum of the parts", total), ("difference", total - q.low))
    return Finding(
        sum_mismatch.__name__,
        claim.id,
        "fires" if off else "passes",
        says,
        numbers,
        "sum of parts <= total" if partial else "sum of parts = total",
        tuple(other.id for other in listed),
        suggests="internally_inconsistent" if off else None,
    )


def of_its_list(claim: Claim, view: View) -> Finding | None:
    """The same for a part above its total: the list that it stands in does not add up because of it."""
    for total in view.sentence(claim):
        if claim.at("part") is None and total.at("announced") is None:
            continue
        over = (
            total.quantity and total.quantity.unit == claim.quantity.unit and interval(claim)[0] > interval(total)[1]
            if claim.quantity
            else False
        )
        if (
            (over or total.at("announced"))
            and total.id != claim.id
            and total.at("part") is None
            and any(one.id == claim.id for one in parts(total, view))
        ):
            found = sum_mismatch(total, view)
            if found is not None and found.outcome == "fires":
                return replace(found, claim=claim.id, claims=(total.id, *(one for one in found.claims if one != claim.id)))
    return None


def shared_out(claim: Claim, view: View) -> Finding | None:
    """Shares of one metric that a text calls all of them, against one whole; "each" counts for everybody named before it."""
    q = claim.quantity
    if q is None or not in_percent(claim) or not numbered(claim, "exhaustive", view):
        return None
    family = table("testing.toml")["shares"]["listed"]
    if claim.metric not in family:
        return None  # margins and yields are of wholes of their own
    listed = [one for one in view.sentence(claim) if one.quantity and one.metric in family and in_percent(one)]
    if len(listed) < 2:
        return None
    weights = [holders(one) for one in listed]
    room = sum((half(one) * times for one, times in zip(listed, weights, strict=True)), Decimal(0))
    total = sum((one.quantity.low * times for one, times in zip(listed, weights, strict=True) if one.quantity), Decimal(0))
    off = abs(total - 1) > room
    return Finding(
        sum_mismatch.__name__,
        claim.id,
        "fires" if off else "passes",
        "the shares said to be all of them do not add up to one whole" if off else "the shares add up to one whole within rounding",
        (("sum of the shares", total), ("whole", Decimal(1)), ("room of rounding", room)),
        "sum of shares = 1",
        tuple(one.id for one in listed if one.id != claim.id),
        suggests="internally_inconsistent" if off else None,
    )


def with_impurities(claim: Claim, view: View) -> Finding | None:
    """A purity and all impurities told beside it, which together are the whole."""
    q = claim.quantity
    share = factor(q.unit, "ratio") if q and claim.metric in ("purity", "composition_share") else None
    if q is None or share is None:
        return None
    for other in view.sentence(claim):
        size = (
            factor(other.quantity.unit, "ratio")
            if other.quantity and {claim.metric, other.metric} == {"purity", "composition_share"}
            else None
        )
        if size is None or other.quantity is None:
            continue
        rest = other if other.metric == "composition_share" else claim
        if not any(word in plain(clause(rest)) for word in table("testing.toml")["impurities"]["words"]):
            continue
        (a, b), (c, d) = interval(claim), interval(other)
        off = a * share + c * size > 1 or b * share + d * size < 1
        total = q.low * share + other.quantity.low * size
        return Finding(
            sum_mismatch.__name__,
            claim.id,
            "fires" if off and a * share + c * size > 1 else "passes",
            "purity and impurities make more than the whole" if off else "purity and impurities make the whole within rounding",
            (("value", q.low * share), ("the other", other.quantity.low * size), ("sum", total)),
            "purity + impurities = 1",
            (other.id,),
            suggests="internally_inconsistent" if off and a * share + c * size > 1 else None,
        )
    return None


def holders(one: Claim) -> int:
    """For how many a share is told: 1, or as many as are listed before "each"."""
    at = one.at("value")
    lead = plain(one.quote[: at.start - one.span.start]) if at else ""
    clause = re.split(r"[,;:\uff0c\uff1b\uff1a]", lead)[-1] if any("\u4e00" <= char <= "\u9fff" for char in lead) else lead
    words = table("testing.toml")["each"]
    tail = plain(one.quote[at.end - one.span.start :]) if at else ""
    if re.match(rf"\s*(?:%|per ?cent)?\s*(?:{'|'.join(words['en_behind'])})\b", tail):
        told = [found[0] for found in re.finditer(r"[a-z]+|\d+", plain(clause)[-TOLD_OF:])]
        return next((words["numbers"].get(word) or int(word) for word in told if word in words["numbers"] or word.isdigit()), 1)
    if not any(word in plain(clause[-12:]) for code in ("en", "zh") for word in words[code]):
        return 1
    few = re.search(rf"({'|'.join(words['numbers'])}|\d)(?:家|名|个|位|方)?[^\d，、]*$", clause)
    if few and "、" not in clause:
        return int(words["numbers"].get(few[1]) or few[1])
    return len([name for name in re.split(r"\u3001|\u548c|\u4e0e|\u53ca|, | and ", clause) if name.strip()])


def rest(claim: Claim, view: View) -> bool:
    """True when the sentence gives the rest, too, with its number: its list is complete."""
    return numbered(claim, "rest", view)


def numbered(claim: Claim, name: str, view: View) -> bool:
    """True when words that complete a list stand in it, and where they name the rest, its number follows in their clause."""
    words, low, start = table("testing.toml")[name], plain(claim.quote), claim.span.start
    told = [word for code in sorted(words) for word in words[code] if word in low]
    rests = [word for code in ("en", "zh") for word in table("testing.toml")["rest"][code]]
    if not any(word in rests for word in told):
        return bool(told)
    unit = claim.quantity.unit if claim.quantity else None
    alike = [one for one in view.sentence(claim) if one.quantity and one.quantity.unit == unit]
    values = [place.start - start for one in alike if (place := one.at("value")) is not None]
    for word in told:
        if word not in rests:
            return True
        for found in re.finditer(re.escape(word), low):
            end = re.search(r"[,;.](?!\d)|[\uff0c\uff1b\u3002]", claim.quote[found.end() :])
            last = found.end() + (end.start() if end else len(claim.quote))
            if any(found.start() <= value <= last for value in values):
                return True
    return False


def windows(total: Claim, listed: list[Claim]) -> bool:
    """True when the parts are of shorter times within the total's: another check looks at those."""
    spans = {one.period.text for one in listed if one.period}
    return total.period is not None and len(spans) == len(listed) and total.period.text not in spans


def span(listed: list[Claim]) -> tuple[Decimal, Decimal]:
    """Least and greatest sum of the parts."""
    ends = [interval(other) for other in listed]
    return sum((end[0] for end in ends), Decimal(0)), sum((end[1] for end in ends), Decimal(0))


def nearest(listed: list[Claim], own: tuple[Decimal, Decimal], before: bool) -> list[Claim]:
    """The parts next to the total that give it, where some do: what follows them in the sentence is something else."""
    for size in range(2, len(listed)):
        some = listed[-size:] if before else listed[:size]
        low, high = span(some)
        if low <= own[1] and high >= own[0]:
            return some
    return listed
