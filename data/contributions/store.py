"""Keeps what members add: one mechanism for films, scenes, timestamps and Easter eggs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.contribution import Contribution, Event, State
from data.contributions.kinds import AddedFilm, Content, Timestamp, kind_of, pack
from data.contributions.rows import contributions_where, events_of
from data.contributions.witnesses import BURST_WINDOW, Witness, is_burst
from data.database import Database, upsert
from data.films.slugs import slug
from data.schema import (
    contribution,
    contribution_confirmation,
    contribution_event,
    party,
    reminder,
    screening,
)

MOST_OPEN = 100
"""Contributions of one member of a server that may wait for a curator; more would be a flood."""

KEPT_STATES = (State.OPEN.value, State.APPROVED.value)


class TooManyOpenError(Exception):
    """The member has :data:`MOST_OPEN` contributions waiting."""


@dataclass(frozen=True, slots=True)
class New:
    """What somebody adds. A film's id is made when it is kept: ``film_id`` is empty for it."""

    server_id: int
    film_id: str
    reporter: Witness
    content: Content


class Contributions:
    """Reads and changes contributions; tells ``on_change`` which server's have changed.

    Whoever names a contribution by id also names its server, so that a forged id of another
    server finds nothing.
    """

    def __init__(self, database: Database, on_change: Callable[[int], None]) -> None:
        self._database = database
        self._on_change = on_change

    async def add(self, new: New, now: datetime) -> Contribution:
        """Keep a new contribution; an older timestamp of the same member and cut gives way.

        A report that makes a burst is held, and so are the others of the burst. Raises
        :class:`TooManyOpenError`.
        """
        async with self._database.transaction() as connection:
            await _check_open(connection, new)
            added_id = await _insert(connection, new, now)
            one = await _one(connection, new.server_id, added_id)
            assert one is not None  # it has just been inserted
            await _log(connection, one, "added", new.reporter.user_id, now)
            await _replace_older(connection, one, now)
            if await _hold_burst(connection, one, now):
                one = await _one(connection, new.server_id, added_id) or one
        self._on_change(new.server_id)
        return one

    async def get(self, server_id: int, contribution_id: int) -> Contribution | None:
        """One contribution of a server."""
        async with self._database.reading() as connection:
            return await _one(connection, server_id, contribution_id)

    async def of_film(self, server_id: int, film_ids: Sequence[str]) -> list[Contribution]:
        """All that a server's members added about a film, which may have gone by several ids."""
        table = contribution.c
        condition = (table.server_id == server_id) & table.film_id.in_(film_ids)
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def waiting(self, server_id: int) -> list[Contribution]:
        """What a curator has to look at, oldest first: held ones, undecided scenes and eggs."""
        table = contribution.c
        undecided = (table.state == State.OPEN.value) & (
            table.kind.in_(("scene", "egg")) | table.held
        )
        async with self._database.reading() as connection:
            return await contributions_where(connection, (table.server_id == server_id) & undecided)

    async def history(self, one: Contribution) -> list[Event]:
        """What happened to a contribution, oldest first."""
        async with self._database.reading() as connection:
            return await events_of(connection, one)

    async def confirm(self, one: Contribution, witness: Witness, now: datetime) -> None:
        """Note that somebody says the same; twice is as good as once."""
        row = {
            "contribution_id": one.id,
            "user_id": witness.user_id,
            "server_id": one.server_id,
            "independent": witness.established,
            "party_id": witness.party_id,
            "confirmed_at": int(now.timestamp()),
        }
        async with self._database.transaction() as connection:
            await connection.execute(upsert(contribution_confirmation, **row))
        self._on_change(one.server_id)

    async def take_back(self, one: Contribution, user_id: int) -> None:
        """Remove somebody's confirmation."""
        table = contribution_confirmation
        mine = (table.c.contribution_id == one.id) & (table.c.user_id == user_id)
        async with self._database.transaction() as connection:
            await connection.execute(delete(table).where(mine))
        self._on_change(one.server_id)

    async def edit(
        self, one: Contribution, content: Content, actor_id: int, now: datetime
    ) -> Contribution:
        """Change what a contribution says."""
        return await self._change(one, "edited", actor_id, now, content=pack(content))

    async def decide(
        self, one: Contribution, state: State, actor_id: int, now: datetime
    ) -> Contribution:
        """Approve or reject; either way it is no longer held."""
        return await self._change(one, state.value, actor_id, now, state=state.value, held=False)

    async def revert(self, one: Contribution, actor_id: int, now: datetime) -> Contribution:
        """Take the last change back; doing it again brings the change back."""
        async with self._database.reading() as connection:
            events = await events_of(connection, one)
        if len(events) < 2:
            return await self._change(one, "reverted", actor_id, now, state=State.REJECTED.value)
        before = events[-2]
        values = {"content": pack(before.content), "state": before.state.value}
        return await self._change(one, "reverted", actor_id, now, **values)

    async def promote(self, one: Contribution, actor_id: int, now: datetime) -> Contribution:
        """Let it count in all servers; the operator's decision."""
        seconds = int(now.timestamp())
        return await self._change(one, "promoted", actor_id, now, promoted_at=seconds)

    async def _change(
        self, one: Contribution, action: str, actor_id: int, now: datetime, **values: object
    ) -> Contribution:
        async with self._database.transaction() as connection:
            key = contribution.c.id == one.id
            await connection.execute(update(contribution).where(key).values(**values))
            changed = await _one(connection, one.server_id, one.id)
            if changed is None:  # deleted meanwhile
                return one
            await _log(connection, changed, action, actor_id, now)
        self._on_change(one.server_id)
        return changed

    async def party_of(self, server_id: int, user_id: int, film_id: str) -> int | None:
        """The newest screening of a film that a member attends with others."""
        statement = (
            select(func.max(screening.c.id))
            .join(party, party.c.screening_id == screening.c.id)
            .join(reminder, reminder.c.screening_id == screening.c.id)
            .where(screening.c.film_id == film_id, party.c.server_id == server_id)
            .where(reminder.c.user_id == user_id, reminder.c.answer.in_(("going", "maybe")))
        )
        async with self._database.reading() as connection:
            newest: int | None = (await connection.execute(statement)).scalar_one()
        return newest

    async def of_server(self, server_id: int) -> list[Contribution]:
        """Everything of a server that counts there."""
        table = contribution.c
        condition = (table.server_id == server_id) & table.state.in_(KEPT_STATES)
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def promoted(self) -> list[Contribution]:
        """What the operator has promoted."""
        table = contribution.c
        condition = table.promoted_at.is_not(None) & table.state.in_(KEPT_STATES)
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def sharing_timestamps(self) -> list[Contribution]:
        """The timestamps of films for which at least two servers have some."""
        table = contribution.c
        timestamps = (table.kind == "timestamp") & table.state.in_(KEPT_STATES)
        shared = (
            select(table.film_id)
            .where(timestamps)
            .group_by(table.film_id)
            .having(func.count(table.server_id.distinct()) > 1)
        )
        async with self._database.reading() as connection:
            return await contributions_where(connection, timestamps & table.film_id.in_(shared))

    async def everything(self) -> list[Contribution]:
        """All contributions of all servers, for the operator's export."""
        async with self._database.reading() as connection:
            return await contributions_where(connection, contribution.c.id > 0)


