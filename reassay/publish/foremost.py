"""Which claims a long brief tells one by one: those that change most; the others are counted, and the ledger's exports hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reassay.base.document import Document
from reassay.base.verdict import Verdict
from reassay.publish.counting import counting
from reassay.publish.prose import KINDS, rank
from reassay.publish.sentence import Entry, Sentence

MOST = 400  # claims told one by one: some forty pages, as much as anybody reads


def foremost(entries: Sequence[Entry], before: Mapping[str, Verdict]) -> tuple[Entry, ...]:
    """Every claim of a short brief; of a long one the first MOST by what they change, in the order of their texts."""
    if len(entries) <= MOST:
        return tuple(entries)
    ranked = sorted(entries, key=lambda one: rank(KINDS.get(one.verdict.word, len(KINDS)), [one], before))
    return tuple(sorted(ranked[:MOST], key=lambda one: one.number))


def left_out(entries: Sequence[Entry], shown: Sequence[Entry]) -> tuple[Sentence, ...]:
    """How many claims are told here and how many only counted; nothing where all are told."""
    if len(shown) == len(entries):
        return ()
    counts = {"shown": len(shown), "rest": len(entries) - len(shown)}
    return (counting("claims_left", counts, {"shown": "claim", "rest": "claim"}, about="told_"),)


def read_first(documents: Sequence[Document], shown: Sequence[Entry], all_told: bool) -> list[Document]:
    """Documents that a brief lists: every one, or those of the claims that it tells."""
    ids = {one.document.id for one in shown}
    return [one for one in documents if all_told or one.id in ids]
