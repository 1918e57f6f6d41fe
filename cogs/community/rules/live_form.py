"""The live form: what somebody in the cinema has tapped, and what may come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from data.catalogue.verdict import Finding, Judgement, Position
from data.contributions.rules.kinds import ImpossibleError, Timed
from data.locales import N_, _
from data.locales.formats import one_of

EVENING = timedelta(hours=6)
"""Taps older than this belong to another showing."""


class Tap(Enum):
    """A button of the live form; the value stands in ids and in the table."""

    CREDITS = "credits"
    SCENE = "scene"
    OVER = "over"


LABELS = {Tap.CREDITS: N_("Credits now"), Tap.SCENE: N_("Scene now"), Tap.OVER: N_("Scene over")}

_NEXT = {
    None: (Tap.CREDITS,),
    Tap.CREDITS: (Tap.SCENE,),
    Tap.SCENE: (Tap.OVER,),
    Tap.OVER: (Tap.SCENE,),
}


@dataclass(frozen=True, slots=True)
class Tapped:
    """One tap, at epoch seconds."""

    tap: Tap
    at: int


@dataclass(frozen=True, slots=True)
class Timer:
    """Who times which film where; ``film_ids`` are all that it has had, the present one first."""

    server_id: int
    user_id: int
    film_ids: tuple[str, ...]


def allowed(taps: Sequence[Tapped]) -> tuple[Tap, ...]:
    """What may be tapped next."""
    return _NEXT[taps[-1].tap if taps else None]


def check_next(taps: Sequence[Tapped], tap: Tap) -> None:
    """Raise :class:`ImpossibleError` for a tap out of order."""
    if tap not in allowed(taps):
        expected = one_of([_(LABELS[following]) for following in allowed(taps)])
        raise ImpossibleError(
            _("The next tap is {button}. Undo takes a wrong one back.", button=expected)
        )


def can_finish(taps: Sequence[Tapped]) -> bool:
    """Whether the credits were tapped, and no scene is left open."""
    return bool(taps) and taps[-1].tap is not Tap.SCENE


def scenes_tapped(taps: Sequence[Tapped], only: Position | None = None) -> tuple[Timed, ...]:
    """The scenes as offsets from the credits' start.

    Where they stand cannot be tapped. They are taken to stand at the position that ``only`` has
    scenes, if that is known, else the last of several for a post-credits scene; the member
    corrects that in the form.
    """
    if not taps:
        return ()
    start = taps[0].at
    starts = [tapped.at - start for tapped in taps if tapped.tap is Tap.SCENE]
    ends: list[int | None] = [tapped.at - start for tapped in taps if tapped.tap is Tap.OVER]
    ends += [None] * (len(starts) - len(ends))
    last = len(starts) - 1
    return tuple(
        Timed(only or (Position.POST if last and number == last else Position.MID), begins, over)
        for number, (begins, over) in enumerate(zip(starts, ends, strict=True))
    )


def only_position(judgement: Judgement) -> Position | None:
    """The position that alone has scenes, by what is known; ``None`` where that is not clear."""
    findings = {position: result.finding for position, result in judgement.positions.items()}
    with_scenes = [position for position, finding in findings.items() if finding is Finding.SCENE]
    without = [position for position, finding in findings.items() if finding is Finding.NONE]
    clear = len(with_scenes) == 1 and len(without) == len(findings) - 1
    return with_scenes[0] if clear else None
