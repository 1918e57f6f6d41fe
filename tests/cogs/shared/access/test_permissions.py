"""What the bot asks for, and why."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord

from cogs.shared.access.permissions import NEEDED, NEEDS, invite_link, shown_name


def test_the_invitation_asks_for_exactly_the_union_of_the_needs() -> None:
    query = parse_qs(urlsplit(invite_link(12345)).query)
    asked = discord.Permissions(int(query["permissions"][0]))
    named = discord.Permissions.none()
    for need in NEEDS:
        named |= discord.Permissions(**{need.permission: True})
    assert asked == named == NEEDED
    assert query["scope"] == ["bot applications.commands"]


def test_nothing_dangerous_is_asked_for() -> None:
    for name in (
        "administrator",
        "manage_guild",
        "manage_roles",
        "ban_members",
        "mention_everyone",
    ):
        assert not getattr(NEEDED, name)


def test_every_need_says_in_a_sentence_what_fails_without_it() -> None:
    for need in NEEDS:
        assert need.without.endswith(".")
        assert len(need.without) <= 100
        assert shown_name(need.permission)[0].isupper()
