"""The command line within this process: what a call prints and its exit status, without the half second that a process of its own takes.

Where the process itself is what is tested (killing it, its memory, its encoding, what it imports) a test starts one.
"""

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str
    raw: bytes  # standard output as it is, of a format that is no text


def run(*words, cwd=None, env=None):
    """One call of the command line in a folder, with the environment given (default: this one's)."""
    from reassay.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    here, status = Path.cwd(), 0
    argv = patch.object(sys, "argv", ["reassay", *map(str, words)])
    given = patch.dict(os.environ, os.environ if env is None else env, clear=True)
    with argv, given, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        os.chdir(cwd or here)
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            os.chdir(here)
    for stream in (out, err):
        stream.flush()
    raw, said = (stream.buffer.getvalue() for stream in (out, err))
    return Done(status, raw.decode("utf-8", "backslashreplace"), said.decode("utf-8", "backslashreplace"), raw)
