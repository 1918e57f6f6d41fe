"""Why a text is no showtime: each refusal carries the sentence that the member reads."""

from __future__ import annotations

from data.locales import N_


class ShowtimeError(ValueError):
    """The text is no showtime; ``sentence`` says what to write, in English."""

    sentence = ""


class UnreadableShowtimeError(ShowtimeError):
    """The text has words that say no time, or names none."""

    # Translators: the examples may be in any of these languages
    sentence = N_(
        "I can't read that as a showtime. Write it like 19:30, 7:30pm, tonight 7:30, fri 21:00, in "
        "20 minutes or 2026-12-18 20:00, in English, German, French, Spanish, Italian or "
        "Portuguese, or type @time and pick it."
    )


class NoClockError(UnreadableShowtimeError):
    """The text names a day and no time of day."""

    sentence = N_("That names no time of day. Add it, for example fri 21:00 or tomorrow 7:30pm.")


class SeveralTimesError(UnreadableShowtimeError):
    """The text names two times, or from when until when."""

    sentence = N_("I see more than one time there. Write only when the showing begins, like 19:30.")


class NoSuchDateError(UnreadableShowtimeError):
    """The calendar has no such day."""

    sentence = N_("The calendar has no such day. Write it like fri 21:00 or 2026-12-18 20:00.")


class ZoneInShowtimeError(UnreadableShowtimeError):
    """The text names a time zone, which the member's own would silently overrule."""

    sentence = N_(
        "I read times in your own zone, so leave the other one out, or type @time and pick it. "
        "/remind timezone changes yours."
    )


class FarShowtimeError(ShowtimeError):
    """The showtime is too far ahead."""

    sentence = N_(
        "That is more than a year ahead. Come back when the date is nearer, or write another time."
    )
