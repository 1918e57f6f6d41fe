"""What the bot writes is read as the same instant again, in every language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cogs.reminders.rules.showtimes.lexicon import phrases
from cogs.reminders.rules.showtimes.reader import Doubt, Meant, read_showtime
from cogs.reminders.rules.showtimes.refusals import ShowtimeError
from cogs.reminders.rules.showtimes.wall_clock import instants_of
from cogs.reminders.rules.showtimes.writer import written
from data.locales import speaking

LASTS = timedelta(minutes=150)
LOCALES = ("en-US", "en-GB", "de", "fr", "es-ES", "es-419", "it", "pt-BR")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")

FIGURES = "8 9pm 20:30 7.30 5.12. 12/5 2026 20 h 19h30 2026-12-18 8,5 - 3d 25 5th 0:30 uhr".split()

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds UTC
texts = st.lists(st.sampled_from([*phrases(), *FIGURES]), min_size=1, max_size=6).map(" ".join)


def said_again(instant: datetime, now: datetime, zone: str, locale: str) -> Meant | Doubt:
    """What the bot reads where it wrote an instant out."""
    wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    with speaking(locale):
        text = written(wall)
    return read_showtime(text, now, zone, LASTS, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "Fri 1 Jan 2027, 10:05"),
        ("de", "Freitag, 1. Januar 2027, 10:05"),
        ("fr", "vendredi 1 janvier 2027, 10:05"),
        ("es-ES", "viernes, 1 de enero de 2027, 10:05"),
        ("it", "venerdì 1 gennaio 2027, 10:05"),
        ("pt-BR", "sexta-feira, 1 de janeiro de 2027, 10:05"),
        ("ja", "Fri 1 Jan 2027, 10:05"),
    ],
)
def test_a_time_is_written_with_weekday_and_date(locale: str, text: str) -> None:
    with speaking(locale):
        assert written(datetime(2027, 1, 1, 10, 5)) == text  # noqa: DTZ001 - a wall clock


@given(moments, st.integers(0, 390 * 24 * 60), st.sampled_from(ZONES), st.sampled_from(LOCALES))
def test_any_minute_ahead_is_read_as_it_was_written(
    now: datetime, ahead: int, zone: str, locale: str
) -> None:
    instant = (now + timedelta(minutes=ahead)).replace(second=0, microsecond=0)
    assume(
        len(instants_of(instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None), ZoneInfo(zone)))
        == 1
    )
    assert said_again(instant, now, zone, locale) == Meant(instant)


@given(texts, moments, st.sampled_from(ZONES), st.sampled_from(LOCALES))
def test_every_reading_is_read_again_in_each_language(
    text: str, now: datetime, zone: str, locale: str
) -> None:
    try:
        read = read_showtime(text, now, zone, LASTS, locale)
    except ShowtimeError:
        return
    if isinstance(read, Doubt):
        assert all(instant.instant + LASTS > now for instant in read.options)
        return
    again = [said_again(read.instant, now, zone, each) for each in LOCALES]
    for meant in again:
        if isinstance(meant, Doubt):  # the clocks show it twice
            assert read.instant in [option.instant for option in meant.options]
        else:
            assert meant == read
