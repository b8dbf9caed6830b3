"""Alerts as lines of JSON and as an Atom feed; the same alerts give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reassay.base.watch import Alert, mark
from reassay.reference.grammar import table

HELD = re.compile(rb'"id": "(a[0-9a-f]{16})"')  # of a line of ours; what else a file holds is not looked at
FIELDS = tuple(name for name in Alert.__slots__ if name != "token")


def plain(alert: Alert) -> dict[str, str | None]:
    """The fields of an alert, its id first."""
    return {"id": alert.id, **{name: getattr(alert, name) for name in FIELDS}}


def line(alert: Alert) -> str:
    """One line of JSON."""
    text = json.dumps(plain(alert), ensure_ascii=False, sort_keys=True)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def append(path: Path, alerts: Sequence[Alert]) -> None:
    """Add the alerts that a file does not hold yet; a line that broke off is taken away first. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as stream:
        stream.seek(0)
        held = stream.read()
        whole = held[: held.rfind(b"\n") + 1]
        if len(whole) < len(held):
            stream.truncate(len(whole))
        ids = set(HELD.findall(whole))
        stream.write("".join(line(one) for one in alerts if one.id.encode() not in ids).encode())
        stream.flush()


def atom(name: str, alerts: Sequence[Alert]) -> str:
    """The newest alerts as a feed. The days are those judged, so that a feed made again is the same."""
    newest = sorted(alerts, key=lambda one: (one.day, one.document, one.claim, one.id), reverse=True)[
        : table("watching.toml")["limits"]["alerts"]
    ]
    day = newest[0].day if newest else "1970-01-01"
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<id>urn:reassay:{mark("watch-", name)}</id>\n'
    )
    title = escape(table("watching.toml")["says"]["feed"].format(name=clean(name)))
    head += f"<title>{title}</title>\n<updated>{day}T00:00:00Z</updated>\n<author><name>reassay</name></author>\n"
    return head + "".join(item(one) for one in newest) + "</feed>\n"


def item(alert: Alert) -> str:
    """One alert."""
    link = f"<link rel={quoteattr('alternate')} href={quoteattr(clean(alert.address))}/>\n" if alert.address else ""
    quoted = f"\n\u201c{alert.quote}\u201d ({alert.publisher})" if alert.wording == "original" else ""
    head = (
        f"<entry>\n<id>urn:reassay:{alert.id}</id>\n<title>{escape(clean(alert.says))}</title>\n<updated>{alert.day}T00:00:00Z</updated>\n"
    )
    body = f"<content type={quoteattr('text')}>{escape(clean(alert.says + quoted))}</content>\n</entry>\n"
    return f"{head}<category term={quoteattr(alert.kind)}/>\n{link}{body}"


def clean(text: str) -> str:
    """A text without characters that XML cannot hold."""
    return "".join(
        char for char in text if char in "\t\n\r" or "\x20" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
    )
