"""The channels for theories, as they are chosen on the screen of ``/config setup``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from cogs.shared.bot import Interaction
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionSelect
from cogs.shared.permissions import require_server
from cogs.shared.registry import ChannelUse, TitledSelect
from cogs.theories.handlers.settings import change_settings
from data.servers.preferences import ServerSettings

if TYPE_CHECKING:
    from cogs.shared.doorway import Doorway

SET_BOARD = "theory:board"
SET_ALERTS = "theory:alerts"


class ChannelGoneError(UserFacingError):
    """What was chosen is no channel of the kind, or not one that the bot sees."""

    def __init__(self) -> None:
        super().__init__("That channel is gone, or hidden from me. Choose another one.")


def chosen_channels(settings: ServerSettings) -> list[ChannelUse]:
    """The channels that a server has chosen for theories."""
    chosen = (
        (settings.theory_board_id, "theory board"),
        (settings.theory_alerts_id, "word to moderators"),
    )
    return [ChannelUse(channel_id, purpose) for channel_id, purpose in chosen if channel_id]


def channel_selects(guild: discord.Guild, settings: ServerSettings) -> list[TitledSelect]:
    """A select for each, with the present choice; one that exists no more is none."""
    board = guild.get_channel(settings.theory_board_id or 0)
    alerts = guild.get_channel(settings.theory_alerts_id or 0)
    return [
        ("**Board**, a forum for theories", _select(SET_BOARD, discord.ChannelType.forum, board)),
        (
            "**Word to moderators** of what is held",
            _select(SET_ALERTS, discord.ChannelType.text, alerts),
        ),
    ]


def register_selects(doorway: Doorway) -> None:
    """Answer them."""
    doorway.register_choice(SET_BOARD, choose_board)
    doorway.register_choice(SET_ALERTS, choose_alerts)


async def choose_board(interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
    """Set the board, or take it back."""
    board = _chosen(interaction, values)
    if board is None:
        await change_settings(interaction, None, None, {"theory_board_id": None})
    elif isinstance(board, discord.ForumChannel):
        await change_settings(interaction, board, None, {})
    else:
        raise ChannelGoneError


async def choose_alerts(interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
    """Set the channel where moderators are told of what is held, or take it back."""
    alerts = _chosen(interaction, values)
    if alerts is None:
        await change_settings(interaction, None, None, {"theory_alerts_id": None})
    elif isinstance(alerts, discord.TextChannel):
        await change_settings(interaction, None, alerts, {})
    else:
        raise ChannelGoneError


def _chosen(interaction: Interaction, values: Sequence[str]) -> discord.abc.GuildChannel | None:
    """The channel chosen; ``None`` if none is."""
    guild, _ = require_server(interaction)
    channel = guild.get_channel(int(values[0])) if values and values[0].isdecimal() else None
    if values and channel is None:
        raise ChannelGoneError
    return channel


def _select(
    action: str, kind: discord.ChannelType, chosen: discord.abc.GuildChannel | None
) -> ActionSelect:
    present = [] if chosen is None else [discord.SelectDefaultValue.from_channel(chosen)]
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        placeholder="No channel", min_values=0, channel_types=[kind], default_values=present
    )
    return ActionSelect(action, "", select)
