"""Sentence and Entry: words of a brief with the ids of what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.verdict import Finding, Verdict

TITLE = 80  # most characters of a first line that is taken for a title


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of the brief with the ids of what they rest on, the counts they tell by name, and the names and dates they may use."""

    text: str
    cites: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()  # (name of a count, the count as printed)


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the brief."""

    number: int
    claim: Claim
    document: Document
    verdict: Verdict
    findings: tuple[Finding, ...]
    label: str
    rendering: Sentence
    quote: str
    origin: Sentence
    how: tuple[Sentence, ...]
    adverse: bool

    @property
    def heading(self) -> str:
        """What its document is called."""
        return heading(self.document)

    @property
    def deciding(self) -> Finding | None:
        """The finding that argued for the verdict."""
        return next((one for one in self.findings if one.outcome == "fires" and one.suggests == self.verdict.word), None)


def heading(document: Document) -> str:
    """What a document is called: its title, else a first line that is no sentence, else its file's name."""
    first = document.text.lstrip().partition("\n")[0].strip(" #")
    line = first if 0 < len(first) <= TITLE and first[-1] not in ".!?\u3002\uff1b" else ""
    return document.title or line or document.name


def refs(entries: Sequence[Entry]) -> str:
    """References to entries: neighbours as a range."""
    runs: list[list[int]] = []
    for number in sorted(entry.number for entry in entries):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(f"[c{run[0]}]" if len(run) == 1 else f"[c{run[0]}]{'–' if len(run) > 2 else ' '}[c{run[-1]}]" for run in runs)


def ids(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What entries rest on: claims, documents, verdicts and findings."""
    return tuple(
        ident for one in entries for ident in (one.claim.id, one.document.id, one.verdict.id, *(finding.id for finding in one.findings))
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a brief: sentences, a table of them, lines to unfold, and parts below it."""

    title: Sentence
    said: tuple[Sentence, ...] = ()
    head: tuple[Sentence, ...] = ()
    rows: tuple[tuple[Sentence, ...], ...] = ()
    folded: tuple[tuple[Sentence, tuple[Sentence, ...]], ...] = ()
    parts: tuple[Part, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Everything it says, heads of columns as well."""
        yield from (self.title, *self.said, *self.head)
        yield from (cell for row in self.rows for cell in row)
        for title, lines in self.folded:
            yield from (title, *lines)
        for part in self.parts:
            yield from part.sentences()


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of our own data that are printed as they stand: a formula, what would settle a claim, what a grade means."""

    texts: tuple[str, ...]
