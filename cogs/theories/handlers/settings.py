"""What a server decides about theories: the board, its tags, and who may vote.

Admins decide it with ``/theory setup``, and choose the channels on the screen of ``/config setup``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import discord
from discord import ui

from cogs.shared.access.permissions import (
    ALERTS,
    BOARD,
    NotAllowedError,
    lacks_tags,
    require_bot_permissions,
    require_server,
)
from cogs.shared.access.spoiler_channels import MARK, WHY, can_be_marked, offer
from cogs.shared.bot import Interaction
from cogs.shared.items import ActionSelect
from cogs.shared.registry import ChannelUse, TitledSelect
from cogs.theories.rules.credibility import LEAST_SHOWN
from cogs.theories.rules.refusals import ChannelGoneError, TagsNeededError
from cogs.theories.thread import TagChange, add_missing_tags
from data.servers.preferences import ServerSettings, Setting

Removable = Literal["board", "curators", "waiver", "alerts"]
"""What ``/theory setup`` can take back."""

SET_BOARD, SET_ALERTS = "theory:board", "theory:alerts"
"""Choosing the board, and the channel in which moderators are told of held ballots."""

ALERTS_NEED = {"view_channel": True, "send_messages": True}
BOARD_NEEDS = {**ALERTS_NEED, "send_messages_in_threads": True, "manage_threads": True}
"""The permissions that the bot must have there, by discord.py's names."""

COLUMNS = {
    "board": "theory_board_id",
    "curators": "curator_role_id",
    "waiver": "theory_waiver_role_id",
    "alerts": "theory_alerts_id",
}


async def change_settings(
    interaction: Interaction,
    board: discord.ForumChannel | None,
    alerts: discord.TextChannel | None,
    changes: dict[str, Setting],
) -> None:
    """Check and store what was chosen, and answer with all settings.

    A channel that the bot cannot use is not stored; raises :class:`BotLacksPermissionError`.
    """
    guild, member = require_server(interaction)
    if not member.guild_permissions.manage_guild:
        raise NotAllowedError("members who manage the server")
    await interaction.response.defer(ephemeral=True, thinking=True)
    tags = TagChange()
    if alerts is not None:
        require_bot_permissions(alerts, **ALERTS_NEED)
        changes["theory_alerts_id"] = alerts.id
    if board is not None:
        require_bot_permissions(board, **BOARD_NEEDS)
        tags = await add_missing_tags(board)
        if lacks_tags(board) and not tags.added:
            raise TagsNeededError(board.mention)
        changes["theory_board_id"] = board.id
    if changes:
        await interaction.client.preferences.change_server(guild.id, **changes)
    lines = setting_lines(await interaction.client.preferences.server(guild.id))
    lines += _tag_lines(tags)
    view = ui.View(timeout=None)
    if board is not None and await _could_ask_readers(interaction, board):
        lines.append(WHY)
        view.add_item(offer(board.id))
    await interaction.followup.send("\n".join(["### Theories", *lines]), view=view, ephemeral=True)


async def _could_ask_readers(interaction: Interaction, board: discord.ForumChannel) -> bool:
    bot = interaction.client
    if MARK not in bot.doorway or not can_be_marked(board):
        return False
    return board.id not in await bot.spoiler_channels.of(board.guild.id)


def _tag_lines(tags: TagChange) -> list[str]:
    lines = []
    if tags.added:
        lines.append(f"Tags added to the board: {', '.join(tags.added)}.")
    if tags.lacking:
        names = ", ".join(tags.lacking)
        lines.append(
            f"The board has as many tags as Discord allows, and lacks {names}; theories work "
            "without them."
            if tags.full
            else f"The board lacks the tags {names}. Add them yourself, or grant "
            "me Manage Channels there and name the board once more; theories work without them."
        )
    return lines


def setting_lines(settings: ServerSettings) -> list[str]:
    """The settings as a server reads them."""
    board = (
        f"<#{settings.theory_board_id}>"
        if settings.theory_board_id
        else "none: a theory becomes a thread where it is started"
    )
    alerts = (
        f"<#{settings.theory_alerts_id}>"
        if settings.theory_alerts_id
        else "the server's own channel for moderators, else its owner"
    )
    curators = f"<@&{settings.curator_role_id}>, and" if settings.curator_role_id else "only"
    waiver = (
        f"; <@&{settings.theory_waiver_role_id}> at once" if settings.theory_waiver_role_id else ""
    )
    hidden = "those who have rated" if settings.theory_results_hidden else "everybody"
    return [
        f"- Board: {board}",
        f"- Curators: {curators} those who manage the server",
        f"- To resolve a theory: {'two curators' if settings.theory_two_curators else 'one'}",
        f"- May rate: accounts from {settings.theory_account_days} days on, "
        f"{settings.theory_member_hours} hours after joining{waiver}",
        f"- Scores are shown to: {hidden}, from {LEAST_SHOWN} ballots on",
        f"- Held ballots and reports are announced in: {alerts}",
    ]


def chosen_channels(settings: ServerSettings) -> list[ChannelUse]:
    """The channels that a server has chosen for theories."""
    chosen = (
        (settings.theory_board_id, BOARD),
        (settings.theory_alerts_id, ALERTS),
    )
    return [ChannelUse(channel_id, purpose) for channel_id, purpose in chosen if channel_id]


def channel_selects(guild: discord.Guild, settings: ServerSettings) -> list[TitledSelect]:
    """A select for each channel, empty where the present choice is none or does not exist."""
    board = guild.get_channel(settings.theory_board_id or 0)
    alerts = guild.get_channel(settings.theory_alerts_id or 0)
    return [
        ("**Board**, a forum for theories", _select(SET_BOARD, discord.ChannelType.forum, board)),
        (
            "**Moderator alerts**: where held ballots and reports are announced",
            _select(SET_ALERTS, discord.ChannelType.text, alerts),
        ),
    ]


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
