"""A metric of one subject over time: what was told and by whom, figures of later editions beside earlier ones, restatements marked.

One plot holds figures of one metric, unit, basis, stage and product, all reached or all ahead. A document that gives several
figures for one period tells parts and wholes, which are left out; a figure that a teller repeats is drawn once. Rows of evidence of the
same subject and metric stand beside claims.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.period import Period
from reassay.base.verdict import Evidence
from reassay.publish.marks import Datum, axis, dots, path, scaled, spec, texts, ticks, yearly
from reassay.publish.plot import Ground, Plot, cut, heads, ink, look
from reassay.publish.sentence import Entry, Sentence
from reassay.publish.wording import amount, bare, glossary, grouped, in_unit, named, percent, say, short, who
from reassay.reference.atlas import known
from reassay.reference.cards import metrics

HIGH = 230
CROWDED = 9  # periods whose figures fit side by side
KEY = tuple[str, str, str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Told:
    """One figure: its period, value, who gives it in which edition, and what it is."""

    period: str
    value: Decimal
    shown: str
    teller: str
    published: str
    cites: tuple[str, ...]
    row: bool

    @property
    def edition(self) -> str:
        """Who, and when."""
        return f"{self.teller}, {bare(self.published)}" if self.published else self.teller

    @property
    def at(self) -> float:
        """The middle of the period as a year with its fraction."""
        first, last = Period(self.period).days()
        middle = (first.toordinal() + last.toordinal()) / 2
        start = type(first)(first.year, 1, 1).toordinal()
        return round(first.year + (middle - start) / 365.25, 3)


@leaf()
def history(ground: Ground) -> Iterator[Plot]:
    """A metric over time with its vintages and restatements."""
    rules = look("history")
    rows: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in ground.view.evidence():
        rows[str(row.values.get("metric")), str(row.values.get("unit"))].append(row)
    groups = [(key, figures(members, ground, rows[key[1], key[2]])) for key, members in grouped_entries(ground).items()]
    groups = [
        (key, found)
        for key, found in groups
        if any(not one.row for one in found) and (restated(found) or len({(one.period, one.value) for one in found}) >= rules["points"])
    ]
    groups.sort(key=lambda pair: (not restated(pair[1]), known(pair[0][0]), -sum(not one.row for one in pair[1]), -len(pair[1]), pair[0]))
    entries = {one.claim.id: one for one in ground.entries}
    for number, (_, found) in enumerate(groups[: rules["most"]], 1):
        yield plot(f"history-{number}", found, entries)


def grouped_entries(ground: Ground) -> dict[KEY, list[Entry]]:
    """Entries that may stand in one series, constructed examples left out."""
    groups: dict[KEY, list[Entry]] = defaultdict(list)
    for one in ground.entries:
        claim, q = one.claim, one.claim.quantity
        counted = q is not None and q.low == q.high and claim.period and claim.who and claim.polarity == "positive"
        if counted and q is not None and claim.metric in metrics() and one.document.wording != "constructed":
            reached = claim.modality in ("achieved", "ongoing")
            groups[
                claim.who, claim.metric, q.unit or "", q.basis or "", claim.stage or "", ground.frame.kinds.get(claim.id, ""), reached
            ].append(one)
    return groups


def figures(members: Sequence[Entry], ground: Ground, rows: Sequence[Evidence]) -> list[Told]:
    """The figures of a group by period and edition, rows of evidence among them; no figure where a document tells several of one period."""
    several: dict[tuple[str, str], set[Decimal]] = defaultdict(set)
    for one in members:
        assert one.claim.period is not None
        assert one.claim.quantity is not None
        several[one.document.id, one.claim.period.text].add(one.claim.quantity.low)
    kept = [one for one in members if one.claim.period and len(several[one.document.id, one.claim.period.text]) == 1]
    found = [told(one) for one in kept]
    if kept and not ground.frame.kinds.get(kept[0].claim.id) and len({one.claim.modality for one in kept} & {"achieved", "ongoing"}):
        found += [row for evidence in rows if (row := tabled(evidence, kept[0].claim, ground)) is not None]
    tellers = sorted({one.teller for one in found if not one.row})
    found = [replace(one, teller=next((name for name in tellers if alike(name, one.teller)), one.teller)) for one in found]
    found.sort(key=lambda one: (one.row, one.published, one.teller))
    unique: dict[tuple[str, Decimal, str], Told] = {}
    for figure in found:
        unique.setdefault((figure.period, figure.value, figure.teller), figure)
    return sorted(unique.values(), key=lambda one: (one.at, one.published, one.teller, one.value))[-look("history")["figures"] :]


def alike(one: str, other: str) -> bool:
    """True for names of one teller: all words of the shorter are words of the longer (an office and a part of it)."""
    a, b = (set(re.findall(r"\w+", name.casefold())) for name in (one, other))
    return a <= b or b <= a


def told(one: Entry) -> Told:
    """A claim as a figure."""
    claim = one.claim
    assert claim.quantity is not None
    assert claim.period is not None
    words = f"{amount(claim.quantity)}{glossary('modality')[claim.modality]}"
    published = one.document.published.value if one.document.published else ""
    return Told(claim.period.text, claim.quantity.low, words, one.document.source.name, published, (claim.id, one.document.id), False)


def tabled(row: Evidence, claim: Claim, ground: Ground) -> Told | None:
    """A row of the same subject, metric, unit, stage and basis as a figure; None for any other."""
    values, q = row.values, claim.quantity
    assert q is not None
    wanted = (claim.metric, q.unit or "")
    if row.kind == "unverified" or row.withheld or (values.get("metric"), values.get("unit")) != wanted or not row.published_date:
        return None
    if partial(values, claim.stage) or (q.basis and row.basis != q.basis) or (values.get("stage") or claim.stage) != claim.stage:
        return None
    subject = str(values.get("subject") or "")
    if (ground.view.entity(subject) or subject.casefold()) != claim.who:
        return None
    try:
        value, period = Decimal(str(values.get("value"))), Period(str(values.get("period")))
    except (InvalidOperation, ValueError):
        return None
    return Told(period.text, value, in_unit(value, q.unit), row.publisher, row.published_date, (row.id,), True)


def partial(values: Mapping[str, object], stage: str | None) -> bool:
    """True for a row of only a part of what is told: a product, a partner, a batch; not for the whole of a group, or of its stage."""
    rules = look("history")
    if any(values.get(name) for name in ("product", "partner", "patent_kind")) or (values.get("scope") or "") not in rules["scopes"]:
        return True
    return (values.get("part") or "") not in rules["parts"].get(stage or "", [""])


def restated(found: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Pairs of different figures of one teller for one period, the earlier first."""
    by: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in found:
        by[one.period, one.teller].append(one)
    chains = [sorted(members, key=lambda one: one.published) for members in by.values()]
    return [(a, b) for chain in chains for a, b in itertools.pairwise(chain) if a.value != b.value and a.published < b.published]


