"""What rows of evidence say a claim's number is: read directly, added up from batches, counted, divided into a share, or compared.

Each Reading keeps its scope, basis, edition and rows, so that what depends on them can be told apart. Nothing here decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.bases import at_odds
from reassay.judge.concepts import apart, clause, near, senses, spoken
from reassay.judge.intervals import Interval, additive, rounding
from reassay.judge.plain import plain
from reassay.judge.reach import reaches
from reassay.judge.relations import LEVELLESS, parts, sentence
from reassay.judge.rows import Row, day, factor, rooted_name, same_name, shelf, total, whose
from reassay.judge.stretch import Stretch, of, time_of
from reassay.reference.grammar import table
from reassay.reference.register import fold

LOST = Decimal(
    "0.97"
)  # share of invention applications that are ever published: about 3 in 100 are withdrawn before (science notes, section 1)
LONGEST = 12  # words or characters of a name
BEHIND = 60  # characters behind a number within which it is said to be a difference
OPEN = Decimal("1.5")  # how far a figure printed as "more than" may lie above what is printed


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that evidence gives for a claim, in the claim's unit."""

    how: str  # direct, sum, count, share, change, counterparty
    value: Decimal
    ends: Interval
    rows: tuple[Row, ...]
    scope: str = ""
    basis: str | None = None
    formula: str = ""
    edition: str = ""
    published: str = ""

    @property
    def lineages(self) -> tuple[str, ...]:
        """Roots of the data."""
        return tuple(sorted({row.evidence.lineage for row in self.rows}))


def readings(claim: Claim, view: View) -> list[Reading]:
    """Every reading of a claim's number, in the order of the rows."""
    q, kept = claim.quantity, shelf(view)
    if q is None or claim.metric in LEVELLESS or difference(claim) or listed(claim, view):
        return []
    about = kept.about(whose(claim), view)
    own = [row for row in about if same_name(row.subject, claim, view)]
    passed_on = [row for row in kept.rooted.get(rooted_name(claim.subject or ""), ()) if row not in own]
    return [
        *direct(claim, own),
        *direct(claim, passed_on),
        *counted(claim, kept.referenced, view),
        *counterparty(claim, about, kept.odd, view),
        *owned(claim, view),
    ]


def listed(claim: Claim, view: View) -> bool:
    """True for one of the numbers that the sentence sums up to a total of the same thing: a row of the whole is none of it."""
    for whole in sentence(claim, view):
        alike = (whole.metric, whole.who, whole.period) == (claim.metric, claim.who, claim.period)
        if alike and whole.at("sum") is not None and any(one.id == claim.id for one in parts(whole, view)):
            return True
    return False


def difference(claim: Claim) -> bool:
    """True for an amount that is a difference of two levels (an increase of 42 kt)."""
    at = claim.at("value")
    if at is None or claim.metric in LEVELLESS or (claim.quantity is not None and claim.quantity.unit == "ratio"):
        return False
    lead = plain(claim.quote[: at.start - claim.span.start]).rstrip(" about\u7ea6")
    words = table("evidence.toml")["changes"]
    tail = plain(claim.quote[at.end - claim.span.start :])[:BEHIND]
    behind = any(re.search(rf"^[^,;.]{{0,24}}\b{word}\b", tail) for word in words["behind"])
    return behind or lead.endswith(tuple(word for code in ("en", "zh") for word in words[code]))


def meant(claim: Claim, row: Row) -> bool:
    """True when a row's metric is the claim's, or another name of it, and it is no narrower thing than the claim tells of."""
    named = row.metric == claim.metric or row.metric in table("evidence.toml")["alike"].get(claim.metric, ())
    return named and not narrower(claim, row)


def narrower(claim: Claim, row: Row) -> bool:
    """True for a row about one kind of right, one partner or one product that the claim does not name: its figure is not the claim's."""
    printed = " | ".join(str(row.get(name) or "") for name in ("patent_kind", "kind_code", "kind", "right"))
    kinds, asked = ({name for group, name in some if group == "right"} for some in (senses(printed), near(claim)))
    if kinds or printed.startswith("all"):
        return not (kinds & asked) if kinds else bool(asked)
    partner, product = str(row.get("partner") or ""), str(row.get("product") or "")
    told = plain(f"{claim.object or ''} {claim.quote}")
    if partner and not total(row) and plain(partner) not in told:
        return True
    if at_odds(claim.quantity.basis if claim.quantity else None, row.evidence.basis):
        return False  # whatever it is of, it is told apart by its basis
    return foreign(claim, product, told)


def foreign(claim: Claim, product: str, told: str) -> bool:
    """True for a product that is none of those a claim names; a label in another script than the text, and in no list, tells nothing."""
    label = senses(product)
    if label:
        return apart(spoken(claim), label)
    words = [word for word in plain(product).split() if len(word) > 3]
    strange = product.isascii() != claim.quote.isascii()
    return bool(product) and not strange and plain(product) not in told and not any(word in told for word in words)


