"""When somebody may have seen a film's end, and how right what they said turned out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.verdict import Claim, Position
from data.contributions.rules.kinds import ImpossibleError, Sighting, pack, unpack
from data.contributions.rules.sightings import (
    EARLIEST,
    Answer,
    is_spoken_of,
    over_at,
    sighting_of,
    squared_error,
    told_by_sources,
)
from tests.films import UNKNOWN, UPCOMING

OPENS = datetime(2026, 1, 2, tzinfo=UTC)
MID, POST = Position.MID, Position.POST


def test_a_showing_is_over_at_its_showtime_and_runtime() -> None:
    showtime = OPENS + timedelta(hours=19)
    assert over_at(UPCOMING, showtime, 140) == showtime + timedelta(minutes=140)
    assert over_at(UNKNOWN, showtime, 95) == showtime + timedelta(minutes=95)


def test_nobody_has_seen_a_film_before_any_country_showed_it() -> None:
    assert over_at(UPCOMING, OPENS - EARLIEST - timedelta(minutes=1), 140) is None
    assert over_at(UPCOMING, OPENS - EARLIEST, 140) is not None
    assert over_at(UPCOMING, None, None) == OPENS - EARLIEST + timedelta(minutes=126)
    dated = replace(UPCOMING, release_date=None)
    assert over_at(dated, datetime(2025, 12, 20, tzinfo=UTC), 140) is None


@given(st.integers(1, 125))
def test_a_runtime_that_somebody_typed_makes_no_film_shorter_than_it_is(minutes: int) -> None:
    over = over_at(UPCOMING, OPENS, minutes)
    assert over == OPENS + timedelta(minutes=126)


def test_what_each_answer_says() -> None:
    said = {answer: sighting_of(answer, blind=True) for answer in Answer}
    assert said == {
        Answer.DURING: Sighting((MID,), (POST,)),
        Answer.AFTER: Sighting((POST,), (MID,)),
        Answer.BOTH: Sighting((MID, POST)),
        Answer.NONE: Sighting((), (MID, POST)),
        Answer.LEFT: None,
    }


@given(
    st.sampled_from([Sighting(), *filter(None, (sighting_of(a, blind=True) for a in Answer))]),
    st.sampled_from([None, True, False]),
    st.booleans(),
)
def test_a_sighting_is_read_back_as_it_was(seen: Sighting, worth: bool | None, blind: bool) -> None:
    told = replace(seen, worth=worth if seen.saw_scene else None, blind=blind)
    assert unpack("sighting", pack(told)) == told


@pytest.mark.parametrize(
    "impossible",
    [
        {"scenes": (MID,), "denied": (MID,)},
        {"denied": (MID, POST), "worth": True},
    ],
)
def test_what_cannot_be_is_refused(impossible: dict[str, object]) -> None:
    with pytest.raises(ImpossibleError):
        Sighting(**impossible)  # type: ignore[arg-type]  # of several types


def test_only_sure_positions_are_told() -> None:
    claims = [Claim("a", mid=0, post=1), Claim("b", mid=1)]
    assert told_by_sources(claims) == {POST: True}


def test_how_wrong_somebody_was() -> None:
    told = {MID: False, POST: True}
    assert squared_error(Sighting((POST,), (MID,)), told) == 0
    assert squared_error(Sighting((MID, POST)), told) == 0.5
    assert squared_error(Sighting((MID,), (POST,)), told) == 1
    assert squared_error(Sighting((), (MID, POST)), {POST: True}) == 1


def test_no_record_is_made_of_what_says_nothing_or_could_be_read() -> None:
    told = {MID: False, POST: True}
    assert squared_error(Sighting(), told) is None
    assert squared_error(Sighting((POST,), (MID,)), {}) is None
    assert squared_error(Sighting((POST,), (MID,), blind=False), told) is None


def test_what_sources_speak_of() -> None:
    assert not is_spoken_of([])
    assert not is_spoken_of([Claim("a", extras=("audio",))])
    assert not is_spoken_of([Claim("a", mid=1, superseded="a mistake")])
    assert is_spoken_of([Claim("a", total=0)])
