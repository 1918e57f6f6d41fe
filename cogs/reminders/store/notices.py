"""What could not be delivered to members, and is told at their next command."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from cogs.reminders.rules.refusals import Notice
from cogs.reminders.store.rows import MINE
from data.cache import Cache
from data.database import Change, Database, Topic
from data.database.retry import unit_of_work
from data.schema import reminder, screening

EVERYBODY = 0
CHANGED = Change(Topic.NOTICES)
"""What a transaction that leaves a notice, or takes one away, tells."""


class Notices:
    """The notices that stand at reminders in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Asked after every command of everybody, and hardly ever there is one.
        self._waited_for = Cache(self._read_members)
        database.news.on(Topic.NOTICES, self._waited_for.forget)
        database.news.on_gap(self._waited_for.forget_all)

    async def of_member(self, user_id: int) -> list[Notice]:
        """What a member has to be told; then :meth:`forget` it."""
        if user_id not in await self._waited_for.get(EVERYBODY):
            return []
        rows = (
            select(reminder.c.id, screening.c.film_label, reminder.c.notice)
            .join(screening, MINE)
            .where(reminder.c.user_id == user_id, reminder.c.notice.is_not(None))
            .order_by(reminder.c.id)
        )
        async with self._database.reading() as connection:
            return [Notice(*row) for row in await connection.execute(rows)]

    async def _read_members(self, _everybody: int) -> frozenset[int]:
        members = select(reminder.c.user_id).where(reminder.c.notice.is_not(None)).distinct()
        async with self._database.reading() as connection:
            return frozenset(await connection.scalars(members))

    @unit_of_work
    async def forget(self, notices: Sequence[Notice]) -> None:
        """Note that a member has been told; what came up meanwhile stays."""
        async with self._database.transaction(CHANGED) as connection:
            for notice in notices:
                await connection.execute(
                    update(reminder)
                    .where(reminder.c.id == notice.reminder_id, reminder.c.notice == notice.text)
                    .values(notice=None)
                )
