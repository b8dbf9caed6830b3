"""Scores the reader on the project's corpora (the read half; more kinds of writing in more/, more2/) and compares with the pinned floors.

quality.py            fails when a figure is below its floor
quality.py --pin      raises floors to what is reached (less a margin); refuses to lower one
quality.py --pin --lower   lowers too, and says which
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the checkout this file stands in, whatever is installed

from reassay import pipeline  # noqa: E402
from reassay.publish.formats import show  # noqa: E402

CORPUS = ROOT / "tests" / "corpus"
FLOORS = CORPUS / "floors.toml"
SETS = {"en": "en", "zh": "zh", "en_more": "more/en", "zh_more": "more/zh", "zh_more2": "more2/zh", "en_more2": "more2/en"}
LEVELS = ("value", "core", "key", "strict")
SLOTS = ("metric", "subject", "comparator", "period", "modality", "polarity", "stage", "attribution")
MARGIN = 0.005


def read(path: Path) -> str:
    """The claims of a document as JSON lines: what ``reassay extract`` prints (one process for all: 190 of them cost 80 s to start)."""
    meta = json.loads(path.with_suffix("").with_suffix(".meta.json").read_text("utf-8"))
    call = pipeline.Call((str(path),), publisher=meta.get("publisher"), published=meta.get("published"))
    found = [one for one in pipeline.readings(call) if isinstance(one, pipeline.Reading)]
    return "".join(f"{show('jsonl', one.document, one.claims).rstrip()}\n" for one in found if one.claims)


def measure(folder: Path) -> dict[str, float]:
    """Figures of one folder: F1 per level, share right per slot, and what must be zero."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "claims.jsonl"
        out.write_text("".join(read(path) for path in sorted(folder.glob("*.txt"))), "utf-8")
        score = [sys.executable, str(ROOT / "tools" / "referees" / "score.py"), str(folder), str(out), "--spans", "--json"]
        score += ["--aliases", str(ROOT / "reassay" / "reference" / "entities.csv")]
        found = json.loads(subprocess.run(score, capture_output=True, text=True, encoding="utf-8", check=False).stdout)
    figures = {level: found[level]["f1"] for level in LEVELS} | {slot: found["slots"][slot] or 0.0 for slot in SLOTS}
    return figures | {f"max_{name}": found[name] for name in ("failed", "ungrounded", "unanchored", "lured")}


def verdicts() -> dict[str, float]:
    """Figures of the cases with expected verdicts; what must never happen counts as max_."""
    cases = CORPUS / "verdicts" / "dev.jsonl"
    command = shlex.join([sys.executable, "-m", "reassay", "trial"]) + " {cases} --format jsonl"
    score = [sys.executable, str(ROOT / "tools" / "referees" / "score_verdicts.py"), str(cases), "--run", command, "--json"]
    found = json.loads(subprocess.run(score, capture_output=True, text=True, encoding="utf-8", check=False).stdout)
    figures = {name: found[name] for name in ("accuracy", "macro_f1", "checks", "voices", "dates", "series")}
    never = {f"max_{name}": len(found[name]) for name in ("false_support", "false_blame", "false_alarm")}
    return figures | never | {"max_stray": found["stray"]}


def main() -> int:
    """Exit status 0 when every floor holds."""
    floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    reached = {name: measure(CORPUS / place) for name, place in SETS.items()} | {"verdicts": verdicts()}
    short = []
    for part, figures in reached.items():
        for name, value in figures.items():
            floor = floors.get(part, {}).get(name)
            low = floor is not None and (value > floor if name.startswith("max_") else value < floor)
            print(f"{part:9}{name:16} {value:.4f}  floor {floor if floor is not None else '-'}{'  SHORT' if low else ''}")
            short += [f"{part}.{name}"] if low else []
    if "--pin" in sys.argv:
        if short and "--lower" not in sys.argv:
            print("refused: would lower " + ", ".join(short))
            return 1
        pin(reached, floors)
        return 0
    print(f"{sum(map(len, reached.values())) - len(short)} passed, {len(short)} failed")
    return 1 if short else 0


def pin(reached: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> None:
    """Write the floors."""
    lines = ["# Quality floors per corpus and slot. Raised by --pin; lowered only by --pin --lower, in plain sight."]
    for part, figures in reached.items():
        lines += ["", f"[{part}]"]
        for name, value in figures.items():
            floor = value if name.startswith("max_") else round(max(0.0, value - MARGIN), 4)
            lines.append(f'"{name}" = {int(floor) if name.startswith("max_") else floor}')
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
