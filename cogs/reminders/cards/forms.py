"""The fields of the slice's forms, with what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import ui

from cogs.reminders.rules.parties.series import Every
from cogs.reminders.rules.schedule import LEADS, PRESHOW, PRESHOWS
from cogs.reminders.rules.screenings import Ping, Place
from cogs.reminders.rules.showtimes.text import LONGEST_TEXT
from cogs.shared.items import Filled, Option, choice, line
from data.locales import N_, _, _n

SHOWTIME_HINT = N_("19:30, fri 21:00, in 20 minutes, 2026-12-18 20:00")

_PLACES = {Place.HERE.value: N_("In this channel"), Place.DM.value: N_("By DM")}
_PINGS = {
    Ping.NORMAL.value: N_("Ping me"),
    Ping.SILENT.value: N_("Silently, without a push"),
    Ping.NONE.value: N_("Without naming me"),
}
_DETAILS = {"no": N_("Only that the credits start"), "yes": N_("By DM whether to stay, too")}

ONCE = "once"
_REPEATS = {
    ONCE: N_("Once"),
    Every.WEEK.value: N_("Every week"),
    Every.TWO_WEEKS.value: N_("Every two weeks"),
    Every.MONTH.value: N_("Every month, on the same weekday"),
}


def reminder_fields(filled: Filled, present: Place | None = None) -> list[ui.Label[Any]]:
    """The fields of a whole reminder.

    ``present`` is where a saved reminder comes now, which may be another channel than this one.
    """
    places = dict(_PLACES)
    if present is not None:
        places[present.value] = N_("Where it comes now")
    return [
        *showtime_fields(filled),
        _preshow_line(filled),
        choice("where", _("Where"), _options(places), filled),
        choice("ping", _("How"), _options(_PINGS), filled),
    ]


def party_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The fields of what can be changed of a party."""
    many = _("How many can come (empty for all)")
    limit = line("limit", many, filled, required=False, limit=5)
    answer = line("answer", _("Minutes to answer when a place is free"), filled, limit=4)
    return [*showtime_fields(filled), _preshow_line(filled), limit, answer]


def draft_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The fields of what can be changed of a party before it is posted."""
    return [*party_fields(filled), choice("repeat", _("Repeats"), _options(_REPEATS), filled)]


def film_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for a film."""
    hint = _("Its title however you spell it, or an IMDb or TMDB link")
    return [line("film", _("Which film?"), filled, limit=150, hint=hint)]


def showtime_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for when the showing begins."""
    label = _("Showtime on the ticket")
    return [line("showtime", label, filled, limit=LONGEST_TEXT, hint=_(SHOWTIME_HINT))]


def runtime_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for how long the film is."""
    return [line("runtime", _("Runtime"), filled, hint=_("131 or 2:11"), limit=10)]


def preshow_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The usual lengths of trailers and adverts, and room for another one."""
    usual = [Option(str(many), _("{minutes} minutes", minutes=many)) for many in PRESHOWS]
    return [
        choice("preshow", _("Trailers and adverts"), usual, filled),
        line("own", _("Or another number of minutes"), filled, required=False, limit=3),
    ]


def filled_preshow(minutes: int) -> Filled:
    """What :func:`preshow_fields` show for a length that was chosen before."""
    if minutes in PRESHOWS:
        return {"preshow": str(minutes), "own": ""}
    return {"preshow": str(PRESHOW), "own": str(minutes)}


def ping_fields(filled: Filled, *, strict: bool) -> list[ui.Label[Any]]:
    """When the ping comes, how loud, and where the message is ``strict``, what comes by DM."""
    leads = [Option(str(lead), _lead_words(lead)) for lead in LEADS]
    fields = [
        choice("lead", _("Stay-seated ping"), leads, filled),
        choice("ping", _("How"), _options(_PINGS), filled),
    ]
    if strict:
        fields.append(choice("details", _("What to tell you"), _options(_DETAILS), filled))
    return fields


def off_fields(filled: Filled) -> list[ui.Label[Any]]:
    """The field for how many minutes the times were off."""
    hint = _("5 if they started later than I said, -5 if earlier")
    return [line("minutes", _("Minutes that the credits were off"), filled, hint=hint, limit=5)]


def _preshow_line(filled: Filled) -> ui.Label[Any]:
    return line("preshow", _("Minutes of trailers and adverts"), filled, limit=3)


def _options(labels: Mapping[str, str]) -> list[Option]:
    return [Option(value, _(label)) for value, label in labels.items()]


def _lead_words(lead: int) -> str:
    if lead == 0:
        return _("When the credits start")
    return _n("{count} minute before", "{count} minutes before", lead)
