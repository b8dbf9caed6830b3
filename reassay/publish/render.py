"""Brief -> Markdown and HTML; what it was made from is embedded, so that a later run can say what changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from reassay.base.claim import Claim
from reassay.base.errors import ReassayError
from reassay.base.frame import EMPTY, Frame
from reassay.base.gap import Measured
from reassay.base.verdict import Assay
from reassay.base.view import View
from reassay.publish.brief import Brief, brief
from reassay.publish.drawing import drawable, missing, svg
from reassay.publish.linter import lint, sources
from reassay.publish.plot import Plot
from reassay.publish.sentence import Sentence
from reassay.publish.tracing import REF, REFERENCE, pieces
from reassay.publish.wording import glossary, say

SHORT = 14  # most characters of an amount with its unit that stay on one line
CELL = 8  # and of one that stays on one line in a cell
DATA = re.compile(r"(?:<!-- reassay|<script type=\"application/json\" id=\"reassay\">)\s*(\{.*?\})\s*(?:-->|</script>)", re.S)


def marker(made: Brief) -> Callable[[Sentence], Any]:
    """A sentence as markup: every piece that something gives carries that thing's id; references are links, **stress** is stress."""
    from markupsafe import Markup

    claims = {ident: one for ident, one in made.known.items() if isinstance(one, Claim)}
    told = {one.number: one.claim.id for one in made.entries}

    def marked(sentence: Sentence) -> Any:
        found = pieces(sentence.text, sources(sentence, made.known, claims))
        text = "".join(tagged(piece.text, piece.source, told) for piece in found)
        return Markup(re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text))  # noqa: S704  each piece is escaped

    return marked


def tagged(text: str, source: str, told: Mapping[int, str]) -> str:
    """A piece as markup with its source; a reference as a link that carries the claim's id; a short amount is not broken over lines."""
    from markupsafe import escape

    reference = REF.fullmatch(text)
    if source == REFERENCE and reference:
        number = int(reference[1])
        return f'<a href="#c{number}" data-id="{told.get(number, "")}">{text}</a>'
    if not source:
        return str(escape(text))
    short = " " in text and len(text) <= SHORT and any(char.isdigit() for char in text)
    look = f' class="{"q k" if len(text) <= CELL else "q"}"' if short else ""
    return f'<span{look} data-id="{escape(source)}">{escape(text)}</span>'


def drawn(plot: Plot) -> Any:
    """A plot's picture for a page."""
    from markupsafe import Markup

    return Markup(svg(plot))  # noqa: S704  made from escaped text by the library that draws


def data(made: Brief) -> str:
    """Claims with their verdict words and measures with the rows they rest on, as JSON that no markup can break out of."""
    measures = (one for one in made.known.values() if isinstance(one, Measured) and one.main)
    rows = {one.id: sorted(point.source for point in (*one.main.points, *one.main.wholes)) for one in measures if one.main}
    found = {"id": made.id, "claims": {one.claim.id: one.verdict.word for one in made.entries}, "measures": rows}
    return json.dumps(found, sort_keys=True).replace("<", "\\u003c")


def render(made: Brief, output: str) -> str:
    """The brief as ``md`` or ``html``."""
    from jinja2 import Environment, StrictUndefined

    source = files("reassay.publish").joinpath("templates", f"brief.{output}").read_text("utf-8")
    machine = Environment(autoescape=output == "html", undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True)  # noqa: S701  Markdown has no markup to escape
    machine.filters["marked"] = marker(made)
    machine.filters["drawn"] = drawn
    places = {"b": made, "data": data(made), "say": say, "wording": glossary("wordings"), "missing": "" if drawable() else missing()}
    return machine.from_string(source).render(places)


def publishable(assay: Assay, view: View, frame: Frame = EMPTY) -> Brief:
    """The brief of an assay, linted. Raises ReassayError when a sentence says more than its sources; nothing is written then."""
    made = brief(assay, view, frame)
    problems = lint(made)
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
