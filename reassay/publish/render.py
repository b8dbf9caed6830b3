"""Brief -> Markdown and HTML; what it was made from is embedded, so that a later run can say what changed."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from reassay.base.errors import ReassayError
from reassay.base.verdict import Assay
from reassay.base.view import View
from reassay.publish.brief import Brief, brief
from reassay.publish.linter import lint

DATA = re.compile(r"(?:<!-- reassay|<script type=\"application/json\" id=\"reassay\">)\s*(\{.*?\})\s*(?:-->|</script>)", re.S)


def linked(text: str) -> Any:
    """References such as [c3] as links, **stress** as stress; everything else escaped."""
    from markupsafe import Markup, escape

    marked = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", str(escape(text)))
    return Markup(re.sub(r"\[c(\d+)\]", r'<a href="#c\1">[c\1]</a>', marked))  # noqa: S704  escaped first


def data(made: Brief) -> str:
    """Claims and verdict words of a brief as JSON that no markup can break out of."""
    found = {"id": made.id, "claims": {one.claim.id: one.verdict.word for one in made.entries}}
    return json.dumps(found, sort_keys=True).replace("<", "\\u003c")


def render(made: Brief, output: str) -> str:
    """The brief as ``md`` or ``html``."""
    from jinja2 import Environment, StrictUndefined

    source = files("reassay.publish").joinpath("templates", f"brief.{output}").read_text("utf-8")
    machine = Environment(autoescape=output == "html", undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701  Markdown has no markup to escape
    machine.filters["linked"] = linked
    return machine.from_string(source).render(b=made, data=data(made))


def publishable(assay: Assay, view: View) -> Brief:
    """The brief of an assay, linted. Raises ReassayError when a sentence says more than its sources; nothing is written then."""
    made = brief(assay, view)
    problems = lint(made, assay, view)
    if problems:
        raise ReassayError("the brief says more than its sources: " + "; ".join(problem.what for problem in problems[:3]))
    return made


def changed(path: Path, made: Brief) -> list[str]:
    """What differs between a brief's file and the brief of today. Raises ReassayError for a file that is no brief of ours."""
    try:
        found = DATA.search(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise ReassayError(f"{path}: cannot be read; give a brief's .md or .html file") from problem
    if found is None:
        raise ReassayError(f"{path}: carries no brief id; give a brief's .md or .html file")
    before = json.loads(found[1])["claims"]
    now = {one.claim.id: one for one in made.entries}
    lines = [f"gone      {ident}  {before[ident]}" for ident in sorted(before.keys() - now.keys())]
    for ident, one in sorted(now.items()):
        word = one.verdict.word
        if ident not in before:
            lines.append(f"new       {ident}  {word}  {one.rendering.text}")
        elif before[ident] != word:
            lines.append(f"verdict   {ident}  {before[ident]} -> {word}  {one.rendering.text}")
    return lines
