"""Rows in our own columns (CSV or JSON lines), for every kind: subject, metric, value, unit, period, publisher and what else there is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reassay.base.drawer import leaf
from reassay.collect.applications import application
from reassay.collect.cells import day, fold, number, period
from reassay.collect.layouts import Delivery, Layout, Made, Record
from reassay.reference.grammar import table

LISTS = ("applicants", "drafting_units")
DATES = ("publication_date", "filing_date", "expected_release")


@leaf()
def rows(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One row, each cell read for what its column is; unknown columns are kept as printed."""
    rule = layout.more["need"][order.kind]
    row: Made = {name: value for name, value in record.cells.items() if name and value not in (None, "") and name != "id"}
    row = {name: value if name in LISTS or isinstance(value, bool) else str(value).strip() for name, value in row.items()}
    row.setdefault("metric", rule.get("metric"))
    for name in DATES:
        if name in row:
            row[name] = day(row[name])
    for name in ("period", "valid_date"):
        if name in row:
            row[name] = period(row[name])
    if "withheld" in row:
        row["withheld"] = str(row["withheld"]).casefold() in ("true", "1", "yes")
    measured(row, layout)
    missing = [name for name in rule["all"] if name not in row]
    if missing:
        raise ValueError(f"no {', '.join(missing)}")
    if rule.get("any") and not any(name in row for name in rule["any"]):
        raise ValueError(f"none of {', '.join(rule['any'])}")
    if rule.get("comparator") and row.get("comparator") not in rule["comparator"]:
        raise ValueError(f"comparator is to be {' or '.join(rule['comparator'])}")
    row.setdefault("publisher", layout.more["publishers"].get(order.kind))
    row.setdefault("lineage", layout.more["lineages"].get(order.kind))
    if order.kind == "patents" and "application" in row and "value" not in row:
        row = applied(row)
    yield row


def measured(row: Made, layout: Layout) -> None:
    """Read the figures of a row in place: number, comparator, range, unit. Raises ValueError for what is no number."""
    units = table("evidence_words.toml")["units"]
    unit, size = units.get(fold(str(row.get("unit", ""))), (row.get("unit"), "1"))
    for name in ("low", "high"):
        if name in row:
            row[name] = number(row[name], Decimal(size)).value
    if "value" in row and row.get("metric") not in layout.more["worded"]["metrics"]:
        printed = number(row.pop("value"), Decimal(size))
        row |= {name: found for name in ("value", "low", "high") if (found := getattr(printed, name)) is not None}
        if printed.comparator:
            row.setdefault("comparator", printed.comparator)
    if unit:
        row["unit"] = unit
    for name in ("denominator", "pct"):
        if name in row:
            row[name] = number(str(row[name]).rstrip("%")).value


def applied(row: Made) -> Made:
    """A row that is one application, its number and dates vetted."""
    names = row.pop("applicants", None) or row.pop("subject", "")
    given = names if isinstance(names, list) else [part.strip() for part in str(names).split(";") if part.strip()]
    own = {name: row.pop(name) for name in ("publisher", "basis", "url", "licence", "withheld", "kind") if name in row}
    fixed = ("office", "application", "filing_date", "publication_date", "kind_code", "patent_kind")
    taken = {name: str(row.pop(name, "")) for name in fixed}
    more = {
        name: value for name, value in row.items() if name not in ("metric", "subject", "period", "valid_date", "published_date", "lineage")
    }
    made = application(
        taken["office"] or taken["application"][:2],
        taken["application"],
        given,
        taken["filing_date"],
        taken["publication_date"],
        taken["kind_code"].split()[-1] if taken["kind_code"] else "",
        taken["patent_kind"],
        **more,
    )
    return made | own
