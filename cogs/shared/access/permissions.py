"""What the bot must be allowed to do, what a member must be, and the link of the invitation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import discord

from cogs.shared.errors import UserFacingError
from data.locales import N_, _


@dataclass(frozen=True, slots=True)
class Need:
    """A permission of the bot, by discord.py's name, and what does not work without it,
    marked by ``N_``.
    """

    permission: str
    without: str


NEEDS = (
    Need("view_channel", N_("I do not see this channel.")),
    Need("send_messages", N_("I cannot write anything here: no answer, no reminder, no theory.")),
    Need(
        "send_messages_in_threads",
        N_("I cannot answer or remind anybody in this channel's threads."),
    ),
    # Discord refuses a reply without it (160002); and to find a message of its own again after a
    # crash, before it would send it twice.
    Need(
        "read_message_history",
        N_("I cannot reply to questions here, and after a crash a reminder may come twice."),
    ),
    Need("manage_messages", N_("I cannot take away a message that is to be covered as a spoiler.")),
    Need("manage_webhooks", N_("Covered words stand under my name, not under their author's.")),
    Need(
        "attach_files", N_("I cannot cover messages with files, nor show screenshots of evidence.")
    ),
    Need("create_public_threads", N_("I cannot open a thread for a theory or a watch party here.")),
    Need("create_events", N_("I cannot announce watch parties as events of the server.")),
    Need("manage_threads", N_("I can neither lock a theory's thread nor delete it.")),
)
"""What the slices need; the permission doctor reads it out."""

BOARD, ALERTS, REMINDERS, PARTIES = (
    N_("theory board"),
    N_("moderator alerts"),
    N_("reminders"),
    N_("watch parties"),
)
"""What a channel can be used for that needs less, or more, than answering does."""

_READABLE = frozenset(("view_channel", "send_messages"))
_FOR_PURPOSE = {
    ALERTS: _READABLE,
    REMINDERS: _READABLE | {"send_messages_in_threads", "read_message_history"},
    PARTIES: _READABLE
    | {"send_messages_in_threads", "read_message_history", "create_public_threads"}
    | {"create_events"},
    BOARD: _READABLE
    | {"send_messages_in_threads", "read_message_history", "attach_files", "manage_threads"},
}
_FOR_ANSWERS = frozenset(need.permission for need in NEEDS) - {"manage_threads"}


def needs_for(purposes: Iterable[str]) -> list[Need]:
    """What the bot needs in a channel used for all of these, in the order of :data:`NEEDS`."""
    wanted = frozenset[str]().union(
        *(_FOR_PURPOSE.get(purpose, _FOR_ANSWERS) for purpose in purposes)
    )
    return [need for need in NEEDS if need.permission in wanted]


NEEDED = discord.Permissions(**{need.permission: True for need in NEEDS})
"""Exactly the permissions of :data:`NEEDS`; the invitation asks for these and no more."""

SHOWN_NAMES = {
    "view_channel": N_("View Channel"),
    "read_messages": N_("View Channel"),
    "send_messages": N_("Send Messages"),
    "send_messages_in_threads": N_("Send Messages in Threads"),
    "read_message_history": N_("Read Message History"),
    "manage_messages": N_("Manage Messages"),
    "manage_webhooks": N_("Manage Webhooks"),
    "attach_files": N_("Attach Files"),
    "create_public_threads": N_("Create Public Threads"),
    "create_events": N_("Create Events"),
    "manage_threads": N_("Manage Threads"),
    "manage_channels": N_("Manage Channels"),
}
"""What Discord's settings call a permission, in every language as Discord does in it."""

Place = discord.abc.GuildChannel | discord.Thread


class BotLacksPermissionError(UserFacingError):
    """The bot may not do in a channel what it is asked for."""

    def __init__(self, place: Place, missing: list[str]) -> None:
        names = ", ".join(missing)
        super().__init__(
            _(
                "I lack a permission in {channel}: {permissions}. An admin can grant it in the "
                "channel's settings; nothing was changed.",
                channel=place.mention,
                permissions=names,
            )
        )


