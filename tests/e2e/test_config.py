"""``/config`` as those who manage a server use it, and as others try to."""

from __future__ import annotations

import discord
import pytest
import simcord

from cogs.server.cards.setup import SET_CURATORS, SET_EMBARGO, SET_LISTENING, SET_POLICY
from cogs.shared.access.permissions import NEEDED
from cogs.shared.errors import UserFacingError
from cogs.shared.registry import ChannelUse, ConfigSection, SampleReply
from data.servers.policy import Policy
from data.servers.preferences import ServerSettings
from data.text import HiddenText
from tests.e2e.conftest import Club, choose_forged
from tests.e2e.reading import components_of, shown_text
from tests.e2e.reminding import save
from tests.films import HOSTILE, TWO_SCENES, UPCOMING

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

COMMANDS: dict[str, dict[str, str]] = {
    "setup": {},
    "policy": {"mode": "strict"},
    "embargo": {"film": TWO_SCENES.id},
    "doctor": {},
    "export": {},
    "leaktest": {},
}


async def read(result: simcord.InteractionResult) -> str:
    assert result.response is not None
    return result.response.content + shown_text(result.response.components)


def refusal(club: Club) -> str:
    """The sentence of the last refusal; acknowledges it."""
    error = club.env.errors[-1]
    cause = error.__cause__ or error
    assert isinstance(cause, UserFacingError)
    return str(cause)


async def open_setup(club: Club) -> discord.Message:
    result = await club.admin.slash(club.lobby, "config setup")
    assert result.ephemeral
    assert result.response is not None
    return result.response.message


async def choose(club: Club, screen: discord.Message, action: str, values: list[object]) -> str:
    return await read(await club.admin.select(screen, values, custom_id=f"select/{action}"))


def selected(components: object, action: str) -> list[str]:
    """What a select of the screen shows as chosen."""
    (select,) = [c for c in components_of(components) if c.get("custom_id") == f"select/{action}"]
    if "default_values" in select:
        return [str(value["id"]) for value in select["default_values"]]
    return [option["value"] for option in select.get("options", ()) if option.get("default")]


async def test_the_screen_shows_safe_defaults_when_nobody_has_chosen(club: Club) -> None:
    result = await club.admin.slash(club.lobby, "config setup")
    assert result.response is not None
    shown = result.response.components
    assert selected(shown, SET_POLICY) == ["standard"]
    assert selected(shown, SET_EMBARGO) == ["14"]
    assert selected(shown, SET_CURATORS) == []
    assert "Nothing here is needed" in shown_text(shown)
    assert "Message Content" in shown_text(shown)


async def test_what_is_chosen_is_kept_and_shown_again_also_after_a_restart(club: Club) -> None:
    screen = await open_setup(club)
    await choose(club, screen, SET_POLICY, ["strict"])
    await club.restart()
    await choose(club, screen, SET_EMBARGO, ["30"])
    role = club.server.create_role("Curators")
    await choose(club, screen, SET_CURATORS, [role])
    settings = await club.bot.preferences.server(club.server.id)
    assert (settings.embargo_days, settings.curator_role_id) == (30, role.id)
    assert await club.bot.preferences.policies(club.server.id) == {club.server.id: Policy.STRICT}
    result = await club.admin.slash(club.lobby, "config setup")
    assert result.response is not None
    assert selected(result.response.components, SET_POLICY) == ["strict"]
    assert selected(result.response.components, SET_EMBARGO) == ["30"]
    assert selected(result.response.components, SET_CURATORS) == [str(role.id)]
    await choose(club, result.response.message, SET_CURATORS, [])
    assert (await club.bot.preferences.server(club.server.id)).curator_role_id is None


async def test_rights_are_checked_when_something_is_chosen(club: Club) -> None:
    """Somebody who lost their rights still has the screen open."""
    screen = await open_setup(club)
    member = club.bot.get_guild(club.server.id)
    assert member is not None
    role = discord.utils.get(member.roles, name="Admins")
    assert role is not None
    await role.edit(permissions=discord.Permissions.none())
    result = await club.admin.select(screen, ["off"], custom_id=f"select/{SET_POLICY}")
    assert result.ephemeral
    assert "Only members who may manage this server" in await read(result)
    assert await club.bot.preferences.policies(club.server.id) == {}


