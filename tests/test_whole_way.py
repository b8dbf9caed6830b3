"""The whole way on the bundled examples: same bytes twice, verdicts a user relies on, honest exit statuses."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import reassay
from reassay.publish.brief import Sentence
from reassay.publish.linter import check


def run(*words, **env):
    command = [sys.executable, "-m", "reassay", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **env})


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    done = run("demo", "--out", out, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr
    return out


FILES = ("brief.html", "brief.md", "claims.jsonl", "ledger.notation")


def test_two_runs_give_the_same_bytes(demo, tmp_path):
    assert run("demo", "--out", tmp_path, PYTHONHASHSEED="2", TZ="America/Lima").returncode == 0
    for name in FILES:
        assert (demo / name).read_bytes() == (tmp_path / name).read_bytes(), name


def verdicts(demo):
    done = run("show", "--where", "metric=patents_filed", "--ledger", demo / "reassay.db")
    assert done.returncode == 0
    return done.stdout


def test_filings_wait_for_the_register_and_are_one_voice(demo):
    text = (demo / "brief.md").read_text("utf-8")
    assert "Can be tested from 1 July 2027." in text
    line = next(line for line in verdicts(demo).splitlines() if "= 158" in line)
    known = run("show", line.split()[0], "--ledger", demo / "reassay.db").stdout
    assert "not_testable_yet, next test 2027-07-01" in known
    assert "leads back to one voice" in known


def test_constructed_examples_are_caught_and_marked(demo):
    text = (demo / "brief.md").read_text("utf-8")
    assert "beyond a physical limit** (automatic, not reviewed)" in text
    assert "the parts add up to 8,500 t, which is 1,000 t less than the stated 9,500 t" in text
    assert "Constructed example" in text
    assert "wording ours" in text


def test_restated_examples_get_the_finding_they_are_there_for(demo):
    text = (demo / "brief.md").read_text("utf-8")
    assert "the parts add up to 34,695 t, which is 4,967 t less than the stated 39,662 t" in text
    assert "is a change of 20.72 %, not of 21.3 % as printed" in text
    assert "the parts add up to the stated 255,000 t within rounding" in text
    assert text.count("*no checkable number*") >= 2
    assert "2 publishers, **1 voice**: Baogang Daily and Rare Earth Exchanges" in text


def test_a_later_edition_restates_an_earlier_one(demo):
    assert "The same source gives 255,000 t in January 2025, and here 240,000 t" in (demo / "brief.md").read_text("utf-8")


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.ids, self.refs = [], set(), set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids.add(given.get("id"))
        for name in ("src", "href"):
            if name in given:
                (self.refs if given[name].startswith("#") else self.found).append(given[name]) if not given[name].startswith(
                    "#"
                ) else self.refs.add(given[name][1:])


def test_the_page_stands_by_itself(demo):
    page = Links()
    page.feed((demo / "brief.html").read_text("utf-8"))
    assert not page.found
    assert page.refs <= page.ids


def test_the_page_shows_its_plots(demo):
    page = (demo / "brief.html").read_text("utf-8")
    names = re.findall(r'<figure id="plot-(\w+)', page)
    assert {"gap", "stages", "chain", "history", "visible", "voices"} <= set(names)
    assert page.count('<svg role="img"') == len(names) >= 5
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)), "no id stands twice"
    text = (demo / "brief.md").read_text("utf-8")
    assert "| mine output | USGS, MYB2022, REO | 2022 | 70.7 % | 20.4 % | 50.3 | no clear trend |" in text
    assert "### China, output (mining) for 2023: USGS NMIC gave 240,000 t (January 2024), then 255,000 t (January 2025)" in text
    assert "registers show 98 to 151 by 23 November 2026 and must show them in full only from 1 July 2027" in text
    assert "| Baogang Daily | 11 | Northern Rare Earth | Baogang Group |" in text
    assert "constructed" not in " ".join(re.findall(r"### China, output.*?\n###", text, re.S))


def test_plots_are_written_as_files(demo, tmp_path):
    done = run("brief", "--ledger", demo / "reassay.db", "--as-of", "2026-11-23", "--plots", tmp_path / "plots", "--out", tmp_path / "b.md")
    assert done.returncode == 0, done.stderr
    names = {path.name.partition(".")[0] for path in (tmp_path / "plots").iterdir()}
    assert {"gap", "stages", "chain", "history-1", "visible-1", "voices"} <= names
    assert {path.suffix for path in (tmp_path / "plots").iterdir()} == {".json", ".svg", ".png"}


def test_claims_are_the_shape_of_the_contract(demo):
    lines = (demo / "claims.jsonl").read_text("utf-8").split("\n")
    claims = [json.loads(line) for line in lines if line]
    assert len(claims) > 30
    for claim in claims:
        assert claim["value"] is None or "value" in claim["spans"]
        assert not isinstance(claim["value"], str)


def test_check_says_what_changed(demo):
    done = run("brief", "--check", demo / "brief.html", "--as-of", "2026-11-23", "--ledger", demo / "reassay.db")
    assert done.stdout.strip() == "nothing changed"
    later = run("brief", "--check", demo / "brief.html", "--as-of", "2027-08-01", "--ledger", demo / "reassay.db")
    assert "not_testable_yet -> " in later.stdout


def test_a_bad_source_leaves_the_good_ones_stored(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("In 2025 Example Oxides produced 4,000 tonnes of cerium oxide.")
    (tmp_path / "bad.bin").write_bytes(b"\x00\x01\x02" * 50)
    done = run(
        "assay",
        tmp_path / "none.txt",
        tmp_path / "bad.bin",
        good,
        "--ledger",
        tmp_path / "a.db",
        "--out",
        tmp_path / "out",
        "--as-of",
        "2026-11-23",
    )
    assert done.returncode == 1
    assert sum(line.startswith(str(tmp_path)) for line in done.stderr.splitlines()) == 2
    assert "output = 4000" in run("show", "--where", "metric=output", "--ledger", tmp_path / "a.db").stdout


def test_a_planted_number_name_or_date_fails_the_brief():
    page = reassay.document("In 2025 Example Oxides produced 4,000 tonnes.", published="2026-01-05")
    found = reassay.assay([page], as_of="2026-11-23")
    claim = found.claims[0]
    known = {claim.id: claim}
    assert not list(check(Sentence("Example Oxides: output: 4,000 t, period 2025.", (claim.id,)), known))
    for planted in (
        "Example Oxides made 4,001 t.",
        "Example Oxides and Sample Magnets made 4,000 t.",
        "By 2026-01-06 Example Oxides made 4,000 t.",
        "Example Oxides made 4,000 t, which is false.",
    ):
        assert list(check(Sentence(planted, (claim.id,)), known)), planted


def test_two_processes_write_the_same_bytes(tmp_path):
    from importlib.resources import files

    folder = str(files("reassay.reference").joinpath("examples"))
    runs = [
        subprocess.run([sys.executable, "-m", "reassay", "extract", folder, "--format", "jsonl", "--jobs", jobs], capture_output=True)
        for jobs in ("1", "3")
    ]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.count(b"\n") > 20
