"""A brief of a ledger with more claims than anybody reads, and a judgement that is not made twice."""

import re

import pytest

from reassay import commands, pipeline
from reassay.ledger import Ledger
from reassay.publish import foremost
from reassay.publish.render import render
from tools.briefs import DAY, pages

FEW = 20


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "a.db"
    with Ledger(str(path)) as store:
        for page in pages(120):
            store.add_document(page, pipeline.claims_of(page))
        pipeline.judged(store, DAY)
    return path


def made(path):
    return commands.made_brief(str(path), DAY, None, None, None)


def test_a_long_brief_tells_the_foremost_and_counts_the_others(ledger, monkeypatch):
    whole = made(ledger)
    monkeypatch.setattr(foremost, "MOST", FEW)
    short = made(ledger)
    every, told = whole.entries, short.entries
    assert (len(told), len(every) > 4 * FEW) == (FEW, True)
    assert [one.number for one in told] == sorted(one.number for one in told)
    assert {one.claim.id for one in told if one.adverse} == {one.claim.id for one in every if one.adverse}
    assert short.title.text == whole.title.text
    assert short.stages.rows == whole.stages.rows
    text = render(short, "md")
    assert f"{FEW} claims of those that change most are told here" in text
    assert f"{len(every) - FEW} claims more are counted above" in text
    assert set(re.findall(r"\[c(\d+)\]", text)) <= set(re.findall(r"^\*\*c(\d+)\*\*", text, re.M))
    assert len(text) < 0.6 * len(render(whole, "md"))
    listed = {one.document.id for one in told}
    assert len(short.coverage.parts[0].rows) == len(listed) < len({one.document.id for one in every})


def test_a_short_brief_tells_every_claim_and_says_nothing_of_others(ledger):
    whole = made(ledger)
    assert whole.left == ()
    assert "more are counted" not in render(whole, "md")


def test_a_judgement_that_still_stands_is_not_made_again(ledger, monkeypatch):
    with Ledger(str(ledger)) as store:
        view = store.view(DAY)
        stored, again = pipeline.current(store, DAY, view), pipeline.judged(store, DAY)
        assert stored == again
        monkeypatch.setattr(pipeline, "judged", lambda *_: pytest.fail("judged again"))
        assert pipeline.current(store, DAY, view) == stored


@pytest.mark.parametrize("change", ["day", "rules", "document"])
def test_what_was_added_or_changed_is_judged(ledger, tmp_path, monkeypatch, change):
    path, day = tmp_path / "b.db", DAY
    path.write_bytes(ledger.read_bytes())
    with Ledger(str(path)) as store:
        if change == "day":
            day = "2026-11-24"
        elif change == "rules":
            monkeypatch.setattr(pipeline, "rules", lambda: "other")
        else:
            page = pipeline.document("Example Magnets produced 7,900 tonnes of magnets in 2024.", "Paper 1", "2025-01-02", "en", "new")
            store.add_document(page, pipeline.claims_of(page))
        found = pipeline.current(store, day, store.view(day))
        assert {one.as_of for one in found.verdicts} == {day}
        assert {one.claim for one in found.verdicts} == {one.id for one in store.claims()}
        assert found.facts["rules"] == pipeline.rules()
