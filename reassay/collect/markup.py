"""Text of a fragment of markup, for formats that carry one inside another."""

from __future__ import annotations


def markup(fragment: str) -> str:
    """Lines of an HTML fragment; a text without tags as it stands."""
    if "<" not in fragment:
        return fragment
    from lxml import html as parser

    tree = parser.fragment_fromstring(fragment, create_parent="div")
    for node in tree.iter("br", "p", "li", "tr", "div"):
        node.tail = "\n" + (node.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(tree.itertext()).splitlines() if line.strip())
