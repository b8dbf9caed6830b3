"""Files of evidence -> Evidence, row by row: the layout is recognised, each record becomes rows, a broken one a Problem with its line.

At the end come the counts that registers and catalogues do not print themselves (see tally.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from reassay.base.errors import Problem, SourceError
from reassay.base.verdict import Evidence
from reassay.collect import sheets
from reassay.collect.cells import day, fold, period
from reassay.collect.layouts import Delivery, Layout, Made, Record, candidates, named, recognise
from reassay.collect.opening import Opening, openings
from reassay.collect.tally import Tally
from reassay.reference.grammar import table

OWN = ("kind", "publisher", "lineage", "valid_date", "published_date", "retrieved_date", "basis", "url", "licence", "withheld")
CONTAINERS = ("data", "rows", "records", "result", "results")
Item = Evidence | Problem


def deliveries(paths: Iterable[Path], order: Delivery) -> Iterator[Item]:
    """Rows and problems of every file, then the counts over all of them. Raises SettingsError for a wrong call."""
    named(order)
    tally = Tally(order)
    for path in paths:
        try:
            for opening in openings(path):
                yield from capped(opened(opening, order, tally), str(path))
        except SourceError as problem:
            yield problem.problem
        except (OSError, EOFError, ValueError, RecursionError) as problem:  # a zip whose bytes break off; a name no file can have
            yield Problem(str(path), f"could not be read to its end: {type(problem).__name__}", "truncated or broken; save it again")
    yield from tally.rows()
    yield from tally.notes()


def capped(items: Iterable[Item], where: str) -> Iterator[Item]:
    """Problems beyond the first hundred of a file are counted, not told."""
    most, count = table("collecting.toml")["imports"]["told"], 0
    for item in items:
        if isinstance(item, Problem) and item.level == "error":
            count += 1
            if count > most:
                continue
        yield item
    if count > most:
        yield Problem(where, f"{count - most} more rows could not be read", "see the problems above")


def opened(opening: Opening, order: Delivery, tally: Tally) -> Iterator[Item]:
    """Rows of one stream. Raises SourceError when it is no table we know."""
    head = sheets.head(opening.open, opening.where)
    for glimpse in sheets.glimpses(head):
        body = glimpse.lstrip("\ufeff \t\r\n")
        found = of_json(body, opening, order) if body.startswith(("{", "[")) else of_sheet(glimpse, opening, order)
        if found is not None:
            known, records = found
            break
    else:
        known_names = ", ".join(one.name for one in candidates(order))
        raise SourceError(Problem(opening.where, f"no layout of {order.kind} that we know", f"name its columns as one of: {known_names}"))
    for record in records:
        if isinstance(record, Problem):
            yield record
            continue
        yield from made(record, known, order, tally, opening)
    yield from tally.left(opening.where)


def made(line: sheets.Line, known: Layout, order: Delivery, tally: Tally, opening: Opening) -> Iterator[Item]:
    """The rows of one record; all of them or, where it is broken, none."""
    try:
        rows = list(known.run(Record(line.cells, opening.name), known, order))
        found = [evidence(row, known, order) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError) as problem:
        what = str(problem) if type(problem) is ValueError else f"not laid out as {known.name}: {type(problem).__name__} {problem}"
        place = f"{opening.where} document {line.number}" if known.nested else f"{opening.where}:{line.number}"
        yield Problem(place, f"row not read: {what}", "mend the row and import again")
        return
    if not found:
        tally.skipped += 1
    yield from (row for row in found if tally.take(row))


def evidence(row: Made, known: Layout, order: Delivery) -> Evidence:
    """An Evidence of a row: what the row says of itself, else what its card says, else the caller. Raises ValueError for a broken one."""
    own = {name: row.pop(name, None) for name in OWN}
    values = {name: value for name, value in row.items() if value is not None and value != ""}
    stretch = str(values.get("period") or "")
    published = day(str(own["published_date"] or order.published or ""))
    retrieved = day(str(own["retrieved_date"] or order.retrieved))
    if published > retrieved:
        raise ValueError(f"published on {published}, after it was retrieved on {retrieved}")
    if not values:
        raise ValueError("no cell says anything")
    publisher = str(own["publisher"] or known.publisher)
    if not publisher:
        raise ValueError("no publisher: give a column publisher")
    return Evidence(
        str(own["kind"] or order.kind),
        values,
        publisher,
        str(own["lineage"] or known.lineage or f"lineage:{fold(publisher)}"),
        period(str(own["valid_date"] or "")) or stretch,
        published,
        retrieved,
        own["basis"] or None,
        str(own["url"] or known.url),
        str(own["licence"] or known.licence),
        known.withheld if own["withheld"] is None else bool(own["withheld"]),
    )


def of_sheet(glimpse: str, opening: Opening, order: Delivery) -> tuple[Layout, Iterator[sheets.Line | Problem]] | None:
    """The layout and records of delimited text whose header stands on one of the first lines; None when no layout fits."""
    for number, line in enumerate(glimpse.splitlines()[:10], 1):
        mark = sheets.separator(line)
        parsed = next(iter(sheets.parsed(line, number, opening.where, mark)), None)
        if not isinstance(parsed, sheets.Line):
            continue
        found = recognise(parsed.cells, order)
        if found is not None:
            return found, records(opening, found, mark, [found.columns.get(fold(name), fold(name)) for name in parsed.cells], number)
    return None


def records(opening: Opening, known: Layout, mark: str, header: list[str], after: int) -> Iterator[sheets.Line | Problem]:
    """Rows below a header, each as cells by name; a row with another number of cells is a Problem."""
    width = len(header)
    if len(set(header)) != width:
        twice = sorted({name for name in header if name and header.count(name) > 1})
        if twice:
            raise SourceError(Problem(opening.where, f"a column stands twice: {', '.join(twice)[:80]}", "name each column once"))
    name = sheets.encoding(opening.open, opening.where, known.legacy)
    with opening.open() as raw:
        whole = sheets.ended(raw)
    last: sheets.Line | None = None
    with sheets.text(opening.open, name) as stream:
        for row in sheets.rows(stream, opening.where, mark, width):
            if isinstance(row, Problem):
                yield row
            elif row.number > after:
                if last is not None:
                    yield fitted(last, header, opening.where, True)
                last = row
    if last is not None:
        yield fitted(last, header, opening.where, whole)


def fitted(row: sheets.Line, header: list[str], where: str, whole: bool) -> sheets.Line | Problem:
    """The cells of a row by name, or why they do not fit the header."""
    cells, width = row.cells, len(header)
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) != width or (not whole and "\ufffd" in cells[-1]):
        what = f"{len(cells)} cells, the header has {width}"
        return Problem(f"{where}:{row.number}", f"row not read: {what}" if whole else sheets.TRUNCATED, "check its quotes and separators")
    return sheets.Line(row.number, dict(zip(header, cells, strict=True)))


def of_json(glimpse: str, opening: Opening, order: Delivery) -> tuple[Layout, Iterator[sheets.Line | Problem]] | None:
    """The layout and records of JSON lines, of an array of objects, or of an object read as a whole; None when no layout fits."""
    start = glimpse.split("\n", 1)[0]
    try:
        row = json.loads(start)
    except (ValueError, RecursionError):
        row = None
    if isinstance(row, dict) and not any(isinstance(row.get(key), list | dict) for key in CONTAINERS):
        found = recognise(row, order)
        if found is not None and not found.nested:
            return found, keyed(opening, found, lambda stream: sheets.json_lines(stream, opening.where))
    for one in candidates(order):
        if one.nested and any(f'"{key}"' in glimpse for key in one.more["roots"]):
            return one, whole(opening, one)
    for key in (None, *CONTAINERS):
        with sheets.text(opening.open, sheets.encoding(opening.open, opening.where, ())) as stream:
            first = next(iter(sheets.objects(stream, opening.where, key)), None)
        if isinstance(first, sheets.Line) and (found := recognise(first.cells, order)) is not None:
            return found, keyed(opening, found, lambda stream, key=key: sheets.objects(stream, opening.where, key))  # type: ignore[misc]
        if first is None and key is not None and f'"{key}"' in glimpse and (only := named(order)) is not None:
            return only, iter(())
    return None


def keyed(opening: Opening, known: Layout, read: Callable[[Any], Iterator[sheets.Line | Problem]]) -> Iterator[sheets.Line | Problem]:
    """Objects with their keys under the layout's names."""
    with sheets.text(opening.open, sheets.encoding(opening.open, opening.where, ())) as stream:
        for row in read(stream):
            if isinstance(row, Problem):
                yield row
            else:
                yield sheets.Line(row.number, {known.columns.get(fold(name), name): value for name, value in row.cells.items()})


