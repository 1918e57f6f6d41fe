"""The Film Club: the simulated server that the stage plays in, and the people in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
import simcord

BOT_NAME = "Stinger"
ASKED_BY_SIMULATOR = discord.Permissions(manage_channels=True)
"""The simulator wants it for what Discord does with Manage Threads: a post's tags, a lock."""

TAGS = ("Open", "Closed", "Confirmed", "Debunked", "Partly", "Unknowable")


@dataclass(frozen=True)
class Player:
    """A member of the club whom the visitor can play; `note` says what their part is about."""

    key: str
    name: str
    note: str
    actor: simcord.MemberActor


@dataclass(frozen=True)
class Club:
    """The server with its three channels; the first player is the one a visit starts as."""

    guild: simcord.GuildHandle
    lobby: simcord.ChannelHandle
    spoilers: simcord.ChannelHandle
    theories: simcord.ChannelHandle
    players: tuple[Player, ...]


def found_club(env: simcord.Env, now: datetime, permissions: discord.Permissions) -> Club:
    """Build the club in `env` before its bot starts, and leave the simulated clock at `now`.

    The club and its old members date from the simulator's first instant, so that only the
    newcomer has a fresh account. The bot gets `permissions`, as from its invite link, and
    `ASKED_BY_SIMULATOR`. Ids depend on nothing but the order in here: a kept database knows the
    server again.
    Raises ValueError if `now` lies before the simulator's first instant.
    """
    env.backend.edit_bot_profile(BOT_NAME)
    ada = env.create_user("ada", global_name="Ada")
    guild = env.create_guild("Film Club", owner=ada)
    bot_role = next(role for role in env.backend.guilds[guild.id].roles.values() if role.managed)
    bot_role.permissions = (permissions | ASKED_BY_SIMULATOR).value
    moderator = guild.create_role("Moderator", permissions=_moderating(), color=0x4FB3A5)
    admin = guild.create_role("Admin", permissions=_administrating(), color=0xE0A458)
    mia = guild.add_member(env.create_user("mia", global_name="Mia"))
    omar = guild.add_member(env.create_user("omar", global_name="Omar"), roles=[moderator])
    boss = guild.add_member(ada, roles=[admin])
    lobby = guild.create_text_channel("lobby", topic="What are we watching? Please no spoilers.")
    spoilers = guild.create_text_channel(
        "spoilers", topic="Seen it? Hide what others may not know."
    )
    theories = guild.create_forum_channel("theories")
    _set_tags(env, theories)
    _go_to(env, now - timedelta(minutes=12))
    _say_hello(env, lobby, mia, omar)
    _pin_house_rules(env, theories, omar)
    _go_to(env, now)
    noa = guild.add_member(env.create_user("noa", global_name="Noa"))
    players = (
        Player("member", "Mia", "A member for months, without special rights.", mia),
        Player("moderator", "Omar", "May manage messages, threads and events.", omar),
        Player("admin", "Ada", "Owns the server and may do everything.", boss),
        Player("newcomer", "Noa", "Made the account and joined today.", noa),
    )
    return Club(guild, lobby, spoilers, theories, players)


def _moderating() -> discord.Permissions:
    return discord.Permissions(
        manage_messages=True, manage_threads=True, manage_events=True, moderate_members=True
    )


def _administrating() -> discord.Permissions:
    return discord.Permissions(administrator=True)


def _set_tags(env: simcord.Env, forum: simcord.ChannelHandle) -> None:
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    tags = [{"id": str(env.backend.snowflake()), "name": name, **plain} for name in TAGS]
    env.backend.edit_channel(forum.id, {"available_tags": tags})


def _go_to(env: simcord.Env, instant: datetime) -> None:
    seconds = (instant - env.now()).total_seconds()
    if seconds < 0:
        raise ValueError(f"the stage cannot start at {instant}, before {env.now()}")
    env.backend.advance_clock(seconds)


def _say_hello(
    env: simcord.Env,
    lobby: simcord.ChannelHandle,
    mia: simcord.MemberActor,
    omar: simcord.MemberActor,
) -> None:
    say = env.backend.create_message
    say(lobby.id, mia.id, "Tickets for Ballerina are booked. Do we stay when the credits start?")
    say(lobby.id, omar.id, "Ask the bot, it tells no secrets: `/stinger film: Ballerina`")


def _pin_house_rules(
    env: simcord.Env, forum: simcord.ChannelHandle, omar: simcord.MemberActor
) -> None:
    post = env.backend.create_thread(forum.id, "How we write theories here", omar.id)
    env.backend.create_message(
        post.id,
        omar.id,
        "One theory a post, evidence first. What gives a film away stays ||hidden||.",
    )
