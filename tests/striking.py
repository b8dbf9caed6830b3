"""A process that has everything imported and forks a pass for each line it is sent, which kills itself at the moment of a number.

A moment is a step that leaves something behind or asks for something: a statement to the ledger, each of its commits, a file opened,
renamed or removed, a connection made; or, when asked for these alone, a commit that had something to write. The first moment is 1; at 0
nothing is killed, and the number of moments is told.
"""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "socket.connect")


def strike(words, moment, commits):
    """Runs in the child: the command, killed at its moment, or before its commit of that number. Never returns."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    from reassay.cli import main

    passed, wrote = [0], [False]

    def step(*_, **__):
        passed[0] += 1
        if passed[0] == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def executed(_, __, statement, *___):
        wrote[0] = wrote[0] or not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN"))

    def committing(_):
        if wrote[0]:
            step()
        wrote[0] = False

    if commits:
        event.listen(Engine, "before_cursor_execute", executed)
        event.listen(Engine, "commit", committing)
    else:
        for name in ("before_cursor_execute", "commit", "rollback"):
            event.listen(Engine, name, step)
        sys.addaudithook(lambda name, _: step() if name in EVENTS else None)
    sys.argv, status = ["reassay", *words], 1
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    os.write(1, f"{json.dumps([status, passed[0]])}\n".encode())
    os._exit(0)


def serve():
    """Reads [words, moment] from standard input, answers [status, moments passed], status -9 for a pass that was killed."""
    sys.modules["vl_convert"] = None  # drawing takes longer than all the rest and is the same each time
    warm()
    for line in sys.stdin:
        words, moment, commits = json.loads(line)
        child = os.fork()
        if child == 0:
            strike(words, moment, commits)
        _, how = os.waitpid(child, 0)
        if os.WIFSIGNALED(how):
            os.write(1, f"{json.dumps([-os.WTERMSIG(how), moment])}\n".encode())


def warm():
    """Everything that every pass loads and keeps: the lexicons of both languages, the tables, the judging of a page."""
    import tempfile

    from reassay.cli import main

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for language, text in (("en", "Warm Oxides filed 100 patent applications in 2025."), ("zh", "2025年，样例稀土公司申请专利158件。")):
            page = f"{folder}/{language}.txt"
            Path(page).write_text(text, "utf-8")
            sys.argv = ["reassay", "assay", page, "--as-of", "2026-11-23", "--ledger", f"{folder}/l.db", "--out", f"{folder}/o"]
            with contextlib.suppress(SystemExit):
                main()


class Striker:
    """That process, as a test holds it."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-m", "tests.striking"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, words, moment=0, commits=False):
        """(status, moments): of a pass that ends by itself, or is killed at its moment, or before its commit of that number."""
        self.process.stdin.write(json.dumps([words, moment, commits]) + "\n")
        self.process.stdin.flush()
        return tuple(json.loads(self.process.stdout.readline()))

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait(timeout=10)


if __name__ == "__main__":
    serve()