def fitting(claim: Claim, own: Sequence[Row]) -> list[Row]:
    """Rows of the claim's metric and as wide as it: where it names a partner that has rows, those over all partners are too wide."""
    rows = [row for row in own if meant(claim, row) and reaches(claim, row)]
    named = any(row.get("partner") and not total(row) for row in rows)
    return [row for row in rows if not (named and row.get("partner") and total(row))]


def converted(claim: Claim, row: Row) -> Decimal | None:
    """A row's number in the claim's unit."""
    size = factor(row.unit, claim.quantity.unit if claim.quantity else None)
    return None if row.value is None or size is None else row.value * size


def at_time(claim: Claim, row: Row, mine: Stretch | None = None) -> bool:
    """True when a row is of the claim's time: the same stretch; for a state, a look within it or at its end."""
    mine, other = mine or of(claim.period), row.when
    if mine is None or other is None or mine.part != other.part:
        return mine is None and other is not None and not other.part and not row.bundled  # a series of many years says nothing of no time
    if (mine.first, mine.last) == (other.first, other.last):
        return True
    stock = claim.metric in table("evidence.toml")["stock"]["metrics"]
    return stock and (mine.contains(other) or other.contains(mine) or mine.last == other.last)


def direct(claim: Claim, own: Sequence[Row]) -> Iterator[Reading]:
    """Rows of the same subject, metric and time; batches of one year added up where the year itself is not printed."""
    yield from timely(claim, fitting(claim, own), "direct")


def timely(claim: Claim, rows: Sequence[Row], how: str) -> Iterator[Reading]:
    """Rows of the claim's time, else batches of it or shorter times that fill it, added up by scope, edition and publisher."""
    batches: dict[tuple[str, str], list[Row]] = defaultdict(list)
    shorter: dict[tuple[str, str], list[Row]] = defaultdict(list)
    mine = time_of(claim) if any(row.when and row.when.part for row in rows) else of(claim.period)  # tables that know no batches tell years
    for row in rows:
        value = converted(claim, row)
        if value is None and row.span is not None:
            yield from ranged(claim, row, mine)
        if value is None or row.when is None:
            continue
        if at_time(claim, row, mine):
            yield read(claim, how, value, (row,))
        elif mine and not mine.part and mine.contains(Stretch(row.when.first, row.when.last)):
            (batches if row.when.part else shorter)[row.scope, row.evidence.publisher].append(row)
    for some in batches.values():
        total = added(claim, some)
        if total is not None and not (len(some) == 1 and some[0].bundled):  # one batch of several is not the year
            yield read(claim, "sum", total, tuple(some), formula="sum of the batches")
    if claim.metric in table("evidence.toml")["stock"]["metrics"] or not additive(claim.quantity.unit if claim.quantity else None):
        return
    for some in shorter.values():
        chain = filled(mine, some) if mine else ()
        if chain:
            values = [value for row in chain if (value := converted(claim, row)) is not None]
            yield read(claim, "sum", sum(values, Decimal(0)), chain, formula="sum of the shorter times")


def ranged(claim: Claim, row: Row, mine: Stretch | None) -> Iterator[Reading]:
    """A row that prints a range."""
    size = factor(row.unit, claim.quantity.unit if claim.quantity else None)
    if row.span is not None and size is not None and at_time(claim, row, mine):
        low, high = (end * size for end in row.span)
        yield replace(read(claim, "direct", low, (row,)), ends=(low, high))


def filled(mine: Stretch, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows whose times follow each other from a stretch's first day to its last, of each time the edition published last; else none."""
    newest: dict[tuple[object, object], Row] = {}
    for row in sorted(rows, key=lambda row: row.evidence.published_date):
        if row.when is not None:
            newest[row.when.first, row.when.last] = row
    chain: list[Row] = []
    day = mine.first
    while day <= mine.last:
        found = sorted((row.when.last, str(row.evidence.id), row) for row in newest.values() if row.when and row.when.first == day)
        if not found:
            return ()
        chain.append(found[0][2])
        day = found[0][0] + dt.timedelta(days=1)
    return tuple(chain) if len(chain) > 1 and day == mine.last + dt.timedelta(days=1) else ()


def added(claim: Claim, rows: Sequence[Row]) -> Decimal | None:
    """The sum of batches that do not overlap; None when some are told twice."""
    parts = [part for row in rows if row.when for part in row.when.parts]
    values = [converted(claim, row) for row in rows]
    if len(parts) != len(set(parts)) or any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), Decimal(0))


