"""Showtimes as people type them."""

# ruff: noqa: DTZ001 - a clock on the wall shows no zone
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.rules.showtimes.reader import Doubt, Meant, is_stamp, read_showtime
from cogs.reminders.rules.showtimes.refusals import (
    FarShowtimeError,
    ShowtimeError,
    UnreadableShowtimeError,
)

BERLIN = "Europe/Berlin"
NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)
"""A Wednesday, 12:00 in Berlin."""

LASTS = timedelta(minutes=151)


def read(text: str, now: datetime = NOON, zone: str = BERLIN) -> str:
    """The one instant meant, as the zone's clocks show it."""
    meant = read_showtime(text, now, zone, LASTS)
    assert isinstance(meant, Meant), meant
    return f"{meant.instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def doubt(text: str, now: datetime = NOON, zone: str = BERLIN) -> list[str]:
    """The choices offered."""
    asked = read_showtime(text, now, zone, LASTS)
    assert isinstance(asked, Doubt), asked
    return [option.label for option in asked.options]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("19:30", "2026-11-18 19:30"),
        ("19.30", "2026-11-18 19:30"),
        ("7:30pm", "2026-11-18 19:30"),
        ("7:30 P.M.", "2026-11-18 19:30"),
        ("7pm", "2026-11-18 19:00"),
        ("tonight 7:30pm", "2026-11-18 19:30"),
        ("Tonight at 7:30", "2026-11-18 19:30"),
        ("tonight 0:30", "2026-11-19 00:30"),
        ("tomorrow 21:00", "2026-11-19 21:00"),
        ("fri 21:00", "2026-11-20 21:00"),
        ("friday at 9pm", "2026-11-20 21:00"),
        ("wed 21:00", "2026-11-18 21:00"),
        ("in 20 minutes", "2026-11-18 12:20"),
        ("in 1 hour 30 minutes", "2026-11-18 13:30"),
        ("30 minutes ago", "2026-11-18 11:30"),
        ("2026-12-18 20:00", "2026-12-18 20:00"),
        ("2026-12-18T20:00", "2026-12-18 20:00"),
        ("18.12.2026 20:00", "2026-12-18 20:00"),
        ("12/18 8pm", "2026-12-18 20:00"),
        ("13/2 20:00", "2027-02-13 20:00"),
        ("02/02 20:00", "2027-02-02 20:00"),
        ("18 Dec 20:00", "2026-12-18 20:00"),
        ("Fri, 18 December at 8pm", "2026-12-18 20:00"),
        ("20 Uhr", "2026-11-18 20:00"),
        ("20h", "2026-11-18 20:00"),
        ("20h30", "2026-11-18 20:30"),
        ("noon", "2026-11-18 12:00"),
        ("<t:1795030200:F>", "2026-11-18 20:30"),
        ("<t:1795030200>", "2026-11-18 20:30"),
        ("１９：３０", "2026-11-18 19:30"),
        ("\u200f19:30\u200e", "2026-11-18 19:30"),
        ("7:30\u202fPM", "2026-11-18 19:30"),
    ],
)
def test_what_people_type(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello",
        "soon",
        "25:00",
        "19:75",
        "13pm",
        "0am",
        "1930",
        "2026-13-18 20:00",
        "31 feb 20:00",
        "31/02 20:00",
        "2026-12-18",
        "fri",
        "3 2 20:00",
        "||19:30||x",
        "<t:abc>",
        "19:30" + "\u0301" * 200,
        "x" * 4_000,
        "\u202e19:30 gnimoc",
    ],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(UnreadableShowtimeError):
        read_showtime(text, NOON, BERLIN, LASTS)


@pytest.mark.parametrize("text", ["2026-12-18 20:00 EST", "18 dec 20:00 pst", "fri 21:00 +0500"])
def test_another_zone_is_not_overruled_in_silence(text: str) -> None:
    with pytest.raises(UnreadableShowtimeError):
        read_showtime(text, NOON, BERLIN, LASTS)


@pytest.mark.parametrize("text", ["2028-02-29 20:00", "<t:99999999999>", "<t:999999999999:F>"])
def test_what_is_too_far(text: str) -> None:
    with pytest.raises(FarShowtimeError):
        read_showtime(text, NOON, BERLIN, LASTS)


def test_a_date_in_figures_that_reads_two_ways_is_asked_back() -> None:
    both = ["Sat 2 Jan 2027, 20:00", "Mon 1 Feb 2027, 20:00"]
    assert doubt("01/02 20:00") == both
    assert doubt("1-2-2027 20:00") == both
    assert doubt("1.2.27 8pm") == both


def test_a_small_hour_without_am_or_pm_is_asked_back() -> None:
    assert doubt("7:30") == ["Wed 18 Nov 2026, 19:30", "Thu 19 Nov 2026, 07:30"]
    assert doubt("07:30") == ["Thu 19 Nov 2026, 07:30"]