def whole(opening: Opening, known: Layout) -> Iterator[sheets.Line | Problem]:
    """A nested JSON file: each of its elements is a record."""
    cap = table("collecting.toml")["imports"]["whole"]
    with opening.open() as stream:
        data = stream.read(cap + 1)
    if len(data) > cap:
        yield Problem(opening.where, f"larger than {cap} bytes", "split the file")
        return
    try:
        tree = json.loads(data.decode("utf-8-sig"), parse_float=str)
        found = list(under(tree, known.more["element"]))
    except (ValueError, RecursionError):
        yield Problem(opening.where, "not complete JSON: truncated or broken", "save it again")
        return
    total = next(under(tree, known.more["total"]), None)
    if total is not None and str(total).isdigit() and int(total) > len(found):
        yield Problem(
            opening.where, f"holds {len(found)} of {total} results", "counts are too low until the other pages come, too", "warning"
        )
    if not found:
        yield Problem(opening.where, "no results", "nothing to import", "note")
    yield from (sheets.Line(number, one) for number, one in enumerate(found, 1))


def under(tree: Any, key: str) -> Iterator[Any]:
    """What stands at a key anywhere in a tree; the members of a list one by one."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield from value if isinstance(value, list) else (value,)
            else:
                yield from under(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from under(value, key)
