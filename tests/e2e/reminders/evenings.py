"""What tests of reminders and parties do again and again."""

from __future__ import annotations

from typing import Any

import discord
import simcord

from cogs.shared.errors import UserFacingError
from tests.e2e.conftest import Club
from tests.e2e.replies import button_ids, shown_text
from tests.films import TWO_SCENES

HOUR = 3600
MINUTE = 60


async def later(club: Club, seconds: int) -> None:
    """Let time pass."""
    await club.env.advance_time(seconds)


async def ask(
    club: Club,
    *,
    who: simcord.MemberActor | None = None,
    film: str = TWO_SCENES.id,
    showtime: str = "01:30",
    zone: str | None = "Europe/Berlin",
    **options: Any,
) -> simcord.InteractionResult:
    """Have somebody use ``/remind stay``; the virtual day is 1 January 2026, 01:00 in Berlin."""
    who = who or club.alice
    if zone is not None:
        await club.bot.preferences.change_member(who.id, time_zone=zone)
    return await who.slash(club.lobby, "remind stay", film=film, showtime=showtime, **options)


async def press(
    who: simcord.MemberActor, shown: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    """Press the button of that label in an answer."""
    assert shown.response is not None
    buttons = button_ids(shown.response.components)
    return await who.click(shown.response.message, custom_id=buttons[label])


async def press_on(
    who: simcord.MemberActor | simcord.UserHandle, message: discord.Message, label: str
) -> simcord.InteractionResult:
    """Press the button of that label on a message."""
    rows: Any = [row.to_dict() for row in message.components]
    pressed = await who.click(message, custom_id=button_ids(rows)[label])
    assert isinstance(pressed, simcord.InteractionResult)
    return pressed


async def save(club: Club, **options: Any) -> simcord.InteractionResult:
    """Ask for a reminder and save it."""
    asked = await ask(club, **options)
    who = options.get("who") or club.alice
    assert asked.response is not None
    (label,) = (
        label
        for label, custom_id in button_ids(asked.response.components).items()
        if custom_id.startswith("remind:save")
    )
    return await press(who, asked, label)


def refusal(club: Club) -> str:
    """The sentence of the last refusal; acknowledges it."""
    error = club.env.errors[-1]
    cause = error.__cause__ or error
    assert isinstance(cause, UserFacingError)
    return str(cause)


def said(result: simcord.InteractionResult) -> str:
    """The text of an answer."""
    assert result.response is not None
    return result.response.content or shown_text(result.response.components)


def heard(channel: simcord.ChannelHandle) -> list[str]:
    """What stands in a channel, without the mentions below it."""
    return [message.content.split("\n<@")[0] for message in channel.history()]


def dms(who: simcord.MemberActor) -> list[str]:
    """What the bot has written to somebody in private, if anything."""
    channel = who.user.dm_channel
    return heard(channel) if channel else []


def pinged(club: Club, channel_id: int) -> list[tuple[list[int], bool]]:
    """Of every message sent to a channel: who may be pinged, and whether with a push."""
    return [
        (
            [int(user) for user in send["allowed_mentions"].get("users", [])],
            not send.get("flags", 0) & 1 << 12,
        )
        for send in sent_to(club, channel_id)
    ]


def sent_to(club: Club, channel_id: int) -> list[dict[str, Any]]:
    """What the bot asked Discord to post in a channel."""
    return [
        request.json
        for request in club.env.http_requests
        if request.method == "POST"
        and request.path == f"/channels/{channel_id}/messages"
        and request.json is not None
    ]
