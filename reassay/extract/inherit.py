"""A metric carried from number to number: along lists, over nouns left out, and the document's usual one for a kind of quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reassay.base.text import Span
from reassay.extract.decide import loose
from reassay.extract.direction import compared_with
from reassay.extract.measure import Measure
from reassay.extract.metric import SIGNED, WEAK, Choice, classified
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

ELIDED = 20  # a bare number below this may be anything
LARGE = 100  # an English number from here on may leave its noun to an earlier sentence
NEAR_TALK = 160  # characters it may stand behind
LIST_REACH = {"en": 70, "zh": 25}  # characters from a count to one whose noun is left out
KIN = ("patents_filed", "patents_granted", "patents_held")  # told apart by verbs, not by the noun they share
NAMED = re.compile(r"[a-z,] (?:[A-Z][A-Za-z]*|[A-Z]{2,}) $|^[A-Z]{2,} $|[A-Z]{2,} $")
SEVERAL = 12  # from here on a bare plural is told: of smaller numbers most are known ones
NOUNS = re.compile(r"(?: [A-Za-z][a-z-]+){1,4}")
OWN_PLURAL = "a plural noun of no card"
OWN_NOUN = "a noun of its own right before it"
EARLIER = re.compile(r" (?:in|for|at the end of) (?:the )?(?:year )?(?:19|20)\d\d|[.;)]|$")  # behind the number of a time before
A_SHARE = 1000  # no share earns so much
BACK = 90  # characters from a count to one of some of those counted
LIST_GAP = 16  # characters between two counts of one list


@dataclass(slots=True)
class Told:
    """Metrics told so far: the last one of the passage with its number, and the usual one of each kind of quantity."""

    usual: dict[str, str] = field(default_factory=dict)
    last: Choice | None = None
    counted: Measure | None = None
    number: Measure | None = None  # the counted number told last, in whatever passage
    priced: bool = False  # the amount told last was a price

    def begin(self) -> None:
        """A new passage: lists end, habits stay."""
        self.last, self.counted = None, None

    def told(self, choice: Choice, one: Measure) -> None:
        """The number just told."""
        self.last, self.counted = choice, one
        if one.kind == "number":
            self.number = one


def coupled(scene: Scene, told: Told, one: Measure) -> Choice | None:
    """The choice of the number before it when nothing but list marks stand between and both are of one kind (5%, 7% and 9%)."""
    last = told.counted
    if last is None or told.last is None or last.kind != one.kind or one.kind in ("number", "count", "time"):
        return None
    if one.signed and not last.signed:
        return None  # 31%, +310bp
    if scene.code == "en" and compared_with(scene, Span(one.whole.start, one.whole.end + BACK), one) is not None:
        return None  # 500 yuan, 5 yuan LOWER
    gap = scene.text[last.whole.end : one.whole.start]
    if scene.code == "en" and told.last.metric == "profit" and one.kind == "money" and one.high < A_SHARE <= last.high and " or " in gap:
        return Choice("earnings_per_share", told.last.word, 4.0, negative=told.last.negative, rule="a profit, or so much a share")
    words = gap.lower().replace(",", " ").split() if scene.code == "en" else list(gap.replace(" ", ""))
    if not gap.strip() or any(word not in scene.words["list_marks"] for word in words):
        return None
    return replace(told.last, rule="list")


def continued(scene: Scene, sentence: Span, told: Told, one: Measure, choice: Choice) -> Choice:
    """A choice that no word named takes the document's usual metric of its kind; changes after prices are changes of price."""
    if choice.metric == "output" and one.kind in ("mass", "rate") and ruled(scene, choice):
        choice = replace(choice, metric="quota", rule="the text is about quotas")
    if kindred(scene, told, choice) and told.last is not None:
        choice = replace(choice, metric=told.last.metric, rule="some of those just told")
    if choice.metric in SIGNED:
        if choice.metric == "growth_rate" and choice.rule == "no noun" and told.priced:
            choice = replace(choice, metric="price_change", rule="after prices")
    elif (
        (choice.word is None or choice.score < WEAK[scene.code])
        and habitual(scene, told, one)
        and choice.rule not in (OWN_PLURAL, OWN_NOUN)
    ):
        choice = replace(choice, metric=told.usual[usual(one)], word=None)
    elif choice.word is not None:
        told.usual[usual(one)] = choice.metric
        if one.kind == "count" and one.unit_span is not None and one.form == "digits":
            told.usual["count " + one.unit_span.of(scene.text)] = choice.metric
    choice = confirmed(scene, sentence, one, choice)
    if one.kind in ("money", "price", "mass", "rate") or choice.metric in SIGNED:
        told.priced = choice.metric == "price_change" or (choice.metric == "price" and one.kind == "price")
    return choice


