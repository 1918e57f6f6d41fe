"""Listening: what is answered although nobody asked the bot."""

from __future__ import annotations

import discord
import pytest
import simcord

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import MAY_LISTEN, Club
from tests.e2e.replies import shown_text
from tests.films import TWO_SCENES

pytestmark = [
    ON_SQLITE,
    MAY_LISTEN,
]

QUESTION = "is there anything after the credits of night harbour?"


async def said(club: Club, text: str) -> list[discord.Message]:
    """Have Alice say something to nobody in particular; the bot's messages that follow."""
    before = len(club.lobby.history())
    await club.alice.send(club.lobby, text)
    return club.lobby.history()[before + 1 :]


async def listen(club: Club) -> None:
    await club.bot.preferences.listening.set(club.server.id, club.lobby.id, listens=True)


async def test_the_operators_switch_alone_makes_nobody_listen(club: Club) -> None:
    assert club.bot.intents.message_content
    assert await said(club, QUESTION) == []


async def test_a_clear_question_is_answered_where_a_server_opted_in(club: Club) -> None:
    await listen(club)
    (answer,) = await said(club, QUESTION)
    text = shown_text([c.to_dict() for c in answer.components])
    assert text.startswith(f"### {TWO_SCENES.label}")
    assert "||Stay seated" in text
    (link,) = await said(club, QUESTION)
    assert str(answer.id) in link.content


@pytest.mark.parametrize(
    "text",
    [
        "night harbour credits scene",
        "is there a post credits scene?",
        "does the twin have a post credits scene?",
        "the stinger of night harbour made me cry",
        "did you like the post credits scene of night harbour?",
        "mid vs post credits?",
        "does a post credit scene change the ending?",
    ],
)
async def test_everything_else_is_left_alone(club: Club, text: str) -> None:
    await listen(club)
    assert await said(club, text) == []


async def test_a_place_where_stinger_is_off_is_not_listened_to(club: Club) -> None:
    await listen(club)
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.OFF)
    assert await said(club, QUESTION) == []


def test_the_intent_is_asked_for_only_if_the_operator_says_so(club: Club) -> None:
    assert simcord.intents.missing_privileged_intents(
        club.bot.intents, discord.Intents(guilds=True)
    ) == ["message_content"]
