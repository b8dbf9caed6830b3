"""Mineral Commodity Summaries of the USGS: what one printed figure is, shared by the long layout (from 2026) and the wide one (2025)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reassay.collect.cells import fold, number, period
from reassay.collect.layouts import Delivery, Made
from reassay.reference.grammar import table


def figure(
    edition: int, chapter: str, country: str, statistic: str, detail: str, unit: str, year: str, cell: str, note: str, order: Delivery
) -> Made | None:
    """The row of a figure; None for another commodity or an empty cell. Raises ValueError for a figure that cannot be read."""
    card, chapter = table("usgs.toml"), " ".join(chapter.casefold().split())
    if chapter not in card["chapters"] or not cell.strip():
        return None
    word = max((one for one in card["metrics"] if statistic.casefold().startswith(one)), key=len, default=None)
    if word is None:
        raise ValueError(f"not a statistic we know: {statistic[:40]}")
    metric = card["metrics"][word]
    country = card["countries"].get(country.strip().casefold(), country.strip())
    product, grade = thing(chapter, detail, metric)
    value, size = amount(cell, unit)
    row: Made = {
        "subject": country,
        "metric": metric,
        **value,
        "unit": size,
        "period": period(year),
        "product": product,
        "vintage": f"MCS{edition}",
        "printed": cell.strip(),
        "note": note.strip(),
        "licence": card["licence"],
        **origin(edition, metric, country, note, order),
    }
    row.setdefault(
        "status", "estimated" if "estimated" in note.casefold() else "reported" if "reported." in note.casefold() else "published"
    )
    if metric == "price":
        form = "oxide" if "oxide" in (product or "") else "metal"
        row |= {"kind": "price", "subject": product, "product": None, "grade": grade, "basis": f"{form}, annual average, FOB"}
    elif metric == "other:share of imports":
        row |= {"subject": "United States", "partner": country}
    elif size == "t":
        row["basis"] = card["chapters"][chapter]
    return row


def thing(chapter: str, detail: str, metric: str) -> tuple[str | None, str | None]:
    """(product, grade) of a statistic's detail: what stands behind its head; the chapter's own thing where nothing does."""
    card = table("usgs.toml")
    low = " ".join(detail.split())
    head = max((one for one in card["behind"]["heads"] if low.casefold().startswith(one)), key=len, default="")
    rest = low[len(head) :].strip(" :,")
    if rest.casefold() in card["behind"]["drop"]:
        rest = ""
    name, _, grade = rest.partition(",") if metric == "price" else (rest, "", "")
    name = card["called"].get(name.strip().casefold(), name.strip())
    whole = card["things"].get(chapter)
    if whole and metric != "price":
        name = f"{whole}, {name}" if name and fold(whole) not in fold(name) else name or whole
    return name or None, grade.strip() or None


def amount(cell: str, unit: str) -> tuple[Made, str]:
    """Value, comparator and status of a printed figure, and the unit they are in."""
    signs, units = table("usgs.toml")["signs"], table("evidence_words.toml")["units"]
    if fold(unit) not in units:
        raise ValueError(f"not a unit we know: {unit[:30] or 'empty'}")
    ours, size = units[fold(unit)]
    found: dict[str, Any] = {"comparator": "eq"}
    if cell.strip() in signs:
        value, comparator, says = signs[cell.strip()]
        found |= {"status": says} | ({"value": value} if value else {}) | ({"comparator": comparator} if comparator else {})
        return found, ours
    printed = number(cell, Decimal(size))
    if printed.value is None:
        return {"low": printed.low, "high": printed.high}, ours
    return found | {"value": printed.value, "comparator": printed.comparator or "eq"}, ours


def origin(edition: int, metric: str, country: str, note: str, order: Delivery) -> Made:
    """Whose figure it is, and from which edition. An edition revised later than first published bears its date."""
    card = table("usgs.toml")
    known = card["editions"].get(f"MCS{edition}", {})
    root = "lineage:usgs"
    for rule in card["lineage"]:
        said = rule.get("note", "") in note.casefold()
        if said and rule["metric"] == metric and rule.get("country", country) == country:
            root = rule["root"]
            break
    made: Made = {"lineage": root, "url": known.get("url"), "published_date": order.published or known.get("published") or order.retrieved}
    if order.published and known and order.published != known["published"]:
        made["vintage"] = f"MCS{edition} of {order.published}"
    return made
