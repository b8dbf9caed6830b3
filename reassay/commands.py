"""Further commands: thin, like those of cli.py, which lists them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from reassay.base.errors import LedgerError, Problem, SettingsError

FORMATS = sorted(path.stem for path in (Path(__file__).parent / "publish" / "exports").glob("[a-z]*.py"))  # by name: none is imported
STRAND = re.compile(r"t[0-9a-f]{2,16}")


def today() -> str:
    """The date of this machine, where none was given."""
    import datetime as dt

    return dt.date.today().isoformat()


def dated(as_of: str | None) -> str:
    """``--as-of`` as a day. Raises SettingsError for anything else."""
    import datetime as dt

    try:
        return dt.date.fromisoformat(as_of).isoformat() if as_of else today()
    except ValueError as problem:
        raise SettingsError(f"--as-of {as_of}: not a day; give 2026-11-23") from problem


def opened(ledger: str | None) -> Any:
    """A ledger that is there. Raises LedgerError when it is not: only assay makes one."""
    from reassay import settings
    from reassay.ledger import Ledger

    address = ledger or settings.load().ledger
    if "://" not in address and not Path(address).exists():
        raise LedgerError(f"{address}: no such ledger; make one with reassay assay, or give --ledger")
    return Ledger(address)


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


def gap(
    stage: Annotated[str | None, typer.Option(help="A stage or measure (default: all).")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date of judging, 2026-11-23 (default: today).")] = None,
    blocs: Annotated[Path | None, typer.Option(help="TOML file with the two blocs and their members.")] = None,
    add: Annotated[str | None, typer.Option(help="A claim of the ledger to put into the series it is of.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="A publisher or root of data to leave out; several times.")] = None,
    output: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    ledger: Annotated[
        str | None, typer.Option("--ledger", help="Ledger: a file or a database address (default: the bundled facts alone).")
    ] = None,
) -> None:
    """How far two blocs are apart at each stage, how it moved, and what may not be compared."""
    from reassay import measuring
    from reassay.publish.gaps import benchmark_table, differences, gap_json, gap_table, support_table
    from reassay.reference.bundled import bundled

    if output not in ("table", "json"):
        raise SettingsError(f"--format {output}: unknown; known are table, json")
    day, sides, left = dated(as_of), measuring.blocs(blocs), without or []
    if ledger is None and add is not None:
        raise SettingsError("--add: a claim of which ledger? give --ledger")
    claim, counts, fewer, names = None, [], None, set()
    if ledger is None:
        rows = [row for row in bundled() if row.retrieved_date <= day]
    else:
        with opened(ledger) as store:
            view = store.view(day)
            rows = list(view.evidence())
            claim = store.find(add)["claim"] if add else None
            counts, names = measuring.supported(store, view), measuring.tellers(view)
            fewer = measuring.supported_without(view, measuring.known(left, rows, names)) if left else None
    plain = measuring.measure_all(rows, sides, stage)
    found = measuring.measure_all(rows, sides, stage, left, names)
    if claim is not None:
        found = measuring.with_added(found, claim, sides)
    asked, laws = bool(left) or claim is not None, measuring.benchmarks(stage)
    if output == "json":
        sys.stdout.write(gap_json(found, sides, day, laws, counts, plain if asked else None, fewer))
        return
    sys.stdout.write(gap_table(found, sides, day) + benchmark_table(laws) + support_table(counts))
    if asked:
        sys.stdout.write(differences(plain, found, counts, fewer))


def made_brief(ledger: str | None, day: str, since: str | None, stage: str | None, company: str | None) -> Any:
    """The linted brief of a ledger, or of a part of it."""
    from reassay import framing, pipeline, settings
    from reassay.publish.narrow import narrow
    from reassay.publish.render import publishable
    from reassay.publish.since import happened

    start = framing.start(since, day)
    with opened(ledger) as store:
        before = framing.earlier(store, day, start)
        view = store.view(day)
        found = pipeline.current(store, day, view)
        old = (one for one in found.verdicts if one.claim in before)
        moved = {one.claim for one in old if happened(before[one.claim], one, day)} if start else set()
        part = narrow(found, view, start, stage, company, moved)
        return publishable(part, view, framing.frame(part, view, before, settings.load().reply, start, stage or "", company or ""))


def rows_of(store: Any, kind: str) -> None:
    """Imported and bundled rows of a kind as CSV; those that may not be handed on are counted."""
    from reassay.ledger import records
    from reassay.publish.spreadsheet import sheet
    from reassay.reference.bundled import bundled, same

    found = [*(records.evidence(body) for body in store.entries("evidence", kind)), *store.singles(kind)]
    own = {same(row) for row in found}
    found += [row for row in bundled() if row.kind == kind and same(row) not in own]
    sys.stdout.writelines(sheet(found))
    hidden = sum(row.withheld for row in found)
    if hidden:
        print(f"{hidden} rows left out: their licence forbids handing them on", file=sys.stderr)


def named_page(ident: str, store: Any, as_of: str) -> str | None:
    """The page of a check or an entity of that name; None when it names neither."""
    from importlib.resources import files

    from reassay.judge.bench import checks
    from reassay.ledger import records
    from reassay.publish.dossier import check_page, entity_page

    leaf = next((one for one in checks() if one.name == ident), None)
    if leaf is not None:
        sheet = files("reassay.judge.checks").joinpath(f"{ident}.md").read_text("utf-8")
        found = [one for body in store.entries("finding") if (one := records.finding(body)).check == ident]
        return check_page(ident, (leaf.run.__doc__ or "").strip(), sheet, found)
    if STRAND.fullmatch(ident) and (page := strand(ident, store, as_of)) is not None:
        return page
    name = store.register.entity(ident) or ident
    entity = next((one for one in store.register.entities if one.id == name), None)
    if entity is None:
        return None
    return entity_page(entity, store.register.edges, store.claims(subject_id=name)) + record_of(entity.id, store, as_of)


def strand(ident: str, store: Any, as_of: str) -> str | None:
    """The page of a thread, by its id or the start of it; None when there is none."""
    from reassay.judge.threads import threads
    from reassay.publish.strand import thread_page

    view = store.view(as_of)
    found = next((one for one in threads(view) if one.id.startswith(ident)), None)
    return thread_page(found, view.document) if found else None


def dossier_of(ident: str, store: Any, as_of: str) -> str:
    """The page of a claim or document, and the thread that a claim stands in."""
    from reassay.judge.threads import threads
    from reassay.place.locate import locate, ranked
    from reassay.publish.dossier import dossier
    from reassay.publish.strand import membership
    from reassay.watching import lines, remembered

    known = store.find(ident)
    if "claim" in known:
        known |= {"placed": locate(known["claim"]), "places": ranked(known["claim"])}
    page = dossier(known) + "".join(f"{line}\n" for line in lines(remembered(store), known["document"]))
    return page + membership(threads(store.view(as_of)), known["claim"]) if "claim" in known else page


def record_of(ident: str, store: Any, as_of: str) -> str:
    """The track record of the voice that an entity speaks with; nothing where it told nothing."""
    from reassay.publish.scores import record_page
    from reassay.standing import controlling, records_of

    voice = controlling(ident, store, as_of)
    tracks, names = records_of(store, as_of)
    own = [one for one in tracks if one.claimant == voice]
    return record_page(own, names) if own else ""


def standing_pages(store: Any, as_of: str, record: bool, calibration: bool) -> str:
    """Track records and the calibration report, whichever are asked for."""
    from reassay.publish.scores import calibration_page, record_page
    from reassay.standing import calibration as calibrated
    from reassay.standing import records_of

    pages = record_page(*records_of(store, as_of)) if record else ""
    return pages + (calibration_page(calibrated(store, as_of)) if calibration else "")


def enter_reviews(store: Any, path: Path) -> bool:
    """Reviews of a file into the ledger; True when a row could not be read."""
    from reassay.standing import enter

    problems: list[Problem] = []
    count = enter(path, store, problems.append)
    for problem in problems:
        print(problem.line(), file=sys.stderr)
    print(f"{count} reviews read", file=sys.stderr)
    return bool(problems)


def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    ledger: Annotated[
        str | None, typer.Option("--ledger", help="Ledger: a file or a database address (default $REASSAY_LEDGER, else ./reassay.db).")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="As of this date (default: that of the newest verdict).")] = None,
    out: Annotated[
        Path | None, typer.Option(help="A folder for all files of the format, or a file for its main one (default: standard output).")
    ] = None,
) -> None:
    """The ledger in a format of others: tables, annotations, provenance, entities, a feed."""
    from reassay.ledger.holdings import holdings
    from reassay.pipeline import rules
    from reassay.publish.shipping import format_of, ship

    leaf, place = format_of(name, out)
    with opened(ledger) as store:
        held = holdings(store, dated(as_of) if as_of else None, rules())
        for told in ship(leaf, held, place):
            print(told, file=sys.stderr)


def print_changes(store: Any, as_of: str) -> None:
    """Judge a ledger as of a day and print what stands otherwise than before."""
    from reassay import pipeline
    from reassay.ledger.runs import newest
    from reassay.rejudged import changed, report

    before = newest(store, as_of)
    found = pipeline.judged(store, as_of)
    for line in report(found, changed(found, before, store, store.view(as_of))):
        print(line)
