"""Where Discord offers the commands of set-up, members' settings and help.

No simulator models commands that a member installs for themselves, so these are the definitions as
Discord gets them: installs 0 are servers and 1 are members; contexts 0 are servers, 1 are DMs with
the bot, 2 are other private channels (Discord's schema: ``integration_types``, ``contexts``).
"""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club

pytestmark = ON_SQLITE


def definition(club: Club, name: str) -> dict[str, Any]:
    command = club.bot.tree.get_command(name)
    assert command is not None
    return command.to_dict(club.bot.tree)


async def test_set_up_is_for_servers_and_hidden_from_members(club: Club) -> None:
    sent = definition(club, "config")
    assert sent["integration_types"] == [0]
    assert sent["contexts"] == [0]
    shown_to = discord.Permissions(int(sent["default_member_permissions"]))
    assert shown_to == discord.Permissions(manage_guild=True)


@pytest.mark.parametrize("name", ["me", "help", "status"])
async def test_what_concerns_the_asker_alone_is_everywhere(club: Club, name: str) -> None:
    sent = definition(club, name)
    assert sent["integration_types"] == [0, 1]
    assert sent["contexts"] == [0, 1, 2]
    assert sent["default_member_permissions"] is None


async def test_the_operators_commands_are_in_no_members_list(club: Club) -> None:
    sent = definition(club, "operator")
    assert sent["integration_types"] == [0]
    assert sent["contexts"] == [0]
    assert int(sent["default_member_permissions"]) == 0
    for who in (club.alice, club.moderator):
        with pytest.raises(simcord.SetupError, match="default-member-permissions"):
            await who.slash(club.lobby, "operator export")