def plot(name: str, found: Sequence[Told], entries: dict[str, Entry]) -> Plot:
    """The plot of one group."""
    first = next(one for one in found if not one.row)
    claim = entries[first.cites[0]].claim
    cites = tuple(dict.fromkeys(ident for one in found for ident in one.cites))
    subject = short(claim.subject_id) or who(claim) if claim.subject_id else who(claim)
    moved = restated(found)
    what = named(claim) + (f" ({glossary('stages')[claim.stage]})" if claim.stage else "")
    facts = (what, subject)
    places = {
        "who": subject,
        "metric": what,
        "first": bare(found[0].period),
        "last": bare(found[-1].period),
        "a": found[0].shown,
        "b": found[-1].shown,
    }
    if moved:
        a, b = moved[-1]
        told_twice = {
            "teller": a.teller,
            "period": bare(a.period),
            "a": a.shown,
            "b": b.shown,
            "then": bare(a.published),
            "now": bare(b.published),
        }
        title = Sentence(say("plot_history_restated", **{**places, **told_twice}), cites, facts)
    else:
        title = Sentence(say("plot_history", **places), cites, facts)
    each = "; ".join(f"{bare(one.period)}: {one.shown} ({one.edition})" for one in found)
    alt = Sentence(say("plot_history_alt", **places, each=each), cites, facts)
    caption = Sentence(say("plot_history_caption"))
    kinds = {True: say("plot_history_row"), False: say("plot_history_claim")}
    rows = tuple(
        tuple(
            Sentence(cell, one.cites, (one.teller,))
            for cell in (bare(one.period), one.shown, one.teller, bare(one.published) if one.published else say("undated"), kinds[one.row])
        )
        for one in found
    )
    return Plot(name, title, caption, alt, heads("history"), rows, picture(found, claim))


