"""Table rows: the unit and period of a cell from its column header, its row label, a unit column or the lines above.

A bracketed number is negative; a column of changes gives growth of the column to its left. A heading with a unit lends it to the
bare numbers of the lines under it.
"""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.columns import caption, counted, unit_column, unit_in
from reassay.extract.dates import When
from reassay.extract.decide import decide
from reassay.extract.layout import VALUE_LINE
from reassay.extract.metric import Choice, rank, turned
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene, dollars
from reassay.extract.units import spellings

ABOVE = 4  # lines above a table that may carry its unit
LINE = 160  # characters of a line that may borrow its unit
UNIT_MARKS = (", ", "\uff0c", "(", "\uff08", "[")  # one of them stands before the unit of a label
LABEL = 60  # characters of a label that may hold one
PER = ("per ", "/ ")
UNIT_CELL = 20  # characters of a cell that may be the unit of its row


def complete(scene: Scene, index: int, passage: Passage, inside: list[Measure]) -> list[Measure]:
    """Measures of a row with their units filled in; the label's own numbers and the header row are left out."""
    if not passage.header or not passage.cells:
        return inside if passage.header else []
    done = []
    units_at = unit_column(scene.text, passage.header)
    for one in inside:
        column = cell_of(passage, one)
        if column is None or column in (0, units_at):
            continue
        done.append(fill(scene, index, passage, column, one))
    return done


def lent(scene: Scene, passage: Passage, inside: list[Measure]) -> list[Measure]:
    """Bare numbers of a short line take the unit of its own label, or of the heading it stands under."""
    bare = [one for one in inside if one.kind == "number" and one.form == "digits"]
    if not bare or len(passage.span.of(scene.text)) > LINE:
        return inside
    found = label_unit(scene, passage, bare[0]) or heading_unit(scene, passage)
    if found is None or found.kind == "time":
        return inside
    return [applied(one, found) if one in bare and alone(scene, passage, one) else one for one in inside]


def label_unit(scene: Scene, passage: Passage, first: Measure) -> Measure | None:
    """The unit of the label before a colon and the first number (Terbium oxide, yuan/kg: 6,480)."""
    label = scene.text[passage.span.start : first.whole.start].rstrip()
    behind = scene.text[first.whole.end : passage.span.end].strip(" .")
    if scene.code == "en" and label.endswith((")", "]")) and not behind:
        label += ":"  # Density (g/cm3) 7.55
    if not label.endswith((":", "\uff1a")) or not any(mark in label for mark in UNIT_MARKS):
        return None
    if any(char in scene.words["sentence_end"] for char in label[-LABEL:-1]):
        return None
    start = max(passage.span.start, passage.span.start + len(label) - LABEL)
    return unit_in(scene.text, Span(start, passage.span.start + len(label) - 1), scene.code, dollars(scene.text))


def heading_unit(scene: Scene, passage: Passage) -> Measure | None:
    """The unit of a heading that ends with it in brackets, or, for a line of values, that names it anywhere behind a comma."""
    if passage.heading is None:
        return None
    listed = VALUE_LINE.match(passage.span.of(scene.text)) is not None
    if not listed and not passage.heading.of(scene.text).rstrip(" :\uff1a").endswith((")", "\uff09", "]")):
        return None
    if any(one.kind != "number" and one.span.within(passage.heading) for one in scene.measures):
        return None  # its unit belongs to a number of its own
    return unit_in(scene.text, passage.heading, scene.code, dollars(scene.text))


def alone(scene: Scene, passage: Passage, one: Measure) -> bool:
    """True for a number with no word of its own right behind it, and no year."""
    digits = one.span.of(scene.text)
    if len(digits) == 4 and "1900" <= digits <= "2099":
        return False
    after = scene.text[one.whole.end : passage.span.end].lstrip()[:1]
    return not after.isalpha() or after in "(\uff08"


def cell_of(passage: Passage, one: Measure) -> int | None:
    """Index of the cell a measure stands in."""
    return next((number for number, cell in enumerate(passage.cells) if one.span.within(cell)), None)


def fill(scene: Scene, index: int, passage: Passage, column: int, one: Measure) -> Measure:
    """One cell with sign and unit."""
    text = scene.text
    cell = passage.cells[column]
    close = text.find(")", cell.start, cell.end) + 1  # nothing without a closing bracket: "( 60%" is no fall
    if close and text[cell.start] == "(" and text[cell.end - 1] in ")%" and one.kind != "points" and one.low > 0:
        one = one._replace(low=-one.high, high=-one.low, span=Span(cell.start, close), whole=one.whole.join(cell), signed=True)
    if one.kind not in ("number", "money") or (one.kind == "money" and one.scaled):
        return one
    found = unit_for(scene, index, passage, column)
    if found is None or (one.kind == "money" and found.kind != "money"):
        return one
    return applied(one, found)


