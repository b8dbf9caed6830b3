"""Reviews by persons over the command line: entered once, counted as forecasts only where they were no hindsight, shown as they stand."""

import csv
import shutil

import pytest

from reassay.ledger import Ledger
from reassay.standing import calibration, forecasts
from tests.inside import run

TEXT = "In {year} Stonefield Oxides produced {value} tonnes of rare earth oxides.\n"
EARLY, DAY, LATER = "2026-03-01", "2026-06-01", "2026-09-01"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """A ledger of three reports and one constructed example, judged on an early day."""
    tmp_path = tmp_path_factory.mktemp("standing")
    at = ("--ledger", tmp_path / "a.db")
    for year, value in ((2019, "4,100"), (2020, "4,200"), (2021, "4,300")):
        (tmp_path / f"{year}.txt").write_text(TEXT.format(year=year, value=value))
    (tmp_path / "built.txt").write_text(
        "---\nwording: constructed\npublisher: Example Gazette\n---\nIn 2019 Example Oxides produced 5,100 tonnes of rare earth oxides.\n"
    )
    out = ("--out", tmp_path / "out")
    names = [tmp_path / f"{name}.txt" for name in (2019, 2020, 2021)]
    assert run("assay", *names, *at, *out, "--as-of", EARLY, "--publisher", "Stonefield Oxides").returncode == 0
    assert run("assay", tmp_path / "built.txt", *at, *out, "--as-of", EARLY).returncode == 0
    return tmp_path


@pytest.fixture
def told(read_once, tmp_path):
    """The same in a folder of the test's own."""
    shutil.copytree(read_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def claims(folder):
    with Ledger(str(folder / "a.db")) as ledger:
        return {str(one.quantity.low): one.id for one in ledger.claims(metric="output") if one.quantity}


def enter(folder, *rows, name="reviews.csv", **more):
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["claim", "outcome", "decided", "source", "by"])
        writer.writeheader()
        writer.writerows(dict(zip(("claim", "outcome", "decided", "source", "by"), (*row, "desk"), strict=True)) for row in rows)
    return run("judge", "--reviews", folder / name, "--ledger", folder / "a.db", "--as-of", more.get("as_of", LATER))


def test_reviews_become_forecasts_records_and_lines_of_the_dossier(told):
    ids = claims(told)
    done = enter(told, (ids["4100"], "held", DAY, "annual report, audited"), (ids["4200"][:9], "failed", DAY, "statistics office"))
    assert (done.returncode, done.stderr) == (0, "2 reviews read\n")
    at = ("--ledger", told / "a.db", "--as-of", LATER)
    page = run("show", "--calibration", *at).stdout
    assert page.splitlines()[0] == "calibration: uncalibrated, 2 of 100 adjudicated"
    assert "Brier score 0.264" in page  # .62 told of both: (.38 ** 2 + .62 ** 2) / 2 = .2644
    record = run("show", "--record", *at).stdout
    assert "Stonefield Oxides (owner unknown), output: told 3 claims, decided 2 (agreed 1, disagreed 1)" in record
    assert "share agreed 0.06 to 0.94 (95 %), source grade F" in record  # Beta(1.5, 1.5)
    assert "Example" not in record
    shown = run("show", ids["4200"], *at).stdout
    assert f"review: failed, {DAY}, by desk, statistics office" in shown
    assert "uncalibrated (2 of 100 adjudicated)" in shown
    assert run("show", "--record", "--ledger", told / "a.db", "--as-of", EARLY).stdout.count("decided 0") == 1


def test_the_same_reviews_again_add_nothing_and_a_later_one_is_one_more(told):
    ids = claims(told)
    row = (ids["4100"], "held", DAY, "annual report")
    for _ in range(2):
        enter(told, row)
    with Ledger(str(told / "a.db")) as ledger:
        assert len(ledger.reviews()) == 1
    enter(told, (ids["4100"], "failed", "2026-07-01", "corrected report"))
    with Ledger(str(told / "a.db")) as ledger:
        assert len(ledger.reviews()) == 2
        assert [one.held for one in forecasts(ledger, ledger.view(LATER))[0]] == [False]
        assert [one.held for one in forecasts(ledger, ledger.view(DAY))[0]] == [True]


def test_hindsight_undecided_and_constructed_are_left_out_and_say_so(told):
    ids = claims(told)
    rows = [(ids["4100"], "held", EARLY, "same day"), (ids["4200"], "undecided", DAY, "lost"), (ids["5100"], "held", DAY, "made up")]
    enter(told, *rows)
    with Ledger(str(told / "a.db")) as ledger:
        found = calibration(ledger, LATER)
    assert found.adjudicated == 0
    assert dict(found.left_out) == {"constructed examples": 1, "no probability told before they were decided": 1, "undecided": 1}


def test_a_review_of_the_future_does_not_exist(told):
    enter(told, (claims(told)["4100"], "held", DAY, "report"))
    at = ("--ledger", told / "a.db")
    assert "0 of 100" in run("show", "--calibration", *at, "--as-of", "2026-05-31").stdout
    assert "1 of 100" in run("show", "--calibration", *at, "--as-of", DAY).stdout