def confirmed(scene: Scene, sentence: Span, one: Measure, choice: Choice) -> Choice:
    """A guess by the kind of quantity alone, which no word, rule, list or habit bears out, told as what it is: some sum, some share."""
    guess = table("defaults.toml")
    if one.unit in guess["intensity"]["units"] and choice.metric in guess["intensity"]["over"]:
        return replace(choice, metric=guess["intensity"]["metric"], rule="an amount per unit")
    if choice.word is not None or choice.rule or choice.score or choice.metric != guess.get(one.kind):
        return choice
    if one.unit in guess["unsaid_units"]:
        return replace(choice, metric=guess["unsaid_units"][one.unit])
    if one.kind in ("mass", "rate") and any(name.kind == "material" for name in scene.names):
        return choice  # a text about a material is about its making
    for where, place in (("clause", scene.clause(sentence, one.whole)), ("sentence", sentence)):
        if any(cue in place.of(scene.text).lower() for cue in scene.words["borne_out"][where].get(choice.metric, ())):
            return choice
    if one.kind == "ratio" and one.low <= 1 and part_of(scene, sentence, one):
        return replace(choice, metric=guess["part"]["metric"], rule="a part of something")
    kind = "multiple" if one.kind == "ratio" and one.unit == "ratio" and one.low > 1 else one.kind
    return replace(choice, metric=guess["unsaid"].get(kind, choice.metric))


def part_of(scene: Scene, sentence: Span, one: Measure) -> bool:
    """True for a share followed by what it is a part of, where no prices or sizes are compared."""
    words = table("defaults.toml")["part"]
    if scene.text[one.whole.end : one.whole.end + 4] not in words["behind"]:
        return False
    clause = scene.clause(sentence, one.whole).of(scene.text).lower()
    return not any(word in clause for word in words["compared"])


def ruled(scene: Scene, choice: Choice) -> bool:
    """True in a text whose first line names quotas, for an amount that no word of what was really made names."""
    first = scene.passages[0].span if scene.passages else None
    if first is None or not any(m.kind == "metric" and m.name == "quota" and m.weight >= 3 for m in scene.inside(first, "metric")):
        return False
    return choice.word is None or choice.word.of(scene.text).lower() in scene.words["quota"]["loose"]


def usual(one: Measure) -> str:
    """What a habit of a text is kept by: the kind of quantity, a price with what it is per."""
    return f"price per {one.per}" if one.kind == "price" else one.kind


def habitual(scene: Scene, told: Told, one: Measure) -> bool:
    """True when the usual metric of a kind of quantity may be carried: an English ratio only where shares of such a kind come in series."""
    name = told.usual.get(usual(one))
    return name is not None and (scene.code != "en" or one.kind != "ratio" or name in table("defaults.toml")["series"]["ratio"])


def kindred(scene: Scene, told: Told, choice: Choice) -> bool:
    """True for a patent count that only the shared noun named, behind one of another kind (有效专利640件，其中发明专利418件)."""
    if told.last is None or choice.word is None or not {told.last.metric, choice.metric} <= set(KIN):
        return False
    return choice.metric != told.last.metric and choice.word.of(scene.text).lower() in loose(told.last.metric)


def inherit(scene: Scene, one: Measure, told: Told, choice: Choice | None) -> Choice | None:
    """A counted number without a noun of its own takes the metric of its list, its classifier, or the count told last."""
    if choice is not None and choice.word is not None and stepped_to(scene, told.counted, one):
        return choice
    if told.last is not None and told.last.metric not in SIGNED:
        if (
            one.kind == "count"
            and classified(scene, one) != []
            and counts(told.last.metric)
            and (choice is None or listed(scene, told.counted, one))
        ):
            return replace(told.last, word=None, negative=None)
        if one.kind == "number" and ((elided(scene, told.counted, one) and not plural(scene, one)) or back(scene, told.counted, one)):
            return replace(told.last, word=None, negative=None, rule="noun left out")
    name = ""
    if things(scene, one):
        return Choice(
            table("classifiers.toml")["usual"].get(one.unit_span.of(scene.text) if one.unit_span else "", "other:count"),
            None,
            0.0,
            rule=OWN_NOUN if named_before(scene, one) else "a classifier with a noun of no card",
        )
    if plural(scene, one):
        return Choice("other:count", None, 0.0, rule=OWN_PLURAL)
    if one.kind == "count" and one.form == "digits" and one.unit_span is not None:
        name = told.usual.get("count " + one.unit_span.of(scene.text), "")
    elif scene.code == "en" and one.kind == "number" and one.high >= LARGE and bare(scene, one) and told.number is not None:
        gap = scene.text[told.number.whole.end : one.whole.start]
        name = told.usual.get("number", "") if len(gap) <= NEAR_TALK and "\n" not in gap else ""
    return Choice(name, None, 0.0, rule="noun left out") if name else None


def stepped_to(scene: Scene, last: Measure | None, one: Measure) -> bool:
    """True for the level that an English count reaches by the step just told (rose by 41 TO 1,186)."""
    return scene.code == "en" and last is not None and last.kind == one.kind and scene.text[last.whole.end : one.whole.start] == " to "


