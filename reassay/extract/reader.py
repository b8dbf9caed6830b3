"""Document -> Claims: a quantity or an event becomes a claim when metric, subject and context are known.

Invariants: the quote is the passage as stored; the value's span lies inside it; nothing is asserted that no rule in the trace explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from reassay.base.claim import Claim
from reassay.base.document import Document, Passage
from reassay.base.period import Period
from reassay.base.quantity import Quantity, exact
from reassay.base.text import Span
from reassay.extract import context, tables
from reassay.extract.attribution import attribution, document_source, speakers
from reassay.extract.bases import basis
from reassay.extract.carrying import OPEN, behind_us, inherited, of_document, stale
from reassay.extract.dates import When
from reassay.extract.events import events
from reassay.extract.field import Field, told
from reassay.extract.filter import FURNITURE, keep
from reassay.extract.inherit import Told, continued, coupled, inherit
from reassay.extract.listing import counts_parts, listing
from reassay.extract.metric import SIGNED, Choice, choose
from reassay.extract.modality import modality, polarity
from reassay.extract.names import Name
from reassay.extract.period import earlier_year, fitted, own, shared
from reassay.extract.quantities import Measure
from reassay.extract.quoted import Quotes, lent
from reassay.extract.scene import Scene, prepare
from reassay.extract.stage import stage
from reassay.extract.stage_words import Words, stage_words
from reassay.extract.subject import Topic, begin, pair_lists, subject
from reassay.reference.cards import metrics


@dataclass(slots=True)
class Running:
    """What is carried from claim to claim: topic, stage words, values already told."""

    topic: Topic
    stages: Words
    told: set[tuple[str, str, str | None, str]]
    source: context.Found  # who speaks in the whole document
    metrics: Told = field(default_factory=Told)
    quotes: Quotes = field(default_factory=Quotes)
    inside: list[Measure] = field(default_factory=list)  # the quantities of the passage being read
    level: tuple[Measure, When] | None = None  # the last quantity of the passage with its period, which a change behind it shares


def extract(document: Document, entities: Sequence[tuple[str, str]] = ()) -> Iterator[Claim]:
    """Every claim of a document, by place. ``entities``: (name, entity id) pairs that the register knows."""
    scene = prepare(document, entities)
    speaking = speakers(scene)
    scene.names = [name._replace(speaker=True) if name in speaking else name for name in scene.names]
    topic = begin(scene)
    running = Running(topic, stage_words(scene), set(), document_source(scene, topic.main))
    field_words = Field(scene.text)
    at = 0
    for index, passage in enumerate(scene.passages):
        inside: list[Measure] = []
        while at < len(scene.measures) and scene.measures[at].span.start < passage.span.end:
            if scene.measures[at].span.within(passage.span):
                inside.append(scene.measures[at])
            at += 1
        yield from told(field_words, list(read_passage(scene, index, passage, inside, running)), passage.span)


def read_passage(scene: Scene, index: int, passage: Passage, inside: list[Measure], running: Running) -> Iterator[Claim]:
    """Claims of one passage: numbers first, then the events that no number of the passage already carries."""
    claims: list[Claim] = []
    if not inside and passage.kind != "row" and not scene.inside(passage.span, "event"):
        return
    inside = tables.complete(scene, index, passage, inside) if passage.kind == "row" else tables.lent(scene, passage, inside)
    paired = pair_lists(scene, passage.span, inside)
    running.metrics.begin()
    running.inside, running.level = inside, None
    for one in (quoted(scene, passage, bare, running) for bare in inside):
        choice = tables.named(scene, passage, one, claims) if passage.kind == "row" else None
        choice = choice or coupled(scene, running.metrics, one) or choose(scene, passage.span, passage.heading, one)
        if counts_parts(scene, passage.span, one, inside):
            continue
        dropped = keep(scene, passage.span, one, choice) if choice is not None else None
        if choice is None or dropped is not None:
            choice = inherit(scene, one, running.metrics, choice) if dropped not in FURNITURE else None
            if choice is None:
                continue
        choice = continued(scene, passage.span, running.metrics, one, choice)
        claim = build(scene, index, passage, one, choice, running, paired.get(one.span))
        claims.append(claim)
        running.metrics.told(choice, one)
        if choice.metric == "price":
            running.quotes.note(one)
    yield from claims
    yield from events(scene, index, passage, claims, lambda place, metric: about(scene, index, passage, place, metric, running))


def quoted(scene: Scene, passage: Passage, one: Measure, running: Running) -> Measure:
    """A sum that no word but one of prices names, with the denominator of a price told before."""
    if one.kind not in ("money", "number") or not running.quotes.told or passage.kind == "row":
        return one
    choice = choose(scene, passage.span, passage.heading, one)
    return lent(scene, passage.span, one, running.quotes) if choice is None or unsaid(choice) else one


def unsaid(choice: Choice) -> bool:
    """True when no word but one of prices named the metric."""
    return choice.word is None or choice.metric in ("price", "price_change", "growth_rate")


@dataclass(frozen=True, slots=True)
class About:
    """Context of a claim, with spans and places it was carried from."""

    name: Name | None
    name_from: str | None
    when: When | None
    when_from: str | None
    dated: str | None  # the publication date, where it is the period
    modality: context.Found
    polarity: context.Found
    attribution: context.Found
    stage: context.Found

    @property
    def period(self) -> Period | None:
        """The period written or carried, else the publication date where it stands for one."""
        return self.when.period if self.when else Period(self.dated) if self.dated else None

    @property
    def period_from(self) -> str | None:
        """``text`` when the year stands in the text, ``context`` when it was reckoned."""
        return ("text" if self.when and self.when.stated else "context") if self.period else None


def about(scene: Scene, index: int, passage: Passage, place: Span, metric: str, running: Running, given: Name | None = None) -> About:
    """Everything around a number or an event."""
    name, name_from = (given, None) if given else subject(scene, passage, place, metric, running.topic)
    when, when_from = tables.period(scene, passage, place) if passage.kind == "row" else (None, None)
    if when is not None:
        when = fitted(scene, passage.span, place, when, metric)
    else:
        when = shared(scene, passage.span, running.level, place, metric) or own(
            scene, passage.span, place, metric, [one.whole for one in running.inside]
        )
    how = modality(scene, index, place, when, metric)
    if when is not None and when_from is None and how.value == "achieved":
        when = behind_us(scene, when)
    if when is not None and when_from is None and how.value in OPEN and stale(scene, when, metric):
        when = None
    if when is not None and when.role == "ago":
        when = earlier_year(when, inherited(scene, index, place, metric, "achieved")[0])
    if when is None:
        when, when_from = inherited(scene, index, place, metric, how.value or "achieved")
    return About(
        name,
        name_from,
        when,
        when_from,
        None if when else of_document(scene, metric, how.value or "achieved", when_from == "document"),
        how,
        polarity(scene, passage.span, place),
        attribution(scene, index, place, running.source),
        stage(scene, running.stages, passage, place, metric, name),
    )


def build(scene: Scene, index: int, passage: Passage, one: Measure, choice: Choice, running: Running, given: Name | None) -> Claim:
    """The claim of one quantity."""
    around = about(scene, index, passage, one.whole, choice.metric, running, given)
    if scene.code == "en" and guessed(choice, one) and around.modality.value == "planned":
        choice = replace(choice, metric="capacity", rule="planned, so what can be made")
        around = about(scene, index, passage, one.whole, choice.metric, running, given)
    running.level = (one, around.when) if around.when is not None else None
    based = basis(scene, passage, one, choice.metric)
    quantity = valued(one, choice, based[0] if based else None)
    spans, carried = placed(around)
    if based and based[1] is not None:
        spans["basis"] = based[1]
        carried |= {"basis": based[2]} if based[2] else {}
    spans["value"] = one.span
    for part, span in (
        ("unit", one.unit_span),
        ("per", one.per_span),
        ("metric", choice.word),
        ("direction", choice.negative),
        ("comparator", one.compared),
    ):
        if span is not None and span.start < span.end:
            spans[part] = span
    spans |= listing(scene, passage.span, one, running.inside)
    if one.formerly is not None:
        spans["formerly"] = one.formerly
    if one.ends:
        spans["low"], spans["high"] = one.ends
    name = around.name.text if around.name else None
    key = (choice.metric, str(quantity.low), quantity.unit, name or "")
    duplicate = key in running.told and passage.kind != "row"
    running.told.add(key)
    trace = [
        f"metric {choice.metric} {choice.score:.1f}",
        *([f"because {choice.rule}"] if choice.rule else []),
        *(f"not {other} {value}" for other, value in choice.others),
        f"number {one.form}",
        *around.stage.why,
        *(["a mark fused to the number was left out"] if one.marked else []),
    ]
    return Claim(
        document=scene.document.id,
        quote=passage.span.of(scene.document.text),
        span=passage.span,
        metric=choice.metric,
        subject=scene.document.text[around.name.span.start : around.name.span.end] if around.name else None,
        subject_id=around.name.entity if around.name else None,
        quantity=quantity,
        object=counted(scene, passage, one, choice),
        period=around.period,
        period_from=around.period_from,
        modality=around.modality.value or "achieved",
        polarity=around.polarity.value or "positive",
        attribution=around.attribution.value,
        stage=around.stage.value,
        duplicate=duplicate,
        spans=tuple(sorted(spans.items())),
        carried=tuple(sorted(carried.items())),
        trace=tuple(trace),
    )


def guessed(choice: Choice, one: Measure) -> bool:
    """True for an amount that is output only because nothing says what else it is."""
    return choice.metric == "output" and choice.word is None and not choice.rule and one.kind in ("mass", "rate")


def placed(around: About) -> tuple[dict[str, Span], dict[str, str]]:
    """Spans of the context fields, and from where they were carried."""
    spans: dict[str, Span] = {}
    carried: dict[str, str] = {}
    if around.name:
        spans["subject"] = around.name.span
        if around.name_from:
            carried["subject"] = around.name_from
    if around.when:
        spans["period"] = around.when.span
        if around.when.anchor:
            spans["period_anchor"] = around.when.anchor
        if around.when.edge:
            spans["period_edge"] = around.when.edge
        if around.when_from:
            carried["period"] = around.when_from
    elif around.dated:
        carried["period"] = "document"
    for part, found in (
        ("modality", around.modality),
        ("polarity", around.polarity),
        ("attribution", around.attribution),
        ("stage", around.stage),
    ):
        if found.span is not None:
            spans[part] = found.span
        if found.carried:
            carried[part] = found.carried
    return spans, carried


def valued(one: Measure, choice: Choice, based: str | None) -> Quantity:
    """The quantity with the sign of its direction word."""
    low, high = one.low, one.high
    if choice.negative is not None and low > 0:
        low, high = -high, -low
    card = metrics().get(choice.metric)
    unit = one.unit or (card.figure_unit or (card.zero_unit if one.low == 0 else None) if card else None) or "count"
    comparator = one.comparator
    if choice.metric == "earnings_per_share" and one.kind == "money" and "/" not in unit:
        unit += "/share"
    if choice.metric == "cycle_life" and unit == "count":
        unit = "cycles"
    if choice.metric in SIGNED and one.kind == "ratio" and one.unit_span is not None and one.factor == Fraction(1, 10000):
        low, high, unit = low * 100, high * 100, "percentage_point"  # basis points of change
    if choice.metric == "speed" and unit == "km":
        unit = "km/h"
    return Quantity(exact(low), exact(high), comparator, unit, based)


def counted(scene: Scene, passage: Passage, one: Measure, choice: Choice) -> str | None:
    """What is counted or measured, in the words of the text: the words right behind a count, else the metric's word."""
    text = scene.document.text
    if one.kind in ("number", "count", "mass", "rate"):
        end = one.whole.end
        limit = min(passage.span.end, end + (16 if scene.code == "zh" else 60))
        stops = scene.words["clause"] + scene.words["sentence_end"] + "|"
        while end < limit and text[end] not in stops:
            end += 1
        words = text[one.whole.end : end].strip()
        if words:
            return words
    return choice.word.of(text) if choice.word else None
