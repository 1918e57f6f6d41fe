"""*Any stinger?* on a message: the film that it names, told to the asker alone."""

from __future__ import annotations

import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.answers.menus import ANY, refusal_of
from tests.e2e.conftest import Club
from tests.e2e.replies import option_labels, shown_text
from tests.films import MARK

pytestmark = ON_SQLITE


async def test_any_stinger_answers_privately_about_the_film_named(club: Club) -> None:
    message = await club.alice.send(club.lobby, "Night Harbour tonight?")
    result = await club.bob.context_menu(club.lobby, ANY, message)
    assert result.ephemeral
    assert result.response is not None
    text = shown_text(result.response.components)
    assert "Stay seated · Night Harbour" in text
    assert f"||The {MARK}" in text


@pytest.mark.parametrize(
    "text",
    [
        "Tickets for Night Harbour are booked, who is coming?",
        "Tickets for Night Harbour are booked. Do we stay when the credits start?",
    ],
)
async def test_a_title_as_it_is_written_is_clear_in_running_text(club: Club, text: str) -> None:
    message = await club.alice.send(club.lobby, text)
    result = await club.bob.context_menu(club.lobby, ANY, message)
    assert result.response is not None
    assert "Stay seated · Night Harbour" in shown_text(result.response.components)


async def test_any_stinger_reads_links_and_asks_back(club: Club) -> None:
    link = await club.alice.send(club.lobby, "https://www.imdb.com/title/tt9000002/")
    result = await club.bob.context_menu(club.lobby, ANY, link)
    assert result.response is not None
    assert "Quiet Meadow" in shown_text(result.response.components)
    several = await club.alice.send(club.lobby, "does the twin have a stinger?")
    asked = await club.bob.context_menu(club.lobby, ANY, several)
    assert asked.ephemeral
    assert asked.response is not None
    assert len(option_labels(asked.response.components)) == 3
    chosen = await club.bob.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="select/film:choose:private"
    )
    assert chosen.ephemeral


async def test_a_link_to_something_else_hides_no_film_that_is_named(club: Club) -> None:
    for link in ("https://www.imdb.com/name/nm0000001/", "https://www.imdb.com/title/tt7000007/"):
        message = await club.alice.send(club.lobby, f"Night Harbour tonight? {link}")
        result = await club.bob.context_menu(club.lobby, ANY, message)
        assert result.response is not None
        assert "Night Harbour" in shown_text(result.response.components)
        message = await club.alice.send(club.lobby, link)
        refused = await club.bob.context_menu(club.lobby, ANY, message)
        assert "link" in refusal_of(club, refused)


@pytest.mark.parametrize("text", ["lunch?", "\u0301" * 1900, "||||", "`"])
async def test_any_stinger_says_when_no_film_is_named(club: Club, text: str) -> None:
    message = await club.alice.send(club.lobby, text)
    result = await club.bob.context_menu(club.lobby, ANY, message)
    assert refusal_of(club, result) == "I find no film in that message. Look it up with /stinger."
