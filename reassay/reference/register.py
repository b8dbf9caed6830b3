"""The registers of entities, publishers and ownership, loaded from entities.csv, publishers.csv and ownership.csv.

Names, aliases and countries load at every grade (they recognise, they do not judge); edges of grade C do not load.
Matching is exact after folding, never fuzzy: a name that means two bodies means none.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from reassay.base.source import Edge, Entity, Source
from reassay.reference.grammar import table

GRADES = frozenset("ABD")
HAN = re.compile(r"[\u3400-\u9fff]")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a table of this folder."""
    with files("reassay.reference").joinpath(name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def fold(name: str) -> str:
    """A name as it is compared: compatibility forms, case, spaces and punctuation gone."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", name).casefold()).strip()


@dataclass(frozen=True, slots=True)
class Register:
    """Who is who, and who owns whom."""

    entities: tuple[Entity, ...]
    publishers: tuple[Source, ...]
    edges: tuple[Edge, ...]
    entity_names: dict[str, str] = field(repr=False)
    publisher_names: dict[str, Source] = field(repr=False)
    hosts: dict[str, Source] = field(repr=False)

    def entity(self, name: str) -> str | None:
        """Entity id of a name in any language, former names included; None when unknown or ambiguous."""
        return self.entity_names.get(fold(name))

    def stages(self, ident: str | None) -> tuple[str, ...]:
        """Stages at which an entity works, none when unknown."""
        return next((entity.stages for entity in self.entities if entity.id == ident), ())

    def title(self, ident: str) -> str | None:
        """English name of an entity."""
        return next((entity.names[0] for entity in self.entities if entity.id == ident), None)

    def publisher(self, name: str) -> Source | None:
        """Source of an id, any known name or the host of an address; a company that publishes speaks for itself."""
        known = self.hosts.get(squeeze(host(name).split(".")[0])) if "." in name else self.publisher_names.get(fold(name))
        if known is not None:
            return known
        ident = self.entity(name)
        if ident is None and name in {entity.id for entity in self.entities}:
            ident = name
        if ident is None:
            return None
        entity = next(one for one in self.entities if one.id == ident)
        return Source(entity.id, entity.names[0], entity.id, "company organ", entity.country or None, f"voice:{entity.id}")


def host(address: str) -> str:
    """Host of an address without www, or the text itself."""
    return (urlsplit(address).hostname or address).removeprefix("www.").removeprefix("m.")


def squeeze(name: str) -> str:
    """A folded name without spaces, as it stands in a host (rareearthexchanges)."""
    return fold(name).replace(" ", "").replace("com", "") if name else ""


@cache
def register() -> Register:
    """The registers, loaded once."""
    entities = tuple(entity_rows())
    names = unique((name, entity.id) for entity in entities for name in (*entity.names, *entity.former))
    publishers: list[Source] = []
    hosts: dict[str, Source] = {}
    by_name: dict[str, Source] = {}
    for row in rows("publishers.csv"):
        source = publisher_row(row, names)
        publishers.append(source)
        for name in (source.id, *parts(row["outlet"])):
            by_name.setdefault(fold(name), source)
            hosts.setdefault(squeeze(name), source)
    return Register(entities, tuple(publishers), tuple(edge_rows()), names, by_name, hosts)


def entity_rows() -> Iterator[Entity]:
    """Entities with every name; the English name stands first."""
    for row in rows("entities.csv"):
        names = [row["name_en"], row["name_zh"], *re.split(r"[|;]", row["aliases"])]
        former = tuple(name.strip() for name in re.split(r"[|;]", row["former_names"]) if name.strip())
        yield Entity(
            row["id"],
            tuple(dict.fromkeys(name.strip() for name in names if name.strip())),
            row["type"],
            row["country"],
            former,
            stages(row),
        )


def stages(row: dict[str, str]) -> tuple[str, ...]:
    """Stages at which an entity works, in the order of the chain."""
    work = {re.split(r"[ (]", part.strip())[0] for part in row["stages"].split(";")}
    return tuple(stage for stage, words in table("stages.toml").items() if work & set(words["work"]))


def unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded name -> id, for names that mean one entity only."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, ident in pairs:
        if fold(name):
            found[fold(name)].add(ident)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def parts(outlet: str) -> list[str]:
    """Names of an outlet: the whole, its Latin part, its Han part, what stands before a bracket."""
    plain = re.sub(r"[(（].*?[)）]", " ", outlet)
    han = "".join(HAN.findall(plain))
    latin = HAN.sub(" ", plain)
    pieces = [outlet, plain, han, latin, *re.split(r"[/|;]", plain)]
    return [" ".join(piece.split()) for piece in pieces if len(fold(piece)) > 1]


def publisher_row(row: dict[str, str], names: dict[str, str]) -> Source:
    """A publisher; its owner as an entity id where the name is known."""
    owner = row["owner"].strip()
    owner_id = names.get(fold(owner)) or names.get(fold(re.split(r"[(,;（]", owner)[0])) if owner else None
    unknown = not owner or owner.casefold().startswith(("unknown", "not known", "not stated", "?"))
    outlet = " ".join(re.split(r"[(/|;]", HAN.sub(" ", row["outlet"]))[0].split()) or row["outlet"]
    return Source(
        row["id"],
        outlet,
        None if unknown else owner_id or owner,
        row["kind"] or "unknown",
        row["country"] or None,
        row["voice_cluster"] or None,
    )


def edge_rows() -> Iterator[Edge]:
    """Ownership edges of grades A, B and D."""
    for row in rows("ownership.csv"):
        if row["confidence"][:1] in GRADES:
            number = re.search(r"\d+(?:\.\d+)?", row["pct"] or "")
            share = float(number[0]) / 100 if number else None
            yield Edge(row["parent"], row["child"], row["relation"], share, row["as_of"], row["confidence"][:1], row["url"])
