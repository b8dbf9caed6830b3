"""Cases judged again after changes that mean nothing: other names, other order, other sizes, other dates, other characters, noise."""

import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from reassay import document as document_of
from reassay.judge.bench import checks
from reassay.pipeline import claims_of
from reassay.reference.grammar import variants
from reassay.trial import read, row, tried

CASES = [json.loads(line) for line in Path("tests/corpus/verdicts/dev.jsonl").read_text("utf-8").splitlines()]
ALARMS = {one.name for one in checks() if one.facts.get("alarm")}
GIVEN = ("id", "language", "documents", "as_of", "evidence", "claim")


def judged(case):
    found = row(tried(read({name: case[name] for name in GIVEN})))
    return found["verdict"], sorted(ALARMS & set(found["checks"]))


def copy(case):
    return json.loads(json.dumps(case))


def texts(value, change):
    """Every string of a case changed, keys left."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [texts(one, change) for one in value]
    return {name: texts(one, change) for name, one in value.items()} if isinstance(value, dict) else value


PLAIN = {judged_id["id"]: judged(judged_id) for judged_id in CASES}


def test_the_expected_verdicts():
    wrong = [case["id"] for case in CASES if PLAIN[case["id"]][0] != case["expect"]["verdict"]]
    assert len(wrong) <= 3, wrong


def fictional(case):
    """Names of organisations and publishers in a case that belong to nobody (they begin as examples do), longest first."""
    found = {document["publisher"] for document in case["documents"]}
    for group in case["evidence"]:
        for one in group["rows"]:
            found |= {str(one.get(name) or "") for name in ("child", "parent")}
    found.add(case["claim"].get("subject") or "")
    return sorted(
        (name for name in found if re.match(r"Example|Sample|\u793a\u4f8b|\u6837\u672c|\u6837\u4f8b|\u672a\u540d", name)),
        key=len,
        reverse=True,
    )


def renamed(case):
    made = copy(case)
    for number, name in enumerate(fictional(case)):
        if name.isascii():
            words = name.split(" ", 2)
            new = " ".join([f"{['Quor', 'Velm', 'Tarn', 'Istr', 'Obry', 'Wend', 'Kesh'][number % 7]}ex", *words[1:]])
        else:
            new = "\u5b81\u821f\u6cfd\u51ef\u5cb3\u5149\u7766"[number % 7] + "\u8fdc" + name[2:]
        made = texts(made, lambda text, name=name, new=new: text.replace(name, new))
    return made


def shuffled(case):
    made = copy(case)
    made["documents"].reverse()
    made["evidence"].reverse()
    for group in made["evidence"]:
        group["rows"].reverse()
    return made


def shifted(case):
    """Every year a year later, in dates, periods and texts."""
    return texts(
        copy(case), lambda text: re.sub(r"(?<!\d)(?<!\d[.,])(19[5-9]\d|20[0-3]\d)(?!\d|,\d|%|\.\d)", lambda one: str(int(one[1]) + 1), text)
    )


def scaled(case):
    """Every tonnage three times as large, in texts, tables and the claim."""
    made = copy(case)
    plain = {one["id"]: one["text"] for one in case["documents"]}
    for document in made["documents"]:
        found = document_of(
            document["text"], publisher=document["publisher"], published=document["published"], language=document["language"]
        )
        spans = {one.at("value") for one in claims_of(found) if one.quantity and one.quantity.unit in ("t", "t/a") and one.at("value")}
        for span in sorted(spans, reverse=True):
            document["text"] = document["text"][: span.start] + thrice(span.of(document["text"])) + document["text"][span.end :]
    claim = made["claim"]
    text = plain[claim["document"]]
    after = next(one["text"] for one in made["documents"] if one["id"] == claim["document"])
    start = text.index(claim["quote"])
    tail = len(text) - start - len(claim["quote"])
    head = after.index(text[max(0, start - 8) : start]) + min(8, start) if text[max(0, start - 8) : start] in after else start
    claim["quote"] = after[head : len(after) - tail] if after[head:].startswith(text[start : start + 1]) else claim["quote"]
    if claim.get("unit") in ("t", "t/a") and claim.get("value") is not None:
        claim["value"] *= 3
    for group in made["evidence"]:
        for one in group["rows"]:
            if one.get("unit") in ("t", "t/a") and one.get("value") is not None:
                one["value"] *= 3
    return made


def thrice(number):
    """A printed number three times as large, in its own spelling."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", number)
    if found is None:
        return number
    value = Decimal(found[0].replace(",", "")) * 3
    return number[: found.start()] + (f"{value:,}" if "," in found[0] else str(value)) + number[found.end() :]


