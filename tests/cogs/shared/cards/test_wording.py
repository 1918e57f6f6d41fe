"""What other facts are called: times, numbers, scenes, films."""

from __future__ import annotations

import pytest

from cogs.shared.cards.wording import (
    clock_offset,
    film_name,
    jump_address,
    month_of,
    runtime_words,
    scene_title,
)
from data.catalogue.film import Film, Scene
from data.catalogue.verdict import Position
from data.locales import speaking
from data.text import HiddenText, SafeText


@pytest.mark.parametrize(
    ("as_of", "month"),
    [
        (None, None),
        ("", None),
        ("2024", "2024"),
        ("2024-12", "Dec 2024"),
        ("2024-01-31", "Jan 2024"),
    ],
)
def test_dates(as_of: str | None, month: str | None) -> None:
    assert month_of(as_of) == month


def test_numbers() -> None:
    assert (clock_offset(5), clock_offset(125), clock_offset(3_600)) == ("0:05", "2:05", "60:00")
    assert (runtime_words(47), runtime_words(131), runtime_words(120)) == (
        "47 min",
        "2 h 11",
        "2 h 00",
    )


def test_a_scenes_title_tells_the_wait_where_one_is_stated() -> None:
    hint, hidden = SafeText("A joke."), HiddenText("It ends.")
    scene = Scene(Position.MID, 1, "sequel tease", hint, hidden, starts=125)
    assert scene_title(1, scene) == "1 · mid-credits, ≈ 2:05 into the credits · sequel tease"
    scene = Scene(Position.POST, 2, "tone change", hint, hidden)
    assert scene_title(2, scene) == "2 · post-credits · tone change"


@pytest.mark.parametrize(
    ("title", "tag", "name"),
    [
        ("Frozen", "de", "Die Eiskönigin (Frozen, 2013)"),
        ("Frozen", "en-US", "Frozen (2013)"),
        ("Frozen", "fr", "Frozen (2013)"),
        ("F" * 90, "de", f"{'F' * 90} (2013)"),
    ],
)
def test_a_film_has_its_own_title_where_its_reader_knows_it_by_that(
    title: str, tag: str, name: str
) -> None:
    label = f"{title} (2013)"
    film = Film("frozen-2013", label, title, 2013, 1, own_titles=(("de", "Die Eiskönigin"),))
    with speaking(tag):
        assert film_name(film) == name


@pytest.mark.parametrize(
    ("ids", "address"),
    [
        ((1, 2, 3), "https://discord.com/channels/1/2/3"),
        ((None, 2, 3), "https://discord.com/channels/@me/2/3"),
        ((1, 2, None), "https://discord.com/channels/1/2"),
    ],
)
def test_where_discord_opens_it(ids: tuple[int | None, int, int | None], address: str) -> None:
    assert jump_address(*ids) == address
