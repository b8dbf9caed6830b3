"""The command line: one thin command per act; exit status 0 done, 1 a source failed, 2 the call is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

os.environ.setdefault("TYPER_USE_RICH", "0")  # its help pages cost 0.25 s of imports; plain ones 0.1 s

import typer

from reassay import commands
from reassay.base.errors import Problem, ReassayError, SettingsError, SourceError
from reassay.commands import dated, opened

app = typer.Typer(
    help="Tests what is claimed about rare earths.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

Sources = Annotated[list[str], typer.Argument(help="Files, folders, addresses, feeds, or - for standard input.")]
Publisher = Annotated[str | None, typer.Option(help="Publisher: an id or any known name.")]
Published = Annotated[str | None, typer.Option(help="Date of publication: 2026, 2026-02 or 2026-02-03.")]
LedgerAt = Annotated[
    str | None, typer.Option("--ledger", help="Ledger: a file or a database address (default $REASSAY_LEDGER, else ./reassay.db).")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Judge as of this date (default: today).")]
Private = Annotated[bool, typer.Option("--allow-private", help="Allow private and loopback addresses.")]
Gate = Annotated[bool, typer.Option("--no-gate", help="Read texts without any word of the field, too.")]
Jobs = Annotated[int | None, typer.Option(help="Processes that read documents (default 1); what is written is the same.")]
Reader = Annotated[str, typer.Option(help="Who reads: rules, or llm (a model at REASSAY_LLM_URL, every word checked).")]
Size = Annotated[int | None, typer.Option("--max-bytes", help="Largest size of one source in bytes (default 50000000).")]


def endpoint(reader: str) -> Any:
    """The model of ``--reader llm``, None for the rules. Raises SettingsError when no endpoint is set."""
    from reassay import settings
    from reassay.collect.endpoint import Endpoint

    if reader == "rules":
        return None
    if reader != "llm":
        raise SettingsError(f"--reader {reader}: unknown; known are rules, llm")
    known = settings.load()
    if not known.llm_url:
        raise SettingsError("--reader llm: no model endpoint; set REASSAY_LLM_URL or llm_url in reassay.toml")
    return Endpoint(known.llm_url, known.llm_model, known.llm_key, known.llm_timeout)


def tell(problem: Problem) -> None:
    """One line on standard error."""
    print(problem.line(), file=sys.stderr)


def call(sources: list[str], **options: Any) -> Any:
    """The pipeline's Call with the settings filled in."""
    from reassay import settings
    from reassay.pipeline import Call, check_date

    check_date(options.get("published"), "--published")
    options["max_bytes"] = settings.load().max_bytes if options.get("max_bytes") is None else options["max_bytes"]
    options["jobs"] = settings.load().jobs if options.get("jobs") is None else options["jobs"]
    if options["jobs"] < 1:
        raise SettingsError("--jobs: give a number above 0")
    if options["max_bytes"] <= 0:
        raise SettingsError("--max-bytes: give a size above 0")
    return Call(tuple(sources), stdin=sys.stdin.buffer, **options)


@app.command()
def extract(
    sources: Sources,
    output: Annotated[str, typer.Option("--format", help="table, jsonl, notation or html.")] = "table",
    publisher: Publisher = None,
    published: Published = None,
    language: Annotated[str | None, typer.Option(help="Language of the documents: en or zh (default: found).")] = None,
    allow_private: Private = False,
    max_bytes: Size = None,
    no_gate: Gate = False,
    reader: Reader = "rules",
    jobs: Jobs = None,
) -> None:
    """Claims only; nothing is stored."""
    from reassay.pipeline import readings
    from reassay.publish.formats import FORMATS, show

    if output not in FORMATS:
        raise SettingsError(f"--format {output}: unknown; known are {', '.join(FORMATS)}")
    if language not in (None, "en", "zh"):
        raise SettingsError(f"--language {language}: unknown; known are en, zh")
    request = call(
        sources,
        publisher=publisher,
        published=published,
        language=language,
        allow_private=allow_private,
        max_bytes=max_bytes,
        gate=not no_gate,
        reader=endpoint(reader),
        jobs=jobs,
    )
    failed = False
    for found in readings(request):
        if isinstance(found, Problem):
            failed |= found.level == "error"
            tell(found)
        else:
            sys.stdout.write(show(output, found.document, found.claims))
            sys.stdout.flush()
    raise typer.Exit(1 if failed else 0)


