"""A brief on paper: tagged, the same bytes each time, Chinese as text, nothing outside the sheet; without the extra, one line says so."""

import io
import sys

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
