"""Files in every format and encoding, good and bad: text and date with its rule, or one clear Problem."""

import io
import zipfile

import pytest

from reassay.base.document import Document
from reassay.base.errors import Problem
from reassay.collect import Request, collect

ZH = "\u5317\u65b9\u7a00\u571f2025\u5e74\u7533\u8bf7\u4e13\u5229158\u4ef6\uff0c\u5176\u4e2d\u53d1\u660e\u4e13\u5229125\u4ef6\u3002" * 3


def read(tmp_path, name, data, **request):
    path = tmp_path / name
    path.write_bytes(data)
    return list(collect(str(path), Request(**request)))


def one(found):
    assert len(found) == 1
    assert isinstance(found[0], Document), found
    return found[0]


def trouble(found):
    assert len(found) == 1
    assert isinstance(found[0], Problem), found
    assert "\n" not in found[0].line()
    return found[0].what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_text_in_every_encoding(tmp_path, encoding):
    document = one(read(tmp_path, "a.txt", ZH.encode(encoding)))
    assert document.text == ZH
    assert document.language == "zh"


def test_page_in_gbk_that_says_utf8(tmp_path):
    page = f'<html><head><meta charset="utf-8"></head><body><p>{ZH}</p></body></html>'.encode("gbk")
    warning, document = read(tmp_path, "a.html", page)
    assert document.text == ZH
    assert (warning.level, warning.what) == ("warning", "its bytes are not the utf-8 it declares")


def test_line_ends_of_a_text_stay(tmp_path):
    assert one(read(tmp_path, "a.txt", b"one\r\ntwo\rthree\n")).text == "one\r\ntwo\rthree\n"


def test_page_lines_tables_and_furniture(tmp_path):
    page = b"""<html><head><title>T</title><script>var x = 158;</script></head><body><nav>Home 12</nav><h1>Output</h1>
    <p>It rose by <b>12</b>%.</p><ul><li>first</li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>x</td><td>3 t</td></tr></table>
    <footer>Views 900</footer></body></html>"""
    assert one(read(tmp_path, "a.html", page)).text == "Output\nIt rose by 12%.\n- first\na | b\nx | 3 t"


def test_truncated_page_still_reads(tmp_path):
    warning, document = read(tmp_path, "a.html", b"<html><body><p>Output rose by 12%</p><table><tr><td>x")
    assert "Output rose by 12%" in document.text
    assert (warning.level, warning.what) == ("warning", "the page ends before its end mark")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2026\u5e742\u67083\u65e5", "2026-02-03"),
        ("\u53d1\u5e03\u65f6\u95f4\uff1a2026-02-03 08:30", "2026-02-03"),
        ("\u6765\u6e90\uff1a\u5305\u94a2\u65e5\u62a5 2026/02/03", "2026-02-03"),
        ("Published: 3 February 2026", "2026-02-03"),
        ("February 3, 2026", "2026-02-03"),
    ],
)
def test_date_lines_come_first_and_name_their_rule(tmp_path, line, date):
    page = f"<html><body><h1>T</h1><p>{line}</p><p>{ZH} In 2021 it began. \u00a9 2001</p></body></html>"
    found = one(read(tmp_path, "a.html", page.encode()))
    assert found.published.value == date
    assert found.published.rule


def test_no_date_is_guessed_from_the_body(tmp_path):
    assert one(read(tmp_path, "a.html", f"<html><body><p>{ZH} Copyright 2001</p></body></html>".encode())).published is None


def test_impossible_date_is_a_warning(tmp_path):
    found = read(tmp_path, "a.txt", "2026\u5e7413\u670845\u65e5\n".encode() + ZH.encode())
    assert [type(item) for item in found] == [Problem, Document]
    assert "impossible date" in found[0].what
    assert found[1].published is None


def test_given_date_wins(tmp_path):
    assert one(read(tmp_path, "a.txt", "2026\u5e742\u67083\u65e5\n".encode(), published="2025")).published.value == "2025"