def applied(one: Measure, found: Measure) -> Measure:
    """A measure in the unit found elsewhere; a currency sign of its own stays where it is, with the scale of the table."""
    factor = found.high
    return one._replace(
        low=one.low * factor,
        high=one.high * factor,
        kind=found.kind,
        unit=found.unit,
        unit_span=found.unit_span,
        per=found.per,
        per_span=found.per_span,
        factor=factor,
        basis=one.basis or found.basis,
        basis_span=one.basis_span or (found.unit_span if found.basis else None),
    )


def unit_for(scene: Scene, index: int, passage: Passage, column: int) -> Measure | None:
    """The unit of a column as a measure of one: from header, unit column, label, or the lines above."""
    text, code, bare = scene.text, scene.code, dollars(scene.text)
    own = unit_column(text, passage.header)
    if own is not None and own < len(passage.cells):
        if passage.cells[own].of(text).lower().startswith(PER):
            return None  # a rate of something by its label
        return per_label(scene, passage.cells[0], unit_in(text, passage.cells[own], code, bare, timed=True))
    header = passage.header[column] if column < len(passage.header) else None
    found = unit_in(text, header, code, bare) if header is not None and header.start < header.end else None
    cells = [cell for number, cell in enumerate(passage.cells) if number not in (0, column) and unit_like(cell.of(text))]
    if found is None and any(counted(text, cell) for cell in cells):
        return None
    for cell in (*cells, passage.cells[0], *passage.header[:1]):
        found = found or (unit_in(text, cell, code, bare) if cell.start < cell.end else None)
    back = index - 1
    seen = 0
    while found is None and back >= 0 and seen < ABOVE:
        if scene.passages[back].kind != "row":
            found = caption(text, scene.passages[back].span, code, bare)
            seen += 1
        back -= 1
    return per_label(scene, passage.cells[0], found)


def unit_like(body: str) -> bool:
    """True for a short cell without a number: perhaps the unit of its row."""
    return 0 < len(body) <= UNIT_CELL and not any(char.isdigit() for char in body)


def per_label(scene: Scene, label: Span, found: Measure | None) -> Measure | None:
    """An amount of money in a row "per share" is a price: no scale of the caption touches it."""
    if found is None or found.kind != "money" or found.per is not None:
        return found
    table = spellings(scene.code)
    for at in range(label.start, label.end):
        over = table.over(scene.text, at)
        if over and over[1] not in table.spans_of_time and over[0].within(label):
            whole = found._replace(unit=f"{found.unit}/{over[1]}", kind="price", per=over[1], per_span=over[0])
            return whole._replace(low=found.low / found.factor, high=found.high / found.factor) if found.scaled else whole
    return found


def named(scene: Scene, passage: Passage, one: Measure, claims: list[Claim]) -> Choice | None:
    """The metric of a cell from its row label, else its header; a ratio behind a level is its growth."""
    if not passage.cells:
        return None
    column = cell_of(passage, one)
    changes = column is not None and column < len(passage.header) and growth_header(scene, passage.header[column])
    if one.kind in ("ratio", "points") and claims and (changes or one.signed):
        return Choice("price_change" if claims[-1].metric in ("price", "price_change") else "growth_rate", None, 4.0)
    if changes and claims and one.kind in ("price", "money", "mass", "rate"):
        return Choice("price_change" if one.kind == "price" else "growth_rate", None, 4.0)
    for place in (passage.cells[0], passage.header[column] if column is not None and column < len(passage.header) else None):
        if place is not None:
            ranked = rank(scene, place, one)
            if ranked:
                return turned(scene, place, one, Choice(ranked[0][1].name, ranked[0][1].span, 5.0), place)
            if one.kind == "ratio" and (cue := decide(scene, place, one, "", None, place)) is not None:
                return Choice(cue[0].to, cue[1].span, 5.0, rule=cue[0].name)
    return None


def growth_header(scene: Scene, header: Span) -> bool:
    """True for a column of changes."""
    body = header.of(scene.text).lower()
    if scene.code == "zh" and any(word in body for word in scene.words["columns"]["change"]):
        return True
    return body.startswith(tuple(scene.words["columns"]["change"])) or bool(scene.inside(header, "growth_before", "growth_after"))


def period(scene: Scene, passage: Passage, place: Span) -> tuple[When | None, str | None]:
    """The period of a cell: its own column header, else one to its left; of a change, the latest of the periods it compares."""
    column = next((number for number, cell in enumerate(passage.cells) if place.overlaps(cell)), None)
    if column is None:
        return None, None
    if column < len(passage.header) and not growth_header(scene, passage.header[column]):
        own = dated(scene, passage.header[column])
        if own is not None:
            return own, "heading"
    compared: list[When] = []
    for number in range(min(column, len(passage.header)) - 1, 0, -1):
        if growth_header(scene, passage.header[number]):
            if compared:
                break
            continue
        found = dated(scene, passage.header[number])
        compared += [found] if found else []
    return (max(compared, key=lambda when: when.period.days()[1]), "heading") if compared else (None, None)


def dated(scene: Scene, header: Span) -> When | None:
    """The last period a header names."""
    found = scene.timed(header)
    return found[-1] if found else None
