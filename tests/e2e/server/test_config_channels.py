"""The channels for theories, chosen on the screen of ``/config setup``."""

from __future__ import annotations

import discord
import pytest
import simcord

from cogs.theories.handlers.settings import SET_ALERTS, SET_BOARD
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, choose_forged
from tests.e2e.replies import components_of

pytestmark = ON_SQLITE


def said(result: simcord.InteractionResult) -> str:
    assert result.ephemeral
    replies = [result.response, *result.followups]
    return "\n".join(reply.content for reply in replies if reply is not None)


def chosen_on(result: simcord.InteractionResult) -> dict[str, list[str]]:
    """What the selects of a screen show as chosen, by the action."""
    assert result.response is not None
    return {
        c["custom_id"].removeprefix("select/"): [str(v["id"]) for v in c.get("default_values", ())]
        for c in components_of(result.response.components)
        if c["type"] == discord.ComponentType.channel_select.value
    }


async def test_board_and_word_to_moderators_are_chosen_and_taken_back(club: Club) -> None:
    board = club.server.create_forum_channel("board")
    opened = await club.admin.slash(club.lobby, "config setup")
    assert chosen_on(opened) == {SET_BOARD: [], SET_ALERTS: []}
    assert opened.response is not None
    screen = opened.response.message
    await club.restart()
    answer = await club.admin.select(screen, [board], custom_id=f"select/{SET_BOARD}")
    assert f"- Board: <#{board.id}>" in said(answer)
    answer = await club.admin.select(screen, [club.lobby], custom_id=f"select/{SET_ALERTS}")
    assert f"told in <#{club.lobby.id}>" in said(answer)
    opened = await club.admin.slash(club.lobby, "config setup")
    assert chosen_on(opened) == {SET_BOARD: [str(board.id)], SET_ALERTS: [str(club.lobby.id)]}
    for action in (SET_BOARD, SET_ALERTS):
        await club.admin.select(screen, [], custom_id=f"select/{action}")
    settings = await club.bot.preferences.server(club.server.id)
    assert (settings.theory_board_id, settings.theory_alerts_id) == (None, None)


async def test_others_may_not_choose_them(club: Club) -> None:
    result = await choose_forged(club, club.moderator, SET_ALERTS, str(club.lobby.id))
    assert "Only members who may manage this server" in said(result)
    assert (await club.bot.preferences.server(club.server.id)).theory_alerts_id is None


async def test_what_is_gone_stands_on_the_screen_as_not_chosen(club: Club) -> None:
    """It is not certain that Discord would show a screen that names a channel or role it lacks."""
    await club.bot.preferences.change_server(
        club.server.id, theory_board_id=1234, theory_alerts_id=1235, curator_role_id=1236
    )
    opened = await club.admin.slash(club.lobby, "config setup")
    assert chosen_on(opened) == {SET_BOARD: [], SET_ALERTS: []}
    assert opened.response is not None
    assert "default_values': [{" not in str(opened.response.components)


@pytest.mark.parametrize(
    ("action", "argument"),
    [
        (SET_BOARD, "12345"),
        (SET_BOARD, "9" * 30),
        (SET_BOARD, "lobby"),
        (SET_ALERTS, "1,2"),
        (SET_ALERTS, "x"),
    ],
)
async def test_a_forged_channel_is_not_kept(club: Club, action: str, argument: str) -> None:
    before = await club.bot.preferences.server(club.server.id)
    given = str(club.lobby.id) if argument == "lobby" else argument
    result = await choose_forged(club, club.admin, action, given)
    assert "Choose another one" in said(result)
    assert await club.bot.preferences.server(club.server.id) == before


async def test_the_doctor_finds_a_board_that_refuses_every_post(club: Club) -> None:
    board = club.server.create_forum_channel("board")
    await club.env.settle()
    forum = club.bot.get_channel(board.id)
    assert isinstance(forum, discord.ForumChannel)
    await club.bot.preferences.change_server(club.server.id, theory_board_id=board.id)
    well = await club.admin.slash(club.lobby, "config doctor")
    assert well.response is not None
    assert "requires a tag" not in str(well.response.components)
    forum._flags = discord.ChannelFlags.require_tag.flag  # which the simulator does not model
    ill = await club.admin.slash(club.lobby, "config doctor")
    assert ill.response is not None
    assert "**requires a tag** on every post and has none" in str(ill.response.components)
