"""Parties in places: closed, strict, without threads, of another server."""

from __future__ import annotations

import discord

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import events_of, invite, post_of, thread_of
from tests.e2e.reminders.evenings import HOUR, heard, later, press, refusal, said
from tests.e2e.rights import overwrite, permit
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE


async def test_a_party_of_a_closed_channel_is_nobody_elses_business(club: Club) -> None:
    await invite(club)
    await overwrite(club, club.lobby, view_channel=False, manage_messages=False)
    other = club.server.create_text_channel("other")
    assert said(await club.bob.slash(other, "party list")).startswith("No party is coming.")
    assert await club.moderator.autocomplete(other, "party cancel", "party", "") == []
    await club.moderator.slash(other, "party cancel", party=1)
    assert refusal(club) == "Only the host, a co-host or a moderator can do that."
    assert "Night Harbour" in said(await club.admin.slash(other, "party list"))


async def test_a_party_that_could_not_be_posted_is_none(club: Club) -> None:
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await invite(club)
    club.env.errors.clear()
    assert said(await club.bob.slash(club.lobby, "party list")).startswith("No party is coming.")


async def test_a_zone_named_elsewhere_posts_the_party_in_its_own_server(club: Club) -> None:
    permit(club, create_events=True)
    await club.alice.slash(club.lobby, "party new", film=TWO_SCENES.id, when="01:30")
    elsewhere = club.env.create_guild("Elsewhere")
    there = elsewhere.add_member(club.alice.user)
    room = elsewhere.create_text_channel("room")
    named = await there.slash(room, "remind timezone", zone="Europe/Berlin")
    posted = await press(there, named, "Post")
    assert said(posted).startswith(f"Posted: https://discord.com/channels/{club.server.id}/")
    assert post_of(club).content.startswith("**Watch party** · Night Harbour (2024)")
    (event,) = await events_of(club)
    assert event.name == "Watch party · Night Harbour (2024)"


async def test_a_strict_channel_tells_no_verdict(club: Club) -> None:
    preferences = club.bot.preferences
    await preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    await invite(club)
    assert "Stay seated" not in post_of(club).content
    await later(club, 3 * HOUR)
    assert heard(thread_of(club))[1:] == ["Credits are about to start"]


async def test_where_the_bot_may_make_no_thread_the_channel_serves(club: Club) -> None:
    club.env.inject_error("POST", "/channels/*/messages/*/threads", status=403, code=50013)
    club.env.inject_error("POST", "/guilds/*/scheduled-events", status=403, code=50013)
    await invite(club)
    await later(club, HOUR)
    assert heard(club.lobby)[-1].startswith("Night Harbour (2024) ·")


async def test_buttons_of_another_server_do_nothing(club: Club) -> None:
    await invite(club)
    other = club.env.create_guild("Elsewhere")
    room = other.create_text_channel("room")
    guest = other.add_member(club.env.create_user("guest"))
    place = club.bot.get_channel(room.id)
    assert isinstance(place, discord.TextChannel)
    forged = await place.send("?", view=forged_view(1))
    result = await guest.click(forged, custom_id="party:going:1")
    assert result.followups[0].content.startswith("That party is over.")


def forged_view(party_id: int) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Going", custom_id=f"party:going:{party_id}"))
    return view