@pytest.mark.parametrize("command", COMMANDS)
async def test_others_see_no_command_and_may_run_none(club: Club, command: str) -> None:
    assert not any(n.startswith("config") for n in club.alice.available_commands(club.lobby))
    (config,) = [c for c in await club.bot.tree.fetch_commands() if c.name == "config"]
    club.server.set_command_permissions(config, {club.alice: True})
    result = await club.alice.slash(club.lobby, f"config {command}", **COMMANDS[command])
    assert result.ephemeral
    assert await read(result) == "Only members who may manage this server can do this."
    assert refusal(club)
    assert await club.bot.preferences.policies(club.server.id) == {}


async def test_there_is_nothing_to_configure_in_a_dm(club: Club) -> None:
    user = club.env.create_user("carol")
    assert not any(name.startswith("config") for name in user.available_commands())


@pytest.mark.parametrize("archived", [False, True])
async def test_it_works_in_threads(club: Club, archived: bool) -> None:
    """SimCord does not hold writing into an archived thread back; these answers write nowhere."""
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="x", type=discord.ChannelType.public_thread)
    await thread.edit(archived=archived)
    (place,) = club.lobby.threads
    for command, options in COMMANDS.items():
        result = await club.admin.slash(place, f"config {command}", **options)
        assert result.ephemeral
    said = await read(await club.admin.slash(place, "config policy", mode="off", channel=place))
    assert f"<#{thread.id}> is **off**" in said
    answer = await club.alice.slash(place, "stinger", film=TWO_SCENES.id)
    assert answer.ephemeral


