"""The second reading accepts what the first read, refuses every alteration, and shares no code with it."""

import ast
from dataclasses import replace
from pathlib import Path

import reassay
import reassay.ledger
from reassay.base.text import Span
from reassay.ledger.reread import reread
from tests.ledger.corpus import read

SWAPS = {
    "first": "second", "\u4e0a\u5e74": "\u4e0b\u5e74", "\u5341\u56db\u4e94": "\u5341\u516d\u4e94",
    "six": "eight", "three": "seven", "two": "nine", "four": "five", "third": "fifth", "quarter": "tenth",
    "million": "billion", "billion": "million", "tonnes": "kilograms", "%": "\u2030",
    "\u4e07": "\u4ebf", "\u4ebf": "\u4e07",
    "\u4e09": "\u4e03", "\u4e8c": "\u4e5d", "\u516d": "\u516b", "\u5428": "\u514b", "\u6210": "\u5341", "\u5143": "\u7f8e\u5143",
}  # fmt: skip


def altered(text, span):
    """Every alteration of one span: a digit, a number word, a scale or unit, the decimal point, a sign."""
    body = text[span.start : span.end]
    for place, char in enumerate(body):
        if char.isascii() and char.isdigit():
            yield body[:place] + str((int(char) + 1) % 10 or 2) + body[place + 1 :]
    if "." in body and body.replace(".", "").isdigit():
        yield body.replace(".", "")
    for word, other in SWAPS.items():
        if word in body:
            yield body.replace(word, other)


def moved(claim, at, shift):
    def push(span):
        return Span(span.start + (shift if span.start > at else 0), span.end + (shift if span.end > at else 0))

    return replace(claim, span=push(claim.span), spans=tuple((name, push(span)) for name, span in claim.spans))


def test_every_claim_of_the_corpus_reads_back():
    count = 0
    for page, claims in read():
        for claim in claims:
            assert reread(claim, page.text, page.published.value if page.published else None, page.language) is None
            count += 1
    assert count > 700


def test_no_alteration_is_stored():
    tried, kept = 0, []
    for page, claims in read():
        published = page.published.value if page.published else None
        for claim in claims:
            for name in ("value", "unit", "period"):
                span = claim.at(name)
                if span is None or (name == "unit" and not (claim.quantity.low or claim.quantity.high)):
                    continue  # nought per cent is nought per mille: nothing was altered
                for body in altered(page.text, span):
                    text = page.text[: span.start] + body + page.text[span.end :]
                    new = moved(claim, span.start, len(body) - (span.end - span.start))
                    new = replace(new, quote=new.span.of(text))
                    tried += 1
                    if reread(new, text, published, page.language) is None:
                        kept.append((page.name, name, page.text[span.start : span.end], body, str(claim.quantity)))
    assert tried > 3000
    assert not kept, kept[:10]


def imports(path):
    tree = ast.parse(path.read_text("utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_the_two_readers_share_no_code():
    folder = Path(reassay.ledger.__file__).parent
    for name in ("reread", "amounts", "measures", "days"):
        used = imports(folder / f"{name}.py")
        assert "re" not in used
        assert not {one for one in used if one.startswith(("reassay.extract", "reassay.base.numerals"))}, used


def test_lots_denominators_in_nouns_and_multiples_read_back():
    text = "榆木公司的稀土分离线吨水药剂成本由9.8元压到5.2元。公司每10股派息1.8元，稀土产量是2020年的2.6倍，经济损失2.6兆日元。"
    claims = [claim for claim in reassay.extract(text, language="zh", published="2026-03-02") if claim.quantity is not None]
    assert [str(claim.quantity.unit) for claim in claims][:3] == ["CNY/t", "CNY/t", "CNY/share"]
    for claim in claims:
        assert reread(claim, text, "2026-03-02", "zh") is None
    swapped = text.replace("每10股", "每股").replace("兆", "亿")
    wrong = [claim for claim in claims if reread(claim, swapped, "2026-03-02", "zh") is not None]
    assert len(wrong) >= 2
