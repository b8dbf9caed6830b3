"""Streams of bytes -> rows with their line numbers: delimited text and JSON, one row at a time, so that memory stays flat.

A row that cannot be read is a Problem with its line; reading goes on behind it. A stray quote costs its own line, not the rest of the file.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

from reassay.base.errors import Problem, SourceError
from reassay.collect.decode import MARKS, binary, plausible
from reassay.reference.grammar import table

PIECE = 1 << 20
TRUNCATED = "the file ends in the middle of a row: truncated"


@dataclass(frozen=True, slots=True)
class Line:
    """Cells or an object, and where it stands."""

    number: int
    cells: Any


def head(opened: Callable[[], BinaryIO], where: str) -> bytes:
    """The first bytes. Raises SourceError for bytes that are no text."""
    with opened() as stream:
        found = stream.read(1 << 16)
    if not any(found.startswith(mark) for mark, _ in MARKS) and binary(found):
        raise SourceError(Problem(where, "binary, not a table", "give CSV, JSON or JSON lines"))
    if not found.strip():
        raise SourceError(Problem(where, "empty", "check the file"))
    return found


def glimpses(data: bytes) -> Iterator[str]:
    """The first bytes as text, in every encoding they may be in."""
    for mark, name in MARKS:
        if data.startswith(mark):
            yield data[len(mark) :].decode(name, "ignore")
            return
    for name in ("utf-8", "gb18030", "cp1252"):
        try:
            yield codecs.getincrementaldecoder(name)().decode(data)
        except UnicodeDecodeError:
            continue


def encoding(opened: Callable[[], BinaryIO], where: str, legacy: Sequence[str]) -> str:
    """The encoding of a whole stream: by its mark, UTF-8 where it fits, else one of the older ones. Raises SourceError when none fits."""
    with opened() as stream:
        start = stream.read(4)
    for mark, name in MARKS:
        if start.startswith(mark):
            return "utf-8-sig" if name == "utf-8" else name.removesuffix("-le").removesuffix("-be")
    for name in ("utf-8", *legacy):
        if fits(opened, name) and (name != "gb18030" or len(legacy) == 1 or plausible(first(opened))):
            return name
    raise SourceError(Problem(where, "no known encoding", "save it as UTF-8"))


def first(opened: Callable[[], BinaryIO]) -> str:
    """The start of a stream read as GB 18030."""
    with opened() as stream:
        return stream.read(1 << 16).decode("gb18030", "ignore")


def fits(opened: Callable[[], BinaryIO], name: str) -> bool:
    """True when every byte fits an encoding; a character cut off at the end is a truncated file, not another encoding."""
    decoder = codecs.getincrementaldecoder(name)()
    with opened() as stream:
        try:
            while piece := stream.read(PIECE):
                decoder.decode(piece)
        except UnicodeDecodeError:
            return False
    return True


def text(opened: Callable[[], BinaryIO], name: str) -> TextIO:
    """A stream of text, line ends untouched."""
    return io.TextIOWrapper(opened(), name, errors="replace", newline="")


def separator(line: str) -> str:
    """What stands between the cells of a header."""
    return max(",\t;|", key=lambda mark: (line.count(mark), mark == ","))


def lines(stream: TextIO, where: str) -> Iterator[tuple[int, str] | Problem]:
    """Numbered physical lines; one that is too long is a Problem."""
    cap, number = table("collecting.toml")["imports"]["line"], 0
    while line := stream.readline(cap):
        number += 1
        if len(line) >= cap and not line.endswith(("\n", "\r")):
            yield Problem(f"{where}:{number}", "the line is too long", "check the file")
            while (rest := stream.readline(cap)) and not rest.endswith(("\n", "\r")):
                pass
            continue
        yield number, line


def rows(stream: TextIO, where: str, mark: str, width: int) -> Iterator[Line | Problem]:
    """Rows of delimited text, ``width`` cells each. A quoted cell may span lines; a quote that never closes costs its line alone."""
    most = table("collecting.toml")["imports"]["lines"]
    waiting: list[tuple[int, str]] = []
    source = lines(stream, where)
    while True:
        item = waiting.pop(0) if waiting else next(source, None)
        if item is None:
            return
        if isinstance(item, Problem):
            yield item
            continue
        number, line = item
        taken: list[tuple[int, str]] = []
        while line.count('"') % 2 and len(taken) < most:
            more = waiting.pop(0) if waiting else next(source, None)
            if not isinstance(more, tuple):
                break
            taken.append(more)
            line += more[1]
        if line.count('"') % 2:
            waiting = [*taken, *waiting]
            last = not taken and not line.endswith(("\n", "\r"))
            yield Problem(f"{where}:{number}", TRUNCATED if last else "a quote is never closed", "check the row")
        elif line.strip():
            for found in parsed(line, number, where, mark):
                if taken and (isinstance(found, Problem) or len(found.cells) != width):  # a stray quote joined rows: only the first is lost
                    waiting = [*taken, *waiting]
                    yield Problem(f"{where}:{number}", "a quote is never closed", "check the row")
                else:
                    yield found


def parsed(line: str, number: int, where: str, mark: str) -> Iterator[Line | Problem]:
    """One row."""
    try:
        cells = next(
            csv.reader(io.StringIO(line, newline=""), delimiter=mark, strict=True)
            if "\n" in line[:-2]
            else csv.reader((line,), delimiter=mark, strict=True)
        )
    except (csv.Error, StopIteration) as problem:
        yield Problem(f"{where}:{number}", f"not a row: {problem}", "check its quotes")
        return
    yield Line(number, cells)


def ended(stream: BinaryIO) -> bool:
    """True when a stream ends with a line end."""
    last = b"\n"
    while piece := stream.read(PIECE):
        last = piece[-2:]
    return b"\n" in last or b"\r" in last


def json_lines(stream: TextIO, where: str) -> Iterator[Line | Problem]:
    """Objects, one a line."""
    for item in lines(stream, where):
        if isinstance(item, Problem):
            yield item
            continue
        number, line = item
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_float=str)
        except (ValueError, RecursionError):
            cut = not line.endswith(("\n", "\r"))
            yield Problem(f"{where}:{number}", TRUNCATED if cut else "not JSON", "check the line")
            continue
        if isinstance(found, dict):
            yield Line(number, found)
        else:
            yield Problem(f"{where}:{number}", "no object", "give one object a line")


def objects(stream: TextIO, where: str, key: str | None) -> Iterator[Line | Problem]:
    """Objects of the array at a key (None: the file is the array), read one by one as the text comes in."""
    decoder, number = json.JSONDecoder(parse_float=str), 1
    start = re.compile(r'"' + re.escape(key) + r'"\s*:\s*\[') if key else re.compile(r"\s*\[")
    held = ""
    while not (found := start.search(held)):
        piece = stream.read(1 << 16)
        if not piece:
            return
        number += held[:-200].count("\n")
        held = held[-200:] + piece
    number += held[: found.end()].count("\n")
    held = held[found.end() :]
    while True:
        bare = held.lstrip(" \t\r\n,")
        number += held[: len(held) - len(bare)].count("\n")
        held = bare
        if held.startswith("]"):
            return
        try:
            item, end = decoder.raw_decode(held) if held else (None, 0)
        except RecursionError:
            yield Problem(f"{where}:{number}", "nested too deeply", "check the file")
            return
        except ValueError:
            end = 0
        if not end:
            piece = stream.read(1 << 16)
            if not piece or len(held) > PIECE:
                yield Problem(f"{where}:{number}", "not JSON" if piece else TRUNCATED, "the rows before are read; check the file")
                return
            held += piece
            continue
        yield Line(number, item) if isinstance(item, dict) else Problem(f"{where}:{number}", "no object", "give objects")
        number += held[:end].count("\n")
        held = held[end:]
