"""Web archives: which responses are read, in which encodings, and what a broken archive leaves behind."""

import gzip
import threading

import pytest

from reassay import pipeline
from reassay.base.errors import Problem
from reassay.collect.bytegate import passes
from reassay.pipeline import Reading

FILLER = "<p>The committee met on Tuesday to speak about the opening hours of the library.</p>\n" * 30
HAN = "2025年，甲石稀土公司生产磁体1607吨。"


def record(address, body, media="text/html; charset=utf-8", status="200 OK"):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-03T04:05:06Z\r\n"
        f"WARC-Record-ID: <urn:test:{address}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def page(words, charset="utf-8"):
    return f"<html><body><h1>News of the day</h1><p>{words}</p>{FILLER}</body></html>".encode(charset)


def archive(tmp_path, *records, name="pages.warc.gz"):
    path = tmp_path / name
    path.write_bytes(b"".join(records))
    return path


def read(path, **options):
    found = list(pipeline.readings(pipeline.Call((str(path),), **options)))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Problem)]


SPELLED = {
    "plain": page("Stonefield made 1,200 tonnes of sintered magnets in 2025."),
    "capitals": page("STONEFIELD MADE 1,200 TONNES OF RARE EARTH OXIDE IN 2025."),
    "utf8": page(HAN),
    "gbk": page(HAN, "gb18030"),
    "big5": page("2025年，甲石稀土公司生產磁體1607噸。", "big5"),
    "references": page("".join(f"&#{ord(char)};" for char in HAN)),
    "hex": page("".join(f"&#x{ord(char):X};" for char in HAN)),
    "escapes": page("<script>var t='" + "".join(f"\\u{ord(char):04x}" for char in HAN) + "'</script>"),
    "two weak words": page("Lithium and uranium were discussed."),
    "utf16": "\ufeff2025年，甲石稀土公司生产磁体1607吨。".encode("utf-16-le"),
}


@pytest.mark.parametrize("name", SPELLED)
def test_a_page_of_the_field_passes_in_every_spelling(name):
    assert passes(SPELLED[name])


@pytest.mark.parametrize("words", ["", "A library opened.", "Lithium alone.", "图书馆星期二开放。", "The stereo and the studio were rare."])
def test_other_pages_do_not_pass(words):
    assert not passes(page(words))


def test_pages_of_the_field_are_read_and_no_other(tmp_path):
    records = [record(f"https://example.org/{n}", page(f"Notice {n}: the hall is closed.")) for n in range(60)]
    records[7] = record("https://example.org/made", SPELLED["plain"])
    records[31] = record("https://example.org/zh", f"<html><body><p>{HAN}</p></body></html>".encode("gb18030"), "text/html")
    records[40] = record("https://example.org/gone", SPELLED["plain"], status="404 Not Found")
    records[41] = record("https://example.org/picture", SPELLED["plain"], "image/png")
    readings, problems = read(archive(tmp_path, *records))
    assert [one.document.address for one in readings] == ["https://example.org/made", "https://example.org/zh"]
    assert {one.document.retrieved for one in readings} == {"2026-02-03"}
    assert [int(claim.quantity.low) for one in readings for claim in one.claims] == [1200, 1607]
    assert [(one.level, one.what) for one in problems] == [("note", "60 responses, 2 with domain words read")]


def test_without_the_gate_every_page_is_read(tmp_path):
    path = archive(tmp_path, *(record(f"https://example.org/{n}", page(f"Notice {n}.")) for n in range(5)))
    assert len(read(path, gate=False)[0]) == 5
    assert read(path)[0] == []


def test_a_broken_archive_keeps_what_was_read(tmp_path):
    whole = record("https://example.org/a", SPELLED["plain"])
    readings, problems = read(archive(tmp_path, whole, record("https://example.org/b", SPELLED["utf8"])[:-200]))
    assert [one.document.address for one in readings] == ["https://example.org/a"]
    assert any(one.level == "error" and "archive" in one.what for one in problems) or any(
        "1 with domain words" in one.what for one in problems
    )


def test_no_archive_at_all(tmp_path):
    readings, problems = read(archive(tmp_path, b"this is no archive", name="notes.warc"))
    assert not readings
    assert problems[0].level == "error"


def test_threads_scan_apart():
    """Scratch space shared by threads lost pages in silence: 320 pages, eight threads, all found."""
    pages, found = [SPELLED["plain"] * 20] * 320, []
    turn = iter(pages)
    lock = threading.Lock()

    def work():
        while True:
            with lock:
                data = next(turn, None)
            if data is None:
                return
            found.append(passes(data))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(True) == 320
