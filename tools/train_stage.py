"""Learns how much each sign of a claim's stage weighs, from the annotated corpora, and writes reassay/reference/stage_weights.toml.

train_stage.py          cross-validates by document, then writes the weights learned from all documents
train_stage.py --check  cross-validates only

A conditional logit with a penalty, by quasi-Newton steps: no random numbers, so the same corpora give the same file. Only
extracted numbers and events that pair with an annotated one (same value, overlapping words) are examples; a document counts with the
root of their number, so that a long table does not outvote ten notes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reassay import pipeline
from reassay.base.claim import Claim
from reassay.base.stage import STAGES
from reassay.base.text import Span
from reassay.extract.names import Name
from reassay.extract.reader import extract
from reassay.extract.scene import prepare
from reassay.extract.signs import signs
from reassay.extract.stage_words import NONE, stage_words

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
OUT = ROOT / "reassay" / "reference" / "stage_weights.toml"
FOLDERS = (("en", "en"), ("en", "more/en"), ("en", "more2/en"), ("zh", "zh"), ("zh", "more/zh"), ("zh", "more2/zh"))
ROUNDS, FOLDS = 60, 8
PENALTY = 6.0
SMALL = 0.1  # weights below are left out
HEAD = "# How much each sign of a claim's stage weighs; none: no stage is meant. Learned by tools/train_stage.py; do not edit.\n"


@dataclass(frozen=True, slots=True)
class Example:
    """What speaks for every candidate, and the annotated one; ``rows``: (sign, strength) pairs of each candidate."""

    document: str
    rows: tuple[tuple[tuple[str, float], ...], ...]
    right: int


CANDIDATES = (*STAGES, NONE)


def documents() -> Iterator[tuple[str, Path, Any]]:
    """Every annotated document with its scene."""
    for code, folder in FOLDERS:
        for path in sorted((CORPUS / folder).glob("*.txt")):
            meta = json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
            document = pipeline.document(path.read_text("utf-8"), meta.get("publisher"), meta.get("published"), code, path.name)
            yield f"{folder}/{path.stem}", path, prepare(document, pipeline.known_names())


def usual_shares() -> dict[str, float]:
    """The mean share of each stage in the documents that speak of any."""
    shares = [words.share for _, _, scene in documents() if (words := stage_words(scene)).every]
    return {name: round(sum(share.get(name, 0.0) for share in shares) / len(shares), 3) for name in STAGES}


def examples(usual: dict[str, float]) -> Iterator[Example]:
    """Every extracted number or event that pairs with an annotated one."""
    for name, path, scene in documents():
        gold = [row for row in json.loads(path.with_suffix(".gold.json").read_text("utf-8")) if not isinstance(row["value"], str)]
        words = stage_words(scene)
        for claim in extract(scene.document, pipeline.known_names()):
            place, row = claim.at("value") or claim.at("event"), annotated(gold, claim)
            if place is None or row is None:
                continue
            passage = next(part for part in scene.passages if Span(*place).within(part.span))
            about = claim.at("subject")
            subject = Name(Span(*about), claim.subject or "", "", claim.subject_id) if about else None
            found = signs(scene, words, passage, Span(*place), claim.metric, subject, usual)
            rows = tuple(tuple((sign, value) for sign, value in sorted(found[one].items()) if value) for one in CANDIDATES)
            yield Example(name, rows, CANDIDATES.index(row.get("stage") or NONE))


def annotated(gold: list[dict[str, Any]], claim: Claim) -> dict[str, Any] | None:
    """The annotated row of a claim, taken off the list; one with the same metric first."""
    pairs = [row for row in gold if row["start"] < claim.span.end and claim.span.start < row["end"] and same(row, claim)]
    if not pairs:
        return None
    found = next((row for row in pairs if row["metric"] == claim.metric), pairs[0])
    gold.remove(found)
    return found


def same(row: dict[str, Any], claim: Claim) -> bool:
    """True when an annotated row and a claim tell the same number or event."""
    if row["value"] is None or claim.quantity is None:
        return row["value"] is None and claim.quantity is None and row.get("event") == claim.event
    low = row["value"][0] if isinstance(row["value"], list) else row["value"]
    return math.isclose(float(claim.quantity.low), float(low), rel_tol=1e-5, abs_tol=1e-12)


def learn(chosen: Sequence[Example]) -> dict[str, float]:
    """Weights at the top of the penalised likelihood."""
    signs = sorted({sign for example in chosen for row in example.rows for sign, _ in row})
    at = {sign: index for index, sign in enumerate(signs)}
    per = Counter(example.document for example in chosen)
    total = sum(count**0.5 for count in per.values())
    parts = [len(chosen) / total / per[example.document] ** 0.5 for example in chosen]
    coded = [
        ([[(at[sign], value) for sign, value in row] for row in one.rows], one.right, part) for one, part in zip(chosen, parts, strict=True)
    ]
    return dict(zip(signs, descend(lambda weigh: cost(coded, weigh), [0.0] * len(signs)), strict=True))


def cost(coded: Sequence[tuple[list[list[tuple[int, float]]], int, float]], weigh: Sequence[float]) -> tuple[float, list[float]]:
    """Penalised negative likelihood and its slope."""
    value = PENALTY / 2 * sum(weight * weight for weight in weigh)
    slope = [PENALTY * weight for weight in weigh]
    for rows, right, part in coded:
        found = softmax([sum(weigh[sign] * strength for sign, strength in row) for row in rows])
        value -= part * math.log(max(found[right], 1e-12))
        for at, (row, chance) in enumerate(zip(rows, found, strict=True)):
            push = part * (chance - (at == right))
            for sign, strength in row:
                slope[sign] += push * strength
    return value, slope


def descend(about: Callable[[Sequence[float]], tuple[float, list[float]]], weigh: list[float]) -> list[float]:
    """The lowest point of a convex function, by steps that remember the last few slopes (L-BFGS)."""
    value, slope = about(weigh)
    past: list[tuple[list[float], list[float], float]] = []
    for _ in range(ROUNDS):
        way = [-part for part in direction(slope, past)]
        step, fall = 1.0 if past else 1.0 / max(map(abs, slope)), dot(slope, way)
        while True:
            there = [weight + step * part for weight, part in zip(weigh, way, strict=True)]
            lower, steep = about(there)
            if lower <= value + 1e-4 * step * fall or step < 1e-9:
                break
            step /= 2
        moved, bent = minus(there, weigh), minus(steep, slope)
        gain = value - lower
        weigh, value, slope = there, lower, steep
        if gain < 1e-4 or dot(moved, bent) <= 0:
            break
        past = [*past[-7:], (moved, bent, 1 / dot(moved, bent))]
    return weigh


def direction(slope: list[float], past: Sequence[tuple[list[float], list[float], float]]) -> list[float]:
    """The slope bent by what the last steps told of the curve."""
    found, kept = slope, []
    for moved, bent, part in reversed(past):
        much = part * dot(moved, found)
        kept.append(much)
        found = [one - much * two for one, two in zip(found, bent, strict=True)]
    if past:
        scale = 1 / past[-1][2] / dot(past[-1][1], past[-1][1])
        found = [scale * one for one in found]
    for (moved, bent, part), much in zip(past, reversed(kept), strict=True):
        less = part * dot(bent, found)
        found = [one + (much - less) * two for one, two in zip(found, moved, strict=True)]
    return found


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """Sum of the products."""
    return sum(one * two for one, two in zip(a, b, strict=True))


def minus(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """Difference, part by part."""
    return [one - two for one, two in zip(a, b, strict=True)]


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities."""
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def chances(example: Example, weigh: dict[str, float]) -> list[float]:
    """Probability of each candidate."""
    scores = [sum(weigh.get(sign, 0.0) * value for sign, value in row) for row in example.rows]
    return softmax(scores)


