"""The buttons of the messages of an evening, and how an instant is shown."""

from __future__ import annotations

from datetime import datetime

import discord

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed
from cogs.shared.items import ActionButton

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


def stamp(moment: datetime, style: str = "t") -> str:
    """An instant as each reader's own Discord shows it."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def message_buttons(message: Claimed, *, missed: bool) -> list[ActionButton]:
    """What can be pressed on a message; each carries the message's id in at least one button."""
    row = str(message.id)
    mine = ActionButton(MINE, row, "My reminders")
    if missed or message.phase in (Phase.CANCELLED, Phase.GO, Phase.MOVED, Phase.HOST):
        return [mine]
    if message.phase is Phase.ASK:
        return [
            ActionButton(RIGHT, row, "Right"),
            ActionButton(OFF, row, "Off by…"),
            ActionButton(NO_SCENE, row, "No scene"),
        ]
    if message.phase is Phase.OFFER:
        return [
            ActionButton(TAKE, row, "I am coming", style=discord.ButtonStyle.primary),
            ActionButton(PASS, row, "I cannot come"),
        ]
    if message.phase is Phase.SEAT:
        return [ActionButton(PASS, row, "I cannot come")]
    stop = ActionButton(STOP, row, "Stop pinging me" if message.is_party else "Stop this reminder")
    here = [ActionButton(TIMELINE, row, "Timeline")] if message.phase is Phase.CARD else []
    if message.is_party:
        began = ActionButton(BEGAN, str(message.screening.id), "Credits started")
        return [*here, began, stop]
    if message.phase is Phase.STAY:
        return [ActionButton(LATER, row, f"Snooze {LATER_MINUTES} min"), stop]
    return [*here, stop]


def message_marks(message: Claimed) -> frozenset[str]:
    """The custom ids of which each try of a message carries at least one, and no other message."""
    return frozenset(f"{action}:{message.id}" for action in (STOP, MINE, RIGHT, PASS))
