"""What people type as a film, by hand and by accident; and what nobody should be able to send."""

from __future__ import annotations

from itertools import product

import discord
import pytest
import simcord

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, option_labels, reads, sees
from tests.films import FILMS, TWINS, TWO_SCENES, UPCOMING

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),  # it counts refusals as errors
]


async def test_choices_are_few_unique_and_safe(club: Club) -> None:
    for typed in (
        "",
        " ",
        "n",
        "night har",
        "the twin",
        "||",
        "@everyone",
        "x" * 100,
        "\u0301" * 80,
    ):
        choices = await club.alice.autocomplete(club.lobby, "stinger", "film", typed)
        labels = [choice["name"] for choice in choices]
        assert len(choices) <= 25
        assert len(set(labels)) == len(labels)
        assert all(len(choice["name"]) <= 100 for choice in choices)
        assert {choice["value"] for choice in choices} <= {film.id for film in FILMS}


async def test_before_anything_is_typed_the_best_known_are_offered(club: Club) -> None:
    choices = await club.alice.autocomplete(club.lobby, "stinger", "film", "")
    assert choices[0]["name"] == TWO_SCENES.label


async def test_films_of_the_last_weeks_are_offered_before_them(club: Club) -> None:
    await club.env.advance_time(24 * 3600)
    choices = await club.alice.autocomplete(club.lobby, "stinger", "film", "")
    labels = [choice["name"] for choice in choices]
    assert labels[:2] == [UPCOMING.label, TWO_SCENES.label]
    assert len(set(labels)) == len(labels)


async def test_what_is_picked_is_shown(club: Club) -> None:
    (choice, *_) = await club.alice.autocomplete(club.lobby, "stinger", "film", "night harb")
    result = await club.alice.slash(club.lobby, "stinger", film=choice["value"])
    assert TWO_SCENES.label in sees(answer(result))


@pytest.mark.parametrize("film", TWINS)
async def test_two_films_of_one_name_and_year_are_asked_about(club: Club, film: object) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="the twin 1999")
    assert asked.ephemeral
    assert answer(asked).content == "Which film do you mean by “the twin 1999”?"
    labels = option_labels(answer(asked).components)
    assert labels == [*(twin.label for twin in TWINS), "None of these"]
    for twin in TWINS:
        if twin is film:
            chosen = await club.alice.select(answer(asked).message, [twin.id])
            assert not chosen.ephemeral
            assert twin.label in sees(answer(chosen))


async def test_the_question_of_a_private_look_up_leads_to_a_private_card(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="the twin 1999", share="only me")
    chosen = await club.alice.select(answer(asked).message, [TWINS[0].id])
    assert chosen.ephemeral


async def test_none_of_these_says_what_to_try(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="the twin 1999")
    await club.alice.select(answer(asked).message, ["none"])
    after = answer(asked)
    assert "with the year" in after.content
    assert after.components == []


async def test_what_names_no_film_is_answered_in_private(
    club: Club, subtests: pytest.Subtests
) -> None:
    for typed, said in (
        (" ", "Type the name of a film"),
        ("\u200b", "Type the name of a film"),
        ("||", "I know no film called “││”"),
        ("https://www.themoviedb.org/person/3223-robert-downey-jr", "not a film's page"),
        ("https://www.themoviedb.org/tv/1399", "not a film's page"),
        ("https://www.imdb.com/title/tt0000001", "do not know the film behind that link"),
    ):
        with subtests.test(typed=typed):
            result = await club.alice.slash(club.lobby, "stinger", film=typed)
            assert result.ephemeral
            assert said in answer(result).content


async def test_garbage_is_answered_kindly_and_shown_literally(
    club: Club, subtests: pytest.Subtests
) -> None:
    for typed in (
        *("x" * 100, "@everyone @here <@1> <#1>", "`a` **b** [c](https://e.com)", "\u0301" * 4_000),
        *("\u202eretsnits", "||a||", "```\nx", "\N{FILM FRAMES}" * 50),
    ):
        with subtests.test(typed=typed):
            result = await club.alice.slash(club.lobby, "stinger", film=typed)
            assert result.ephemeral
            told = answer(result)
            assert told.content.startswith(
                ("I know no film called", "Which film do you mean", "Type the", "That link")
            )
            assert len(told.content) <= 300
            assert not told.message.mentions
            assert not told.message.mention_everyone
            assert "https://" not in told.content.replace("https\\:\\/\\/", "")
            assert len(option_labels(told.components)) <= 4


async def press(club: Club, custom_id: str) -> simcord.InteractionResult:
    """Press a button with any custom id, as only a broken or an old message could hold it."""
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="forged", custom_id=custom_id))
    return await club.alice.click(await channel.send("old", view=view), custom_id=custom_id)


async def test_a_forged_film_is_said_to_be_gone(club: Club, subtests: pytest.Subtests) -> None:
    films = ("no-such-film", "night-harbour-2024.", "a:b:c", "1.99.7", "ü")
    for action, film in product(("card", "private", "share", "why"), films):
        with subtests.test(action=action, film=film):
            result = await press(club, f"{action}:film:{film}")
            assert result.ephemeral
            assert "no longer in the catalogue" in answer(result).content


async def test_an_action_of_nobody_is_said_to_be_switched_off(club: Club) -> None:
    result = await press(club, "nobody:does-this:1")
    assert result.ephemeral
    assert "switched off here" in answer(result).content


async def test_a_film_can_be_looked_up_by_any_of_its_names(club: Club) -> None:
    for typed in ("night harbour", "Hafen bei Nacht", "tt9000001", TWO_SCENES.label):
        result = await club.bob.slash(club.lobby, "stinger", film=typed)
        assert reads(answer(result)).startswith("Stay seated · Night Harbour (2024)")
