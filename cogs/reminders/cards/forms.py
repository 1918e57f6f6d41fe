"""The fields of the slice's forms, with what is filled in."""

from __future__ import annotations

from typing import Any

from discord import ui

from cogs.reminders.rules.parties.series import Every
from cogs.reminders.rules.schedule import LEADS, PRESHOW, PRESHOWS
from cogs.reminders.rules.screenings import Ping, Place
from cogs.reminders.rules.showtimes.text import LONGEST_TEXT
from cogs.shared.items import Filled, Option, choice, line

SHOWTIME_HINT = "19:30, fri 21:00, in 20 minutes, 2026-12-18 20:00"

_PLACES = (Option(Place.HERE.value, "In this channel"), Option(Place.DM.value, "By DM"))
_PINGS = (
    Option(Ping.NORMAL.value, "Ping me"),
    Option(Ping.SILENT.value, "Silently, without a push"),
    Option(Ping.NONE.value, "Without naming me"),
)
_LEADS = tuple(
    Option(str(lead), f"{lead} minutes before" if lead else "When the credits start")
    for lead in LEADS
)
_PRESHOWS = tuple(Option(str(minutes), f"{minutes} minutes") for minutes in PRESHOWS)
_DETAILS = (
    Option("no", "Only that the credits start"),
    Option("yes", "By DM whether to stay, too"),
)

ONCE = "once"
_REPEATS = (
    Option(ONCE, "Once"),
    Option(Every.WEEK.value, "Every week"),
    Option(Every.TWO_WEEKS.value, "Every two weeks"),
    Option(Every.MONTH.value, "Every month, on the same weekday"),
)


def reminder_fields(filled: Filled, present: Place | None = None) -> list[ui.Label[Any]]:
    """The fields of a whole reminder.

    ``present`` is where a saved reminder comes now, which may be another channel than this one.
    """
    places = [
        Option(option.value, "Where it comes now")
        if present is not None and option.value == present.value
        else option
        for option in _PLACES
    ]
    return [
        *showtime_fields(filled),
        _preshow_line(filled),
        choice("where", "Where", places, filled),
        choice("ping", "How", _PINGS, filled),
    ]


def party_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The fields of what can be changed of a party."""
    limit = line("limit", "How many can come (empty for all)", filled, required=False, limit=5)
    answer = line("answer", "Minutes to answer when a place is free", filled, limit=4)
    return [*showtime_fields(filled), _preshow_line(filled), limit, answer]


def draft_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The fields of what can be changed of a party before it is posted."""
    return [*party_fields(filled), choice("repeat", "Repeats", _REPEATS, filled)]


def film_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for a film."""
    hint = "Its title however you spell it, or an IMDb or TMDB link"
    return [line("film", "Which film?", filled, limit=150, hint=hint)]


def showtime_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for when the showing begins."""
    label = "Showtime on the ticket"
    return [line("showtime", label, filled, limit=LONGEST_TEXT, hint=SHOWTIME_HINT)]


def runtime_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for how long the film is."""
    return [line("runtime", "Runtime", filled, hint="131 or 2:11", limit=10)]


def preshow_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The usual lengths of trailers and adverts, and room for another one."""
    return [
        choice("preshow", "Trailers and adverts", _PRESHOWS, filled),
        line("own", "Or another number of minutes", filled, required=False, limit=3),
    ]


def filled_preshow(minutes: int) -> Filled:
    """What :func:`preshow_fields` show for a length that was chosen before."""
    if minutes in PRESHOWS:
        return {"preshow": str(minutes), "own": ""}
    return {"preshow": str(PRESHOW), "own": str(minutes)}


def ping_fields(filled: Filled, *, strict: bool) -> list[ui.Label[Any]]:
    """When the ping comes, how loud, and where the message is ``strict``, what comes by DM."""
    fields = [
        choice("lead", "Stay-seated ping", _LEADS, filled),
        choice("ping", "How", _PINGS, filled),
    ]
    if strict:
        fields.append(choice("details", "What to tell you", _DETAILS, filled))
    return fields


def off_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for how many minutes the times were off."""
    hint = "5 if they started later than I said, -5 if earlier"
    return [line("minutes", "Minutes that the credits were off", filled, hint=hint, limit=5)]


def _preshow_line(filled: Filled) -> ui.Label[Any]:
    return line("preshow", "Minutes of trailers and adverts", filled, limit=3)
