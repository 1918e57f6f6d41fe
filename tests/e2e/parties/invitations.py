"""Driving ``/party``: inviting, and finding what the bot posted."""

from __future__ import annotations

from typing import Any

import discord
import simcord

from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import heard, press
from tests.e2e.replies import button_ids, filled_in
from tests.films import TWO_SCENES

PACE = 3
"""Seconds until a post that was edited just now is edited again: two from the next whole one on."""


async def show(
    club: Club, who: simcord.MemberActor | None = None, **options: Any
) -> simcord.InteractionResult:
    """Alice asks for a party at 01:30 in Berlin, in half an hour, and sees what will be posted."""
    who = who or club.alice
    await club.bot.preferences.change_member(who.id, time_zone="Europe/Berlin")
    options = {"film": TWO_SCENES.id, "when": "01:30"} | options
    return await who.slash(club.lobby, "party new", **options)


async def invite(
    club: Club, who: simcord.MemberActor | None = None, **options: Any
) -> simcord.InteractionResult:
    """Alice invites to a film that begins at 01:30 in Berlin, in half an hour."""
    shown = await show(club, who, **options)
    if shown.response is None or "Post" not in button_ids(shown.response.components):
        return shown
    return await press(who or club.alice, shown, "Post")


async def post_first(club: Club, shown: simcord.InteractionResult) -> None:
    """Alice posts what she was shown, in a channel in which nothing stands yet."""
    assert heard(club.lobby) == []
    await press(club.alice, shown, "Post")


async def change(club: Club, **answers: str) -> simcord.InteractionResult:
    """Alice changes her party; what is not named stays as the form has it."""
    form = await club.alice.slash(club.lobby, "party edit", party=1)
    return await club.alice.submit_modal(form, filled_in(form) | answers)


def post_of(club: Club) -> discord.Message:
    """The party's post; the news that a thread was opened stands below it."""
    (post,) = [m for m in club.lobby.history() if m.content.startswith("**Watch party**")]
    return post


def thread_of(club: Club) -> simcord.ChannelHandle:
    """The party's thread, where its messages come."""
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    (thread,) = guild.threads
    channel = club.env.backend.get_channel(thread.id)
    return simcord.ChannelHandle(club.env, club.server, channel)


async def events_of(club: Club) -> list[discord.ScheduledEvent]:
    """The events of the server, as Discord lists them."""
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    return await guild.fetch_scheduled_events()
