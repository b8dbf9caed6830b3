"""Web pages: headings, paragraphs, list items and table rows, each on a line of its own; page furniture is dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from reassay.base.drawer import leaf
from reassay.base.errors import Problem, SourceError
from reassay.collect.decode import decode, mislabelled
from reassay.collect.request import Page, Raw, Request

DROP = frozenset(
    ["script", "style", "noscript", "nav", "footer", "aside", "form", "button", "svg", "iframe", "template", "select", "option"]
)
BLOCK = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "section",
        "article",
        "header",
        "main",
        "blockquote",
        "pre",
        "figcaption",
        "dd",
        "dt",
        "ul",
        "ol",
        "table",
        "caption",
        "title",
        "body",
    ]
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
DATES = ("article:published_time", "og:published_time", "pubdate", "publishdate", "date", "dc.date", "datePublished", "publication_date")


@leaf(reads=("text/html", "application/xhtml+xml"), suffixes=(".html", ".htm", ".xhtml"))
def html(raw: Raw, request: Request) -> Iterator[Page | Problem]:
    """The text of a page, a truncated one included and told, with the date and publisher its head declares."""
    from lxml import html as parser

    named = CHARSET.search(raw.data[:4096])
    declared = raw.charset or (named[1].decode("ascii", "replace") if named else None)
    text = decode(raw.data, declared, raw.where)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        raise SourceError(Problem(raw.where, "empty", "check the file"))
    tree = parser.document_fromstring(text, parser=parser.HTMLParser(no_network=True, huge_tree=False))
    body = "\n".join(lines(tree))
    if not body.strip():
        images = tree.xpath("count(//img)")
        raise SourceError(Problem(raw.where, "no text: image only" if images else "no text on the page", "give a page with text"))
    yield from mislabelled(raw.data, declared, raw.where)
    if OPENED.search(text) and not CLOSED.search(text):
        yield Problem(raw.where, "the page ends before its end mark", "read as far as it goes; fetch it again", "warning")
    meta = declared_fields(tree)
    title = " ".join((tree.findtext(".//title") or "").split()) or None
    yield Page(body, title, meta.get("date"), meta.get("rule", ""), meta.get("publisher"))


def lines(tree: Any) -> Iterator[str]:
    """Lines of text, one for each block; cells of a row joined by bars."""
    root = tree.find(".//article")
    if root is None or len(" ".join(root.itertext())) < 200:
        root = tree.find(".//main")
    body = tree.find("body")
    if root is None:
        root = body if body is not None else tree
    heads = list(tree.iter("h1")) if root.tag != "body" else []
    for node in heads:
        if not any(child is node for child in root.iter("h1")):
            yield tidy(" ".join(node.itertext()))
    parts: list[str] = []
    yield from walk(root, parts)
    if tidy("".join(parts)):
        yield tidy("".join(parts))


def walk(node: Any, parts: list[str]) -> Iterator[str]:
    """Text of a node in order; ``parts`` collects the running line."""
    if not isinstance(node.tag, str) or node.tag in DROP:
        return
    if node.tag == "tr":
        yield from flush(parts)
        cells = [tidy(" ".join(cell.itertext())) for cell in node if isinstance(cell.tag, str)]
        if any(cells):
            yield " | ".join(cells) if len(cells) > 1 else cells[0]
        return
    block = node.tag in BLOCK
    if block:
        yield from flush(parts)
        if node.tag == "li":
            parts.append("- ")
    if node.tag == "br":
        yield from flush(parts)
    if node.text:
        parts.append(node.text)
    for child in node:
        yield from walk(child, parts)
        if child.tail:
            parts.append(child.tail)
    if block:
        yield from flush(parts)


def flush(parts: list[str]) -> Iterator[str]:
    """The running line, if it holds anything."""
    line = tidy("".join(parts))
    parts.clear()
    if line and line != "-":
        yield line


def tidy(text: str) -> str:
    """White space to single spaces."""
    return " ".join(text.split())


def declared_fields(tree: Any) -> dict[str, str]:
    """Date and publisher of meta tags, JSON-LD and time elements."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip()
        content = (node.get("content") or "").strip()
        if name in DATES and content and "date" not in found:
            found |= {"date": content, "rule": f"meta {name}"}
        if name == "og:site_name" and content:
            found["publisher"] = content
    for node in tree.xpath("//script[@type='application/ld+json']"):
        if "date" not in found and (date := linked(node.text or "")):
            found |= {"date": date, "rule": "JSON-LD datePublished"}
    times = tree.xpath("//time[@datetime]")
    if "date" not in found and len(times) == 1:
        found |= {"date": times[0].get("datetime"), "rule": "time element"}
    return found


def linked(text: str) -> str | None:
    """datePublished of a JSON-LD block."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and isinstance(item.get("datePublished"), str):
            return str(item["datePublished"])
    return None
