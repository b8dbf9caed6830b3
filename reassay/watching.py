"""One pass over a watchlist: ask each address once, keep every version and every state, judge, and tell what changed.

What is known lives in the ledger alone. The documents of an address and its new state are one transaction, so that a pass that ends at any
moment is taken up by the next one: what was entered is not entered again, what was not is read then.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reassay import pipeline
from reassay.base.document import Document
from reassay.base.errors import Problem, SourceError
from reassay.base.verdict import Assay
from reassay.base.watch import READ, Marks, Sighting, Wait
from reassay.collect import Request
from reassay.collect.address import canonical, host_of
from reassay.collect.manners import Later, left
from reassay.collect.rounds import Rounds
from reassay.collect.sources import documents, reader
from reassay.collect.visit import Caller, Reply
from reassay.collect.watchlist import Target, Watchlist
from reassay.ledger.sightings import History, following

if TYPE_CHECKING:
    from reassay.ledger import Ledger

FEED = "feed"  # the content of a feed: its items have states of their own


@dataclass(slots=True)
class Pass:
    """One pass, with what it found so far. ``day`` is the day of the visit, ``tell`` hears what changed as it is entered."""

    watchlist: Watchlist
    call: pipeline.Call
    ledger: Ledger
    history: History
    caller: Caller
    rounds: Rounds
    day: str
    tell: Callable[[Problem], None]
    request: Request
    problems: list[Problem] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    done: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)  # items of feeds that were read in this pass


def remembered(ledger: Ledger) -> History:
    """What a ledger knows of watched addresses."""
    return History(ledger.entries("sighting"), ledger.entries("marks"), ledger.entries("wait"))


def watch(
    watchlist: Watchlist, call: pipeline.Call, ledger: Ledger, now: dt.datetime, tell: Callable[[Problem], None]
) -> tuple[list[Problem], Counter[str], History]:
    """Ask every address of the list once. Returns the problems, a count of states and what is known afterwards."""
    from reassay.collect.fetch import client

    history, request, day = remembered(ledger), pipeline.requested(call), now.date().isoformat()
    with client(request) as http:
        waits = {host: wait.until for host, wait in history.waits.items()}
        caller = Caller(http, request, watchlist.limits, now.astimezone(dt.UTC), waits)
        rounds = Rounds({host: wait.after for host, wait in history.waits.items() if wait.after})
        one = Pass(watchlist, replace(call, retrieved=day), ledger, history, caller, rounds, day, tell, replace(request, retrieved=day))
        for target in watchlist.targets:
            rounds.add(history.home(target.address), target)
        while (turn := rounds.take()) is not None:
            look(one, *turn)
    for problem in one.problems:
        ledger.add_problem(problem)
    return one.problems, one.count, history


def look(one: Pass, about: str, target: Target) -> None:
    """Visit one address and enter what became of it."""
    if about in one.done:
        return
    one.done.add(about)
    one.caller.visited.add(about)
    asking = one.history.asking(about)
    try:
        reply = one.caller.visit(about, asking.etag, asking.modified)
    except Later as why:
        leave(one, about, why)
        return
    except SourceError as problem:
        failed(one, about, problem.problem)
        return
    one.problems += reply.told
    if reply.gone:
        gone(one, about, reply.gone)
    elif reply.same:
        one.count["unchanged"] += 1
        follow(one, about, target, asking.listed)
    else:
        arrived(one, about, target, reply)


def leave(one: Pass, about: str, why: Later) -> None:
    """Leave a host for a later pass: what waits of it is told, where to go on and until when to wait is entered."""
    rest = [about, *(one.rounds.leave(why.host) if why.host == host_of(about) else ())]
    one.count["left"] += len(rest)
    one.problems.append(left(about if len(rest) == 1 else f"{about} and {len(rest) - 1} more", why))
    last, door = one.history.waits.get(why.host), one.caller.door(f"http://{why.host}/")
    wait = Wait(why.host, last.n + 1 if last else 1, why.until, one.rounds.asked.get(why.host, ""))
    known = last is not None and (last.until, last.after) == (wait.until, wait.after)
    if door.asked and not known and (wait.until or wait.after):  # a host that was not asked keeps the wait it has
        enter(one, [], [("wait", why.host, wait)])


def enter(one: Pass, found: list[pipeline.Reading], notes: list[tuple[str, str, Any]]) -> None:
    """Documents and entries in one transaction, and in what is remembered."""
    one.problems += one.ledger.add_seen(((reading.document, reading.claims) for reading in found), notes)
    for _, _, note in notes:
        one.history.note(note)


def state(one: Pass, about: str, name: str, why: str = "", to: str = "") -> Sighting:
    """A new state of an address that keeps the text last read."""
    chain, before = one.history.chains.get(about, []), one.history.before(about)
    kept = (before.content, before.documents) if before else ("", ())
    return Sighting(about, len(chain) + 1, name, one.day, why, to, chain[-1].via if chain else "", *kept)


def again(one: Pass, about: str, name: str, why: str) -> bool:
    """True when this is the state an address has already."""
    last = one.history.last(about)
    return last is not None and (last.state, last.why) == (name, why)


def gone(one: Pass, about: str, why: str) -> None:
    """A page that is no longer there: a state of its own, never silence; what was read of it stays."""
    one.count["gone"] += 1
    if not again(one, about, "gone", why):
        enter(one, [], [("sighting", about, state(one, about, "gone", why))])
    last = one.history.last(about)
    if last is None or not last.content:
        one.problems.append(Problem(about, f"{why}, and was never there before", "check the address"))
    else:
        one.problems.append(Problem(about, f"gone since {last.day}: {why}", "what was read of it before is kept", "note"))


def failed(one: Pass, about: str, problem: Problem) -> None:
    """An address that could not be read: entered when it begins, told every time."""
    one.count["failing"] += 1
    one.problems.append(problem)
    if not again(one, about, "failing", problem.what):
        enter(one, [], [("sighting", about, state(one, about, "failing", problem.what))])


def arrived(one: Pass, about: str, target: Target, reply: Reply) -> None:
    """Bytes came: note where the address moved, read them, and enter what changed."""
    home, notes = reply.address, list[tuple[str, str, Any]]()
    if reply.moved:
        moved = state(one, about, "moved", to=home)
        notes.append(("sighting", about, moved))
        one.tell(Problem(about, f"moved to {home}", "the old address is kept as an alias", "note"))
        if home in one.done:  # another address of the list leads there, too
            enter(one, [], notes)
            one.count["moved"] += 1
            return
        one.done.add(home)
        one.caller.visited.add(home)
        target = one.rounds.claim(home) or target
    raw = reply.raw
    assert raw is not None
    request = asked(one, target)
    if reader(raw).name == "feed":
        listed(one, home, target, reply, request, notes)
        return
    readings, trouble = opened(one, list(documents(raw, request)))
    if not readings:
        enter(one, [], notes)
        failed(one, home, next((one for one in trouble if one.level == "error"), Problem(home, "nothing to read", "check the address")))
        return
    one.problems += trouble
    note = version(one, home, content(reading.document for reading in readings), readings, before=notes[0][2] if notes else None)
    marks = marked(one, home, Marks(home, 0, reply.etag, reply.modified))
    enter(one, readings if note and note.state != "back" else [], [*notes, *([("sighting", home, note)] if note else []), *marks])
    told(one, note)


def asked(one: Pass, target: Target) -> Request:
    """The request of a target: what the list says of its publisher and language wins."""
    publisher = pipeline.source_of(target.publisher) if target.publisher else one.request.publisher
    return replace(one.request, publisher=publisher, language=target.language or one.request.language)


def opened(one: Pass, found: list[Document | Problem]) -> tuple[list[pipeline.Reading], list[Problem]]:
    """Claims of the documents found, and what was wrong."""
    items = [item for each in found for item in pipeline.one_reading(each, one.call.gate, one.call.reader)]
    readings = [item for item in items if isinstance(item, pipeline.Reading)]
    return readings, [item for item in items if isinstance(item, Problem)]


def content(found: Iterable[Document]) -> str:
    """What the documents of an address say: a token that a page hides in its source changes its bytes, not this."""
    digest = hashlib.sha256()
    for document in found:
        digest.update(" ".join(document.text.split()).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:16]


def version(
    one: Pass, about: str, text: str, readings: list[pipeline.Reading], via: str = "", before: Sighting | None = None
) -> Sighting | None:
    """The state of an address whose text was read, None when it is the one it had."""
    own = one.history.last(about)
    held = before if before is not None and (own is None or own.state == "moved") else own or one.history.before(about)
    if via and own is not None and own.via != via and text in one.history.contents(about):
        return None  # another feed prints the item as one of the feeds did before
    name = following(held, own, "read", text)
    kept = held if name == "back" else None  # the very text that was there before: no second copy of it
    ids = kept.documents if kept is not None else tuple(reading.document.id for reading in readings)
    return None if name is None else Sighting(about, (own.n if own else 0) + 1, name, one.day, "", "", via, text, ids)


def marked(one: Pass, about: str, marks: Marks) -> list[tuple[str, str, Any]]:
    """The marks of a server, when they differ from those known."""
    known = one.history.marks.get(about)
    if (known or Marks(about, 0)) == replace(marks, n=known.n if known else 0):
        return []
    return [("marks", about, replace(marks, n=known.n + 1 if known else 1))]


def told(one: Pass, note: Sighting | None) -> None:
    """Count a state, and say it where it is a change."""
    one.count[note.state if note else "unchanged"] += 1
    if note is not None and note.state in ("changed", "back"):
        words = {"changed": "its text changed", "back": "it is there again"}
        one.tell(Problem(note.about, words[note.state], "both versions are kept" if note.state == "changed" else "", "note"))


def listed(one: Pass, home: str, target: Target, reply: Reply, request: Request, notes: list[tuple[str, str, Any]]) -> None:
    """A feed: each item once in a pass, whichever feeds list it; the feed's own state and marks come last."""
    assert reply.raw is not None
    found = list(documents(reply.raw, request))
    items = [item for item in found if isinstance(item, Document)]
    trouble = [item for item in found if isinstance(item, Problem)]
    if not items:
        enter(one, [], notes)
        failed(one, home, next((one for one in trouble if one.level == "error"), Problem(home, "no entries", "check the address")))
        return
    one.problems += trouble
    keys = tuple(dict.fromkeys(key(item, home, reply.raw.address) for item in items))
    if not target.follow:
        for item in items:
            entry(one, home, key(item, home, reply.raw.address), item)
    note = version(one, home, FEED, [], before=notes[0][2] if notes else None)
    known = one.history.marks.get(home)
    unread = tuple(old for old in (known.listed if known and target.follow else ()) if old not in keys and one.history.last(old) is None)
    marks = marked(one, home, Marks(home, 0, reply.etag, reply.modified, keys + unread))
    enter(one, [], [*notes, *([("sighting", home, note)] if note else []), *marks])
    one.count["feeds"] += 1
    follow(one, home, target, keys + unread)


