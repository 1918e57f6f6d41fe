"""The showtime of a party or a film night, typed where nothing can be asked back."""

from __future__ import annotations

from datetime import datetime, timedelta

from cogs.reminders.rules.refusals import NoZoneError, ShowtimeDoubtError
from cogs.reminders.rules.schedule import NO_ZONE
from cogs.reminders.rules.showtimes.reader import Meant, counted_from, is_stamp, read_showtime
from cogs.reminders.rules.showtimes.refusals import ShowtimeError, UnreadableShowtimeError
from data.locales import _


def clear_showtime(
    text: str, now: datetime, zone: str | None, lasts: timedelta, locale: str
) -> datetime:
    """The one instant that a text means; ``zone`` is ``None`` for a member who has set none.

    The other arguments are those of :func:`read_showtime`. Raises :class:`NoZoneError` for what
    means something only in a zone, and :class:`ShowtimeDoubtError`, which says how to write it.
    """
    needs_zone = zone is None and not is_stamp(text) and counted_from(text, now, locale) is None
    try:
        read = read_showtime(text, now, zone or NO_ZONE, lasts, locale)
    except ShowtimeError as error:
        # What no zone makes readable is told before a zone is asked for.
        if needs_zone and not isinstance(error, UnreadableShowtimeError):
            raise NoZoneError from error
        raise ShowtimeDoubtError(_(error.sentence)) from error
    if needs_zone:
        raise NoZoneError
    if isinstance(read, Meant):
        return read.instant
    ways = ", ".join(option.label for option in read.options)
    how = (
        _("Write it with the date: {ways}.", ways=ways)
        if ways
        else _("Write it with a later date.")
    )
    raise ShowtimeDoubtError(f"{read.why} {how}")
