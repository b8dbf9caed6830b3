"""Reading, end to end: what a user sees of a Chinese and an English text."""

import json
import subprocess
import sys


def extract(tmp_path, text, *options, name="page.txt"):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    run = subprocess.run(
        [sys.executable, "-m", "reassay", "extract", str(path), "--format", "jsonl", *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return run, [json.loads(line) for line in run.stdout.split("\n") if line]


def values(claims):
    return {(claim["metric"], claim["value"] if not isinstance(claim["value"], list) else tuple(claim["value"])) for claim in claims}


def test_english_counts_are_read_with_their_words(tmp_path):
    text = "In 2025 Example Magnets launched six new products, developed three new processes and made 158 patent filings."
    run, claims = extract(tmp_path, text)
    assert run.returncode == 0
    assert values(claims) >= {("products_launched", 6), ("processes_developed", 3), ("patents_filed", 158)}
    for claim in claims:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        start, end = claim["spans"]["value"]
        assert text[start:end] in ("six", "three", "158")
        assert claim["period"] == "2025"


def test_chinese_numerals_and_fractions(tmp_path):
    run, claims = extract(
        tmp_path,
        "2025\u5e74\uff0c\u793a\u4f8b\u78c1\u6750\u516c\u53f8\u7533\u8bf7\u4e13\u5229158\u4ef6\uff0c\u4ea7\u91cf25\u4e076\u5343\u5428\u3002",
    )
    assert run.returncode == 0
    assert values(claims) >= {("patents_filed", 158), ("output", 256000)}


def test_a_missing_file_is_one_line_and_the_others_are_read(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Rare earth output rose by 12% to 3,200 tonnes in 2024.")
    run = subprocess.run(
        [sys.executable, "-m", "reassay", "extract", str(tmp_path / "no.txt"), str(good), "--format", "jsonl"],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1
    assert "no.txt" in run.stderr
    assert ("growth_rate", 0.12) in values([json.loads(line) for line in run.stdout.splitlines()])


def test_a_wrong_call_is_status_two(tmp_path):
    for options in (["--format", "foo"], ["--published", "2025-13"], ["--bogus"]):
        run, _ = extract(tmp_path, "x", *options)
        assert run.returncode == 2, run.stderr
