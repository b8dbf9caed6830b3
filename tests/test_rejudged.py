"""``reassay judge`` says what changed and why, a day is replayed with the same bytes, and a person's word stays."""

import csv
import io

import pytest
from typer.testing import CliRunner

from reassay.cli import app
from reassay.ledger import Ledger

TEXT = "In 2024 Example Oxides produced 270,000 tonnes of rare earths.\n"
ROW = "Example Oxides,output,{},t,2024,{},{},REO\n"
HEAD = "subject,metric,value,unit,period,publisher,lineage,basis\n"


def run(*words):
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def desk(tmp_path):
    """A ledger with one text judged in March 2026."""

    class Desk:
        at = ("--ledger", tmp_path / "a.db")

        def read(self, name, text, day, publisher="Example Daily", published="2025-03-01"):
            (tmp_path / name).write_text(text, "utf-8")
            told = ("--publisher", publisher, "--published", published)
            return run("assay", tmp_path / name, *self.at, "--as-of", day, "--out", tmp_path / "out", *told)

        def bring(self, name, rows, day, kind="statistics", head=HEAD):
            (tmp_path / name).write_text(head + rows, "utf-8")
            return run("import", kind, tmp_path / name, *self.at, "--retrieved", day)

        def judge(self, day, *more):
            return run("judge", *self.at, "--as-of", day, *more)

        def ledger(self):
            return Ledger(str(tmp_path / "a.db"))

    one = Desk()
    one.read("a.txt", TEXT, "2026-03-01")
    return one


def test_nothing_changed_is_said(desk):
    said = desk.judge("2026-03-01").splitlines()
    assert len(said) == 1
    assert said[0].startswith("nothing changed: 1 claims stand as before; as of 2026-03-01, evidence retrieved by ")


def test_a_new_row_is_named_as_the_cause(desk):
    desk.bring("s.csv", ROW.format(270000, "Example Survey", "lineage:survey"), "2026-04-01")
    lines = desk.judge("2026-04-02").splitlines()
    assert lines[0].endswith("  Example Oxides: output 270000 t, 2024  company_reported_untested -> corroborated")
    body = "\n".join(lines)
    assert "appeared        register_agrees fires: agrees with Example Survey" in body
    assert "vanished        only_one_voice" in body or "voices          1 of 1 items, 0 outside -> 2 of 2 items, 1 outside" in body
    with desk.ledger() as ledger:
        row = next(one for one in ledger.view("2026-04-02").evidence("statistics") if one.publisher == "Example Survey")
    assert f"because of      evidence {row.id}: Example Survey, retrieved 2026-04-01" in body
    assert "because of      day 2026-03-01 -> 2026-04-02" in body
    assert lines[-1].startswith("1 of 1 claims changed; as of 2026-04-02, evidence retrieved by 2026-04-01")
    assert desk.judge("2026-04-02").startswith("nothing changed")


def test_a_second_row_of_one_day_changes_that_days_verdict(desk):
    desk.bring("s.csv", ROW.format(270000, "Example Survey", "lineage:survey"), "2026-04-01")
    desk.judge("2026-04-02")
    desk.bring("t.csv", ROW.format(190000, "Example Bureau", "lineage:bureau"), "2026-04-01")
    lines = desk.judge("2026-04-02").splitlines()
    assert "corroborated -> " in lines[0]
    assert "Example Bureau" in "\n".join(lines)
    assert desk.judge("2026-04-02").startswith("nothing changed"), "of one day the last judgement counts"


def test_a_document_is_named_as_the_cause(desk):
    desk.read("b.txt", "In 2024 Example Oxides produced 210,000 tonnes of rare earths.\n", "2026-05-01", published="2025-06-01")
    body = desk.judge("2026-05-01")
    assert "quietly_restated" in body
    assert "because of      document " in body
    assert "Example Daily, b" in body


def test_a_claim_whose_day_has_come_is_newly_testable(desk):
    desk.read("p.txt", "Example Magnets plans to produce 500 tonnes of NdFeB magnets in 2026.\n", "2026-06-01", "Example Magnets")
    with desk.ledger() as ledger:
        assert "not_a_testable_claim" in ledger.latest().values()
    assert "newly testable" not in desk.judge("2026-12-31")
    body = desk.judge("2027-01-01")
    assert "newly testable  its day of test was 2027-01-01" in body
    assert "next test       2027-01-01 -> " in body
    assert "1 newly testable; as of 2027-01-01" in body
    assert "newly testable" not in desk.judge("2027-01-02")


def test_a_replayed_day_gives_the_same_bytes(desk):
    """Rows and documents of a later day change nothing in what an earlier day is told."""
    desk.bring("s.csv", ROW.format(270000, "Example Survey", "lineage:survey"), "2026-03-10")
    day = "2026-03-15"
    desk.judge(day)
    before, again = run("brief", *desk.at, "--as-of", day), desk.judge(day)
    with desk.ledger() as ledger:
        kept = ledger.entries("verdict"), ledger.entries("finding")
    desk.bring("t.csv", ROW.format(190000, "Example Bureau", "lineage:bureau"), "2026-05-01")
    desk.read("b.txt", "In 2024 Example Oxides produced 210,000 tonnes of rare earths.\n", "2026-06-01", published="2026-05-20")
    late = desk.judge("2026-06-02")
    assert "Example Bureau" in late or "Example Daily" in late
    assert desk.judge(day) == again
    assert run("brief", *desk.at, "--as-of", day) == before
    with desk.ledger() as ledger:
        assert set(kept[0]) <= set(ledger.entries("verdict")), "what was told stays"
        told = {body for body in ledger.entries("verdict") if f'"as_of": "{day}"' in body}
        assert told <= set(kept[0]), "no other verdict of that day came to be"


def test_a_persons_word_stays(desk, tmp_path):
    with desk.ledger() as ledger:
        ident = ledger.claims()[0].id
    out = io.StringIO()
    csv.writer(out).writerows([["claim", "outcome", "decided", "source"], [ident, "held", "2026-03-05", "the printed table"]])
    (tmp_path / "r.csv").write_text(out.getvalue(), "utf-8")
    desk.judge("2026-03-06", "--reviews", tmp_path / "r.csv")
    with desk.ledger() as ledger:
        before = ledger.reviews()
    desk.bring("s.csv", ROW.format(190000, "Example Bureau", "lineage:bureau"), "2026-04-01")
    body = desk.judge("2026-04-02")
    assert "-> contradicted" in body
    assert "review          a person found on 2026-03-05 that it held: that stands" in body
    with desk.ledger() as ledger:
        assert ledger.reviews() == before


def test_the_printed_ledger_counts_single_applications(desk, tmp_path):
    from reassay.collect.applications import check_digit

    rows = "".join(f"CN,CN20231{n:07d}.{check_digit(f'20231{n:07d}')},Example Magnets,2023-02-01,Example Office\n" for n in range(300))
    desk.bring("p.csv", rows, "2026-04-01", "patents", "office,application,applicants,filing_date,publisher\n")
    with desk.ledger() as ledger:
        lines = [line for line in ledger.dump() if "application" in line or line.startswith("singles")]
    assert len([line for line in lines if line.startswith("singles")]) == 1
    assert '"count": 300' in next(line for line in lines if line.startswith("singles"))
    assert len(lines) == 2, "one line of counts, one of the year's number"
