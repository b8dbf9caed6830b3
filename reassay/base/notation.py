"""The one-line notation of a claim; it round-trips.

``PERIOD  SUBJECT  METRIC CMP VALUE UNIT  key=value  key=value``: segments stand two spaces apart. The first three always stand
(``-`` for none); the rest only where it differs from the default. Sheets use the short form, dumps and ``--format notation`` the full one,
which adds document, place, quote, field spans and trace. A string that would be ambiguous is quoted as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.quantity import Quantity, digits
from reassay.base.text import Span

SIGNS = {"eq": "=", "approx": "~", "ge": ">=", "gt": ">", "le": "<=", "lt": "<", "range": "=", "upto": "upto"}
NAMES = {sign: name for name, sign in SIGNS.items() if name != "range"}
BARE = re.compile(r"[^\s\"=\-](?:[^\s\"=]| (?! ))*(?<! )")


def quoted(text: str | None) -> str:
    """A string as it stands, or as JSON when it would be ambiguous; ``-`` for None."""
    if text is None:
        return "-"
    if BARE.fullmatch(text) and text.isprintable():
        return text
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def unquoted(text: str) -> str | None:
    """Inverse of ``quoted``."""
    return None if text == "-" else str(json.loads(text)) if text.startswith('"') else text


def said(claim: Claim) -> str:
    """The metric with its value, or the event."""
    q = claim.quantity
    if q is None:
        return f"{claim.metric} {claim.event or '-'}" if claim.metric == "event" else f"{quoted_metric(claim.metric)} -"
    value = digits(q.low) if q.comparator != "range" and q.low == q.high else f"{digits(q.low)}..{digits(q.high)}"
    return " ".join(filter(None, (quoted_metric(claim.metric), SIGNS[q.comparator], value, q.unit and q.unit.replace(" ", "_"))))


def quoted_metric(metric: str) -> str:
    """A metric id without spaces."""
    return metric.replace(" ", "_")


def extras(claim: Claim, *, full: bool, trace: bool) -> Iterator[str]:
    """The segments after the third."""
    q = claim.quantity
    if q is not None and q.basis:
        yield f"basis={quoted(q.basis)}"
    if q is not None and q.unit and "_" in q.unit:
        yield f"unit={quoted(q.unit)}"
    if claim.modality != "achieved":
        yield claim.modality
    if claim.polarity != "positive":
        yield claim.polarity
    if not full:
        return
    for name in ("object", "attribution", "stage", "period_from", "subject_id", "document"):
        value = getattr(claim, name)
        if value is not None:
            yield f"{name}={quoted(value)}"
    if (claim.metric == "event" and q is not None) or (claim.metric != "event" and claim.event):
        yield f"event={quoted(claim.event)}"
    if claim.duplicate:
        yield "duplicate"
    yield f"at={claim.span.start}:{claim.span.end}"
    yield f"quote={json.dumps(claim.quote, ensure_ascii=True)}" if not claim.quote.isprintable() else f"quote={quoted(claim.quote)}"
    if claim.spans:
        yield "spans=" + ",".join(f"{name}:{a}:{b}" for name, (a, b) in claim.spans)
    if claim.carried:
        yield "from=" + ",".join(f"{name}:{place}" for name, place in claim.carried)
    if trace and claim.trace:
        yield f"trace={json.dumps(list(claim.trace), ensure_ascii=True)}"


def write(claim: Claim, *, full: bool = True, trace: bool = True) -> str:
    """One line, without its line end."""
    head = [claim.period.text if claim.period else "-", quoted(claim.subject), said(claim)]
    return "  ".join([*head, *extras(claim, full=full, trace=trace)])


def read(line: str) -> Claim:
    """The claim of a full or short line. Raises ValueError for anything else."""
    parts = split(line)
    if len(parts) < 3:
        raise ValueError(f"not a claim line: {line!r}")
    options: dict[str, str] = {}
    flags = set()
    for part in parts[3:]:
        name, sign, value = part.partition("=")
        if sign:
            options[name] = value
        else:
            flags.add(part)
    metric, quantity, event = measured(parts[2], options)
    text = {
        name: unquoted(options[name])
        for name in ("object", "attribution", "stage", "period_from", "subject_id", "event")
        if name in options
    }
    start, _, end = options.get("at", "0:0").partition(":")
    spans = [item.split(":") for item in options.get("spans", "").split(",") if item]
    return Claim(
        document=unquoted(options.get("document", '""')) or "",
        quote=unquoted(options.get("quote", '""')) or "",
        span=Span(int(start), int(end)),
        metric=metric,
        subject=unquoted(parts[1]),
        subject_id=text.get("subject_id"),
        quantity=quantity,
        object=text.get("object"),
        period=None if parts[0] == "-" else Period(parts[0]),
        period_from=text.get("period_from"),
        modality=next((flag for flag in sorted(flags) if flag not in ("negated", "positive", "duplicate")), "achieved"),
        polarity="negated" if "negated" in flags else "positive",
        attribution=text.get("attribution"),
        stage=text.get("stage"),
        event=text.get("event", event),
        duplicate="duplicate" in flags,
        spans=tuple((name, Span(int(a), int(b))) for name, a, b in spans),
        carried=tuple((name, place) for name, place in (item.split(":") for item in options.get("from", "").split(",") if item)),
        trace=tuple(json.loads(options["trace"])) if "trace" in options else (),
    )


def measured(text: str, options: dict[str, str]) -> tuple[str, Quantity | None, str | None]:
    """Metric, quantity and event of the third segment."""
    words = text.split(" ")
    metric = words[0] if not words[0].startswith("other:") else words[0].replace("_", " ")
    if len(words) < 3:
        event = words[1] if len(words) == 2 and metric == "event" and words[1] != "-" else None
        return metric, None, event
    low, _, high = words[2].partition("..")
    comparator = "range" if high and words[1] == "=" else NAMES[words[1]]
    unit = unquoted(options["unit"]) if "unit" in options else words[3].replace("_", " ") if len(words) > 3 else None
    return metric, Quantity(Decimal(low), Decimal(high or low), comparator, unit, unquoted(options.get("basis", "-"))), None


MARK = re.compile(r'  |="|trace=\[')  # what ends a segment, or opens a JSON string or list within it


def split(line: str) -> list[str]:
    """Segments of a line, leaving JSON strings whole."""
    parts: list[str] = []
    at, line = 0, line.strip("\r\n")
    decoder = json.JSONDecoder()
    while at < len(line):
        end, scan = len(line), decoder.raw_decode(line, at)[1] if line[at] == '"' else at
        while found := MARK.search(line, scan):
            if found[0] == "  ":
                end = found.start()
                break
            opens = found[0] == '="' or found.start() == at
            scan = decoder.raw_decode(line, found.end() - 1)[1] if opens else found.end() - 1
        parts.append(line[at:end])
        at = end + 2
    return parts
