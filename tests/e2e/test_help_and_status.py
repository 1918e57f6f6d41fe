"""``/help`` and ``/status`` as members, moderators, admins and the operator see them."""

from __future__ import annotations

import logging

import discord
import pytest
import simcord

from tests.e2e.conftest import Club
from tests.e2e.reading import button_ids, components_of, shown_text

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)


def read(result: simcord.InteractionResult) -> str:
    assert result.response is not None
    return result.response.content + shown_text(result.response.components)


def screen_of(result: simcord.InteractionResult) -> str:
    """The screen that the select shows as chosen."""
    assert result.response is not None
    (select,) = [c for c in components_of(result.response.components) if c["type"] == 3]
    (chosen,) = [option["value"] for option in select["options"] if option["default"]]
    assert isinstance(chosen, str)
    return chosen


async def test_everybody_begins_with_their_own_screen(club: Club) -> None:
    screens = {}
    for who in (club.alice, club.moderator, club.admin):
        result = await who.slash(club.lobby, "help")
        assert result.ephemeral
        screens[who.name] = screen_of(result)
    assert screens == {"alice": "member", "moderator": "moderator", "admin": "admin"}


async def test_every_command_of_the_bot_is_on_some_screen_by_its_mention(club: Club) -> None:
    """What /help tells is what Discord has, so that it cannot go stale."""
    opened = await club.alice.slash(club.lobby, "help")
    assert opened.response is not None
    told = ""
    for audience in ("member", "moderator", "admin"):
        result = await club.alice.select(
            opened.response.message, [audience], custom_id="select/help:screen"
        )
        told += read(result)
        while result.response is not None:
            turn = [
                c["custom_id"]
                for c in components_of(result.response.components)
                if c.get("label", "").startswith("Next") and not c.get("disabled")
            ]
            if not turn:
                break
            result = await club.alice.click(result.response.message, custom_id=turn[0])
            told += read(result)
    ids = {c.name: c.id for c in await club.bot.tree.fetch_commands()}
    for command in club.bot.tree.walk_commands():
        if not isinstance(command, discord.app_commands.Group):
            name = command.qualified_name
            assert f"</{name}:{ids[name.split()[0]]}>" in told
    for menu in club.bot.tree.get_commands(type=discord.AppCommandType.message):
        assert f"**{menu.name}**" in told


async def test_everybodys_commands_stand_on_one_screen(club: Club) -> None:
    for who in (club.alice, club.moderator, club.admin):
        result = await who.slash(club.lobby, "help")
        assert result.response is not None
        assert button_ids(result.response.components) == {}
    assert "**Any stinger?**" in read(await club.alice.slash(club.lobby, "help"))


async def test_the_select_outlives_a_restart(club: Club) -> None:
    opened = await club.admin.slash(club.lobby, "help")
    assert opened.response is not None
    await club.restart()
    result = await club.admin.select(
        opened.response.message, ["member"], custom_id="select/help:screen"
    )
    assert "For everybody" in read(result)


async def test_without_ids_the_names_are_plain(club: Club) -> None:
    club.env.inject_error("GET", "/applications/*/commands", status=500, times=None)
    await club.restart()
    first = read(await club.alice.slash(club.lobby, "help")).splitlines()[2]
    assert first.startswith("- `/stinger` Stay or go?")


async def test_help_and_status_work_in_dms_and_threads(club: Club) -> None:
    carol = club.env.create_user("carol")
    assert screen_of(await carol.slash("help")) == "member"
    assert "### Stinger" in read(await carol.slash("status"))
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="x", type=discord.ChannelType.public_thread)
    await thread.edit(archived=True)
    (place,) = club.lobby.threads
    for command in ("help", "status"):
        assert (await club.alice.slash(place, command)).ephemeral


async def test_status_tells_everybody_how_it_is_and_the_operator_more(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "status")
    assert result.ephemeral
    text = read(result)
    assert "Catalogue: 8 films, as of Jan 2026" in text
    assert "0 errors since the start" in text
    assert "operator" not in text
    assert "sqlite" not in text
    club.bot.owner_id = club.alice.id
    text = read(await club.alice.slash(club.lobby, "status"))
    assert "**For the operator**\n1 server\nDatabase: `sqlite" in text


async def test_errors_are_counted_until_the_bot_ends(club: Club) -> None:
    logging.getLogger("cogs.films").error("something with a member's words")
    club.bot.owner_id = club.alice.id
    text = read(await club.alice.slash(club.lobby, "status"))
    assert "1 error since the start" in text
    assert "in `cogs.films`" in text
    assert "words" not in text


async def test_slices_tell_their_health(club: Club) -> None:
    async def well() -> str | None:
        return "Tests: next at noon"

    async def silent() -> str | None:
        return None

    club.bot.registry.health["tests"] = well
    club.bot.registry.health["silent"] = silent
    assert "\nTests: next at noon\n" in read(await club.alice.slash(club.lobby, "status"))