def pdf(text=None):
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    if text:
        made.set_font("helvetica", size=12)
        made.multi_cell(0, 8, text)
    else:
        made.rect(10, 10, 50, 50, style="F")
    return bytes(made.output())


def test_pdf_paragraphs_are_joined(tmp_path):
    text = "In 2025 Example Oxides produced 4,000 tonnes of cerium oxide at its plant, which is 12% more than in "
    text += "2024, and it plans to add 500 tonnes by 2027."
    assert one(read(tmp_path, "a.pdf", pdf(text))).text == text


def test_bad_files_are_one_clear_line(tmp_path):
    assert trouble(read(tmp_path, "a.pdf", pdf())) == "no text: image only"
    assert "not a readable PDF" in trouble(read(tmp_path, "b.pdf", b"%PDF-1.7 broken"))
    assert trouble(read(tmp_path, "c.txt", b"")) == "empty"
    assert trouble(read(tmp_path, "d.html", b"<html><body><img src=x></body></html>")) == "no text: image only"
    assert trouble(read(tmp_path, "e.bin", bytes(range(256)) * 4)) == "binary, not text"
    assert "larger than 10 bytes" in trouble(read(tmp_path, "f.txt", b"x" * 11, max_bytes=10))
    assert trouble(list(collect(str(tmp_path / "none"), Request()))) == "no such file or folder"


def docx(fill):
    from docx import Document as Word

    made = Word()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_docx_in_document_order(tmp_path):
    def fill(made):
        made.add_paragraph("Output rose by 12%.")
        table = made.add_table(2, 2)
        for cell, text in zip((cell for row in table.rows for cell in row.cells), ("name", "t", "cerium", "4"), strict=True):
            cell.text = text
        made.add_paragraph("The end.")

    assert one(read(tmp_path, "a.docx", docx(fill))).text == "Output rose by 12%.\nname | t\ncerium | 4\nThe end."


def test_zip_bomb_and_entities_are_refused_before_unpacking(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    assert "zip bomb" in trouble(read(tmp_path, "a.docx", out.getvalue()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "entity declarations" in trouble(read(tmp_path, "b.docx", out.getvalue()))


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Relay desk</title>
<item><title>Output</title><link>https://example.org/a/one</link><pubDate>Tue, 03 Feb 2026 08:00:00 +0800</pubDate>
<source url="https://example.org/">Example Daily</source><description>&lt;p&gt;Output rose by 12%.&lt;/p&gt;</description></item>
<item><title>Second</title><description>Sales fell by 3%.</description></item></channel></rss>"""


def test_feed_items_name_their_true_publisher(tmp_path):
    first, second = read(tmp_path, "a.xml", FEED.encode())
    assert (first.source.name, first.published.value, first.address) == ("Example Daily", "2026-02-03", "https://example.org/a/one")
    assert first.text == "Output\n\nOutput rose by 12%."
    assert second.source.name == "Relay desk"


def test_entity_bomb_in_a_feed(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    assert "entity declarations" in trouble(read(tmp_path, "a.xml", bomb.encode()))


def test_folder_in_order_and_the_rest_goes_on(tmp_path):
    (tmp_path / "b.txt").write_text("Output rose by 2%.")
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    found = list(collect(str(tmp_path), Request()))
    assert [type(item) for item in found] == [Problem, Document]


def test_front_matter_names_publisher_wording_and_date(tmp_path):
    text = "---\npublisher: Example Daily\npublished: 2026-02\nwording: constructed\n---\nOutput rose by 12%.\n"
    found = one(read(tmp_path, "a.md", text.encode()))
    assert (found.source.name, found.published.value, found.wording, found.text) == (
        "Example Daily",
        "2026-02",
        "constructed",
        "Output rose by 12%.\n",
    )
    assert found.source.constructed