def noisy(case):
    made = copy(case)
    made["documents"].append(
        {
            "id": "noise",
            "publisher": "Quorex Gardening Weekly",
            "published": made["documents"][0]["published"],
            "language": "en",
            "text": "The flower show of Marlow drew 8,431 visitors and 77 growers in the spring.",
        }
    )
    made["evidence"].append(
        {
            "kind": "statistics",
            "rows": [
                {
                    "subject": "Kingdom of Tarn",
                    "metric": "output",
                    "value": 4711,
                    "unit": "t",
                    "period": "1999",
                    "publisher": "Tarn Office",
                    "lineage": "lineage:tarn",
                    "valid_date": "1999",
                    "published_date": "2000-01-01",
                    "retrieved_date": "2001-01-01",
                    "basis": None,
                }
            ],
        }
    )
    return made


def wide(case):
    """Full-width figures in the texts."""
    made = copy(case)
    table = str.maketrans("0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")
    for document in made["documents"]:
        if document["language"] == "zh":
            document["text"] = document["text"].translate(table)
    where = next(one for one in made["documents"] if one["id"] == made["claim"]["document"])
    if where["language"] == "zh":
        made["claim"]["quote"] = made["claim"]["quote"].translate(table)
    return made


def traditional(case):
    """Traditional characters in the texts, where one simplified form has one."""
    forms = defaultdict(set)
    for code, simple in variants().items():
        forms[simple].add(chr(code))
    table = {ord(simple): next(iter(found)) for simple, found in forms.items() if len(found) == 1 and "\u4e00" <= simple <= "\u9fff"}
    made = copy(case)
    for document in made["documents"]:
        document["text"] = document["text"].translate(table)
    made["claim"]["quote"] = made["claim"]["quote"].translate(table)
    return made


@pytest.mark.parametrize("change", [renamed, shuffled, scaled, shifted, noisy, wide, traditional], ids=lambda one: one.__name__)
def test_what_means_nothing_changes_nothing(change):
    changed = {}
    for case in CASES:
        found = judged(change(case))
        if found != PLAIN[case["id"]]:
            changed[case["id"]] = (PLAIN[case["id"]], found)
    assert changed == {}


def test_no_case_stands_in_the_package():
    package = Path("reassay")
    held = "\n".join(path.read_text("utf-8") for path in sorted(package.rglob("*")) if path.suffix in (".py", ".toml", ".csv"))
    names = {name for case in CASES for name in fictional(case)}
    for case in CASES:
        assert case["id"] not in held
        assert case["claim"]["quote"] not in held or len(case["claim"]["quote"]) < 12
    assert [name for name in sorted(names) if name in held] == []


def test_nothing_of_the_cases_is_in_the_package():
    """No id, text, quote or made-up name of a case, nor the words such names begin with."""
    import reassay

    files = [path for path in sorted(Path(reassay.__file__).parent.rglob("*")) if path.suffix in (".py", ".toml", ".csv", ".md", ".html")]
    package = {path: path.read_text("utf-8") for path in files if "__pycache__" not in path.parts}
    begins = re.compile(r"\b(?:Example|Sample) [A-Z][a-z]|\u793a\u4f8b|\u6837\u672c|\u6837\u4f8b|\u672a\u540d|\bV[DT]0\d\d\b")
    said = {one["text"] for case in CASES for one in case["documents"]} | {case["claim"]["quote"] for case in CASES}
    said = {one for one in said if len(one) > 12}
    for path, text in package.items():
        assert not begins.search(text), (path, begins.search(text))
        assert not [one for one in said if one in text], path
