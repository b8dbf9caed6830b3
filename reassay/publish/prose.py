"""What moved, who says so, and the notice: the paragraphs of a brief, each sentence with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.verdict import ADVERSE, Verdict
from reassay.base.view import View
from reassay.publish.beside import marked
from reassay.publish.counting import counting
from reassay.publish.reasons import reason
from reassay.publish.sentence import Entry, Sentence, ids, refs
from reassay.publish.unsettled import asked
from reassay.publish.wording import amount, bare, glossary, many, say, short, thing, told, who
from reassay.reference.register import register

NEVER: Mapping[str, Verdict] = {}  # of a ledger that was never judged before
FIRST = 14  # most groups of claims among what moved
KINDS = {word: place for place, word in enumerate((*ADVERSE, "corroborated", "not_testable_yet"))}  # verdicts worth reading first, in order
CHANGES = ("growth_rate", "price_change")  # of a change and its levels, the change is told


def moved(entries: Sequence[Entry], before: Mapping[str, Verdict] = NEVER) -> list[Sentence]:
    """The claims worth reading first, by what they change: a verdict since the last judgement, its kind, the weight of what was found.

    Kinds in order: adverse verdicts, agreement from outside, those with a date of test, those without a number.
    """
    groups: dict[tuple[int, str, str, str], list[Entry]] = {}
    for one in entries:
        if one.verdict.word in KINDS:
            why = one.deciding.check if one.deciding and one.verdict.word == "not_testable_yet" else str(one.number)
            if one.verdict.word == "corroborated" and one.verdict.voices:
                why = repr(one.verdict.voices.clusters)
            about = f"{one.claim.metric} {one.claim.period.text if one.claim.period else ''} {one.claim.modality}"
            if one.deciding and one.deciding.claims and one.verdict.word in ADVERSE:  # one relation, told of each of its numbers
                about, why = one.deciding.check, " ".join(sorted({one.claim.id, *one.deciding.claims}))
            why += marked(one.verdict)
            groups.setdefault((KINDS[one.verdict.word], subject(one.claim), about, why), []).append(one)
    found = [moving(members) for _, members in sorted(groups.items(), key=lambda pair: rank(pair[0][0], pair[1], before))][:FIRST]
    found += numberless(entries)
    return found or [Sentence(say("moved_none"))]


def rank(kind: int, members: Sequence[Entry], before: Mapping[str, Verdict]) -> tuple[bool, int, Decimal, int]:
    """Where a group of claims stands: what changed a verdict first, then its kind, the heavier finding first, then place."""
    changed = any(one.claim.id in before and before[one.claim.id].word != one.verdict.word for one in members)
    parts = [abs(part.odds) for one in members if one.verdict.odds for part in one.verdict.odds.parts]
    return not changed, kind, -max(parts, default=Decimal(0)), members[0].number


def subject(claim: Claim) -> str:
    """The subject as claims are grouped by it."""
    return claim.subject_id or (claim.subject or "").casefold()


def moving(members: list[Entry]) -> Sentence:
    """One group: who, what, the references, the verdict and the finding that decided it."""
    first = next((one for one in members if one.claim.metric in CHANGES), members[0])
    same = [one for one in members if one.claim.metric == first.claim.metric and one.claim.period == first.claim.period]
    amounts = list(dict.fromkeys(amount(one.claim.quantity) for one in same if one.claim.quantity))
    what = told(first.claim, " and ".join(amounts)) if len(amounts) > 1 else told(first.claim)
    why = f" {capital(reason(first.deciding, first.claim))}." if first.deciding else ""
    voices = first.verdict.voices
    if first.verdict.word == "corroborated" and voices:
        why = f" {say('moved_voices', names=', '.join(dict.fromkeys(name for _, names in voices.clusters for name in names)))}"
    review = marked(first.verdict)
    spoken = min((who(one.claim) for one in members), key=lambda name: (len(name), name))
    built = say("built") if first.document.wording == "constructed" else ""
    label = glossary("verdicts")[first.verdict.word]
    words = say("moved", who=spoken + built, what=what, refs=refs(members), label=label, review=review, why=why)
    return Sentence(words, (*ids(members), *(ident for one in members for finding in one.findings for ident in finding.claims)))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def numberless(entries: Sequence[Entry]) -> list[Sentence]:
    """Claims without a number, by stage, with what they would have to state."""
    groups: dict[str, list[Entry]] = {}
    for one in entries:
        if any(finding.check == "no_number" and finding.outcome == "fires" for finding in one.findings):
            groups.setdefault(one.claim.stage or "none", []).append(one)
    return [Sentence(asking(stage, members), ids(members)) for stage, members in groups.items()]


def asking(stage: str, members: list[Entry]) -> str:
    """Who told what without a number, and what it would take to test it."""
    things = list(dict.fromkeys(thing(one.claim) or glossary("events").get(one.claim.event or "", "") for one in members))[:3]
    spoken: dict[str, str] = {}
    for name in sorted((who(one.claim) for one in members), key=lambda name: (len(name), name)):
        spoken.setdefault(next((subject(one.claim) for one in members if who(one.claim) == name), name), name)
    names = list(spoken.values())[:2]
    quoted = ", ".join(f"\u201c{one}\u201d" for one in things)
    return say("moved_open", who=listed(names), stage=glossary("stages")[stage], refs=refs(members), things=quoted, ask=asked(stage))


def voices(entries: Sequence[Entry], view: View) -> list[Sentence]:
    """Who says so: publishers, the voices they come down to, and voices outside the claimant's control."""
    groups: dict[tuple[tuple[str, tuple[str, ...]], ...], list[Entry]] = {}
    for one in entries:
        if one.verdict.voices:
            groups.setdefault(one.verdict.voices.clusters, []).append(one)
    found, chains = [], []
    lone: dict[str, list[list[Entry]]] = {}
    for clusters, members in sorted(groups.items(), key=lambda pair: pair[1][0].number):
        name = kind(clusters, members)
        if name in ("voice_own", "voice_unknown"):
            lone.setdefault(name, []).append(members)
        else:
            found.append(spoken(name, clusters, members, view))
        chains += [link for root, _ in clusters for member in members if (link := chain(member, root, view)) is not None]
    return [*found, *dict.fromkeys(chains), *(alone(name, several) for name, several in sorted(lone.items()))]


