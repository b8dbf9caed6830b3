"""Every plot of a brief in the order of plots.toml; what a plot cannot draw it leaves out, so that a small ledger has fewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reassay.base.drawer import Drawer
from reassay.base.frame import Frame
from reassay.base.verdict import Evidence
from reassay.base.view import View
from reassay.publish.plot import Ground, Plot
from reassay.publish.sentence import Entry
from reassay.reference.grammar import table

DRAWER: Drawer[Callable[[Ground], Iterator[Plot]]] = Drawer("reassay.publish.plots")


def plots(entries: Sequence[Entry], view: View, frame: Frame) -> tuple[Plot, ...]:
    """The plots that these entries and this frame give."""
    leaves = DRAWER.open()
    known = table("plots.toml")["order"]
    order = sorted(leaves, key=lambda name: (known.index(name) if name in known else len(known), name))
    ground = Ground(tuple(entries), view, frame)
    return tuple(plot for name in order for plot in leaves[name].run(ground))


def grounds(found: Sequence[Plot], view: View, frame: Frame) -> dict[str, object]:
    """What only plots cite, by id: fans and rows of evidence."""
    known: dict[str, object] = {one.id: one for one in frame.fans}
    wanted = {ident for plot in found for sentence in plot.sentences() for ident in sentence.cites if ident.startswith("e")}
    if wanted:
        known |= {ident: row for row in view.evidence() if isinstance(row, Evidence) and (ident := row.id) in wanted}
    return known