def crossed(every: Sequence[Example]) -> tuple[dict[str, list[bool]], Counter[tuple[str, str]]]:
    """What is right per folder when each fold of documents is read with weights learned from the others; and what is taken for what."""
    stems = sorted({example.document for example in every})
    hits: dict[str, list[bool]] = defaultdict(list)
    taken: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        held = set(stems[fold::FOLDS])
        weigh = pruned(learn([example for example in every if example.document not in held]))
        for example in every:
            if example.document in held:
                found = chances(example, weigh)
                best = found.index(max(found))
                hits[example.document.rpartition("/")[0]].append(best == example.right)
                taken[CANDIDATES[example.right], CANDIDATES[best]] += 1
    return hits, taken


def pruned(weigh: dict[str, float]) -> dict[str, float]:
    """The weights worth shipping."""
    return {sign: round(value, 2) for sign, value in sorted(weigh.items()) if abs(value) >= SMALL}


def main() -> None:
    """Cross-validate, learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    usual = usual_shares()
    every = list(examples(usual))
    hits, taken = crossed(every)
    right = sum(sum(found) for found in hits.values())
    print(f"{len(every)} examples of {len({example.document for example in every})} documents; right in cross-validation by document:")
    for folder, found in [*sorted(hits.items()), ("all", [True] * right + [False] * (len(every) - right))]:
        print(f"  {folder:10} {sum(found) / len(found):.3f}")
    print("most often taken for another:")
    for (gold, got), count in [pair for pair in taken.most_common() if pair[0][0] != pair[0][1]][:8]:
        print(f"  {gold} for {got}: {count}")
    if check:
        return
    seen = hashlib.sha256("\n".join(map(repr, every)).encode()).hexdigest()[:16]
    lines = [f'{HEAD}training = "{seen}"', "", "[usual] # share of each stage among the stage words of a document"]
    lines += [f"{name} = {value}" for name, value in usual.items()]
    lines += ["", "[weights]", *(f'"{sign}" = {value}' for sign, value in pruned(learn(every)).items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
