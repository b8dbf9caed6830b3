"""Whom an English claim is about and who says it: sources, people and sites do not take a company's figures."""

from __future__ import annotations

import pytest

import reassay
from reassay.extract import extract


def read(text: str) -> list[tuple[str | None, str | None]]:
    """Subject and attribution of every claim with a number."""
    return [(claim.subject, claim.attribution) for claim in extract(reassay.document(text, language="en")) if claim.quantity]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Tarnhelm Metals opens its plant\n\nTarnhelm Metals produced 420 tonnes of NdPr oxide in 2024.", "Tarnhelm Metals"),
        (
            "Quarter in brief\n\nVallorin Rare Earths sold 85 tonnes of dysprosium oxide. Revenue came to $12 million.",
            "Vallorin Rare Earths",
        ),
        (
            "New mill for Vallorin Rare Earths\n\nVallorin Rare Earths spent $40 million on its mill at Oskby. "
            "Anna Lindqvist, chief executive, told reporters. Lindqvist put output at 300 tonnes of oxide a year.",
            "Vallorin Rare Earths",
        ),
        ("Chinese exports slip\n\nThe Bureau of Statistics counted exports of 5,100 tonnes of magnets from China in May.", "China"),
    ],
)
def test_subject(text: str, subject: str) -> None:
    """The governing company or country, not the source, the person in office or the place of a plant."""
    found = read(text)
    assert found
    assert {name for name, _ in found} == {subject}


def test_section_numbers_and_headings_in_capitals_name_nobody() -> None:
    """A numbered section and a shouted heading are no candidates."""
    text = "NOTICE TO SHIPPING AGENTS\n\nSection 410 applies. The duty on magnets from Japan rose to 30% in the United States."
    assert not {name for name, _ in read(text)} & {"Section", "NOTICE TO SHIPPING AGENTS"}


def test_a_speaker_of_the_lead_is_carried_through_the_article() -> None:
    """Who says it is told once, at the top."""
    lead = "Vallorin Rare Earths produced 85 tonnes of oxide in May, Norlund Research said."
    text = f"Norlund Research on Vallorin\n\n{lead}\n\nRevenue came to $12 million."
    found = read(text)
    assert len(found) == 2
    assert {who for _, who in found} == {"Norlund Research"}


def test_a_country_that_acts_tells_nothing() -> None:
    """To add a batch is no saying, so the next sentence has no speaker."""
    found = read("A third batch\n\nLate in 2023 China added a batch of quota. The mining quota of China is 255,000 tonnes.")
    assert found == [("China", None)]
