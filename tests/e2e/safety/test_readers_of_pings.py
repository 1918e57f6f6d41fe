"""A ping goes to who can read it: whoever cannot is reached as agreed, or told."""

from __future__ import annotations

import discord
import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import invite, post_of, thread_of
from tests.e2e.reminders.evenings import (
    HOUR,
    dms,
    heard,
    later,
    pinged,
    press,
    press_on,
    said,
    save,
)
from tests.e2e.replies import button_ids
from tests.e2e.rights import overwrite
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE


async def test_who_can_no_longer_read_the_channel_is_reminded_by_dm(club: Club) -> None:
    await save(club, where="here")
    await overwrite(club, club.lobby, view_channel=False)
    await later(club, 4 * HOUR)
    assert heard(club.lobby) == []
    assert any(text.startswith("Stay seated") for text in dms(club.alice))


async def test_whom_nothing_reaches_is_told_at_the_next_command(club: Club) -> None:
    await save(club, where="here")
    club.server.remove_member(club.alice)
    club.env.inject_error("POST", "/users/@me/channels", status=403, code=50278)
    await later(club, 4 * HOUR)
    assert heard(club.lobby) == []
    club.env.errors.clear()
    again = club.server.add_member(club.alice.user)
    told = await again.slash(club.lobby, "remind list")
    assert "could not reach you" in told.followups[0].content


async def test_a_party_names_only_those_who_can_read_it(club: Club) -> None:
    await invite(club)
    await press_on(club.bob, post_of(club), "Going")
    thread = thread_of(club)
    club.server.remove_member(club.bob)
    await later(club, 4 * HOUR)
    assert pinged(club, thread.id)
    assert all(people == [club.alice.id] for people, _ in pinged(club, thread.id))


async def test_a_partys_ping_by_dm_has_no_button_that_works_in_the_server_alone(club: Club) -> None:
    await invite(club, who=club.admin)
    await press_on(club.alice, post_of(club), "Going")
    await overwrite(club, club.lobby, view_channel=False)
    await later(club, 4 * HOUR)
    (ping,) = [m for m in club.alice.user.dm_channel.history() if m.content.startswith("Stay")]
    rows = [row.to_dict() for row in ping.components]
    assert list(button_ids(rows)) == ["Stop pinging me"]


@pytest.mark.parametrize("tells", [True, False])
async def test_a_thread_that_sleeps_by_then_keeps_the_verdict_of_its_ping(
    club: Club, tells: bool
) -> None:
    """Where Discord does not tell just then, the channel that was kept with the thread decides."""
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
    await club.env.settle()
    (place,) = club.lobby.threads
    await club.bot.preferences.change_member(club.alice.id, time_zone="Europe/Berlin")
    asked = await club.alice.slash(
        place, "remind stay", film=TWO_SCENES.id, showtime="01:30", where="here"
    )
    assert "In <#" in said(asked)
    await press(club.alice, asked, "Save")
    await thread.edit(archived=True)
    await club.env.settle()
    if not tells:
        club.env.inject_error("GET", f"/channels/{place.id}", status=503, times=None)
    await later(club, 4 * HOUR)
    assert any(text.startswith("Stay seated: 2 scenes") for text in heard(place))


async def test_a_crowd_is_looked_up_at_once(club: Club) -> None:
    await invite(club)
    crowd = [club.server.add_member(club.env.create_user(f"guest{n}")) for n in range(5)]
    for guest in crowd:
        await press_on(guest, post_of(club), "Going")
    club.server.remove_member(crowd[0])
    thread = thread_of(club)
    await later(club, HOUR)
    ((people, _),) = pinged(club, thread.id)
    assert set(people) == {club.alice.id, *(guest.id for guest in crowd[1:])}
