"""Why a text is refused, and that nothing is read that was not said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cogs.reminders.rules.showtimes.reader import Doubt, counted_from, read_showtime
from cogs.reminders.rules.showtimes.refusals import (
    FarShowtimeError,
    NoClockError,
    NoSuchDateError,
    SeveralTimesError,
    ShowtimeError,
    UnreadableShowtimeError,
    ZoneInShowtimeError,
)

NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)
LASTS = timedelta(minutes=150)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("saturday", NoClockError),
        ("ce soir", NoClockError),
        ("in drei Tagen", NoClockError),
        ("20:00 22:30", SeveralTimesError),
        ("8pm-10pm", SeveralTimesError),
        ("das 19h às 21h", SeveralTimesError),
        ("20:00 CET", ZoneInShowtimeError),
        ("9pm UTC", ZoneInShowtimeError),
        ("2027-01-05T20:00+01:00", ZoneInShowtimeError),
        ("Treffen 19 Uhr, Film 20 Uhr", SeveralTimesError),
        ("30.2. 20 Uhr", NoSuchDateError),
        ("le 31 avril à 20h", NoSuchDateError),
        ("in 700 days at 8pm", FarShowtimeError),
        ("Sonnenuntergang 20 Uhr", UnreadableShowtimeError),
        ("8 or 9pm", UnreadableShowtimeError),
        ("not before 8pm", UnreadableShowtimeError),
    ],
)
def test_a_refusal_says_why_in_one_go(text: str, why: type[ShowtimeError]) -> None:
    with pytest.raises(ShowtimeError) as refused:
        read_showtime(text, NOON, "Europe/Berlin", LASTS, "de")
    assert type(refused.value) is why
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "so 20:00"),
        ("en-US", "sex 8pm"),
        ("en-GB", "dom 20:00"),
        ("fr", "mon film 20h"),
        ("it", "sat 21:00"),
        ("de", "die 20:00"),
        ("en-US", "do 20:00"),
        ("fr", "di 20:00"),
        ("en-US", "no 20:00"),
        ("es-ES", "no 20:00"),
    ],
)
def test_short_words_of_other_languages_are_no_days(locale: str, text: str) -> None:
    with pytest.raises(UnreadableShowtimeError):
        read_showtime(text, NOON, "Europe/Berlin", LASTS, locale)


def test_days_that_do_not_agree_are_asked_back() -> None:
    asked = read_showtime("friday 28 november 8pm", NOON, "Europe/Berlin", LASTS, "en-GB")
    assert isinstance(asked, Doubt)
    assert [option.label for option in asked.options] == [
        "Fri 27 Nov 2026, 20:00",
        "Sat 28 Nov 2026, 20:00",
    ]


def test_only_what_is_counted_from_now_is_an_instant_at_once() -> None:
    assert counted_from("in einer halben Stunde", NOON) == NOON + timedelta(minutes=30)
    assert counted_from("fra due ore", NOON, "it") == NOON + timedelta(hours=2)
    assert counted_from("20:00", NOON) is None
    assert counted_from("whenever", NOON) is None
