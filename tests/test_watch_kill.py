"""One pass over a site that does everything a site does, and the same pass killed at any moment: nothing is lost, nothing is told twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from reassay.ledger import Ledger
from reassay.watching import remembered
from tests.loopback import Page, Site, article, rss
from tests.striking import Striker

MOMENTS = 60 if os.environ.get("REASSAY_SOAK") else 1
STRIDE = 37  # between two moments at which a pass is killed
OFFSETS = range(STRIDE) if os.environ.get("REASSAY_SOAK") else (5,)
APART = 1 if os.environ.get("REASSAY_SOAK") else 3  # commits from one before which a pass is killed to the next
LAST = 6  # commits of the end, where alerts are made and told: killed before each
KILLS = 3
HAN = "2025年，甲石稀土公司申请专利158件，其中发明专利125件。"
NAMES = ("Alder", "Birch", "Cedar", "Douglas", "Elm", "Fir", "Gorse", "Hazel")


def told(n, more=0):
    filed, made = 100 + n + more, 1000 + 7 * n + more
    name = f"{NAMES[n % 8]} Rare Earths Ltd"
    return f"{name} filed {filed} patent applications in 2025. It produced {made:,} tonnes of rare earth oxides in 2025."


def first(site):
    """The site as the first pass finds it."""
    site.pages = {"/robots.txt": Page("User-agent: *\nDisallow: /secret\n", kind="text/plain"), "/secret": Page(article("No", told(7)))}
    for n in range(5):
        site.pages[f"/p/{n}"] = Page(article(NAMES[n], told(n)))
    site.pages["/lies"] = Page(f"<html><body><p>{HAN}</p></body></html>".encode("gb18030"))
    site.pages["/busy"] = Page(status=429, headers={"Retry-After": "0"}, once=Page(article("Gorse", told(6))))
    for n in range(6):
        items = [(f"Item {m}", f"{site.address}/i/{m}?utm_source={n}", told(m, 50)) for m in (n, (n + 1) % 6, 0)]
        site.pages[f"/feeds/{n}"] = Page(rss("Wire", items), kind="application/rss+xml")
        site.pages[f"/again/{n}"] = Page(status=301, headers={"Location": f"/feeds/{n}"})


def second(site):
    """Some of it changed, moved or went."""
    site.pages["/p/0"] = Page(article(NAMES[0], told(0, 30)))
    site.pages["/p/1"] = Page(status=301, headers={"Location": "/moved"})
    site.pages["/moved"] = Page(article(NAMES[1], told(1)))
    site.pages["/p/2"] = Page(status=410)
    site.pages["/p/3"] = Page(status=302, headers={"Location": "/"})
    site.pages["/"] = Page(article("Front", "Welcome."))
    site.pages["/p/4"] = Page(status=500)
    items = [("Item 0", f"{site.address}/i/0", told(0, 90)), ("Item 7", f"{site.address}/i/7", told(7, 50))]
    site.pages["/feeds/0"] = Page(rss("Wire", items), kind="application/rss+xml")


def prepared(folder, site):
    folder.mkdir()
    paths = [f"/p/{n}" for n in range(5)] + ["/lies", "/busy", "/secret"]
    paths += [f"/{kind}/{n}{tail}" for n in range(6) for kind, tail in (("feeds", ""), ("feeds", "?utm_medium=x"), ("again", ""))]
    sources = ", ".join(f'"{site.address}{path}"' for path in paths)
    alerts = f'file = "a.jsonl"\nfeed = "a.atom"\nwebhook = "{site.address}/hook"'
    (folder / "list.toml").write_text(f"sources = [{sources}]\n[alerts]\n{alerts}\n[limits]\npause = 0\nrequests = 40\n")
    return folder


def command(folder):
    return [
        *(sys.executable, "-m", "reassay", "assay", "--watch", str(folder / "list.toml"), "--allow-private", "--as-of", "2026-11-23"),
        *("--ledger", str(folder / "l.db"), "--out", str(folder / "out")),
    ]


def to_the_end(folder):
    run = subprocess.run(command(folder), capture_output=True, text=True, timeout=120)
    assert run.returncode == 1, run.stderr  # one page is forbidden by robots.txt
    return run.stderr


def killed(folder, after):
    run = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    run.send_signal(signal.SIGKILL)
    run.wait()


def state(folder):
    """Everything a pass leaves behind."""
    with Ledger(str(folder / "l.db")) as ledger:
        kept = {kind: ledger.entries(kind) for kind in ("sighting", "marks", "known", "alert")}
        return (
            list(ledger.dump()),
            kept,
            *((folder / name).read_bytes() for name in ("a.jsonl", "a.atom", "out/brief.md", "out/claims.jsonl")),
        )


def received(site):
    """What the webhook got, each key once; a repeat must be the same call."""
    found = {}
    for key, body in site.posted:
        assert found.setdefault(key, body) == body
    ids = [alert["id"] for body in found.values() for alert in body["alerts"]]
    assert len(ids) == len(set(ids))
    return sorted(ids)


@pytest.fixture(scope="module")
def site():
    with Site() as one:
        yield one


@pytest.fixture(scope="module")
def undisturbed(site, tmp_path_factory):
    """Two passes, with what was asked and told in each."""
    folder = prepared(tmp_path_factory.mktemp("watch") / "whole", site)
    first(site)
    start = time.monotonic()
    words = [to_the_end(folder)]
    seconds, one, asked = time.monotonic() - start, state(folder), [site.count()]
    second(site)
    words.append(to_the_end(folder))
    asked.append(site.count() - asked[0])
    ids = received(site)
    site.posted.clear()
    return one, state(folder), ids, seconds, words, asked, folder


def test_one_pass_records_each_as_it_should(site, undisturbed):
    _, _, ids, _, words, asked, folder = undisturbed
    with Ledger(str(folder / "l.db")) as ledger:
        history, texts = remembered(ledger), [one.text for one in ledger.documents()]
    chain = {path: [one.state for one in history.chains.get(site.address + path, ())] for path in site.pages}
    assert chain["/p/0"] == ["seen", "changed"]
    assert (chain["/p/1"], chain["/moved"]) == (["seen", "moved"], [])
    assert chain["/p/2"] == chain["/p/3"] == ["seen", "gone"]
    assert chain["/p/4"] == ["seen", "failing"]
    assert chain["/secret"] == ["failing"]
    assert chain["/busy"] == chain["/lies"] == chain["/feeds/0"] == ["seen"]
    assert chain["/again/0"] == ["moved"]
    items = {n: [one.state for one in history.chains[f"{site.address}/i/{n}"]] for n in (0, 1, 7)}
    assert items == {0: ["seen", "changed"], 1: ["seen"], 7: ["seen"]}
    assert len(texts) == 5 + 2 + 6 + 1 + 2  # pages; lies and busy; items; the edited page; the changed and the new item
    assert any(HAN in text for text in texts)
    assert "its bytes are not the utf-8" in words[0]
    assert all(number <= 40 for number in asked)
    assert asked[0] == 1 + 5 + 1 + 2 + 6 + 6  # robots, pages, lies, busy twice, feeds, their old addresses
    assert (
        asked[1] == 1 + 5 + 1 + 1 + 1 + 1 + 6
    )  # robots, pages, the new address, the fault again, lies, busy, feeds; no old address of a feed
    kinds = [json.loads(line)["kind"] for line in (folder / "a.jsonl").read_text("utf-8").splitlines()]
    assert kinds.count("vanished") == 4
    assert kinds.count("restated") >= 2
    assert len(kinds) == len(ids)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(MOMENTS))
def test_killed_at_any_moment_nothing_is_lost_and_nothing_repeated(site, undisturbed, tmp_path, seed):
    one, two, ids, seconds, *_ = undisturbed
    folder, moments = prepared(tmp_path / "killed", site), random.Random(seed)
    site.posted.clear()
    for world, wanted in ((first, one), (second, two)):
        world(site)
        for _ in range(KILLS):
            killed(folder, moments.uniform(0.2, seconds))
        to_the_end(folder)
        assert state(folder) == wanted
    assert received(site) == ids


@pytest.mark.parametrize("number", [4, 18])
def test_killed_while_a_request_is_answered(site, undisturbed, tmp_path, number):
    one, *_ = undisturbed
    folder = prepared(tmp_path / "killed", site)
    first(site)
    strike(site, folder, number)
    to_the_end(folder)
    assert state(folder) == one


def test_killed_while_the_webhook_is_called(site, undisturbed, tmp_path):
    one, *_ = undisturbed
    folder = prepared(tmp_path / "killed", site)
    first(site)
    site.posted.clear()
    strike(site, folder, -1)
    assert len(site.posted) == 1
    to_the_end(folder)
    assert state(folder) == one
    assert [key for key, _ in site.posted] == [site.posted[0][0]] * 2
    to_the_end(folder)
    assert len(site.posted) == 2
    received(site)


@pytest.fixture(scope="module")
def striker():
    one = Striker()
    yield one
    one.close()


@pytest.fixture(scope="module")
def whole(site, striker, tmp_path_factory):
    """Both passes in the process that strikes, undisturbed: what each leaves behind, and how many moments it has."""
    folder = prepared(tmp_path_factory.mktemp("struck") / "whole", site)
    site.posted.clear()
    found = []
    for world in (first, second):
        world(site)
        status, moments = striker.run(command(folder)[3:])
        assert status == 1  # one page is forbidden by robots.txt
        assert moments > 500
        found.append((moments, state(folder)))
    return found, received(site)


@pytest.mark.parametrize("offset", OFFSETS)
def test_killed_at_moment_after_moment_nothing_is_lost_and_nothing_repeated(site, striker, whole, tmp_path, offset):
    """One pass is killed at one moment in thirty-seven after another, and only then may it end."""
    passes, ids = whole
    folder = prepared(tmp_path / "killed", site)
    site.posted.clear()
    kills = 0
    for world, (moments, wanted) in zip((first, second), passes, strict=True):
        world(site)
        for moment in range(1 + offset, moments, STRIDE):
            status, _ = striker.run(command(folder)[3:], moment)
            kills += status == -signal.SIGKILL
            if status != -signal.SIGKILL:
                break  # what is left to do has fewer moments than that
        striker.run(command(folder)[3:])
        assert state(folder) == wanted
    assert kills >= 20
    assert received(site) == ids


def test_killed_before_any_commit_nothing_is_lost_and_nothing_repeated(site, striker, whole, tmp_path):
    """A pass over a site that changed is killed before a commit, each time in a copy of what the first pass left, and then may end."""
    passes, ids = whole
    start = prepared(tmp_path / "start", site)
    first(site)
    striker.run(command(start)[3:])
    assert state(start) == passes[0][1]
    second(site)
    once = list(site.posted)
    *_, commits = striker.run(command(copied(start, tmp_path / "count"))[3:], 0, True)
    assert commits > 2 * LAST
    for commit in sorted({*range(1, commits + 1, APART), *range(commits - LAST, commits + 1)}):
        folder = copied(start, tmp_path / str(commit))
        site.posted[:] = once
        status, _ = striker.run(command(folder)[3:], commit, True)
        assert status == -signal.SIGKILL
        striker.run(command(folder)[3:])
        assert state(folder) == passes[1][1], f"killed before commit {commit} of {commits}"
        assert received(site) == ids


def copied(folder, place):
    """A copy of what a pass left behind, with its list."""
    shutil.copytree(folder, place)
    return place


def strike(site, folder, number):
    """Start a pass and kill it when its request of that number, or its call of the webhook, arrives."""
    site.asked.clear()
    run = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def struck():
        run.send_signal(signal.SIGKILL)
        run.wait()

    site.struck, site.strike_at = struck, number
    try:
        assert run.wait(timeout=60) == -signal.SIGKILL
    finally:
        site.struck = None
