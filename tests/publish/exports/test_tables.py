"""CSV, JSON lines, Parquet and the data package, read by polars, DuckDB and frictionless: ids and quotes come back the same."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import duckdb
import frictionless
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.quantity import Quantity
from reassay.base.text import Span
from reassay.publish.formats import compact
from reassay.publish.public import shown
from reassay.publish.spreadsheet import RUN, line, unharmed
from reassay.publish.tabular import TABLES, columns
from tests.publish.exports.made import CLOSED, OPEN

OPEN_AGAIN = replace(OPEN, values=OPEN.values | {"value": str(OPEN.values["value"])})
PART = "Stonefield Magnetics produced 6,658"


def quotes(claims):
    return {ident: shown(one)[0] for ident, one in claims.items()}


def cells(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_polars_reads_the_csv_with_every_id_and_quote(shipped, claims):
    found = polars.read_csv(shipped("csv") / "claims.csv", infer_schema=False)
    assert {row["id"]: unharmed(row["quote"]) for row in found.iter_rows(named=True)} == quotes(claims)


def test_duckdb_reads_the_csv_with_every_id_and_quote(shipped, claims):
    path = shipped("csv") / "claims.csv"
    found = duckdb.sql(f"SELECT id, quote, low FROM read_csv('{path}', all_varchar=true, header=true)").fetchall()
    assert {row[0]: unharmed(row[1]) for row in found} == quotes(claims)
    assert {row[0]: Decimal(row[2]) for row in found} == {ident: one.quantity.low for ident, one in claims.items()}


def test_no_cell_of_any_csv_would_run(shipped):
    seen = 0
    for name in ("csv", "datapackage"):
        for path in sorted(shipped(name).glob("*.csv")):
            for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
                for cell in row:
                    assert not cell.startswith(RUN) or cell.lstrip("+-").replace(".", "", 1).isdigit(), cell
                    seen += cell.startswith("'")
    assert seen == 10, "five quotes that begin with a sign or an apostrophe, in two formats"


def test_the_dictionary_tells_of_every_column_of_every_table(shipped):
    told = {(row["table"], row["column"]) for row in cells(shipped("csv"), "dictionary") if row["meaning"]}
    heads = {(name, column) for name in TABLES for column in (shipped("csv") / f"{name}.csv").read_text("utf-8").split("\n")[0].split(",")}
    assert told == heads


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=4))
def test_any_cell_is_harmless_in_csv_and_comes_back(row):
    back = next(csv.reader(io.StringIO(line(row), newline="")))
    assert [unharmed(cell) for cell in back] == row
    for cell in back:
        if cell.startswith(RUN):
            float(cell)


@settings(deadline=None)
@given(st.sampled_from("=+-@\t\r"), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cell_that_would_run_comes_back_the_same_from_json(sign, rest):
    text = compact({"quote": sign + rest})
    assert len((text + "\n").splitlines()) == 1
    assert json.loads(text) == {"quote": sign + rest}


def claim_of(row):
    """A claim of its JSON line: what a program that reads the export can rebuild."""
    value = row["value"]
    ends = value if isinstance(value, list) else [value, value]
    q = Quantity(*(Decimal(str(end)) for end in ends), row["comparator"], row["unit"], row["basis"]) if value is not None else None
    plain = (
        "metric",
        "subject",
        "subject_id",
        "object",
        "period_from",
        "modality",
        "polarity",
        "attribution",
        "stage",
        "event",
        "duplicate",
    )
    return Claim(
        row["document_id"],
        row["quote"],
        Span(row["start"], row["end"]),
        quantity=q,
        period=Period(row["period"]) if row["period"] else None,
        spans=tuple(sorted((name, Span(*span)) for name, span in row["spans"].items())),
        carried=tuple(sorted(row["from"].items())),
        **{name: row[name] for name in plain},
    )


def test_a_claim_rebuilt_from_its_json_line_has_the_same_id(shipped, claims):
    rows = [json.loads(text) for text in (shipped("jsonl") / "claims.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert {row["id"] for row in rows} == set(claims)
    whole = [row for row in rows if not row["cut"]]
    assert len(whole) == len(rows) - 1, "one sentence is too long to be shown as a whole"
    assert all(claim_of(row).id == row["id"] for row in whole)


def test_a_json_line_tells_verdict_review_findings_and_whose_wording_it_is(shipped):
    rows = {row["quote"][:40]: row for row in map(json.loads, (shipped("jsonl") / "claims.jsonl").open(encoding="utf-8"))}
    held = next(row for quote, row in rows.items() if quote.startswith("+"))
    assert (held["review"]["outcome"], held["verdict"]["reviewed"]) == ("held", True)
    assert {one["id"] for one in held["findings"]} >= {ident for ident, _ in held["verdict"]["because"] if ident.startswith("f")}
    assert next(row for quote, row in rows.items() if "filed 77" in quote)["notice"] == "restated from https://example.org/r, wording ours"
    assert "constructed example" in next(row for quote, row in rows.items() if "Example Oxides" in quote)["notice"]
    alone = next(row for quote, row in rows.items() if quote.startswith("- "))
    assert alone["label"] == "differs from outside evidence (automatic, not reviewed)"


def test_parquet_is_typed_and_read_by_polars_and_duckdb(shipped, claims):
    path = shipped("parquet") / "claims.parquet"
    found = polars.read_parquet(path)
    assert dict(zip(found["id"], found["quote"], strict=True)) == quotes(claims)
    kinds = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
    assert dict(found.schema) == {one.name: kinds.get(one.type, polars.String) for one in columns("claims")}
    total = duckdb.sql(f"SELECT sum(low) FROM '{path}'").fetchall()[0][0]
    assert total == float(sum(one.quantity.low for one in claims.values()))


@pytest.mark.parametrize("name", TABLES)
def test_every_format_of_tables_holds_the_same_rows(shipped, name):
    as_csv = [row["id"] for row in cells(shipped("csv"), name)]
    assert as_csv
    assert polars.read_parquet(shipped("parquet") / f"{name}.parquet")["id"].to_list() == as_csv
    assert [json.loads(text)["id"] for text in (shipped("jsonl") / f"{name}.jsonl").open(encoding="utf-8")] == as_csv
    assert [row["id"] for row in cells(shipped("datapackage"), name)] == as_csv


def package(folder):
    return frictionless.Package(str(folder / "datapackage.json"))


def test_frictionless_finds_the_package_valid_and_reads_ids_and_quotes(shipped, claims):
    found = package(shipped("datapackage"))
    report = found.validate()
    assert report.valid, report.flatten(["resource", "message"])
    rows = found.get_resource("claims").read_rows()
    assert {row["id"]: unharmed(row["quote"]) for row in rows} == quotes(claims)
    assert {row["id"]: row["low"] for row in rows} == {ident: one.quantity.low for ident, one in claims.items()}
    assert {row["id"]: row["spans"] for row in rows} == {i: {name: list(span) for name, span in one.spans} for i, one in claims.items()}


def test_the_package_names_sources_and_licences(shipped):
    told = json.loads((shipped("datapackage") / "datapackage.json").read_text("utf-8"))
    assert {"title": "Example Office", "path": "https://example.org/Example Office"} in told["sources"]
    assert {one["title"] for one in told["sources"]} >= {"Example Press", "Stonefield Magnetics"}
    assert "Closed Register" not in {one["title"] for one in told["sources"]}
    licences = {one["name"]: one.get("licenses") for one in told["resources"]}
    assert licences["evidence"] == [{"name": "LicenseRef-publisher", "title": "CC BY 4.0"}]


BREAKS = {
    "a value that is no number": ("claims.csv", ",2258,", ",many,"),
    "a verdict on a claim that is not there": ("verdicts.csv", ",c", ",c0"),
    "two rows of one id": ("findings.csv", None, None),
}


@pytest.mark.parametrize("why", BREAKS)
def test_frictionless_finds_a_broken_package_broken(shipped, tmp_path, why):
    name, old, new = BREAKS[why]
    for path in shipped("datapackage").iterdir():
        text = path.read_text("utf-8")
        if path.name == name:
            broken = text.replace(old, new, 1) if old else text + text.split("\n")[1] + "\n"
            assert broken != text
            text = broken
        (tmp_path / path.name).write_text(text, "utf-8", newline="")
    assert not package(tmp_path).validate().valid


def test_rows_that_may_not_be_handed_on_stand_in_no_export_nor_do_their_numbers(shipped):
    closed = str(CLOSED.values["value"]).encode()
    for name in ("csv", "jsonl", "datapackage", "prov", "webannotation", "claimreview", "followthemoney", "atom"):
        assert not [path for path in shipped(name).iterdir() if closed in path.read_bytes()], name
    for table in TABLES:
        assert closed.decode() not in str(polars.read_parquet(shipped("parquet") / f"{table}.parquet").to_dicts())
    assert [row["id"] for row in cells(shipped("csv"), "evidence")] == [OPEN.id]
    assert "1 left out: rows of evidence whose licence forbids handing them on" in shipped.said("csv")
    rests = [row for row in cells(shipped("csv"), "findings") if CLOSED.id in row["evidence"]]
    assert rests
    assert {(row["says"], row["numbers"]) for row in rests} == {("rests on a row whose licence forbids handing it on", "[]")}


def test_a_long_sentence_is_cut_around_the_claim_and_still_stands_where_it_says(shipped, claims, pages):
    row = next(one for one in map(json.loads, (shipped("jsonl") / "claims.jsonl").open(encoding="utf-8")) if one["quote"].startswith(PART))
    assert row["cut"] is True
    assert len(row["quote"]) < len(claims[row["id"]].quote)
    assert pages[row["document_id"]].text[row["start"] : row["end"]] == row["quote"]
    assert all(row["start"] <= start and end <= row["end"] for start, end in row["spans"].values())


def test_earlier_days_know_nothing_of_later_verdicts_reviews_and_rows(ledger, tmp_path):
    from tests.publish.exports.made import FIRST, export

    export(ledger, "csv", tmp_path, FIRST)
    assert {row["as_of"] for row in cells(tmp_path, "verdicts")} == {FIRST}
    assert {(row["reviewed"], row["review"]) for row in cells(tmp_path, "claims")} == {("false", "")}
    export(ledger, "csv", tmp_path, "2026-02-09")
    assert cells(tmp_path, "evidence") == []
    assert {row["label"] for row in cells(tmp_path, "claims")} == {"not judged yet"}


def test_exported_evidence_and_reviews_are_read_again_with_the_same_ids(shipped, ledger, tmp_path):
    from reassay import pipeline, standing
    from reassay.collect.layouts import Delivery
    from reassay.ledger import Ledger
    from reassay.ledger.records import evidence

    trouble = []
    with Ledger(str(ledger)) as old, Ledger(str(tmp_path / "new.db")) as new:
        for page in old.documents():
            new.add_document(page, old.claims(document=page.id))
        read = pipeline.imported(
            [str(shipped("jsonl") / "evidence.jsonl")], Delivery("statistics", "2026-11-23", None, None), new, None, trouble.append
        )
        assert (read, [evidence(body) for body in new.entries("evidence")], trouble) == ((1, 1), [OPEN_AGAIN], [])
        assert standing.enter(shipped("csv") / "reviews.csv", new, trouble.append) == 2
        assert (new.reviews(), trouble) == (old.reviews(), [])