class NotAllowedError(UserFacingError):
    """The member lacks the rights; ``needed`` says who has them, in the language spoken."""

    def __init__(self, needed: str) -> None:
        super().__init__(_("Only {members} can do this.", members=needed))


class EveryonesRoleError(UserFacingError):
    """The role that is to give a right is *@everyone*."""

    sentence = N_(
        "All members have that role, so all of them would get this right. Choose a role that only "
        "those have whom you trust with it."
    )


class ServerOnlyError(UserFacingError):
    """It makes sense in a server only, and there only where the bot is a member."""

    sentence = N_("This works in servers that have added me, not in DMs.")


_NAMES_IN_FORUMS = {
    "send_messages": N_("Create Posts"),
    "send_messages_in_threads": N_("Send Messages in Posts"),
    "manage_threads": N_("Manage Posts"),
}
"""What the settings of a forum call them."""


def missing_permissions(place: Place, needed: discord.Permissions) -> list[str]:
    """The names, as Discord's settings show them, of what the bot lacks in a channel."""
    granted = place.permissions_for(place.guild.me)
    lacking = [name for name, wanted in needed if wanted and not getattr(granted, name)]
    return [shown_name(name, place) for name in lacking]


def shown_name(permission: str, place: Place | None = None) -> str:
    """A permission of discord.py as Discord's settings call it, those of a channel or a role's."""
    if isinstance(place, discord.ForumChannel) and permission in _NAMES_IN_FORUMS:
        return _(_NAMES_IN_FORUMS[permission])
    return _(SHOWN_NAMES[permission])


def lacks_tags(channel: object) -> bool:
    """Whether a forum requires a tag on every post and has none at all, so that it takes none."""
    return (
        isinstance(channel, discord.ForumChannel)
        and channel.flags.require_tag
        and not channel.available_tags
    )


def require_bot_permissions(place: Place, **needed: bool) -> None:
    """Raise :class:`BotLacksPermissionError` unless the bot has all of them in the channel."""
    missing = missing_permissions(place, discord.Permissions(**needed))
    if missing:
        raise BotLacksPermissionError(place, missing)


def require_server(
    interaction: discord.Interaction[Any],
) -> tuple[discord.Guild, discord.Member]:
    """The server and the asking member; raises :class:`ServerOnlyError` elsewhere.

    A server in which the command is only user-installed is elsewhere too: the bot is no member.
    """
    guild, member = interaction.guild, interaction.user
    if guild is None or guild.me is None or not isinstance(member, discord.Member):
        raise ServerOnlyError
    return guild, member


def require_manager(interaction: discord.Interaction[Any]) -> discord.Guild:
    """The server, if the member may manage it.

    Discord hides such commands from others, but a server can change that, and a button is pressed
    by whoever sees it. Raises :class:`ServerOnlyError` or :class:`NotAllowedError` otherwise.
    """
    guild, _member = require_server(interaction)
    if not interaction.permissions.manage_guild:
        raise NotAllowedError(_("members who may manage this server"))
    return guild


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Whether the member may manage messages where the interaction happens."""
    return interaction.permissions.manage_messages


def is_curator(member: discord.Member, curator_role_id: int | None) -> bool:
    """Whether a member decides on facts: by the server's curator role, or by managing it."""
    manages = member.guild_permissions.manage_guild
    return manages or any(role.id == curator_role_id for role in member.roles)


def require_chosen_few(guild: discord.Guild, *role_ids: object) -> None:
    """Raise :class:`EveryonesRoleError` if one is the role of all members, *@everyone*.

    For roles that give their members a right; Discord gives *@everyone* the server's own id.
    """
    if guild.id in role_ids:
        raise EveryonesRoleError


def invite_link(application_id: int) -> str:
    """The address under which an admin adds the bot with :data:`NEEDED`."""
    return discord.utils.oauth_url(
        application_id, permissions=NEEDED, scopes=("bot", "applications.commands")
    )
