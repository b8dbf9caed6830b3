"""The watchlist file (TOML): what to read again and again, what of it to tell, where to, how politely. A bad one is one clear line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reassay.base.errors import SettingsError
from reassay.base.stage import STAGES
from reassay.base.watch import CHANGES
from reassay.collect.address import canonical
from reassay.collect.manners import Limits
from reassay.reference.cards import metrics
from reassay.reference.grammar import table
from reassay.reference.register import register
from reassay.reference.starters import starters

KEYS = ("name", "companies", "metrics", "stages", "sources", "alerts", "limits")
SOURCE_KEYS = ("address", "publisher", "language", "follow")
ALERT_KEYS = ("on", "file", "feed", "webhook")


@dataclass(frozen=True, slots=True)
class Target:
    """An address to watch. ``follow``: of a feed, read the pages its items lead to in place of what it prints of them."""

    address: str
    publisher: str | None = None
    language: str | None = None
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What a file says. Empty companies, metrics or stages mean any."""

    name: str
    targets: tuple[Target, ...]
    companies: frozenset[str]
    metrics: frozenset[str]
    stages: frozenset[str]
    on: frozenset[str]
    file: Path | None
    feed: Path | None
    webhook: str | None
    limits: Limits


def load(path: Path) -> Watchlist:
    """The watchlist of a file. Raises SettingsError with one clear line."""
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as problem:
        raise SettingsError(f"--watch {path}: no such file; give a watchlist (TOML)") from problem
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        what = str(getattr(problem, "strerror", None) or problem)
        raise SettingsError(f"--watch {path}: {what}; give a watchlist (TOML)") from problem
    try:
        return made(found, path)
    except ValueError as problem:
        raise SettingsError(f"--watch {path}: {problem}") from problem


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a watchlist for one pass; the system lets go of it however the pass ends. Raises SettingsError while another pass runs."""
    with path.open("rb") as stream:
        try:
            import fcntl
        except ImportError:  # no such locks on Windows: see that passes do not overlap
            yield
            return
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise SettingsError(f"--watch {path}: another pass of it is running; wait for its end") from problem
        yield


def made(found: Mapping[str, Any], path: Path) -> Watchlist:
    """A watchlist of its parsed table. Raises ValueError."""
    only(found, KEYS, "")
    alerts = section(found, "alerts")
    only(alerts, ALERT_KEYS, "alerts.")
    hook = text(alerts, "webhook", "alerts.") or None
    if hook is not None:
        try:
            canonical(hook)
        except ValueError as problem:
            raise ValueError(f"alerts.webhook: {problem}; give an http or https address without a name or a password") from problem
    return Watchlist(
        text(found, "name", "") or path.stem,
        targets(found.get("sources")),
        frozenset(company(name) for name in texts(found, "companies")),
        known(found, "metrics", tuple(metrics())),
        known(found, "stages", STAGES),
        known(alerts, "on", CHANGES, "alerts.") or frozenset(CHANGES),
        place(alerts, "file", path),
        place(alerts, "feed", path),
        hook,
        limits(section(found, "limits")),
    )


def only(found: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Refuse a key that nothing reads: a misspelt one would be silence."""
    unknown = sorted(set(found) - set(keys))
    if unknown:
        raise ValueError(f"unknown key {where}{unknown[0]}; known are {', '.join(keys)}")


def section(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A table of the file, empty when it is not there."""
    inside = found.get(name, {})
    if not isinstance(inside, dict):
        raise ValueError(f"{name}: give a table, [{name}]")
    return inside


def text(found: Mapping[str, Any], name: str, where: str) -> str:
    """A text, empty when it is not there."""
    value = found.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{where}{name}: give a text in quotes")
    return value.strip()


def texts(found: Mapping[str, Any], name: str, where: str = "") -> list[str]:
    """A list of texts."""
    value = found.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError(f"{where}{name}: give a list of texts in quotes")
    return [one.strip() for one in value]


def known(found: Mapping[str, Any], name: str, of: tuple[str, ...], where: str = "") -> frozenset[str]:
    """Texts that must be of a vocabulary."""
    given = texts(found, name, where)
    for one in given:
        if one not in of:
            close = [word for word in of if one.casefold() in word or word in one.casefold()] or of
            raise ValueError(f"{where}{name}: {one} is unknown; known are {', '.join(sorted(close)[:12])}")
    return frozenset(given)


def company(name: str) -> str:
    """The id of a company the register knows, else its name in one case."""
    ids = {entity.id for entity in register().entities}
    return name if name in ids else register().entity(name) or name.casefold()


def place(found: Mapping[str, Any], name: str, path: Path) -> Path | None:
    """A file beside the watchlist."""
    value = text(found, name, "alerts.")
    return path.parent / value if value else None


def limits(found: Mapping[str, Any]) -> Limits:
    """The manners of the file over the usual ones."""
    own = ("requests", "pause", "patience")
    only(found, own, "limits.")
    usual = table("watching.toml")["limits"]
    given = {one.name: usual[one.name] for one in fields(Limits)} | dict(found)
    for name in own:
        value = given[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or value < (2 if name == "requests" else 0):
            raise ValueError(f"limits.{name}: give a number" + (" above 1" if name == "requests" else " not below 0"))
    return Limits(**given | {"requests": int(given["requests"])})


def targets(value: object) -> tuple[Target, ...]:
    """Addresses to watch, each once, in order of address."""
    if not isinstance(value, list) or not value:
        raise ValueError("sources: give a list of ids (see reassay ref sources) and addresses")
    found: dict[str, Target] = {}
    for one in value:
        for target in named(one) if isinstance(one, str) else (of_table(one),):
            found.setdefault(target.address, target)
    return tuple(found[address] for address in sorted(found))


def named(one: str) -> tuple[Target]:
    """The target of a source card's id, or of an address. A body that speaks for itself is the publisher; the press may relay others."""
    card = starters().get(one)
    if card is not None:
        return (Target(canonical(card.feed or card.address), (card.publisher or None) if card.speaks_for_itself else None),)
    return (Target(web(one)),)


def of_table(one: object) -> Target:
    """A target with what the reader knows of it."""
    if not isinstance(one, dict) or not isinstance(one.get("address"), str):
        raise ValueError('sources: give ids, addresses, or tables such as { address = "https://...", follow = true }')
    only(one, SOURCE_KEYS, "sources.")
    follow = one.get("follow", False)
    if not isinstance(follow, bool):
        raise ValueError("sources.follow: give true or false")
    language = text(one, "language", "sources.") or None
    if language not in (None, "en", "zh"):
        raise ValueError(f"sources.language: {language} is unknown; known are en, zh")
    return Target(web(one["address"]), text(one, "publisher", "sources.") or None, language, follow)


def web(address: str) -> str:
    """A canonical address. Raises ValueError that says which is none."""
    try:
        return canonical(address)
    except ValueError as problem:
        shown = address.rpartition("@")[2] if "@" in urlsplit(address).netloc else address
        raise ValueError(
            f"sources: {shown[:120]}: {problem}; give an id (see reassay ref sources) or an http or https address"
        ) from problem
