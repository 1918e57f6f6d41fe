"""What members' timestamps say about a film: which scene gets which time."""

from __future__ import annotations

from dataclasses import replace

from data.catalogue.timings import Measured, confirmed_times, timings_of, with_times
from data.catalogue.verdict import Position
from tests.films import SCENES, TWO_SCENES

SCENE = SCENES[TWO_SCENES.id][0]
FIRST_MID = replace(SCENE, position=Position.MID, order=1, starts=None, ends=None)
SECOND_MID = replace(FIRST_MID, order=2)
POST = replace(FIRST_MID, position=Position.POST, order=3)


def _reports(*scenes: tuple[Position, int, int | None], of: int = 3) -> list[Measured]:
    return [Measured(f"w{number}", 1, "cinema", 7_200, 540, scenes) for number in range(of)]


def test_a_time_belongs_to_the_scene_at_its_position_and_number() -> None:
    (cut,) = timings_of(
        _reports((Position.MID, 60, 90), (Position.MID, 200, 230), (Position.POST, 500, None))
    )
    first, second, last = with_times((FIRST_MID, SECOND_MID, POST), cut)
    assert [(scene.starts, scene.ends) for scene in (first, second, last)] == [
        (60, 90),
        (200, 230),
        (500, None),
    ]
    assert second.measured is not None
    assert (second.measured.members, second.order) == (3, 2)


def test_a_scene_without_a_time_stays_as_it_is() -> None:
    (cut,) = timings_of(_reports((Position.POST, 500, 520)))
    told = (FIRST_MID, POST)
    assert with_times(told, cut)[0] == FIRST_MID
    assert with_times(told, cut)[1].starts == 500
    assert with_times(told, None) == told


def test_an_end_that_too_few_agree_on_is_left_out() -> None:
    reports = [*_reports((Position.POST, 500, None), of=2), *_reports((Position.POST, 500, 520))]
    (cut,) = timings_of([*reports[:2], replace(reports[-1], witness="another")])
    assert [(time.starts.seconds, time.ends) for time in confirmed_times(cut)] == [(500, None)]


def test_two_witnesses_confirm_nothing() -> None:
    (cut,) = timings_of(_reports((Position.POST, 500, 520), of=2))
    assert confirmed_times(cut) == []
    assert with_times((POST,), cut) == (POST,)
