"""What several members measured, put together: one value, how sure it is, and for which cut.

Everything here is seconds. People press too late, mistype, or saw another cut; the middle of what
they say is near the truth as long as most of them are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol, TypeVar

MAD_TO_SIGMA = 1.4826
"""A normal distribution's standard deviation per median absolute deviation (1 / Φ⁻¹(3/4))."""

LEAST_SCALE = 3.0
"""Seconds: nobody measures better by hand, however well a few happen to agree."""

FARTHEST = 3.0
"""Reports further from the median than so many scales are left out."""

CONFIRMING = 3
"""Kept independent reports that confirm a value."""

LEAST_MARGIN = 5.0
"""Seconds: the margin is never shown smaller."""

NORMAL_90 = 1.645
"""Normal quantile of a two-sided 90 % interval."""

MEDIAN_SPREAD = 1.2533
"""How much wider than a mean's a median's sampling distribution is (√(π/2))."""

SAME_CUT = 90.0
"""Seconds by which runtimes of one cut may differ: people round, cinemas add a logo."""

SPEED_UP = 25 / 24
"""Films shot at 24 frames a second are shown at 25 on PAL video, 4 % faster."""

SPEED_UP_TOLERANCE = 0.005
"""How far a ratio of two runtimes may be from the speed-up's; minutes rounded at 90 give that."""

SAME_SPEED = 0.02
"""Half of a speed-up: runtimes of one cut never differ by more, or a short film's would mix."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value, in seconds, by one witness; readings of one witness count as one."""

    witness: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Consensus:
    """A value in whole seconds, right to about ± ``margin``, by ``members`` kept witnesses.

    ``readings`` are what all witnesses measured, the smallest first, those far off among them.
    """

    seconds: int
    margin: int
    members: int
    readings: tuple[float, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether enough independent witnesses agree."""
        return self.members >= CONFIRMING


class Cut(Protocol):
    """What tells cuts apart: the version's name and the runtime in seconds."""

    @property
    def version(self) -> str:
        """The version's name."""
        ...

    @property
    def runtime(self) -> float:
        """The runtime in seconds."""
        ...


C = TypeVar("C", bound=Cut)


def consensus(readings: Iterable[Reading]) -> Consensus | None:
    """The median of all witnesses without those far off; ``None`` without any reading."""
    values = _one_each(readings)
    if not values:
        return None
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    scale = max(MAD_TO_SIGMA * deviation, LEAST_SCALE)
    kept = [value for value in values if abs(value - middle) <= FARTHEST * scale]
    margin = max(LEAST_MARGIN, NORMAL_90 * MEDIAN_SPREAD * scale / math.sqrt(len(kept)))
    return Consensus(round(median(kept)), math.ceil(margin), len(kept), tuple(sorted(values)))


def _one_each(readings: Iterable[Reading]) -> list[float]:
    by_witness: dict[str, list[float]] = {}
    for reading in readings:
        by_witness.setdefault(reading.witness, []).append(reading.seconds)
    return [median(values) for values in by_witness.values()]


def by_cut(reports: Iterable[C]) -> list[tuple[C, ...]]:
    """Reports that are about the same cut, the largest group first.

    In a group all have the same version, and runtimes within :data:`SAME_CUT` of the group's
    middle report; the most crowded runtime takes its neighbours first. A 25/24 speed-up is a group
    of its own, also of a film so short that 4 % of it are less than that.
    """
    versions: dict[str, list[C]] = {}
    for report in reports:
        versions.setdefault(report.version, []).append(report)
    groups = [group for same in versions.values() for group in _by_runtime(same)]
    return sorted(groups, key=len, reverse=True)


def _by_runtime(reports: Sequence[C]) -> list[tuple[C, ...]]:
    rest = sorted(reports, key=lambda report: report.runtime)
    groups = []
    while rest:
        near = {
            id(middle): [report for report in rest if _same_cut(middle.runtime, report.runtime)]
            for middle in rest
        }
        group = max(near.values(), key=len)
        taken = {id(report) for report in group}
        rest = [report for report in rest if id(report) not in taken]
        groups.append(tuple(group))
    return groups


def is_same_cut(one: Cut, other: Cut) -> bool:
    """Whether two reports, or groups of them, are about the same cut."""
    return one.version == other.version and _same_cut(one.runtime, other.runtime)


def _same_cut(one: float, other: float) -> bool:
    return abs(one - other) <= min(SAME_CUT, SAME_SPEED * max(one, other))


def is_speed_up(runtime: float, of: float) -> bool:
    """Whether a runtime is that of another, shown 25/24 as fast."""
    return abs(of / runtime - SPEED_UP) <= SPEED_UP_TOLERANCE