def test_the_past_is_fine_while_the_film_runs() -> None:
    assert read("10:00 am") == "2026-11-18 10:00"
    assert doubt("10:00") == [
        "Wed 18 Nov 2026, 10:00",
        "Wed 18 Nov 2026, 22:00",
        "Thu 19 Nov 2026, 10:00",
    ]
    assert read("<t:1794992400:t>") == "2026-11-18 10:00"


def test_what_is_over_is_explained_and_offered_anew() -> None:
    asked = read_showtime("08:15", NOON, BERLIN, LASTS)
    assert isinstance(asked, Doubt)
    assert asked.why == "The credits of a showing on Wed 18 Nov 2026 at 08:15 are over."
    assert doubt("08:15") == ["Thu 19 Nov 2026, 08:15"]
    assert doubt("2026-11-01 20:00") == ["Wed 18 Nov 2026, 20:00", "Thu 19 Nov 2026, 20:00"]
    assert doubt("<t:1:F>") == ["Thu 19 Nov 2026, 01:00"]


def test_after_midnight_the_running_film_and_tonights_are_asked_apart() -> None:
    late = datetime(2026, 11, 18, 23, 15, tzinfo=UTC)
    assert doubt("23:30", late) == ["Wed 18 Nov 2026, 23:30", "Thu 19 Nov 2026, 23:30"]


@pytest.mark.parametrize(
    ("zone", "text", "labels"),
    [
        (
            "Europe/Berlin",
            "2027-10-31 02:30",
            ["Sun 31 Oct 2027, 02:30 (UTC+0200)", "Sun 31 Oct 2027, 02:30 (UTC+0100)"],
        ),
        (
            "Europe/Berlin",
            "2027-03-28 02:30",
            ["Sun 28 Mar 2027, 01:30 (UTC+0100)", "Sun 28 Mar 2027, 03:30 (UTC+0200)"],
        ),
        (
            "America/New_York",
            "2027-03-14 02:30",
            ["Sun 14 Mar 2027, 01:30 (UTC-0500)", "Sun 14 Mar 2027, 03:30 (UTC-0400)"],
        ),
        (
            "America/New_York",
            "2027-11-07 01:30",
            ["Sun 7 Nov 2027, 01:30 (UTC-0400)", "Sun 7 Nov 2027, 01:30 (UTC-0500)"],
        ),
        (
            "Australia/Lord_Howe",
            "2027-04-04 01:45",
            ["Sun 4 Apr 2027, 01:45 (UTC+1100)", "Sun 4 Apr 2027, 01:45 (UTC+1030)"],
        ),
        (
            "Australia/Lord_Howe",
            "2027-10-03 02:15",
            ["Sun 3 Oct 2027, 01:45 (UTC+1030)", "Sun 3 Oct 2027, 02:45 (UTC+1100)"],
        ),
    ],
)
def test_hours_that_happen_twice_or_never(zone: str, text: str, labels: list[str]) -> None:
    assert doubt(text, zone=zone) == labels


def test_a_day_that_never_was() -> None:
    before = datetime(2011, 12, 29, 12, tzinfo=UTC)
    assert doubt("2011-12-30 20:00", before, "Pacific/Apia") == [
        "Thu 29 Dec 2011, 20:00 (UTC-1000)",
        "Sat 31 Dec 2011, 20:00 (UTC+1400)",
    ]


def test_a_zone_that_gave_summer_time_up() -> None:
    assert read("2027-03-22 00:30", zone="Asia/Tehran") == "2027-03-22 00:30"


def test_hours_from_now_are_hours_also_when_the_clocks_change() -> None:
    evening = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)
    meant = read_showtime("in 3 hours", evening, BERLIN, LASTS)
    assert meant == Meant(evening + timedelta(hours=3))


def test_a_leap_day() -> None:
    january = datetime(2028, 1, 10, 12, tzinfo=UTC)
    assert read("29 Feb 20:00", january) == "2028-02-29 20:00"
    assert read("29/2 20:00", january) == "2028-02-29 20:00"


def test_what_discord_writes_needs_no_zone() -> None:
    assert is_stamp(" <t:1795030200:F> ")
    assert not is_stamp("19:30")


@given(st.text(max_size=120))
def test_any_text_is_read_asked_back_or_refused(text: str) -> None:
    try:
        result = read_showtime(text, NOON, BERLIN, LASTS)
    except ShowtimeError:
        return
    instants = (
        [result.instant] if isinstance(result, Meant) else [o.instant for o in result.options]
    )
    assert all(instant + LASTS > NOON for instant in instants)


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
)
def test_the_clock_shows_what_was_typed(hour: int, minute: int, zone: str, now: datetime) -> None:
    typed = f"{hour:02}:{minute:02}"
    result = read_showtime(typed, now, zone, LASTS)
    if isinstance(result, Meant):
        assert f"{result.instant.astimezone(ZoneInfo(zone)):%H:%M}" == typed
