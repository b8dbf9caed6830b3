"""Rows of evidence as checks ask of them: whose, which metric, how much, for what stretch of time, on which basis, within which scope."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.verdict import Evidence
from reassay.base.view import View
from reassay.judge.concepts import senses
from reassay.judge.plain import plain as spelled
from reassay.judge.stretch import Stretch, stretch
from reassay.reference.bundled import UNVERIFIED
from reassay.reference.grammar import table
from reassay.reference.register import fold


@dataclass(frozen=True, eq=False)
class Row:
    """One row."""

    evidence: Evidence

    def get(self, name: str) -> Any:
        """A column as printed, None when it is not there."""
        return self.evidence.values.get(name)

    @cached_property
    def subject(self) -> str:
        """Whose figure it is."""
        return str(self.get("subject") or self.get("committee") or "")

    @cached_property
    def metric(self) -> str:
        """Metric id, or the row's own word for it."""
        return str(self.get("metric") or "")

    @cached_property
    def value(self) -> Decimal | None:
        """The number; None for text, or where none was published."""
        return self.number("value")

    def number(self, name: str) -> Decimal | None:
        """The number of a column; None for text or nothing."""
        found = self.get(name)
        try:
            return None if found is None or isinstance(found, bool) else Decimal(str(found))
        except InvalidOperation:
            return None

    @cached_property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """Both ends where a range is printed instead of a number."""
        try:
            return (Decimal(str(self.get("low"))), Decimal(str(self.get("high")))) if self.get("low") and self.get("high") else None
        except InvalidOperation:
            return None

    @cached_property
    def unit(self) -> str | None:
        """The unit."""
        found = self.get("unit")
        return None if found is None else str(found)

    @cached_property
    def when(self) -> Stretch | None:
        """The stretch of time the value is of."""
        return stretch(self.get("period"))

    @cached_property
    def scope(self) -> str:
        """What the row says of its own reach: scope, part of a total, product."""
        own = self.subject if bare(self.subject) else None  # a material in one form is a scope to a text that names none
        return ", ".join(str(name) for name in (self.get("scope"), self.get("part"), self.get("product") or own) if name)

    @property
    def edition(self) -> str:
        """Vintage, else the day of publication."""
        return str(self.get("vintage") or self.evidence.published_date)

    @property
    def silent(self) -> bool:
        """True for a row that says a figure, or a field, is not published."""
        empty = self.value is None and self.get("value") is None and self.span is None
        return bool(self.get("field_not_published")) or (empty and bool(self.get("status")))

    @property
    def bundled(self) -> bool:
        """True for a row that comes with the package; it stands beside every claim, so it must name what the claim names."""
        return self.get("confidence") is not None

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Whom the row names beside its subject: partner, exporter, supplier, buyer."""
        return tuple(str(self.get(name)) for name in table("evidence.toml")["aside"]["parties"] if self.get(name))


@dataclass(frozen=True, eq=False)
class Shelf:
    """The rows of a view that can bear on a claim (no ownership, limit, calendar or rule), by whom they name and by metric."""

    named: dict[str, list[Row]]
    metric: dict[str, list[Row]]
    by_id: dict[str, Row]
    odd: list[Row]  # metrics of the row's own wording, which may name a counterparty
    silent: list[Row] = field(default_factory=list)  # rows that say what nobody publishes
    rooted: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))  # rows whose root bears the name of one company
    between: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))  # what one country trades with another, by metric
    referenced: list[Row] = field(default_factory=list)  # rows of single standards, patents, notices
    unverified: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))  # bundled figures nobody checked, by metric
    testimony: dict[str, Any] = field(default_factory=dict)  # what was made of them, by claim id
    registered: dict[str, Any] = field(default_factory=dict)  # what single applications make of a claim, by claim id

    def about(self, name: str | None, view: View) -> list[Row]:
        """Rows whose subject, partner or committee is a name, or another name of the same entity."""
        found = {id(row): row for key in keys(name, view) for row in self.named.get(key, ())}
        return list(found.values())


SHELVES: WeakKeyDictionary[View, Shelf] = WeakKeyDictionary()


def shelf(view: View) -> Shelf:
    """The rows of a view, put in order once."""
    if view not in SHELVES:
        rules, made = table("evidence.toml")["aside"], Shelf(defaultdict(list), defaultdict(list), {}, [])
        for evidence in view.evidence():
            row = Row(evidence)
            if evidence.kind == UNVERIFIED:
                made.unverified[row.metric].append(row)
            if evidence.kind in rules["kinds"] or row.metric in rules["metrics"]:
                continue
            names = {str(row.get(column)) for column in ("subject", "committee", *rules["parties"]) if row.get(column)}
            for key in sorted({key for name in names for key in (*keys(name, view), *bare(name))}):
                made.named[key].append(row)
            made.metric[row.metric].append(row)
            made.by_id[evidence.id] = row
            if not row.bundled:
                made.rooted[rooted_name(evidence.lineage.rpartition(":")[2])].append(row)
            partner = fold(str(row.get("partner") or ""))
            if partner in places() and fold(row.subject) in places() and not row.bundled:
                made.between[row.metric].append(row)
            if row.silent:
                made.silent.append(row)
            if row.get("reference"):
                made.referenced.append(row)
            if row.metric.startswith("other:"):
                made.odd.append(row)
        SHELVES[view] = made
    return SHELVES[view]


NAMED: WeakKeyDictionary[View, dict[str, tuple[str, ...]]] = WeakKeyDictionary()


def rooted_name(name: str) -> str:
    """A company's name as the root of a table bears it: its words without legal forms."""
    forms = {*table("evidence_words.toml")["forms"]["words"], "the"}
    return " ".join(word for word in re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]+", name.casefold()) if word not in forms)


