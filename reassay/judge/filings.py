"""Single applications of a register as the judge counts them: one unit is one application, however many publications and files name it.

Only applications of those are kept whom a claim on filings may mean; a register of 300,000 is read once, row by row.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from reassay.base.verdict import Evidence
from reassay.base.view import View
from reassay.judge.families import called, families
from reassay.judge.rows import Row, shelf
from reassay.judge.stretch import of
from reassay.reference.grammar import table

METRIC = "patents_filed"
CODE = re.compile(r"(?<=\d)[A-Z]\d?$")


@dataclass(slots=True)
class Filing:
    """One application: when filed and first published, which right, whose, and the rows that tell of it."""

    office: str
    number: str
    kind: str
    filed: dt.date
    published: dt.date | None
    keys: frozenset[str]
    rows: list[Row] = field(default_factory=list)

    @property
    def months(self) -> int | None:
        """Calendar months from filing to first publication; None where that day is not known."""
        if self.published is None:
            return None
        return index(self.published) - index(self.filed)


@dataclass(frozen=True, slots=True)
class Folder:
    """The filings of all whom claims may mean, by key of an applicant; the last look at the register, and those without a date, by key."""

    by_key: dict[str, list[Filing]]
    looked: dict[str, dt.date]
    undated: dict[str, int]

    def of(self, wanted: frozenset[str]) -> list[Filing]:
        """Filings of a family, each once however many of its members are named, by filing date and number."""
        found = {id(one): one for key in sorted(wanted) for one in self.by_key.get(key, ())}
        return sorted(found.values(), key=lambda one: (one.filed, one.office, one.number))

    def look(self, wanted: frozenset[str]) -> dt.date | None:
        """The last day on which the register was looked at for any of a family."""
        return max((self.looked[key] for key in wanted if key in self.looked), default=None)


FOLDERS: WeakKeyDictionary[View, Folder] = WeakKeyDictionary()


def folder(view: View) -> Folder:
    """The filings that a view's claims may mean, put in order once."""
    if view not in FOLDERS:
        FOLDERS[view] = filled(view)
    return FOLDERS[view]


def filled(view: View) -> Folder:
    """Read the single applications of a view."""
    wanted = asked(view)
    known: dict[str, frozenset[str]] = {}
    made = Folder(defaultdict(list), {}, defaultdict(int))
    units: dict[str, Filing] = {}
    for row in view.singles("patents") if wanted else ():
        mine = frozenset(key for name in applicants(row) for key in named(name, view, known) if key in wanted)
        if mine:
            take(row, mine, made, units)
    for count in shelf(view).metric.get(METRIC, ()) if units else ():
        if count.get("reading"):  # a count made of single applications tells of a look at the register, however few were new
            seen(made, [key for key in named(count.subject, view, known) if key in wanted], count.evidence)
    for one in {id(one): one for one in units.values()}.values():
        for key in one.keys:
            made.by_key[key].append(one)
    return made


def asked(view: View) -> frozenset[str]:
    """Keys of all whom the claims on filings of a view may mean."""
    found: set[str] = set()
    for claim in view.claims():
        mine = of(claim.period) if claim.metric == METRIC and claim.subject else None
        if mine is not None:
            found.update(*(scope.keys for scope in families(claim, view, mine.last.isoformat()).scopes))
    return frozenset(found)


def applicants(row: Evidence) -> Sequence[str]:
    """Names of a row's applicants."""
    found = row.values.get("applicants") or row.values.get("subject") or ()
    return [found] if isinstance(found, str) else list(found)


def named(name: str, view: View, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """Keys of a name, looked up once."""
    if name not in known:
        known[name] = frozenset(called(name, view))
    return known[name]


def seen(made: Folder, mine: Iterable[str], row: Evidence) -> None:
    """Note on which day the register was looked at."""
    day = dt.date.fromisoformat(row.retrieved_date[:10])
    for key in mine:
        made.looked[key] = max(made.looked.get(key, day), day)


def take(row: Evidence, mine: frozenset[str], made: Folder, units: dict[str, Filing]) -> None:
    """Put one row to the application it is of: by application number, else by publication number without its kind code."""
    seen(made, mine, row)
    filed = whole(row.values.get("filing_date"))
    if filed is None:
        for key in mine:
            made.undated[key] += 1
        return
    office, code = str(row.values.get("office") or ""), str(row.values.get("kind_code") or "").split()
    number = str(row.values.get("application") or "")
    second = bool(code) and code[-1][:1] in table("families.toml")["history"]["grants"]
    shown = None if second else whole(row.values.get("publication_date"))
    names = [name for name in (bare(office, number), bare(office, str(row.values.get("publication") or ""))) if name]
    one = next((units[name] for name in names if name in units), None)
    if one is None:
        one = Filing(office, number, str(row.values.get("patent_kind") or "invention"), filed, shown, mine)
    one.keys |= mine
    one.published = min((day for day in (one.published, shown) if day is not None), default=None)
    one.rows.append(Row(row))
    for name in names:
        units[name] = one


def bare(office: str, number: str) -> str:
    """A number without office, check digit's point and kind code, under its office; nothing for none."""
    plain = CODE.sub("", re.sub(r"[\W_]", "", re.sub(r"\.[\dX]$", "", number.strip().upper()).removeprefix(office)))
    return f"{office} {plain}" if plain else ""


def whole(text: object) -> dt.date | None:
    """A full day; None for a month, a year or nothing."""
    try:
        return dt.date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None


def index(day: dt.date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1
