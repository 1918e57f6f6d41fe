"""``/config`` as those who manage a server use it, and as others try to."""

from __future__ import annotations

import discord
import pytest

from cogs.server.cards.setup import SET_CURATORS, SET_EMBARGO, SET_LISTENING, SET_POLICY
from cogs.server.config_cog import EMBARGO
from cogs.shared.entries import CHOOSE_FILM
from cogs.shared.registry import SampleReply
from data.servers.policy import Policy
from data.servers.preferences import ServerSettings
from data.text import HiddenText
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, choose_forged
from tests.e2e.reminders.evenings import refusal
from tests.e2e.replies import answer, components_of, full_text, shown_text
from tests.films import HOSTILE, TWO_SCENES, UPCOMING

pytestmark = ON_SQLITE

COMMANDS: dict[str, dict[str, str]] = {
    "setup": {},
    "policy": {"mode": "strict"},
    "embargo": {"film": TWO_SCENES.id},
    "doctor": {},
    "export": {},
    "leaktest": {},
}


async def open_setup(club: Club) -> discord.Message:
    result = await club.admin.slash(club.lobby, "config setup")
    assert result.ephemeral
    assert result.response is not None
    return result.response.message


async def choose(club: Club, screen: discord.Message, action: str, values: list[object]) -> str:
    return full_text(await club.admin.select(screen, values, custom_id=f"select/{action}"))


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
    assert "You don't have to change anything" in shown_text(shown)
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


async def test_the_role_that_all_members_have_makes_nobody_a_curator(club: Club) -> None:
    screen = await open_setup(club)
    everyone = club.server.roles["@everyone"]
    result = await club.admin.select(screen, [everyone], custom_id=f"select/{SET_CURATORS}")
    assert result.ephemeral
    assert "Choose a role that only those have whom you trust" in full_text(result)
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
    assert "Only members who may manage this server" in full_text(result)
    assert await club.bot.preferences.policies(club.server.id) == {}


@pytest.mark.parametrize("command", COMMANDS)
async def test_others_see_no_command_and_may_run_none(club: Club, command: str) -> None:
    assert not any(n.startswith("config") for n in club.alice.available_commands(club.lobby))
    (config,) = [c for c in await club.bot.tree.fetch_commands() if c.name == "config"]
    club.server.set_command_permissions(config, {club.alice: True})
    result = await club.alice.slash(club.lobby, f"config {command}", **COMMANDS[command])
    assert result.ephemeral
    assert full_text(result) == "Only members who may manage this server can do this."
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
    said = full_text(await club.admin.slash(place, "config policy", mode="off", channel=place))
    assert f"<#{thread.id}> is now **off**" in said
    answer = await club.alice.slash(place, "stinger", film=TWO_SCENES.id)
    assert answer.ephemeral