def read(
    claim: Claim, how: str, value: Decimal, rows: tuple[Row, ...], formula: str = "value of the row", scope: str | None = None
) -> Reading:
    """A reading with its ends: the rounding of a printed value, an open end, and what registers never show."""
    room = (
        rounding(value, claim.quantity.unit if claim.quantity else None)
        if how in ("direct", "sum", "counterparty", "mirror")
        else Decimal(0)
    )
    low, high = value - room, value + room
    if any(row.get("comparator") in ("gt", "ge") for row in (rows[:1] if how == "share" else rows)):
        high = value * OPEN
    if how == "share" and any(row.get("comparator") in ("gt", "ge") for row in rows[1:]):
        low = value / OPEN
    if claim.metric == "patents_filed":
        high = max(high, (value / LOST).to_integral_value(rounding="ROUND_CEILING"))
    newest = max(rows, key=lambda row: row.evidence.published_date)
    return Reading(
        how,
        value,
        (low, high),
        rows,
        newest.scope if scope is None else scope,
        newest.evidence.basis,
        formula,
        newest.edition,
        newest.evidence.published_date,
    )


def counted(claim: Claim, rows: Sequence[Row], view: View) -> Iterator[Reading]:
    """Published standards of a committee up to the claim's last day, counted one by one."""
    mine = of(claim.period)
    if claim.metric != "standards_published" or mine is None:
        return
    words = table("evidence.toml")["so_far"]
    so_far = (mine.last - mine.first).days < words["days"] or any(word in plain(clause(claim)) for word in words["words"])
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        shown, committee = day(row.get("publication_date")), str(row.get("committee") or "-")
        if shown is None or not (same_name(committee, claim, view) or fold(committee) in fold(claim.quote)):
            continue
        if shown <= mine.last and (so_far or mine.first <= shown):
            found[row.evidence.publisher][str(row.get("reference"))] = row
    for some in found.values():
        yield read(claim, "count", Decimal(len(some)), tuple(some.values()), "count of the rows")


def owned(claim: Claim, view: View) -> Iterator[Reading]:
    """The stake that an ownership register prints for the claim's two sides, of the last day before the claim's time ends."""
    mine, q = of(claim.period), claim.quantity
    if claim.metric != "equity_stake" or q is None or q.unit != "ratio":
        return
    fits = []
    for evidence in view.evidence("ownership"):
        row, names = Row(evidence), (str(evidence.values.get("parent") or ""), str(evidence.values.get("child") or ""))
        since = day(evidence.valid_date)
        sides = [same_name(name, claim, view) or fold(name) in fold(claim.quote) or mentions(name, claim, view) for name in names]
        if all(names) and all(sides) and evidence.values.get("pct") and (mine is None or since is None or since <= mine.last):
            fits.append((evidence.valid_date, evidence.id, row))
    if fits:
        row = max(fits)[2]
        yield read(claim, "direct", Decimal(str(row.get("pct"))) / 100, (row,), "share of the register")


def mentions(name: str, claim: Claim, view: View) -> bool:
    """True when a sentence names an entity by another of its names, in whatever language."""
    ident, text = view.entity(name), claim.quote
    if ident is None:
        return False
    words = [found.span() for found in re.finditer(r"[A-Za-z][\w&.'-]*|[\u4e00-\u9fff]", text)]
    pairs = ((text[words[a][0] : words[b][1]]) for a in range(len(words)) for b in range(a, min(a + LONGEST, len(words))))
    return any(view.entity(some) == ident for some in pairs if len(some) > 1)


def counterparty(claim: Claim, about: Sequence[Row], odd: Sequence[Row], view: View) -> Iterator[Reading]:
    """What the other side prints of its dealings with the subject: a buyer's report, the customs of the country it ships to."""
    for row in odd:
        value = converted(claim, row)
        if value is not None and claim.subject and claim.subject in row.metric and row.subject in claim.quote and at_time(claim, row):
            yield read(claim, "counterparty", value, (row,), "value of the row")
    mirrored = table("evidence.toml")["mirror"].get(claim.metric, ())
    other = [row for row in about if row.metric in mirrored and any(same_name(name, claim, view) for name in row.parties)]
    told = plain(f"{claim.object or ''} {claim.quote}")
    yield from timely(claim, [row for row in other if not foreign(claim, str(row.get("product") or ""), told)], "mirror")


def newest(found: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """(current, superseded): of each publisher, scope and way of reading, the edition published last and the earlier ones."""
    last: dict[tuple[object, ...], str] = {}
    for one in found:
        key = (one.how, one.scope, one.formula, one.rows[0].evidence.publisher, tuple(row.metric for row in one.rows), one.basis)
        last[key] = max(last.get(key, ""), one.published)
    current: list[Reading] = []
    old: list[Reading] = []
    for one in found:
        key = (one.how, one.scope, one.formula, one.rows[0].evidence.publisher, tuple(row.metric for row in one.rows), one.basis)
        (current if one.published == last[key] else old).append(replace(one))
    return current, old
