"""Plot: a picture as data (a Vega-Lite spec), a title that states its finding, a caption, words for who cannot see it, its table."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reassay.base.frame import Frame
from reassay.base.view import View
from reassay.publish.counting import columns
from reassay.publish.sentence import Entry, Part, Sentence
from reassay.reference.grammar import table

Row = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """One picture. Every text and number that its spec shows is in the title, the caption, ``alt`` or the table, and these are linted."""

    name: str
    title: Sentence
    caption: Sentence
    alt: Sentence
    head: Row
    rows: tuple[Row, ...]
    spec: dict[str, Any]

    @property
    def text(self) -> str:
        """The spec as JSON, the same for the same spec."""
        return json.dumps(self.spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def part(self) -> Part:
        """Its title, caption and table as a part of a brief."""
        return Part(self.title, (self.caption,), self.head, self.rows)

    def sentences(self) -> Iterator[Sentence]:
        """Everything it says, the cells of its table as well."""
        yield self.alt
        yield from self.part.sentences()


@dataclass(frozen=True, slots=True)
class Ground:
    """What plots may draw: the entries of a brief, what may be asked of the ledger, and what stands around."""

    entries: tuple[Entry, ...]
    view: View
    frame: Frame


def heads(name: str, sides: tuple[str, str] = ("", "")) -> Row:
    """The heads of a plot's table."""
    return columns(*table("plots.toml")["heads"][name], facts=sides, first=sides[0], second=sides[1])


def count(name: str, number: int) -> Sentence:
    """A cell that tells a count."""
    return Sentence(f"{number:,}", counts=((f"count:{name}", f"{number:,}"),))


def look(section: str) -> Any:
    """A section of the looks of plots."""
    return table("plots.toml")[section]


def ink(name: str) -> str:
    """A colour by its name."""
    return str(look("ink")[name])


def width(text: str) -> float:
    """Pixels that a text takes, counted and not measured, so that no font of the machine moves a line."""
    paper = look("paper")
    letters = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else float(paper["narrow"]) for letter in text)
    return letters * float(paper["size"])


def cut(text: str, room: float) -> str:
    """The text, or as much of it as a room holds."""
    if width(text) <= room:
        return text
    while text and width(text + "\u2026") > room:
        text = text[:-1]
    return text.rstrip() + "\u2026"


def wrapped(text: str, room: float, most: int = 3) -> list[str]:
    """The text in lines that fit a room; what does not fit into the last is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, room) for line in lines]


def sized(count: float, most: float, least: float = 260.0, more: float = 900.0) -> float:
    """The area of a mark for a count, never too small for its number."""
    return round(least + more * count / max(most, 1), 1)


def joined(names: Sequence[str]) -> str:
    """A, B and C."""
    unique = list(dict.fromkeys(names))
    return "".join(unique) if len(unique) < 2 else f"{', '.join(unique[:-1])} and {unique[-1]}"
