"""What is new, restated, newly testable or moved since the last judgement before this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reassay.base.frame import Frame
from reassay.base.verdict import Verdict
from reassay.publish.counting import counting
from reassay.publish.sentence import Entry, Part, Sentence, refs
from reassay.publish.wording import bare, glossary, say

KINDS = ("new", "restated", "newly", "moved")


def since(entries: Sequence[Entry], shown: Sequence[Entry], frame: Frame, as_of: str) -> Part:
    """The part on what changed, counted over all claims and told of those shown; one never judged before has nothing to compare with."""
    title = Sentence(say("head_since"))
    if not frame.last:
        return Part(title, (Sentence(say("since_never")),))
    groups = sorted_out(entries, frame.before, as_of)
    counts = {kind: len(groups[kind]) for kind in KINDS}
    first = counting("since", counts, day=bare(frame.last), about="since_")
    said = [Sentence(first.text, counts=(("last", bare(frame.last)), *first.counts))]
    groups = sorted_out(shown, frame.before, as_of)
    if groups["new"]:
        said.append(Sentence(say("since_new", refs=refs(groups["new"]))))
    for kind in KINDS[1:]:
        said += [step(kind, one, frame.before[one.claim.id]) for one in groups[kind]]
    return Part(title, tuple(said))


def sorted_out(entries: Sequence[Entry], before: Mapping[str, Verdict], as_of: str) -> dict[str, list[Entry]]:
    """Entries by what happened to them; each once."""
    groups: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for one in entries:
        kind = happened(before.get(one.claim.id), one.verdict, as_of)
        if kind:
            groups[kind].append(one)
    return groups


def happened(old: Verdict | None, now: Verdict, as_of: str) -> str:
    """What happened to a claim between two verdicts, "" for nothing."""
    if old is None:
        return "new"
    if now.word == "restated" != old.word:
        return "restated"
    ripe = bool(old.next_test_date) and old.as_of < str(old.next_test_date) <= as_of
    if ripe or (old.word == "not_testable_yet" != now.word):
        return "newly"
    return "moved" if old.word != now.word else ""


def step(kind: str, one: Entry, old: Verdict) -> Sentence:
    """One claim with both verdicts."""
    words = glossary("verdicts")
    told = say(f"since_{kind}", claim=one.rendering.text.removesuffix("."), refs=refs([one]), before=words[old.word], now=one.label)
    return Sentence(told, (one.claim.id, one.verdict.id, old.id))
