"""Below the hard limit and beyond the best value anyone has published: a soft warning."""

from __future__ import annotations

import re
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.intervals import interval
from reassay.judge.physics import cerium_magnet
from reassay.judge.plain import plain
from reassay.judge.reach import bounding
from reassay.judge.rows import factor
from reassay.reference.grammar import table
from reassay.reference.limits import limits
from reassay.reference.register import rows

ROUND = Decimal("0.0001")
PEDALS = "H2V-005"  # the least hydrogen that any vehicle of this kind was published to need


@leaf(alarm=False)
def beyond_best_published(claim: Claim, view: View) -> Finding | None:
    """Beyond the best published value of the material; possible, and worth asking how it was measured."""
    if claim.quantity is None or claim.polarity == "negated":
        return None
    return by_rows(claim, view) or by_hydrogen(claim, view) or by_cerium(claim) or (by_table(claim) if view.bundled else None)


def by_rows(claim: Claim, view: View) -> Finding | None:
    """Above the best published value that a row of evidence gives."""
    q = claim.quantity
    for row in view.evidence("limit") if q else ():
        size = factor(q.unit, str(row.values.get("unit") or "")) if q else None
        if row.values.get("metric") != "best_published" or row.values.get("value") is None or size is None or q is None:
            continue
        best, least = Decimal(str(row.values["value"])), row.values.get("comparator") == "ge"
        high = interval(claim)[1]
        if (high * size < best) if least else beyond(claim, size, best):
            return Finding(
                beyond_best_published.__name__,
                claim.id,
                "fires",
                f"{'below' if least else 'above'} the best published value: {row.values.get('subject')}",
                (("value", q.low), ("best published", best)),
                f"value {'>=' if least else '<='} best published",
                evidence=(row.id,),
                names=(row.publisher,),
            )
    return None


def beyond(claim: Claim, size: Decimal, best: Decimal) -> bool:
    """True when a value lies above the best; "more than" the best is above it. A text that states a limit claims no value."""
    q = claim.quantity
    assert q is not None
    return not bounding(claim) and (interval(claim)[0] * size > best or (q.comparator == "gt" and q.low * size >= best))


def by_table(claim: Claim) -> Finding | None:
    """Beyond a row of limits.csv that is no hard limit, or that nobody verified."""
    q = claim.quantity
    assert q is not None
    for limit in limits():
        if limit.hard or not limit.measures(claim.metric, q.unit) or not limit.names(claim.quote):
            continue
        size = limit.units[q.unit or ""]
        high = interval(claim)[1]
        if (high * size < limit.bound) if limit.least else beyond(claim, size, limit.bound):
            checked = "" if limit.grade != "C" else ", a value nobody verified"
            return Finding(
                beyond_best_published.__name__,
                claim.id,
                "fires",
                f"{'below' if limit.least else 'above'} {limit.id}: {limit.statement}{checked}",
                (("value", q.low), ("best published", limit.bound / size)),
                f"value {'>=' if limit.least else '<='} best published",
                names=(limit.id, limit.statement, limit.unit),
            )
    return None


def by_hydrogen(claim: Claim, view: View) -> Finding | None:
    """A range on a mass of hydrogen, stated in one document, that takes less of it a kilometre than any vehicle published."""
    q = claim.quantity
    if q is None or q.unit not in ("km", "m"):
        return None
    best = least(view)
    for other in view.told(claim.document) if best is not None else ():
        p = other.quantity
        grams = factor(p.unit, "g") if p and other.metric == "hydrogen_mass" else None
        if best is None or p is None or grams is None or other.modality != claim.modality:
            continue
        kilometres = interval(claim)[0] * (1 if q.unit == "km" else Decimal("0.001"))
        needs = interval(other)[1] * grams / kilometres if kilometres > 0 else best
        return Finding(
            beyond_best_published.__name__,
            claim.id,
            "passes" if needs >= best else "fires",
            f"takes {'no less' if needs >= best else 'less'} hydrogen a kilometre than {PEDALS}",
            (("value", q.low), ("hydrogen", p.low), ("grams a kilometre", needs.quantize(ROUND)), ("best published", best)),
            "hydrogen / range >= best published, in g/km",
            (other.id,),
            names=(PEDALS,),
        )
    return None


def least(view: View) -> Decimal | None:
    """Grams of hydrogen a kilometre of the most frugal vehicle published: as a row of evidence says, else as bundled."""
    given = [row for row in view.evidence("limit") if (row.values.get("unit"), row.values.get("metric")) == ("g/km", "best_published")]
    if given:
        return min(Decimal(str(row.values["value"])) for row in given)
    return next(Decimal(row["low"]) for row in rows("limits.csv") if row["id"] == PEDALS) if view.bundled else None


def by_cerium(claim: Claim) -> Finding | None:
    """An energy product above what cerium leaves if polarisation mixes linearly; that of the cerium phase is not verified, so soft."""
    q, asked = claim.quantity, table("testing.toml")["cerium"]
    size = factor(q.unit, "MGOe") if q and claim.metric == "energy_product" else None
    text = plain(claim.quote)
    if q is None or size is None or not any(word in text for word in asked["words"]):
        return None
    found = next((one for pattern in asked["shares"] if (one := re.search(pattern, text))), None)
    share = Decimal(found[1]) / 100 if found else Decimal("0.5") if any(word in text for word in asked["half"]) else None
    if share is None or not 0 < share <= 1:
        return None
    most = cerium_magnet(share)
    if interval(claim)[0] * size <= most:
        return None
    return Finding(
        beyond_best_published.__name__,
        claim.id,
        "fires",
        "above what a magnet with so much cerium can have if polarisation mixes linearly, a value nobody verified",
        (("value", q.low), ("share of cerium", share), ("most, in MGOe", most.quantize(ROUND))),
        "energy product <= (linear mix of the two polarisations) squared / (4 mu0)",
    )
