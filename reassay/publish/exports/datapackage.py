"""Frictionless data package: six tables as CSV, with their schema, sources and licences."""

from __future__ import annotations

import json
from typing import Any

from reassay.base.drawer import leaf
from reassay.base.folio import Holdings
from reassay.publish.sheets import sheets
from reassay.publish.tabular import TABLES, Row, columns
from reassay.publish.tray import Tray
from reassay.reference.grammar import table

QUOTED = {"name": "LicenseRef-quotation", "title": "Short quotations; rights stay with the publishers named"}


@leaf(files=("datapackage.json", *(f"{name}.csv" for name in TABLES)), alone=False)
def datapackage(held: Holdings, tray: Tray) -> None:
    """Six tables as CSV with schema, keys, sources and licences."""
    origins = Origins()
    sheets(held, tray, origins.see)
    package = {
        "profile": "tabular-data-package",
        "name": "reassay-ledger",
        "title": "A reassay ledger: what is claimed about rare earths, and what testing it came to",
        "description": "Verdicts are automatic unless reviewed is true. An empty cell means not stated or not known, never zero. "
        "A text cell with an apostrophe in front would run in a spreadsheet without it: take one apostrophe away.",
        "version": held.as_of,
        "keywords": ["rare earths", "claims", "provenance"],
        "sources": origins.sources(),
        "resources": [resource(name, origins.licences()) for name in TABLES],
    }
    tray.write("datapackage.json", json.dumps(package, ensure_ascii=False, indent=1) + "\n")


class Origins:
    """Publishers of documents and of evidence, and the licences of evidence: few, however many the rows."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.terms: set[str] = set()

    def see(self, name: str, row: Row) -> None:
        """One row more."""
        if name not in ("documents", "evidence") or not row["publisher"]:
            return
        url = row.get("url") or ""
        known = self.names.setdefault(row["publisher"], "")
        self.names[row["publisher"]] = known or (url if url.startswith(("http://", "https://")) else "")
        self.terms |= {row["licence"]} if row.get("licence") else set()

    def sources(self) -> list[dict[str, str]]:
        """The publishers by name, with an address where one is known."""
        return [{"title": name} | ({"path": url} if url else {}) for name, url in sorted(self.names.items())]

    def licences(self) -> list[dict[str, str]]:
        """The terms of the rows of evidence."""
        return [{"name": "LicenseRef-publisher", "title": one} for one in sorted(self.terms)]


def resource(name: str, licences: list[dict[str, str]]) -> dict[str, Any]:
    """A table with its schema."""
    known = table("dictionary.toml")
    fields = [
        {"name": one.name, "type": one.type, "description": one.says} | ({"constraints": {"required": True}} if one.name == "id" else {})
        for one in columns(name)
    ]
    keys = [{"fields": [one], "reference": {"resource": other, "fields": ["id"]}} for one, other in known["keys"].get(name, {}).items()]
    granted = {"evidence": licences, "claims": [QUOTED], "documents": [QUOTED]}.get(name, [])
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": known["titles"][name],
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\n"},
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["id"]} | ({"foreignKeys": keys} if keys else {}),
    } | ({"licenses": granted} if granted else {})
