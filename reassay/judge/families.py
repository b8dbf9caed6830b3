"""Whose filings a claim may mean: the applicant alone, with its subsidiaries, with institutes they hold, or the whole group above it.

Owners are those of the day the filings were made: an edge dated after the last day of the claim's time is not used, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from reassay.base.claim import Claim
from reassay.base.source import Edge
from reassay.base.view import View
from reassay.judge.origin import controls
from reassay.judge.rows import keys
from reassay.reference.grammar import table
from reassay.reference.register import fold

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Family:
    """One scope: its name, and the keys of every name of its members."""

    name: str
    members: tuple[str, ...]  # entity ids, or the folded name where the register knows none
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Families:
    """The scopes of an applicant, each within the next; whether any edge of it is known by the day, and how many came later."""

    scopes: tuple[Family, ...]
    known: bool
    later: int


def families(claim: Claim, view: View, last: str) -> Families:
    """Scopes of a claim's subject as owned by a day; scopes that add nobody are left out."""
    own = frozenset((*called(claim.subject or "", view), *((f"id:{claim.subject_id}",) if claim.subject_id else ())))
    ident = claim.subject_id or view.entity(claim.subject or "") or owned(claim.subject or "", view)
    names = table("families.toml")["scope"]
    alone = Family(names["alone"], (ident or claim.subject or "",), own)
    if ident is None:
        return Families((alone,), False, 0)
    every = [edge for edge in view.edges() if holds(edge)]
    edges = [edge for edge in every if edge.as_of[:10] <= last]
    near = {ident, *(edge.parent for edge in every if edge.child == ident), *(edge.child for edge in every if edge.parent == ident)}
    later = [edge for edge in every if edge not in edges and edge.parent in near]
    steps = (
        ("subsidiaries", ident, lambda one: not institute(one, view)),
        ("institutes", ident, lambda one: True),
        ("group", top(ident, edges, view), lambda one: True),
    )
    found, inside = [alone], {ident}
    for name, root, takes in steps:
        wider = inside | below(root, edges, takes)
        if wider > inside:
            inside = wider
            found.append(Family(names[name], tuple(sorted(inside)), own | {key for one in inside for key in (f"id:{one}", short(one))}))
    return Families(tuple(found), any(ident in (edge.parent, edge.child) for edge in edges), len(later))


def called(name: str, view: View) -> tuple[str, ...]:
    """Under which a name is kept: as for other rows, and without its legal form (Stonefield Co., Ltd. and Stonefield are one)."""
    return tuple(dict.fromkeys((*keys(name, view), *((short(name),) if short(name) else ()))))


@cache
def short(name: str) -> str:
    """A folded name without the legal forms at its end."""
    left = found = fold(name)
    while left:
        found, left = left, next((left.removesuffix(form).strip() for form in forms() if left.endswith(form)), "")
    return found


@cache
def forms() -> tuple[str, ...]:
    """Legal forms as they end a folded name, the longest first."""
    words = table("families.toml")["words"]["forms"]
    return tuple(f" {word}" if word.isascii() else word for word in sorted(words, key=lambda word: (-len(word), word)))


def owned(name: str, view: View) -> str | None:
    """The owner or owned of an edge that bears a name with another legal form."""
    wanted = short(name)
    return min((one for edge in view.edges() for one in (edge.parent, edge.child) if wanted and short(one) == wanted), default=None)


def holds(edge: Edge) -> bool:
    """True for an edge that makes the child one of the parent's: half or more of it, or control."""
    return (edge.share is not None and edge.share >= HALF) or controls(edge.share, edge.relation)


def below(root: str, edges: Sequence[Edge], takes: Callable[[Edge], bool]) -> set[str]:
    """The root and everything it holds, over any number of steps."""
    found, fresh = {root}, [root]
    while fresh:
        above = fresh.pop()
        for edge in edges:
            if edge.parent == above and edge.child not in found and takes(edge):
                found.add(edge.child)
                fresh.append(edge.child)
    return found


def top(ident: str, edges: Sequence[Edge], view: View) -> str:
    """The company at the top of the chain of control; a government above it is no company of the group."""
    seen = [ident]
    while True:
        above = sorted({edge.parent for edge in edges if edge.child == seen[-1] and not state(edge.parent, view)} - set(seen))
        if not above:
            return seen[-1]
        seen.append(above[0])


def institute(edge: Edge, view: View) -> bool:
    """True when an edge leads to a research institute."""
    said = f"{edge.child} {edge.relation} {view.sort(edge.child)}".casefold()
    return any(word in said for word in table("families.toml")["words"]["institute"])


def state(ident: str, view: View) -> bool:
    """True for a government."""
    said = f"{ident} {view.sort(ident)}".casefold()
    return any(word in said for word in table("families.toml")["words"]["government"])