def test_reviews_change_no_verdict_word(told):
    with Ledger(str(told / "a.db")) as ledger:
        before = ledger.latest()
    done = enter(told, *((ident, "failed", DAY, "report") for ident in sorted(claims(told).values())))
    lines = [line for line in done.stdout.splitlines() if line.startswith("c")]
    assert lines
    assert all(" stays " in line for line in lines), "a review is told, and no word moves"
    with Ledger(str(told / "a.db")) as ledger:
        assert ledger.latest() == before


def test_broken_rows_are_told_with_their_line_and_the_rest_is_entered(told):
    ident = claims(told)["4100"]
    rows = [
        ("", "held", DAY, "x"),
        ("c", "held", DAY, "x"),
        (ident, "true", DAY, "x"),
        (ident, "held", "June", "x"),
        (ident, "held", DAY, ""),
    ]
    done = enter(told, *rows, (ident, "held", DAY, "report"))
    assert done.returncode == 1
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in done.stderr.splitlines()[:-1]] == ["2", "3", "4", "5", "6"]
    assert done.stderr.splitlines()[-1] == "1 reviews read"
    (told / "no.csv").write_bytes(b"\xff\xfe\x00claim")
    for name in ("no.csv", "none.csv"):
        bad = run("judge", "--reviews", told / name, "--ledger", told / "a.db", "--as-of", LATER)
        assert bad.returncode == 1
        assert name in bad.stderr.splitlines()[0]


def test_a_person_stands_beside_the_machine_wherever_its_verdict_does(told):
    (told / "off.txt").write_text("In 2022 Stonefield Oxides produced 9,500 tonnes of oxides, made up of 4,000 tonnes and 4,500 tonnes.\n")
    at = ("--ledger", told / "a.db")
    run("assay", told / "off.txt", *at, "--out", told / "out", "--as-of", EARLY, "--publisher", "Stonefield Oxides")
    before = run("brief", *at, "--as-of", EARLY).stdout
    assert "the figures do not agree with each other** (automatic, not reviewed)" in before
    assert "automatic, not reviewed" in before.splitlines()[2]
    ids = claims(told)
    enter(told, (ids["9500"], "failed", DAY, "annual report: 8,500 t"), (ids["4100"], "held", DAY, "annual report"))
    after = run("brief", *at, "--as-of", LATER).stdout
    assert "the figures do not agree with each other** (a person found that it failed)" in after
    assert "- Reviewed by a person: failed, 2026-06-01, annual report: 8,500 t." in after
    assert "automatic, 2 claims reviewed by a person" in after.splitlines()[2]
    assert "2 claims were reviewed by a person" in after
    assert "(a person found that it held)" in after
    assert "Marked adversely" not in after
    assert "(automatic, not reviewed)" in run("brief", *at, "--as-of", EARLY).stdout, "on the early day nobody had looked at it"


def test_a_voices_word_is_worth_what_persons_found_of_it(told):
    ids = claims(told)
    at = ("--ledger", told / "a.db")
    assert "+0.69  own statement" in run("show", ids["4300"], *at).stdout
    enter(told, (ids["4100"], "held", DAY, "report"), (ids["4200"], "held", DAY, "report"), (ids["5100"], "failed", DAY, "made up"))
    shown = run("show", ids["4300"], *at).stdout  # (2 + 2) / (1 + 0) = 4, and ln 4 = 1.39
    assert "+1.39  own statement" in shown
    assert "2 held, 0 failed" in shown
    enter(told, *((ids[key], "failed", LATER, "corrected") for key in ("4100", "4200")), as_of="2026-12-01")
    shown = run("show", ids["4300"], *at).stdout  # (2 + 0) / (1 + 2) is below 1: a word weighs nothing, not less
    assert "0.00  own statement" in shown
    assert "0 held, 2 failed" in shown


def test_a_replay_of_an_earlier_day_knows_no_later_review(told):
    at = ("--ledger", told / "a.db")
    before = run("brief", *at, "--as-of", EARLY).stdout
    enter(told, *((ident, "held", DAY, "report") for ident in sorted(claims(told).values())))
    assert run("brief", *at, "--as-of", EARLY).stdout == before


def test_the_dossier_keeps_findings_of_earlier_days_apart(told):
    (told / "s.csv").write_text(
        "subject,metric,value,unit,basis,period,publisher,lineage\nStonefield Oxides,output,4100,t,REO,2019,State Survey,survey\n"
    )
    at = ("--ledger", told / "a.db")
    assert run("import", "statistics", told / "s.csv", *at, "--retrieved", "2026-04-01").returncode == 0
    assert run("judge", *at, "--as-of", DAY).stdout.splitlines()[0].endswith("company_reported_untested -> corroborated")
    shown = run("show", claims(told)["4100"], *at).stdout
    now, _, earlier = shown.partition("findings of earlier judgements:")
    assert "independent_voice fires" in now
    assert "only_one_voice fires" in earlier
    assert "only_one_voice" not in now
    assert "axes: outcome agrees, independence outside" in shown
    assert "+2.20  State Survey agrees" in shown
    assert "probability 0.88, very likely" in shown
    assert "STIX confidence 88 of 100" in shown
    record = run("show", "--record", *at, "--as-of", DAY).stdout
    assert "told 3 claims, decided 1 (agreed 1, disagreed 0)" in record
    assert "told 3 claims, decided 0" in run("show", "--record", *at, "--as-of", EARLY).stdout
