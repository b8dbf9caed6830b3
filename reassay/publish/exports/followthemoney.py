"""FollowTheMoney entities, one a line: organisations the ledger speaks of, who owns them, documents, and claims as notes."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.folio import Holdings, Told
from reassay.base.quantity import digits
from reassay.base.source import Edge, Entity
from reassay.publish.formats import compact
from reassay.publish.public import example, label, notice, quotable, shown
from reassay.publish.tray import Tray
from reassay.publish.wording import rendering, say

FILE = "entities.ftm.json"
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@leaf(files=(FILE,), alone=True)
def followthemoney(held: Holdings, tray: Tray) -> None:
    """Organisations, ownership with dates and shares, documents, and claims as notes."""
    tray.write(FILE, "")
    spoken: set[str] = set()
    known = {one.id: one for one in held.entities()}
    for folio in held.folios():
        if example(folio.document):
            tray.left[say("left_examples")] += len(folio.told)
            continue
        spoken |= {one.claim.subject_id for one in folio.told if one.claim.subject_id}
        spoken |= {folio.document.source.owner} if folio.document.source.owner in known else set()
        for made in (*(pages(folio.document, known) if folio.first else ()), *(note(one, folio.document, known) for one in folio.told)):
            put(tray, *made)
    edges = held.edges()
    reached = within(spoken & set(known), edges)
    owned = {edge.child for edge in edges if owns(edge)}
    for ident in sorted(reached):
        put(tray, *organisation(known[ident], ident in owned))
    for edge in edges:
        if {edge.parent, edge.child} <= reached and edge.parent != edge.child:
            put(tray, *tie(edge))


@cache
def words() -> dict[str, Any]:
    """What tells kinds of organisations and of ties apart."""
    return tomllib.loads(files(__package__).joinpath("followthemoney.toml").read_text("utf-8"))


def put(tray: Tray, ident: str, schema: str, properties: dict[str, Any]) -> None:
    """One entity; what is not known stands in no property."""
    found = {key: [str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one] for key, value in properties.items()}
    tray.write(FILE, compact({"id": ident, "schema": schema, "properties": {key: value for key, value in found.items() if value}}) + "\n")
    tray.made[schema] += 1


def within(spoken: Iterable[str], edges: Sequence[Edge]) -> set[str]:
    """The organisations spoken of, and all that own them or are owned by them over any number of steps."""
    beside: dict[str, set[str]] = {}
    for edge in edges:
        beside.setdefault(edge.parent, set()).add(edge.child)
        beside.setdefault(edge.child, set()).add(edge.parent)
    found, open_ = set(spoken), list(spoken)
    while open_:
        more = beside.get(open_.pop(), set()) - found
        found |= more
        open_ += sorted(more)
    return found


def key(ident: str) -> str:
    """An entity's id, with a hyphen for each underscore, which no id there may hold; a name that stands for one is hashed."""
    return (
        ident.replace("_", "-") if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", ident) else "n" + hashlib.sha256(ident.encode()).hexdigest()[:16]
    )


def organisation(entity: Entity, owned: bool) -> tuple[str, str, dict[str, Any]]:
    """An organisation. What somebody owns is a Company: no other kind of organisation can be owned there."""
    kinds: dict[str, list[str]] = words()["schema"]
    kind = entity.kind.casefold()
    schema = "Company" if owned else next((one for one, own in kinds.items() if any(word in kind for word in own)), "Company")
    country = entity.country.casefold() if re.fullmatch("[A-Za-z]{2}", entity.country) else ""
    about = {"name": entity.names[0], "alias": entity.names[1:], "previousName": entity.former, "country": country}
    return key(entity.id), schema, about | {"classification": entity.kind}


def owns(edge: Edge) -> bool:
    """Is it ownership? The register also knows suppliers and founders."""
    return edge.share is not None or any(word in edge.relation.casefold() for word in words()["ownership"])


def tie(edge: Edge) -> tuple[str, str, dict[str, Any]]:
    """Who owns whom, or another tie. ``date`` is the day for which it was found, not the one on which it began."""
    ident = "w" + hashlib.sha256("\x1f".join((edge.parent, edge.child, edge.relation, edge.as_of)).encode()).hexdigest()[:16]
    about = {"role": edge.relation, "date": edge.as_of if DAY.fullmatch(edge.as_of) else "", "sourceUrl": address(edge.url)}
    if not owns(edge):
        return ident, "UnknownLink", about | {"subject": key(edge.parent), "object": key(edge.child)}
    share = digits(Decimal(str(round(edge.share * 100, 6)))) if edge.share is not None else ""
    return ident, "Ownership", about | {"owner": key(edge.parent), "asset": key(edge.child), "percentage": share}


def address(text: str | None) -> str:
    """An address of the web, nothing else."""
    return text if text and text.startswith(("http://", "https://")) else ""


def pages(document: Document, known: dict[str, Entity]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A document, and its tie to the organisation that publishes it."""
    date = document.published.value if document.published else ""
    about = {
        "title": document.title or document.name,
        "fileName": document.name,
        "language": {"zh": "zho", "en": "eng"}.get(document.language, ""),
    }
    about |= {"publisher": document.source.name, "publishedAt": date, "mimeType": document.media, "notes": notice(document)}
    yield document.id, "Document", about | {"sourceUrl": address(document.address)}
    owner = document.source.owner
    if owner in known:
        yield (
            f"{document.id}-publisher",
            "Documentation",
            {"document": document.id, "entity": key(owner or ""), "role": "publisher or its owner"},
        )


def note(told: Told, document: Document, known: dict[str, Entity]) -> tuple[str, str, dict[str, Any]]:
    """A claim: its words, what it says in English, what testing it came to."""
    claim = told.claim
    subject = key(claim.subject_id) if claim.subject_id in known and claim.subject_id else ""
    about = {"name": rendering(claim), "description": shown(claim)[0], "summary": label(told), "entity": subject, "proof": document.id}
    return claim.id, "Note", about | {"notes": notice(document) if not quotable(document) else "", "publisher": document.source.name}
