"""Learns how much each sign of a claim's stage weighs, from the annotated corpora, and writes reassay/reference/stage_weights.toml.

train_stage.py          cross-validates by document, then writes the weights learned from all documents
train_stage.py --check  cross-validates only

A conditional logit with a penalty, by plain gradient ascent: no random numbers, so the same corpora give the same file. Only extracted
numbers that pair with an annotated one (same value, overlapping words) are examples.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reassay import pipeline
from reassay.base.text import Span
from reassay.extract import stage as reader
from reassay.extract.reader import extract
from reassay.extract.scene import prepare

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
OUT = ROOT / "reassay" / "reference" / "stage_weights.toml"
FOLDERS = (("en", "en"), ("en", "more/en"), ("zh", "zh"), ("zh", "more/zh"))
ROUNDS, RATE, PENALTY, FOLDS = 120, 0.5, 0.01, 6
HEAD = "# How much each sign of a claim's stage weighs; none: signs that no stage is meant. Learned by tools/train_stage.py; do not edit.\n"


@dataclass
class Example:
    """Signs of every candidate and the annotated one."""

    document: str
    signs: reader.Signs
    right: str


def examples() -> Iterator[Example]:
    """Every extracted number or event that pairs with an annotated one."""
    for code, folder in FOLDERS:
        for path in sorted((CORPUS / folder).glob("*.txt")):
            base = path.with_suffix("")
            meta = json.loads(base.with_suffix(".meta.json").read_text("utf-8"))
            gold = [row for row in json.loads(base.with_suffix(".gold.json").read_text("utf-8")) if not isinstance(row["value"], str)]
            document = pipeline.document(path.read_text("utf-8"), meta.get("publisher"), meta.get("published"), code, path.name)
            scene = prepare(document)
            share = reader.usual(scene)
            for claim in extract(document):
                at, about = claim.at("value") or claim.at("event"), None
                for row in gold:
                    if row["start"] < claim.span.end and claim.span.start < row["end"] and same(row, claim):
                        about = row
                        break
                if at is None or about is None:
                    continue
                passage = next(part for part in scene.passages if Span(*at).within(part.span))
                found = reader.signs(scene, passage.span, Span(*at), claim.metric, passage.heading, share)
                yield Example(f"{folder}/{path.stem}", found, about.get("stage") or reader.NONE)


def same(row: dict, claim) -> bool:  # type: ignore[type-arg, no-untyped-def]
    """True when an annotated row and a claim tell the same number or event."""
    if row["value"] is None or claim.quantity is None:
        return row["value"] is None and claim.quantity is None and row.get("event") == claim.event
    low = row["value"][0] if isinstance(row["value"], list) else row["value"]
    return math.isclose(float(claim.quantity.low), float(low), rel_tol=1e-5, abs_tol=1e-12)


def learn(chosen: list[Example]) -> dict[str, float]:
    """Weights by gradient ascent on the penalised likelihood."""
    weigh: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        step: dict[str, float] = defaultdict(float)
        for example in chosen:
            for name, part in chances(example, weigh).items():
                push = (1.0 if name == example.right else 0.0) - part
                for sign, value in example.signs[name].items():
                    step[sign] += push * value
        for sign, pull in step.items():
            weigh[sign] += RATE * (10 * pull / len(chosen) - PENALTY * 10 * weigh[sign]) / 2
    return dict(weigh)


def chances(example: Example, weigh: dict[str, float]) -> dict[str, float]:
    """Probability of each candidate."""
    scores = {name: sum(weigh.get(sign, 0.0) * value for sign, value in own.items()) for name, own in example.signs.items()}
    top = max(scores.values())
    parts = {name: math.exp(score - top) for name, score in scores.items()}
    total = sum(parts.values())
    return {name: part / total for name, part in parts.items()}


def right(example: Example, weigh: dict[str, float]) -> bool:
    """True when the best candidate is the annotated one."""
    found = chances(example, weigh)
    return max(sorted(found), key=lambda name: found[name]) == example.right


def crossed(every: list[Example]) -> dict[str, float]:
    """Share right per folder when each fold of documents is read with weights learned from the others."""
    stems = sorted({example.document for example in every})
    hits: dict[str, list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        held = set(stems[fold::FOLDS])
        weigh = learn([example for example in every if example.document not in held])
        for example in every:
            if example.document in held:
                hits[example.document.rpartition("/")[0]].append(right(example, weigh))
    return {folder: sum(found) / len(found) for folder, found in sorted(hits.items())}


def main() -> None:
    """Cross-validate, learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    every = list(examples())
    print(f"{len(every)} examples; right in cross-validation by document:")
    for folder, part in crossed(every).items():
        print(f"  {folder:10} {part:.3f}")
    if check:
        return
    seen = hashlib.sha256()
    for example in every:
        signs = sorted((name, sorted(own.items())) for name, own in example.signs.items())
        seen.update(repr((example.document, signs, example.right)).encode())
    found = {sign: round(value, 2) for sign, value in sorted(learn(every).items())}
    lines = [f'"{sign}" = {value}' for sign, value in found.items() if abs(value) >= 0.05]
    OUT.write_text("\n".join([f'{HEAD}training = "{seen.hexdigest()[:16]}"', "", "[weights]", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
