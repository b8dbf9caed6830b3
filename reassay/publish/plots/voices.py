"""Who repeats whom and who belongs to whom: publishers, the companies whose words they pass on, and the voices above both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reassay.base.drawer import leaf
from reassay.publish.counting import noun
from reassay.publish.marks import Datum, dots, path, rules, scaled, spec, texts
from reassay.publish.plot import Ground, Plot, Row, count, cut, heads, ink, joined, look
from reassay.publish.prose import rooted
from reassay.publish.sentence import Entry, Sentence
from reassay.publish.wording import say, short

STEP, LEFT, MIDDLE, RIGHT = 28, 170, 310, 430
FEW = 4  # names in a title
UNKNOWN = "unknown:"


@dataclass(slots=True)
class Speaker:
    """A publisher: its claims, whose words it passes on, to whom it belongs."""

    name: str
    claims: int = 0
    repeats: Counter[tuple[str, str]] = field(default_factory=Counter)  # (company or the voice itself, voice)
    belongs: str = ""
    known: bool = True


@leaf()
def voices(ground: Ground) -> Iterator[Plot]:
    """The graph of voices: who repeats whom, who owns whom."""
    every = speakers(ground.entries, ground)
    if not every:
        return
    kept = sorted(every, key=lambda one: (-one.claims, one.name))[: look("voices")["most"]]
    kept.sort(
        key=lambda one: (not (one.repeats or one.belongs), one.belongs or min((root for _, root in one.repeats), default=""), one.name)
    )
    merged = sorted({root for one in kept for _, root in one.repeats} | {one.belongs for one in kept if one.belongs})
    tied = [one.name for one in kept if one.repeats or one.belongs]
    names = tuple(sorted({one.name for one in kept} | set(merged) | {who for one in kept for who, _ in one.repeats}))
    places = {"tied": listed(tied), "roots": listed(merged)}
    title = Sentence(say("plot_voices" if merged else "plot_voices_apart", **places), (), names)
    told = tuple((f"count:publisher:{one.name}", f"{one.claims:,}") for one in kept)
    alt = Sentence(say("plot_voices_alt", each="; ".join(spoken(one) for one in kept)), (), names, told)
    rows = tuple(row(one) for one in kept)
    yield Plot("voices", title, Sentence(say("plot_voices_caption")), alt, heads("voices"), rows, picture(kept))


def listed(names: Sequence[str]) -> str:
    """Names, the first few where they are many."""
    return joined([*names[:FEW], say("plot_others")] if len(names) > FEW + 1 else names)


def speakers(entries: Sequence[Entry], ground: Ground) -> list[Speaker]:
    """Every publisher of the entries, in the order of its first claim."""
    found: dict[str, Speaker] = {}
    parents = {(edge.child, edge.parent) for edge in ground.view.edges()}
    for one in entries:
        name, counted = one.document.source.name, one.verdict.voices
        speaker = found.setdefault(name, Speaker(name))
        speaker.claims += 1
        for root, members in counted.clusters if counted else ():
            if name not in members:
                continue
            voice = rooted(root, members)
            speaker.known &= not root.startswith(UNKNOWN)
            owner = one.document.source.owner
            if owner is not None and (owner == root or (owner, root) in parents) and voice != name:
                speaker.belongs = voice
            subject = one.claim.subject_id
            under = subject is not None and subject != root and (subject, root) in parents
            told = (short(subject) or subject) if under and subject else voice
            if told != name and (under or not speaker.belongs) and not root.startswith(UNKNOWN):
                speaker.repeats[told, voice] += 1
    return list(found.values())


def spoken(one: Speaker) -> str:
    """A publisher in words."""
    places = {"publisher": one.name, "claims": noun(f"{one.claims:,}", "claim"), "told": joined(sorted(who for who, _ in one.repeats))}
    words = say("plot_voices_repeats" if one.repeats else "plot_voices_own", **places)
    return words + (say("plot_voices_belongs", owner=one.belongs) if one.belongs else "" if one.known else say("plot_voices_unknown"))


def row(one: Speaker) -> Row:
    """A publisher as a line of the table."""
    told = joined(sorted(who for who, _ in one.repeats)) or say("none_told")
    belongs = one.belongs or say("none_told" if one.known else "owner_unknown")
    names = tuple(name for pair in one.repeats for name in pair)
    cells = (Sentence(told, (), names), Sentence(belongs, (), (one.belongs,)))
    return (Sentence(one.name, (), (one.name,)), count(f"publisher:{one.name}", one.claims), *cells)


def picture(kept: Sequence[Speaker]) -> Datum:
    """Publishers on the left, companies in the middle, the voices above them on the right."""
    inner = (look("paper")["width"], STEP * len(kept) + 22)
    ys = {one.name: 22 + STEP * (number + 0.5) for number, one in enumerate(kept)}
    voice_at = spread({root: [ys[one.name] for one in kept if root in roots(one)] for one in kept for root in roots(one)})
    companies: dict[str, list[float]] = {}
    for one in kept:
        for who, root in one.repeats:
            if who != root:
                companies.setdefault(who, []).append(ys[one.name])
    company_at = spread(companies)
    passed, owned = strokes(kept, ys, company_at, voice_at)
    x, y = scaled("x", 0, inner[0]), scaled("y", inner[1], 0)
    looks = {"shape": "circle", "size": 110, "ink": ink("black")}
    left = [{"x": LEFT, "y": ys[one.name], "fill": ink("blue" if one.known else "white"), **looks} for one in kept]
    mid = [{"x": MIDDLE, "y": at, "fill": ink("orange"), **looks, "shape": "square"} for at in company_at.values()]
    right = [{"x": RIGHT, "y": at, "fill": ink("green"), **looks, "shape": "diamond", "size": 150} for at in voice_at.values()]
    names = [{"x": LEFT - 12, "y": ys[one.name], "label": cut(one.name, LEFT - 18)} for one in kept]
    alone = [
        {"x": LEFT + 14, "y": ys[one.name], "label": say("plot_voices_alone" if one.known else "owner_unknown")}
        for one in kept
        if not roots(one) and one.name not in voice_at
    ]
    above = [{"x": MIDDLE, "y": at + 15, "label": cut(who, 136)} for who, at in company_at.items()]
    tops = [{"x": RIGHT + 12, "y": at, "label": cut(root, inner[0] - RIGHT - 14)} for root, at in voice_at.items()]
    shown = (say("plot_voices_publishers"), say("plot_voices_companies"), say("plot_voices_tops"))
    heads = [{"x": at, "y": 8, "label": head} for at, head in zip((LEFT, MIDDLE, RIGHT), shown, strict=True)][: 3 if voice_at else 1]
    layers = [
        path(owned, x, y, strokeDash=[6, 4], color=ink("green"), strokeWidth=2),
        path(passed, x, y, color=ink("black"), strokeWidth=1.5),
        dots([*left, *mid, *right], x, y),
        texts(names, x, y, "right"),
        texts(alone, x, y, "left", color=ink("grey")),
        texts(above, x, y, "center"),
        texts(tops, x, y, "left"),
        texts(heads, x, y, "center", bold=True),
        rules([{"x": 0, "x2": inner[0], "y": 20}], x, y, x2="x2", color=ink("pale")),
    ]
    return spec(layers, inner)


def roots(one: Speaker) -> set[str]:
    """The voices a publisher is tied to."""
    return {root for _, root in one.repeats} | ({one.belongs} if one.belongs else set())


def spread(wanted: dict[str, list[float]]) -> dict[str, float]:
    """A height for each name, near the middle of what it is tied to, and no two closer than a row."""
    placed: dict[str, float] = {}
    last = 0.0
    for name, ties in sorted(wanted.items(), key=lambda pair: (sum(pair[1]) / len(pair[1]), pair[0])):
        last = max(sum(ties) / len(ties), last + STEP if placed else 0.0)
        placed[name] = round(last, 1)
    return placed


def strokes(
    kept: Sequence[Speaker], ys: dict[str, float], company_at: dict[str, float], voice_at: dict[str, float]
) -> tuple[list[Datum], list[Datum]]:
    """Points of the strokes: whose words are passed on, and who belongs to whom."""
    passed: set[tuple[float, float, float, float]] = set()
    owned: set[tuple[float, float, float, float]] = set()
    for one in kept:
        for who, root in one.repeats:
            at = (MIDDLE, company_at[who]) if who != root else (RIGHT, voice_at[root])
            passed.add((LEFT, ys[one.name], *at))
            if who != root:
                owned.add((MIDDLE, company_at[who], RIGHT, voice_at[root]))
        if one.name in voice_at:
            owned.add((LEFT, ys[one.name], RIGHT, voice_at[one.name]))
        if one.belongs:
            owned.add((LEFT, ys[one.name], RIGHT, voice_at[one.belongs]))
    return drawn(passed), drawn(owned)


def drawn(found: set[tuple[float, float, float, float]]) -> list[Datum]:
    """Strokes as points in turn."""
    return [
        {"x": end[0], "y": end[1], "line": number, "turn": turn}
        for number, (a, b, c, d) in enumerate(sorted(found))
        for turn, end in enumerate(((a, b), (c, d)))
    ]
