"""Watching a real site on loopback that changes, moves, vanishes, redirects, throttles, lies about encodings and repeats its feeds."""

import datetime as dt
import json
from email.utils import format_datetime
from itertools import pairwise

import feedparser
import pytest

from reassay.base.errors import SettingsError
from reassay.cli import app
from reassay.collect.address import canonical
from reassay.collect.watchlist import load
from reassay.ledger import Ledger
from reassay.pipeline import Call
from reassay.reference.starters import starters
from reassay.watching import assayed, remembered
from tests.loopback import Page, Site, article, rss, zipped

DAY = "2026-11-23"
NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)
PATENTS = "Alder Rare Earths Ltd filed {} patent applications in 2025, including 80 invention patents."
OUTPUT = "Birch Rare Earths Ltd produced {} tonnes of rare earth oxides in 2025."


@pytest.fixture
def site():
    with Site() as one:
        yield one


class Desk:
    """A watchlist and its ledger in a folder."""

    def __init__(self, folder, site, *paths, more="", limits="pause = 0", private=True):
        self.folder, self.site, self.private = folder, site, private
        sources = ", ".join(path if path.startswith("{") else f'"{site.address}{path}"' for path in paths)
        text = f'{more}\nsources = [{sources}]\n[alerts]\nfile = "alerts.jsonl"\nfeed = "alerts.atom"\n[limits]\n{limits}\n'
        (folder / "list.toml").write_text(text)

    def hooked(self, hook):
        path = self.folder / "list.toml"
        path.write_text(path.read_text().replace("[alerts]", f'[alerts]\nwebhook = "{hook}"'))
        return self

    def run(self, now=NOW, day=DAY):
        """One pass: the assay, the line told, and what changed."""
        changes, start = [], self.site.count()
        with Ledger(str(self.folder / "l.db")) as ledger:
            call = Call((), allow_private=self.private)
            found, said = assayed(load(self.folder / "list.toml"), call, ledger, day, now, changes.append)
        self.found, self.said, self.changes, self.requests = found, said, changes, self.site.count() - start
        return self

    def chain(self, path):
        """States of an address, in order."""
        with Ledger(str(self.folder / "l.db")) as ledger:
            return [one.state for one in remembered(ledger).chains.get(self.site.address + path, [])]

    def last(self, path):
        with Ledger(str(self.folder / "l.db")) as ledger:
            return remembered(ledger).last(self.site.address + path)

    def texts(self):
        with Ledger(str(self.folder / "l.db")) as ledger:
            return [one.text for one in ledger.documents()]

    def alerts(self):
        path = self.folder / "alerts.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def kinds(self):
        return [one["kind"] for one in self.alerts()]

    def problems(self):
        return "\n".join(one.line() for one in self.found.problems)


# states of pages


