"""Collects specimen sheets (*.md beside the leaves of reassay/) and docs/tour.md as tests; skips what needs a program outside Python.

A sheet is headings, each with documents fenced by language (``en`` or ``zh``; options after it: published, publisher, as_of) and one
block of what is expected: ``claims`` (short notation, in order) or ``findings`` (outcome, then short notation, of the check whose
name the sheet bears); an ``evidence kind=...`` block holds rows of a table as CSV. A ``numbers language=en`` block holds a text a line
and, behind ``=>``, every quantity that is read in it; each is read a second time by the ledger's own reading; a ``metrics`` block
likewise, with the metric and the lower value of every claim; a ``speakers`` block with who says each claim (/ parts paragraphs), an
``events`` block with the milestones, a ``modality`` or a ``periods`` block with those of every claim. Prose between them says why.
"""

import csv
import doctest
import itertools
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.M | re.S)
HEAD = re.compile(r"^#+ +(.+)$", re.M)
OPTION = re.compile(r"(\w+)=(\S+)")
BASIS = re.compile(r"  basis=\w+")
EXPECTED = ("claims", "findings")
PUBLISHED = "2026-03-02"  # of the texts of sheets that hold one a line


def pytest_collect_file(file_path: Path, parent):
    if file_path.suffix == ".md" and file_path.parent.name == "docs":
        return Page.from_parent(parent, path=file_path)
    if file_path.suffix == ".md" and {"checks", "languages", "extract"} & set(file_path.parts) and "reassay" in file_path.parts:
        return Sheet.from_parent(parent, path=file_path)
    return None


class Sheet(pytest.File):
    def collect(self):
        text = self.path.read_text("utf-8")
        heads = [(found.start(), found.group(1)) for found in HEAD.finditer(text)] + [(len(text), "")]
        for (start, name), (end, _) in itertools.pairwise(heads):
            blocks = [(*found.group(1, 2), found.group(3).rstrip("\n")) for found in FENCE.finditer(text, start, end)]
            if blocks:
                yield Specimen.from_parent(self, name=name, blocks=blocks, line=text.count("\n", 0, start))


class Specimen(pytest.Item):
    def __init__(self, *, blocks, line, **kw):
        super().__init__(**kw)
        self.blocks, self.line = blocks, line

    def runtest(self):
        for kind, options, body in self.blocks:
            if kind in LINES:
                LINES[kind](body, dict(OPTION.findall(options))["language"])
        if all(kind in LINES for kind, _, _ in self.blocks):
            return
        wanted = [(kind, body) for kind, _, body in self.blocks if kind in EXPECTED]
        texts = [(kind, dict(OPTION.findall(options)), body) for kind, options, body in self.blocks if kind not in EXPECTED]
        assert len(wanted) == 1, "one block of what is expected"
        assert texts, "a document"
        kind, body = wanted[0]
        got = claims(texts) if kind == "claims" else findings(texts, self.path.stem)
        want = body.splitlines()
        assert got == want, "\n".join(["", "want:", *want, "got:", *got])

    def repr_failure(self, excinfo, style=None):
        return f"{self.path.name}:{self.line + 1} {self.name}\n{excinfo.value}"

    def reportinfo(self):
        return self.path, self.line, self.name


def numbers(body, language):
    from tests.extract.quantities import listed, second_reading

    for line in body.splitlines():
        text, _, want = line.partition("=>")
        got, refused = listed(text.strip(), language), second_reading(text.strip(), language)
        assert got == want.strip(), f"{text.strip()}\nwant: {want.strip()}\ngot:  {got}"
        assert not refused, f"{text.strip()}\nsecond reading: {refused}"


def metrics(body, language):
    import reassay
    from reassay.ledger.reread import reread

    for line in body.splitlines():
        text, _, want = line.partition("=>")
        found = reassay.extract(text.strip(), language=language, published="2026-03-02")
        refused = [why for one in found if (why := reread(one, text.strip(), "2026-03-02", language))]
        assert not refused, f"{text.strip()}\nsecond reading: {refused}"
        got = "; ".join(f"{one.metric} {float(one.quantity.low):.10g}" for one in found if one.quantity)
        assert got == want.strip(), f"{text.strip()}\nwant: {want.strip()}\ngot:  {got}"