async def _one(
    connection: AsyncConnection, server_id: int, contribution_id: int
) -> Contribution | None:
    table = contribution.c
    condition = (table.server_id == server_id) & (table.id == contribution_id)
    found = await contributions_where(connection, condition)
    return found[0] if found else None


async def _check_open(connection: AsyncConnection, new: New) -> None:
    table = contribution.c
    mine = (table.server_id == new.server_id) & (table.reporter_id == new.reporter.user_id)
    statement = select(func.count()).where(mine & (table.state == State.OPEN.value))
    if (await connection.execute(statement)).scalar_one() >= MOST_OPEN:
        raise TooManyOpenError


async def _insert(connection: AsyncConnection, new: New, now: datetime) -> int:
    statement = (
        insert(contribution)
        .values(
            server_id=new.server_id,
            film_id=new.film_id,
            kind=kind_of(new.content),
            reporter_id=new.reporter.user_id,
            content=pack(new.content),
            state=State.OPEN.value,
            held=False,
            independent=new.reporter.established,
            party_id=new.reporter.party_id,
            created_at=int(now.timestamp()),
        )
        .returning(contribution.c.id)
    )
    added_id: int = (await connection.execute(statement)).scalar_one()
    if isinstance(new.content, AddedFilm):
        film_id = added_film_id(new.content, added_id)
        key = contribution.c.id == added_id
        await connection.execute(update(contribution).where(key).values(film_id=film_id))
    return added_id


def added_film_id(film: AddedFilm, contribution_id: int) -> str:
    """A slug with the contribution's number after a dot, which no slug of the catalogue has."""
    own = f".{contribution_id}"
    return slug(film.title, film.year, own) or f"film-{film.year}{own}"


async def _log(
    connection: AsyncConnection, one: Contribution, action: str, actor_id: int, now: datetime
) -> None:
    await connection.execute(
        insert(contribution_event).values(
            contribution_id=one.id,
            server_id=one.server_id,
            actor_id=actor_id,
            action=action,
            content=pack(one.content),
            state=one.state.value,
            done_at=int(now.timestamp()),
        )
    )


async def _others(
    connection: AsyncConnection, one: Contribution, condition: ColumnElement[bool]
) -> list[Contribution]:
    table = contribution.c
    alike = (table.server_id == one.server_id) & (table.kind == one.kind) & (table.id != one.id)
    return await contributions_where(connection, alike & condition)


async def _replace_older(connection: AsyncConnection, one: Contribution, now: datetime) -> None:
    """Let a member's newer timestamp of a version stand for the older ones."""
    if not isinstance(one.content, Timestamp):
        return
    table = contribution.c
    mine = (table.reporter_id == one.reporter.user_id) & (table.film_id == one.film_id)
    for other in await _others(connection, one, mine & (table.state == State.OPEN.value)):
        content = other.content
        if not isinstance(content, Timestamp) or content.version != one.content.version:
            continue
        key = table.id == other.id
        await connection.execute(update(contribution).where(key).values(state=State.REPLACED.value))
        replaced = await _one(connection, one.server_id, other.id)
        if replaced is not None:
            await _log(connection, replaced, "replaced", one.reporter.user_id, now)


async def _hold_burst(connection: AsyncConnection, one: Contribution, now: datetime) -> bool:
    if one.reporter.established:
        return False
    table = contribution.c
    since = int((now - BURST_WINDOW).timestamp())
    recent = (table.created_at >= since) & table.independent.is_(False)
    if not isinstance(one.content, AddedFilm):
        recent &= table.film_id == one.film_id
    others = await _others(connection, one, recent & (table.state == State.OPEN.value))
    if not is_burst(one.content, [other.content for other in others]):
        return False
    ids = [one.id, *(other.id for other in others)]
    await connection.execute(update(contribution).where(table.id.in_(ids)).values(held=True))
    return True
