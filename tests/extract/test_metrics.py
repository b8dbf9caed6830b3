"""What is no claim, which metric a number gets, and the stage: sound tables, reasons in the trace, silence on general text."""

import pytest

import reassay
from reassay.base.text import Span
from reassay.extract.decide import rules
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

GENERAL = (
    "The cursor moves down three lines. About 50% of the users never open the manual, and two companies sell a printed copy. "
    "Press the key four times, wait 10 seconds and type 25 letters. The list has 11 items; the last costs nothing.\n\n"
)
OURS = "Stonefield Metals produced 4,200 tonnes of rare earth oxides in 2024."


def told(text, language="en"):
    return [(one.metric, float(one.quantity.low)) for one in reassay.extract(text, language=language) if one.quantity]


def test_the_decision_table_names_cards_and_speaks_both_languages():
    raw = table("decisions.toml")["rule"]
    assert len({row["name"] for row in raw}) == len(raw) > 20
    for rule, row in zip(rules(), raw, strict=True):
        assert rule.to in metrics()
        assert {first for first in rule.over if first} <= set(metrics())
        assert row["en"]
        assert row["zh"]
        assert rule.to not in rule.over


def test_the_classifier_table_names_cards():
    for classifier, admitted in table("classifiers.toml").items():
        names = admitted.values() if classifier == "usual" else admitted
        assert set(names) <= set(metrics()), classifier


def test_a_turned_choice_says_why():
    (claim,) = reassay.extract("An offshore turbine needs 600 kg of magnets.", language="en")
    assert claim.metric == "material_intensity"
    assert "because how much one thing needs" in claim.trace
    assert any(line.startswith("not demand") for line in claim.trace)


def test_losing_metrics_stay_in_the_trace():
    (claim,) = reassay.extract("The company holds 640 patents and filed more.", language="en")
    assert any(line.startswith("not patents_filed") for line in claim.trace)


def test_a_long_text_of_another_field_stays_silent():
    assert told(GENERAL * 40) == []


def test_a_claim_of_ours_inside_a_long_general_text_is_told():
    page = GENERAL * 40 + OURS + "\n\n" + GENERAL * 40
    assert ("output", 4200) in told(page)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("One of the two ministers spoke on the third day.", "en"),
        ("Subscribe for US$9 a month.", "en"),
        ("The hall, room 12, is on page 14.", "en"),
        ("\u8bb0\u8005\u4e00\u884c\u4e24\u4eba\uff0c\u9605\u8bfb\u91cf2306\u3002", "zh"),
        ("\u6ce8\u518c\u8d391800\u5143\uff0c\u4f4f\u5bbf\u81ea\u7406\u3002", "zh"),
    ],
)
def test_lures_are_left_alone(text, language):
    assert told(text, language) == []


def test_a_count_keeps_its_metric_when_the_noun_is_left_out():
    text = "Applicants in China filed 2,980 patents. Japan follows with 612, Germany (131) comes third."
    assert told(text) == [("patents_filed", 2980), ("patents_filed", 612), ("patents_filed", 131), ("rank", 3)]


def test_numbers_of_one_list_share_a_metric():
    text = "Revenue of the three mines was US$5 million, US$7 million and US$9 million."
    assert told(text) == [("revenue", 5e6), ("revenue", 7e6), ("revenue", 9e6)]


def test_the_stage_is_that_of_the_words_in_reach_and_of_the_document():
    text = "A magnet factory\n\nThe magnet factory makes sintered magnets. It employs 84 people.\n"
    staff = next(one for one in reassay.extract(text, language="en") if one.metric == "headcount")
    assert staff.stage == "alloy_magnet"
    patents = next(iter(reassay.extract("The institute was granted 31 patents in 2023.", language="en")))
    assert patents.stage == "standards_ip"


def test_stage_weights_name_only_signs_that_exist():
    from reassay.extract.scene import prepare
    from reassay.extract.signs import signs
    from reassay.extract.stage_words import stage_words

    text = "# Mining firms\n\nThe JL MAG mine of rare earths. The mine of Lynas made 400 tonnes of ore and magnets.\nIt grew by 4%.\n"
    scene = prepare(reassay.document(text, language="en"), (("JL MAG", "jlmag"), ("Lynas", "lynas")))
    words, seen = stage_words(scene), set()
    plain = table("defaults.toml")
    guesses = {name for name in (*plain.values(), *plain["unsaid"].values(), *plain["unsaid_units"].values()) if isinstance(name, str)}
    for metric in (*metrics(), *sorted(guesses), "event"):
        for passage in scene.passages:
            place = Span(passage.span.start + 20, passage.span.start + 21)
            for name in (None, *scene.names):
                for own in signs(scene, words, passage, place, metric, name, table("stage_weights.toml")["usual"]).values():
                    seen |= set(own)
    assert set(table("stage_weights.toml")["weights"]) <= seen


def test_the_trace_says_why_a_stage_was_chosen():
    text = "A magnet factory\n\nThe magnet factory makes sintered magnets. It employs 84 people.\n"
    staff = next(one for one in reassay.extract(text, language="en") if one.metric == "headcount")
    assert any(line.startswith("stage alloy_magnet: ") for line in staff.trace)


def test_what_a_firm_is_known_to_do_speaks_for_its_claims():
    text = "{0} in 2024\n\n{0} sells magnets. {0} had revenue of US$40 million."
    assert {one.stage for one in reassay.extract(text.format("JL MAG Rare-Earth"), language="en")} == {"alloy_magnet"}
    assert {one.stage for one in reassay.extract(text.format("China Northern Rare Earth Group"), language="en")} == {None}


def test_a_word_inside_a_longer_one_and_a_loose_one_count_less():
    from reassay.extract.scene import prepare
    from reassay.extract.stage_words import stage_words

    words = stage_words(prepare(reassay.document("A plant for magnet scrap. Its waste is sold.", language="en")))
    assert {one.name for one in words.every} == {"recycling"}
    assert words.every[0].weight == 1.0 > words.every[1].weight
