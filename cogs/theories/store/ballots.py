"""Keeps ballots: one for each member and theory, counted, held or void."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, and_, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.credibility import Ballot, Ratings, Vote
from cogs.theories.rules.refusals import ClosedTheoryError, OwnTheoryError
from cogs.theories.rules.theory import SourceClass, Status, Theory
from cogs.theories.store.rows import held_theory, mark_for_refresh
from cogs.theories.store.weights import refresh_voter_records, voter_record
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import theory as theories
from data.schema import theory_ballot, theory_standing
from data.trust.rushes import WINDOWS, Traffic, is_rush, usual_from
from data.trust.weight import TrackRecord

_BALLOT = theory_ballot.c


class BallotStore:
    """Ballots and what they weigh."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def cast(
        self, theory: Theory, user_id: int, ballot: Ballot, *, newcomer: bool, now: int
    ) -> list[Vote]:
        """Cast a ballot or change one's own, and return the votes that count afterwards.

        A rush of newcomers is held in the same transaction. Raises :class:`TheoryGoneError`,
        :class:`ClosedTheoryError` and :class:`OwnTheoryError`.
        """
        async with self._database.transaction() as connection:
            _require_open(await held_theory(connection, theory), user_id)
            await _store(connection, theory, user_id, ballot, newcomer=newcomer, now=now)
            held = await _hold_rush(connection, theory, now)
            await refresh_voter_records(connection, theory.server_id, sorted({user_id, *held}))
            await mark_for_refresh(connection, theory.id, now)
            return (await read_votes(connection, [theory.id])).get(theory.id, [])

    async def own(self, theory_id: int, user_id: int) -> Ballot | None:
        """A member's own ballot on a theory; they alone may see it."""
        row = select(theory_ballot).where(
            _BALLOT.theory_id == theory_id, _BALLOT.user_id == user_id
        )
        async with self._database.reading() as connection:
            ballot = (await connection.execute(row)).one_or_none()
        if ballot is None:
            return None
        ratings = _ratings(ballot.source, ballot.consistency, ballot.simplicity)
        return Ballot(ratings, ballot.change_of_mind)

    async def votes(self, theory_ids: Sequence[int]) -> dict[int, list[Vote]]:
        """The counted ballots of theories with their voters' present weights."""
        async with self._database.reading() as connection:
            return await read_votes(connection, theory_ids)

    async def count(self, theory_id: int, state: str) -> int:
        """How many ballots of a theory are ``counted``, ``held`` or ``void``."""
        rows = select(func.count()).where(_BALLOT.theory_id == theory_id, _BALLOT.state == state)
        async with self._database.reading() as connection:
            return await connection.scalar(rows) or 0

    async def count_held(self) -> int:
        """How many ballots wait for moderators in all servers."""
        rows = select(func.count()).where(_BALLOT.state == "held")
        async with self._database.reading() as connection:
            return await connection.scalar(rows) or 0

    async def record(self, server_id: int, user_id: int) -> TrackRecord:
        """What a member's own counted ballots in a server sum up to."""
        async with self._database.reading() as connection:
            return await voter_record(connection, server_id, user_id)


def _require_open(theory: Theory, user_id: int) -> None:
    if theory.status is not Status.OPEN:
        raise ClosedTheoryError(theory)
    if theory.author_id == user_id:
        raise OwnTheoryError


async def _store(
    connection: AsyncConnection,
    theory: Theory,
    user_id: int,
    ballot: Ballot,
    *,
    newcomer: bool,
    now: int,
) -> None:
    values = {
        "source": ballot.ratings.source.key,
        "consistency": ballot.ratings.consistency,
        "simplicity": ballot.ratings.simplicity,
        "composite": ballot.ratings.composite,
        "change_of_mind": ballot.change_of_mind,
        "cast_at": now,
        "newcomer": newcomer,
        # Moderators released the ballot as it was before; whether it counts does not change.
        "cleared": False,
    }
    key = {"theory_id": theory.id, "user_id": user_id}
    own = and_(_BALLOT.theory_id == theory.id, _BALLOT.user_id == user_id)
    changed = await connection.execute(update(theory_ballot).where(own).values(**values))
    if not changed.rowcount:
        row = insert(theory_ballot).values(
            **key, **values, server_id=theory.server_id, state="counted"
        )
        await connection.execute(row)


