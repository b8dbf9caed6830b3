#!/usr/bin/env python3
"""Check the case files of this folder (dev.jsonl). Standard library only.

Usage: python validate.py [folder]      exit status 0 = no errors
"""

import ast
import datetime as dt
import json
import operator
import pathlib
import re
import sys
from collections import Counter

VERDICTS = ["corroborated", "contradicted", "implausible", "internally_inconsistent", "scope_dependent", "basis_mismatch", "restated", "not_testable_yet", "no_public_reference", "same_voice_only", "company_reported_consistent", "company_reported_untested", "not_a_testable_claim"]
CHECKS = ["part_exceeds_whole", "sum_mismatch", "growth_mismatch", "cumulative_falls", "window_conflict", "quietly_restated", "unit_slip", "basis_mixed", "rounded_away", "beyond_limit", "beyond_best_published", "stated_before_it_could_show", "register_disagrees", "register_agrees", "only_one_voice", "independent_voice", "planned_told_as_done", "hedge_lost", "superlative_unproven", "capacity_vs_output", "implied_denominator", "no_reference"]
KINDS = ["patents", "standards", "statistics", "quota", "trade", "price", "ownership", "limit"]
ROW = ["publisher", "lineage", "valid_date", "published_date", "retrieved_date", "basis", "url", "synthetic"]
TOP = ["id", "language", "kind", "tags", "documents", "as_of", "evidence", "claim", "expect", "why", "source_facts"]
CLAIM = ["document", "quote", "subject", "metric", "value", "unit", "basis", "comparator", "period", "modality"]
MODALITY = ["achieved", "ongoing", "planned", "targeted", "forecast", "hypothetical"]
ALARM = set(
    ["part_exceeds_whole", "sum_mismatch", "growth_mismatch", "cumulative_falls", "window_conflict", "quietly_restated", "unit_slip", "beyond_limit", "register_disagrees", "planned_told_as_done", "hedge_lost", "capacity_vs_output"]
)
CLEAN = set(
    ["corroborated", "not_testable_yet", "no_public_reference", "same_voice_only", "company_reported_consistent", "company_reported_untested"]
)
FICTIONAL = re.compile(r"^(Example|Sample|示例|样本|样例|未名)")


def iso(text):
    return dt.date.fromisoformat(text)


NUM = r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?<=\d)"
EQUATION = re.compile(rf"(?<![\w.,^])([(\d.][\d,.()+\-*x/^ ]*?(?: [-+x] |[/*x+^-])[\d,.()+\-*x/^ ]*?[\d)]) = ([+-]?)({NUM})( ?(?:wt)?%)?")


def evaluate(node):
    ops = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow}
    if isinstance(node, ast.Expression):
        return evaluate(node.body)
    if isinstance(node, ast.Constant):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in ops:
        return ops[type(node.op)](evaluate(node.left), evaluate(node.right))
    raise ValueError(ast.dump(node))


def arithmetic(why):
    """Recompute every written equation 'expression = number [%]'; a percentage may be of 1 or of 100."""
    bad, seen = [], 0
    for m in EQUATION.finditer(why):
        expr, sign, value, pct = m.groups()
        try:
            got = evaluate(ast.parse(expr.replace(",", "").replace(" x ", "*").replace("^", "**").strip(), mode="eval"))
        except (SyntaxError, ValueError):
            continue
        want = float(value.replace(",", "")) * (-1 if sign == "-" else 1)
        half = 0.51 * 10 ** -(len(value.split(".")[1]) if "." in value else 0)
        seen += 1
        if not any(abs(got * k - want) <= half for k in ((1, 100) if pct else (1,))):
            bad.append(f"{m.group(0)} -> {got:.6g}")
    return bad, seen


