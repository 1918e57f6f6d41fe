"""Keeps the films of which members are told when it is known whether a scene follows.

A row waits, is due once its film is known, and goes once its member was told. What is due is that
of the servers of this process's shards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from cogs.answers.rules.awaited import (
    MOST_AWAITED,
    Asked,
    Awaited,
    State,
    TooManyAwaitedError,
    messages_of,
)
from data.database import Database
from data.database.due import due_keys, next_instant, owned
from data.database.retry import unit_of_work
from data.schema import awaited_film

c = awaited_film.c

LEASE = 60
"""Seconds for which a claim holds; what is not settled by then is claimed again."""

MEMBERS_AT_ONCE = 20
"""Members told at the same time."""

_UNTRIED: dict[str, Any] = {"batch": None, "tried_at": None}
_IDLE: dict[str, Any] = {**_UNTRIED, "due_at": None, "in_channel": False}


class AwaitedFilms:
    """Reads and changes what members wait for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, user_id: int, film_id: str, server_id: int | None, channel_id: int | None, now: int
    ) -> None:
        """Have a member told; who has asked before is told where they ask now.

        Raises :class:`cogs.answers.rules.awaited.TooManyAwaitedError`.
        """
        try:
            await self._add(user_id, film_id, server_id, channel_id, now)
        except IntegrityError:
            # Two presses at the same moment: the other one has been kept.
            await self._add(user_id, film_id, server_id, channel_id, now)

    @unit_of_work
    async def _add(
        self, user_id: int, film_id: str, server_id: int | None, channel_id: int | None, now: int
    ) -> None:
        mine = c.user_id == user_id
        row = {
            "server_id": server_id,
            "channel_id": channel_id,
            "asked_at": now,
            "state": State.WAITING.value,
            **_IDLE,
        }
        # A message on its way is left alone.
        idle = mine & (c.film_id == film_id) & (c.state != State.KNOWN.value)
        async with self._database.transaction() as connection:
            # Of two additions of one member, one waits here.
            await connection.execute(select(c.id).where(mine).with_for_update())
            kept = list(await connection.scalars(select(c.film_id).where(mine)))
            if film_id in kept:
                await connection.execute(update(awaited_film).where(idle).values(row))
                return
            if len(kept) >= MOST_AWAITED:
                raise TooManyAwaitedError
            await connection.execute(
                awaited_film.insert().values(user_id=user_id, film_id=film_id, **row)
            )

    @unit_of_work
    async def remove(self, user_id: int, film_ids: Sequence[str]) -> None:
        """Tell a member no more of a film, by all ids by which it has gone."""
        rows = (c.user_id == user_id) & c.film_id.in_(film_ids)
        async with self._database.transaction() as connection:
            await connection.execute(delete(awaited_film).where(rows))

    async def of_member(self, user_id: int) -> list[Awaited]:
        """What a member waits for, the newest first."""
        rows = select(awaited_film).where(c.user_id == user_id).order_by(c.id.desc())
        async with self._database.reading() as connection:
            return [_awaited(row) for row in (await connection.execute(rows)).mappings()]

    async def waiting(self) -> list[Asked]:
        """The films that somebody waits for, each once for every server in which they asked."""
        rows = select(c.server_id, c.film_id).where(self._waiting).distinct()
        async with self._database.reading() as connection:
            return [(server_id, film_id) for server_id, film_id in await connection.execute(rows)]

    @unit_of_work
    async def become_known(self, known: Iterable[Asked], now: int) -> None:
        """Have all who wait for these films told as soon as may be."""
        values = {"state": State.KNOWN.value, "due_at": now}
        async with self._database.transaction() as connection:
            for server_id, film_id in known:
                here = c.server_id.is_(None) if server_id is None else c.server_id == server_id
                rows = self._waiting & here & (c.film_id == film_id)
                await connection.execute(update(awaited_film).where(rows).values(values))

    async def next_due(self) -> int | None:
        """The epoch second at which somebody is next to be told, ``None`` if nobody is."""
        async with self._database.reading() as connection:
            return await next_instant(connection, self._database.shards, c.due_at)

    @unit_of_work
    async def claim(self, now: int) -> list[list[Awaited]]:
        """What is due for some members, message by message; nobody else gets it for a while.

        ``tried_at`` is that of an earlier try, ``None`` at the first.
        """
        shards = self._database.shards
        members = (
            select(c.user_id)
            .where(c.due_at <= now, owned(shards, c.server_id))
            .group_by(c.user_id)
            .order_by(func.min(c.due_at))
            .limit(MEMBERS_AT_ONCE)
        )
        due = due_keys(shards, c.due_at, now, MEMBERS_AT_ONCE * MOST_AWAITED)
        rows = select(awaited_film).where(c.id.in_(due.where(c.user_id.in_(members))))
        claimed = []
        async with self._database.transaction() as connection:
            found = [_awaited(row) for row in (await connection.execute(rows)).mappings()]
            for message in messages_of(found):
                batch = message[0].batch or message[0].id
                values = {"batch": batch, "due_at": now + LEASE}
                values["tried_at"] = message[0].tried_at or now
                await connection.execute(update(awaited_film).where(_of(message)).values(values))
                claimed.append(message)
        self._database.tally.claims["awaited films"] += len(found)
        return claimed

    @unit_of_work
    async def told(self, message: Sequence[Awaited]) -> None:
        """Forget what a member was told."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(awaited_film).where(_of(message)))

    async def try_again(self, message: Sequence[Awaited], due: int) -> None:
        """Tell it at another instant."""
        await self._set(message, due_at=due)

    async def wait_on(self, message: Sequence[Awaited]) -> None:
        """Go on waiting: it is not known after all."""
        await self._set(message, state=State.WAITING.value, **_IDLE)

    async def tell_in_channel(self, message: Sequence[Awaited], now: int) -> None:
        """Tell it where they asked, as their DMs are closed; as a message that is yet untried."""
        await self._set(message, in_channel=True, due_at=now, **_UNTRIED)

    async def give_up(self, message: Sequence[Awaited]) -> None:
        """Keep what could not be told for the member's list."""
        await self._set(message, state=State.FAILED.value, **_IDLE)

    @unit_of_work
    async def _set(self, message: Sequence[Awaited], **values: object) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(update(awaited_film).where(_of(message)).values(values))

    @property
    def _waiting(self) -> ColumnElement[bool]:
        waits = c.state == State.WAITING.value
        return waits & owned(self._database.shards, c.server_id)


def _of(message: Sequence[Awaited]) -> ColumnElement[bool]:
    """The rows of a message that are still there; one that was told is not begun anew."""
    return c.id.in_([one.id for one in message]) & (c.state == State.KNOWN.value)


def _awaited(row: RowMapping) -> Awaited:
    return Awaited(
        id=row["id"],
        user_id=row["user_id"],
        film_id=row["film_id"],
        server_id=row["server_id"],
        channel_id=row["channel_id"],
        state=State(row["state"]),
        in_channel=row["in_channel"],
        batch=row["batch"],
        tried_at=row["tried_at"],
        language=row["language"],
    )
