"""Imported evidence in a ledger: each row once, on its first day, judged with the claims, kept back where its licence says so."""

import csv
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reassay.collect.applications import check_digit
from reassay.ledger import Ledger, records
from tests import inside
from tests.collect.test_imports import USGS, flow, table

ROOT = Path(__file__).parent.parent.parent
TEXT = "In 2024 China produced 270,000 tonnes of rare earths.\n"
UNBUNDLED = "In 2025 the rare earth mines of the United States employed 670 people.\n"  # a figure that only the imported file has


def own(view, kind=None):
    """Rows that were imported: those that come with the package say how far they were verified."""
    return [row for row in view.evidence(kind) if "confidence" not in row.values]


def run(*words):
    return inside.run(*words, cwd=ROOT)


def test_the_same_file_twice_adds_nothing(tmp_path):
    at = ("--ledger", tmp_path / "a.db")
    first = run("import", "statistics", USGS, *at, "--retrieved", "2026-02-10")
    assert (first.returncode, first.stderr.splitlines()[-1]) == (0, "286 rows read, 286 of them new")
    with Ledger(str(tmp_path / "a.db")) as ledger:
        before = list(ledger.dump())
    for more in ((), ("--retrieved", "2026-03-10")):
        again = run("import", "statistics", USGS, *at, *more)
        assert again.stderr.splitlines()[-1] == "286 rows read, 0 of them new"
    with Ledger(str(tmp_path / "a.db")) as ledger:
        assert list(ledger.dump()) == before
        assert len(own(ledger.view("2026-02-10"))) == 286
        assert not own(ledger.view("2026-02-09")), "what was retrieved later is not known yet"
        assert {row.retrieved_date for row in own(ledger.view("2026-12-31"))} == {"2026-02-10"}


def test_counts_of_a_register_keep_their_day(tmp_path):
    """A register imported again on another day is the same look at it unless the caller says otherwise."""
    digits = "202310000001"
    header = ["\u7533\u8bf7\u53f7", "\u7533\u8bf7\u65e5", "\u7533\u8bf7\u4eba"]
    (tmp_path / "r.csv").write_text(table(header, [f"CN{digits}.{check_digit(digits)}", "2023-01-02", "Example Magnets"]), "utf-8")
    at = ("import", "patents", tmp_path / "r.csv", "--ledger", tmp_path / "a.db")
    assert run(*at, "--retrieved", "2026-02-10").stderr.splitlines()[-1] == "2 rows read, 2 of them new"
    assert run(*at).stderr.splitlines()[-1] == "2 rows read, 0 of them new"
    assert run(*at, "--retrieved", "2026-05-10").stderr.splitlines()[-1] == "2 rows read, 1 of them new"


def test_imported_rows_judge_claims(tmp_path):
    (tmp_path / "a.txt").write_text(UNBUNDLED)
    at = ("--ledger", tmp_path / "a.db")
    assert run("assay", tmp_path / "a.txt", *at, "--as-of", "2026-03-01", "--out", tmp_path / "out").returncode == 0
    run("import", "statistics", USGS, *at, "--retrieved", "2026-02-10")
    done = run("judge", *at, "--as-of", "2026-03-01")
    assert done.stdout.splitlines()[0].endswith("company_reported_untested -> corroborated"), done.stdout
    with Ledger(str(tmp_path / "a.db")) as ledger:
        assert ledger.view("2026-03-01").evidence("statistics")


def test_rows_of_owners_join_the_register(tmp_path):
    """A newspaper of unknown owner and its owner, once an ownership row names them, are one voice."""
    text = "Example Magnets filed 120 patents in 2023.\n"
    at = ("--ledger", tmp_path / "a.db")
    for name in ("Example Magnets", "Example Daily"):
        (tmp_path / f"{name}.txt").write_text(text if name == "Example Daily" else text + "\n")
        run(
            "assay",
            tmp_path / f"{name}.txt",
            *at,
            "--publisher",
            name,
            "--published",
            "2024-05",
            "--out",
            tmp_path / "out",
            "--as-of",
            "2026-03-01",
        )
    (tmp_path / "o.csv").write_text(
        "child,parent,pct,relation,valid_date\nExample Daily,Example Magnets,100,company newspaper,2020-01-01\n"
    )
    assert run("import", "ownership", tmp_path / "o.csv", *at, "--retrieved", "2026-02-10").returncode == 0
    with Ledger(str(tmp_path / "a.db")) as ledger:
        view = ledger.view("2026-03-01")
        assert view.entity("Example Daily") == "Example Daily"
        assert [(edge.parent, edge.child, edge.share) for edge in view.edges() if edge.child == "Example Daily"] == [
            ("Example Magnets", "Example Daily", 1.0)
        ]
        assert {document.source.owner for document in view.documents()} == {"Example Magnets", "Example Daily"}
        assert view.publisher("Example Daily").owner == "Example Daily"
        assert not [edge for edge in ledger.view("2026-02-09").edges() if edge.child == "Example Daily"]


