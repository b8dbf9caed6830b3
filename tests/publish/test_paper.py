"""A brief on paper: tagged, the same bytes each time, Chinese as text, nothing outside the sheet; without the extra, one line says so."""

import ctypes
import io
import itertools
import re
import sys

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from reassay.base.errors import SettingsError
from reassay.publish.paper import pdf
from tests.publish.fixed import made, pages


@pytest.fixture(scope="module")
def paper():
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as problem:
        pytest.skip(f"needs WeasyPrint ({problem}): pip install reassay[pdf]; apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    return pdf(pages()["brief.html"], made().id)


def test_the_paper_is_tagged_and_says_its_language(paper):
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang"):
        assert mark in unpacked(paper), mark


def test_the_structure_is_whole(paper):
    """What a screen reader is handed: every word in a tag, every picture with its words, headings one step at a time, tables of rows."""
    tree, loose = [], []
    for sheet in pypdfium2.PdfDocument(io.BytesIO(paper)):
        root = pdfium.FPDF_StructTree_GetForPage(sheet.raw)
        inside = set()
        for index in range(pdfium.FPDF_StructTree_CountChildren(root)):
            tree += walk(pdfium.FPDF_StructTree_GetChildAtIndex(root, index), (), inside)
        words = sheet.get_textpage()
        outside = [place for place in sheet.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]) if not held(place.raw, inside)]
        loose += [worded(place.raw, words.raw) for place in outside]
    assert loose == [f"{number + 1} / {len(loose)}" for number in range(len(loose))]  # the number of each page, and nothing else
    kinds = [kind for kind, _, _ in tree]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    told = [alt for kind, alt, _ in tree if kind == "Figure"]
    assert told == [f"{plot.title.text}. {plot.alt.text}" for plot in made().plots]
    for kind, parent in (("TR", {"THead", "TBody"}), ("TH", {"TR"}), ("TD", {"TR"}), ("LI", {"L"}), ("LBody", {"LI"})):
        found = {above[-1] for one, _, above in tree if one == kind}
        assert found, kind
        assert found <= parent, kind


def test_a_picture_without_words_and_a_word_outside_the_tags_are_found(paper):
    bare = re.sub(r'(<svg role="img") class="plot" aria-label="[^"]*"', r"\1", pages()["brief.html"])
    with pytest.raises(AssertionError):
        test_the_structure_is_whole(pdf(bare, made().id))


def walk(element, above, inside):
    """(kind, words for who cannot see it, kinds above it) of an element and all below it; ``inside`` gets the content it holds."""
    kind, alt = (read(element, way) for way in (pdfium.FPDF_StructElement_GetType, pdfium.FPDF_StructElement_GetAltText))
    inside |= {
        pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        for index in range(max(0, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)))
    }
    yield kind, alt, above
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from walk(child, (*above, kind), inside)


def read(element, way):
    """A text of an element."""
    size = way(element, None, 0)
    room = ctypes.create_string_buffer(max(size, 2))
    way(element, room, size)
    return room.raw[: max(size - 2, 0)].decode("utf-16-le")


def worded(place, words):
    """The text of a piece of a page."""
    room = ctypes.create_string_buffer(400)
    size = pdfium.FPDFTextObj_GetText(place, words, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), 400)
    return room.raw[: size - 2].decode("utf-16-le").strip()


def held(place, inside):
    """True for content that an element holds, and for what is marked as no content: page numbers, the strokes of a picture."""
    if pdfium.FPDFPageObj_GetMarkedContentID(place) in inside:
        return True
    room, size = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(place)):
        mark = pdfium.FPDFPageObj_GetMark(place, index)
        pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), 64, size)
        if room.raw[: size.value - 2].decode("utf-16-le") == "Artifact":
            return True
    return False


def test_the_same_brief_is_the_same_file(paper):
    assert pdf(pages()["brief.html"], made().id) == paper
    assert b"CreationDate" not in unpacked(paper)


def test_all_words_are_there_and_on_the_sheet(paper):
    from tests.publish.test_chromium import on_paper

    text = on_paper(paper)
    assert "What moved" in text
    assert "sum of parts = total" in text  # folded on a screen
    assert "\u6837\u4f8b\u516c\u53f8" in text
    assert "\ufffd" not in text


def test_headings_are_an_outline(paper):
    import pypdfium2

    titles = [one.get_title() for one in pypdfium2.PdfDocument(io.BytesIO(paper)).get_toc()]
    for title in ("What moved", "Coverage", "Method", "Grades of evidence"):
        assert title in titles


def test_without_the_extra_one_line_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(SettingsError, match=r"needs the extra pdf: pip install reassay\[pdf\]") as problem:
        pdf("<p>page</p>", "b0")
    assert "\n" not in str(problem.value)


def test_nothing_is_fetched_for_a_page(paper):
    from reassay.publish.paper import refuse

    with pytest.raises(ValueError, match="not fetched"):
        refuse("https://example.org/style.css")


def unpacked(data):
    """The objects of a PDF with their streams opened."""
    import zlib

    found = [data]
    for part in data.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"".join(found)
