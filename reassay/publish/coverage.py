"""What was read, what failed, and what could not be checked for want of which input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reassay.base.document import Document
from reassay.base.frame import Frame
from reassay.base.verdict import Assay
from reassay.publish.counting import columns, counting
from reassay.publish.foremost import read_first
from reassay.publish.sentence import Entry, Part, Sentence, heading
from reassay.publish.wording import bare, glossary, say

NO_SERIES = "no comparable series"  # as a measure says it of itself


def coverage(assay: Assay, entries: Sequence[Entry], shown: Sequence[Entry], frame: Frame) -> Part:
    """The part on coverage. A failure is a state that is shown and counted, never left out."""
    failed = [one for one in assay.problems if one.level == "error"]
    counts = {
        "read": len(assay.documents),
        "failed": len(failed),
        "told": len(entries),
        "repeated": sum(one.duplicate for one in assay.claims),
        "refused": sum("refused" in one.what for one in assay.problems),
        "noseries": sum(one.word == NO_SERIES for one in frame.measured),
    }
    return Part(
        Sentence(say("head_coverage")),
        (counting("coverage", counts, {"read": "document", "told": "claim"}, about="coverage_"),),
        parts=(pages(assay.documents, entries, shown), *trouble(assay), lacking(entries)),
    )


def pages(documents: Sequence[Document], entries: Sequence[Entry], shown: Sequence[Entry]) -> Part:
    """Every document with the number of its claims; of a long brief those whose claims it tells, and how many more there are."""
    listed = read_first(documents, shown, len(shown) == len(entries))
    more = {"rest": len(documents) - len(listed)}
    said = (counting("documents_left", more, {"rest": "document"}, about="pages_"),) if more["rest"] else ()
    told = Counter(one.document.id for one in entries)
    bare_of = Counter(one.document.id for one in entries if one.claim.quantity is None)
    head = columns("document", "publisher", "day", "wording", "claims", "numberless")
    rows = tuple(page(one, told[one.id], bare_of[one.id]) for one in listed)
    return Part(Sentence(say("head_read")), said, head, rows)


def page(one: Document, claims: int, without: int) -> tuple[Sentence, ...]:
    """One document."""
    day = bare(one.published.value) if one.published else say("undated")
    return (
        Sentence(heading(one), (one.id,), (heading(one),)),
        Sentence(one.source.name, (one.id,)),
        Sentence(day, (one.id,)),
        Sentence(glossary("wordings")[one.wording]),
        Sentence(f"{claims:,}", counts=((f"count:document:{one.id}:claims", f"{claims:,}"),)),
        Sentence(f"{without:,}", counts=((f"count:document:{one.id}:numberless", f"{without:,}"),)),
    )


def trouble(assay: Assay) -> list[Part]:
    """What was not read or only in part, each problem in its own words."""
    lines = tuple(
        Sentence(line, (), (line,), (("problem", line),)) for line in sorted({one.line() for one in assay.problems if "/" not in one.where})
    )
    return [Part(Sentence(say("head_failed")), lines)] if lines else []


def lacking(entries: Sequence[Entry]) -> Part:
    """Inputs that checks lacked, by how many claims they would have been asked of."""
    wants: dict[str, set[str]] = {}
    for one in entries:
        for finding in one.findings:
            if finding.outcome == "lacks":
                for name in finding.lacks:
                    wants.setdefault(name, set()).add(finding.id)
    rows = []
    for name, found in sorted(wants.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        number = f"{len(found):,}"
        rows.append((Sentence(name, (min(found),)), Sentence(number, counts=((f"count:lacks:{name}", number),))))
    head = columns("input", "checks")
    return Part(Sentence(say("head_lacking")), () if rows else (Sentence(say("lacking_none")),), head if rows else (), tuple(rows))
