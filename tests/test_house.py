"""The house rules, as tests."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent / "reassay"
FLOW = ["base", "collect", "extract", "judge", "ledger", "place", "publish", "reference", "web"]


def modules():
    return sorted(ROOT.rglob("*.py"))


def test_folders_read_in_the_order_data_flows():
    found = sorted(p.name for p in ROOT.iterdir() if p.is_dir() and p.name[0] != "_")
    assert sorted(FLOW) == FLOW
    assert found == [name for name in FLOW if name in found]
    assert {"base", "extract", "reference"} <= set(found)


def test_every_module_says_what_it_holds():
    assert not [p for p in modules() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]


def test_no_module_is_long():
    assert not [p for p in modules() if p.read_text("utf-8").count("\n") > 400]


def test_no_junk_drawers():
    assert not [p for p in modules() if p.stem in {"util", "utils", "helper", "helpers", "common", "misc"}]


def docstrings(tree):
    owners = [n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)]
    return {id(n.body[0].value) for n in owners if n.body and isinstance(n.body[0], ast.Expr)}


def test_no_words_of_a_language_in_python():
    bad = []
    for path in modules():
        tree = ast.parse(path.read_text("utf-8"))
        spared = docstrings(tree)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in spared
                and re.search("[\u4e00-\u9fff]{2}", node.value)
            ):
                bad.append((path.name, node.lineno, node.value))
    assert not bad


def test_functions_are_short():
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60:
                long.append((path.name, node.name))
    assert not long


def test_lock_names_no_host():
    lock = (ROOT.parent / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?://", lock)
    assert "--hash=sha256:" in lock


def test_nothing_reads_the_shared_folder():
    bad = [p for p in [*modules(), *(ROOT.parent / "tools").rglob("*.py")] if "../" + "shared" in p.read_text("utf-8")]
    assert not bad
