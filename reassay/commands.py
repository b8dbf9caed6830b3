"""Commands that need no ledger of their own: thin, like those of cli.py, which lists them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from reassay.base.errors import Problem, SettingsError


def trial(
    cases: Annotated[Path, typer.Argument(help="Cases as JSON lines: documents, evidence, a date and a claim each.")],
    output: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
) -> None:
    """Judge self-contained cases; nothing is stored, nothing bundled consulted."""
    from reassay.trial import row, trials

    if output not in ("table", "jsonl"):
        raise SettingsError(f"--format {output}: unknown; known are table, jsonl")
    if not cases.is_file():
        raise SettingsError(f"{cases}: no such file; give a file of cases, one JSON object a line")
    failed = False
    for one in trials(cases):
        if isinstance(one, Problem):
            failed = True
            print(one.line(), file=sys.stderr)
            continue
        found = row(one)
        line = f"{found['id']:10} {found['verdict']:28} {found['next_test_date'] or '-':10}  {found['why']}"
        print(json.dumps(found, ensure_ascii=False) if output == "jsonl" else line)
    raise typer.Exit(1 if failed else 0)