def key(item: Document, home: str, address: str | None) -> str:
    """What names an item of a feed: the one spelling of its link, else its title under the feed's address."""
    try:
        link = canonical(item.address) if item.address and item.address != address else ""
    except ValueError:
        link = ""
    return link or f"{home}#{hashlib.sha256((item.title or item.text[:200]).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def follow(one: Pass, home: str, target: Target, links: Iterable[str]) -> None:
    """Put the pages that a followed feed lists in line."""
    if target.follow:
        for link in links:
            if not link.startswith(f"{home}#"):
                one.rounds.add(one.history.home(link), Target(link, target.publisher, target.language))


def entry(one: Pass, home: str, about: str, item: Document) -> None:
    """One item as a feed prints it. A page that is watched itself, or an item read before in this pass, is not read again."""
    if about in one.read or about in one.rounds.known or about in one.done:
        one.count["repeated"] += 1
        return
    one.read.add(about)
    document = replace(item, address=about.split("#", 1)[0] if about.startswith(f"{home}#") else about)
    text = content([document])
    last = one.history.last(about)
    if last is not None and last.content == text and last.state in READ:
        one.count["items unchanged"] += 1
        return
    readings, trouble = opened(one, [document])
    one.problems += trouble
    note = version(one, about, text, readings, via=home)
    if note is not None and readings:
        enter(one, readings, [("sighting", about, note)])
        one.count["new items" if note.state == "seen" else "changed items"] += 1


