"""The Film Club: the simulated server that the stage plays in, and the people in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
import simcord
from simcord.backend.cdn import CDN_BASE

from stage.club.avatars import BOT_AVATAR, letter_avatar
from stage.club.words import (
    CHAT,
    FIRST_RULE,
    HOUSE_RULES,
    LOBBY,
    SPOILERS,
    TAGS,
    THEORIES,
    TOPICS,
    tag,
)

BOT_NAME = "Stinger"
ASKED_BY_SIMULATOR = discord.Permissions(manage_channels=True)
"""The simulator wants it for what Discord does with Manage Threads: a post's tags, a lock."""

AVATAR = "picture"
"""The hash that stands for everybody's picture; Discord would make one of the picture itself."""

COLORS = {
    "Mia": "#8e5bd0",
    "Omar": "#2f8f83",
    "Ada": "#b3702b",
    "Noa": "#4d7ac7",
    "Kit": "#b84a62",
    "Lena": "#3f8f4f",
    "Raj": "#a0527f",
    "Suki": "#4f6db8",
    "Tom": "#8a7a2e",
    "Yara": "#5d6b85",
}
"""Everybody in the club with the colour of their picture; the visitor can play the first four."""


@dataclass(frozen=True)
class Player:
    """A member of the club whom the visitor can play."""

    key: str
    name: str
    actor: simcord.MemberActor


@dataclass(frozen=True)
class Club:
    """The server with its three channels; the first player is the one a visit starts as.

    `regulars` are members whom nobody plays, by their names; they have been there for as long as
    the players but the newcomer. `pictures` are PNG files of everybody, the bot too, by user id.
    """

    guild: simcord.GuildHandle
    lobby: simcord.ChannelHandle
    spoilers: simcord.ChannelHandle
    theories: simcord.ChannelHandle
    players: tuple[Player, ...]
    regulars: Mapping[str, simcord.MemberActor]
    pictures: Mapping[int, bytes]

    def player(self, key: str) -> simcord.MemberActor:
        """The player of that key. Raises KeyError."""
        return {player.key: player.actor for player in self.players}[key]


def found_club(env: simcord.Env, now: datetime, permissions: discord.Permissions) -> Club:
    """Build the club in `env` before its bot starts, and leave the simulated clock at `now`.

    The club and its old members date from the simulator's first instant, so that only the
    newcomer has a fresh account. The bot gets `permissions`, as from its invite link, and
    `ASKED_BY_SIMULATOR`. Ids depend on nothing but the order in here: a kept database knows the
    server again.
    Raises ValueError if `now` lies before the simulator's first instant.
    """
    env.backend.edit_bot_profile(BOT_NAME)
    env.backend.bot_user.avatar = AVATAR
    ada = _person(env, "Ada")
    guild = env.create_guild("Film Club", owner=ada)
    bot_role = next(role for role in env.backend.guilds[guild.id].roles.values() if role.managed)
    bot_role.permissions = (permissions | ASKED_BY_SIMULATOR).value
    moderator = guild.create_role("Moderator", permissions=_moderating(), color=0x4FB3A5)
    admin = guild.create_role("Admin", permissions=_administrating(), color=0xE0A458)
    mia = guild.add_member(_person(env, "Mia"))
    omar = guild.add_member(_person(env, "Omar"), roles=[moderator])
    boss = guild.add_member(ada, roles=[admin])
    lobby = guild.create_text_channel(LOBBY, topic=TOPICS[LOBBY])
    spoilers = guild.create_text_channel(SPOILERS, topic=TOPICS[SPOILERS])
    theories = guild.create_forum_channel(THEORIES)
    _set_tags(env, theories)
    regulars = {name: guild.add_member(_person(env, name)) for name in list(COLORS)[4:]}
    _go_to(env, now - timedelta(minutes=12))
    channels, people = {LOBBY: lobby, SPOILERS: spoilers}, {"Mia": mia, "Omar": omar, **regulars}
    for channel, name, words in CHAT:
        env.backend.create_message(channels[channel].id, people[name].id, words)
    _pin_house_rules(env, theories, omar)
    _go_to(env, now)
    noa = guild.add_member(_person(env, "Noa"))
    players = (
        Player("member", "Mia", mia),
        Player("moderator", "Omar", omar),
        Player("admin", "Ada", boss),
        Player("newcomer", "Noa", noa),
    )
    return Club(guild, lobby, spoilers, theories, players, regulars, _pictures(env))


def picture_files(club: Club) -> dict[str, tuple[str, bytes]]:
    """The club's pictures by the addresses at which SimCord looks for them.

    A webhook that speaks under a member's name shows the picture at Discord's own address.
    """
    return {
        address: (f"{user_id}.png", content)
        for user_id, content in club.pictures.items()
        for address in (
            f"{CDN_BASE}/avatars/{user_id}/{AVATAR}.png",
            f"{discord.Asset.BASE}/avatars/{user_id}/{AVATAR}.png?size=1024",
        )
    }


def _person(env: simcord.Env, name: str) -> simcord.UserHandle:
    return env.create_user(name.casefold(), global_name=name, avatar=AVATAR)


def _pictures(env: simcord.Env) -> dict[int, bytes]:
    users = env.backend.users.values()
    letters = {
        user.id: letter_avatar(user.global_name, COLORS[user.global_name])
        for user in users
        if user.global_name in COLORS
    }
    return {env.backend.bot_user.id: BOT_AVATAR.read_bytes(), **letters}


def _moderating() -> discord.Permissions:
    return discord.Permissions(
        manage_messages=True, manage_threads=True, manage_events=True, moderate_members=True
    )


def _administrating() -> discord.Permissions:
    return discord.Permissions(administrator=True)


def _set_tags(env: simcord.Env, forum: simcord.ChannelHandle) -> None:
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    tags = [{"id": str(env.backend.snowflake()), "name": tag(name), **plain} for name in TAGS]
    env.backend.edit_channel(forum.id, {"available_tags": tags})


def _go_to(env: simcord.Env, instant: datetime) -> None:
    seconds = (instant - env.now()).total_seconds()
    if seconds < 0:
        raise ValueError(f"the stage cannot start at {instant}, before {env.now()}")
    env.backend.advance_clock(seconds)


def _pin_house_rules(
    env: simcord.Env, forum: simcord.ChannelHandle, omar: simcord.MemberActor
) -> None:
    post = env.backend.create_thread(forum.id, HOUSE_RULES, omar.id)
    env.backend.create_message(post.id, omar.id, FIRST_RULE)
