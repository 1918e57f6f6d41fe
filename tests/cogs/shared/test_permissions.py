"""What the bot needs, in the words of Discord's settings."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord

from cogs.shared.permissions import NEEDED, invite_link


def test_the_invitation_asks_for_exactly_what_is_needed() -> None:
    query = parse_qs(urlsplit(invite_link(42)).query)
    assert query["client_id"] == ["42"]
    assert query["permissions"] == [str(NEEDED.value)]
    assert query["scope"] == ["bot applications.commands"]


def test_what_is_needed_is_little() -> None:
    assert NEEDED.read_message_history
    assert NEEDED.is_subset(discord.Permissions.all())
    for never in (
        "administrator",
        "manage_guild",
        "mention_everyone",
        "manage_roles",
        "ban_members",
    ):
        assert not getattr(NEEDED, never)
