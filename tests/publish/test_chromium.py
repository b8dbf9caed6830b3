"""The page of a brief in Chromium, narrow, wide and printed: no overflow, no missing glyph, headings in order, nothing found by axe."""

import contextlib
import io
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.publish.fixed import pages

WIDTHS = (375, 1280)
OPEN = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
WIDER = """() => [...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect();
  const room = one.closest('.scroll');
  if (box.width === 0 || one.closest('thead') && getComputedStyle(one.closest('thead')).position === 'absolute') return false;
  return box.left < -1 || box.right > innerWidth + 1 && !(room && room !== one && getComputedStyle(room).overflowX === 'auto');
}).map(one => one.outerHTML.slice(0, 120))"""
GLYPHS = """() => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 40, height: 40});
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.font = '24px ' + getComputedStyle(document.body).fontFamily;
  const drawn = char => {
    pen.clearRect(0, 0, 40, 40); pen.fillText(char, 4, 30);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  const missing = new Set(['\\u0378', '\\u{10FFFE}', '\\u{E0FFE}'].map(drawn));
  return [...new Set(document.body.innerText)].filter(char => /\\S/.test(char) && missing.has(drawn(char)));
}"""
HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => Number(one.tagName[1]))"
AXE = """() => axe.run(document).then(found =>
  found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3).join(' ')))"""
SIDEWAYS = "() => [...document.querySelectorAll('.scroll:has(table)')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
PALE = """() => document.querySelector('main').insertAdjacentHTML('beforeend',
  '<img src="data:,"><p style="color:#eee;background:#fff">pale</p>')"""

pytestmark = pytest.mark.program("chromium")


@pytest.fixture(scope="module")
def chromium():
    drive = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with drive.sync_playwright() as machine:
        browser = machine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run([sys.executable, "-m", "reassay", "demo", "--out", str(folder / "demo")], check=True, capture_output=True)
    fixed = folder / "fixed.html"
    fixed.write_text(pages()["brief.html"], "utf-8")
    return {"demo": folder / "demo" / "brief.html", "fixed": fixed}


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """axe-core of npm: as installed beside the tests, else installed now into a folder of its own; skipped where neither can be."""
    kept = Path(sys.prefix) / "axe"
    place = kept / "node_modules" / "axe-core" / "axe.min.js"
    if not place.is_file():
        if shutil.which("npm") is None:
            pytest.skip("needs axe-core: apt-get install npm")
        kept.mkdir(exist_ok=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            quick = ("--no-audit", "--no-fund", "--fetch-retries=0", "--prefix", str(kept))
            subprocess.run(["npm", "install", *quick, "axe-core@4"], capture_output=True, timeout=90)
        if not place.is_file():
            pytest.skip(f"needs axe-core: npm install --prefix {kept} axe-core@4")
    return place.read_text("utf-8")


@pytest.fixture
def shown(chromium, files):
    made = []

    def show(name, width, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        made.append(context)
        page = context.new_page()
        page.goto(files[name].as_uri())
        page.evaluate(OPEN)
        return page

    yield show
    for context in made:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["demo", "fixed"])
def test_nothing_is_wider_than_the_screen(shown, name, width):
    page = shown(name, width)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.evaluate(WIDER) == []
    assert page.evaluate(SIDEWAYS) == 0  # no table needs scrolling sideways


def test_something_too_wide_is_found(shown):
    page = shown("fixed", WIDTHS[0])
    page.evaluate("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"width:900px\">wide</p>')")
    assert page.evaluate(WIDER)


@pytest.mark.parametrize("name", ["demo", "fixed"])
def test_no_glyph_is_missing(shown, name):
    page = shown(name, WIDTHS[1])
    assert page.evaluate(GLYPHS) == []
    page.evaluate("() => document.querySelector('main').append('\\u0378')")
    assert page.evaluate(GLYPHS) == ["\u0378"]


@pytest.mark.parametrize("name", ["demo", "fixed"])
def test_headings_go_down_one_step_at_a_time(shown, name):
    levels = shown(name, WIDTHS[0]).evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["demo", "fixed"])
def test_axe_finds_no_violation(shown, axe, name, width, scheme):
    page = shown(name, width, color_scheme=scheme)
    page.evaluate(axe)
    assert page.evaluate(AXE) == []


def test_axe_finds_a_planted_violation(shown, axe):
    page = shown("fixed", WIDTHS[1])
    page.evaluate(axe)
    page.evaluate(PALE)
    found = " ".join(page.evaluate(AXE))
    assert "image-alt" in found
    assert "color-contrast" in found


@pytest.mark.parametrize("name", ["demo", "fixed"])
def test_printed_it_lies_on_the_paper_with_all_that_is_folded_on_screen(chromium, files, name):
    page = chromium.new_page()
    page.goto(files[name].as_uri())  # as a reader prints it: nothing unfolded
    text = on_paper(page.pdf(prefer_css_page_size=True))
    page.close()
    assert "sum of parts = total" in text
    assert "158" in text
    assert "\u751f\u7269" in text or "\u7a00\u571f" in text  # Chinese quotes stay text


def on_paper(data):
    """The text of a PDF; fails where a letter lies outside its page."""
    import pypdfium2

    found = []
    for sheet in pypdfium2.PdfDocument(io.BytesIO(data)):
        wide, high = sheet.get_size()
        words = sheet.get_textpage()
        found.append(words.get_text_bounded())
        for index in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(index)
            assert -1 <= left <= right <= wide + 1, (len(found), found[-1][:200])
            assert -1 <= bottom <= top <= high + 1, (len(found), found[-1][:200])
    return " ".join(" ".join(found).split())