async def test_a_policy_holds_where_it_is_set_and_can_be_taken_back(club: Club) -> None:
    category = club.server.create_category("||cinema|| @everyone `x`")
    inner = club.server.create_text_channel("inner", category=category)
    said = full_text(
        await club.admin.slash(club.lobby, "config policy", mode="private", channel=category)
    )
    assert said == f"<#{category.id}> is now **private**. Nobody but the asker sees an answer."
    assert (await club.alice.slash(inner, "stinger", film=TWO_SCENES.id)).ephemeral
    assert not (await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral
    await club.admin.slash(club.lobby, "config policy", mode="standard", channel=inner)
    assert not (await club.alice.slash(inner, "stinger", film=TWO_SCENES.id)).ephemeral
    back = {"mode": "as around it", "channel": inner}
    assert "follows what is around it" in full_text(
        await club.admin.slash(club.lobby, "config policy", **back)
    )
    assert (await club.alice.slash(inner, "stinger", film=TWO_SCENES.id)).ephemeral


async def test_without_a_channel_the_server_is_meant(club: Club) -> None:
    await club.admin.slash(club.lobby, "config policy", mode="off")
    assert (await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral
    said = full_text(await club.admin.slash(club.lobby, "config policy", mode="as around it"))
    assert said == "The whole server is standard again."
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
        return full_text(await club.admin.slash(club.lobby, "config embargo", film=film, **days))

    assert "Night Harbour Returns (2026) is under embargo until" in await embargo(
        UPCOMING.id, days=90
    )
    setup = full_text(await club.admin.slash(club.lobby, "config setup"))
    assert "Night Harbour Returns (2026) until" in setup
    assert "under no embargo: that would have ended" in await embargo(TWO_SCENES.id, days=90)
    assert "under no embargo now" in await embargo(UPCOMING.id, days=0)
    conduct = await club.bot.preferences.conduct_at([club.server.id])
    assert not conduct.embargoes_now(UPCOMING, club.env.now())
    assert "like every other film again" in await embargo(UPCOMING.id)
    conduct = await club.bot.preferences.conduct_at([club.server.id])
    assert conduct.embargoes_now(UPCOMING, club.env.now())
    assert "\\|" not in await embargo(HOSTILE.id, days=0)


@pytest.mark.parametrize(
    ("days", "told"), [({"days": 365}, "is under no embargo: that"), ({}, "like every other film")]
)
async def test_an_embargo_goes_on_once_its_film_is_chosen(
    club: Club, days: dict[str, int], told: str
) -> None:
    asked = answer(
        await club.admin.slash(club.lobby, "config embargo", film="the twin 1999", **days)
    )
    assert "Which film do you mean" in asked.content
    twin, select = ["the-twin-1999-104"], "select/film:choose:embargo"
    await club.restart()
    forged = await choose_forged(club, club.alice, CHOOSE_FILM, twin[0], EMBARGO)
    assert "who may manage this server" in full_text(forged)
    chosen = full_text(await club.admin.select(asked.message, twin, custom_id=select))
    assert chosen.startswith("The Twin (1999, 104 min)")
    assert told in chosen
    again = await club.admin.select(asked.message, twin, custom_id=select)
    assert full_text(again).startswith("I no longer know how long that embargo was to be.")


async def test_the_export_is_a_private_file_with_a_neutral_name(club: Club) -> None:
    result = await club.admin.slash(club.lobby, "config export")
    assert result.ephemeral
    assert result.response is not None
    (file,) = result.response.attachments
    assert file.filename == "SPOILER_server-data.json"


async def test_the_leak_test_passes_and_says_how_much_it_made(club: Club) -> None:
    result = await club.admin.slash(club.lobby, "config leaktest")
    assert result.ephemeral
    assert "No hidden text can be read in any of them" in full_text(result)


async def test_the_leak_test_names_a_careless_reply(club: Club) -> None:
    def careless(hidden: HiddenText) -> list[SampleReply]:
        return [SampleReply("thread", names=(hidden.unwrap_for_spoiler(),))]

    club.bot.registry.samplers["tests"] = careless
    report = full_text(await club.admin.slash(club.lobby, "config leaktest"))
    assert "**1 place** may show hidden text:\n- tests, thread: name" in report


async def test_a_forged_choice_changes_nothing(club: Club, subtests: pytest.Subtests) -> None:
    for action, forged in (
        (SET_POLICY, "none"),
        (SET_POLICY, ""),
        (SET_EMBARGO, "366"),
        (SET_EMBARGO, "-1"),
        (SET_EMBARGO, "\uff19"),
        (SET_EMBARGO, "9" * 60),
        (SET_CURATORS, "123456789012345678"),
        (SET_CURATORS, "1,2"),
        (SET_LISTENING, "1"),
    ):
        with subtests.test(action=action, forged=forged):
            result = await choose_forged(club, club.admin, action, forged)
            assert result.ephemeral
            assert "Something went wrong" not in full_text(result)
            assert await club.bot.preferences.policies(club.server.id) == {}
            assert await club.bot.preferences.server(club.server.id) == ServerSettings()
