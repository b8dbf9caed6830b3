"""What a brief says about the gap: each measure with its series or the want of one, and all claims against those supported from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reassay.base.frame import Frame
from reassay.base.gap import Benchmark, Beside, Measured, Series
from reassay.publish.counting import columns, counting
from reassay.publish.gaps import between, count, lines, percent, points
from reassay.publish.sentence import Entry, Part, Sentence, refs
from reassay.publish.wording import bare, glossary, say, spelled
from reassay.reference.grammar import table


def distance(entries: Sequence[Entry], shown: Sequence[Entry], frame: Frame) -> Part:
    """The part on the gap, told of what is loaded and of nothing else."""
    title = Sentence(say("head_gap"))
    if not frame.measured:
        return Part(title, (Sentence(say("gap_none")),), parts=(*laws(frame), *([supported(frame)] if frame.support else ())))
    sides = {"first": frame.sides[0], "second": frame.sides[1]}
    entering = set(frame.enters)
    telling = [one for one in entries if one.claim.id in entering]
    said = [counting("gap_measures", {"measures": len(frame.measured), "trended": trended(frame.measured)})]
    numbers = {one.number for one in shown}
    said.append(enters(len(telling), [one for one in telling if one.number in numbers]))
    head = columns("measure", "series", "time", "first", "second", "gap", "index", "trend", facts=frame.sides, **sides)
    folded = tuple((Sentence(say("gap_rests", measure=one.title), (key(one),)), tuple(told(one, sides, frame))) for one in frame.measured)
    return Part(
        title,
        tuple(said),
        head,
        tuple(row(one, frame) for one in frame.measured),
        folded,
        (*laws(frame), supported(frame)),
    )


def laws(frame: Frame) -> Iterator[Part]:
    """Benchmarks of law with their dates, each with what it takes to test it; no part where none is of these stages."""
    if frame.benchmarks:
        rows = []
        for one in frame.benchmarks:
            texts = (glossary("stages")[one.stage], one.says, one.by, one.source, bare(one.dated), say("law_open", needs=one.needs))
            rows.append(tuple(Sentence(text, (f"benchmark:{one.id}",)) for text in texts))
        head = columns("stage", "law_says", "law_by", "law_source", "law_dated", "law_tested")
        first, cites = frame.benchmarks[0], (f"benchmark:{frame.benchmarks[0].id}",)
        title, note = say("head_laws", law=first.law), say("laws_note", bloc=first.bloc)
        yield Part(Sentence(title, cites), (Sentence(note, cites),), head, tuple(rows))


def trended(found: Sequence[Measured]) -> int:
    """Measures of which a trend could be told, be it that there is none."""
    return sum(one.slope is not None for one in found)


def enters(count: int, telling: Sequence[Entry]) -> Sentence:
    """How many claims are of a measured series, with those told one by one; no measure is changed by a claim."""
    if not count:
        return Sentence(say("gap_enters_none"))
    ids = tuple(one.claim.id for one in telling)
    return counting("gap_enters", {"entering": count}, {"entering": "claim"}, ids, refs=refs(telling))


def key(one: Measured) -> str:
    """Id of a measure in the page."""
    return f"measure:{one.id}"


def row(one: Measured, frame: Frame) -> tuple[Sentence, ...]:
    """A measure in one line; what it has no figure for is said, never left to be read as nought."""
    none = say("none_told")
    standing = one.standing
    cells = (
        f"{glossary('stages')[one.stage]}: {one.title}",
        one.main.title if one.main else none,
        spelled(standing.time) if standing else none,
        percent(standing.first) if standing else none,
        percent(standing.second) if standing else none,
        between(standing.gap, 1) if standing else none,
        between(standing.index, 0) if standing else none,
        one.word,
    )
    return tuple(Sentence(cell, (key(one),), frame.sides) for cell in cells)


def told(one: Measured, sides: dict[str, str], frame: Frame) -> Iterator[Sentence]:
    """The lines of a measure: what it rests on, what was not compared, what would make a series."""
    yield from (Sentence(line, (key(one), "rule:method"), frame.sides) for line in lines(one, sides))


def supported(frame: Frame) -> Part:
    """All claims against those that a voice outside the claimant's control supports, by stage."""
    title = Sentence(say("head_support"))
    if not frame.support:
        return Part(title, (Sentence(say("support_none")),))
    names = ("claims", "achieved", "supported", "alone", "ahead", "adverse")
    rows = [support_row(one.stage, {name: getattr(one, name) for name in names}) for one in frame.support]
    whole = {name: sum(getattr(one, name) for one in frame.support) for name in names}
    head = columns("stage", "claims", "reached", "supported", "alone", "only_ahead", "adverse")
    return Part(title, (counting("support", whole, {"achieved": "claim"}, about="support:"),), head, tuple(rows))


def support_row(stage: str, counts: dict[str, int]) -> tuple[Sentence, ...]:
    """The counts of a stage."""
    cells = [Sentence(f"{number:,}", counts=((f"count:support:{stage}:{name}", f"{number:,}"),)) for name, number in counts.items()]
    return (Sentence(glossary("stages")[stage]), *cells)


def measure_strings(one: Measured) -> Iterator[str]:
    """Strings that a sentence on a measure may use."""
    yield from (one.title, one.stage, one.wanted, *one.notes, "0")
    for series in (*((one.main,) if one.main else ()), *one.others):
        yield from series_strings(series)
    if one.standing:
        at = one.standing
        yield from (at.time, spelled(at.time), percent(at.first), percent(at.second), points(at.gap), between(at.gap, 1), at.largest)
        yield from (between(at.index, 0), between(at.effective, 1), f"{100 * at.without:.1f}", f"{100 * at.supported:.0f}")
        yield from (f"{at.logit:+.3f}" if at.logit is not None else "", f"{at.dominance:+.2f}" if at.dominance is not None else "")
    for time, held in one.path:
        yield from (time, f"{100 * held:.1f}", percent((held, held)))
    for time, ends in one.second:
        yield from (time, percent(ends))
    for beside in one.beside:
        yield from (beside.series, beside.publisher, spelled(beside.time), percent((beside.share, beside.share)), edition(beside))
    if one.slope and one.order and one.rising is not None:
        yield from (f"{number:+.3f}" for number in one.slope)
        yield from (f"{one.rising:.3f}", f"{one.order[0]:.2f}", f"{one.order[1]:.2f}")
    if one.lead:
        level, years, span = one.lead
        yield from (f"{level:,.0f}", f"{span:.0f}", f"{years:.1f}" if years is not None else "")


def edition(one: Beside) -> str:
    """Who printed a share, and in which edition."""
    return f"{one.publisher}, {spelled(one.edition)}"


def law_strings(one: Benchmark) -> Iterator[str]:
    """Strings that a sentence on a benchmark may use."""
    yield from (one.law, one.bloc, one.says, one.by, one.source, one.needs, bare(one.dated))
    yield from one.source.partition(", ")[::2]


def series_strings(series: Series) -> Iterator[str]:
    """Strings that name a series."""
    times = series.times
    yield from (series.title, series.publisher, *times, count(len(times), "point"), count(len(series.points), "figure"))
    yield from (f"grade {series.grade}", *(point.lineage.removeprefix("lineage:") for point in series.points))


def fixed() -> tuple[str, ...]:
    """Numbers and names of our own formulas."""
    return tuple(table("method.toml")["constants"]["told"])
