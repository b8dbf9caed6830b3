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


SPECIMENS = {
    "a body whose name holds a possessive": (
        "Tarnhelm Users' Association\n\nThe Tarnhelm Users' Association had income of $400,000. Spending came to $380,000.",
        ["Tarnhelm Users' Association", "Tarnhelm Users' Association"],
    ),
    "a committee by its number": (
        "ISO/TC 298 in its tenth year\n\nISO/TC 298 has published 14 standards.",
        ["ISO/TC 298"],
    ),
    "a person known by the given name is not who earns": (
        "Tarnhelm Metals grows\n\nTarnhelm Metals hired Stefan Oskby. Stefan Oskby likes magnets. Revenue came to $12 million.",
        ["Tarnhelm Metals"],
    ),
    "a maker and its place parted": (
        "Magnets of Vallorin\n\nIn May 2025 Vallorin of Oskby sold 85 tonnes of magnets.",
        ["Vallorin"],
    ),
    "the form the running text writes first, under a headline with the full name": (
        "Tarnhelm Metals: half-year to June\n\nTarnhelm lost $4 million. Revenue fell to $58 million.",
        ["Tarnhelm", "Tarnhelm"],
    ),
    "the full name of the running text under a short headline": (
        "Oskby mine on course, says Vallorin\n\nVallorin Rare Earths spent $40 million on the mine. Revenue came to $12 million.",
        ["Vallorin Rare Earths", "Vallorin Rare Earths"],
    ),
    "a ticker is no short form": (
        "TARNHELM METALS INC. - FIRST QUARTER\n\nCash stood at $12 million.\n\nTSX: TARN.",
        ["TARNHELM METALS INC"],
    ),
    "a product code without its maker": (
        "TARNHELM T-40UH\nSintered NdFeB - data sheet\n\nRemanence: 1.28 T\n\nT-40UH may be used up to 180 °C.",
        ["T-40UH", "T-40UH"],
    ),
    "a bullet speaks of the whole again, not of the project of the bullet above": (
        "TARNHELM METALS (1234 HK): Oskby to follow\n\n- Oskby in brief: resources of 14 Mt.\n- We look for net "
        "profit of $27 million in 2027.",
        ["Oskby", "TARNHELM METALS"],
    ),
    "the country of the headline": (
        "Rare earths in Brazil: the year in figures\n\nMine production rose to 4,500 tonnes in 2024. "
        "China took 3,000 tonnes. China also bid.\n\n"
        "Imports cost $17 million.",
        ["Brazil", "China", "Brazil"],
    ),
    "each party of a list takes its own number": (
        "Who imports magnets\n\nBrazil took 310 tonnes of magnets in May, and India (120 tonnes), Norway with 60 "
        "tonnes and Chile came next.",
        ["Brazil", "India", "Norway"],
    ),
    "names and numbers in two rows": (
        "Shares of the market\n\nIn 2023 Brazil, India and Chile provided 11%, 6% and 5% of world exports.",
        ["Brazil", "India", "Chile"],
    ),
    "a country that pays is itself the subject in a text about a company": (
        "Vallorin Rare Earths opens its plant\n\nVallorin Rare Earths will spend $216 million on the plant. "
        "Norway contributes $60 million in subsidies.",
        ["Vallorin Rare Earths", "Norway"],
    ),
    "a thing that opens its clause in a text about no company": (
        "Robots and magnets in China\n\nChinese exports rose. One walking robot usually carries 40 servo motors.",
        ["One walking robot"],
    ),
    "a measure is no thing, and hands its number to the topic": (
        "China sells more\n\nExports from China rose by 6% in May. The total came to 5,774 tonnes.",
        ["China", "China"],
    ),
    "the dateline and the person in office are nobody's subject": (
        "OSKBY, Norrland - Vallorin Rare Earths spent $40 million on its mill, said Ines Falk, the chief geologist. "
        "Falk has hired 30 people.",
        ["Vallorin Rare Earths", "Vallorin Rare Earths"],
    ),
    "a name that describes a company told before is not the subject": (
        "Vallorin Rare Earths in May\n\nVallorin Rare Earths reported its first sales. "
        "The Utah company produced 29 kg of dysprosium oxide.",
        ["Vallorin Rare Earths"],
    ),
}


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_specimen(name: str) -> None:
    """Each sentence pattern hands its number to whom a reader gives it."""
    text, subjects = SPECIMENS[name]
    assert [subject for subject, _ in read(text)] == subjects


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


def test_a_house_that_speaks_of_itself_is_the_source() -> None:
    text = "Tarnhelm Metals: first look\n\nTarnhelm Metals sold 85 tonnes of magnets. We model 120 tonnes for 2027.\n\nCorran Peak"
    document = reassay.document(text, language="en", publisher="Corran Peak Research")
    assert [claim.attribution for claim in extract(document) if claim.quantity] == [None, "Corran Peak"]
