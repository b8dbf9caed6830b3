"""Single applications of generated registers, imported as files, judge claims on filings: on several days, under every scope."""

import csv
import datetime as dt
import io
import random

import pytest
from typer.testing import CliRunner

from reassay.cli import app
from reassay.collect.applications import check_digit
from reassay.ledger import Ledger, records

HEADER = [
    "\u7533\u8bf7\u53f7",
    "\u7533\u8bf7\u65e5",
    "\u516c\u5f00\uff08\u516c\u544a\uff09\u53f7",
    "\u516c\u5f00\uff08\u516c\u544a\uff09\u65e5",
    "\u7533\u8bf7\uff08\u4e13\u5229\u6743\uff09\u4eba",
]
NAME, CHILD, LAB = "Example Magnets Co., Ltd", "Example Powders Co., Ltd", "Example Research Institute"


def run(*words):
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


class Registry:
    """A register as it will be in the end; a file of it holds what is public on a day."""

    def __init__(self, seed=1):
        self.chance = random.Random(seed)
        self.rows = []

    def file(self, name, year, count, kind="1", early=0.75):
        """So many applications of a year. Inventions show after 3 months on request, else after 18; other rights when granted."""
        for _ in range(count):
            filed = dt.date(year, 1, 1) + dt.timedelta(days=self.chance.randrange(365))
            months = (
                18.2 if kind == "1" and self.chance.random() > early else self.chance.lognormvariate(1.13 if kind == "1" else 1.87, 0.3)
            )
            shown = filed + dt.timedelta(days=int(months * 30.44) + 1)
            digits = f"{year}{kind}{len(self.rows):07d}"
            number = f"CN{digits}.{check_digit(digits)}"
            self.rows.append((number, filed, f"CN{100000000 + len(self.rows)}{'AAUS'[int(kind)]}", shown, name))

    def write(self, path, day, more=()):
        """The rows public on a day, and further publications of some of them."""
        public = [row for row in self.rows if row[3] <= day]
        out = io.StringIO()
        csv.writer(out).writerows([HEADER, *([str(cell) for cell in row] for row in [*public, *more])])
        path.write_text(out.getvalue(), "utf-8")
        return public


def judged(folder, text, day, language="en", publisher="Example Magnets"):
    """word, next test date and finding of the claim of a text, judged on a day."""
    (folder / "claim.txt").write_text(text, "utf-8")
    at = folder / "a.db"
    run(
        "assay",
        folder / "claim.txt",
        "--ledger",
        at,
        "--as-of",
        day,
        "--out",
        folder / "out",
        "--publisher",
        publisher,
        "--published",
        "2026-02-03",
        "--language",
        language,
    )
    with Ledger(str(at)) as ledger:
        claim = next(one for one in ledger.claims(metric="patents_filed") if one.quote in text)
        verdict = next(one for body in ledger.entries("verdict", claim.id) if (one := records.verdict(body)).as_of == str(day))
        findings = [records.finding(body) for body in ledger.entries("finding", claim.id)]
        ids = {ident for ident, _ in verdict.because}
        found = next((one for one in findings if one.check == "seen_in_the_register" and one.id in ids), None)
    return verdict, found


def company(filed, history=60, subsidiary=0, lab=0, name=NAME):
    """A register with four years of a company's history and so many filings of 2025."""
    made = Registry()
    for year in (2020, 2021, 2022, 2023):
        made.file(name, year, history)
    made.file(name, 2025, filed)
    for other, count in ((CHILD, subsidiary), (LAB, lab)):
        made.file(other, 2024, 20 if count else 0)
        made.file(other, 2025, count)
    return made


def look(made, folder, day, more=()):
    """Import what the register shows on a day."""
    public = made.write(folder / f"{day}.csv", day, more)
    run("import", "patents", folder / f"{day}.csv", "--ledger", folder / "a.db", "--retrieved", day)
    return public