async def _hold_rush(connection: AsyncConnection, theory: Theory, now: int) -> list[int]:
    """Hold the newcomers' ballots of every window that is a rush; return their voters' ids."""
    instant, posted = _instant(now), _instant(theory.created_at)
    starts = [instant - window.length for window in WINDOWS]
    counts = (
        await connection.execute(
            select(*_traffic(instant, posted)).where(_BALLOT.theory_id == theory.id)
        )
    ).one()
    rushes = []
    for place, (window, start) in enumerate(zip(WINDOWS, starts, strict=True)):
        ballots, newcomers, before = counts[3 * place : 3 * place + 3]
        since = usual_from(window, posted, instant)
        if is_rush(window, Traffic(ballots, newcomers, before, since), instant):
            rushes.append(start)
    if not rushes:
        return []
    hold = update(theory_ballot).where(
        _BALLOT.theory_id == theory.id,
        _BALLOT.state == "counted",
        _BALLOT.newcomer,
        ~_BALLOT.cleared,
        _BALLOT.cast_at > int(min(rushes).timestamp()),
    )
    held = list(await connection.scalars(hold.values(state="held").returning(_BALLOT.user_id)))
    if held:
        # Moderators are told once, until they have decided.
        first = update(theories).where(theories.c.id == theory.id, theories.c.held_since.is_(None))
        await connection.execute(first.values(held_since=now, alert_due=now))
    return held


def _instant(epoch: int) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def _traffic(now: datetime, posted: datetime) -> list[ColumnElement[int]]:
    """For each window: its ballots, the newcomers' among them, the counted ones before it."""
    sums: list[ColumnElement[int]] = []
    for window in WINDOWS:
        start = int((now - window.length).timestamp())
        usual = int(usual_from(window, posted, now).timestamp())
        inside = _BALLOT.cast_at > start
        suspect = and_(inside, _BALLOT.newcomer, ~_BALLOT.cleared)
        before = and_(
            _BALLOT.cast_at <= start, _BALLOT.cast_at >= usual, _BALLOT.state == "counted"
        )
        sums += [_how_many(inside), _how_many(suspect), _how_many(before)]
    return sums


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


async def read_votes(
    connection: AsyncConnection, theory_ids: Sequence[int]
) -> dict[int, list[Vote]]:
    """The counted ballots of theories with their voters' present weights."""
    rows = (
        select(
            _BALLOT.theory_id,
            _BALLOT.source,
            _BALLOT.consistency,
            _BALLOT.simplicity,
            _BALLOT.kept_weight,
            theory_standing.c.counted,
            theory_standing.c.scored,
            theory_standing.c.squared_error,
        )
        .outerjoin(
            theory_standing,
            and_(
                theory_standing.c.server_id == _BALLOT.server_id,
                theory_standing.c.user_id == _BALLOT.user_id,
            ),
        )
        .where(_BALLOT.theory_id.in_(theory_ids), _BALLOT.state == "counted")
    )
    votes: dict[int, list[Vote]] = {}
    for theory_id, source, consistency, simplicity, kept, *sums in await connection.execute(rows):
        weight = _weight(*sums) if kept is None else kept
        vote = Vote(_ratings(source, consistency, simplicity), weight)
        votes.setdefault(theory_id, []).append(vote)
    return votes


@cache
def _ratings(source: str, consistency: int, simplicity: int) -> Ratings:
    """Ratings from a row; cached, because there are only 150 different ones."""
    return Ratings(SourceClass[source.upper()], consistency, simplicity)


@lru_cache(maxsize=4_096)
def _weight(counted: int, scored: int, squared_error: float) -> float:
    return TrackRecord(counted, scored, squared_error).weight
