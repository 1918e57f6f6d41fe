"""What somebody who was there may say, when it is possible, and how right it turned out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from data.catalogue.film import Film
from data.catalogue.verdict import Claim, Finding, Position, judge
from data.contributions.rules.kinds import Sighting

EARLIEST = timedelta(days=7)
"""How long before the day that the lists have some country may show a film: they name one day, and
films open on different ones, with previews before."""

SHORTEST_CUT = 0.9
"""The part of a film's known runtime that every showing of it lasts at least; who shows it may cut
a little, and a runtime that somebody typed is no reason to believe in a film of a minute."""


class Answer(Enum):
    """What is answered to "was there a scene?"; the value stands in custom ids."""

    DURING = "during"
    AFTER = "after"
    BOTH = "both"
    NONE = "none"
    LEFT = "left"


_SCENES = {
    Answer.DURING: (Position.MID,),
    Answer.AFTER: (Position.POST,),
    Answer.BOTH: (Position.MID, Position.POST),
    Answer.NONE: (),
}


SAW = tuple(_SCENES)
"""The answers of those who stayed."""


def sighting_of(answer: Answer, *, blind: bool) -> Sighting | None:
    """What an answer says; ``None`` from somebody who left before they could see."""
    if answer is Answer.LEFT:
        return None
    scenes = _SCENES[answer]
    denied = tuple(position for position in Position if position not in scenes)
    return Sighting(scenes, denied, blind=blind)


def over_at(film: Film, showtime: datetime | None, runtime: int | None) -> datetime | None:
    """The instant from which somebody may have seen the end of a film; ``None`` if never.

    A showing is over at its showtime and runtime, in minutes, without adverts; it must not be
    shorter than the film can be. Without a showtime it is the earliest that there can have been.
    """
    opens = datetime.combine(film.release_date or date(film.year, 1, 1), time(), UTC) - EARLIEST
    least = timedelta(minutes=(film.runtime or 0) * SHORTEST_CUT)
    lasts = max(timedelta(minutes=runtime or 0), least)
    if showtime is None:
        return opens + lasts
    return showtime + lasts if showtime >= opens else None


def told_by_sources(claims: Sequence[Claim]) -> dict[Position, bool]:
    """At which positions sources say that there is a scene or none; disputed ones are left out."""
    findings = judge(claims).positions
    sure = (Finding.SCENE, Finding.NONE)
    return {
        position: result.finding is Finding.SCENE
        for position, result in findings.items()
        if result.finding in sure
    }


def is_spoken_of(claims: Sequence[Claim]) -> bool:
    """Whether any source says something of a film's scenes, so that a member may repeat it."""
    return any(not claim.silent for claim in claims if claim.superseded is None)


def squared_error(sighting: Sighting, told: Mapping[Position, bool]) -> float | None:
    """How far a sighting was from what other sources told later: 0 (right) to 1 (wrong).

    The mean over the positions of which both speak; ``None`` where that is none, and for what was
    said when it could be read elsewhere.
    """
    if not sighting.blind:
        return None
    errors = [
        float((position in sighting.scenes) is not scene)
        for position, scene in told.items()
        if position in (*sighting.scenes, *sighting.denied)
    ]
    return sum(errors) / len(errors) if errors else None
