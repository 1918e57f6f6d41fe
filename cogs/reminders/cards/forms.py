"""The fields of the slice's forms, with what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import ui

from cogs.reminders.rules.clock_words import LONGEST_TEXT
from cogs.reminders.rules.schedule import LEADS, PRESHOW, PRESHOWS
from cogs.reminders.rules.screenings import Ping, Place
from cogs.shared.forms import Answers

SHOWTIME_HINT = "19:30, fri 21:00, in 20 minutes, 2026-12-18 20:00"

_PLACES = {Place.HERE.value: "In this channel", Place.DM.value: "By DM"}
_PINGS = {
    Ping.NORMAL.value: "Ping me",
    Ping.SILENT.value: "Silently, without a push",
    Ping.NONE.value: "Without naming me",
}
_LEADS = {
    str(lead): f"{lead} minutes before" if lead else "When the credits start" for lead in LEADS
}
_DETAILS = {"no": "Only that the credits start", "yes": "By DM whether to stay, too"}


def reminder_fields(filled: Answers) -> list[ui.Label[Any]]:
    """A reminder as a whole."""
    return [
        *showtime_fields(filled),
        _preshow_line(filled),
        _choice("where", "Where", _PLACES, filled),
        _choice("ping", "How", _PINGS, filled),
    ]


def changed_reminder_fields(now: Place, filled: Answers) -> list[ui.Label[Any]]:
    """The same of a reminder that is saved, which may have been asked for in another channel."""
    return [
        *showtime_fields(filled),
        _preshow_line(filled),
        _choice("where", "Where", _PLACES | {now.value: "Where it comes now"}, filled),
        _choice("ping", "How", _PINGS, filled),
    ]


def party_fields(filled: Answers) -> list[ui.Label[Any]]:
    """What can be changed of a party."""
    limit = _line("limit", "How many can come (empty for all)", filled, required=False, limit=5)
    return [*showtime_fields(filled), _preshow_line(filled), limit]


def showtime_fields(filled: Answers) -> list[ui.Label[Any]]:
    """When the showing begins."""
    return [_line("showtime", "Showtime on the ticket", filled, hint=SHOWTIME_HINT)]


def runtime_fields(filled: Answers) -> list[ui.Label[Any]]:
    """How long the film is."""
    return [_line("runtime", "Runtime", filled, hint="131 or 2:11", limit=10)]


def preshow_fields(filled: Answers) -> list[ui.Label[Any]]:
    """The usual lengths of trailers and adverts, and room for another one."""
    options = {str(minutes): f"{minutes} minutes" for minutes in PRESHOWS}
    return [
        _choice("preshow", "Trailers and adverts", options, filled),
        _line("own", "Or another number of minutes", filled, required=False, limit=3),
    ]


def filled_preshow(minutes: int) -> dict[str, str]:
    """The answers of :func:`preshow_fields` for a length that was chosen before."""
    if minutes in PRESHOWS:
        return {"preshow": str(minutes), "own": ""}
    return {"preshow": str(PRESHOW), "own": str(minutes)}


def ping_fields(filled: Answers) -> list[ui.Label[Any]]:
    """When the ping comes, and how loud."""
    return [
        _choice("lead", "Stay-seated ping", _LEADS, filled),
        _choice("ping", "How", _PINGS, filled),
    ]


def careful_ping_fields(filled: Answers) -> list[ui.Label[Any]]:
    """The same where the message must not say what follows the film."""
    return [*ping_fields(filled), _choice("details", "What to tell you", _DETAILS, filled)]


def off_fields(filled: Answers) -> list[ui.Label[Any]]:
    """By how much the times were off."""
    hint = "5 if they started later than I said, -5 if earlier"
    return [_line("minutes", "Minutes that the credits were off", filled, hint=hint, limit=5)]


def _preshow_line(filled: Answers) -> ui.Label[Any]:
    return _line("preshow", "Minutes of trailers and adverts", filled, limit=3)


def _line(
    name: str,
    label: str,
    filled: Answers,
    *,
    hint: str = "",
    required: bool = True,
    limit: int = LONGEST_TEXT,
) -> ui.Label[Any]:
    line: ui.TextInput[Any] = ui.TextInput(
        custom_id=name,
        default=filled.get(name, "")[:limit] or None,
        placeholder=hint[:100] or None,
        required=required,
        max_length=limit,
    )
    return ui.Label(text=label, component=line)


def _choice(name: str, label: str, options: Mapping[str, str], filled: Answers) -> ui.Label[Any]:
    """One of a few options, value → words."""
    chosen = filled.get(name)
    group: ui.RadioGroup[Any] = ui.RadioGroup(
        custom_id=name,
        options=[
            discord.RadioGroupOption(value=value, label=words, default=value == chosen)
            for value, words in options.items()
        ],
    )
    return ui.Label(text=label, component=group)
