"""The credits clock, by example and by property."""

# ruff: noqa: DTZ001 - a clock on the wall shows no zone
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.rules.credits_length import credits_length, estimated_credits
from cogs.reminders.rules.schedule import (
    EVENING,
    LEADS,
    CreditsLength,
    Phase,
    Showing,
    due_at,
    is_over,
    plan,
    useless_from,
)
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, Scene
from data.catalogue.verdict import Claim, Position, judge
from data.text import HiddenText, SafeText

SHOWTIME = datetime(2026, 12, 18, 18, 30, tzinfo=UTC)
EVENING_OUT = Showing(SHOWTIME, "Europe/Berlin", 20, 131, CreditsLength(8, 3, "a source"), 400)

zones = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia"]
)


@st.composite
def showings(draw: st.DrawFn) -> Showing:
    runtime = draw(st.integers(1, 900))
    length = estimated_credits(draw(st.integers(1900, 2030)), runtime)
    ends = draw(st.none() | st.integers(0, length.minutes * 60))
    began = draw(st.none() | st.integers(0, 900))
    showtime = draw(
        st.datetimes(datetime(2011, 12, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
    )
    return Showing(
        showtime=showtime,
        zone=draw(zones),
        preshow=draw(st.integers(0, 240)),
        runtime=runtime,
        credits=length,
        last_scene=ends,
        held=timedelta(seconds=draw(st.integers(0, 20_000))),
        credits_began=None if began is None else showtime + timedelta(minutes=began),
    )


def test_the_sum_of_an_evening() -> None:
    assert EVENING_OUT.film_starts == SHOWTIME + timedelta(minutes=20)
    assert EVENING_OUT.credits_start == SHOWTIME + timedelta(minutes=20 + 131 - 8)
    assert EVENING_OUT.film_ends == SHOWTIME + timedelta(minutes=20 + 131)
    assert EVENING_OUT.last_scene_ends == EVENING_OUT.credits_start + timedelta(seconds=400)
    assert EVENING_OUT.next_day == datetime(2026, 12, 19, 11, tzinfo=UTC)
    assert due_at(EVENING_OUT, Phase.CARD, 5) == SHOWTIME - timedelta(minutes=10)
    assert due_at(EVENING_OUT, Phase.STAY, 5) == EVENING_OUT.credits_start - timedelta(minutes=5)


def test_news_have_no_time_of_their_own() -> None:
    with pytest.raises(ValueError, match="when it happens"):
        due_at(EVENING_OUT, Phase.MOVED, 0)


@given(showings(), st.sampled_from(LEADS))
def test_the_messages_of_an_evening_come_in_their_order(showing: Showing, lead: int) -> None:
    card, stay, go, ask = (due_at(showing, phase, lead) for phase in EVENING)
    assert stay <= go < ask
    assert showing.credits_start <= showing.last_scene_ends <= showing.film_ends
    if showing.credits_began is None:
        assert card < stay


@given(showings(), st.sampled_from(EVENING))
def test_no_message_is_useless_when_it_is_due(showing: Showing, phase: Phase) -> None:
    if phase is Phase.CARD and showing.credits_began is not None:
        return
    if showing.credits.minutes:
        assert due_at(showing, phase, 0) < useless_from(showing, phase)


@given(showings())
def test_the_question_comes_by_day(showing: Showing) -> None:
    local = showing.next_day.astimezone(ZoneInfo(showing.zone))
    assert showing.next_day >= showing.film_ends + timedelta(hours=8)
    assert local.hour == 12 or showing.next_day == showing.film_ends + timedelta(hours=8)


@given(showings(), st.integers(-3_000, 3_000), st.sampled_from(LEADS), st.booleans())
def test_a_plan_holds_nothing_of_the_past(
    showing: Showing, minutes: int, lead: int, details: bool
) -> None:
    now = showing.showtime + timedelta(minutes=minutes)
    planned = plan(showing, now, lead, details=details)
    assert all(due >= now for due in planned.values())
    assert (Phase.CARD in planned) == (showing.showtime - timedelta(minutes=10) > now)
    assert Phase.GO in planned
    assert (Phase.DETAIL in planned) == details


def test_over_means_the_credits_have_run() -> None:
    assert not is_over(EVENING_OUT, EVENING_OUT.film_ends - timedelta(seconds=1))
    assert is_over(EVENING_OUT, EVENING_OUT.film_ends)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", datetime(2026, 3, 28, 20)),
        ("Europe/Berlin", datetime(2026, 10, 24, 20)),
        ("America/New_York", datetime(2026, 3, 7, 20)),
        ("America/New_York", datetime(2026, 10, 31, 20)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 20)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 20)),
        ("Asia/Tehran", datetime(2026, 3, 21, 20)),
        ("Europe/Berlin", datetime(2028, 2, 28, 20)),
    ],
)
def test_the_next_day_is_noon_on_the_clock_whatever_it_does_at_night(
    zone: str, day: datetime
) -> None:
    showtime = day.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    showing = Showing(showtime, zone, 20, 120, CreditsLength(8, 3, ""))
    local = showing.next_day.astimezone(ZoneInfo(zone))
    assert (local.hour, (local.date() - day.date()).days) == (12, 1)


def test_a_day_that_does_not_exist_is_passed_over() -> None:
    """Apia went from the 29th to the 31st of December 2011."""
    zone = ZoneInfo("Pacific/Apia")
    showtime = datetime(2011, 12, 29, 20, tzinfo=zone).astimezone(UTC)
    showing = Showing(showtime, "Pacific/Apia", 20, 120, CreditsLength(8, 3, ""))
    assert showing.next_day.astimezone(zone).replace(tzinfo=None) == datetime(2011, 12, 31, 12)


@given(st.integers(1890, 2100), st.integers(1, 900))
def test_every_film_has_an_estimate_with_band_and_source(year: int, runtime: int) -> None:
    length = estimated_credits(year, runtime)
    assert 0 <= length.minutes <= max(1, runtime // 2)
    assert 1 <= length.spread <= 4
    assert length.source
    assert length.kind == "an estimate"


def test_credits_grew_with_the_decades() -> None:
    years = (1950, 1985, 2005, 2020)
    lengths = [estimated_credits(year, 120).minutes for year in years]
    assert lengths == sorted(lengths) == [1, 4, 5, 8]


def test_nobody_is_sent_home_before_a_scene_whose_place_is_stated() -> None:
    film = Film("x", "X (2008)", "X", 2008, 1)
    hint, hidden = SafeText("A visit."), HiddenText("x")
    late = Scene(Position.POST, 1, "sequel tease", hint, hidden, starts=475)
    facts = FilmFacts(film, judge([Claim("a", mid=0, post=1)]), (late,))
    assert estimated_credits(2008, 126).minutes == 5
    assert credits_length(facts, 126).minutes == 9
    assert credits_length(replace(facts, scenes=()), 126) == estimated_credits(2008, 126)
    assert credits_length(facts, 10).minutes == 5
