"""The command line: one thin command per act; exit status 0 done, 1 a source failed, 2 the call is wrong."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from reassay.base.errors import Problem, ReassayError, SettingsError

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
Size = Annotated[int | None, typer.Option("--max-bytes", help="Largest size of one source in bytes (default 50000000).")]


def tell(problem: Problem) -> None:
    """One line on standard error."""
    print(problem.line(), file=sys.stderr)


def call(sources: list[str], **options: Any) -> Any:
    """The pipeline's Call with the settings filled in."""
    from reassay import settings
    from reassay.pipeline import Call, check_date

    check_date(options.get("published"), "--published")
    options["max_bytes"] = options.get("max_bytes") or settings.load().max_bytes
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
) -> None:
    """Claims only; nothing is stored."""
    from reassay.pipeline import readings
    from reassay.publish.formats import FORMATS, show

    if output not in FORMATS:
        raise SettingsError(f"--format {output}: unknown; known are {', '.join(FORMATS)}")
    if language not in (None, "en", "zh"):
        raise SettingsError(f"--language {language}: unknown; known are en, zh")
    request = call(sources, publisher=publisher, published=published, language=language, allow_private=allow_private, max_bytes=max_bytes)
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
def ref(topic: Annotated[str, typer.Argument(help="metrics, units, stages, sources or limits.")] = "metrics") -> None:
    """The vocabulary."""
    from reassay.reference.vocabulary import TOPICS, listing

    if topic not in TOPICS:
        raise SettingsError(f"{topic}: unknown; known are {', '.join(TOPICS)}")
    for entry in listing(topic):
        print(entry)


def main() -> None:
    """Entry point: errors of ours are one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app(standalone_mode=True)
    except SettingsError as problem:
        print(f"reassay: {problem}", file=sys.stderr)
        sys.exit(2)
    except ReassayError as problem:
        print(f"reassay: {problem}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


__all__ = ["app", "main"]
