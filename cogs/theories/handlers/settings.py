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
    require_chosen_few,
    require_server,
)
from cogs.shared.access.spoiler_channels import MARK, WHY, can_be_marked, offer
from cogs.shared.bot import Interaction
from cogs.shared.items import ActionSelect, new_view
from cogs.shared.language import readers_language
from cogs.shared.registry import ChannelUse, TitledSelect
from cogs.theories.rules.credibility import LEAST_SHOWN
from cogs.theories.rules.refusals import ChannelGoneError, TagsNeededError
from cogs.theories.thread import TagChange, add_missing_tags
from data.locales import N_, _, _n, speaking
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

    What cannot be used is not stored; raises :class:`BotLacksPermissionError` for a channel and
    :class:`EveryonesRoleError` for a role.
    """
    guild, member = require_server(interaction)
    if not member.guild_permissions.manage_guild:
        raise NotAllowedError(_("members who may manage this server"))
    require_chosen_few(guild, *(changes.get(COLUMNS[role]) for role in ("curators", "waiver")))
    await interaction.response.defer(ephemeral=True, thinking=True)
    tags = TagChange()
    if alerts is not None:
        require_bot_permissions(alerts, **ALERTS_NEED)
        changes["theory_alerts_id"] = alerts.id
    if board is not None:
        require_bot_permissions(board, **BOARD_NEEDS)
        with speaking(await readers_language(interaction, private=False)):
            tags = await add_missing_tags(board)
        if lacks_tags(board) and not tags.added:
            raise TagsNeededError(board.mention)
        changes["theory_board_id"] = board.id
    if changes:
        await interaction.client.preferences.change_server(guild.id, **changes)
    lines = setting_lines(await interaction.client.preferences.server(guild.id))
    lines += _tag_lines(tags)
    view = new_view()
    if board is not None and await _could_ask_readers(interaction, board):
        lines.append(_(WHY))
        view.add_item(offer(board.id))
    title = _("Theories")
    text = "\n".join([f"### {title}", *lines])
    await interaction.followup.send(text, view=view, ephemeral=True)


async def _could_ask_readers(interaction: Interaction, board: discord.ForumChannel) -> bool:
    bot = interaction.client
    if MARK not in bot.doorway or not can_be_marked(board):
        return False
    return board.id not in (await bot.spoiler_channels.of(board.guild.id) or ())


def _tag_lines(tags: TagChange) -> list[str]:
    lines = []
    if tags.added:
        added = ", ".join(tags.added)
        lines.append(_("Tags added to the board: {tags}.", tags=added))
    if tags.lacking:
        names = ", ".join(tags.lacking)
        lacking = N_(
            "The board lacks the tags {tags}. Add them yourself, or give me Manage Channels there "
            "and choose the board once more. Theories work without them."
        )
        if tags.full:
            lacking = N_(
                "The board has as many tags as Discord allows, and lacks {tags}. Theories work "
                "without them."
            )
        lines.append(_(lacking, tags=names))
    return lines


def setting_lines(settings: ServerSettings) -> list[str]:
    """The settings as a server reads them."""
    lines = [
        _board_line(settings.theory_board_id),
        _curators_line(settings.curator_role_id),
        _("To resolve a theory: two curators")
        if settings.theory_two_curators
        else _("To resolve a theory: one curator"),
        *_rating_lines(settings),
        _("Scores: shown to those who have rated, from {least} ballots on", least=LEAST_SHOWN)
        if settings.theory_results_hidden
        else _("Scores: shown to everybody, from {least} ballots on", least=LEAST_SHOWN),
        _alerts_line(settings.theory_alerts_id),
    ]
    return [f"- {line}" for line in lines]


def _board_line(channel_id: int | None) -> str:
    if channel_id is None:
        return _("Board: none. A theory becomes a thread where it is started.")
    channel = f"<#{channel_id}>"
    return _("Board: {channel}", channel=channel)


def _curators_line(role_id: int | None) -> str:
    if role_id is None:
        return _("Curators: only members who manage the server")
    role = f"<@&{role_id}>"
    return _("Curators: {role}, and members who manage the server", role=role)


def _rating_lines(settings: ServerSettings) -> list[str]:
    days, hours = settings.theory_account_days, settings.theory_member_hours
    line = _(
        "Who may rate: accounts at least {days} old, {hours} after joining",
        days=_n("{count} day", "{count} days", days),
        hours=_n("{count} hour", "{count} hours", hours),
    )
    if settings.theory_waiver_role_id is None:
        return [line]
    at_once = f"<@&{settings.theory_waiver_role_id}>"
    return [line, _("Who may rate at once: {role}", role=at_once)]


def _alerts_line(channel_id: int | None) -> str:
    if channel_id is None:
        return _("Held ballots and reports: told in Discord's moderator channel, else to the owner")
    channel = f"<#{channel_id}>"
    return _("Held ballots and reports: told in {channel}", channel=channel)


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
        (
            _("**Board**, a forum for theories"),
            _select(SET_BOARD, discord.ChannelType.forum, board),
        ),
        (
            _("**Moderator alerts**: where I tell of held ballots and reports"),
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
    guild, _member = require_server(interaction)
    channel = guild.get_channel(int(values[0])) if values and values[0].isdecimal() else None
    if values and channel is None:
        raise ChannelGoneError
    return channel


def _select(
    action: str, kind: discord.ChannelType, chosen: discord.abc.GuildChannel | None
) -> ActionSelect:
    present = [] if chosen is None else [discord.SelectDefaultValue.from_channel(chosen)]
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        placeholder=_("No channel"), min_values=0, channel_types=[kind], default_values=present
    )
    return ActionSelect(action, "", select)