def abouts(watchlist: Watchlist, history: History) -> set[str]:
    """Everything a list watches: its addresses, those they moved to or came from, and the items of its feeds."""
    roots = {target.address for target in watchlist.targets}
    roots |= {history.home(address) for address in roots}
    roots |= {about for about in history.chains if history.home(about) in roots}
    listed_by = {link for about in roots for link in history.listed.get(about, ())}
    items = {about for about, chain in history.chains.items() if about in listed_by or any(one.via in roots for one in chain if one.via)}
    homes = {history.home(about) for about in items | listed_by}
    return roots | items | {about for about in homes if about in history.chains}


def watched(watchlist: Watchlist, history: History) -> set[str]:
    """Every document read for a list, in every version."""
    return {ident for about in abouts(watchlist, history) for one in history.chains.get(about, ()) for ident in one.documents}


def current(watchlist: Watchlist, history: History) -> set[str]:
    """The documents of a list as they stand now; of a page that is gone the last ones."""
    found = set()
    for about in abouts(watchlist, history):
        last = history.last(about)
        if last is not None and (last.state != "moved" or history.last(last.to) is None):
            found |= set(last.documents or (history.before(about) or last).documents)
    return found


def lines(history: History, document: Document) -> Iterator[str]:
    """What became of the address of a document, state by state."""
    for about in sorted(one for one, chain in history.chains.items() if any(document.id in state.documents for state in chain)):
        for one in history.chains[about]:
            more = f" to {one.to}" if one.to else f": {one.why}" if one.why else ""
            yield f"  {one.day}  {one.state}{more}  {about}"


def assayed(
    watchlist: Watchlist, call: pipeline.Call, ledger: Ledger, as_of: str, now: dt.datetime, tell: Callable[[Problem], None]
) -> tuple[Assay, str]:
    """A pass, everything watched judged, alerts entered and handed over. Returns the assay and a line that says what happened."""
    from reassay.alerting import alerted
    from reassay.handing import hand_over

    plain = pipeline.assay(call, ledger, as_of) if call.sources else None
    problems, count, history = watch(watchlist, call, ledger, now, tell)
    only = watched(watchlist, history) | {one.id for one in (plain.documents if plain else ())}
    found = pipeline.judged(ledger, as_of, [*(plain.problems if plain else ()), *problems], only)
    new = alerted(watchlist, ledger, history, found, as_of)
    trouble = hand_over(watchlist, ledger, call)
    said = ", ".join(f"{number} {name}" for name, number in sorted(count.items()))
    return replace(found, problems=(*found.problems, *trouble)), f"watched: {said or 'nothing'}; {new} alerts"
