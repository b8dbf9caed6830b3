"""Claims by stage and verdict: a table of bubbles, each with its number in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from reassay.base.drawer import leaf
from reassay.base.stage import STAGES
from reassay.base.verdict import ADVERSE, VERDICTS
from reassay.publish.counting import counting
from reassay.publish.marks import Datum, dots, middle, rules, scaled, spec, texts
from reassay.publish.plot import Ground, Plot, count, heads, ink, look, sized, width, wrapped
from reassay.publish.sentence import Sentence
from reassay.publish.wording import glossary, say

LEFT, STEP, LINE = 204, 38, 44  # room for verdicts, and the pitch of columns and rows
SLANT, RISE, RUN = -50, 0.77, 0.65  # of the names above


@leaf()
def stages(ground: Ground) -> Iterator[Plot]:
    """Claims by stage and verdict."""
    counts = Counter((one.claim.stage or "none", one.verdict.word) for one in ground.entries)
    if not counts:
        return
    columns = [stage for stage in (*STAGES, "none") if any(stage == at for at, _ in counts)]
    words = [word for word in ("corroborated", *(one for one in VERDICTS if one != "corroborated")) if any(word == it for _, it in counts)]
    labels = {word: labelled(word, ground) for word in words}
    rows = tuple(
        (Sentence(glossary("stages")[at]), Sentence(labels[word]), count(f"stage:{at}:verdict:{word}", counts[at, word]))
        for at in columns
        for word in words
        if counts[at, word]
    )
    yield Plot("stages", *sentences(ground, counts, columns), heads("stages"), rows, picture(counts, columns, labels))


def labelled(word: str, ground: Ground) -> str:
    """A verdict in words; an adverse one with its mark, as long as nobody looked at one of its claims."""
    unseen = any(one.verdict.word == word and not one.verdict.reviewed for one in ground.entries)
    return glossary("verdicts")[word] + (say("unreviewed") if word in ADVERSE and unseen else "")


def sentences(ground: Ground, counts: Counter[tuple[str, str]], columns: list[str]) -> tuple[Sentence, Sentence, Sentence]:
    """Title, caption, and words for who cannot see it."""
    by = {stage: sum(number for (at, _), number in counts.items() if at == stage) for stage in columns}
    placed = [stage for stage in columns if stage != "none"] or columns
    most = max(placed, key=lambda stage: (by[stage], -columns.index(stage)))
    supported = sum(number for (_, word), number in counts.items() if word == "corroborated")
    adverse = sum(number for (_, word), number in counts.items() if word in ADVERSE)
    told = {"claims": len(ground.entries), "supported": supported, "adverse": adverse}
    verbs: dict[str, object] = {"supported_be": be(supported), "adverse_be": be(adverse)}
    verbs |= {"stage": glossary("stages")[most], "most": f"{by[most]:,}"}
    title = counting("plot_stages", told, {"claims": "claim"}, (), (), "", **verbs)
    title = replace(title, counts=(*title.counts, (f"count:stage:{most}:claims", f"{by[most]:,}")))
    each = ", ".join(f"{glossary('stages')[stage]} {by[stage]:,}" for stage in columns)
    alt = Sentence(say("plot_stages_alt", each=each), counts=tuple((f"count:stage:{stage}:claims", f"{by[stage]:,}") for stage in columns))
    return title, Sentence(say("plot_stages_caption")), alt


def be(number: int) -> str:
    """The verb of a count."""
    return say("be_one" if number == 1 else "be_several")


def picture(counts: Counter[tuple[str, str]], columns: list[str], labels: dict[str, str]) -> Datum:
    """Bubbles by stage and verdict, their numbers in them."""
    words = list(labels)
    step = min(STEP, (look("paper")["width"] - LEFT - 8) // len(columns))
    inner = (step * len(columns), LINE * len(words))
    x, y = scaled("x", 0, inner[0]), scaled("y", inner[1], 0)
    bubbles: list[Datum] = []
    for (stage, word), number in sorted(counts.items()):
        fill, shape = look("verdict")[word]
        place = {"x": step * (columns.index(stage) + 0.5), "y": LINE * (words.index(word) + 0.5)}
        size = sized(number, max(counts.values()), 330, 450)
        looks = {"fill": ink(fill), "ink": ink("grey"), "shape": shape, "size": size}
        bubbles.append({**place, **looks, "label": f"{number:,}", "cites": f"count:stage:{stage}:verdict:{word}"})
    lines = [{"x": 0, "x2": inner[0], "y": LINE * (row + 0.5)} for row in range(len(words))]
    uprights = [{"y": 0, "y2": inner[1], "x": step * (column + 0.5)} for column in range(len(columns))]
    lines_of = [wrapped(label, LEFT - 12) for label in labels.values()]
    named = [{"x": -8, "y": middle(LINE * (row + 0.5), label), "label": label} for row, label in enumerate(lines_of)]
    above = [{"x": step * (column + 0.5), "y": -6, "label": glossary("stages")[stage]} for column, stage in enumerate(columns)]
    layers = [
        rules(lines, x, y, x2="x2", color=ink("pale")),
        rules(uprights, x, y, y2="y2", color=ink("pale")),
        dots(bubbles, x, y),
        texts(bubbles, x, y, "center"),
        texts(named, x, y, "right"),
        texts(above, x, y, "left", angle=SLANT),
    ]
    top = 12 + RISE * max(width(one["label"]) for one in above)
    over = max(one["x"] + RUN * width(one["label"]) for one in above) - inner[0]
    right = max(8, over, look("paper")["width"] - LEFT - inner[0])
    return spec(layers, inner, left=LEFT, top=round(top), right=round(right), bottom=8)
