"""Votes on film nights in the store, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from cogs.reminders.rules.parties.film_votes import FilmVote, Night, Stage
from cogs.reminders.rules.parties.parties import Invitation
from cogs.reminders.rules.refusals import (
    DraftGoneError,
    EnoughSuggestionsError,
    FilmSuggestedError,
    VoteGoneError,
    VoteRunsError,
)
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.film_votes import REFRESH, WORK, FilmVotes
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.records import ReminderPlaces
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.database.due_work import LEASE
from data.members.records import Records
from data.schema import film_vote
from tests.cogs.reminders.bookings import NOW, SERVER, SHOWTIME, drafted

STARTS, ENDS = NOW + timedelta(hours=2), NOW + timedelta(hours=4)
NIGHT = Night(
    *(SERVER, 1, 500, "home", None, None, 0),
    *(epoch(SHOWTIME), "Europe/Berlin", epoch(STARTS), epoch(ENDS)),
)


@pytest.fixture
def store(database: Database) -> FilmVotes:
    return FilmVotes(database)


async def opened(store: FilmVotes, films: int = 0) -> FilmVote:
    draft = await store.draft(await store.add_draft(NIGHT, NOW), 1)
    vote = await store.publish(draft, NOW)
    for number in range(1, films + 1):
        await store.suggest(vote, number, f"f{number}", f"F {number}", NOW)
    return await store.get(vote.id, SERVER)


async def opened_elsewhere(store: FilmVotes) -> FilmVote:
    night = replace(NIGHT, channel_id=501)
    return await store.publish(await store.draft(await store.add_draft(night, NOW), 1), NOW)


async def test_what_is_suggested_while_a_vote_is_being_posted_is_shown(store: FilmVotes) -> None:
    vote = await opened(store)
    await store.place(replace(vote, message_id=7), NOW)
    assert await store.work.claim(REFRESH, epoch(NOW)) == []
    other = await opened_elsewhere(store)
    await store.suggest(other, 2, "f", "F", NOW)
    await store.place(replace(other, message_id=8), NOW)
    assert await store.work.claim(REFRESH, epoch(NOW)) == [(other.id, SERVER)]


async def test_a_draft_is_posted_once_and_one_vote_runs_in_a_channel(store: FilmVotes) -> None:
    draft = await store.draft(await store.add_draft(NIGHT, NOW), 1)
    with pytest.raises(DraftGoneError):
        await store.draft(draft.id, 2)
    with pytest.raises(VoteGoneError):
        await store.get(draft.id, SERVER)
    tries = await asyncio.gather(
        *(store.publish(draft, NOW) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, FilmVote) for one in tries) == 1
    other = await store.draft(await store.add_draft(NIGHT, NOW), 1)
    with pytest.raises(VoteRunsError):
        await store.publish(other, NOW)
    assert (await store.running(500)).id == draft.id
    with pytest.raises(VoteGoneError):
        await store.running(501)


async def test_of_hosts_who_post_at_the_same_moment_one_gets_the_channel(store: FilmVotes) -> None:
    nights = [replace(NIGHT, host_id=host) for host in range(1, 7)]
    drafts = [
        await store.draft(await store.add_draft(night, NOW), night.host_id or 0) for night in nights
    ]
    tries = await asyncio.gather(
        *(store.publish(draft, NOW) for draft in drafts), return_exceptions=True
    )
    assert sum(isinstance(one, FilmVote) for one in tries) == 1
    assert sum(isinstance(one, VoteRunsError) for one in tries) == 5


async def test_one_film_each_ten_in_all(store: FilmVotes) -> None:
    vote = await opened(store, films=10)
    with pytest.raises(EnoughSuggestionsError):
        await store.suggest(vote, 11, "f11", "F 11", NOW)
    with pytest.raises(FilmSuggestedError):
        await store.suggest(vote, 1, "f2", "F 2", NOW)
    await store.suggest(vote, 1, "f11", "F 11", NOW)
    films = [one.film_id for one in (await store.get(vote.id, SERVER)).suggestions]
    assert films == ["f11", *(f"f{n}" for n in range(2, 11))]


async def test_nothing_is_suggested_after_its_time_though_nobody_has_noted_that(
    store: FilmVotes,
) -> None:
    vote = await opened(store, films=1)
    await store.suggest(vote, 2, "f2", "F 2", STARTS)  # one film is nothing to vote on
    with pytest.raises(VoteGoneError):
        await store.suggest(vote, 3, "f3", "F 3", STARTS)
    lonely = await opened_elsewhere(store)
    with pytest.raises(VoteGoneError):
        await store.suggest(lonely, 3, "f3", "F 3", ENDS)


async def test_votes_are_counted_once_each_however_many_come_at_once(store: FilmVotes) -> None:
    vote = await opened(store, films=3)
    with pytest.raises(VoteGoneError):
        await store.choose(vote.id, 9, [1], NOW)
    vote = await store.advance(vote.id, STARTS)
    assert vote.stage is Stage.VOTING
    one, two, three = (film.id for film in vote.suggestions)
    await asyncio.gather(
        *(store.choose(vote.id, who, [one, two], STARTS) for who in range(100, 130)),
        *(store.choose(vote.id, who, [two, 10**6], STARTS) for who in range(200, 210)),
    )
    await store.choose(vote.id, 100, [three], STARTS)
    await store.choose(vote.id, 101, [], STARTS)
    vote = await store.get(vote.id, SERVER)
    assert [film.votes for film in vote.suggestions] == [28, 38, 1]
    assert vote.voters == 39
    decided = await store.advance(vote.id, ENDS)
    assert (decided.stage, decided.winner_id) == (Stage.WON, two)
    with pytest.raises(VoteGoneError):
        await store.choose(vote.id, 100, [one], ENDS)


async def test_a_tie_is_decided_once_and_by_one_of_the_leaders(store: FilmVotes) -> None:
    vote = await opened(store, films=3)
    vote = await store.advance(vote.id, STARTS)
    one, two, three = (film.id for film in vote.suggestions)
    await store.choose(vote.id, 9, [one, two], STARTS)
    await store.advance(vote.id, ENDS)
    vote = await store.get(vote.id, SERVER)
    assert vote.stage is Stage.TIED
    with pytest.raises(VoteGoneError):
        await store.pick(vote, three, ENDS)
    assert (await store.pick(vote, two, ENDS)).winner_id == two
    with pytest.raises(VoteGoneError):
        await store.pick(vote, one, ENDS)


async def test_a_vote_has_one_party(store: FilmVotes, database: Database) -> None:
    vote = await opened(store, films=1)
    vote = await store.advance(vote.id, ENDS)
    assert vote.stage is Stage.WON
    parties, made = PartyStore(database), []
    for host in (1, 2):
        booking = await drafted(ReminderStore(database), host)
        invitation = Invitation(SERVER, host, 500, "home", None, None, vote_id=vote.id)
        await parties.add_draft(booking.screening.id, invitation)
        made.append(booking)
    tries = await asyncio.gather(
        *(parties.publish(booking, NOW, hide_scenes=False) for booking in made),
        return_exceptions=True,
    )
    assert [type(one) for one in tries if isinstance(one, Exception)] == [VoteGoneError]
    assert (await store.get(vote.id, SERVER)).stage is Stage.HELD
    posted = next(
        booking
        for booking, one in zip(made, tries, strict=True)
        if not isinstance(one, BaseException)
    )
    await parties.unpublish(posted)
    assert (await store.get(vote.id, SERVER)).stage is Stage.WON


async def test_work_is_claimed_once_and_edits_keep_their_pace(store: FilmVotes) -> None:
    vote = await opened(store)
    due = epoch(NOW) + LEASE
    assert await store.work.next_due() == due
    claims = await asyncio.gather(*(store.work.claim(WORK, due) for _ in range(4)))
    assert sum(map(len, claims)) == 1
    await store.work.done(vote.id, WORK, due, epoch(STARTS))
    assert await store.work.next_due() == epoch(STARTS)
    await store.place(FilmVote(vote.id, NIGHT, Stage.OPEN, 7, None, None, None), NOW)
    await store.suggest(vote, 1, "f1", "F 1", NOW)
    assert await store.work.claim(REFRESH, epoch(NOW)) == [(vote.id, SERVER)]
    await store.suggest(vote, 2, "f2", "F 2", NOW)
    assert await store.work.claim(REFRESH, epoch(NOW) + 1) == []
    assert await store.work.claim(REFRESH, epoch(NOW) + 2) == [(vote.id, SERVER)]


async def test_a_member_who_deletes_their_data_leaves_their_film(
    store: FilmVotes, database: Database
) -> None:
    vote = await opened(store, films=2)
    vote = await store.advance(vote.id, STARTS)
    await store.choose(vote.id, 2, [vote.suggestions[0].id], STARTS)
    records = Records(database)
    exported = await records.of_member(2)
    assert exported["suggested films"][0]["film_id"] == "f2"
    assert len(exported["film votes"]) == 1
    assert "Films that you suggested" in " ".join(await records.erase_member(2))
    vote = await store.get(vote.id, SERVER)
    assert [film.votes for film in vote.suggestions] == [0, 0]
    await records.erase_member(1)
    assert (await store.get(vote.id, SERVER)).night.host_id is None
    await records.erase_server(SERVER)
    with pytest.raises(VoteGoneError):
        await store.get(vote.id, SERVER)


async def test_the_channel_of_a_vote_counts_until_its_party_is_posted(
    store: FilmVotes, database: Database
) -> None:
    vote = await opened(store, films=2)
    places = ReminderPlaces(database)
    for stage, used in ((Stage.VOTING, [500]), (Stage.TIED, [500]), (Stage.CANCELLED, [])):
        async with database.transaction() as connection:
            await connection.execute(
                update(film_vote).where(film_vote.c.id == vote.id).values(state=stage.value)
            )
        assert await places.of_parties(SERVER) == used
