"""``/config doctor``: what is missing in which channel, and how it is granted."""

from __future__ import annotations

import discord

from cogs.shared.access.permissions import NEEDED
from cogs.shared.registry import ChannelUse, ConfigSection
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import save
from tests.e2e.replies import answer, full_text

pytestmark = ON_SQLITE


async def test_the_doctor_names_what_is_missing_where_and_what_fails(club: Club) -> None:
    everybody = club.server.default_role
    mute = club.server.create_text_channel(
        "mute", overwrites={everybody: discord.PermissionOverwrite(send_messages=False)}
    )
    unseen = club.server.create_text_channel(
        "unseen", overwrites={everybody: discord.PermissionOverwrite(view_channel=False)}
    )
    club.bot.registry.config_sections["tests"] = ConfigSection(
        "Tests",
        "config setup",
        lambda _settings: ["a line"],
        lambda _settings: [
            ChannelUse(mute.id, "theory board"),
            ChannelUse(unseen.id, "alerts"),
            ChannelUse(12345, "gone place"),
        ],
    )
    report = full_text(await club.admin.slash(club.lobby, "config doctor"))
    assert f"<#{mute.id}> (theory board)\n- **Send Messages** is missing: I cannot" in report
    (about_unseen,) = report.split(f"<#{unseen.id}> (alerts)\n")[1].split("**gone place**")[:1]
    assert about_unseen.strip() == "- **View Channel** is missing: I do not see this channel."
    assert "**gone place**: the channel that was chosen is gone" in report
    assert f"<#{club.lobby.id}>" not in report
    setup = full_text(await club.admin.slash(club.lobby, "config setup"))
    assert "**Tests**" in setup
    assert "a line" in setup


async def test_the_doctor_calls_a_forums_permissions_by_their_names_there(club: Club) -> None:
    forum = club.server.create_forum_channel("board")
    await club.bot.preferences.change_server(club.server.id, theory_board_id=forum.id)
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    role = discord.utils.get(guild.me.roles, managed=True)
    assert role is not None
    seeing = discord.Permissions(view_channel=True, send_messages_in_threads=True).value
    for changed in (role.id, guild.id):
        club.env.backend.edit_role(guild.id, changed, {"permissions": seeing})
    report = full_text(await club.admin.slash(club.lobby, "config doctor"))
    board = report.split(f"<#{forum.id}>")[1]
    for named in ("Create Posts", "Manage Posts", "Attach Files", "Read Message History"):
        assert f"- **{named}** is missing: " in board
    assert "Public Threads" not in board


async def test_the_doctor_asks_of_a_channel_only_what_it_is_used_for(club: Club) -> None:
    everybody = club.server.default_role
    quiet = discord.PermissionOverwrite(manage_messages=False, create_public_threads=False)
    channel = club.server.create_text_channel("moderators", overwrites={everybody: quiet})
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    role = discord.utils.get(guild.me.roles, managed=True)
    assert role is not None
    club.env.backend.edit_role(guild.id, role.id, {"permissions": 0})
    await club.bot.preferences.change_server(club.server.id, theory_alerts_id=channel.id)
    report = full_text(await club.admin.slash(club.lobby, "config doctor"))
    assert f"<#{channel.id}> (" not in report
    assert f"<#{club.lobby.id}> (here)\n- **Manage Messages** is missing" in report


async def test_the_doctor_looks_where_a_reminder_is_going_to_be_sent(club: Club) -> None:
    await save(club)
    mute = discord.PermissionOverwrite(send_messages=False)
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.default_role, overwrite=mute)
    elsewhere = club.server.create_text_channel("elsewhere")
    report = full_text(await club.admin.slash(elsewhere, "config doctor"))
    assert f"<#{club.lobby.id}> (reminders)\n- **Send Messages** is missing" in report


async def test_the_doctor_says_that_all_is_well_and_where_it_looked(club: Club) -> None:
    screen = await club.admin.slash(club.lobby, "config setup")
    result = await club.admin.click(answer(screen).message, custom_id="config:doctor:")
    assert result.ephemeral
    assert f"Nothing is missing in <#{club.lobby.id}>." in full_text(result)


async def test_the_doctor_tells_many_ill_channels_within_one_message(club: Club) -> None:
    nothing = discord.PermissionOverwrite.from_pair(
        discord.Permissions(view_channel=True), ~discord.Permissions(view_channel=True)
    )
    for number in range(20):
        channel = club.server.create_text_channel(
            f"c{number}", overwrites={club.server.default_role: nothing}
        )
        await club.bot.preferences.set_policy(club.server.id, channel.id, Policy.STRICT)
    result = await club.admin.slash(club.lobby, "config doctor")
    report = full_text(result)
    told = report.count("(policy strict)")
    assert 3 <= told <= 10
    assert f"… and {20 - told} more channels" in report
    assert "An admin grants these" in report


async def test_the_doctor_tells_what_its_role_lacks_and_how_to_grant_it(club: Club) -> None:
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    role = discord.utils.get(guild.me.roles, managed=True)
    assert role is not None
    lacking = NEEDED & ~discord.Permissions(manage_webhooks=True)
    for changed, permissions in ((role.id, lacking.value), (guild.id, 0)):
        club.env.backend.edit_role(guild.id, changed, {"permissions": permissions})
    report = full_text(await club.admin.slash(club.lobby, "config doctor"))
    assert "My role in this server lacks: **Manage Webhooks**" in report
    assert f"permissions={NEEDED.value}" in report
