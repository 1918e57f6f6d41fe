from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.community.rules.live_form import (
    Tap,
    Tapped,
    allowed,
    can_finish,
    check_next,
    only_position,
    scenes_tapped,
)
from data.catalogue.verdict import Claim, Position, judge
from data.contributions.rules.kinds import ImpossibleError, Timed


def taps(*names: str) -> list[Tapped]:
    return [Tapped(Tap(name), 1_000 + 60 * number) for number, name in enumerate(names)]


def test_only_the_credits_come_first() -> None:
    assert allowed([]) == (Tap.CREDITS,)
    with pytest.raises(ImpossibleError, match="Credits now"):
        check_next([], Tap.SCENE)


def test_an_open_scene_must_end_before_saving() -> None:
    assert not can_finish([])
    assert can_finish(taps("credits"))
    assert not can_finish(taps("credits", "scene"))
    assert can_finish(taps("credits", "scene", "over"))


def test_the_last_of_several_scenes_is_taken_for_a_post_credits_one() -> None:
    tapped = taps("credits", "scene", "over", "scene", "over")
    assert scenes_tapped(tapped) == (
        Timed(Position.MID, 60, 120),
        Timed(Position.POST, 180, 240),
    )


def test_where_only_one_position_has_scenes_they_stand_there() -> None:
    assert scenes_tapped(taps("credits", "scene", "over"), Position.POST) == (
        Timed(Position.POST, 60, 120),
    )


@pytest.mark.parametrize(
    ("mid", "post", "only"),
    [
        (1, 0, Position.MID),
        (0, 2, Position.POST),
        (1, None, None),
        (1, 1, None),
        (0, 0, None),
        (None, None, None),
    ],
)
def test_the_only_position_is_known_if_the_other_is_denied(
    mid: int | None, post: int | None, only: Position | None
) -> None:
    assert only_position(judge([Claim("web page", mid=mid, post=post)])) is only


@given(st.lists(st.sampled_from(Tap), max_size=12))
def test_whatever_is_tapped_stays_in_order(wished: list[Tap]) -> None:
    kept: list[Tapped] = []
    for tap in wished:
        try:
            check_next(kept, tap)
        except ImpossibleError:
            continue
        kept.append(Tapped(tap, 1_000 + 10 * len(kept)))
    scenes = scenes_tapped(kept)
    assert [scene.starts for scene in scenes] == sorted(scene.starts for scene in scenes)
    assert all(scene.ends is None or scene.ends > scene.starts for scene in scenes)
    assert sum(scene.ends is None for scene in scenes) <= 1
