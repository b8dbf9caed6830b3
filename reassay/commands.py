"""Further commands: thin, like those of cli.py, which lists them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

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


def import_(
    kind: Annotated[str, typer.Argument(help="patents, standards, statistics, quota, trade, price, ownership or limit.")],
    files: Annotated[list[Path], typer.Argument(help="CSV, JSON or JSON lines; a zip of them.")],
    retrieved: Annotated[str | None, typer.Option(help="Day you fetched the files (default: today, or as at their first import).")] = None,
    published: Annotated[str | None, typer.Option(help="Date of publication, where the rows give none.")] = None,
    layout: Annotated[
        str | None, typer.Option("--format", help="How the files are laid out (default: recognised by their columns).")
    ] = None,
    ledger: Annotated[
        str | None, typer.Option("--ledger", help="Ledger: a file or a database address (default $REASSAY_LEDGER, else ./reassay.db).")
    ] = None,
) -> None:
    """Evidence of your own: registers, catalogues, statistics, quotas, trade, prices, owners, limits."""
    import datetime as dt

    from reassay import settings
    from reassay.collect.layouts import Delivery, named
    from reassay.ledger import Ledger
    from reassay.pipeline import check_date, imported

    try:
        day = dt.date.fromisoformat(retrieved).isoformat() if retrieved else dt.date.today().isoformat()
    except ValueError as problem:
        raise SettingsError(f"--retrieved {retrieved}: not a day; give 2026-11-23") from problem
    order = Delivery(kind, day, check_date(published, "--published"), layout)
    named(order)
    failed = False

    def tell(problem: Problem) -> None:
        nonlocal failed
        failed |= problem.level == "error"
        print(problem.line(), file=sys.stderr)

    with Ledger(ledger or settings.load().ledger) as store:
        read, new = imported([str(one) for one in files], order, store, retrieved, tell)
    print(f"{read} rows read, {new} of them new", file=sys.stderr)
    raise typer.Exit(1 if failed else 0)


def rows_of(store: Any, kind: str) -> None:
    """Imported rows of a kind as CSV; those that may not be handed on are counted."""
    from reassay.ledger import records
    from reassay.publish.spreadsheet import sheet

    found = [*(records.evidence(body) for body in store.entries("evidence", kind)), *store.singles(kind)]
    sys.stdout.writelines(sheet(found))
    hidden = sum(row.withheld for row in found)
    if hidden:
        print(f"{hidden} rows left out: their licence forbids handing them on", file=sys.stderr)
