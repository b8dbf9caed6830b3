"""The command: every format with two files or none, the same bytes each time, flat memory, and one line for whatever is wrong."""

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from reassay.ledger import Ledger
from reassay.ledger.holdings import PAGE, holdings
from reassay.publish.shipping import format_of, formats, ship
from tests import inside
from tests.publish.exports.large import DAYS, fill
from tests.publish.exports.made import export

ROOT = Path(__file__).parents[3]
KNOWN = ("atom", "claimreview", "csv", "datapackage", "followthemoney", "jsonl", "parquet", "prov", "webannotation")


def run(*args, cwd, **more):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("REASSAY_")} | {"PYTHONPATH": str(ROOT)} | more
    return subprocess.run([sys.executable, "-m", "reassay", *map(str, args)], capture_output=True, cwd=cwd, env=environment)


def here(*args, cwd):
    """The same within this process."""
    return inside.run(*args, cwd=cwd, env={key: value for key, value in os.environ.items() if not key.startswith("REASSAY_")})


def test_the_drawer_holds_the_formats_of_the_contract_and_says_so():
    assert tuple(formats()) == KNOWN
    told = (ROOT / "docs" / "exports.md").read_text("utf-8")
    assert not [name for name in KNOWN if f"| `{name}` |" not in told]
    assert not [name for leaf in formats().values() for name in leaf.facts["files"] if f"`{name}`" not in told]


@pytest.mark.parametrize("name", KNOWN)
def test_a_folder_gets_the_files_the_format_promises_and_nothing_half_made(shipped, name):
    assert sorted(path.name for path in shipped(name).iterdir()) == sorted(formats()[name].facts["files"])


@pytest.mark.parametrize("name", KNOWN)
def test_two_runs_give_the_same_bytes_under_any_hash_seed_and_zone(ledger, shipped, tmp_path, name):
    done = run("export", name, "--ledger", ledger, "--out", "again", cwd=tmp_path, PYTHONHASHSEED="7", TZ="Asia/Shanghai")
    assert done.returncode == 0, done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == {
        path.name: path.read_bytes() for path in shipped(name).iterdir()
    }


