"""What the page shows beside the preview: time, places, forum posts, players, notices."""

from collections.abc import Callable
from typing import Any

import simcord
from simcord.backend.access import can_access_channel, can_access_message
from simcord.backend.models import Channel
from simcord.enums import ChannelType

from stage.club.club import BOT_NAME, Player
from stage.simulation import DIRECT, Simulation
from stage.supplement.commands import commands_of
from stage.supplement.locales import discord_locale
from stage.supplement.mentions import mentionable
from stage.supplement.message_menu import Actor, menu_of
from stage.web.notices import NoticeBoard

_KINDS = {ChannelType.TEXT: "text", ChannelType.FORUM: "forum"}


def overview(simulation: Simulation, notices: NoticeBoard) -> dict[str, Any]:
    """Everything as JSON values, and of the channels only what the present player may see.

    Ids are strings, times ISO 8601 in UTC. `preview` is null in a forum; its `key` must be
    handed to the preview's page, and `visit` changes whenever that page must be loaded anew.
    """
    place, preview = simulation.place, simulation.preview
    return {
        "now": simulation.env.now().isoformat(),
        "timezone": simulation.timezone,
        "language": simulation.language,
        "running": simulation.running,
        "visit": simulation.visits,
        "player": place.player.key,
        "place": place.key,
        "preview": preview and {"key": preview.url.partition("#")[2]},
        "players": [{"key": player.key, "name": player.name} for player in simulation.club.players],
        "channels": _channels(simulation, place.player),
        "known": _known(simulation),
        "people": list(mentionable(simulation.env, simulation.club)),
        "commands": _offered(commands_of, simulation),
        "menu": _offered(menu_of, simulation),
        "notices": [{"number": number, "text": text} for number, text in notices.lines],
    }


def _offered(
    ask: Callable[[simcord.Env, Actor, int, str], dict[str, str]], simulation: Simulation
) -> dict[str, str]:
    """What the preview's viewer is offered in its channel, in the language of the page."""
    preview = simulation.preview
    if preview is None:
        return {}
    locale = discord_locale(simulation.language)
    return ask(simulation.env, preview.viewers[0], preview.channel.id, locale)


def _known(simulation: Simulation) -> dict[str, str]:
    """The keys of the places that the page goes to, whatever the club calls them."""
    backend, club = simulation.env.backend, simulation.club
    theories = [
        thread.id
        for thread in backend.channels.values()
        if thread.parent_id == club.theories.id and thread.owner_id == backend.bot_user.id
    ]
    places = {"lobby": club.lobby.id, "spoilers": club.spoilers.id, "theories": club.theories.id}
    if theories:
        places["theory"] = min(theories)
    return {name: str(key) for name, key in places.items()}


def _channels(simulation: Simulation, player: Player) -> list[dict[str, Any]]:
    backend = simulation.env.backend
    guild = backend.guilds[simulation.club.guild.id]
    found = [
        _place(simulation, player, backend.channels[channel_id])
        for channel_id in guild.channel_ids
        if backend.channels[channel_id].type in _KINDS
        and can_access_channel(simulation.env, channel_id, player.actor, history=True)
    ]
    direct = player.actor.user.dm_channel
    found.append(
        {
            "key": DIRECT,
            "name": BOT_NAME,
            "kind": "dm",
            "last": _last_message(simulation, player, direct.id),
            "threads": [],
        }
    )
    return found


def _place(simulation: Simulation, player: Player, channel: Channel) -> dict[str, Any]:
    names = {int(tag["id"]): str(tag["name"]) for tag in channel.available_tags}
    return {
        "key": str(channel.id),
        "name": channel.name,
        "kind": _KINDS[ChannelType(channel.type)],
        "last": _last_message(simulation, player, channel.id),
        "tags": list(names.values()),
        "threads": [
            _thread(simulation, player, thread, names)
            for thread in simulation.env.backend.channels.values()
            if thread.is_thread
            and thread.parent_id == channel.id
            and can_access_channel(simulation.env, thread.id, player.actor, history=True)
        ],
    }


def _thread(
    simulation: Simulation, player: Player, thread: Channel, tag_names: dict[int, str]
) -> dict[str, Any]:
    backend = simulation.env.backend
    owner = backend.users.get(thread.owner_id or 0)
    state = thread.thread_metadata
    return {
        "key": str(thread.id),
        "name": thread.name,
        "last": _last_message(simulation, player, thread.id),
        "tags": [tag_names[tag] for tag in map(int, thread.applied_tags) if tag in tag_names],
        "by": (owner.global_name or owner.name) if owner else "",
        "created": state.create_timestamp if state else "",
        "closed": bool(state and (state.archived or state.locked)),
        "replies": max(len(backend.messages[thread.id]) - 1, 0),
    }


def _last_message(simulation: Simulation, player: Player, channel_id: int) -> str | None:
    env = simulation.env
    viewer = (
        player.actor.user if env.backend.channels[channel_id].guild_id is None else player.actor
    )
    for message in reversed(env.backend.messages.get(channel_id, {}).values()):
        if can_access_message(env, channel_id, message, viewer, history=True):
            return str(message.id)
    return None