def picture(found: Sequence[Told], claim: Claim) -> Datum:
    """Figures by period: a shape for each edition, filled for claims, a stroke from a restated figure to its later one."""
    rules, paper = look("history"), look("paper")
    left, right, key = 84, 16, 18
    editions = list(dict.fromkeys(one.edition for one in sorted(found, key=lambda one: (one.published, one.teller))))
    inner = (paper["width"] - left - right, HIGH)
    ratio = claim.quantity is not None and claim.quantity.unit == "ratio"
    values = [float(one.value) * (100 if ratio else 1) for one in found]
    most = 1.15 * max(*values, 0.0) or 1.0
    least = min(0.0, *values)
    ends = (min(one.at for one in found) - 0.6, max(one.at for one in found) + 0.9)
    years = [at for at in range(int(ends[0]), int(ends[1]) + 2) if ends[0] <= at <= ends[1]]
    every = max(1, len(years) // 8)
    unit = "%" if ratio else glossary("units").get(claim.quantity.unit or "", claim.quantity.unit or "").strip() if claim.quantity else ""
    x = scaled("x", round(ends[0], 3), round(ends[1], 3), yearly([at + 0.5 for at in years[::every] if at + 0.5 <= ends[1]], grid=False))
    y = scaled("y", least, most, axis(ticks(most), cut(f"{named(claim)}{', ' + unit if unit else ''}", HIGH), place={"X": -70}))
    marks = []
    for one, value in zip(found, values, strict=True):
        turn = editions.index(one.edition)
        shade = ink(rules["inks"][(turn + turn // len(rules["shapes"])) % len(rules["inks"])])  # a shape comes back in another ink
        looks = {
            "fill": ink("white") if one.row else shade,
            "ink": shade,
            "shape": rules["shapes"][turn % len(rules["shapes"])],
            "size": 90,
        }
        marks.append({"x": one.at, "y": value, "cites": one.cites[0], "edition": one.cites[-1], "label": label(one, ratio), **looks})
    steps = [
        {"x": one.at, "y": float(one.value) * (100 if ratio else 1), "line": number, "turn": turn}
        for number, pair in enumerate(restated(found))
        for turn, one in enumerate(pair)
    ]
    keys = [
        {
            **next(mark for mark, one in zip(marks, found, strict=True) if one.edition == name),
            "at": 6 + 230 * (turn % 2),
            "up": key * (turn // 2),
        }
        for turn, name in enumerate(editions)
    ]
    above, below = named_marks(marks)
    layers = [path(steps, x, y, strokeDash=[4, 3], color=ink("black")), dots(marks, x, y)]
    layers += [texts(above, x, y, "center", dy=-14), texts(below, x, y, "center", dy=15)]
    top = 16 + key * ((len(editions) + 1) // 2)
    for mark, name in zip(keys, editions, strict=True):
        place = {"value": mark["up"] - top + 10}
        layers += [
            dots([mark], {"value": mark["at"]}, place),
            texts([{**mark, "label": cut(name, 206), "cites": mark["edition"]}], {"value": mark["at"] + 12}, place),
        ]
    return spec(layers, inner, left=left, top=top, right=right, bottom=28)


def named_marks(marks: Sequence[Datum]) -> tuple[list[Datum], list[Datum]]:
    """Marks whose figure stands above them, the highest of each period, and those whose figure stands below, the lowest of several.

    Where periods are many, only the first, the last and those with several figures.
    """
    by: dict[float, list[Datum]] = defaultdict(list)
    for mark in marks:
        by[mark["x"]].append(mark)
    shown = {x: sorted(some, key=lambda mark: float(mark["y"])) for x, some in by.items()}
    if len(shown) > CROWDED:
        shown = {x: some for x, some in shown.items() if len({mark["y"] for mark in some}) > 1 or x in (min(by), max(by))}
    return [some[-1] for some in shown.values()], [some[0] for some in shown.values() if some[0]["y"] != some[-1]["y"]]


def label(one: Told, ratio: bool) -> str:
    """The figure as it stands beside its mark."""
    return percent(one.value) if ratio else grouped(one.value)
