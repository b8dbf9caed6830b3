"""Who a claim is about and who says it, in English: main name, places, institutions, sources of a whole document."""

import reassay


def read(text):
    """(subject, attribution) of every claim, in order."""
    return [(claim.subject, claim.attribution) for claim in reassay.extract(text, published="2025-06-02", language="en")]


def test_the_company_with_a_ticker_is_what_the_text_is_about():
    text = "Elmwood Oxides (ELM CH): results\n\nRevenue was $42 million in 2024. Capital spending came to $7 million.\n"
    assert {name for name, _ in read(text)} == {"Elmwood Oxides"}


def test_a_source_line_speaks_for_the_whole_document():
    text = "China exported 5,100 tonnes of magnets in March 2025. Exports to Japan were 700 tonnes.\nSource: customs.\n"
    assert {who for _, who in read(text)} == {"customs"}


def test_without_a_speaker_the_author_asserts_it():
    assert {who for _, who in read("Elmwood Oxides produced 900 tonnes of oxides in 2024.\n")} == {None}


def test_a_speaker_holds_for_its_paragraph_and_no_longer():
    text = (
        "Elmwood Oxides opens a plant\n\nElmwood Oxides opened a plant in Perth in May 2025.\n\n"
        "Harrow Securities said that Elmwood Oxides produced 900 tonnes of oxides in 2024. "
        "Revenue was $42 million.\n\nThe plant of Elmwood Oxides employs 120 people.\n"
    )
    assert [who for _, who in read(text)][-3:] == ["Harrow Securities", "Harrow Securities", None]


def test_common_nouns_speak_as_written():
    text = "Elmwood Oxides grows\n\nSome analysts expect that Elmwood Oxides will produce 900 tonnes of oxides in 2026.\n"
    assert read(text)[-1][1] == "Some analysts"


def test_an_institution_in_passing_is_not_carried_on():
    text = (
        "Elmwood Oxides grows\n\nElmwood Oxides produced 900 tonnes of oxides in 2024. "
        "The Department of Trade granted $3 million. Revenue was $42 million.\n"
    )
    assert read(text)[-1][0] == "Elmwood Oxides"
