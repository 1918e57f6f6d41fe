"""Discord's Spoiler Channels: their policy, and the theory board that becomes one.

The simulator has no flags of channels; :func:`flags` gives it some.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest
import simcord
from simcord.backend import serializers
from simcord.http.router import RequestContext

from cogs.shared.access.spoiler_channels import IS_SPOILER_CHANNEL
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.other_answers import Usual, reroute
from tests.e2e.replies import answer, button_ids, sees
from tests.e2e.theories.theatre import reply_of
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE

Flags = dict[int, int]
OFFER = "Make the board a Spoiler Channel"


@pytest.fixture(autouse=True)
def flags(monkeypatch: pytest.MonkeyPatch) -> Flags:
    """The flags of channels, which Discord tells and takes."""
    kept: Flags = {}
    plain = serializers.channel_payload

    def with_flags(backend: Any, channel: Any) -> Any:
        return {**plain(backend, channel), "flags": kept.get(channel.id, 0)}

    def taking_flags(ctx: RequestContext, usual: Usual) -> Any:
        body = dict(ctx.body())
        if "flags" not in body:
            return usual(ctx)
        channel_id = ctx.int_arg("channel_id")
        ctx.require_channel_permissions(channel_id, "manage_channels")
        kept[channel_id] = body["flags"]
        return with_flags(ctx.backend, ctx.backend.edit_channel(channel_id, {}))

    reroute(monkeypatch, "PATCH", "/channels/{channel_id}", taking_flags)
    monkeypatch.setattr(serializers, "channel_payload", with_flags)
    return kept


async def policy_here(club: Club, channel: simcord.ChannelHandle) -> Policy:
    conduct = await club.bot.preferences.conduct_at([club.server.id, channel.id])
    return conduct.policy


async def settle_flags(club: Club, flags: Flags, channel: simcord.ChannelHandle) -> None:
    """Mark a channel as an admin does in Discord, who then tells the bot of a change."""
    flags[channel.id] = IS_SPOILER_CHANNEL
    club.env.backend.edit_channel(channel.id, {"topic": "Spoilers"})
    await club.env.settle()


async def choose(club: Club, who: simcord.MemberActor, value: str) -> simcord.InteractionResult:
    screen = await club.admin.slash(club.lobby, "config setup")
    return await who.select(answer(screen).message, [value], custom_id="select/config:in-spoilers")


async def test_unless_a_server_says_so_they_are_as_every_channel(club: Club, flags: Flags) -> None:
    await settle_flags(club, flags, club.lobby)
    assert await policy_here(club, club.lobby) is Policy.STANDARD
    await club.bot.preferences.set_policy(club.server.id, club.server.id, Policy.STRICT)
    assert await policy_here(club, club.lobby) is Policy.STRICT  # never looser than the server
    asked = [r.path for r in club.env.http_requests if r.path.endswith("/channels")]
    assert asked == []


@pytest.mark.parametrize(
    ("chosen", "of_server", "counts"),
    [
        ("strict", Policy.STANDARD, Policy.STRICT),
        ("strict", Policy.PRIVATE, Policy.PRIVATE),
        ("off", Policy.STRICT, Policy.OFF),
    ],
)
async def test_the_stricter_of_its_policy_and_the_servers_counts(
    club: Club, flags: Flags, chosen: str, of_server: Policy, counts: Policy
) -> None:
    other = club.server.create_text_channel("other")
    await settle_flags(club, flags, club.lobby)
    await choose(club, club.admin, chosen)
    await club.bot.preferences.set_policy(club.server.id, club.server.id, of_server)
    assert await policy_here(club, club.lobby) is counts
    assert await policy_here(club, other) is of_server
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STANDARD)
    assert await policy_here(club, club.lobby) is Policy.STANDARD  # its own goes before


async def test_a_member_sees_the_difference_as_soon_as_a_channel_is_marked(
    club: Club, flags: Flags
) -> None:
    await choose(club, club.admin, "private")
    shown = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert not answer(shown).ephemeral
    await settle_flags(club, flags, club.lobby)
    shown = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert answer(shown).ephemeral


async def cut_off(*_: object) -> None:
    """The way to Discord, cut."""
    raise aiohttp.ServerDisconnectedError


async def test_where_discord_does_not_tell_any_channel_may_be_one(
    club: Club, flags: Flags, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = club.server.create_text_channel("other")
    await settle_flags(club, flags, club.lobby)
    await choose(club, club.admin, "off")
    club.env.inject_error("GET", "/guilds/*/channels", status=503)
    assert await policy_here(club, other) is Policy.OFF
    with monkeypatch.context() as cut:
        cut.setattr(club.bot.http, "get_all_guild_channels", cut_off)
        assert await policy_here(club, other) is Policy.OFF
    assert await policy_here(club, club.lobby) is Policy.OFF
    assert await policy_here(club, other) is Policy.STANDARD


async def test_the_board_is_offered_to_become_one_and_does(club: Club, flags: Flags) -> None:
    board = club.server.create_forum_channel("theories")
    await club.env.settle()
    flags[board.id] = discord.ChannelFlags.require_tag.flag
    named = await club.admin.slash(club.lobby, "theory setup", board=board)
    assert OFFER in button_ids(reply_of(named).components)
    report = await club.admin.slash(club.lobby, "config doctor")
    assert "ask each reader" in sees(answer(report))
    done = await club.admin.click(answer(report).message, label=OFFER)
    assert reply_of(done).content == f"Done: <#{board.id}> asks each reader first from now on."
    assert flags[board.id] == IS_SPOILER_CHANNEL | discord.ChannelFlags.require_tag.flag
    report = await club.admin.slash(club.lobby, "config doctor")
    assert OFFER not in button_ids(answer(report).components)


async def test_who_may_not_manage_the_board_does_not_make_it_one(club: Club, flags: Flags) -> None:
    board = club.server.create_forum_channel("theories")
    await club.env.settle()
    await club.bot.preferences.change_server(club.server.id, theory_board_id=board.id)
    report = await club.admin.slash(club.lobby, "config doctor")
    members = club.server.create_role(
        "Greeters", permissions=discord.Permissions(manage_guild=True)
    )
    greeter = club.server.add_member(club.env.create_user("greeter"), roles=[members])
    message = answer(await greeter.slash(club.lobby, "config doctor")).message
    refused = await greeter.click(message, label=OFFER)
    assert answer(refused).content.startswith("Only members who may manage that channel")
    role = next(r for r in club.env.backend.guilds[club.server.id].roles.values() if r.managed)
    role.permissions &= ~discord.Permissions(manage_channels=True, administrator=True).value
    await club.restart()
    refused = await club.admin.click(answer(report).message, label=OFFER)
    assert "Manage Channels" in answer(refused).content
    assert flags.get(board.id, 0) == 0