def alone(name: str, several: list[list[Entry]]) -> Sentence:
    """Publishers whose claims nobody else tells, each with its claims."""
    by: dict[str, list[Entry]] = {}
    for members in several:
        by.setdefault(members[0].document.source.name, []).extend(members)
    each = ", ".join(say("voice_each", names=names, refs=refs(members)) for names, members in by.items())
    return Sentence(say(name, each=each), tuple(one.verdict.id for members in several for one in members), tuple(by))


def spoken(name: str, clusters: tuple[tuple[str, tuple[str, ...]], ...], members: list[Entry], view: View) -> Sentence:
    """One group of claims with the same publishers and voices."""
    v = members[0].verdict.voices
    assert v is not None
    publishers = [name for _, inside in clusters for name in inside]
    roots = [rooted(name, inside) for name, inside in clusters]
    places = {
        "names": listed(publishers),
        "root": listed(roots),
        "cited": listed(cited(members, view) or roots),
        "refs": refs(members),
        "external": v.external or "none",
        "publishers": many(v.publishers, "publisher"),
        "voices": many(v.voices, "voice"),
    }
    counts = tuple((members[0].verdict.id, str(number)) for number in (v.publishers, v.voices, v.external))
    names = (*publishers, *roots, *cited(members, view))
    return Sentence(say(name, **places), tuple(one.verdict.id for one in members), names, counts)


def cited(members: list[Entry], view: View) -> list[str]:
    """Companies and their media that claims are about or attributed to, as the register names them."""
    found = {one.claim.subject_id for one in members if one.claim.subject_id}
    for one in members:
        known = view.entity(one.claim.attribution) if one.claim.attribution else None
        found |= {known} if known else set()
    return sorted(short(ident) or ident for ident in found)


def kind(clusters: tuple[tuple[str, tuple[str, ...]], ...], members: list[Entry]) -> str:
    """Which sentence fits: unknown owner, its own voice, another's voice, several of one voice, several voices."""
    if len(clusters) == 1 and clusters[0][0].startswith("unknown:"):
        return "voice_unknown"
    publishers = [name for _, inside in clusters for name in inside]
    if len(publishers) == 1:
        return "voice_own" if [rooted(name, inside) for name, inside in clusters] == publishers else "voice_one"
    v = members[0].verdict.voices
    return "voice_merged" if v is not None and v.voices == 1 else "voice_several"


def rooted(name: str, members: tuple[str, ...]) -> str:
    """The name of a voice: the entity at the top, else the publisher itself."""
    source = register().publisher(name.partition(":")[2])
    return short(name) or (source.name if source and source.name in members else members[0] if members else name)


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"


def chain(one: Entry, root: str, view: View) -> Sentence | None:
    """That the claim's subject stands under the voice it is traced to, from the newest edge of the register."""
    child = one.claim.subject_id
    edges = [edge for edge in view.edges() if edge.child == child and edge.parent == root]
    if child is None or not edges:
        return None
    edge = max(edges, key=lambda edge: (edge.as_of, edge.relation))
    names = (short(child) or child, short(root) or root, edge.relation, bare(edge.as_of) if edge.as_of[:4].isdigit() else edge.as_of)
    words = say("voice_chain", child=names[0], parent=names[1], relation=names[2], day=names[3])
    return Sentence(words, (), names[:3], (("edge:" + ">".join((edge.parent, edge.child)), names[3]),))


def notice(entries: Sequence[Entry], reply: str = "") -> list[Sentence]:
    """Disclosure and verification, counted from the ledger; where to send a reply."""
    total, numbers = len(entries), sum(one.claim.quantity is not None for one in entries)
    words = [one.verdict.word for one in entries]
    counted = {
        "claims": total,
        "numbered": numbers,
        "numberless": total - numbers,
        "supported": words.count("corroborated"),
        "alone": sum(one.verdict.voices is not None and one.verdict.voices.voices <= 1 for one in entries),
        "later": words.count("not_testable_yet"),
        "adverse": sum(one.adverse and not one.verdict.reviewed for one in entries),
        "reviewed": sum(one.verdict.reviewed for one in entries),
        "restated": len({one.document.id for one in entries if one.document.wording == "restated"}),
        "constructed": len({one.document.id for one in entries if one.document.wording == "constructed"}),
    }
    nouns = {"claims": "claim", "reviewed": "claim"}
    names = ["notice_numbers", "notice_outside", *(["notice_adverse"] if counted["adverse"] else []), "notice_reviewed", "notice_quotes"]
    names += ["notice_restated"] if counted["restated"] or counted["constructed"] else []
    told = [counting(name, counted, nouns) for name in names]
    return [*told, Sentence(say("notice_reply", reply=reply) if reply else say("notice_no_reply"), (), (reply,) if reply else ())]