@app.command()
def assay(
    sources: Annotated[list[str] | None, typer.Argument(help="Files, folders, addresses, feeds, or - for standard input.")] = None,
    as_of: AsOf = None,
    out: Annotated[Path, typer.Option(help="Folder for brief.html, brief.md, claims.jsonl and ledger.notation.")] = Path("reassay-out"),
    publisher: Publisher = None,
    published: Published = None,
    language: Annotated[str | None, typer.Option(help="Language of the documents: en or zh (default: found).")] = None,
    ledger: LedgerAt = None,
    allow_private: Private = False,
    max_bytes: Size = None,
    no_gate: Gate = False,
    reader: Reader = "rules",
    jobs: Jobs = None,
    watch: Annotated[Path | None, typer.Option(help="Watchlist (TOML): ask its addresses once, keep every version, tell changes.")] = None,
) -> None:
    """Read, extract, judge and publish into a ledger."""
    if not sources and watch is None:
        raise SettingsError("assay what? give a SOURCE or --watch FILE")
    request = call(
        sources or [],
        publisher=publisher,
        published=published,
        language=language,
        allow_private=allow_private,
        max_bytes=max_bytes,
        gate=not no_gate,
        reader=endpoint(reader),
        jobs=jobs,
    )
    from reassay import turns

    with turns.watchlist(watch) as watched:
        failed = run_assay(request, dated(as_of), out, ledger, watched)
    raise typer.Exit(1 if failed else 0)


def folder(out: Path) -> Path:
    """A folder to write to, made if need be. Raises SettingsError before any work when that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / ".writable").touch()
        (out / ".writable").unlink()
    except OSError as problem:
        raise SettingsError(f"--out {out}: {problem.strerror}; give a folder that can be written") from problem
    return out


def run_assay(request: Any, as_of: str, out: Path, ledger: str | None, watched: Any = None) -> bool:
    """One assay into a ledger and its four files; True when a source failed."""
    from reassay import framing, settings, turns
    from reassay.ledger import Ledger
    from reassay.publish.outputs import write_out

    folder(out)
    with Ledger(ledger or settings.load().ledger) as store:
        with bar() as progress:
            found = turns.read_all(request, store, as_of, progress, watched)
        for problem in found.problems:
            tell(problem)
        if not found.documents:
            return watched is None or any(problem.level == "error" for problem in found.problems)
        view = store.view(as_of, [one.id for one in found.documents])
        around = framing.frame(found, view, framing.earlier(store, as_of), settings.load().reply)
        page = write_out(out, found, view, store.dump(), around)
    print(f"{len(found.documents)} documents, {len(found.claims)} claims; brief: {page}", file=sys.stderr)
    return any(problem.level == "error" for problem in found.problems)


@contextmanager
def bar() -> Iterator[Any]:
    """A progress line on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    with Progress(SpinnerColumn(), TextColumn("{task.completed} documents"), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda done, total: progress.update(task, completed=done)


@app.command()
def demo(out: Annotated[Path, typer.Option(help="Folder for the demo.")] = Path("reassay-demo")) -> None:
    """The whole way on the bundled examples, offline, as of a fixed date."""
    from importlib.resources import as_file, files

    from reassay.reference.grammar import table

    for old in folder(out).glob("reassay.db*"):
        old.unlink()
    with as_file(files("reassay.reference").joinpath("examples")) as examples:
        failed = run_assay(call([str(examples)]), table("examples/examples.toml")["as_of"], out, str(out / "reassay.db"))
    raise typer.Exit(1 if failed else 0)


@app.command()
def judge(
    ledger: LedgerAt = None,
    as_of: AsOf = None,
    reviews: Annotated[Path | None, typer.Option(help="CSV of claims that persons found to hold or not: entered first.")] = None,
) -> None:
    """Judge the ledger again and say what changed and why."""
    day = dated(as_of)
    failed = False
    with opened(ledger) as store:
        if reviews is not None:
            failed = commands.enter_reviews(store, reviews)
        commands.print_changes(store, day)
    raise typer.Exit(1 if failed else 0)


app.command()(commands.trial)
app.command("import")(commands.import_)
app.command()(commands.gap)
app.command()(commands.export)


@app.command()
def brief(
    ledger: LedgerAt = None,
    as_of: AsOf = None,
    check: Annotated[Path | None, typer.Option(help="A brief's file: say what changed since.")] = None,
    output: Annotated[str, typer.Option("--format", help="md, html or pdf.")] = "md",
    out: Annotated[Path | None, typer.Option(help="File to write (default: standard output).")] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what was published on this date or later, or moved since: a date, day or week.")
    ] = None,
    stage: Annotated[str | None, typer.Option(help="Only claims of this stage (see ref stages).")] = None,
    company: Annotated[str | None, typer.Option(help="Only claims about this company, by id or any name.")] = None,
    plots: Annotated[Path | None, typer.Option(help="Folder for the plots: each as Vega-Lite spec, SVG and PNG.")] = None,
) -> None:
    """The brief of the ledger: whole, of a day or week, of a company or of a stage."""
    from reassay.base.stage import STAGES
    from reassay.publish.drawing import write_plots
    from reassay.publish.paper import pdf
    from reassay.publish.render import changed, render

    if output not in ("md", "html", "pdf"):
        raise SettingsError(f"--format {output}: unknown; known are md, html, pdf")
    if stage is not None and stage not in STAGES:
        raise SettingsError(f"--stage {stage}: unknown; known are {', '.join(STAGES)}")
    made = commands.made_brief(ledger, dated(as_of), since, stage, company)
    if plots is not None:
        write_plots(folder(plots), made.plots)
    if check is not None:
        for entry in changed(check, made) or ["nothing changed"]:
            print(entry)
        return
    found = pdf(render(made, "html"), made.id) if output == "pdf" else render(made, output).encode()
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(found)
    else:
        write(out, found)