def test_rows_that_may_not_be_handed_on_stay_out_of_the_files(tmp_path):
    (tmp_path / "ct.json").write_text(json.dumps({"data": [flow()]}))
    at = ("--ledger", tmp_path / "a.db")
    assert run("import", "trade", tmp_path / "ct.json", *at, "--retrieved", "2026-02-10").returncode == 0
    (tmp_path / "a.txt").write_text(TEXT)
    run("assay", tmp_path / "a.txt", *at, "--as-of", "2026-03-01", "--out", tmp_path / "out")
    text = (tmp_path / "out" / "ledger.notation").read_text()
    assert '"withheld": true' in text
    assert "77025" not in text
    assert "1386613152" not in text
    with Ledger(str(tmp_path / "a.db")) as ledger:
        assert len(ledger.view("2026-03-01").evidence("trade")) == 2


def test_what_rests_on_a_closed_row_is_told_without_its_values(tmp_path):
    rows = "subject,metric,value,unit,period,publisher,published_date,withheld\n"
    rows += "Example Magnets,output,4321,t,2024,Closed Office,2025-09-01,{}\n"
    (tmp_path / "a.txt").write_text("In 2024 Example Magnets produced 7,900 tonnes of rare earth oxides.")
    for closed in ("false", "true"):
        at = ("--ledger", tmp_path / f"{closed}.db")
        (tmp_path / f"{closed}.csv").write_text(rows.format(closed))
        assert run("import", "statistics", tmp_path / f"{closed}.csv", *at, "--retrieved", "2026-02-10").returncode == 0
        run("assay", tmp_path / "a.txt", *at, "--as-of", "2026-03-01", "--out", tmp_path / closed)
        found = [line for line in (tmp_path / closed / "ledger.notation").read_text().splitlines() if "register_disagrees" in line]
        told = json.loads(next(line for line in found if line.startswith("finding")).partition("  ")[2])
        assert (told["check"], told["outcome"], len(told["evidence"])) == ("register_disagrees", "fires", 1)
        text = (tmp_path / closed / "ledger.notation").read_text()
        assert ("4321" in text) == (closed == "false")
    assert told["withheld"] is True
    assert not {"numbers", "says", "names"} & set(told)
    with Ledger(str(tmp_path / "true.db")) as ledger:
        assert told["id"] in {records.finding(body).id for body in ledger.entries("finding")}


def test_wrong_calls_and_broken_rows(tmp_path):
    at = ("--ledger", tmp_path / "a.db")
    for words in (
        ("news", USGS),
        ("trade", USGS, "--format", "x"),
        ("statistics", USGS, "--retrieved", "May"),
        ("statistics",),
        ("price", USGS, "--published", "x"),
    ):
        done = run("import", *words, *at)
        assert done.returncode == 2, words
        assert len(done.stderr.splitlines()) == 1
    (tmp_path / "b.csv").write_text("subject,metric,value,unit,period,publisher\nA,output,x,t,2024,P\nB,output,2,t,2024,P\n")
    done = run("import", "statistics", tmp_path / "b.csv", tmp_path / "none.csv", *at)
    assert done.returncode == 1
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in done.stderr.splitlines()[:2]] == ["b.csv:2", "none.csv"]
    assert done.stderr.splitlines()[-1] == "1 rows read, 1 of them new"
    with Ledger(str(tmp_path / "a.db")) as ledger:
        assert len(ledger.entries("problem")) == 2


def test_listing_runs_no_formula_and_hands_on_no_withheld_row(tmp_path):
    at = ("--ledger", tmp_path / "a.db")
    lines = ['=HYPERLINK("http://x"),output,-7,t,2024,@SUM(1)', "+A,output,1,t,2024,P", "-2+3+cmd|' /C calc'!A0,output,1,t,2024,P"]
    (tmp_path / "a.csv").write_text("subject,metric,value,unit,period,publisher\n" + "\n".join(lines).replace('"', "") + "\n")
    (tmp_path / "ct.json").write_text(json.dumps({"data": [flow()]}))
    run("import", "statistics", tmp_path / "a.csv", *at)
    run("import", "trade", tmp_path / "ct.json", *at)
    rows = [row for row in csv.DictReader(run("show", "--evidence", "statistics", *at).stdout.splitlines()) if not row["confidence"]]
    assert sorted(row["subject"] for row in rows) == ["'+A", "'-2+3+cmd|' /C calc'!A0", "'=HYPERLINK(http://x)"]
    assert {row["publisher"] for row in rows} == {"'@SUM(1)", "P"}
    assert {row["value"] for row in rows} == {"-7", "1"}
    done = run("show", "--evidence", "trade", *at)
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "2 rows left out: their licence forbids handing them on\n")


