"""Specs -> SVG and PNG, without a browser. The library that draws is an extra: without it a brief comes with tables for pictures."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from reassay.base.errors import SettingsError
from reassay.publish.marks import texts
from reassay.publish.plot import Plot, look, wrapped
from reassay.publish.wording import say
from reassay.reference.grammar import table

DESCRIBED = re.compile(r' aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="(?:point|text mark|rule|rect mark|rect)"')
SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
EMPTY = re.compile(r'<path class="(?:background|foreground)"(?: pointer-events="none")? d="[^"]*"[^>]*/>')
OPENING = re.compile(r'<svg [^>]*? width="(\d+)" height="(\d+)"[^>]*>')
CITES = "data-id"
AXIS = '<g class="mark-group role-axis"'


def drawable() -> bool:
    """True when the library that draws is installed."""
    try:
        library()
    except SettingsError:
        return False
    return True


def library() -> Any:
    """The library that draws. Raises SettingsError with the extra that brings it."""
    try:
        import vl_convert
    except ImportError as problem:
        raise SettingsError(missing()) from problem
    return vl_convert


def missing() -> str:
    """The line that says which extra draws the plots."""
    return say("plots_missing", extra=table("plots.toml")["extra"])


def svg(plot: Plot) -> str:
    """The picture for a page: one image with a name and a description; its marks carry in ``data-id`` what they rest on."""
    drawn = raw(plot.text)
    drawn = DESCRIBED.sub(rf' {CITES}="\1"', drawn)
    drawn = EMPTY.sub("", SPOKEN.sub("", drawn)).replace(AXIS, f'{AXIS} {CITES}="axis"')
    wide, high = OPENING.match(drawn).groups()  # type: ignore[union-attr]
    name = quoteattr(f"{plot.title.text}. {plot.alt.text}")
    return OPENING.sub(lambda _: f'<svg role="img" class="plot" aria-label={name} viewBox="0 0 {wide} {high}">', drawn, count=1)


@lru_cache(maxsize=64)
def raw(text: str) -> str:
    """The SVG of a spec as the library gives it."""
    return str(library().vegalite_to_svg(json.loads(text), vl_version=table("plots.toml")["version"]))


def titled(plot: Plot) -> dict[str, Any]:
    """The spec with its title written into the picture, for a file that stands by itself."""
    lines = wrapped(plot.title.text, 0.84 * look("paper")["width"], 5)  # bold letters are wider than those that are counted
    room, before = 18 * len(lines) + 12, plot.spec["padding"]
    place = ({"value": 4 - before["left"]}, {"value": 12 - before["top"] - room})
    title = texts([{"label": lines}], *place, bold=True, fontSize=14, lineHeight=18)
    padding = {**before, "top": before["top"] + room}
    return {**plot.spec, "padding": padding, "layer": [*plot.spec["layer"], title], "description": plot.alt.text}


def write_plots(folder: Path, plots: tuple[Plot, ...]) -> list[Path]:
    """Every plot as NAME.vl.json, NAME.svg and NAME.png in a folder. Raises SettingsError without the library."""
    draw = library()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for plot in plots:
        whole = titled(plot)
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        version = table("plots.toml")["version"]
        named = f'<svg role="img" aria-label={quoteattr(plot.title.text)} '
        picture = str(draw.vegalite_to_svg(whole, vl_version=version)).replace("<svg ", named, 1)
        (folder / f"{plot.name}.vl.json").write_text(text, "utf-8", newline="\n")
        (folder / f"{plot.name}.svg").write_text(picture, "utf-8", newline="\n")
        (folder / f"{plot.name}.png").write_bytes(draw.vegalite_to_png(whole, vl_version=version, scale=2))
        written.append(folder / f"{plot.name}.svg")
    return written
