"""The real bot on a simulated Discord, with people to act in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
import pytest
import simcord
from discord import ui

from cogs import EXTENSIONS
from cogs.shared.bot import Resources, StingerBot
from cogs.shared.items import ActionSelect
from data.database import Database
from data.lookup import Lookup
from stage.supplement.webhooks import capable_webhooks
from tests.films import small_catalogue


def virtual_clock() -> datetime:
    return discord.utils.utcnow()  # noqa: TID251 - the simulator's clock


@dataclass
class Club:
    """A server with one text channel, and who is in it.

    ``env.now()`` is the simulated instant; ``env.advance_time(seconds)`` moves it.
    """

    env: simcord.Env
    resources: Resources
    server: simcord.GuildHandle
    lobby: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor
    moderator: simcord.MemberActor
    admin: simcord.MemberActor

    @property
    def bot(self) -> StingerBot:
        bot = self.env.bot
        assert isinstance(bot, StingerBot)
        return bot

    @property
    def mention(self) -> str:
        """How a member writes to the bot."""
        assert self.bot.user is not None
        return self.bot.user.mention

    async def restart(self) -> None:
        """Stop the bot and start a new one on the same database, as after a crash."""
        await self.env.restart_bot(make_bot(self.resources))


def make_bot(resources: Resources) -> StingerBot:
    return StingerBot(resources, EXTENSIONS, shard_count=1, force_sync=True)


@pytest.fixture
def message_content() -> bool:
    """Whether the operator lets the bot read messages; :data:`MAY_LISTEN` says that they do."""
    return False


MAY_LISTEN = pytest.mark.parametrize("message_content", [True], ids=["may listen"])


@pytest.fixture
def resources(database: Database, message_content: bool) -> Resources:
    """What a bot stands on, over a small catalogue; once on each database."""
    catalogue = small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    return Resources(database, catalogue, lookup, virtual_clock, message_content=message_content)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    """The bot that SimCord's plugin puts on its simulated Discord."""
    return make_bot(resources)


@pytest.fixture
def club(simcord_env: simcord.Env, resources: Resources) -> Club:
    """A running bot in a server with some members."""
    env = simcord_env
    server = env.create_guild("Film Club")
    moderators = server.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True)
    )
    admins = server.create_role("Admins", permissions=discord.Permissions(administrator=True))
    return Club(
        env=env,
        resources=resources,
        server=server,
        lobby=server.create_text_channel("lobby"),
        alice=server.add_member(env.create_user("alice")),
        bob=server.add_member(env.create_user("bob")),
        moderator=server.add_member(env.create_user("moderator"), roles=[moderators]),
        admin=server.add_member(env.create_user("admin"), roles=[admins]),
    )


@pytest.fixture
def webhook_buttons() -> Iterator[None]:
    """Let webhooks post buttons, as Discord does for those that an application owns."""
    with capable_webhooks():
        yield


async def choose_forged(
    club: Club, who: simcord.MemberActor, action: str, value: str, argument: str = ""
) -> simcord.InteractionResult:
    """Choose a value that the bot itself would not offer, or does not offer any more."""
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    options = [discord.SelectOption(label="forged", value=value or "nothing")]
    select: ui.Select[Any] = ui.Select(options=options, min_values=int(bool(value)))
    view = ui.View(timeout=None)
    view.add_item(item := ActionSelect(action, argument, select))
    message = await channel.send(view=view)
    chosen = [value] if value else []
    return await who.select(message, chosen, custom_id=item.custom_id)


async def archived_thread(club: Club) -> simcord.ChannelHandle:
    """An archived thread of the lobby, which the library therefore does not know.

    The simulator lets people act there; it does not wake the thread when they write.
    """
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="x", type=discord.ChannelType.public_thread)
    await thread.edit(archived=True)
    await club.env.settle()
    assert channel.guild.get_thread(thread.id) is None
    return next(handle for handle in club.lobby.threads if handle.id == thread.id)
