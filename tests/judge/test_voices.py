"""Who counts as a voice: owner, newspaper and relay are one; unknown owners are none; a survey is another."""

import pytest

from reassay.judge import judge
from reassay.judge.voices import count
from tests.judge.values import claim, page, view


def counted(*publishers, first=0, **fields):
    documents = [page(name, name=f"{name}{place}") for place, name in enumerate(publishers)]
    claims = [claim(document, **fields) for document in documents]
    found = count(claims[first], view(documents, claims))
    return found.items, found.publishers, found.voices, found.external


@pytest.mark.parametrize(
    ("publishers", "expected"),
    [
        (["nre"], (1, 1, 1, 0)),
        (["nre", "baogang_daily"], (2, 2, 1, 0)),
        (["nre", "baogang_daily", "rare_earth_exchanges"], (3, 3, 1, 0)),
        (["nre", "nre"], (2, 1, 1, 0)),
        (["nre", "Nobody Knows Weekly"], (2, 2, 1, 0)),
        (["nre", "Nobody Knows Weekly", "Another Unknown"], (3, 3, 1, 0)),
        (["nre", "usgs_nmic"], (2, 2, 2, 1)),
        (["nre", "baogang_daily", "usgs_nmic"], (3, 3, 2, 1)),
        (["Nobody Knows Weekly"], (1, 1, 1, 0)),
    ],
)
def test_voices(publishers, expected):
    assert counted(*publishers) == expected


def test_only_the_same_statement_counts():
    documents = [page("nre"), page("usgs_nmic")]
    ours = claim(documents[0])
    for other in (
        claim(documents[1], value="185"),
        claim(documents[1], period="2024"),
        claim(documents[1], subject="baogang"),
        claim(documents[1], modality="planned"),
        claim(documents[1], polarity="negated"),
    ):
        assert count(ours, view(documents, [ours, other])).items == 1


def test_two_bases_are_not_one_statement():
    documents = [page("nre"), page("usgs_nmic")]
    from dataclasses import replace

    ours = claim(documents[0], value="1,200", metric="output", unit="t")
    theirs = claim(documents[1], value="1,200", metric="output", unit="t")
    oxide, metal = (replace(one, quantity=replace(one.quantity, basis=basis)) for one, basis in ((ours, "REO"), (theirs, "metal")))
    assert count(oxide, view(documents, [oxide, metal])).items == 1
    assert count(ours, view(documents, [ours, metal])).items == 2


def test_another_text_of_the_same_publisher_about_something_else_is_no_item():
    documents = [page("nre", name="a"), page("nre", name="b")]
    claims = [claim(documents[0]), claim(documents[1], value="77", metric="output", unit="t")]
    told = view(documents, claims)
    for one in claims:
        _, verdict, _ = judge(one, told)
        assert verdict.voices.items == 1
