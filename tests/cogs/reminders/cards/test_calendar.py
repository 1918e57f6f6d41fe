"""Calendar files, read back by vobject, a parser that knows nothing of the one that wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.cards.calendar import CalendarEntry, calendar_file, calendar_uid
from cogs.reminders.rules.schedule import CreditsLength, Showing
from data.time_zones.names import zone_names
from tests.cogs.reminders.calendars import events_in

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHOW = Showing(
    datetime(2026, 12, 18, 18, 30, tzinfo=UTC), "Europe/Berlin", 20, 131, CreditsLength(8, 3, "")
)
ENTRY = CalendarEntry("one", 2, "Night Harbour (2024)", SHOW)

ODD_ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")


def only_event(entry: CalendarEntry) -> Any:
    (event,) = events_in(calendar_file([entry], NOW))
    return event


def test_an_evening_says_when_it_begins_when_the_credits_start_and_when_it_ends() -> None:
    event = only_event(replace(ENTRY, location="In the cinema", url="https://discord.com/x"))
    assert event.summary.value == "Night Harbour (2024)"
    assert event.dtstart.value == SHOW.showtime
    assert event.dtend.value == SHOW.film_ends
    assert event.dtstamp.value == NOW
    assert event.description.value == (
        "Film from about 19:50, credits about 21:53 (± 3 min), over about 22:01.\n"
        "Times: Berlin · Central European Time"
    )
    assert (event.uid.value, event.sequence.value, event.status.value) == ("one", "2", "CONFIRMED")
    assert (event.location.value, event.url.value) == ("In the cinema", "https://discord.com/x")


def test_its_zone_is_told_with_its_rules() -> None:
    content = calendar_file([ENTRY], NOW).decode()
    assert "BEGIN:VTIMEZONE" in content
    assert "DTSTART;TZID=Europe/Berlin:20261218T193000" in content
    in_utc = replace(ENTRY, showing=replace(SHOW, zone="UTC"))
    assert "DTSTART:20261218T183000Z" in calendar_file([in_utc], NOW).decode()
    assert only_event(in_utc).description.value == (
        "Film from about +0:20, credits about +2:23 (± 3 min), over about +2:31.\n"
        "Times: hours after the showtime"
    )


def test_credits_that_have_started_are_told_so() -> None:
    began = replace(SHOW, credits_began=datetime(2026, 12, 18, 20, 50, tzinfo=UTC))
    event = only_event(replace(ENTRY, showing=began))
    assert "credits started 21:50, over about 21:58" in event.description.value


def test_what_is_cancelled_says_so() -> None:
    assert only_event(replace(ENTRY, cancelled=True)).status.value == "CANCELLED"


def test_several_evenings_stand_in_one_file() -> None:
    elsewhere = replace(SHOW, zone="America/New_York", showtime=NOW + timedelta(days=100))
    both = [ENTRY, replace(ENTRY, uid="two", showing=elsewhere)]
    starts = [event.dtstart.value for event in events_in(calendar_file(both, NOW))]
    assert starts == [SHOW.showtime, elsewhere.showtime]


@pytest.mark.parametrize(
    "showtime",
    [
        datetime(2026, 3, 28, 23, tzinfo=UTC),  # the clocks skip an hour during the film
        datetime(2026, 10, 24, 23, tzinfo=UTC),  # it ends in the hour that happens twice
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # it begins in it, the first time
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # and the second time
    ],
)
def test_the_night_of_the_clock_change_is_right(showtime: datetime) -> None:
    shown = replace(SHOW, showtime=showtime, preshow=0, runtime=100)
    event = only_event(replace(ENTRY, showing=shown))
    assert event.dtstart.value == showtime
    assert event.dtend.value == showtime + timedelta(minutes=100)


@given(
    st.integers(0, 4 * 366 * 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds)),
    st.sampled_from(ODD_ZONES) | st.sampled_from(zone_names()) | st.just("Etc/GMT-2"),
)
def test_every_instant_is_read_back_in_every_zone(showtime: datetime, zone: str) -> None:
    shown = replace(SHOW, showtime=showtime, zone=zone)
    event = only_event(replace(ENTRY, showing=shown))
    assert event.dtstart.value == showtime
    assert event.dtend.value == shown.film_ends
    if zone != "UTC":
        credits_at = shown.credits_start.astimezone(ZoneInfo(zone))
        assert f"credits about {credits_at:%H:%M}" in event.description.value


@given(st.text(max_size=200))
def test_no_title_can_write_into_the_calendar(title: str) -> None:
    (event,) = events_in(calendar_file([replace(ENTRY, title=title)], NOW))
    shown = event.summary.value
    assert all(c.isprintable() for c in shown)
    assert event.dtstart.value == SHOW.showtime
    assert "".join(shown.split()) == "".join(c for c in title if c.isprintable() and c != " ")


def test_hostile_titles() -> None:
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other;,\\ \u202e@everyone ||spoiler||"
    event = only_event(replace(ENTRY, title=hostile))
    assert event.uid.value == "one"
    assert event.summary.value.endswith("@everyone ||spoiler||")


def test_uids_are_stable_and_nobody_elses() -> None:
    uid = calendar_uid(7, "party", 1)
    assert uid == calendar_uid(7, "party", 1)
    others = {
        calendar_uid(8, "party", 1),
        calendar_uid(7, "reminder", 1),
        calendar_uid(7, "party", 2),
    }
    assert len({uid, *others}) == 4
