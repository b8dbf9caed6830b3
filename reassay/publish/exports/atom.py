"""Atom: one entry for every change of a verdict, the newest day first; dates are those judged as of, never the clock's."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.folio import Holdings, Told
from reassay.base.verdict import Verdict
from reassay.publish.beside import marked
from reassay.publish.public import example, name, notice
from reassay.publish.tray import Tray
from reassay.publish.wording import excerpt, glossary, say, told, who

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no XML may hold


@leaf(files=("verdicts.atom",), alone=True)
def atom(held: Holdings, tray: Tray) -> None:
    """A feed of verdict changes; constructed examples enter none."""
    days: set[str] = set()
    for folio in held.folios():
        if example(folio.document):
            tray.left[say("left_examples")] += len(folio.told)
            continue
        for one in folio.told:
            before: Verdict | None = None
            for verdict in one.verdicts:
                if before is None or (verdict.word, verdict.reviewed) != (before.word, before.reviewed):
                    tray.write(f"day {verdict.as_of}", entry(one, verdict, before, folio.document))
                    tray.made["changes"] += 1
                    days.add(verdict.as_of)
                before = verdict
    newest = max(days, default=held.as_of)
    tray.write("verdicts.atom", '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n')
    tray.write(
        "verdicts.atom", f"<id>{name('verdicts')}</id>\n<title>{plain(say('export_feed'))}</title>\n<updated>{moment(newest)}</updated>\n"
    )
    tray.write("verdicts.atom", "<author><name>reassay</name></author>\n<generator>reassay</generator>\n")
    for day in sorted(days, reverse=True):
        tray.pour(f"day {day}", "verdicts.atom")
    tray.write("verdicts.atom", "</feed>\n")


def entry(one: Told, verdict: Verdict, before: Verdict | None, document: Document) -> str:
    """One change: what is claimed, what the verdict was and is, whose words they are."""
    labels = [glossary("verdicts")[found.word] + marked(found) for found in (before, verdict) if found is not None]
    what = f"{who(one.claim)}: {told(one.claim)}"
    title = (
        say("export_new", what=what, label=labels[0])
        if before is None
        else say("export_moved", what=what, before=labels[0], label=labels[1])
    )
    words = {
        "day": verdict.as_of,
        "publisher": document.source.name,
        "quote": " ".join(excerpt(one.claim).split()),
        "notice": notice(document),
    }
    address = quoteattr(UNFIT.sub("\ufffd", document.address or ""))
    link = f'<link rel="alternate" href={address}/>\n' if document.address else ""
    return (
        f"<entry>\n<id>{name(verdict.id)}</id>\n<title>{plain(title)}</title>\n<updated>{moment(verdict.as_of)}</updated>\n{link}"
        f'<category term="{verdict.word}"/>\n<category scheme="{name("claim")}" term="{one.claim.id}"/>\n'
        f"<summary>{plain(say('export_entry_restated' if words['notice'] else 'export_entry', **words))}</summary>\n</entry>\n"
    )


def plain(text: str) -> str:
    """A text as XML may hold it."""
    return escape(UNFIT.sub("\ufffd", text))


def moment(day: str) -> str:
    """A day as Atom writes a moment."""
    return f"{day}T00:00:00Z"
