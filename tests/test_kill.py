"""Killed at any moment and run again, an assay leaves the ledger of an undisturbed run: 100 moments with REASSAY_SOAK=1, one by default."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from reassay.ledger import Ledger

MOMENTS = 100 if os.environ.get("REASSAY_SOAK") else 1
PLACES = ["Alder", "Birch", "Cedar", "Douglas", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper"]


def english(n):
    name = f"{PLACES[n % 10]} Rare Earths Ltd"
    return (
        f"---\npublisher: {PLACES[n % 7]} Wire\npublished: 2026-02-{n % 27 + 1:02d}\n---\n{name} tells of its year\n\n"
        f"{name} filed {100 + n} patent applications in 2025, including {60 + n} invention patents. "
        f"It produced {1000 + 7 * n:,} tonnes of NdPr oxide, {5 + n % 20}% more than in 2024. "
        f"It plans to build {n % 6 + 2} production lines by 2027.\n"
    )


def chinese(n):
    return (
        f"---\npublisher: 样本快讯{n % 5}\npublished: 2026-03-{n % 27 + 1:02d}\n---\n"
        f"2025年，甲石稀土公司申请专利{100 + n}件，其中发明专利{50 + n}件。"
        f"公司生产稀土氧化物{2000 + 3 * n}吨，同比增长{n % 30 + 1}%；计划到2027年新建生产线{n % 6 + 2}条。\n"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("documents")
    for n in range(200):
        (path / f"{n:03}.txt").write_text(chinese(n) if n % 2 else english(n), "utf-8")
    return path


def command(folder, at):
    return [
        *(sys.executable, "-m", "reassay", "assay", str(folder), "--as-of", "2026-11-23"),
        *("--ledger", str(at / "l.db"), "--out", str(at / "out")),
    ]


def whole(folder, at):
    run = subprocess.run(command(folder, at), capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    with Ledger(str(at / "l.db")) as ledger:
        return list(ledger.dump()), (at / "out" / "brief.md").read_bytes()


@pytest.fixture(scope="module")
def undisturbed(folder, tmp_path_factory):
    at = tmp_path_factory.mktemp("undisturbed")
    start = time.monotonic()
    dump, brief = whole(folder, at)
    assert sum(line.startswith("claim") for line in dump) >= 800
    return dump, brief, time.monotonic() - start


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(MOMENTS))
def test_killed_and_run_again_the_ledger_is_the_same(folder, undisturbed, tmp_path, seed):
    dump, brief, seconds = undisturbed
    run = subprocess.Popen(command(folder, tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.Random(seed).uniform(0.1, seconds))
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert whole(folder, tmp_path) == (dump, brief)
