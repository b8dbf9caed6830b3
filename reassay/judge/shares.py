"""A part over every whole that the rows of evidence give for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from reassay.base.claim import Claim
from reassay.base.quantity import NINE
from reassay.base.view import View
from reassay.judge.concepts import senses
from reassay.judge.reach import rival, whole_fits
from reassay.judge.readings import Reading, at_time, read
from reassay.judge.relations import LEVELLESS
from reassay.judge.rows import Row, same_name, shelf, total, whose
from reassay.judge.stretch import Stretch, of, overlaps, time_of
from reassay.reference.grammar import languages, table

WHOLES = ("", "total", "all", "whole")


def shares(claim: Claim, view: View) -> Iterator[Reading]:
    """The subject's part over every whole that the rows give for it; where the text tells the part, only that one."""
    q = claim.quantity
    if q is None or q.unit != "ratio" or claim.metric in LEVELLESS:
        return
    kept = shelf(view)
    about = kept.about(whose(claim), view)
    stated = {one.quantity.low for one in view.sentence(claim) if one.quantity and one.id != claim.id}
    told = [row for row in about if row.value is not None and row.value in stated and same_name(row.subject, claim, view)]
    for row in told or about:
        if row.value is None or not whole_fits(claim, row) or not (told or in_batch(claim, row, about)):
            continue
        if row.get("denominator") and same_name(row.subject, claim, view) and at_time(claim, row):
            yield read(claim, "share", NINE.divide(row.value, Decimal(str(row.get("denominator")))), (row,), "value / denominator")
        for some, label in wholes(claim, row, [one for name in flows(row.metric) for one in kept.metric[name]], view):
            whole = sum((one.value for one in some if one.value is not None), Decimal(0))
            if whole > 0:
                yield read(claim, "share", NINE.divide(row.value, whole), (row, *some), "part / whole", label)


def wholes(claim: Claim, part: Row, rows: Sequence[Row], view: View) -> Iterator[tuple[tuple[Row, ...], str]]:
    """Rows that together are a whole of a part: the same metric, unit and time, told for the world, the nation or all partners."""
    mine, stretched = of(claim.period), part.when
    if stretched is None or (mine is not None and not overlaps(mine, stretched)) or part.unit == "ratio":
        return
    partner = same_name(str(part.get("partner") or ""), claim, view)
    if not partner and not same_name(part.subject, claim, view):
        return
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row is part or row.unit != part.unit or row.value is None or row.when is None:
            continue
        if partner and not (row.subject == part.subject and total(row)):
            continue
        inner = row.subject == part.subject and piece(claim, part, row)
        country = part.subject.casefold() in regions() and row.subject.casefold() in regions() - worlds()
        if not partner and not inner and (row.subject == part.subject or country or not national(row)):
            continue
        if row.get("hs") == part.get("hs") and one_edition(row, part) and not (row.bundled and rival(part, row)):
            groups[label(row), f"{row.evidence.publisher} | {row.scope}"].append(row)
    own = str(part.get("part") or "")
    if own.casefold() not in WHOLES and any(row.get("part") == own for some in groups.values() for row in some):
        groups = {key: some for key, some in groups.items() if some[0].get("part") == own}
    for (name, _), some in sorted(groups.items()):
        fits = filling(stretched, some)
        if fits:
            yield fits, name


def in_batch(claim: Claim, row: Row, about: Sequence[Row]) -> bool:
    """True unless a bundled row is of other batches than the claim names, or of one batch where it names none and the year is printed."""
    if not row.bundled or row.when is None:
        return True
    mine = time_of(claim)
    if not row.when.part or (mine and mine.part):
        return mine is None or row.when.part == mine.part
    years = (one.when for one in about if one.metric == row.metric and one.scope == row.scope and one.when and not one.when.part)
    return not any(when.contains(Stretch(row.when.first, row.when.last)) for when in years)


def one_edition(one: Row, other: Row) -> bool:
    """True unless two rows are of different editions of a table; a later printing of one edition is the same."""
    a, b = (str(row.get("vintage") or "").split(" ")[0] for row in (one, other))
    return not a or not b or a == b


def flows(metric: str) -> tuple[str, ...]:
    """Metrics of which a part told in one metric may be a share: made, used or sold, where the text names none."""
    names = table("evidence.toml")["flows"]["metrics"]
    return tuple(dict.fromkeys((metric, *names))) if metric in names else (metric,)


def piece(claim: Claim, part: Row, whole: Row) -> bool:
    """True for a row that the text names a part of another of its subject: it names what the first is of, and the second is of all."""
    name, of_all = (str(row.get("part") or row.get("product") or "") for row in (part, whole))
    named = senses(name)
    return bool(named) and named <= senses(claim.quote) and of_all.casefold() in WHOLES


def national(row: Row) -> bool:
    """True for a row that can be the whole that a company's or a country's share is of."""
    scope = str(row.get("scope") or "").casefold()
    if row.subject.casefold().endswith(tuple(table("evidence.toml")["national"]["regions"])):
        return True
    return any(word in scope for word in table("evidence.toml")["national"]["whole"]) or row.subject.casefold() in regions()


@cache
def worlds() -> frozenset[str]:
    """Names of the whole world: what alone a country's share is of."""
    return frozenset(name.casefold() for names in table("places.toml")["alike"]["names"] if "World" in names for name in names)


@cache
def regions() -> frozenset[str]:
    """Names of countries and of the world, in either language."""
    return frozenset(name.casefold() for code in languages() for name in table("places.toml")[code]) | {"world", "global"}


def label(row: Row) -> str:
    """What a whole is called: its metric and the part of it that it names."""
    return " ".join(str(word) for word in (row.metric, row.get("part"), row.get("product")) if word)


def filling(stretched: Stretch, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that fill a stretch exactly: one of the same, else its batches."""
    for row in rows:
        if row.when == stretched:
            return (row,)
    some = [row for row in rows if row.when and row.when.part and stretched.contains(Stretch(row.when.first, row.when.last))]
    parts = [part for row in some if row.when for part in row.when.parts]
    wanted = stretched.parts or set(parts)
    return tuple(some) if some and len(parts) == len(set(parts)) and set(parts) == set(wanted) else ()