def speakers(body, language):
    lines(body, language, lambda found: [one.attribution or "nobody" for one in found])


def events(body, language):
    lines(body, language, lambda found: [f"{one.event} {one.polarity} {one.modality}" for one in found if one.event] or ["none"])


def modality(body, language):
    lines(body, language, lambda found: [claim.modality for claim in found])


def periods(body, language):
    from reassay.ledger.reread import reread

    for line in body.splitlines():
        text = line.partition("=>")[0].strip()
        refused = [wrong for claim in extracted(text, language) if (wrong := reread(claim, text, PUBLISHED, language))]
        assert not refused, f"{text}\nsecond reading: {refused}"
    lines(body, language, lambda found: [claim.period.text if claim.period else "-" for claim in found])


def extracted(text, language):
    import reassay

    return list(reassay.extract(text, language=language, published=PUBLISHED))


def lines(body, language, told):
    for line in body.splitlines():
        text, _, want = line.partition("=>")
        got = "; ".join(told(extracted(text.strip().replace(" / ", "\n\n"), language)))
        assert got == want.strip(), f"{text.strip()}\nwant: {want.strip()}\ngot:  {got}"


LINES = {"numbers": numbers, "metrics": metrics, "speakers": speakers, "events": events, "modality": modality, "periods": periods}


def claims(texts):
    import reassay
    from reassay.base import notation

    found = []
    for language, options, body in texts:
        found += reassay.extract(body, language=language, publisher=options.get("publisher"), published=options.get("published"))
    return [notation.write(claim, full=False) for claim in found]


def evidence(body, options):
    from reassay.base.verdict import Evidence

    own = ("publisher", "lineage", "valid_date", "published_date", "retrieved_date", "basis", "url")
    for row in csv.DictReader(body.splitlines()):
        values = {name: value for name, value in row.items() if name not in own and value}
        text = {name: row.get(name) or "" for name in own}
        yield Evidence(options["kind"], values, *(text[name] for name in own[:5]), row.get("basis") or None, text["url"])


def findings(texts, check):
    import reassay
    from reassay.base import notation

    rows = [row for kind, options, body in texts if kind == "evidence" for row in evidence(body, options)]
    texts = [one for one in texts if one[0] != "evidence"]
    pages = [
        reassay.document(body, language=language, publisher=options.get("publisher"), published=options.get("published"), name=f"text {n}")
        for n, (language, options, body) in enumerate(texts, 1)
    ]
    found = reassay.assay(
        pages, as_of=max((options["as_of"] for _, options, _ in texts if "as_of" in options), default="2026-11-23"), evidence=rows
    )
    short = {claim.id: BASIS.sub("", notation.write(claim, full=False)) for claim in found.claims}  # the basis is reading's business
    return [f"{one.outcome}  {short[one.claim]}" for one in found.findings if one.check == check]


class Page(pytest.File):
    def collect(self):
        if ">>> " in self.path.read_text("utf-8"):
            yield Tour.from_parent(self, name=self.path.stem)


class Tour(pytest.Item):
    def runtest(self):
        failed, tried = doctest.testfile(str(self.path), module_relative=False, encoding="utf-8", verbose=False)
        assert tried
        assert not failed


def pytest_sessionstart(session):
    """In a bare network namespace the loopback is down, too: bring it up where we may, for the servers of the tests."""
    with socket.socket() as probe:
        try:
            probe.connect(("127.0.0.1", 9))
        except ConnectionError:
            return
        except OSError:
            if shutil.which("ip"):
                subprocess.run(["ip", "link", "set", "lo", "up"], capture_output=True)


def pytest_runtest_setup(item):
    for mark in item.iter_markers("program"):
        if shutil.which(mark.args[0]) is None:
            pytest.skip(f"needs {mark.args[0]}: apt-get install {mark.args[0]}")
