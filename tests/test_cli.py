"""Wrong calls are one line and exit status 2, bad sources one line and 1, and what the pages say of commands and options is so."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import inside

ROOT = Path(__file__).parent.parent
GOOD = "Stonefield Magnetics filed 158 patent applications in 2025."


def run(*args, cwd):
    return inside.run(*args, cwd=cwd, env={key: value for key, value in os.environ.items() if not key.startswith("REASSAY_")})


@pytest.fixture
def good(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    return tmp_path


WRONG = {
    "extract": "Missing argument",
    "nope": "No such command",
    "extract good.txt --publised x": "--published",
    "extract good.txt --format nope": "known are table",
    "extract good.txt --published 2026-02-31": "not a date",
    "extract good.txt --published yesterday": "not a date",
    "extract good.txt --language de": "known are en, zh",
    "extract good.txt --jobs 0": "above 0",
    "extract good.txt --max-bytes 0": "above 0",
    "extract good.txt --max-bytes many": "--max-bytes",
    "extract good.txt --reader llm": "REASSAY_LLM_URL",
    "assay good.txt --as-of tomorrow": "not a day",
    "assay good.txt --ledger . --out o": "cannot be opened as a ledger",
    "assay good.txt --ledger picture.png --out o": "cannot be opened as a ledger",
    "assay good.txt --ledger no/l.db": "no such folder",
    "assay good.txt --ledger l.db --out good.txt": "can be written",
    "assay good.txt --ledger mysql://x/y": "no store for mysql",
    "demo --out /proc/x": "can be written",
    "judge --ledger none.db": "no such ledger",
    "show x --ledger none.db": "no such ledger",
    "show": "show what?",
    "brief --format docx": "known are md, html, pdf",
    "brief --since yesterday": "or day, or week",
    "ref nope": "known are checks, codes, limits, lineages, metrics",
}


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_call_is_one_line_and_exit_status_two(good, words):
    done = run(*words.split(), cwd=good)
    assert done.returncode == 2, done
    assert done.stderr.count("\n") == 1, done.stderr
    assert WRONG[words] in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("words", ["extract missing.txt", "extract picture.png", "extract good.txt"])
def test_a_process_says_and_returns_the_same(good, words):
    env = {key: value for key, value in os.environ.items() if not key.startswith("REASSAY_")} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "reassay", *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=good, env=env)
    here = run(*words.split(), cwd=good)
    assert (done.returncode, done.stdout, done.stderr) == (here.returncode, here.stdout, here.stderr)


@pytest.mark.parametrize("source", ["missing.txt", "picture.png", "http://127.0.0.1:1/x", "http://", "ftp://x/y"])
def test_a_bad_source_is_one_line_and_the_others_are_read(good, source):
    done = run("extract", source, "good.txt", "--format", "notation", cwd=good)
    assert (done.returncode, done.stderr.count("\n"), done.stdout.count("\n")) == (1, 1, 1), done
    assert done.stderr.startswith(source)


def test_a_password_in_an_address_is_not_repeated(good):
    done = run("extract", "http://someone:sekret@127.0.0.1:1/x", cwd=good)
    assert done.returncode == 1
    assert "sekret" not in done.stderr + done.stdout
    assert done.stderr.startswith("http://127.0.0.1:1/x: the address carries")


def test_a_large_text_is_refused_and_an_option_raises_the_cap(good):
    with (good / "big.txt").open("wb") as out:
        out.truncate(200_000_000)
    done = run("extract", "big.txt", "good.txt", "--format", "notation", cwd=good)
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert "larger than 50000000 bytes" in done.stderr
    (good / "mid.txt").write_text(GOOD + "\n" + "The hall is open. " * 100, "utf-8")
    assert "larger than 1000 bytes" in run("extract", "mid.txt", "--max-bytes", "1000", cwd=good).stderr
    assert run("extract", "mid.txt", "--max-bytes", "5000", cwd=good).returncode == 0


def test_progress_shows_on_a_terminal_only(good):
    quiet = run("assay", "good.txt", "--as-of", "2026-11-23", "--ledger", "a.db", "--out", "o", cwd=good)
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "reassay", "assay", "good.txt", "--as-of", "2026-11-23", "--ledger", "b.db", "--out", "p"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    done = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=inner, cwd=good, env=env)
    os.close(inner)
    shown = b""
    try:
        while piece := os.read(outer, 4096):
            shown += piece
    except OSError:  # the other end of a terminal that closes
        pass
    assert done.wait() == 0
    assert b"\x1b[" in shown, "a spinner redraws its line"
    assert "\x1b[" not in quiet.stderr


def help_of(*words):
    """A help page as a process prints it: libraries that other tests load change how it looks."""
    return subprocess.run(
        [sys.executable, "-m", "reassay", *words, "--help"], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    ).stdout


def commands():
    listed = help_of().split("Commands:")[1]
    return re.findall(r"^  (\w+)  ", listed, re.M)


def test_every_command_is_documented_and_every_option_named_exists():
    text = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
    )
    known = {name: help_of(name) for name in commands()}
    assert {"assay", "brief", "demo", "extract", "judge", "ref", "show"} <= set(known)
    assert not [name for name in known if f"reassay {name}" not in text], "a command no page tells of"
    told = re.findall(r"reassay (\w+)([^\n`]*)", text)
    assert not [
        (name, option) for name, rest in told if name in known for option in re.findall(r"--[\w-]+", rest) if option not in known[name]
    ]


def test_help_is_quick_to_import():
    """No heavy library is loaded for a help page: that is what keeps it under 0.3 s."""
    code = (
        "import sys, reassay.cli; print([m for m in ('sqlalchemy', 'lxml', 'trafilatura', 'httpx2', 'jinja2', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