def check(case, err):
    for key in TOP:
        if key not in case:
            err(f"missing field {key}")
            return 0
    if list(case) != TOP:
        err("fields out of order or unknown field")
    as_of = iso(case["as_of"])
    docs = {d["id"]: d for d in case["documents"]}
    if not 1 <= len(docs) <= 5 or len(docs) != len(case["documents"]):
        err("1 to 5 documents with distinct ids expected")
    for d in docs.values():
        if set(d) != {"id", "publisher", "published", "language", "text"}:
            err(f"document fields {sorted(d)}")
        if d["language"] not in ("en", "zh"):
            err("document language")
        if iso(d["published"]) > as_of:
            err(f"document {d['id']} is younger than as_of")
        if bool(re.search(r"[\u4e00-\u9fff]{4}", d["text"])) != (d["language"] == "zh") and d["language"] == "zh":
            err(f"document {d['id']} is not Chinese")
        if case["kind"] != "real" and not FICTIONAL.match(d["publisher"]):
            err(f"real publisher {d['publisher']!r} in a {case['kind']} case")
    if case["language"] != "+".join(sorted({d["language"] for d in docs.values()})):
        err("language does not match documents")
    if case["kind"] not in ("real", "perturbed", "synthetic"):
        err("kind")
    if case["kind"] in ("real", "perturbed") and not case["source_facts"] and case["expect"]["verdict"] != "implausible":
        err("no source_facts")
    late = False
    for table in case["evidence"]:
        if table["kind"] not in KINDS or not table["rows"]:
            err(f"evidence kind {table['kind']}")
        for row in table["rows"]:
            lack = [c for c in ROW if c not in row]
            if lack:
                err(f"evidence row lacks {lack}")
            if not isinstance(row["synthetic"], bool):
                err("synthetic must be true or false")
            late |= iso(row["retrieved_date"]) > as_of
            if row["published_date"] and row["published_date"] > row["retrieved_date"]:
                err(f"row published {row['published_date']} after retrieval {row['retrieved_date']}")
    if late and "lookahead" not in case["tags"]:
        err("evidence retrieved after as_of without the tag lookahead")
    if "lookahead" in case["tags"] and not late:
        err("tag lookahead but nothing to ignore")
    cl = case["claim"]
    if list(cl) != CLAIM:
        err(f"claim fields {list(cl)}")
    if cl["document"] not in docs or cl["quote"] not in docs[cl["document"]]["text"]:
        err("quote is not a substring of its document")
    if cl["comparator"] not in ("eq", "approx", "ge", "gt", "le", "lt", "range", "upto", None) or (cl["value"] is None) != (
        cl["comparator"] is None
    ):
        err("comparator")
    if cl["modality"] not in MODALITY:
        err("modality")
    ex = case["expect"]
    if set(ex) != {"verdict", "next_test_date", "checks", "voices"}:
        err("expect fields")
    v = ex["verdict"]
    if v not in VERDICTS:
        err(f"verdict {v}")
    for c in ex["checks"]:
        if c not in CHECKS:
            err(f"check {c}")
    if len(set(ex["checks"])) != len(ex["checks"]):
        err("a check is listed twice")
    nt = ex["next_test_date"]
    if v == "not_testable_yet" and not nt:
        err("not_testable_yet needs next_test_date")
    if nt and (v not in ("not_testable_yet", "not_a_testable_claim") or iso(nt) <= as_of):
        err("next_test_date not allowed or not in the future")
    vo = ex["voices"]
    if vo is not None:
        if set(vo) != {"items", "publishers", "voices", "external"}:
            err("voices fields")
        if not vo["items"] >= vo["publishers"] >= vo["voices"] >= 1 or not 0 <= vo["external"] <= vo["voices"]:
            err(f"voices arithmetic {vo}")
        pubs = {d["publisher"] for d in docs.values()}
        for t in case["evidence"]:
            if t["kind"] not in ("limit", "ownership"):
                pubs |= {
                    r["publisher"]
                    for r in t["rows"]
                    if iso(r["retrieved_date"]) <= as_of and r.get("metric") not in ("publication_lag", "release_date")
                }
        if len(pubs) != vo["publishers"]:
            err(f"publishers {vo['publishers']} but {len(pubs)} found: {sorted(pubs)}")
    need = {
        "corroborated": {"independent_voice"},
        "implausible": {"beyond_limit"},
        "basis_mismatch": {"basis_mixed"},
        "same_voice_only": {"only_one_voice"},
        "no_public_reference": {"no_reference"},
        "not_testable_yet": {"stated_before_it_could_show"},
    }.get(v, set())
    if not need <= set(ex["checks"]):
        err(f"{v} without {need - set(ex['checks'])}")
    if v == "corroborated" and (not vo or vo["external"] < 1):
        err("corroborated without an external voice")
    if v == "same_voice_only" and (not vo or vo["external"] != 0 or vo["voices"] != 1):
        err("same_voice_only must have one voice and none external")
    if (
        v in ("internally_inconsistent", "contradicted", "restated", "scope_dependent")
        and not ex["checks"]
        and "correction" not in case["tags"]
        and v != "scope_dependent"
    ):
        err(f"{v} without a check")
    if "control" in case["tags"]:
        if v not in CLEAN:
            err(f"control with verdict {v}")
        if ALARM & set(ex["checks"]):
            err("control with an alarm check")
    if v == "implausible":
        rows = [r for t in case["evidence"] if t["kind"] == "limit" for r in t["rows"]]
        if not rows:
            err("implausible without a limit row")
        same = [r for r in rows if r["unit"] == cl["unit"]]
        if same and not any(cl["value"] > r["value"] if r["comparator"] == "le" else cl["value"] < r["value"] for r in same):
            err("claim value does not break any limit row of the same unit")
    bad, seen = arithmetic(case["why"])
    for b in bad:
        err(f"arithmetic in why: {b}")
    return seen


def main():
    base = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    errors, every, sums, seen_ids = [], [], 0, set()
    for path in sorted(base.glob("*.jsonl")):
        for case in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()):

            def err(msg, cid=case.get("id")):
                errors.append(f"{path.name} {cid}: {msg}")

            if case["id"] in seen_ids:
                err("id used twice")
            seen_ids.add(case["id"])
            sums += check(case, err)
            every.append(case)
    for name, key in (("verdict", lambda c: c["expect"]["verdict"]), ("kind", lambda c: c["kind"]), ("language", lambda c: c["language"])):
        print(name, dict(Counter(key(c) for c in every).most_common()))
    print(f"cases {len(every)}, controls {sum('control' in c['tags'] for c in every)}, expressions recomputed {sums}")
    for e in errors:
        print("ERROR", e)
    print(f"{len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