@pytest.mark.parametrize("name", [name for name in KNOWN if name != "datapackage"])
def test_without_a_place_the_main_file_goes_to_standard_output_alone(ledger, shipped, tmp_path, name):
    main = formats()[name].facts["files"][0]
    done = here("export", name, "--ledger", ledger, cwd=tmp_path)
    assert (done.returncode, done.raw) == (0, (shipped(name) / main).read_bytes())
    assert list(tmp_path.iterdir()) == []
    done = here("export", name, "--ledger", ledger, "--out", "one.file", cwd=tmp_path)
    assert (done.returncode, done.raw) == (0, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["one.file"]
    assert (tmp_path / "one.file").read_bytes() == (shipped(name) / main).read_bytes()


def test_a_package_without_a_place_makes_a_folder_and_may_be_named_by_its_file(ledger, tmp_path):
    assert run("export", "datapackage", "--ledger", ledger, cwd=tmp_path).returncode == 0
    assert (tmp_path / "reassay-export" / "datapackage.json").is_file()
    assert run("export", "datapackage", "--ledger", ledger, "--out", "there/datapackage.json", cwd=tmp_path).returncode == 0
    assert (tmp_path / "there" / "claims.csv").is_file()


WRONG = {
    "export": "Missing argument",
    "export xml --ledger {ledger}": "known are atom, claimreview, csv",
    "export csv --ledger none.db": "no such ledger",
    "export csv --ledger empty.db": "nothing in this ledger",
    "export csv --ledger {ledger} --as-of someday": "not a day",
    "export csv --ledger {ledger} --out /proc/x": "can be written",
    "export csv --ledger {ledger} --out /proc/x/claims.csv": "can be written",
    "export csv --ledger {ledger} --out taken/deeper": "can be written",
    "export datapackage --ledger {ledger} --out one.zip": "several files",
}


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_call_is_one_line_and_exit_status_two(ledger, tmp_path, words):
    Ledger(str(tmp_path / "empty.db")).close()
    (tmp_path / "taken").write_text("a file")
    done = run(*words.format(ledger=ledger).split(), cwd=tmp_path)
    assert done.returncode == 2, done
    assert done.stderr.count(b"\n") == 1, done.stderr
    assert WRONG[words].encode() in done.stderr
    assert done.stdout == b""


def test_parquet_without_its_library_names_the_extra(ledger, tmp_path, monkeypatch):
    from reassay.base.errors import SettingsError

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(SettingsError, match=r"reassay\[analytics\]"):
        export(ledger, "parquet", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_on_the_way_leaves_an_older_export_as_it_was(ledger, tmp_path, monkeypatch):
    from reassay.publish import tabular

    export(ledger, "csv", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(tabular, "evidence_row", lambda row: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(ledger, "csv", tmp_path, "2026-03-01")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def peak(path, name, out):
    """Most memory that Python held at once, in bytes."""
    with Ledger(str(path)) as store:
        leaf, place = format_of(name, out)
        tracemalloc.start()
        try:
            list(ship(leaf, holdings(store, None, "rules"), place))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    """One of two pages of a hundred claims, one of eight."""
    folder = tmp_path_factory.mktemp("large")
    return fill(folder / "small.db", 20, 10), fill(folder / "large.db", 80, 10)


@pytest.mark.parametrize("name", ["csv", "prov"])
def test_memory_does_not_grow_with_the_ledger(ledgers, tmp_path, monkeypatch, name):
    monkeypatch.setattr("reassay.ledger.holdings.PAGE", 100)
    peak(ledgers[0], name, tmp_path / "once")  # tables of words are loaded once
    small, large = (peak(path, name, tmp_path / path.stem) for path in ledgers)
    assert large < 1.6 * small, "1.1 times as measured; 3 times where every claim is held"


def test_no_claim_is_lost_or_told_twice_where_pages_and_documents_meet(tmp_path):
    path = fill(tmp_path / "l.db", 3, PAGE + 7)
    with Ledger(str(path)) as store:
        found = [(folio.document.id, folio.first, one.claim.id) for folio in holdings(store, None, "").folios() for one in folio.told]
        assert [ident for _, _, ident in found] == [claim.id for claim in store.claims()]
    assert sum(folio.first for folio in holdings(store, None, "").folios()) == 3


def test_of_two_verdicts_of_one_day_the_later_entered_one_is_told(tmp_path):
    from dataclasses import replace

    from reassay.base.verdict import Verdict

    with Ledger(str(fill(tmp_path / "l.db", 1, 1))) as store:
        claim = store.claims()[0]
        for word in ("corroborated", "contradicted", "implausible", "restated"):
            store.add_verdicts([Verdict(claim.id, word, DAYS[1])])
            told = next(iter(holdings(store, None, "").folios())).told[0]
            assert told.verdict == replace(told.verdict, word=word)
        assert len(told.verdicts) == len(DAYS)


@pytest.fixture(scope="module")
def hundred_thousand(tmp_path_factory):
    pages = 2000 if os.environ.get("REASSAY_SOAK") else 20  # one per cent of it by default
    return fill(tmp_path_factory.mktemp("soak") / "l.db", pages, 50)


MEASURED = """
import atexit, pathlib, sys
atexit.register(lambda: print(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0], file=sys.stderr))
from reassay.cli import main
main()
"""


@pytest.mark.soak
@pytest.mark.parametrize("name", KNOWN)
def test_a_hundred_thousand_claims_stay_under_a_quarter_of_a_gigabyte(hundred_thousand, tmp_path, name):
    call = [sys.executable, "-c", MEASURED, "export", name, "--ledger", str(hundred_thousand), "--out", "out"]
    done = subprocess.run(call, capture_output=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert int(done.stderr.split()[-1]) < 256_000
