"""Keeps what members add: one mechanism for films, scenes, timestamps and Easter eggs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from data.contributions.additions import (
    New,
    check_open,
    insert_new,
    log,
    one_of,
    replace_older,
)
from data.contributions.contribution import Contribution, Event, State
from data.contributions.held_bursts import HeldBursts, hold_burst
from data.contributions.kinds import Content, pack
from data.contributions.rows import PORTION, contributions_where, events_of
from data.contributions.witnesses import Witness
from data.database import Database, upsert
from data.schema import contribution, contribution_confirmation, party, reminder, screening

_KEPT = contribution.c.state.in_((State.OPEN.value, State.APPROVED.value))
_FILMS = contribution.c.kind == "film"
_WAITING = (contribution.c.state == State.OPEN.value) & (
    (contribution.c.kind != "timestamp") | contribution.c.held
)
_TIMESTAMPS = (contribution.c.kind == "timestamp") & _KEPT


class Contributions:
    """Reads and changes contributions; tells ``on_change`` which server's have changed.

    Whoever names a contribution by id also names its server, so that a forged id of another
    server finds nothing.
    """

    def __init__(self, database: Database, on_change: Callable[[int], None]) -> None:
        self.bursts = HeldBursts(database)
        self._database = database
        self._on_change = on_change

    async def add(self, new: New, now: datetime) -> Contribution:
        """Keep a new contribution; an older timestamp of the same member and cut gives way.

        A report that makes a burst is held, and so are the others of the burst. Raises
        :class:`data.contributions.additions.TooManyOpenError`.
        """
        async with self._database.transaction() as connection:
            await check_open(connection, new, now)
            added_id = await insert_new(connection, new, now)
            one = await one_of(connection, new.server_id, added_id)
            assert one is not None  # it has just been inserted
            await log(connection, one, "added", new.reporter.user_id, now)
            await replace_older(connection, one, new.film_ids, now)
            if await hold_burst(connection, one, new.film_ids, now):
                one = await one_of(connection, new.server_id, added_id) or one
        self._on_change(new.server_id)
        return one

    async def get(self, server_id: int, contribution_id: int) -> Contribution | None:
        """One contribution of a server."""
        async with self._database.reading() as connection:
            return await one_of(connection, server_id, contribution_id)

    async def anywhere(self, contribution_id: int) -> Contribution | None:
        """One contribution of any server, for the operator."""
        async with self._database.reading() as connection:
            found = await contributions_where(connection, contribution.c.id == contribution_id)
        return found[0] if found else None

    async def of_film(
        self, server_id: int, film_ids: Sequence[str], *, promoted: bool = False
    ) -> list[Contribution]:
        """All that a server's members added about a film, which may have gone by several ids.

        With ``promoted`` also what other servers' members added and the operator has promoted.
        """
        table = contribution.c
        condition = (table.server_id == server_id) & table.film_id.in_(film_ids)
        if promoted:
            shared = table.promoted_at.is_not(None) & table.film_id.in_(film_ids)
            condition |= shared
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def waiting(self, server_id: int) -> list[Contribution]:
        """What a curator has to look at, oldest first; of timestamps the held ones only."""
        async with self._database.reading() as connection:
            here = contribution.c.server_id == server_id
            return await contributions_where(connection, here & _WAITING)

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
        """Change what a contribution says; nobody has confirmed the new times of a timestamp."""
        return await self._change(one, "edited", actor_id, now, content=pack(content))

    async def decide(
        self, one: Contribution, state: State, actor_id: int, now: datetime
    ) -> Contribution:
        """Approve or reject; either way it is no longer held."""
        return await self._change(one, state.value, actor_id, now, state=state.value, held=False)

    async def reopen(self, one: Contribution, actor_id: int, now: datetime) -> Contribution:
        """Put it back before a curator, because it says something else now."""
        return await self._change(one, "reopened", actor_id, now, state=State.OPEN.value)

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
        """Let it count in all servers, or no longer; the operator's decision."""
        seconds = None if one.promoted else int(now.timestamp())
        return await self._change(one, "promoted", actor_id, now, promoted_at=seconds)

    async def _change(
        self, one: Contribution, action: str, actor_id: int, now: datetime, **values: object
    ) -> Contribution:
        async with self._database.transaction() as connection:
            key = contribution.c.id == one.id
            await connection.execute(update(contribution).where(key).values(**values))
            differs = values.get("content", pack(one.content)) != pack(one.content)
            if differs and one.kind == "timestamp":
                table = contribution_confirmation
                await connection.execute(delete(table).where(table.c.contribution_id == one.id))
            changed = await one_of(connection, one.server_id, one.id)
            if changed is None:  # deleted meanwhile
                return one
            await log(connection, changed, action, actor_id, now)
        self._on_change(one.server_id)
        return changed

    async def party_of(self, server_id: int, user_id: int, film_ids: Sequence[str]) -> int | None:
        """The newest screening that a member attends with others, of a film by its ids."""
        statement = (
            select(func.max(screening.c.id))
            .join(party, party.c.screening_id == screening.c.id)
            .join(reminder, reminder.c.screening_id == screening.c.id)
            .where(screening.c.film_id.in_(film_ids), party.c.server_id == server_id)
            .where(reminder.c.user_id == user_id, reminder.c.answer.in_(("going", "maybe")))
        )
        async with self._database.reading() as connection:
            newest: int | None = (await connection.execute(statement)).scalar_one()
        return newest

    async def of_server(self, server_id: int) -> list[Contribution]:
        """Everything of a server that counts there, and all its films."""
        table = contribution.c
        condition = (table.server_id == server_id) & (_KEPT | _FILMS)
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def promoted(self) -> list[Contribution]:
        """What the operator has promoted and counts, and all films that they have."""
        condition = contribution.c.promoted_at.is_not(None) & (_KEPT | _FILMS)
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def timed_films(self) -> list[Contribution]:
        """The films added by members of any server that have timestamps."""
        timed = select(contribution.c.film_id).where(_TIMESTAMPS)
        async with self._database.reading() as connection:
            condition = _FILMS & contribution.c.film_id.in_(timed)
            return await contributions_where(connection, condition)

    async def sharing_timestamps(self, merged: Mapping[str, str]) -> list[Contribution]:
        """The timestamps of films for which several servers may have some.

        That are films with timestamps of at least two servers, and those that have gone by
        another id: ``merged`` leads from that to the id that they have.
        """
        table = contribution.c
        shared = (
            select(table.film_id)
            .where(_TIMESTAMPS)
            .group_by(table.film_id)
            .having(func.count(table.server_id.distinct()) > 1)
        )
        renamed = sorted({*merged, *merged.values()})
        async with self._database.reading() as connection:
            found = await contributions_where(connection, _TIMESTAMPS & table.film_id.in_(shared))
            for first in range(0, len(renamed), PORTION):
                portion = table.film_id.in_(renamed[first : first + PORTION])
                more = _TIMESTAMPS & portion & table.film_id.not_in(shared)
                found += await contributions_where(connection, more)
        return found

    async def films_called(self, film_ids: Iterable[str]) -> list[Contribution]:
        """The films of these ids that members of any server have added."""
        ids = sorted(film_ids)
        found: list[Contribution] = []
        async with self._database.reading() as connection:
            for first in range(0, len(ids), PORTION):
                portion = contribution.c.film_id.in_(ids[first : first + PORTION])
                found += await contributions_where(connection, _FILMS & portion)
        return found

    async def health(self) -> str | None:
        """How many contributions wait for their curators."""
        async with self._database.reading() as connection:
            count = (await connection.execute(select(func.count()).where(_WAITING))).scalar_one()
        return f"contributions that wait for curators: {count}" if count else None

    async def everything(self) -> list[Contribution]:
        """All contributions of all servers, for the operator's export."""
        async with self._database.reading() as connection:
            return await contributions_where(connection, contribution.c.id > 0)
