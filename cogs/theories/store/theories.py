"""Keeps theories: drafts, posted ones and their status, found by id, number or thread."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update

from cogs.theories.rules.theory import Draft, Status, Theory
from cogs.theories.store.rows import (
    insert_evidence,
    lock_server,
    mark_for_refresh,
    next_number,
    theory_from,
)
from cogs.theories.store.weights import refresh_voter_records
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import theory as theories
from data.schema import theory_ballot

_POSTED = theories.c.status != Status.DRAFT.value
_COMPARED = (Status.DRAFT.value, Status.WITHDRAWN.value)
"""Theories in these states are no duplicates of anything."""

MOST_COMPARED = 200
"""Comparing a long claim with so many takes ten milliseconds."""


POSTS_IN = 60
"""Seconds that Discord mostly needs far less than, to take a thread and its first message."""


class TheoryStore:
    """Theories by their id or number; every query is bound to a server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def add_draft(self, draft: Draft, now: int) -> Theory:
        """Store a theory with its evidence before it is posted; it has no number yet."""
        row = insert(theories).values(
            server_id=draft.server_id,
            author_id=draft.author_id,
            film_id=draft.film_id,
            film_name=draft.film_name[:100],
            kind=draft.kind.key,
            claim=draft.claim,
            source_class=draft.source_class.key,
            status=Status.DRAFT.value,
            created_at=now,
        )
        async with self._database.transaction() as connection:
            added = theory_from((await connection.execute(row.returning(theories))).one())
            for item in draft.items:
                await insert_evidence(
                    connection,
                    added,
                    item,
                    draft.source_class,
                    author_id=draft.author_id,
                    now=now,
                )
        return added

    @unit_of_work
    async def choose_film(self, theory_id: int, film_id: str, film_name: str) -> None:
        """Settle which film a draft is about."""
        row = update(theories).where(theories.c.id == theory_id, ~_POSTED)
        async with self._database.transaction() as connection:
            await connection.execute(row.values(film_id=film_id, film_name=film_name[:100]))

    @unit_of_work
    async def plan(
        self, server_id: int, theory_id: int, channel_id: int, now: int
    ) -> Theory | None:
        """Plan a draft's post in a channel, under the server's next number.

        ``None`` if it is planned already, or deleted. Somebody sees to it after :data:`POSTS_IN`
        seconds, unless it is noted as posted by then.
        """
        row = update(theories).where(
            theories.c.id == theory_id,
            theories.c.server_id == server_id,
            theories.c.number.is_(None),
        )
        async with self._database.transaction() as connection:
            number = await next_number(connection, server_id)
            planned = {"channel_id": channel_id, "post_due": now + POSTS_IN}
            numbered = row.values(number=number, **planned).returning(theories)
            draft = (await connection.execute(numbered)).one_or_none()
        return None if draft is None else theory_from(draft)

    @unit_of_work
    async def take_number_back(self, theory_id: int) -> None:
        """Take the number from a draft whose posting failed; nobody gets that number again."""
        unplanned = {"number": None, "channel_id": None, "post_due": None}
        row = update(theories).where(theories.c.id == theory_id, ~_POSTED).values(unplanned)
        async with self._database.transaction() as connection:
            await connection.execute(row)

    @unit_of_work
    async def posted(
        self, theory_id: int, channel_id: int, thread_id: int, message_id: int, now: int
    ) -> None:
        """Open a draft, now that its thread and first message exist in a channel."""
        row = update(theories).where(theories.c.id == theory_id, ~_POSTED)
        async with self._database.transaction() as connection:
            await connection.execute(
                row.values(
                    status=Status.OPEN.value,
                    channel_id=channel_id,
                    thread_id=thread_id,
                    message_id=message_id,
                    created_at=now,
                    refreshed_at=now,
                    post_due=None,
                )
            )

    async def get(self, server_id: int, theory_id: int) -> Theory | None:
        """A theory of that server by its id, drafts included."""
        return await self._one(server_id, theories.c.id == theory_id)

    async def numbered(self, server_id: int, number: int) -> Theory | None:
        """A posted theory of that server by its number."""
        return await self._one(server_id, (theories.c.number == number) & _POSTED)

    async def in_thread(self, server_id: int, thread_id: int) -> Theory | None:
        """The theory whose thread that is."""
        return await self._one(server_id, theories.c.thread_id == thread_id)

    async def without_channel(self, server_id: int, limit: int) -> list[Theory]:
        """Posted theories of which it is not known in which channel they stand, newest first."""
        rows = select(theories).where(
            theories.c.server_id == server_id,
            theories.c.channel_id.is_(None),
            theories.c.thread_id.is_not(None),
        )
        newest = rows.order_by(theories.c.number.desc()).limit(limit)
        async with self._database.reading() as connection:
            return [theory_from(row) for row in await connection.execute(newest)]

    @unit_of_work
    async def settle_channel(self, theory_id: int, channel_id: int) -> None:
        """Note in which channel a theory stands; 0 where its thread is gone."""
        row = update(theories).where(theories.c.id == theory_id).values(channel_id=channel_id)
        async with self._database.transaction() as connection:
            await connection.execute(row)

    async def comparable(
        self, server_id: int, film_ids: Sequence[str], channel_ids: Sequence[int]
    ) -> list[Theory]:
        """The theories about a film, by all ids that it has had, that a new one may repeat.

        Only those that stand in the channels, and of them the newest :data:`MOST_COMPARED`.
        """
        about = select(theories).where(
            theories.c.server_id == server_id,
            theories.c.film_id.in_(film_ids),
            theories.c.channel_id.in_(channel_ids),
            theories.c.status.not_in(_COMPARED),
        )
        rows = about.order_by(theories.c.id.desc()).limit(MOST_COMPARED)
        async with self._database.reading() as connection:
            return [theory_from(row) for row in await connection.execute(rows)]

    @unit_of_work
    async def change_status(self, theory: Theory, before: Status, to: Status, now: int) -> bool:
        """Change a theory's status if it still is what it was before; returns whether it was."""
        row = update(theories).where(
            theories.c.id == theory.id,
            theories.c.server_id == theory.server_id,
            theories.c.status == before.value,
        )
        async with self._database.transaction() as connection:
            changed = await connection.execute(row.values(status=to.value))
            await mark_for_refresh(connection, theory.id, now)
        return changed.rowcount > 0

    @unit_of_work
    async def withdraw(self, theory: Theory, now: int) -> bool:
        """Withdraw an open theory unless somebody has voted; returns whether it was withdrawn."""
        row = update(theories).where(
            theories.c.id == theory.id,
            theories.c.status == Status.OPEN.value,
            ~exists().where(theory_ballot.c.theory_id == theory.id),
        )
        async with self._database.transaction() as connection:
            await lock_server(connection, theory.server_id)
            changed = await connection.execute(row.values(status=Status.WITHDRAWN.value))
            await mark_for_refresh(connection, theory.id, now)
        return changed.rowcount > 0

    @unit_of_work
    async def delete(self, theory: Theory) -> None:
        """Delete a theory with everything that belongs to it, and sum up its voters anew."""
        row = delete(theories).where(
            theories.c.id == theory.id, theories.c.server_id == theory.server_id
        )
        voters = select(theory_ballot.c.user_id).where(theory_ballot.c.theory_id == theory.id)
        async with self._database.transaction() as connection:
            await lock_server(connection, theory.server_id)
            affected = list(await connection.scalars(voters))
            await connection.execute(row)
            await refresh_voter_records(connection, theory.server_id, affected)

    @unit_of_work
    async def drop_drafts(self, older_than: int) -> None:
        """Delete drafts made before that instant, which their authors did not post."""
        row = delete(theories).where(~_POSTED, theories.c.created_at < older_than)
        async with self._database.transaction() as connection:
            await connection.execute(row)

    async def count_open(self) -> int:
        """How many theories are open in all servers."""
        rows = select(func.count()).where(theories.c.status == Status.OPEN.value)
        async with self._database.reading() as connection:
            return await connection.scalar(rows) or 0

    async def _one(self, server_id: int, condition: ColumnElement[bool]) -> Theory | None:
        rows = select(theories).where(theories.c.server_id == server_id, condition)
        async with self._database.reading() as connection:
            row = (await connection.execute(rows)).one_or_none()
        return None if row is None else theory_from(row)
