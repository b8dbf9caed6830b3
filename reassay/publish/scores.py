"""Track records and calibration as text: counts first, then what they allow to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reassay.base.record import Calibration, Track
from reassay.publish.wording import many, say, short
from reassay.reference.cards import metrics


def record_page(tracks: Sequence[Track], names: Mapping[str, str]) -> str:
    """One line a voice and metric; texts are counted, not persons."""
    if not tracks:
        return say("record_none") + "\n"
    return "".join(f"{line}\n" for line in (say("record_head"), *(record_line(one, names) for one in tracks)))


def record_line(one: Track, names: Mapping[str, str]) -> str:
    """One record: what was told, what was tested and how it ended, and the share with its interval."""
    card = metrics().get(one.metric)
    title = card.title if card else one.metric.removeprefix("other:")
    low, high = one.share or (0.0, 1.0)
    places = {"voice": voiced(one.claimant, names), "metric": title, "told": many(one.told, "claim"), "tested": one.tested}
    places |= {"agreed": one.agreed, "disagreed": one.disagreed, "restated": one.restated, "unfit": one.unfit}
    share = say("record_share", low=f"{low:.2f}", high=f"{high:.2f}", grade=one.grade) if one.share else say("record_untested")
    return say("record", **places) + share


def voiced(voice: str, names: Mapping[str, str]) -> str:
    """The name of a voice."""
    name = short(voice) or names.get(voice) or voice.partition(":")[2] or voice
    return f"{name} ({say('owner_unknown')})" if voice.startswith("unknown:") else name


def calibration_page(found: Calibration) -> str:
    """The report; too few claims are told as such before any figure."""
    return "".join(f"{line}\n" for line in calibration_lines(found))


def calibration_lines(c: Calibration) -> Iterator[str]:
    """Lines of the report."""
    yield say("calibration_enough" if c.enough else "calibration_few", adjudicated=c.adjudicated, needed=c.needed)
    if c.left_out:
        yield say("calibration_left", reasons=", ".join(f"{why} {number}" for why, number in c.left_out))
    if not c.adjudicated:
        return
    yield say("brier", brier=f"{c.brier:.3f}", base=f"{c.base:.3f}", uncertainty=f"{c.uncertainty:.3f}", skill=f"{c.skill:.3f}")
    yield say("murphy", reliability=f"{c.reliability:.3f}", resolution=f"{c.resolution:.3f}", uncertainty=f"{c.uncertainty:.3f}")
    yield say("log_score", score=f"{c.score:.3f}")
    mean, most = c.null
    band = say("band_inside" if c.within else "band_outside")
    yield say("ece", error=f"{c.error:.3f}", bins=len(c.bins), mean=f"{mean:.3f}", most=f"{most:.3f}", band=band)
    if c.slope:
        slope, low, high = (f"{part:.2f}" for part in c.slope)
        yield say("slope", slope=slope, low=low, high=high)
    yield say("bins_head")
    for one in c.bins:
        yield f"  {one.mean:5.2f} {one.count:7} {one.held:5}   {one.low} to {one.high}"
    yield say("curve_head")
    yield from (f"  {kept:5.2f} {wrong:7.2f}" for kept, wrong in c.curve)
