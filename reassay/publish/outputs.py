"""The four files of ``--out``: brief.html, brief.md, claims.jsonl, ledger.notation. No clock time, machine path or random id in any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reassay.base.frame import EMPTY, Frame
from reassay.base.verdict import Assay
from reassay.base.view import View
from reassay.publish.formats import claim_lines, names
from reassay.publish.render import publishable, render


def write_out(folder: Path, assay: Assay, view: View, ledger_lines: Iterable[str], frame: Frame = EMPTY) -> Path:
    """Write the four files; the path of the page."""
    made = publishable(assay, view, frame)
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "brief.html": render(made, "html"),
        "brief.md": render(made, "md"),
        "claims.jsonl": "".join(claim_lines(assay.claims, names(assay.documents))),
        "ledger.notation": "".join(f"{line}\n" for line in ledger_lines),
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return folder / "brief.html"
