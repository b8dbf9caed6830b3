"""Documents and claims of the read corpus, for tests that need real texts."""

import json
from functools import cache
from pathlib import Path

import reassay

ROOT = Path(__file__).parent.parent / "corpus"


@cache
def pages():
    found = []
    for path in sorted(ROOT.glob("??/*.txt")):
        meta = json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
        text = path.read_bytes().decode("utf-8")
        found.append(reassay.document(text, published=meta.get("published"), language=path.parent.name, name=path.stem))
    return found


@cache
def read():
    from reassay.pipeline import claims_of

    return [(page, claims_of(page)) for page in pages()]
