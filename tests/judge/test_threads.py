"""Threads: an original and its relay pair by fields; planted changes are told; near pairs of other things are not paired."""

import itertools
from pathlib import Path

import pytest

import reassay
from reassay.judge.threads import paired, threads
from reassay.ledger import MemoryView
from reassay.pipeline import claims_of
from reassay.reference.register import register

EXAMPLES = Path(reassay.__file__).parent / "reference" / "examples"


def document(text, language, published, name):
    return reassay.document(text, language=language, published=published, name=name)


def view(*texts):
    pages = [document(text, language, f"2026-02-{day:02}", f"t{day}") for day, (language, text) in enumerate(texts, 3)]
    return MemoryView(pages, [claim for page in pages for claim in claims_of(page)], (), register(), "2026-11-23")


def body(name):
    return EXAMPLES.joinpath(name).read_text("utf-8").split("---\n", 2)[2]


def test_the_bundled_original_and_its_relay_pair_one_to_one():
    found = threads(view(("zh", body("innovation-2025.zh.md")), ("en", body("innovation-2025.en.md"))))
    pairs = {(one.claims[0].metric, float(one.claims[0].quantity.low)) for one in found if one.claims[0].quantity}
    assert pairs >= {
        ("technologies_solved", 2.0),
        ("products_launched", 6.0),
        ("processes_developed", 3.0),
        ("equipment_deployed", 4.0),
        ("lines_built", 6.0),
        ("patents_filed", 158.0),
        ("patents_filed", 125.0),
        ("standards_led", 0.333333333),
    }
    assert all(len(one.claims) == 2 and one.claims[0].metric == one.claims[1].metric for one in found)
    for one in found:
        assert not [change for step in one.steps for change in step.changes if change.field in ("value", "unit")]


@pytest.mark.parametrize(
    ("original", "relay", "field"),
    [
        ("2025年，北方稀土申请专利约158件。", "In 2025 Northern Rare Earth filed 158 patents.", "hedge"),
        ("北方稀土计划2027年建成年产5000吨分离线。", "Northern Rare Earth has built a separation line of 5,000 tonnes a year.", "modality"),
        ("2025年，北方稀土生产氧化物1.26万吨。", "In 2025 Northern Rare Earth produced 1.26 tonnes of oxides.", "unit"),
        (
            "2025年，北方稀土主持或参与制定国家标准118项。",
            "In 2025 Northern Rare Earth led the drafting of 118 national standards.",
            "role",
        ),
        ("2025年，北方稀土占全球市场的30%。", "In 2025 Northern Rare Earth had 30% of the national market.", "denominator"),
        ("2025年，北方稀土生产氧化物12600吨。", "In 2025 Northern Rare Earth produced 13,900 tonnes of oxides.", "value"),
    ],
)
def test_a_planted_change_is_told_with_both_statements(original, relay, field):
    found = threads(view(("zh", original), ("en", relay)))
    steps = [step for one in found for step in one.steps if any(change.field == field for change in step.changes)]
    assert steps, [[change for step in one.steps for change in step.changes] for one in found]
    assert steps[0].before.quote == original.rstrip() or steps[0].before.quote in original
    assert steps[0].after.quote in relay


NEAR = [
    "In 2025 Stonefield Magnetics filed 158 patents.",
    "In 2025 Stonefield Magnetics employed 158 people.",
    "In 2019 Stonefield Magnetics filed 158 patents.",
    "In 2025 Redwater Oxides filed 158 patents.",
    "In 2025 Stonefield Magnetics spent 158 million yuan on research.",
    "In 2025 Stonefield Magnetics exported 158 tonnes of magnets.",
    "In 2025 the output of Redwater Oxides rose by 15.8 percent.",
]


def test_near_pairs_of_other_things_are_not_paired():
    pages = [claims_of(document(text, "en", "2026-02-03", str(number))) for number, text in enumerate(NEAR)]
    pairs = [(a, b) for a, b in itertools.combinations(range(len(NEAR)), 2) if paired(pages[a], pages[b])]
    assert len(list(itertools.combinations(NEAR, 2))) >= 20
    assert pairs == []


def test_a_thread_has_a_page_with_both_quotes_and_what_changed(tmp_path):
    from reassay.publish.strand import membership, thread_page

    here = view(("zh", "2025年，北方稀土申请专利约158件。"), ("en", "In 2025 Northern Rare Earth filed 158 patents."))
    found = threads(here)
    page = thread_page(found[0], here.document)
    assert page.startswith(f"thread {found[0].id}  2 statements, drifts\n")
    assert "hedge: approx -> eq" in page
    assert "before: 2025年，北方稀土申请专利约158件。" in page
    assert "after:  In 2025 Northern Rare Earth filed 158 patents." in page
    assert membership(found, found[0].claims[1]) == f"thread {found[0].id}  2 statements, drift in hedge\n"
    longer = view(
        ("zh", "2025年，北方稀土申请专利约158件。"),
        ("en", "In 2025 Northern Rare Earth filed 158 patents."),
        ("en", "Northern Rare Earth filed 158 patents in 2025."),
    )
    assert [one.id for one in threads(longer)] == [found[0].id]  # the id stays when a statement joins


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Over two years Northern Rare Earth filed 267 patents.", "In 2025 Northern Rare Earth filed 125 patents."),
        ("In 2023 China produced 240,000 tonnes of rare earths.", "In 2023 China produced 888 tonnes of dysprosium oxide."),
        ("In 2023 China produced 1,737 tonnes of gadolinium oxide.", "In 2023 China produced 888 tonnes of dysprosium oxide."),
    ],
)
def test_other_times_and_other_things_are_no_drift(before, after):
    assert not threads(view(("en", before), ("en", after)))


def test_a_third_is_no_one_of():
    here = view(
        ("zh", "2025年，北方稀土主导三分之一的国家标准。"), ("en", "In 2025 Northern Rare Earth led one third of the national standards.")
    )
    assert not [change for one in threads(here) for step in one.steps for change in step.changes]
