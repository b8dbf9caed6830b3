"""Ownership rows that a user imported, joined to the register: who owns whom, and which publisher is whose.

A name the register does not know becomes an entity of that name; the register's own names keep their meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reassay.base.document import Document
from reassay.base.source import Edge, Entity
from reassay.base.verdict import Evidence
from reassay.reference.register import Register, fold


def owned(known: Register, evidence: Iterable[Evidence]) -> Register:
    """The register with the edges and names of ownership rows."""
    edges, names = [], dict(known.entity_names)
    fresh: dict[str, Entity] = {}
    for row in evidence:
        child, parent = (str(row.values.get(name) or "").strip() for name in ("child", "parent"))
        if row.kind != "ownership" or not child or not parent:
            continue
        ids = []
        for name in (child, parent):
            ident = names.get(fold(name))
            if ident is None:
                ident = names[fold(name)] = name
                fresh[name] = Entity(name, (name,))
            ids.append(ident)
        share = row.values.get("pct")
        part = float(share) / 100 if share is not None else None
        day = (row.valid_date or row.published_date or row.retrieved_date)[:10]
        edges.append(Edge(ids[1], ids[0], str(row.values.get("relation") or ""), part, day, "A", row.url))
    if not edges:
        return known
    entities = (*known.entities, *(fresh[name] for name in sorted(fresh)))
    joined = sorted(edges, key=lambda one: (one.as_of, one.parent, one.child, one.relation))
    return replace(known, entities=entities, edges=(*known.edges, *joined), entity_names=names)


def spoken(document: Document, known: Register) -> Document:
    """A document whose publisher nobody owned when it was read, under the owner that the ownership rows know by now."""
    source = document.source
    ident = known.entity_names.get(fold(source.name)) if source.owner is None else None
    return document if ident is None else replace(document, source=replace(source, owner=ident))
