"""Gaps of a ledger, or of the bundled facts alone; and what moves when a claim is added or a source left out."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from reassay.base.claim import Claim
from reassay.base.errors import SettingsError
from reassay.base.gap import Benchmark, Measured, Support
from reassay.base.stage import STAGES
from reassay.base.verdict import Evidence
from reassay.base.view import View
from reassay.place.gap import gaps, measured
from reassay.place.locate import locate
from reassay.place.series import with_claim
from reassay.reference.grammar import table


def blocs(path: Path | None) -> dict[str, Any]:
    """The blocs of the package, or of a file of the same shape. Raises SettingsError with one clear line."""
    if path is None:
        return table("blocs.toml")
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise SettingsError(
            f"--blocs {path}: {problem.strerror}; give a TOML file with first, second and [blocs.NAME] members"
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsError(f"--blocs {path}: not TOML: {problem}") from problem
    try:
        for side in ("first", "second"):
            if not all(isinstance(one, str) for one in found["blocs"][found[side]]["members"]):
                raise SettingsError(f"--blocs {path}: members of {found[side]} are not all names")
    except (KeyError, TypeError) as problem:
        raise SettingsError(f"--blocs {path}: needs first, second and [blocs.NAME] members; {problem} is missing") from problem
    return found


def known(without: Collection[str], evidence: Sequence[Evidence], tellers: Collection[str] = ()) -> set[str]:
    """Publishers and roots of data to leave out. Raises SettingsError for one that no row and no document has."""
    names = {row.publisher for row in evidence} | {row.lineage.removeprefix("lineage:") for row in evidence}
    strange = sorted(set(without) - names - set(tellers) - {f"lineage:{name}" for name in names})
    if strange:
        told = ", ".join(sorted(names | set(tellers))[:12])
        raise SettingsError(f"--without {strange[0]}: no row of that publisher or root of data, and no document; known are {told} ...")
    return {name.removeprefix("lineage:") for name in without}


def of_stage(stage: str | None) -> list[dict[str, Any]]:
    """The measures of a stage, or all. Raises SettingsError for an unknown one."""
    rules = table("measures.toml")["measure"]
    if stage is None:
        return list(rules)
    found = [one for one in rules if stage in (one["stage"], one["id"])]
    if not found and stage not in STAGES:
        raise SettingsError(f"--stage {stage}: unknown; known are {', '.join(STAGES)} and {', '.join(one['id'] for one in rules)}")
    return found or [
        {
            "id": stage,
            "stage": stage,
            "title": stage.replace("_", " "),
            "metric": "",
            "unit": "",
            "among": {},
            "wanted": "any series by country",
        }
    ]


def measure_all(
    evidence: Sequence[Evidence],
    sides: Mapping[str, Any],
    stage: str | None = None,
    without: Collection[str] = (),
    tellers: Collection[str] = (),
) -> list[Measured]:
    """Every measure of a stage, or of all, from rows of evidence. ``tellers``: publishers of documents, which may be left out as well."""
    return gaps(of_stage(stage), sides, evidence, known(without, evidence, tellers))


def with_added(found: Sequence[Measured], claim: Claim, sides: Mapping[str, Any]) -> list[Measured]:
    """The same measures with a claim's number in the main series that it is of. Raises SettingsError where it is of none."""
    rules = {one["id"]: one for one in table("measures.toml")["measure"]}
    moved = []
    for one in found:
        changed = with_claim(one.main, rules[one.id], claim) if one.main and one.id in rules else None
        moved.append(replace(measured(rules[one.id], sides, [changed]), others=one.others) if changed else one)
    if all(a is b for a, b in zip(moved, found, strict=True)):
        raise SettingsError(
            f"--add {claim.id}: of no main series by its metric, unit, stage, place and time, or only planned; see reassay gap"
        )
    return moved


def support(claims: Sequence[Claim], verdicts: Mapping[str, str], adverse: Collection[str]) -> list[Support]:
    """All claims against those supported from outside, by stage. Constructed examples are left out by the caller."""
    counts: dict[str, Counter[str]] = {stage: Counter() for stage in STAGES}
    for claim in claims:
        stage = locate(claim)
        if stage not in counts or claim.duplicate:
            continue
        word = verdicts.get(claim.id, "")
        reached = claim.modality in ("achieved", "ongoing")
        counts[stage].update(["claims", "achieved" if reached else "ahead"])
        counts[stage].update(["supported"] if word == "corroborated" and reached else ["adverse"] if word in adverse else [])
    return [
        Support(stage, some["claims"], some["achieved"], some["ahead"], some["supported"], some["adverse"])
        for stage, some in counts.items()
        if some["claims"]
    ]


def supported(store: Any, view: View) -> list[Support]:
    """The support of every stage in a ledger, constructed examples left out."""
    from reassay.base.verdict import ADVERSE

    real = {document.id for document in view.documents() if document.wording != "constructed"}
    return support([claim for claim in view.claims() if claim.document in real], store.latest(), ADVERSE)


def tellers(view: View) -> set[str]:
    """Publishers of a ledger's documents, by name and id."""
    return {name for document in view.documents() for name in (document.source.name, document.source.id)}


def supported_without(view: Any, without: Collection[str]) -> list[Support]:
    """The support of every stage if a source's documents and rows had never been read: the rest judged again, nothing stored."""
    from reassay.base.verdict import ADVERSE
    from reassay.judge import judge
    from reassay.ledger import MemoryView
    from reassay.place.series import left_out

    documents = [one for one in view.documents() if not {one.source.name, one.source.id} & set(without)]
    ids = {one.id for one in documents}
    claims = [claim for claim in view.claims() if claim.document in ids]
    rows = [row for row in view.evidence() if not left_out(row, without)]
    left = MemoryView(documents, claims, rows, view.register, view.as_of, bundled=False)
    words = {claim.id: judge(claim, left)[1].word for claim in claims}
    real = {one.id for one in documents if one.wording != "constructed"}
    return support([claim for claim in claims if claim.document in real], words, ADVERSE)


def benchmarks(stage: str | None) -> list[Benchmark]:
    """The benchmarks of a stage or measure, or all."""
    stages = {one["stage"] for one in of_stage(stage)} if stage else set()
    names = [field.name for field in fields(Benchmark)]
    return [
        Benchmark(**{name: str(one[name]) for name in names})
        for one in table("measures.toml")["benchmark"]
        if stage is None or one["stage"] in stages
    ]
