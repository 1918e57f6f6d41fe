"""``/help`` and ``/status`` as members, moderators, admins and the operator see them."""

from __future__ import annotations

import logging

import discord
import simcord

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, choose_forged
from tests.e2e.replies import components_of, full_text

pytestmark = ON_SQLITE


def screen_of(result: simcord.InteractionResult) -> str:
    """The screen that the select shows as chosen."""
    assert result.response is not None
    (select,) = [c for c in components_of(result.response.components) if c["type"] == 3]
    (chosen,) = [option["value"] for option in select["options"] if option["default"]]
    assert isinstance(chosen, str)
    return chosen


def offered(result: simcord.InteractionResult) -> list[str]:
    """The screens that the select offers."""
    assert result.response is not None
    (select,) = [c for c in components_of(result.response.components) if c["type"] == 3]
    return [option["value"] for option in select["options"]]


async def screen(
    who: simcord.MemberActor, opened: simcord.InteractionResult, key: str
) -> simcord.InteractionResult:
    assert opened.response is not None
    return await who.select(opened.response.message, [key], custom_id="select/help:screen")


async def test_everybody_begins_with_the_same_few_lines(club: Club) -> None:
    members = ["first", "ask", "remind", "argue", "guide", "yours"]
    screens = {}
    for who in (club.alice, club.moderator, club.admin):
        result = await who.slash(club.lobby, "help")
        assert result.ephemeral
        assert screen_of(result) == "first"
        assert len(full_text(result).splitlines()) <= 7
        screens[who.name] = offered(result)
    assert screens == {
        "alice": members,
        "moderator": [*members, "moderator"],
        "admin": [*members, "moderator", "admin"],
    }


async def test_a_curator_is_offered_what_curators_do(club: Club) -> None:
    role = club.server.create_role("Curators")
    carol = club.server.add_member(club.env.create_user("carol"), roles=[role])
    await club.bot.preferences.change_server(club.server.id, curator_role_id=role.id)
    assert "moderator" in offered(await carol.slash(club.lobby, "help"))


async def test_nobody_but_the_operator_sees_the_operators_commands(club: Club) -> None:
    opened = await club.admin.slash(club.lobby, "help")
    assert "operator" not in offered(opened)
    others = [await screen(club.admin, opened, key) for key in offered(opened)]
    told = [full_text(shown) for shown in (opened, *others)]
    assert "operator promote" not in "".join(told)
    club.bot.owner_id = club.admin.id
    opened = await club.admin.slash(club.lobby, "help")
    assert "operator promote" in full_text(await screen(club.admin, opened, "operator"))


async def test_a_screen_that_is_not_offered_is_not_shown(club: Club) -> None:
    result = await choose_forged(club, club.alice, "help:screen", "operator")
    assert screen_of(result) == "first"


async def test_every_command_of_the_bot_is_on_some_screen_by_its_mention(club: Club) -> None:
    """What /help tells is what Discord has, so that it cannot go stale."""
    club.bot.owner_id = club.admin.id
    opened = await club.admin.slash(club.lobby, "help")
    told = ""
    for key in offered(opened):
        shown = full_text(await screen(club.admin, opened, key))
        assert len(shown) < 4_000
        told += shown
    ids = {c.name: c.id for c in await club.bot.tree.fetch_commands()}
    for command in club.bot.tree.walk_commands():
        if not isinstance(command, discord.app_commands.Group):
            name = command.qualified_name
            assert f"</{name}:{ids[name.split()[0]]}>" in told
    for menu in club.bot.tree.get_commands(type=discord.AppCommandType.message):
        assert f"**{menu.name}**" in told


async def test_the_select_outlives_a_restart(club: Club) -> None:
    opened = await club.admin.slash(club.lobby, "help")
    assert opened.response is not None
    await club.restart()
    assert "Ask about a film" in full_text(await screen(club.admin, opened, "ask"))


async def test_without_ids_the_names_are_plain(club: Club) -> None:
    club.env.inject_error("GET", "/applications/*/commands", status=500, times=None)
    await club.restart()
    first = full_text(await club.alice.slash(club.lobby, "help")).splitlines()[1]
    assert first.startswith("- **Ask**: `/stinger`")


async def test_help_and_status_work_in_dms_and_threads(club: Club) -> None:
    carol = club.env.create_user("carol")
    assert screen_of(await carol.slash("help")) == "first"
    assert "### Stinger" in full_text(await carol.slash("status"))
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
    text = full_text(result)
    assert "I know 8 films, as of Jan 2026." in text
    assert "Nothing has gone wrong since I started" in text
    assert "operator" not in text
    assert "sqlite" not in text
    club.bot.owner_id = club.alice.id
    text = full_text(await club.alice.slash(club.lobby, "status"))
    assert "**For the operator**\nOne process runs all shards.\nI am in 1 server.\n" in text
    assert "The database is `sqlite" in text


async def test_errors_are_counted_until_the_bot_ends(club: Club) -> None:
    logging.getLogger("cogs.films").error("something with a member's words")
    club.bot.owner_id = club.alice.id
    text = full_text(await club.alice.slash(club.lobby, "status"))
    assert "1 thing has gone wrong since I started" in text
    assert "in `cogs.films`" in text
    assert "words" not in text


async def test_slices_tell_their_health(club: Club) -> None:
    async def well() -> str | None:
        return "Tests: next at noon"

    async def silent() -> str | None:
        return None

    club.bot.registry.health["tests"] = well
    club.bot.registry.health["silent"] = silent
    assert "\nTests: next at noon\n" in full_text(await club.alice.slash(club.lobby, "status"))
