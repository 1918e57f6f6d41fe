"""When a vote begins and ends, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.rules.parties.film_votes import (
    BEFORE_SHOWTIME,
    FilmVote,
    Night,
    Stage,
    Suggestion,
    due_at,
    leaders,
    stage_at,
    vote_times,
)
from cogs.reminders.rules.screenings import epoch

NOW = datetime(2026, 12, 18, 12, tzinfo=UTC)
STARTS, ENDS = NOW + timedelta(hours=2), NOW + timedelta(hours=4)
NIGHT = Night(
    *(77, 1, 500, "home", None, None, 0),
    *(epoch(NOW + timedelta(hours=7)), "Europe/Berlin", epoch(STARTS), epoch(ENDS)),
)


def vote(*counts: int, stage: Stage = Stage.OPEN) -> FilmVote:
    films = tuple(Suggestion(n, f"f{n}", f"F {n}", count) for n, count in enumerate(counts, 1))
    return FilmVote(1, NIGHT, stage, 7, None, None, 0, films)


@given(st.integers(1, 40_000))
def test_half_of_the_time_is_for_suggestions(minutes: int) -> None:
    showtime = NOW + timedelta(minutes=minutes)
    starts, ends = vote_times(NOW, showtime, None)
    assert NOW < starts < ends < showtime
    assert ends == showtime - BEFORE_SHOWTIME or showtime - NOW < 2 * BEFORE_SHOWTIME
    assert vote_times(NOW, showtime, ends) == (starts, ends)


def test_voting_begins_at_its_time_once_there_are_two_films() -> None:
    assert stage_at(vote(0, 0), NOW)[0] is Stage.OPEN
    assert stage_at(vote(0, 0), STARTS)[0] is Stage.VOTING
    assert stage_at(vote(0), STARTS)[0] is Stage.OPEN
    assert due_at(vote(0), NOW) == epoch(STARTS)
    assert due_at(vote(0), STARTS) == epoch(ENDS)


def test_the_most_votes_win_and_ties_are_asked() -> None:
    assert stage_at(vote(1, 3, 2, stage=Stage.VOTING), ENDS) == (Stage.WON, 2)
    assert stage_at(vote(3, 3, 2, stage=Stage.VOTING), ENDS) == (Stage.TIED, None)
    assert stage_at(vote(0, 0, stage=Stage.VOTING), ENDS) == (Stage.TIED, None)
    assert stage_at(vote(0), ENDS) == (Stage.WON, 1)
    assert stage_at(vote(), ENDS) == (Stage.CANCELLED, None)


@given(st.dictionaries(st.integers(), st.integers(0, 5), max_size=10))
def test_leaders_have_the_most(votes: dict[int, int]) -> None:
    ahead = leaders(votes)
    assert bool(ahead) == bool(votes)
    for one, count in votes.items():
        assert (one in ahead) == all(count >= other for other in votes.values())


@given(st.lists(st.integers(0, 5), max_size=10), st.sampled_from(Stage), st.integers(-60, 600))
def test_what_is_decided_stays_decided(counts: list[int], stage: Stage, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    before = replace(vote(*counts), stage=stage)
    after, winner_id = stage_at(before, now)
    again = replace(before, stage=after, winner_id=winner_id)
    assert stage_at(again, now) == (after, winner_id)
    if stage not in (Stage.OPEN, Stage.VOTING):
        assert after is stage