def owners(folder, *rows):
    (folder / "own.csv").write_text("child,parent,pct,relation,valid_date\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    run("import", "ownership", folder / "own.csv", "--ledger", folder / "a.db", "--retrieved", "2026-01-02")


SUBSIDIARY = f'"{CHILD}","{NAME}",100,subsidiary,2019-01-01'
INSTITUTE = f'"{LAB}","{NAME}",100,research institute,2019-01-01'
CLAIM = "In 2025 Example Magnets filed 158 invention patent applications.\n"


BEFORE, PARTLY, FULLY = dt.date(2026, 2, 3), dt.date(2026, 11, 23), dt.date(2027, 8, 1)


def test_a_claim_waits_then_depends_on_whose_filings_are_meant(tmp_path):
    """100 of the company, 40 of its subsidiary, 18 of its institute: 158 holds for the group and not for the company alone."""
    owners(tmp_path, SUBSIDIARY, INSTITUTE)
    made, seen = company(100, subsidiary=40, lab=18), {}
    for day in (BEFORE, PARTLY, FULLY):
        look(made, tmp_path, day)
        seen[day] = judged(tmp_path, CLAIM, day)
    words = {day: (verdict.word, verdict.next_test_date) for day, (verdict, _) in seen.items()}
    assert words[BEFORE] == words[PARTLY] == ("not_testable_yet", "2027-07-01")
    assert words[FULLY] == ("scope_dependent", None)
    early, partly, late = (dict(seen[day][1].numbers) for day in (BEFORE, PARTLY, FULLY))
    assert early["power against 30 %"] < 0.8 <= partly["power against 30 %"]
    assert seen[BEFORE][1].outcome == "lacks"
    assert seen[BEFORE][1].dates[0] == "2027-07-01"
    assert BEFORE.isoformat() < seen[BEFORE][1].dates[1] < PARTLY.isoformat(), "the earlier day of enough power"
    assert late["visible"] == 140
    assert late["total, low"] <= 158 <= late["total, high"]
    assert "the named applicant alone: 100 seen" in seen[FULLY][1].says
    assert "with subsidiaries and institutes: 158 seen" in seen[FULLY][1].says
    assert "own invention filings" in seen[FULLY][1].says
    assert "search recall not measured" in seen[FULLY][1].says


def test_a_true_claim_is_borne_out_only_once_all_must_show(tmp_path):
    owners(tmp_path, SUBSIDIARY)
    made, words = company(158), []
    for day in (BEFORE, PARTLY, FULLY):
        look(made, tmp_path, day)
        words.append(judged(tmp_path, CLAIM, day)[0].word)
    assert words == ["not_testable_yet", "not_testable_yet", "corroborated"]


@pytest.mark.parametrize(("known", "word"), [(True, "contradicted"), (False, "not_testable_yet")])
def test_a_shortfall_speaks_with_power_and_known_owners(tmp_path, known, word):
    """70 filed, 158 claimed: on the day of the article nothing can be told; ten months later it can, where it is known who is whose."""
    made = company(70)
    if known:
        owners(tmp_path, SUBSIDIARY)
    look(made, tmp_path, BEFORE)
    verdict, found = judged(tmp_path, CLAIM, BEFORE)
    assert (verdict.word, found.outcome) == ("not_testable_yet", "lacks")
    look(made, tmp_path, PARTLY)
    verdict, found = judged(tmp_path, CLAIM, PARTLY)
    assert verdict.word == word
    assert dict(found.numbers)["chance of so few"] <= 0.025
    assert any("ownership" in one for one in found.lacks) is not known


def test_an_old_look_is_no_look(tmp_path):
    """Judged when all must show, by a file fetched long before: nothing can be told, and a new look is asked for."""
    owners(tmp_path, SUBSIDIARY)
    look(company(158), tmp_path, BEFORE)
    verdict, found = judged(tmp_path, CLAIM, FULLY)
    assert verdict.word == "company_reported_untested"
    assert "a look at the register on 2027-07-01 or later" in found.lacks


def test_what_was_fetched_later_is_not_used(tmp_path):
    owners(tmp_path, SUBSIDIARY)
    made = company(70)
    look(made, tmp_path, BEFORE)
    before = judged(tmp_path, CLAIM, BEFORE)
    look(made, tmp_path, PARTLY)
    assert judged(tmp_path, CLAIM, BEFORE) == before
    assert judged(tmp_path, CLAIM, dt.date(2026, 1, 1))[1] is None


CHINESE = "\u793a\u4f8b\u78c1\u6750"
RIGHTS = f"2025\u5e74\uff0c{CHINESE}\u7533\u8bf7\u53d1\u660e\u4e13\u5229{{}}\u4ef6\u3002\n"


@pytest.mark.parametrize(("claimed", "word"), [(125, "corroborated"), (158, "contradicted")])
def test_inventions_are_told_apart_from_other_rights(tmp_path, claimed, word):
    """100 inventions and 80 utility models: a Chinese claim of 158 inventions is not borne out by the utility models."""
    name = f"{CHINESE}\u80a1\u4efd\u6709\u9650\u516c\u53f8"
    made = company(100, name=name)
    made.file(name, 2025, 80, kind="2")
    owners(tmp_path, f"Example Daily,{name},100,house newspaper,2019-01-01")
    look(made, tmp_path, FULLY)
    found = dict(judged(tmp_path, RIGHTS.format(claimed), FULLY, "zh", CHINESE)[1].numbers)
    assert found["visible"] == 100
    verdict, _ = judged(tmp_path, RIGHTS.format(claimed), FULLY, "zh", CHINESE)
    assert verdict.word == word


def test_all_rights_together_are_added_by_kind(tmp_path):
    made = company(110)
    for year in (2020, 2021, 2022, 2023):
        made.file(NAME, year, 20, kind="2")
    made.file(NAME, 2025, 48, kind="2")
    owners(tmp_path, SUBSIDIARY)
    look(made, tmp_path, FULLY)
    verdict, found = judged(tmp_path, "In 2025 Example Magnets filed 158 patents.\n", FULLY)
    assert verdict.word == "corroborated"
    assert dict(found.numbers)["visible"] == 158
    assert "own utility model filings" in found.says


def test_one_application_counts_once(tmp_path):
    """Its grant, the same publications from another source, and two applicants of one group in a cell add nothing."""
    owners(tmp_path, SUBSIDIARY)
    made = company(100)
    both = [(*row[:4], f"{NAME}; {CHILD}") for row in made.rows[-30:]]
    made.rows[-30:] = both
    grants = [(row[0], row[1], row[2][:-1] + "B", dt.date(2027, 6, 1), row[4]) for row in made.rows[-80:]]
    look(made, tmp_path, FULLY, grants)
    lines = [
        "search URL:,https://patents.google.com/?q=magnets",
        "id,title,assignee,inventor/author,priority date,filing/creation date,publication date,grant date,result link,"
        "representative figure link",
    ]
    lines += [
        f'CN-{row[2][2:-1]}-A,A magnet,"{NAME}",,{row[1]},{row[1]},{row[3]},,https://patents.google.com/patent/{row[2]}/en,'
        for row in made.rows[-50:]
    ]
    (tmp_path / "g.csv").write_text("\n".join(lines) + "\n", "utf-8")
    run("import", "patents", tmp_path / "g.csv", "--ledger", tmp_path / "a.db", "--retrieved", FULLY)
    _, found = judged(tmp_path, CLAIM, FULLY)
    assert dict(found.numbers)["visible"] == 100
    assert "with subsidiaries: 100 seen" in found.says


def test_without_own_history_the_shares_are_elicited_and_said_to_be(tmp_path):
    owners(tmp_path, SUBSIDIARY)
    made = company(60, history=5)
    look(made, tmp_path, PARTLY)
    _, found = judged(tmp_path, CLAIM, PARTLY)
    assert "own invention filings are old enough" in found.says
    assert "elicited" in found.says


def test_a_known_item_test_replaces_the_elicited_recall(tmp_path):
    """Two in three of the known applications are found by the search: 100 seen then speak for some 158 filed."""
    owners(tmp_path, SUBSIDIARY)
    look(company(100), tmp_path, FULLY)
    assert judged(tmp_path, CLAIM, FULLY)[0].word == "contradicted"
    (tmp_path / "r.csv").write_text(
        "subject,metric,value,denominator,period,publisher\nExample Magnets,search_recall,130,200,2026,own known-item test\n", "utf-8"
    )
    run("import", "patents", tmp_path / "r.csv", "--ledger", tmp_path / "a.db", "--retrieved", PARTLY)
    verdict, found = judged(tmp_path, CLAIM, FULLY + dt.timedelta(days=1))
    assert verdict.word == "corroborated"
    assert "measured: 130 of 200" in found.says


def test_more_than_claimed_is_no_agreement(tmp_path):
    """200 stand in the register for the company alone: 158 is too few under every scope, even before all must show."""
    owners(tmp_path, SUBSIDIARY)
    look(company(240), tmp_path, PARTLY)
    assert judged(tmp_path, CLAIM, PARTLY)[0].word == "contradicted"
    assert judged(tmp_path, CLAIM.replace("filed 158", "filed more than 150"), PARTLY)[0].word == "not_testable_yet"


def test_owners_of_a_later_day_do_not_lend_their_filings(tmp_path):
    """A subsidiary bought in 2026 is none of 2025."""
    owners(tmp_path, SUBSIDIARY.replace("2019", "2026"))
    look(company(100, subsidiary=58), tmp_path, FULLY)
    _, found = judged(tmp_path, CLAIM, FULLY)
    assert dict(found.numbers)["visible"] == 100
    assert any("dated later" in one for one in found.lacks)
