"""EPO Open Patent Services: bibliographic data as JSON, where one of anything is an object and several are a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reassay.base.drawer import leaf
from reassay.collect.applications import application
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def epo_ops(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One exchange document; applicants in the original script where it is printed, else as transcribed."""
    document = record.cells
    data = document.get("bibliographic-data") or {}
    filed = numbered(data.get("application-reference"))
    shown = numbered(data.get("publication-reference"))
    office = filed.get("country") or document["@country"]
    yield application(
        office,
        filed.get("doc-number") or document["@doc-number"],
        applicants(data),
        filed.get("date", ""),
        shown.get("date", ""),
        document.get("@kind", ""),
        by_publication="doc-number" not in filed,
        title=title(data),
        publication=f"{document.get('@country', '')}{document.get('@doc-number', '')}{document.get('@kind', '')}",
        family=document.get("@family-id", ""),
    )


def several(value: Any) -> list[Any]:
    """A value that is an object when one and a list when many."""
    return value if isinstance(value, list) else [] if value is None else [value]


def printed(value: Any) -> str:
    """The text of an element."""
    return str(value.get("$", "")) if isinstance(value, dict) else str(value or "")


def numbered(reference: Any) -> dict[str, str]:
    """Country, number, kind and date of a reference, from its docdb form; a date only the epodoc form has is taken from there."""
    forms = {one.get("@document-id-type"): one for ref in several(reference) for one in several(ref.get("document-id"))}
    found: dict[str, str] = {}
    for form, names in (("docdb", ("country", "doc-number", "kind", "date")), ("epodoc", ("date",)), ("original", ("date",))):
        for name in names:
            text = printed((forms.get(form) or {}).get(name))
            if text:
                found.setdefault(name, text)
    return found


def applicants(data: Any) -> list[str]:
    """Names of the applicants."""
    parties = ((data.get("parties") or {}).get("applicants") or {}).get("applicant")
    by_form: dict[str, list[str]] = {}
    for one in several(parties):
        text = printed((one.get("applicant-name") or {}).get("name"))
        name = re.sub(r"\s*\[[A-Z]{2}\]\s*$", "", " ".join(text.split())).strip(" ,;")
        if name:
            by_form.setdefault(str(one.get("@data-format")), []).append(name)
    found = by_form.get("original") or by_form.get("epodoc") or next(iter(by_form.values()), [])
    return list(dict.fromkeys(found))


def title(data: Any) -> str:
    """The title, English where there is one."""
    titles = several(data.get("invention-title"))
    english = [one for one in titles if isinstance(one, dict) and one.get("@lang") == "en"]
    return printed((english or titles or [""])[0])