async def test_a_policy_holds_where_it_is_set_and_can_be_taken_back(club: Club) -> None:
    category = club.server.create_category("||cinema|| @everyone `x`")
    inner = club.server.create_text_channel("inner", category=category)
    said = await read(
        await club.admin.slash(club.lobby, "config policy", mode="private", channel=category)
    )
    assert said == f"Now <#{category.id}> is **private**. Nobody but the asker sees an answer."
    assert (await club.alice.slash(inner, "stinger", film=TWO_SCENES.id)).ephemeral
    assert not (await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral
    await club.admin.slash(club.lobby, "config policy", mode="standard", channel=inner)
    assert not (await club.alice.slash(inner, "stinger", film=TWO_SCENES.id)).ephemeral
    back = {"mode": "as around it", "channel": inner}
    assert "follows what is around it" in await read(
        await club.admin.slash(club.lobby, "config policy", **back)
    )
    assert (await club.alice.slash(inner, "stinger", film=TWO_SCENES.id)).ephemeral


async def test_without_a_channel_the_server_is_meant(club: Club) -> None:
    await club.admin.slash(club.lobby, "config policy", mode="off")
    assert (await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral
    said = await read(await club.admin.slash(club.lobby, "config policy", mode="as around it"))
    assert said == "Now the whole server is standard again."
    assert not (await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral


async def test_what_was_set_for_a_channel_goes_with_it(club: Club) -> None:
    gone = club.server.create_text_channel("gone")
    await club.admin.slash(club.lobby, "config policy", mode="off", channel=gone)
    channel = club.bot.get_channel(gone.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    await club.env.settle()
    assert await club.bot.preferences.policies(club.server.id) == {}


async def test_an_embargo_of_one_film_is_set_lifted_and_taken_back(club: Club) -> None:
    async def embargo(film: str, **days: int) -> str:
        return await read(await club.admin.slash(club.lobby, "config embargo", film=film, **days))

    assert "Night Harbour Returns (2026) is under embargo until" in await embargo(
        UPCOMING.id, days=90
    )
    setup = await read(await club.admin.slash(club.lobby, "config setup"))
    assert "Night Harbour Returns (2026) until" in setup
    assert "under no embargo: that would have ended" in await embargo(TWO_SCENES.id, days=90)
    assert "under no embargo now" in await embargo(UPCOMING.id, days=0)
    conduct = await club.bot.preferences.conduct_at([club.server.id])
    assert not conduct.embargoes_now(UPCOMING, club.env.now())
    assert "as every other film again" in await embargo(UPCOMING.id)
    conduct = await club.bot.preferences.conduct_at([club.server.id])
    assert conduct.embargoes_now(UPCOMING, club.env.now())
    assert "\\|" not in await embargo(HOSTILE.id, days=0)


async def test_an_embargo_is_never_set_for_a_guessed_film(club: Club) -> None:
    result = await club.admin.slash(club.lobby, "config embargo", film="the twin 1999", days=3)
    assert "Pick the film from the list" in await read(result)
    assert refusal(club)


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
    report = await read(await club.admin.slash(club.lobby, "config doctor"))
    assert f"<#{mute.id}> (theory board)\n- **Send Messages** is missing: I cannot" in report
    (about_unseen,) = report.split(f"<#{unseen.id}> (alerts)\n")[1].split("**gone place**")[:1]
    assert about_unseen.strip() == "- **View Channel** is missing: I do not see this channel."
    assert "**gone place**: the channel that was chosen is gone" in report
    assert f"<#{club.lobby.id}>" not in report
    setup = await read(await club.admin.slash(club.lobby, "config setup"))
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
    report = await read(await club.admin.slash(club.lobby, "config doctor"))
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
    report = await read(await club.admin.slash(club.lobby, "config doctor"))
    assert f"<#{channel.id}> (" not in report
    assert f"<#{club.lobby.id}> (here)\n- **Manage Messages** is missing" in report


async def test_the_doctor_looks_where_a_reminder_is_going_to_be_sent(club: Club) -> None:
    await save(club)
    mute = discord.PermissionOverwrite(send_messages=False)
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.default_role, overwrite=mute)
    elsewhere = club.server.create_text_channel("elsewhere")
    report = await read(await club.admin.slash(elsewhere, "config doctor"))
    assert f"<#{club.lobby.id}> (reminders)\n- **Send Messages** is missing" in report


async def test_the_doctor_says_that_all_is_well_and_where_it_looked(club: Club) -> None:
    screen = await open_setup(club)
    result = await club.admin.click(screen, custom_id="config:doctor:")
    assert result.ephemeral
    assert f"Nothing is missing in <#{club.lobby.id}>." in await read(result)


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
    report = await read(result)
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
    report = await read(await club.admin.slash(club.lobby, "config doctor"))
    assert "My role in this server lacks: **Manage Webhooks**" in report
    assert f"permissions={NEEDED.value}" in report


async def test_the_export_is_a_private_file_with_a_neutral_name(club: Club) -> None:
    result = await club.admin.slash(club.lobby, "config export")
    assert result.ephemeral
    assert result.response is not None
    (file,) = result.response.attachments
    assert file.filename == "SPOILER_server-data.json"


async def test_the_leak_test_passes_and_says_how_much_it_made(club: Club) -> None:
    result = await club.admin.slash(club.lobby, "config leaktest")
    assert result.ephemeral
    assert "No hidden text can be read in any of them" in await read(result)


async def test_the_leak_test_names_a_careless_reply(club: Club) -> None:
    def careless(hidden: HiddenText) -> list[SampleReply]:
        return [SampleReply("thread", names=(hidden.unwrap_for_spoiler(),))]

    club.bot.registry.samplers["tests"] = careless
    report = await read(await club.admin.slash(club.lobby, "config leaktest"))
    assert "**1 place** may show hidden text:\n- tests, thread: name" in report


@pytest.mark.parametrize(
    ("action", "forged"),
    [
        (SET_POLICY, "none"),
        (SET_POLICY, ""),
        (SET_EMBARGO, "366"),
        (SET_EMBARGO, "-1"),
        (SET_EMBARGO, "\uff19"),
        (SET_EMBARGO, "9" * 60),
        (SET_CURATORS, "123456789012345678"),
        (SET_CURATORS, "1,2"),
        (SET_LISTENING, "1"),
    ],
)
async def test_a_forged_choice_changes_nothing(club: Club, action: str, forged: str) -> None:
    result = await choose_forged(club, club.admin, action, forged)
    assert result.ephemeral
    assert "Something went wrong" not in await read(result)
    assert await club.bot.preferences.policies(club.server.id) == {}
    assert await club.bot.preferences.server(club.server.id) == ServerSettings()
