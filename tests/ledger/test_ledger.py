"""The ledger keeps everything, adds nothing twice, survives a kill, and finds Chinese words."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from reassay.base.errors import LedgerError
from reassay.ledger import Ledger
from tests.ledger.corpus import read

ADD = """
import sys
from tests.ledger.corpus import read
from reassay.ledger import Ledger
with Ledger(sys.argv[1]) as ledger:
    for page, claims in read():
        ledger.add_document(page, claims)
        print(page.name, flush=True)
"""


def fill(path, count=None):
    with Ledger(str(path)) as ledger:
        for page, claims in read()[:count]:
            ledger.add_document(page, claims)
        return list(ledger.dump())


def test_the_same_document_twice_adds_nothing(tmp_path):
    once = fill(tmp_path / "a.db", 5)
    assert fill(tmp_path / "a.db", 5) == once
    assert any(line.startswith("claim") for line in once)


def test_what_is_recorded_cannot_be_changed(tmp_path):
    fill(tmp_path / "a.db", 1)
    connection = sqlite3.connect(tmp_path / "a.db")
    for act in ("UPDATE claims SET metric='x'", "DELETE FROM claims"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(act)


def test_chinese_words_of_two_characters_are_found(tmp_path):
    fill(tmp_path / "a.db")
    with Ledger(str(tmp_path / "a.db")) as ledger:
        for word in ("\u7a00\u571f", "\u6c27\u5316\u9568\u9495", "\u94d5"):
            found = {claim.id for claim in ledger.search(word)}
            assert found == {claim.id for claim in ledger.claims() if word in f"{claim.quote} {claim.subject}"}
        assert len(ledger.search("\u7a00\u571f")) > 50


def test_no_file_of_ours_is_one_clear_error(tmp_path):
    (tmp_path / "x.db").write_text("not a database at all" * 100)
    for address in (str(tmp_path / "x.db"), str(tmp_path / "no" / "y.db"), "mysql://x"):
        with pytest.raises(LedgerError):
            Ledger(address)


def test_two_writers_at_once(tmp_path):
    path = tmp_path / "a.db"
    runs = [subprocess.Popen([sys.executable, "-c", ADD, str(path)], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait(120) for run in runs] == [0, 0]
    assert fill(path) == fill(tmp_path / "b.db")


KILLS = 100 if os.environ.get("REASSAY_SOAK") else 2


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_loses_nothing_and_leaves_nothing_half(tmp_path, seed):
    path, rng = tmp_path / "a.db", random.Random(seed)
    run = subprocess.Popen([sys.executable, "-c", ADD, str(path)], stdout=subprocess.PIPE, text=True)
    for _ in range(rng.randint(0, 40)):
        run.stdout.readline()
    time.sleep(rng.random() * 0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    with Ledger(str(path)) as ledger:
        stored = {page.id for page in ledger.documents()}
        for page, claims in read():
            if page.id in stored:
                assert len(ledger.claims(document=page.id)) == len({claim.id for claim in claims})
    assert fill(path) == fill(tmp_path / "b.db")