def test_a_register_judges_the_kind_of_right_that_is_claimed(tmp_path):
    """90 inventions and 120 rights in all, both right, once the year is fully visible; 140 inventions are too many by far."""
    header = ["\u7533\u8bf7\u53f7", "\u7533\u8bf7\u65e5", "\u7533\u8bf7\u4eba"]
    rights = [f"20231{n:07d}" for n in range(90)] + [f"20232{n:07d}" for n in range(30)]
    (tmp_path / "r.csv").write_text(
        table(header, *([f"CN{one}.{check_digit(one)}", "2023-01-02", "Example Magnets"] for one in rights)), "utf-8"
    )
    (tmp_path / "o.csv").write_text(
        "child,parent,pct,relation,valid_date\nExample Powders,Example Magnets,100,subsidiary,2020-01-01\n", "utf-8"
    )
    for claimed, words in ((90, ["corroborated", "corroborated"]), (140, ["corroborated", "contradicted"])):
        at = ("--ledger", tmp_path / f"{claimed}.db")
        text = f"In 2023 Example Magnets filed 120 patents, including {claimed} invention patents.\n"
        (tmp_path / "a.txt").write_text(
            text if claimed < 120 else f"In 2023 Example Magnets filed 120 patents. It filed {claimed} invention patents in 2023.\n"
        )
        assert run("import", "patents", tmp_path / "r.csv", *at, "--retrieved", "2026-02-10").returncode == 0
        assert run("import", "ownership", tmp_path / "o.csv", *at, "--retrieved", "2026-02-10").returncode == 0
        run(
            "assay",
            tmp_path / "a.txt",
            *at,
            "--publisher",
            "Example Magnets",
            "--published",
            "2024-05",
            "--as-of",
            "2026-03-01",
            "--out",
            tmp_path / "out",
        )
        with Ledger(str(tmp_path / f"{claimed}.db")) as ledger:
            found = {claim.quantity.low: ledger.latest()[claim.id] for claim in ledger.claims(metric="patents_filed")}
        assert [found[120], found[claimed]] == words, found


def test_totals_are_not_told_by_their_parts(tmp_path):
    """Imports of one product, or from one partner, do not deny a figure for all."""
    rows = [
        ["China", "import_volume", value, "t", "2024", "Example Customs", partner, good]
        for value, partner, good in (("100", "World", ""), ("60", "Burma", ""), ("7", "World", "ferrocerium"))
    ]
    (tmp_path / "t.csv").write_text(table(["subject", "metric", "value", "unit", "period", "publisher", "partner", "product"], *rows))
    (tmp_path / "a.txt").write_text(
        "In 2024 China imported 100 tonnes of rare earths. In 2024 China imported 60 tonnes of rare earths from Burma.\n"
    )
    at = ("--ledger", tmp_path / "a.db")
    run("import", "trade", tmp_path / "t.csv", *at, "--retrieved", "2026-02-10")
    run("assay", tmp_path / "a.txt", *at, "--as-of", "2026-03-01", "--out", tmp_path / "out")
    with Ledger(str(tmp_path / "a.db")) as ledger:
        found = {str(claim.quantity.low): ledger.latest()[claim.id] for claim in ledger.claims(metric="import_volume")}
    assert found == {"100": "corroborated", "60": "corroborated"}


def peak(tmp_path, count):
    """(seconds, megabytes) of an import of so many rows by a process of its own."""
    path = tmp_path / f"{count}.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("subject,metric,value,unit,period,publisher,partner,hs\n")
        out.writelines(
            f"China,import_volume,{n % 977}.5,t,20{n % 25:02d}-{n % 12 + 1:02d},Example Customs,Land {n},2846{n % 9999:04d}\n"
            for n in range(count)
        )
    code = "import resource, sys; from reassay.cli import main\ntry: main()\n"
    code += "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    start = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    words = [sys.executable, "-c", code, "import", "trade", str(path), "--ledger", str(tmp_path / f"{count}.db")]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    assert done.stderr.splitlines()[-1] == f"{count} rows read, {count} of them new"
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - start, int(done.stdout)


@pytest.mark.soak
def test_a_large_file_is_streamed(tmp_path):
    """Ten times the rows, the same memory. (REASSAY_SOAK runs the 300,000 rows; by default 10,000 against 1,000.)"""
    import os

    most = 300_000 if os.environ.get("REASSAY_SOAK") else 10_000
    _, small = peak(tmp_path, most // 10)
    seconds, large = peak(tmp_path, most)
    print(f"{most} rows: {seconds:.1f} s of processor time, {large} MB at most ({small} MB for a tenth)")
    assert large < small + 25


def test_single_applications_come_only_when_asked_for(tmp_path):
    """A register may hold 300,000: a judgement loads its counts, not each of them."""
    digits = "202310000001"
    header = ["\u7533\u8bf7\u53f7", "\u7533\u8bf7\u65e5", "\u7533\u8bf7\u4eba"]
    (tmp_path / "r.csv").write_text(table(header, [f"CN{digits}.{check_digit(digits)}", "2023-01-02", "Example Magnets"]), "utf-8")
    run("import", "patents", tmp_path / "r.csv", "--ledger", tmp_path / "a.db", "--retrieved", "2026-02-10")
    with Ledger(str(tmp_path / "a.db")) as ledger:
        view = ledger.view("2026-03-01")
        assert [row.values["metric"] for row in own(view)] == ["patents_filed"]
        assert sorted(row.values["metric"] for row in own(view, "patents")) == ["application", "patents_filed"]
        assert not own(ledger.view("2026-02-09"), "patents")