def keys(name: str | None, view: View) -> tuple[str, ...]:
    """Under which a name is kept: its folded words, those without a word of the field behind them, and the entity meant."""
    if not name:
        return ()
    known = NAMED.setdefault(view, {})
    if name not in known:
        known[name] = kept_under(name, view)
    return known[name]


def kept_under(name: str, view: View) -> tuple[str, ...]:
    """The keys of a name."""
    name = re.sub(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$", "", name) or name
    known, plain = view.entity(name), fold(name)
    plain = places().get(plain) or goods().get(plain, plain)
    bare = next((plain.removesuffix(word).strip() for word in table("evidence.toml")["behind"]["words"] if plain.endswith(word)), plain)
    bare = goods().get(bare, bare)
    return tuple(dict.fromkeys((plain, bare or plain, *((f"id:{known}",) if known else ()))))


@cache
def places() -> dict[str, str]:
    """Folded name of a place -> the folded English name it is kept under."""
    return {fold(name): fold(names[0]) for names in table("places.toml")["alike"]["names"] for name in names}


@cache
def goods() -> dict[str, str]:
    """Folded name of a product in either language -> the folded English name it is kept under."""
    return {fold(name): fold(names[0]) for names in table("evidence.toml")["goods"]["names"] for name in names}


@cache
def field_words() -> frozenset[str]:
    """Words of the whole field, which are nobody's name."""
    return frozenset(fold(word) for word in table("evidence.toml")["behind"]["words"])


def whose(claim: Claim) -> str | None:
    """Whom a claim is about: its subject, or the one whose figure needs no name (a quota without an owner is the nation's)."""
    if claim.subject and fold(claim.subject) not in field_words():
        return claim.subject
    text = spelled(f"{claim.object or ''} {claim.quote}")
    unnamed = table("evidence.toml")["unnamed"].values()
    return next((about["subject"] for about in unnamed if any(word in text for word in about["words"])), claim.subject)


@lru_cache(maxsize=65536)
def bare(name: str) -> tuple[str, ...]:
    """The material that a name of a material in some form is of: yttrium for yttrium oxide and yttrium metal; none for other names."""
    plain = fold(name)
    words = next((word for word in forms() if plain.endswith(f" {word}")), None)
    return (plain.removesuffix(words).strip(),) if words and any(kind == "element" for kind, _ in senses(name)) else ()


@cache
def forms() -> tuple[str, ...]:
    """Words for the form a material is in, longest first."""
    words = {word for card in table("concepts.toml")["form"].values() for word in card["words"] if word.isascii()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def same_name(name: str, claim: Claim, view: View) -> bool:
    """True when a row's name is the claim's subject: the same entity of the register, the same words, or the material in some form."""
    mine = {*keys(whose(claim), view), *((f"id:{claim.subject_id}",) if claim.subject_id else ())}
    return bool(mine & {*keys(name, view), *bare(name)})


def siblings(claim: Claim, view: View) -> list[Row]:
    """Rows of the material that the claim names, in another form than the claim names it."""
    return [row for key in bare(claim.subject or "") for row in shelf(view).named.get(key, ()) if not same_name(row.subject, claim, view)]


def factor(one: str | None, other: str | None) -> Decimal | None:
    """What to multiply a number in the first unit with to have it in the second; None when they measure different things."""
    a, b = ((name or "count").removesuffix("/a") for name in (one, other))
    if a == b:
        return Decimal(1)
    (own, often), (theirs, times) = (yearly(name) for name in (a, b))
    if often != times:  # a rate told by the day and one by the year, or an amount, which is of a year
        size = factor(own, theirs)
        return None if size is None else size * often / times
    for group in table("evidence.toml")["sizes"].values():
        if a in group and b in group:
            return Decimal(str(group[a])) / Decimal(str(group[b]))
    (x, _, p), (y, _, r) = a.partition("/"), b.partition("/")
    per = factor(p, r) if p and r and x == y else None  # a price per kilogram and one per tonne
    return 1 / per if per else None


def yearly(unit: str) -> tuple[str, Decimal]:
    """(unit without its time, how many of that time a year has); 1 for a unit told by the year or without a time."""
    for mark, times in table("evidence.toml")["a_year"]["times"].items():
        if unit.endswith(f"/{mark}"):
            return unit.removesuffix(f"/{mark}"), Decimal(str(times))
    return unit, Decimal(1)


def day(text: str | None) -> dt.date | None:
    """A day of a printed date; None when it is none."""
    found = stretch(text)
    return found.last if found else None


def total(row: Row) -> bool:
    """True for a row over all partners."""
    return str(row.get("partner") or "").casefold() in ("world", "total", "all", "")
