"""Votes on a film night in the database: suggestions, choices, and what is due for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.film_votes import (
    MOST_SUGGESTIONS,
    RUNNING,
    FilmVote,
    Night,
    Stage,
    Suggestion,
    stage_at,
)
from cogs.reminders.rules.refusals import (
    DraftGoneError,
    EnoughSuggestionsError,
    FilmSuggestedError,
    VoteGoneError,
    VoteRunsError,
)
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.work import REFRESH_EVERY
from cogs.reminders.store.steps import DRAFT_KEPT
from data.database import Database
from data.database.due import Pace, mark_due
from data.database.due_work import LEASE, DueWork
from data.database.retry import unit_of_work
from data.schema import film_choice as choices
from data.schema import film_suggestion as suggestions
from data.schema import film_vote as votes

WORK = votes.c.work_due
"""The vote is to be posted, to go on, or its result to be told."""

REFRESH = votes.c.refresh_due
"""The post is to be edited."""

_PACE = Pace(REFRESH, votes.c.refreshed_at, REFRESH_EVERY)
_NIGHT = tuple(Night.__dataclass_fields__)
_UNDECIDED = [stage.value for stage in (Stage.DRAFT, *RUNNING)]


class FilmVotes:
    """The votes of one database, and ``work``, what is due for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.work = DueWork(database, "votes", WORK, REFRESH, pace=_PACE)

    @unit_of_work
    async def add_draft(self, night: Night, now: datetime) -> int:
        """Keep a vote that is not posted yet; its id.

        The member's other drafts are forgotten, and everybody's old ones.
        """
        stale = votes.c.created_at < epoch(now - DRAFT_KEPT)
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(votes).where(
                    votes.c.state == Stage.DRAFT.value, or_(votes.c.host_id == night.host_id, stale)
                )
            )
            made = await connection.execute(
                votes.insert()
                .values(**asdict(night), state=Stage.DRAFT.value, created_at=epoch(now))
                .returning(votes.c.id)
            )
            return int(made.scalar_one())

    async def draft(self, vote_id: int, user_id: int) -> FilmVote:
        """A member's own draft; raises :class:`DraftGoneError`."""
        async with self._database.reading() as connection:
            drafts = await _votes(
                connection,
                votes.c.id == vote_id,
                votes.c.host_id == user_id,
                votes.c.state == Stage.DRAFT.value,
            )
        if not drafts:
            raise DraftGoneError
        return drafts[0]

    async def get(self, vote_id: int, server_id: int | None) -> FilmVote:
        """A vote of that server; raises :class:`VoteGoneError`."""
        async with self._database.reading() as connection:
            return await _one(connection, votes.c.id == vote_id, votes.c.server_id == server_id)

    async def running(self, channel_id: int | None) -> FilmVote:
        """The vote that runs in a channel; raises :class:`VoteGoneError`."""
        async with self._database.reading() as connection:
            return await _one(connection, *_runs(channel_id))

    @unit_of_work
    async def publish(self, vote: FilmVote, now: datetime) -> FilmVote:
        """Plan a draft's post before it is sent.

        Raises :class:`DraftGoneError` if it is no draft any more, and :class:`VoteRunsError` where
        another one runs in the channel.
        """
        here = votes.c.channel_id == vote.night.channel_id, votes.c.state.in_(_UNDECIDED)
        async with self._database.transaction() as connection:
            # Those who post here at the same moment come one after another.
            drafted = select(votes.c.id).where(*here).order_by(votes.c.id)
            await connection.execute(drafted.with_for_update())
            others = await _votes(connection, *_runs(vote.night.channel_id))
            if any(other.id != vote.id for other in others):
                raise VoteRunsError
            published = await connection.execute(
                update(votes)
                .where(votes.c.id == vote.id, votes.c.state == Stage.DRAFT.value)
                .values(state=Stage.OPEN.value, planned_at=epoch(now), work_due=epoch(now) + LEASE)
            )
            if published.rowcount != 1:
                raise DraftGoneError
        return replace(vote, stage=Stage.OPEN, planned_at=epoch(now))

    @unit_of_work
    async def unpublish(self, vote: FilmVote) -> None:
        """Make a vote that Discord did not take a draft again."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(votes)
                .where(votes.c.id == vote.id, votes.c.message_id.is_(None))
                .values(state=Stage.DRAFT.value, planned_at=None, work_due=None)
            )

    @unit_of_work
    async def place(self, vote: FilmVote, now: datetime) -> None:
        """Note where a vote's post and its result are.

        What has changed while they were sent is shown soon. Raises :class:`VoteGoneError`.
        """
        async with self._database.transaction() as connection:
            current = await _locked(connection, vote.id)
            await connection.execute(
                update(votes)
                .where(votes.c.id == vote.id)
                .values(message_id=vote.message_id, result_id=vote.result_id)
            )
            if (current.stage, current.suggestions) != (vote.stage, vote.suggestions):
                await _mark(connection, vote.id, now)

    @unit_of_work
    async def suggest(
        self, vote: FilmVote, user_id: int, film_id: str, film_label: str, now: datetime
    ) -> None:
        """Suggest a film, instead of the one that the member has suggested before.

        Raises :class:`VoteGoneError` once films are voted on, :class:`FilmSuggestedError` and
        :class:`EnoughSuggestionsError`.
        """
        async with self._database.transaction() as connection:
            current = await _locked(connection, vote.id)
            if stage_at(current, now)[0] is not Stage.OPEN:
                raise VoteGoneError
            mine = suggestions.c.vote_id == vote.id, suggestions.c.user_id == user_id
            own = await connection.scalar(select(suggestions.c.id).where(*mine))
            named = [one for one in current.suggestions if one.film_id == film_id]
            if any(one.id != own for one in named):
                raise FilmSuggestedError
            if own is None and len(current.suggestions) >= MOST_SUGGESTIONS:
                raise EnoughSuggestionsError
            values: dict[str, Any] = {
                "film_id": film_id,
                "film_label": film_label,
                "added_at": epoch(now),
            }
            if own is not None:
                await connection.execute(update(suggestions).where(*mine).values(**values))
            else:
                await connection.execute(
                    suggestions.insert().values(
                        **values, vote_id=vote.id, server_id=vote.night.server_id, user_id=user_id
                    )
                )
            await _mark(connection, vote.id, now)

    @unit_of_work
    async def choose(
        self, vote_id: int, user_id: int, chosen: Iterable[int], now: datetime
    ) -> FilmVote:
        """Note all films that a member would watch, instead of those noted before.

        Raises :class:`VoteGoneError` before and after the vote.
        """
        async with self._database.transaction() as connection:
            current = await _locked(connection, vote_id)
            if stage_at(current, now)[0] is not Stage.VOTING:
                raise VoteGoneError
            known = [one.id for one in current.suggestions]
            await connection.execute(
                delete(choices).where(
                    choices.c.suggestion_id.in_(known), choices.c.user_id == user_id
                )
            )
            for suggestion_id in set(chosen) & set(known):
                await connection.execute(
                    choices.insert().values(
                        suggestion_id=suggestion_id,
                        user_id=user_id,
                        server_id=current.night.server_id,
                    )
                )
            await _mark(connection, vote_id, now)
        return current

    @unit_of_work
    async def advance(
        self, vote_id: int, now: datetime, *, starts: bool = False, ends: bool = False
    ) -> FilmVote:
        """Let a vote go on as far as its time has come, or ``starts`` or ``ends`` it now."""
        async with self._database.transaction() as connection:
            current = await _locked(connection, vote_id)
            if ends:
                current = replace(current, night=replace(current.night, ends_at=epoch(now)))
            elif starts:
                current = replace(current, night=replace(current.night, starts_at=epoch(now)))
            stage, winner_id = stage_at(current, now)
            if stage is not current.stage:
                times = {"starts_at": current.night.starts_at, "ends_at": current.night.ends_at}
                await connection.execute(
                    update(votes)
                    .where(votes.c.id == vote_id)
                    .values(state=stage.value, winner_id=winner_id, work_due=epoch(now), **times)
                )
                await _mark(connection, vote_id, now)
        return replace(current, stage=stage, winner_id=winner_id)

    @unit_of_work
    async def pick(self, vote: FilmVote, suggestion_id: int, now: datetime) -> FilmVote:
        """Decide a tie; raises :class:`VoteGoneError` for anything else."""
        if suggestion_id not in [one.id for one in vote.leaders]:
            raise VoteGoneError
        async with self._database.transaction() as connection:
            picked = await connection.execute(
                update(votes)
                .where(votes.c.id == vote.id, votes.c.state == Stage.TIED.value)
                .values(state=Stage.WON.value, winner_id=suggestion_id)
            )
            if picked.rowcount != 1:
                raise VoteGoneError
            await _mark(connection, vote.id, now)
        return replace(vote, stage=Stage.WON, winner_id=suggestion_id)

    @unit_of_work
    async def cancel(self, vote_id: int, now: datetime) -> None:
        """Cancel a vote that is not decided yet; raises :class:`VoteGoneError`."""
        async with self._database.transaction() as connection:
            cancelled = await connection.execute(
                update(votes)
                .where(votes.c.id == vote_id, votes.c.state.in_(_UNDECIDED))
                .values(state=Stage.CANCELLED.value, work_due=None)
            )
            if cancelled.rowcount != 1:
                raise VoteGoneError
            await _mark(connection, vote_id, now)


def _runs(channel_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return (
        votes.c.channel_id == channel_id,
        votes.c.state.in_([stage.value for stage in RUNNING]),
    )


async def _locked(connection: AsyncConnection, vote_id: int) -> FilmVote:
    """A vote for this transaction alone; raises :class:`VoteGoneError`."""
    await connection.execute(select(votes.c.id).where(votes.c.id == vote_id).with_for_update())
    return await _one(connection, votes.c.id == vote_id)


async def _one(connection: AsyncConnection, *where: ColumnElement[bool]) -> FilmVote:
    found = await _votes(connection, *where, votes.c.state != Stage.DRAFT.value)
    if not found:
        raise VoteGoneError
    return found[-1]


async def _votes(connection: AsyncConnection, *where: ColumnElement[bool]) -> list[FilmVote]:
    rows = (await connection.execute(select(votes).where(*where).order_by(votes.c.id))).all()
    return [await _with_films(connection, row._mapping) for row in rows]


async def _with_films(connection: AsyncConnection, row: Any) -> FilmVote:  # noqa: ANN401 - a row
    count = (
        select(func.count()).where(choices.c.suggestion_id == suggestions.c.id).scalar_subquery()
    )
    films = await connection.execute(
        select(suggestions.c.id, suggestions.c.film_id, suggestions.c.film_label, count)
        .where(suggestions.c.vote_id == row["id"])
        .order_by(suggestions.c.id)
    )
    suggested = tuple(Suggestion(*film) for film in films)
    voters = await connection.scalar(
        select(func.count(func.distinct(choices.c.user_id))).where(
            choices.c.suggestion_id.in_([one.id for one in suggested])
        )
    )
    return FilmVote(
        id=row["id"],
        night=Night(**{name: row[name] for name in _NIGHT}),
        stage=Stage(row["state"]),
        message_id=row["message_id"],
        result_id=row["result_id"],
        winner_id=row["winner_id"],
        planned_at=row["planned_at"],
        suggestions=suggested,
        voters=voters or 0,
        language=row["language"],
    )


async def _mark(connection: AsyncConnection, vote_id: int, now: datetime) -> None:
    """Have a vote's post edited once its pace allows."""
    posted = votes.c.id == vote_id, votes.c.message_id.is_not(None)
    await mark_due(connection, _PACE, epoch(now), *posted)