def test_an_edited_page_keeps_both_versions_and_adds_one_state(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk = Desk(tmp_path, site, "/a").run()
    site.pages["/a"] = Page(article("Alder", PATENTS.format(150)))
    desk.run()
    desk.run()
    assert desk.chain("/a") == ["seen", "changed"]
    assert sorted("120" in text for text in desk.texts()) == [False, True]
    assert desk.last("/a").documents != ()


def test_what_is_not_modified_is_not_sent_again_and_adds_nothing(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk = Desk(tmp_path, site, "/a").run()
    with Ledger(str(tmp_path / "l.db")) as ledger:
        before = list(ledger.dump())
    desk.run()
    assert site.asked[-1][2] is not None
    assert "1 unchanged" in desk.said
    with Ledger(str(tmp_path / "l.db")) as ledger:
        assert list(ledger.dump()) == before


def test_a_token_hidden_in_the_page_is_no_change(site, tmp_path):
    body = article("Alder", PATENTS.format(120))
    site.pages["/a"] = Page(body.replace("<head>", "<head><meta name='t' content='1'>"), marks=False)
    desk = Desk(tmp_path, site, "/a").run()
    site.pages["/a"] = Page(body.replace("<head>", "<head><meta name='t' content='2'>"), marks=False)
    desk.run()
    assert desk.chain("/a") == ["seen"]
    assert len(desk.texts()) == 1


def test_a_page_that_goes_back_to_its_old_text_has_changed_again(site, tmp_path):
    desk = Desk(tmp_path, site, "/a")
    for number in (120, 150, 120):
        site.pages["/a"] = Page(article("Alder", PATENTS.format(number)))
        desk.run()
    assert desk.chain("/a") == ["seen", "changed", "changed"]
    assert len(desk.texts()) == 2


@pytest.mark.parametrize(
    "reply", [Page(status=404), Page(status=410), Page(status=302, headers={"Location": "/"}), Page(status=301, headers={"Location": "/"})]
)
def test_a_page_that_goes_is_a_stored_state_and_its_text_stays(site, tmp_path, reply):
    site.pages |= {"/n/a": Page(article("Alder", PATENTS.format(120))), "/": Page(article("Front", "Welcome to rare earths."))}
    desk = Desk(tmp_path, site, "/n/a").run()
    site.pages["/n/a"] = reply
    desk.run()
    desk.run()
    assert desk.chain("/n/a") == ["seen", "gone"]
    assert "gone since 2026-11-23" in desk.problems()
    assert any("120" in text for text in desk.texts())
    assert desk.kinds().count("vanished") == 2  # one for each of its two claims, once
    site.pages["/n/a"] = Page(article("Alder", PATENTS.format(120)))
    desk.run()
    assert desk.chain("/n/a") == ["seen", "gone", "back"]
    assert len(desk.texts()) == 1


def test_an_address_that_was_never_there_is_a_problem(site, tmp_path):
    desk = Desk(tmp_path, site, "/none").run()
    assert "answered 404, and was never there before" in desk.problems()
    assert any(one.level == "error" for one in desk.found.problems)


def test_a_failure_is_a_state_that_ends(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk = Desk(tmp_path, site, "/a").run()
    site.pages["/a"] = Page(status=500)
    desk.run()
    desk.run()
    assert "answered 500" in desk.problems()
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk.run()
    assert desk.chain("/a") == ["seen", "failing", "back"]
    assert desk.kinds() == ["appears", "appears"]


def test_a_moved_page_keeps_its_history_and_is_asked_at_its_new_address(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk = Desk(tmp_path, site, "/a").run()
    site.pages |= {"/a": Page(status=301, headers={"Location": "/b"}), "/b": Page(article("Alder", PATENTS.format(120)))}
    desk.run()
    assert (desk.chain("/a"), desk.chain("/b")) == (["seen", "moved"], [])
    asked = site.count("/a")
    site.pages["/b"] = Page(article("Alder", PATENTS.format(150)))
    desk.run()
    assert site.count("/a") == asked
    assert desk.chain("/b") == ["changed"]
    assert desk.kinds().count("restated") == 1


def test_a_page_that_moves_back_is_found_there(site, tmp_path):
    site.pages |= {"/a": Page(status=308, headers={"Location": "/b"}), "/b": Page(article("Alder", PATENTS.format(120)))}
    desk = Desk(tmp_path, site, "/a").run()
    site.pages |= {"/b": Page(status=301, headers={"Location": "/a"}), "/a": Page(article("Alder", PATENTS.format(120)))}
    desk.run()
    desk.run()
    assert "1 unchanged" in desk.said
    assert desk.chain("/a") == ["moved", "back"]
    assert len(desk.texts()) == 1


def test_a_temporary_redirect_moves_nothing(site, tmp_path):
    site.pages |= {"/a": Page(status=302, headers={"Location": "/b?s=1"}), "/b?s=1": Page(article("Alder", PATENTS.format(120)))}
    desk = Desk(tmp_path, site, "/a").run()
    site.pages |= {"/a": Page(status=302, headers={"Location": "/b?s=2"}), "/b?s=2": Page(article("Alder", PATENTS.format(120)))}
    desk.run()
    assert desk.chain("/a") == ["seen"]
    assert len(desk.texts()) == 1


def test_a_redirect_to_no_web_address_is_a_failure(site, tmp_path):
    site.pages["/a"] = Page(status=301, headers={"Location": "file:///etc/passwd"})
    assert "redirects to file" in Desk(tmp_path, site, "/a").run().problems()


def test_private_addresses_are_refused_unless_allowed(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk = Desk(tmp_path, site, "/a", private=False).run()
    assert "private or loopback" in desk.problems()
    assert site.count() == 0


# feeds


def test_205_feeds_of_which_36_are_unique_are_asked_once_each(site, tmp_path):
    paths = []
    for n in range(36):
        items = [(f"Output {m}", f"{site.address}/i/{m}?utm_source=feed{n}", OUTPUT.format(f"{1000 + m:,}")) for m in (n, (n + 1) % 36, 0)]
        site.pages[f"/feeds/{n}"] = Page(rss("Wire", items), kind="application/rss+xml")
        paths += [f"/feeds/{n}{tail}" for tail in ("", "?utm_source=x", "#top", "?fbclid=1")] + [f"/x/../feeds/{n}"]
    for n in range(25):
        site.pages[f"/old/{n}"] = Page(status=301, headers={"Location": f"/feeds/{n}"})
        paths.append(f"/old/{n}")
    assert len(paths) == 205
    desk = Desk(tmp_path, site, *paths, limits="pause = 0\nrequests = 62").run()
    assert desk.requests == 1 + 36 + 25
    assert "36 new items" in desk.said
    assert len(desk.texts()) == 36
    assert not any("left for a later pass" in one.what for one in desk.found.problems)
    desk.run()
    assert desk.requests == 1 + 36  # what moved is asked at its new address only, and not twice
    assert len(desk.texts()) == 36


def test_an_item_that_two_feeds_print_differently_does_not_flip(site, tmp_path):
    link = site.address + "/i"
    site.pages["/f"] = Page(rss("Wire", [("Birch", link, OUTPUT.format("1,000"))]), marks=False)
    site.pages["/g"] = Page(rss("Wire", [("Birch", link + "?utm_campaign=g", OUTPUT.format("1,000") + " More on the page.")]), marks=False)
    desk = Desk(tmp_path, site, "/f", "/g").run().run()
    assert desk.chain("/i") == ["seen"]
    site.pages["/f"] = Page(rss("Wire", [("Birch", link, OUTPUT.format("1,200"))]), marks=False)
    desk.run().run()
    assert desk.chain("/i") == ["seen", "changed"]
    site.pages["/f"] = Page(rss("Wire", [("Other", site.address + "/o", OUTPUT.format("7,000"))]), marks=False)
    desk.run().run()
    assert desk.chain("/i") == ["seen", "changed", "changed"]  # only /g prints it by now, with a text of its own
    assert desk.chain("/o") == ["seen"]


def test_an_item_that_leaves_a_feed_is_not_gone(site, tmp_path):
    site.pages["/f"] = Page(rss("Wire", [("Birch", site.address + "/i", OUTPUT.format("1,000"))]))
    desk = Desk(tmp_path, site, "/f").run()
    site.pages["/f"] = Page(rss("Wire", [("Other", site.address + "/o", OUTPUT.format("7,000"))]))
    desk.run()
    assert desk.chain("/i") == ["seen"]
    assert "vanished" not in desk.kinds()


def test_a_followed_feed_leads_to_its_pages_which_are_watched(site, tmp_path):
    site.pages["/f"] = Page(rss("Wire", [("Birch", site.address + "/i?utm_source=f", "Summary.")]))
    site.pages["/i"] = Page(article("Birch", OUTPUT.format("1,000")))
    desk = Desk(tmp_path, site, f'{{ address = "{site.address}/f", follow = true }}').run()
    site.pages["/i"] = Page(article("Birch", OUTPUT.format("1,500")))
    desk.run()  # the feed itself answers 304
    assert desk.chain("/i") == ["seen", "changed"]
    site.pages["/i"] = Page(status=410)
    desk.run()
    assert desk.chain("/i") == ["seen", "changed", "gone"]
    assert desk.kinds() == ["appears", "restated", "vanished"]


def test_items_without_a_link_keep_their_name_when_others_come(site, tmp_path):
    site.pages["/f"] = Page(rss("Wire", [("Birch", "", OUTPUT.format("1,000"))]))
    desk = Desk(tmp_path, site, "/f").run()
    site.pages["/f"] = Page(rss("Wire", [("Cedar", "", OUTPUT.format("2,000")), ("Birch", "", OUTPUT.format("1,000"))]))
    desk.run()
    assert len(desk.texts()) == 2


# manners


def test_robots_are_asked_once_a_pass_and_obeyed(site, tmp_path):
    site.pages |= {
        "/robots.txt": Page("User-agent: *\nDisallow: /secret\n", kind="text/plain"),
        "/secret": Page(article("Alder", PATENTS.format(120))),
        "/a": Page(article("Birch", OUTPUT.format("1,000"))),
    }
    desk = Desk(tmp_path, site, "/a", "/secret").run()
    assert "robots.txt does not allow it" in desk.problems()
    assert (site.count("/secret"), site.count("/robots.txt")) == (0, 1)
    assert desk.chain("/secret") == ["failing"]


def test_robots_that_cannot_be_read_are_taken_as_a_no(site, tmp_path):
    site.pages |= {"/robots.txt": Page(status=503), "/a": Page(article("Alder", PATENTS.format(120)))}
    assert "taken as a no" in Desk(tmp_path, site, "/a").run().problems()
    assert site.count("/a") == 0


@pytest.mark.parametrize("robots", ["", "User-agent: *\nCrawl-delay: 0.2\n"])
def test_a_host_has_its_pause(site, tmp_path, robots):
    site.pages["/robots.txt"] = Page(robots, kind="text/plain")
    for n in range(4):
        site.pages[f"/{n}"] = Page(article("Birch", OUTPUT.format(f"{n + 1},000")))
    Desk(tmp_path, site, *(f"/{n}" for n in range(4)), limits=f"pause = {0.01 if robots else 0.2}").run()
    times = [when for when, path, _ in site.asked if path != "/robots.txt"]
    assert len(times) == 4
    assert min(b - a for a, b in pairwise(times)) >= 0.19


def test_requests_to_a_host_stay_within_the_limit_and_no_address_starves(site, tmp_path):
    for n in range(20):
        site.pages[f"/{n:02}"] = Page(article("Birch", OUTPUT.format(f"{n + 1},000")))
    desk = Desk(tmp_path, site, *(f"/{n:02}" for n in range(20)), limits="pause = 0\nrequests = 8")
    for _ in range(3):
        desk.run()
        assert desk.requests <= 8
    assert len(desk.texts()) == 20
    assert "are the most of one pass" in desk.problems()
    assert not any(one.level == "error" for one in desk.found.problems)


def test_a_short_retry_after_is_waited_for(site, tmp_path):
    site.pages["/a"] = Page(status=429, headers={"Retry-After": "1"}, once=Page(article("Alder", PATENTS.format(120))))
    desk = Desk(tmp_path, site, "/a").run()
    assert desk.chain("/a") == ["seen"]
    a, b = (when for when, path, _ in site.asked if path == "/a")
    assert b - a >= 0.95


@pytest.mark.parametrize("asked", ["3600", format_datetime(NOW + dt.timedelta(hours=1), usegmt=True)])
def test_a_long_retry_after_leaves_the_host_alone_until_then(site, tmp_path, asked):
    site.pages |= {"/a": Page(status=503, headers={"Retry-After": asked}), "/b": Page(article("Birch", OUTPUT.format("1,000")))}
    desk = Desk(tmp_path, site, "/a", "/b").run()
    assert "left for a later pass until 2026-11-23T07:00" in desk.problems()
    assert (site.count("/a"), site.count("/b")) == (1, 0)
    before = site.count()
    desk.run(NOW + dt.timedelta(minutes=30))
    assert site.count() == before
    site.pages["/a"] = Page(article("Alder", PATENTS.format(120)))
    desk.run(NOW + dt.timedelta(minutes=61))
    assert (desk.chain("/a"), desk.chain("/b")) == (["seen"], ["seen"])


# bytes that are not what they say


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [
        ("gb18030", "text/html; charset=utf-8"),
        ("utf-8", "text/html; charset=gb2312"),
        ("utf-8", "text/html; charset=iso-8859-1"),
        ("gb18030", "text/html; charset=no-such"),
    ],
)
def test_a_wrong_charset_is_told_and_the_text_is_right(site, tmp_path, encoding, kind):
    text = "2025年，甲石稀土公司申请专利158件，其中发明专利125件。"
    site.pages["/a"] = Page(f"<html><body><p>{text}</p></body></html>".encode(encoding), kind=kind)
    desk = Desk(tmp_path, site, "/a").run()
    assert text in desk.texts()[0]
    assert "its bytes are not the" in desk.problems()


def test_a_feed_that_lies_about_its_encoding_is_told_and_read(site, tmp_path):
    text = "2025年，甲石稀土公司申请专利158件。"
    for n, (encoding, declared) in enumerate([("utf-8", "gb2312"), ("gb18030", "utf-8")]):
        site.pages[f"/{n}"] = Page(rss("Wire", [(f"N{n}", f"{site.address}/i{n}", text)], encoding, declared), kind="application/rss+xml")
    desk = Desk(tmp_path, site, "/0", "/1").run()
    assert all(text in one for one in desk.texts())
    assert desk.problems().count("its bytes are not the") == 2


def test_a_feed_with_entities_is_refused_in_whichever_encoding(site, tmp_path):
    head = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE rss [<!ENTITY a "b">]>'
    feed = f'{head}<rss version="2.0"><channel><title>&a;</title></channel></rss>'
    site.pages["/f"] = Page(feed.encode("utf-16"), kind="application/rss+xml")
    assert "entity declarations: refused" in Desk(tmp_path, site, f'{{ address = "{site.address}/f" }}').run().problems()


@pytest.mark.parametrize(
    ("body", "headers", "what"),
    [
        (article("A", PATENTS.format(120)), {"Content-Encoding": "gzip"}, "its bytes are not packed"),
        (zipped(article("A", PATENTS.format(120))), {}, "its header does not say so"),
        (zipped(article("A", PATENTS.format(120))), {"Content-Encoding": "gzip"}, ""),
    ],
)
def test_bytes_are_unpacked_by_what_they_are(site, tmp_path, body, headers, what):
    site.pages["/a"] = Page(body, headers=headers)
    desk = Desk(tmp_path, site, "/a").run()
    assert "120 patent applications" in desk.texts()[0]
    assert what in desk.problems()


@pytest.mark.parametrize(
    ("body", "what"),
    [(zipped(b"x" * 60_000_000), "larger than 50000000 bytes when unpacked"), (zipped("x" * 5000)[:-12], "packed bytes break off")],
)
def test_packed_bytes_that_burst_or_break_are_a_failure(site, tmp_path, body, what):
    site.pages["/a"] = Page(body, headers={"Content-Encoding": "gzip"})
    assert what in Desk(tmp_path, site, "/a").run().problems()


# alerts


def test_a_claim_appears_once_and_a_change_of_its_words_alone_is_no_news(site, tmp_path):
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000")))
    desk = Desk(tmp_path, site, "/a").run()
    assert desk.kinds() == ["appears"]
    alert = desk.alerts()[0]
    assert "output of 1,000 t" in alert["says"]
    assert alert["quote"] == OUTPUT.format("1,000")
    assert alert["address"] == site.address + "/a"
    site.pages["/a"] = Page(article("Birch", "Our year in rare earths. " + OUTPUT.format("1,000")))
    desk.run()
    assert desk.chain("/a") == ["seen", "changed"]
    assert desk.kinds() == ["appears"]


def test_a_changed_number_is_told_with_both_values_and_a_dropped_claim_as_vanished(site, tmp_path):
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000") + " It holds 12 patents."))
    desk = Desk(tmp_path, site, "/a").run()
    first = len(desk.alerts())
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,400")))
    desk.run()
    new = desk.alerts()[first:]
    assert sorted(one["kind"] for one in new) == ["restated", "vanished"]
    restated = next(one for one in new if one["kind"] == "restated")
    assert "value 1,000 t (REO) before, 1,400 t (REO) now" in restated["says"]


def test_a_claim_becomes_testable_and_is_told_once(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", "Alder Rare Earths Ltd filed 120 patent applications in 2025."))
    desk = Desk(tmp_path, site, "/a").run()
    assert desk.alerts()[0]["verdict"] == "not_testable_yet"
    desk.run(NOW, "2027-08-01")
    desk.run(NOW, "2027-08-02")
    assert desk.kinds() == ["appears", "testable"]
    assert desk.alerts()[1]["before"] == "not_testable_yet"
    desk.run(NOW, "2026-12-01")  # an earlier day than the last is no news
    assert len(desk.alerts()) == 2


def test_a_verdict_that_moves_is_told(site, tmp_path):
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000")))
    desk = Desk(tmp_path, site, "/a").run()
    site.pages["/b"] = Page(article("Birch, once more", OUTPUT.format("1,400") + " This replaces the earlier figure.", "2026-05-03"))
    (tmp_path / "list.toml").write_text((tmp_path / "list.toml").read_text().replace('/a"', f'/a", "{site.address}/b"'))
    desk.run()
    assert "restated" in desk.kinds()
    moved = [one for one in desk.alerts() if one["kind"] == "verdict"]
    assert [(one["before"], one["after"]) for one in moved] == [("company_reported_untested", "restated")]
    assert "Automatic, not reviewed" in moved[0]["says"]
    desk.run()
    assert len([one for one in desk.alerts() if one["kind"] == "verdict"]) == 1


@pytest.mark.parametrize(
    ("more", "metrics"),
    [
        ('metrics = ["patents_filed"]', {"patents_filed"}),
        ('companies = ["birch rare earths ltd"]', {"output"}),
        ('stages = ["standards_ip"]', {"patents_filed"}),
        ('companies = ["Lynas"]', set()),
    ],
)
def test_alerts_are_filtered_by_the_list(site, tmp_path, more, metrics):
    site.pages |= {"/a": Page(article("Alder", PATENTS.format(120))), "/b": Page(article("Birch", OUTPUT.format("1,000")))}
    desk = Desk(tmp_path, site, "/a", "/b", more=more).run()
    assert {one["metric"] for one in desk.alerts()} == metrics


def test_the_feed_of_alerts_opens_in_a_reader_and_is_the_same_when_made_again(site, tmp_path):
    site.pages["/a"] = Page(article("Alder & <Sons>", PATENTS.format(120)))
    desk = Desk(tmp_path, site, "/a").run()
    text = (tmp_path / "alerts.atom").read_bytes()
    parsed = feedparser.parse(text)
    assert not parsed.bozo
    assert len(parsed.entries) == 2
    assert {one.link for one in parsed.entries} == {site.address + "/a"}
    desk.run()
    assert (tmp_path / "alerts.atom").read_bytes() == text


def test_a_torn_line_of_the_file_is_mended_and_a_file_taken_away_is_not_filled_again(site, tmp_path):
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000")))
    desk = Desk(tmp_path, site, "/a").run()
    with (tmp_path / "alerts.jsonl").open("a") as stream:
        stream.write('{"id": "a12')
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,400")))
    assert desk.run().kinds() == ["appears", "restated"]
    (tmp_path / "alerts.jsonl").unlink()
    assert desk.run().kinds() == []


def test_a_webhook_is_called_once_and_again_under_the_same_key_when_it_failed(site, tmp_path):
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000")))
    desk = Desk(tmp_path, site, "/a").hooked(site.address + "/hook?token=secret")
    site.hook = 500
    desk.run()
    assert "webhook 127.0.0.1: answered 500" in desk.problems()
    site.hook = 200
    desk.run().run()
    keys = [key for key, _ in site.posted]
    assert len(keys) == 2
    assert keys[0] == keys[1] == site.posted[0][1]["batch"]
    assert [one["kind"] for one in site.posted[1][1]["alerts"]] == ["appears"]
    with Ledger(str(tmp_path / "l.db")) as ledger:
        assert not any("secret" in body for kind in ("problem", "sent", "alert") for body in ledger.entries(kind))


def test_a_webhook_on_a_private_address_is_refused(site, tmp_path):
    with Site("127.0.0.1") as hook:
        desk = Desk(tmp_path, site, "/a", private=False).hooked(hook.address + "/hook")
        site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000")))
        with Ledger(str(tmp_path / "l.db")) as ledger:
            call = Call((), allow_private=True)
            assayed(load(tmp_path / "list.toml"), call, ledger, DAY, NOW, lambda _: None)
        hook.posted.clear()
        site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,400")))
        with Ledger(str(tmp_path / "l.db")) as ledger:
            from reassay.base.watch import Alert
            from reassay.handing import hand_over

            ledger.add_seen([], [("alert", "list", Alert("list", "appears", "x", DAY, "c", "d", "says"))])
            trouble = hand_over(load(tmp_path / "list.toml"), ledger, Call(()))
        assert "private or loopback" in trouble[0].what
        assert not hook.posted
        assert desk.private is False


# the file and the cards


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sources = [", "Invalid value"),
        ("", "sources: give a list"),
        ('sources = ["no_such_card"]', "sources: no_such_card: not a web address"),
        ('sources = ["https://u:p@example.org/"]', "carries a name or a password"),
        ('sources = ["usgs_rare_earths"]\nmetric = ["output"]', "unknown key metric"),
        ('sources = ["usgs_rare_earths"]\nmetrics = ["outputs"]', "metrics: outputs is unknown; known are output"),
        ('sources = ["usgs_rare_earths"]\nstages = ["smelting"]', "stages: smelting is unknown"),
        ('sources = ["usgs_rare_earths"]\n[alerts]\non = ["everything"]', "alerts.on: everything is unknown"),
        ('sources = ["usgs_rare_earths"]\n[alerts]\nwebhook = "ftp://x"', "alerts.webhook: not a web address"),
        ('sources = ["usgs_rare_earths"]\n[limits]\nrequests = 0', "limits.requests: give a number"),
        ('sources = ["usgs_rare_earths"]\n[limits]\nspeed = 1', "unknown key limits.speed"),
        ('sources = [{ address = "https://example.org/", folow = true }]', "unknown key sources.folow"),
    ],
)
def test_a_bad_watchlist_is_one_clear_line(tmp_path, text, what):
    (tmp_path / "list.toml").write_text(text)
    with pytest.raises(SettingsError) as told:
        load(tmp_path / "list.toml")
    assert what in str(told.value)
    assert "\n" not in str(told.value)
    assert ":p@" not in str(told.value)


def test_one_pass_at_a_time(tmp_path):
    from reassay.collect.watchlist import alone

    (tmp_path / "list.toml").write_text('sources = ["usgs_rare_earths"]')
    with alone(tmp_path / "list.toml"), pytest.raises(SettingsError, match="another pass"), alone(tmp_path / "list.toml"):
        pass


def test_the_command_exits_2_for_a_bad_list_and_for_nothing_to_do(tmp_path):
    with pytest.raises(SettingsError):
        app(["assay", "--watch", str(tmp_path / "none.toml"), "--ledger", str(tmp_path / "l.db")], standalone_mode=False)
    with pytest.raises(SettingsError, match="assay what"):
        app(["assay"], standalone_mode=False)
    assert not (tmp_path / "l.db").exists()


def test_there_are_25_cards_that_a_list_can_name(tmp_path):
    assert len(starters()) >= 25
    (tmp_path / "list.toml").write_text(f"sources = {json.dumps(list(starters()))}")
    found = load(tmp_path / "list.toml")
    assert len(found.targets) == len(starters())
    kinds = {one.kind for one in starters().values()}
    assert {"ministry", "exchange", "company", "standards", "statistics", "trade press"} <= kinds
    for one in starters().values():
        assert all((one.owner, one.country, one.language, one.address, one.terms, one.robots, one.grade)), one.id
    assert sum(bool(one.feed) for one in starters().values()) >= 6
    refused = ("/cgi-bin", "/documents/search")  # what robots.txt of two of them is known to forbid
    assert not [one.id for one in starters().values() if any(path in (one.feed or one.address) for path in refused)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("HTTP://Example.ORG:80/a/../b?utm_source=x#y", "http://example.org/b"),
        ("https://example.org:443", "https://example.org/"),
        ("https://example.org/%7euser/%e7%a8%80", "https://example.org/~user/%E7%A8%80"),
        ("https://example.org/稀?q=1&fbclid=2&z=3", "https://example.org/%E7%A8%80?q=1&z=3"),
        ("https://例子.example/", "https://xn--fsqu00a.example/"),
    ],
)
def test_spellings_of_one_address_are_one(a, b):
    assert canonical(a) == b == canonical(b)


def test_the_page_of_a_document_tells_what_became_of_its_address(site, tmp_path, capsys):
    site.pages["/a"] = Page(article("Birch", OUTPUT.format("1,000")))
    desk = Desk(tmp_path, site, "/a").run()
    site.pages["/a"] = Page(status=404)
    desk.run()
    app(["show", desk.last("/a").documents[0], "--ledger", str(tmp_path / "l.db"), "--as-of", DAY], standalone_mode=False)
    assert f"2026-11-23  gone: answered 404  {site.address}/a" in capsys.readouterr().out


def test_a_moved_page_is_still_current_when_its_verdict_moves(site, tmp_path):
    site.pages["/a"] = Page(article("Alder", "Alder Rare Earths Ltd filed 120 patent applications in 2025."))
    desk = Desk(tmp_path, site, "/a").run()
    site.pages |= {"/a": Page(status=301, headers={"Location": "/b"}), "/b": site.pages["/a"]}
    desk.run()
    assert desk.run(NOW, "2027-08-01").kinds() == ["appears", "testable"]
