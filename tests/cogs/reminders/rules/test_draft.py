"""What a draft is made of: what was asked for, what is known, and what it replaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cogs.reminders.rules.draft import (
    Destination,
    Request,
    draft_of,
    minutes_in,
    runtime_minutes,
)
from cogs.reminders.rules.screenings import Booking, Ping, Place, Reminder, Screening, epoch
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film
from data.catalogue.verdict import judge

NOW = datetime(2026, 12, 18, 12, tzinfo=UTC)
FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)
FACTS = FilmFacts(replace(FILM, runtime=131), judge([]), ())
UNTIMED = FilmFacts(FILM, judge([]), ())
LOBBY = Destination(Place.HERE, 500, None, 77)

SAVED = Booking(
    Reminder(8, 9, 1, 77, "live", None, Place.HERE, 500, None, Ping.NORMAL, 5, True),
    Screening(
        id=9,
        server_id=77,
        state="live",
        film_id=FILM.id,
        film_label="Its old name",
        typed=None,
        zone="Europe/Berlin",
        showtime=epoch(NOW),
        preshow=20,
        runtime=100,
        credits=8,
        spread=3,
        last_scene=None,
        held=600,
        began_at=None,
        paused_at=None,
    ),
)


def test_a_draft_holds_what_was_asked_for_and_what_is_known_of_the_film() -> None:
    request = Request(" fri 21:00 ", 15, Place.HERE, Ping.SILENT)
    draft = draft_of(request, LOBBY, FACTS, "Europe/Paris", NOW)
    assert (draft.typed, draft.preshow, draft.ping) == ("fri 21:00", 15, Ping.SILENT)
    assert (draft.place, draft.place_id, draft.origin_id) == (Place.HERE, 500, None)
    assert (draft.film_id, draft.film_label, draft.runtime) == (FILM.id, FILM.label, 131)
    assert (draft.zone, draft.showtime, draft.replaces) == ("Europe/Paris", None, None)


def test_a_showtime_that_is_counted_from_now_is_fixed_at_once() -> None:
    draft = draft_of(Request("in 20 minutes"), LOBBY, FACTS, None, NOW)
    assert draft.showtime == epoch(NOW + timedelta(minutes=20))


def test_a_draft_that_replaces_a_reminder_keeps_what_nobody_was_asked() -> None:
    draft = draft_of(Request("20:00"), LOBBY, UNTIMED, None, NOW, SAVED)
    assert (draft.zone, draft.runtime) == ("Europe/Berlin", 100)
    assert (draft.lead, draft.details, draft.replaces) == (5, True, 8)
    assert draft.film_label == FILM.label


def test_what_is_known_now_goes_before_what_a_replaced_reminder_held() -> None:
    draft = draft_of(Request("20:00"), LOBBY, FACTS, "Europe/Paris", NOW, SAVED)
    assert (draft.zone, draft.runtime) == ("Europe/Paris", 131)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *[("0", 0), (" 20 ", 20), ("90", 90), ("91", None), ("090", None), ("-5", None)],
        *[("1.5", None), ("twenty", None), ("", None), ("²", None), ("٢٠", None)],
    ],
)
def test_minutes_are_a_whole_number_up_to_the_most(text: str, minutes: int | None) -> None:
    assert minutes_in(text, 90) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("131", 131),
        (" 131 min ", 131),
        ("2:11", 131),
        ("2h 11", 131),
        ("2h 11m", 131),
        ("2 H 11 min", 131),
        ("2h", 120),
        ("0:59", 59),
        ("2:60", None),
        ("2:75", None),
        ("2 11", None),
        ("١٣١", None),
        ("2:11:00", None),
        ("0", None),
        ("901", None),
        ("m", None),
        ("", None),
    ],
)
def test_a_runtime_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert runtime_minutes(text) == minutes