def things(scene: Scene, one: Measure) -> bool:
    """True for a Chinese count whose classifier counts things worth telling, with its noun right behind or before it."""
    if one.unit_span is not None and one.kind == "count" and one.unit_span.of(scene.text) in scene.words["lures"]["alone"]:
        return True  # a classifier that names its noun by itself
    if scene.code != "zh" or one.kind != "count" or one.unit_span is None or one.form not in ("digits", "word") or one.low < 2:
        return False
    worth = scene.words["lures"]
    spelt = one.unit_span.of(scene.text)
    if one.form == "digits" and (spelt in worth["worth"] or spelt in worth["worth_behind"]) and trails(scene, one):
        return True
    if spelt not in worth["worth"]:
        return False
    return bool(re.match(r"[\u4e00-\u9fff]{2}", scene.text[one.whole.end : one.whole.end + 2]))


def named_before(scene: Scene, one: Measure) -> bool:
    """True for a count of something named right before it that is no place or firm (成员23个): it counts nothing told before."""
    if one.unit_span is None or one.form != "digits" or one.unit_span.of(scene.text) not in scene.words["lures"].get("own", ()):
        return False
    ours = any(name.span.end == one.whole.start for name in scene.named(Span(max(0, one.whole.start - 12), one.whole.start)))
    return trails(scene, one) and not ours


def trails(scene: Scene, one: Measure) -> bool:
    """True for a count at the end of its clause with the noun it counts right before it (公开可查的诉讼11起)."""
    after = scene.text[one.whole.end : one.whole.end + 1]
    ends = not after.strip() or after in scene.words["clause"] + scene.words["sentence_end"] + "".join(scene.words["list_marks"])
    return ends and re.search(r"[\u4e00-\u9fff]{2}$", scene.text[: one.whole.start][-2:]) is not None


def plural(scene: Scene, one: Measure) -> bool:
    """True for an English number of several with a plural noun behind it, at most three words on, that is no furniture of a page."""
    if scene.code != "en" or one.kind != "number" or one.form not in ("digits", "word") or one.low < SEVERAL or one.low.denominator != 1:
        return False
    digits = one.span.of(scene.text)
    if len(digits) == 4 and "1900" <= digits <= "2099":
        return False
    if NAMED.search(scene.text[max(0, one.whole.start - 24) : one.whole.start]):
        return False  # RED 610 is a name
    lures = scene.words["lures"]
    found = NOUNS.match(scene.text, one.whole.end)
    for count, word in enumerate(found.group().split() if found else (), 1):
        low = word.lower()
        if low in lures["small_words"] or low in lures["not_counted"] or low in lures["words"] or count > 4:
            return False
        if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
            return True
    return False


def bare(scene: Scene, one: Measure) -> bool:
    """True for digits that are no year and have no sign."""
    digits = one.span.of(scene.text)
    return one.form == "digits" and not one.signed and not (len(digits) == 4 and "1900" <= digits <= "2099")


def elided(scene: Scene, last: Measure | None, one: Measure) -> bool:
    """True for a bare number in digits a little behind a count, of a size that is no list number (612 in Japan, Germany (131))."""
    if last is None or last.kind not in ("number", "count") or not bare(scene, one):
        return False
    if one.high < ELIDED and not compared(scene, one):
        return False
    return 0 <= one.whole.start - last.whole.end <= LIST_REACH[scene.code]


def compared(scene: Scene, one: Measure) -> bool:
    """True for a bare number right behind a word of comparison and right before a time gone by (against seven the year before)."""
    lead = Span(max(0, one.whole.start - 16), one.whole.start)
    tail = Span(one.whole.end, one.whole.end + 26)
    before = any(m.span.end >= one.whole.start - 1 for m in scene.inside(lead, "earlier_before"))
    named = EARLIER.match(scene.text, one.whole.end) is not None
    return before and (named or any(m.span.start <= one.whole.end + 1 for m in scene.inside(tail, "earlier_after")))


def counts(metric: str) -> bool:
    """True when a card counts things."""
    card = metrics().get(metric)
    return card is None or "count" in card.kinds


def back(scene: Scene, last: Measure | None, one: Measure) -> bool:
    """True for a count of some of those just counted (two of them failed, nine are listed)."""
    if last is None or last.kind not in ("number", "count") or one.high >= last.high or one.low != one.high:
        return False
    after = scene.text[one.whole.end : one.whole.end + 12].lower().lstrip()
    near = 0 <= one.whole.start - last.whole.end <= BACK
    return near and after.startswith(tuple(scene.words["lures"]["back"]))


def listed(scene: Scene, last: Measure | None, one: Measure) -> bool:
    """True when a count stands a few characters behind another with the same classifier (日本791件、美国291件)."""
    if last is None or last.unit_span is None or one.unit_span is None or last.form != "digits" or one.form != "digits":
        return False
    gap = scene.text[last.whole.end : one.whole.start]
    return len(gap) <= LIST_GAP and last.unit_span.of(scene.text) == one.unit_span.of(scene.text)
