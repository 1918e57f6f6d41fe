from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.community.rules.offsets import film_clock, film_time, read_scenes, scenes_text
from data.catalogue.verdict import Position
from data.contributions.rules.kinds import ImpossibleError, Timed

MID, POST = Position


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("131", 7860),
        ("2:11", 7860),
        ("2:11:05", 7865),
        ("131:05", 7865),
        ("2.11", 7860),
        ("131 min", 7860),
        ("", None),
        (" 90 ", 5400),
    ],
)
def test_lengths_of_films(text: str, seconds: int | None) -> None:
    assert film_time(text) == seconds


@pytest.mark.parametrize("text", ["2:75", "two hours", "1:2:3:4", "-5", "١٣١", "2:11:99"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(ImpossibleError):
        film_time(text)


@pytest.mark.parametrize(
    ("text", "scenes", "denied"),
    [
        ("mid 2:05-3:10", (Timed(MID, 125, 190),), ()),
        ("mid 2:05 – 3:10, post 7:40", (Timed(MID, 125, 190), Timed(POST, 460)), ()),
        ("Mid-credits 2:05; no post", (Timed(MID, 125),), (POST,)),
        ("none", (), (MID, POST)),
        ("None.", (), (MID, POST)),
        ("mid 2.05-3.10 post 7.40", (Timed(MID, 125, 190), Timed(POST, 460)), ()),
        ("mid 2:05 and no post", (Timed(MID, 125),), (POST,)),
        ("no mid no  post", (), (MID, POST)),
        ("mid 2:05\n\npost-credits 7:40", (Timed(MID, 125), Timed(POST, 460)), ()),
        ("", (), ()),
    ],
)
def test_scenes_as_typed(
    text: str, scenes: tuple[Timed, ...], denied: tuple[Position, ...]
) -> None:
    assert read_scenes(text) == (scenes, denied)


@pytest.mark.parametrize("text", ["mid", "2:05", "mid 2:75", "mid 2:05-", "||", "a" * 200])
def test_what_is_no_scene(text: str) -> None:
    with pytest.raises(ImpossibleError):
        read_scenes(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mid 2:05, post", "“post”: say when it starts"),
        ("mid -2:05", "none is negative"),
        ("mid 2:65", "2:65: a minute has 60 seconds"),
        ("mid 2:05-3:70", "3:70: a minute has 60 seconds"),
        ("mid 2:05, later 7:40", "I can't read “later 7:40”"),
        ("x" * 200, f"I can't read “{'x' * 39}…”"),
    ],
)
def test_a_refusal_says_which_part_and_why(text: str, reason: str) -> None:
    with pytest.raises(ImpossibleError, match=reason):
        read_scenes(text)


@given(st.lists(st.builds(Timed, st.sampled_from(Position), st.integers(0, 59_999)), max_size=5))
def test_scenes_are_written_as_they_are_read(scenes: list[Timed]) -> None:
    denied = tuple(p for p in Position if p not in {scene.position for scene in scenes})
    assert read_scenes(scenes_text(scenes, denied)) == (tuple(scenes), denied)


@given(st.integers(1, 99 * 3600))
def test_lengths_are_written_as_they_are_read(seconds: int) -> None:
    assert film_time(film_clock(seconds)) == seconds
