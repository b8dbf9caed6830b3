"""Frame: what stands around the claims of a brief: gaps, what reaches which sector, the last judgement before, whom to write to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reassay.base.gap import Benchmark, Measured, Support
from reassay.base.picture import Fan
from reassay.base.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Reach:
    """The end sectors that a claim is about, and the rung of readiness it tells of ("" where it tells of none)."""

    sectors: tuple[str, ...]
    rung: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project or product of one subject: its claims by the rung of readiness that each tells of, lowest rung first.

    ``kind``: the metric of what is counted (lines, plants), else the stage with the products that the claims name.
    """

    who: str
    kind: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """``before``: newest verdict by claim of the days before, the last of which is ``last``. ``enters``: claims of a measured series."""

    measured: tuple[Measured, ...] = ()
    sides: tuple[str, str] = ("", "")
    support: tuple[Support, ...] = ()
    enters: tuple[str, ...] = ()
    reach: Mapping[str, Reach] = field(default_factory=dict)
    before: Mapping[str, Verdict] = field(default_factory=dict)
    last: str = ""
    reply: str = ""
    since: str = ""
    stage: str = ""
    company: str = ""
    fans: tuple[Fan, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)  # claim -> products, forms and rights that its clause names
    projects: tuple[Project, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()


EMPTY = Frame()
