"""Counts that a register or catalogue does not print: applications by applicant and filing year, standards by drafting unit.

They stand as of the day of retrieval and over all files of a call: one unit is one application, however many publications it has; every
applicant of an application counts it whole. Applications without a filing date are told and not counted.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reassay.base.errors import Problem
from reassay.base.verdict import Evidence
from reassay.collect.layouts import Delivery

READING = "visible applications with a filing date in the period, each applicant counts an application whole"


class Tally:
    """What one call of import has counted."""

    def __init__(self, order: Delivery):
        self.order = order
        self.skipped = 0
        self.again = 0
        self.undated = 0
        self.seen: set[int] = set()  # 8 bytes of a hash each: 70 bytes an application
        self.filed: Counter[tuple[str, ...]] = Counter()
        self.rights: set[tuple[str, ...]] = set()
        self.drafted: Counter[tuple[str, ...]] = Counter()
        self.catalogues: Counter[tuple[str, ...]] = Counter()
        self.silent: set[tuple[str, ...]] = set()
        self.licences: dict[str, tuple[str, bool, str]] = {}

    def take(self, row: Evidence) -> bool:
        """Count a row; False for an application that was read before."""
        values = row.values
        if row.kind == "patents" and values.get("metric") == "application":
            return self.take_application(row)
        if row.kind == "standards" and values.get("reference"):
            self.take_standard(row)
        return True

    def fresh(self, *parts: str) -> bool:
        """True when something is met for the first time."""
        key = int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        if key in self.seen:
            return False
        self.seen.add(key)
        return True

    def take_application(self, row: Evidence) -> bool:
        """Count an application under each of its applicants."""
        values: dict[str, Any] = dict(row.values)
        if not self.fresh(values["office"], values["application"], values["patent_kind"] if values["office"] != "CN" else ""):
            self.again += 1
            return False
        if not values.get("filing_date"):
            self.undated += 1
            return True
        self.licences[row.publisher] = (row.licence, row.withheld, row.url)
        for applicant in values.get("applicants") or ():
            place = (row.publisher, row.lineage, values["office"], applicant, str(values["period"]))
            self.filed[*place, values["patent_kind"]] += 1
            if values["patent_kind"] != "invention":
                self.rights.add((row.publisher, values["office"]))
        return True

    def take_standard(self, row: Evidence) -> None:
        """Count a standard under its drafting units."""
        values: dict[str, Any] = dict(row.values)
        committee = str(values.get("committee") or "")
        if not self.fresh(row.publisher, str(values["reference"])):
            return
        self.licences[row.publisher] = (row.licence, row.withheld, row.url)
        place = (row.publisher, row.lineage, committee)
        if row.lineage == "lineage:iso-cs" and committee:
            self.silent.add(place)
        units = list(values.get("drafting_units") or ())
        if units:
            self.catalogues[place] += 1
        for rank, unit in enumerate(units):
            self.drafted[*place, unit, "any drafting unit"] += 1
            if rank == 0:
                self.drafted[*place, unit, "first drafting unit"] += 1

    def rows(self) -> Iterator[Evidence]:
        """The counts, in order."""
        for place in sorted({key[:5] for key in self.filed}):
            yield from self.of_applicant(place)
        for publisher, lineage, committee, unit, scope in sorted(self.drafted):
            values = {
                "subject": unit,
                "metric": "standards_led",
                "value": str(self.drafted[publisher, lineage, committee, unit, scope]),
                "unit": "count",
                "period": self.order.retrieved,
                "scope": scope,
                "denominator": str(self.catalogues[publisher, lineage, committee]),
                "committee": committee,
            }
            yield self.row({name: value for name, value in values.items() if value}, publisher, lineage)
        for publisher, lineage, committee in sorted(self.silent):
            yield self.row({"committee": committee, "field_not_published": "project leader"}, publisher, lineage)

    def of_applicant(self, place: tuple[str, ...]) -> Iterator[Evidence]:
        """Counts of one applicant, office and year: inventions, and where the files hold other rights, each kind and all kinds."""
        publisher, lineage, office, applicant, year = place
        kinds = {key[5]: count for key, count in self.filed_at(place)}
        several = (publisher, office) in self.rights
        if several:
            kinds["all"] = sum(kinds.values())
        for kind in sorted(kinds):
            values = {
                "subject": applicant,
                "metric": "patents_filed",
                "value": str(kinds[kind]),
                "unit": "count",
                "period": year,
                "office": office,
                "kind_code": f"{office} ({kind})",
                "scope": f"as named in the register, {office}",
                "reading": READING,
            }
            if several:
                values["patent_kind"] = kind
            yield self.row(values, publisher, lineage)

    def filed_at(self, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
        """Counts by kind at a place."""
        for kind in ("invention", "utility model", "design", "unknown"):
            if count := self.filed.get((*place, kind)):
                yield (*place, kind), count

    def row(self, values: dict[str, str], publisher: str, lineage: str) -> Evidence:
        """A counted row, of the day of retrieval."""
        licence, withheld, url = self.licences.get(publisher, ("", False, ""))
        kind, day = self.order.kind, self.order.retrieved
        return Evidence(kind, values, publisher, lineage, day, day, day, None, url, licence, withheld)

    def left(self, where: str) -> Iterator[Problem]:
        """What of one file was left out on purpose."""
        if self.skipped:
            yield Problem(where, f"{self.skipped} rows of other things left out", "", "note")
        self.skipped = 0

    def notes(self) -> Iterator[Problem]:
        """What of the whole call was not counted."""
        if self.again:
            yield Problem(
                "import", f"{self.again} further publications of applications already read", "one application counts once", "note"
            )
        if self.undated:
            yield Problem("import", f"{self.undated} applications without a filing date", "stored, but in no year's count", "note")
