"""What a server decides about theories: the board, its tags, and who may vote."""

from __future__ import annotations

from typing import Literal

import discord

from cogs.shared.bot import Interaction
from cogs.shared.permissions import NotAllowedError, require_bot_permissions, require_server
from cogs.theories.thread import Tagging, add_missing_tags
from data.servers.preferences import ServerSettings, Setting

Removable = Literal["board", "curators", "waiver", "alerts"]
"""What ``/theory setup`` can take back."""

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
    """Check and keep what was chosen, and answer with all settings.

    Channels are tried first: a board that cannot be used is not kept.
    """
    guild, member = require_server(interaction)
    if not member.guild_permissions.manage_guild:
        raise NotAllowedError("members who manage the server")
    await interaction.response.defer(ephemeral=True, thinking=True)
    tagging = Tagging()
    if alerts is not None:
        require_bot_permissions(alerts, view_channel=True, send_messages=True)
        changes["theory_alerts_id"] = alerts.id
    if board is not None:
        require_bot_permissions(
            board,
            view_channel=True,
            send_messages=True,
            send_messages_in_threads=True,
            manage_threads=True,
        )
        tagging = await add_missing_tags(board)
        changes["theory_board_id"] = board.id
    if changes:
        await interaction.client.preferences.change_server(guild.id, **changes)
    lines = setting_lines(await interaction.client.preferences.server(guild.id))
    if tagging.added:
        lines.append(f"Tags added to the board: {', '.join(tagging.added)}.")
    if tagging.lacking:
        lines.append(
            f"The board lacks the tags {', '.join(tagging.lacking)}. Add them yourself, or grant "
            "me Manage Channels there and name the board once more; theories work without them."
        )
    await interaction.followup.send("\n".join(["### Theories", *lines]), ephemeral=True)


def setting_lines(settings: ServerSettings) -> list[str]:
    """The settings as a server reads them."""
    board = (
        f"<#{settings.theory_board_id}>"
        if settings.theory_board_id
        else ("none: a theory becomes a thread where it is started")
    )
    alerts = (
        f"<#{settings.theory_alerts_id}>"
        if settings.theory_alerts_id
        else ("the server's own channel for moderators, else its owner")
    )
    curators = f"<@&{settings.curator_role_id}>, and" if settings.curator_role_id else "only"
    waiver = (
        f"; <@&{settings.theory_waiver_role_id}> at once"
        if (settings.theory_waiver_role_id)
        else ""
    )
    hidden = "those who have rated" if settings.theory_results_hidden else "everybody"
    return [
        f"- Board: {board}",
        f"- Curators: {curators} those who manage the server",
        f"- To resolve a theory: {'two curators' if settings.theory_two_curators else 'one'}",
        f"- May rate: accounts from {settings.theory_account_days} days on, "
        f"{settings.theory_member_hours} hours after joining{waiver}",
        f"- Scores are shown to: {hidden}, from 5 ballots on",
        f"- Ballots and reports that are held are told to: {alerts}",
    ]
