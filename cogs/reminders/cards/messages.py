"""The buttons of the messages of an evening."""

from __future__ import annotations

import discord

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed, Place
from cogs.shared.cards.sightings import scene_buttons
from cogs.shared.items import ActionButton
from data.locales import _

STOP = "remind:stop"
MINE = "remind:mine"
LATER = "remind:later"
RIGHT = "remind:right"
OFF = "remind:off"
NO_SCENE = "remind:none"
TIMELINE = "remind:timeline"
BEGAN = "party:began"
TAKE = "party:take"
PASS = "party:pass"

LATER_MINUTES = 5
"""By how many minutes *Snooze* puts the ping off."""


def message_buttons(message: Claimed, *, missed: bool) -> list[ActionButton]:
    """What can be pressed on a message; each carries the message's id in at least one button."""
    row = str(message.id)
    mine = ActionButton(MINE, row, _("My reminders"))
    if asks(message):
        return [*scene_buttons(row), mine]
    if missed or message.phase in (Phase.CANCELLED, Phase.GO, Phase.MOVED, Phase.HOST):
        return [mine]
    if message.phase is Phase.ASK:
        return [
            ActionButton(RIGHT, row, _("Right")),
            ActionButton(OFF, row, _("Off by…")),
            ActionButton(NO_SCENE, row, _("No scene")),
        ]
    if message.phase is Phase.OFFER:
        return [
            ActionButton(TAKE, row, _("I'm coming"), style=discord.ButtonStyle.primary),
            ActionButton(PASS, row, _("I can't come")),
        ]
    if message.phase is Phase.SEAT:
        return [ActionButton(PASS, row, _("I can't come"))]
    stop = ActionButton(
        STOP, row, _("Stop pinging me") if message.is_party else _("Stop this reminder")
    )
    here = [ActionButton(TIMELINE, row, _("Timeline"))] if message.phase is Phase.CARD else []
    if message.is_party and message.place is Place.HERE:
        began = ActionButton(BEGAN, str(message.screening.id), _("Credits started"))
        return [*here, began, stop]
    if message.is_party:  # by DM, where no server's party is known
        return [*here, stop]
    if message.phase is Phase.STAY:
        later = _("Snooze {minutes} min", minutes=LATER_MINUTES)
        return [ActionButton(LATER, row, later), stop]
    return [*here, stop]


def asks(message: Claimed) -> bool:
    """Whether a message asks what was seen: at the end of a showing that was saved in a server."""
    return message.phase is Phase.GO and message.screening.server_id is not None


def message_marks(message: Claimed) -> frozenset[str]:
    """The custom ids of which each try of a message carries at least one, and no other message."""
    return frozenset(f"{action}:{message.id}" for action in (STOP, MINE, RIGHT, PASS))
