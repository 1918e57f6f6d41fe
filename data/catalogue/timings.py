"""What members' timestamps say about one film, cut by cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from data.catalogue.consensus import Consensus, Reading, by_cut, consensus, is_speed_up
from data.catalogue.film import Scene
from data.catalogue.verdict import Position


@dataclass(frozen=True, slots=True)
class Measured:
    """One witness's timestamp. All in seconds; scenes are position, start and end or ``None``."""

    witness: str
    server_id: int
    version: str
    runtime: float
    credits: int | None
    scenes: tuple[tuple[Position, int, int | None], ...]


@dataclass(frozen=True, slots=True)
class TimedScene:
    """When a scene starts and ends, counted from credits start; ``number`` is 1 for the first at
    its position."""

    position: Position
    number: int
    starts: Consensus
    ends: Consensus | None


@dataclass(frozen=True, slots=True)
class CutTimings:
    """One cut: its version, how long it and its credits are, and when its scenes are.

    ``members`` and ``servers`` count who measured it. ``speed_up`` tells that another cut of the
    film is the same at 24/25 of its speed.
    """

    version: str
    length: Consensus
    credits: Consensus | None
    scenes: tuple[TimedScene, ...]
    members: int
    servers: int
    speed_up: bool = False

    @property
    def runtime(self) -> int:
        """Its runtime in seconds."""
        return self.length.seconds

    @property
    def confirmed(self) -> bool:
        """Whether anything of it is confirmed."""
        found = (self.credits, *(scene.starts for scene in self.scenes))
        return any(value is not None and value.confirmed for value in found)


def timings_of(reports: Iterable[Measured]) -> tuple[CutTimings, ...]:
    """The cuts that were measured, the most measured first."""
    groups = by_cut(reports)
    runtimes = [median(report.runtime for report in group) for group in groups]
    return tuple(
        _timings(group, speed_up=any(is_speed_up(runtime, other) for other in runtimes))
        for group, runtime in zip(groups, runtimes, strict=True)
    )


def _timings(group: Sequence[Measured], *, speed_up: bool) -> CutTimings:
    length = consensus([Reading(report.witness, report.runtime) for report in group])
    assert length is not None, "a cut has been measured by somebody"
    of_credits = [Reading(r.witness, r.credits) for r in group if r.credits is not None]
    return CutTimings(
        version=group[0].version,
        length=length,
        credits=consensus(of_credits),
        scenes=tuple(scene for position in Position for scene in _scenes(group, position)),
        members=len({report.witness for report in group}),
        servers=len({report.server_id for report in group}),
        speed_up=speed_up,
    )


def _scenes(group: Sequence[Measured], position: Position) -> list[TimedScene]:
    starts: dict[int, list[Reading]] = {}
    ends: dict[int, list[Reading]] = {}
    for report in group:
        here = [scene for scene in report.scenes if scene[0] is position]
        for number, (_, began, ended) in enumerate(here, 1):
            starts.setdefault(number, []).append(Reading(report.witness, began))
            if ended is not None:
                ends.setdefault(number, []).append(Reading(report.witness, ended))
    found = []
    for number, readings in sorted(starts.items()):
        start = consensus(readings)
        if start is not None:
            found.append(TimedScene(position, number, start, consensus(ends.get(number, []))))
    return found


def best_cut(cuts: Iterable[CutTimings], runtime: int | None) -> CutTimings | None:
    """The confirmed cut that an answer shows: nearest to the known runtime (minutes), if one is.

    Where it is not known, the most measured.
    """
    confirmed = [cut for cut in cuts if cut.confirmed]
    if not confirmed:
        return None
    if runtime is None:
        return max(confirmed, key=lambda cut: cut.members)
    return min(confirmed, key=lambda cut: (abs(cut.runtime - 60 * runtime), -cut.members))


@dataclass(frozen=True, slots=True)
class ConfirmedTime:
    """A confirmed start, and the end if that is confirmed, in seconds from credits start."""

    position: Position
    number: int
    starts: Consensus
    ends: int | None


def confirmed_times(cut: CutTimings | None) -> list[ConfirmedTime]:
    """The scenes of a cut whose start enough members agree on, in order."""
    return [
        ConfirmedTime(
            scene.position,
            scene.number,
            scene.starts,
            scene.ends.seconds if scene.ends is not None and scene.ends.confirmed else None,
        )
        for scene in (cut.scenes if cut else ())
        if scene.starts.confirmed
    ]


def with_times(scenes: Sequence[Scene], cut: CutTimings | None) -> tuple[Scene, ...]:
    """The scenes with the confirmed times; the first told at a position is its first timed."""
    if cut is None:  # as for nearly all films
        return tuple(scenes)
    times = {(time.position, time.number): time for time in confirmed_times(cut)}
    seen: dict[Position, int] = {}
    timed = []
    for scene in scenes:
        seen[scene.position] = number = seen.get(scene.position, 0) + 1
        time = times.get((scene.position, number))
        timed.append(scene if time is None else _timed(scene, time))
    return tuple(timed)


def _timed(scene: Scene, time: ConfirmedTime) -> Scene:
    return replace(scene, starts=time.starts.seconds, ends=time.ends, measured=time.starts)
