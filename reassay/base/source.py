"""Source, Entity and ownership edges: who speaks, and who owns the speaker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher. ``owner`` is an entity id or a name as printed; None when unknown (earns no independence).

    ``kind``: state media, company organ, regulator, register, trade press, independent, price agency, unknown.
    """

    id: str
    name: str
    owner: str | None = None
    kind: str = "unknown"
    country: str | None = None
    voice: str | None = None  # cluster of publishers that speak as one, where the register knows it
    constructed: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, place, committee or project, with its names in every language."""

    id: str
    names: tuple[str, ...]
    kind: str = ""
    country: str = ""
    former: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()  # of the value chain at which it works


@dataclass(frozen=True, slots=True)
class Edge:
    """Ownership: ``parent`` owns ``share`` (fraction, None when not stated) of ``child`` from ``as_of`` on."""

    parent: str
    child: str
    relation: str
    share: float | None
    as_of: str
    grade: str
    url: str = ""

    @property
    def controls(self) -> bool:
        """Control: above 50 %, or a relation that says controlling shareholder, parent, actual controller or house organ."""
        words = ("control", "parent", "wholly", "house", "organ", "subsidiary", "actual controller", "largest shareholder")
        return (self.share is not None and self.share > 0.5) or any(word in self.relation.casefold() for word in words)
