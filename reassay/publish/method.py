"""How the figures of a brief were made: formulas, grades of evidence, and whose rows under which licence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reassay.base.frame import Frame
from reassay.base.verdict import Evidence
from reassay.publish.beside import moved as weighs
from reassay.publish.counting import columns
from reassay.publish.sentence import Entry, Part, Rule, Sentence
from reassay.publish.wording import bare, say
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

SOURCE = "rule:method"


def method(entries: Sequence[Entry], rows: Sequence[Evidence]) -> Part:
    """The part on method."""
    known = table("method.toml")
    shown = any(weighs(one.verdict) for one in entries)
    formulas = tuple(Sentence(text, (SOURCE,)) for name, text in known["formulas"].items() if shown or name != "probability")
    grades = tuple(Sentence(text, (SOURCE,)) for text in known["grades"].values())
    return Part(
        Sentence(say("head_method")),
        (Sentence(say("method")),),
        parts=(
            Part(Sentence(say("head_formulas")), formulas, folded=((Sentence(say("head_computed")), computed(entries)),)),
            Part(Sentence(say("head_grades")), grades),
            licences(rows),
        ),
    )


def computed(entries: Sequence[Entry]) -> tuple[Sentence, ...]:
    """Every formula that a check of this brief computed with, once."""
    found: dict[str, Sentence] = {}
    for one in entries:
        for finding in one.findings:
            if finding.formula:
                text = say("formula", check=finding.check.replace("_", " "), formula=finding.formula)
                found.setdefault(text, Sentence(text, (finding.id,)))
    return tuple(found[text] for text in sorted(found)) or (Sentence(say("formula_none")),)


def licences(rows: Sequence[Evidence]) -> Part:
    """Publishers of the evidence that was used, their licences, and how many rows of which grades."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for row in rows:
        groups.setdefault((row.publisher, row.licence), []).append(row)
    head = columns("publisher", "licence", "rows", "grades", "retrieved")
    lines = tuple(licence(*key, groups[key]) for key in sorted(groups))
    return Part(Sentence(say("head_licences")), () if lines else (Sentence(say("licences_none")),), head if lines else (), lines)


def licence(publisher: str, terms: str, rows: Sequence[Evidence]) -> tuple[Sentence, ...]:
    """One publisher under one licence."""
    lead = rows[0].id
    until = max(row.retrieved_date for row in rows)
    newest = next(row.id for row in rows if row.retrieved_date == until)
    grades = "".join(sorted({str(row.values.get("confidence") or row.values.get("grade") or "") for row in rows}))
    return (
        Sentence(publisher, (lead,)),
        Sentence(terms or say("none_told"), (lead,), (terms,)),
        Sentence(f"{len(rows):,}", counts=((f"count:rows:{publisher}:{terms}", f"{len(rows):,}"),)),
        Sentence(grades or say("none_told"), facts=(grades,)),
        Sentence(bare(until) if until else say("none_told"), (newest,)),
    )


def used(assay_rows: Sequence[Evidence], frame: Frame, loaded: Mapping[str, Evidence]) -> list[Evidence]:
    """Rows that findings or the main series of measures rest on, each once."""
    found = {row.id: row for row in assay_rows}
    for one in frame.measured:
        for point in (*one.main.points, *one.main.wholes) if one.main else ():
            if point.source in loaded:
                found[point.source] = loaded[point.source]
    return [found[ident] for ident in sorted(found)]


def rules() -> dict[str, Rule]:
    """Our own words by the name under which a sentence cites them."""
    known, settling, sectors = table("method.toml"), table("settling.toml"), table("sectors.toml")
    settled = [text for part in ("metric", "family") for row in settling[part].values() for text in row[:2]]
    for value in settling["default"].values():
        settled += [value] if isinstance(value, str) else value[:2]
    registers = [card["title"] for card in table("lags.toml").values()]
    return {
        SOURCE: Rule((*known["formulas"].values(), *known["grades"].values(), *known["constants"]["told"])),
        "rule:settling": Rule((*settled, *settling["asks"].values(), *registers, *(card.title for card in metrics().values()))),
        "rule:sectors": Rule(tuple(card["asks"] for card in sectors["sector"].values())),
    }
