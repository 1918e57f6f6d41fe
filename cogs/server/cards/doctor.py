"""The permission doctor: what the bot lacks in the channels it is used in, and what fails then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import discord
from discord import ui

from cogs.shared.access.permissions import BOARD, NEEDED, Need, lacks_tags, needs_for, shown_name
from cogs.shared.access.spoiler_channels import WHY, offer
from cogs.shared.items import new_card
from cogs.shared.registry import ChannelUse
from data.locales import N_, _, _n

MOST_FINDINGS = 10
"""Channels told about in one report: more would not fit, and nobody would read on."""

FINDINGS_LIMIT = 3_000
"""Of the 4,000 characters of a message, what they may take."""

SEEING = "view_channel"

THREADS = "create_public_threads"

WITHOUT_OWN_THREADS = (discord.ForumChannel, discord.VoiceChannel, discord.StageChannel)
"""Where no thread is opened; a forum's posts take the permission to send messages."""

LISTENING = "listening"
"""What a channel is used for in which questions are answered unasked."""


WHAT_TO_DO = N_(
    "An admin grants these in the settings of the channel or its category, under Permissions."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One channel with what it is used for and what the bot lacks there.

    ``channel`` is ``None`` if it exists no more, or is hidden so well that Discord does not tell.
    """

    channel_id: int
    purposes: tuple[str, ...]
    channel: discord.abc.GuildChannel | None
    missing: tuple[Need, ...]

    @property
    def fine(self) -> bool:
        """Whether there is nothing to do."""
        return self.channel is not None and not self.missing and not self.takes_no_post

    @property
    def takes_no_post(self) -> bool:
        """Whether theories are to be posted in a forum that refuses every post."""
        return BOARD in self.purposes and lacks_tags(self.channel)


def examine(guild: discord.Guild, uses: Iterable[ChannelUse]) -> list[Finding]:
    """Look at every channel once, in the order in which they are first named.

    A thread has the permissions of its channel, so that is looked at.
    """
    purposes: dict[int, list[str]] = {}
    for use in uses:
        thread = guild.get_thread(use.channel_id)
        channel_id = use.channel_id if thread is None else thread.parent_id
        purposes.setdefault(channel_id, []).append(use.purpose)
    return [_look_at(guild, place, tuple(dict.fromkeys(uses))) for place, uses in purposes.items()]


def _look_at(guild: discord.Guild, channel_id: int, purposes: tuple[str, ...]) -> Finding:
    channel = guild.get_channel(channel_id)
    if channel is None:
        return Finding(channel_id, purposes, None, ())
    granted = channel.permissions_for(guild.me)
    lacking = [
        need
        for need in needs_for(purposes)
        if not (need.permission == THREADS and isinstance(channel, WITHOUT_OWN_THREADS))
        and not getattr(granted, need.permission)
    ]
    # Without seeing a channel nothing else works in it, and Discord grants nothing else.
    unseen = [need for need in lacking if need.permission == SEEING]
    return Finding(channel_id, purposes, channel, tuple(unseen or lacking))


def doctor_card(
    guild: discord.Guild,
    findings: Sequence[Finding],
    invitation: str,
    *,
    markable: int | None = None,
) -> ui.LayoutView:
    """The report: what my role lacks, then channel by channel, each in a paragraph of its own.

    ``markable`` is the theory board, where that could be one of Discord's Spoiler Channels.
    """
    ill = [finding for finding in findings if not finding.fine]
    told = _that_fit(["\n".join(_lines_about(finding)) for finding in ill])
    title = _("My permissions")
    paragraphs = [f"### {title}", *_role_lines(guild, invitation), *told]
    if len(ill) > len(told):
        more = len(ill) - len(told)
        paragraphs.append(_n("… and {count} more channel", "… and {count} more channels", more))
    if ill:
        paragraphs.append(f"-# {_(WHAT_TO_DO)}")
    else:
        paragraphs.append(_("Nothing is missing in {channels}.", channels=_looked_at(findings)))
    view = new_card()
    container: ui.Container[Any] = ui.Container(*(ui.TextDisplay(text) for text in paragraphs))
    view.add_item(container)
    if markable is not None:
        container.add_item(ui.TextDisplay(_(WHY)))
        view.add_item(ui.ActionRow(offer(markable)))
    return view


def _that_fit(paragraphs: Sequence[str]) -> list[str]:
    """The first ones that a message has room for."""
    lengths = accumulate(len(paragraph) for paragraph in paragraphs)
    fitting = sum(length <= FINDINGS_LIMIT for length in lengths)
    return list(paragraphs[: min(fitting, MOST_FINDINGS)])


def _role_lines(guild: discord.Guild, invitation: str) -> list[str]:
    granted = guild.me.guild_permissions
    lacking = [name for name, wanted in NEEDED if wanted and not getattr(granted, name)]
    if not lacking:
        return []
    names = ", ".join(shown_name(name) for name in lacking)
    return [
        _(
            "My role in this server lacks: **{permissions}**. Grant it in the server's settings, "
            "or [invite me again](<{link}>) with the right ones.",
            permissions=names,
            link=invitation,
        )
    ]


def _lines_about(finding: Finding) -> list[str]:
    purposes = ", ".join(_(purpose) for purpose in finding.purposes)
    if finding.channel is None:
        return [
            _(
                "**{purposes}**: the channel that was chosen is gone, or hidden from me. Choose "
                "another one, or let me see it.",
                purposes=purposes,
            )
        ]
    lines = [f"{finding.channel.mention} ({purposes})"]
    lines += [
        "- "
        + _(
            "**{permission}** is missing: {consequence}",
            permission=shown_name(need.permission, finding.channel),
            consequence=_(need.without),
        )
        for need in finding.missing
    ]
    if finding.takes_no_post:
        untagged = _(
            "It **requires a tag** on every post and has none: every theory is refused. Add one in "
            "the forum's settings, or no longer require it."
        )
        lines.append(f"- {untagged}")
    return lines


def _looked_at(findings: Sequence[Finding]) -> str:
    named = [f"<#{finding.channel_id}>" for finding in findings[:MOST_FINDINGS]]
    more = len(findings) - len(named)
    return ", ".join([*named, *([_n("{count} more", "{count} more", more)] if more else [])])
