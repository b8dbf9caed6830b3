"""What a claim costs does not grow with the rows about others: ten times as many, and as many are looked at."""

import pytest

from reassay.judge import judge
from reassay.judge.rows import Row
from reassay.ledger import MemoryView
from reassay.reference.register import register
from tools.judging import pages, rows


class Counted(tuple):
    """Rows that count how often all of them are gone through."""

    times = 0

    def __iter__(self):
        Counted.times += 1
        return super().__iter__()


@pytest.fixture(scope="module")
def told():
    from reassay.pipeline import claims_of

    documents = list(pages(100))
    return documents, [claim for page in documents for claim in claims_of(page)]


def looked_at(told, count, monkeypatch):
    """(cells read, times that all rows were gone through) for all claims but the first, for which everything is put in order."""
    documents, claims = told
    view = MemoryView(documents, claims, rows(count), register(), "2026-11-23")
    first, *others = view.claims()
    judge(first, view)
    view._asked[None], Counted.times, cells = Counted(view.evidence()), 0, 0
    plain = Row.get

    def get(row, name):
        nonlocal cells
        cells += 1
        return plain(row, name)

    monkeypatch.setattr(Row, "get", get)
    for claim in others:
        judge(claim, view)
    monkeypatch.setattr(Row, "get", plain)
    return cells, Counted.times


def test_rows_about_others_cost_nothing(told, monkeypatch):
    """Of 1,000 companies each has one row, or ten; the claims are about ten of them."""
    few, many = (looked_at(told, count, monkeypatch) for count in (1_000, 10_000))
    assert many[0] < 12 * few[0], "cells read grow with the rows about the same company, not faster"
    assert many[0] / len(told[1]) < 1_000, "a claim reads its own company's rows"
    assert many[1] == few[1], "nothing goes through all rows for each claim"
    assert many[1] <= 10