def write(path: Path, found: bytes) -> None:
    """A file of ours. Raises SettingsError when it cannot be written."""
    try:
        path.write_bytes(found)
    except OSError as problem:
        raise SettingsError(f"--out {path}: {problem.strerror}; give a file that can be written") from problem


@app.command()
def show(
    ident: Annotated[
        str | None, typer.Argument(help="A claim, document or thread id or the start of one, an entity by id or name, a check by name.")
    ] = None,
    search: Annotated[str | None, typer.Option(help="Words that a claim must hold, Chinese or English.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="FIELD=VALUE, several times.")] = None,
    evidence: Annotated[str | None, typer.Option(help="A kind of evidence: its imported and bundled rows as CSV.")] = None,
    record: Annotated[bool, typer.Option("--record", help="Track record of every voice and metric.")] = False,
    calibration: Annotated[bool, typer.Option("--calibration", help="How well the probabilities told were borne out.")] = False,
    ledger: LedgerAt = None,
    as_of: AsOf = None,
) -> None:
    """A claim, document, thread, entity or check with everything known about it, or a list of claims."""
    from reassay.publish.dossier import listing

    wanted = dict(pair.partition("=")[::2] for pair in where or [])
    if not (ident or search or wanted or evidence or record or calibration):
        raise SettingsError("show what? give an id, --search TEXT, --where FIELD=VALUE, --evidence KIND, --record or --calibration")
    day = dated(as_of)
    with opened(ledger) as store:
        if record or calibration:
            sys.stdout.write(commands.standing_pages(store, day, record, calibration))
            return
        if evidence:
            commands.rows_of(store, evidence)
            return
        if ident:
            sys.stdout.write(commands.named_page(ident, store, day) or commands.dossier_of(ident, store, day))
            return
        found = store.claims(**wanted)
        if search:
            hits = {claim.id for claim in store.search(search)}
            found = [claim for claim in found if claim.id in hits]
        sys.stdout.write(listing(found))


@app.command()
def ref(
    topic: Annotated[str, typer.Argument(help="metrics, units, stages, checks, sources, limits, codes or lineages.")] = "metrics",
) -> None:
    """The vocabulary."""
    from reassay.judge.bench import checks
    from reassay.reference.vocabulary import TOPICS, listing

    if topic not in (*TOPICS, "checks"):
        raise SettingsError(f"{topic}: unknown; known are {', '.join(sorted((*TOPICS, 'checks')))}")
    for entry in listing(topic) if topic in TOPICS else (f"{one.name:32} {' '.join((one.run.__doc__ or '').split())}" for one in checks()):
        print(entry)


def main() -> None:
    """Entry point: errors of ours are one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        sys.exit(app(standalone_mode=False))
    except SourceError as problem:
        print(f"reassay: {problem}", file=sys.stderr)
        sys.exit(1)
    except ReassayError as problem:
        print(f"reassay: {problem}", file=sys.stderr)
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        print("reassay: stopped; what was read is kept", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as problem:
        if not hasattr(problem, "format_message"):
            raise
        print(misused(problem), file=sys.stderr)
        sys.exit(2)


def misused(problem: Any) -> str:
    """A wrong call in one line, and where to read how it goes; the help itself where nothing was asked."""
    words = problem.format_message()
    if "\n" in words:
        return str(words)
    path = problem.ctx.command_path if getattr(problem, "ctx", None) else "reassay"
    return f"reassay: {words.rstrip('.')}; see {path} --help"


__all__ = ["app", "main"]
