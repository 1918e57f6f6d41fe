"""What is kept of members and servers: to hand out, and to delete."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table, delete, select, update

from data.contributions.rows import shown_row
from data.database import Database
from data.schema import contribution, contribution_confirmation, contribution_event, timing_tap

_OWNED = {
    "contributions": contribution.c.reporter_id,
    "confirmations": contribution_confirmation.c.user_id,
    "decisions": contribution_event.c.actor_id,
    "taps": timing_tap.c.user_id,
}
"""Where a member's id stands, by the names that an export uses."""

_OF_SERVER: Mapping[str, Table] = {
    "contributions": contribution,
    "confirmations": contribution_confirmation,
    "history": contribution_event,
    "taps": timing_tap,
}


class ContributedMemberData:
    """What members have added."""

    def __init__(self, database: Database, on_change: Callable[[int], None]) -> None:
        self._database = database
        self._on_change = on_change

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """The member's contributions, confirmations, decisions and unfinished timings."""
        async with self._database.reading() as connection:
            found = {}
            for name, owner in _OWNED.items():
                rows = await connection.execute(select(owner.table).where(owner == user_id))
                found[name] = [shown_row(row) for row in rows.mappings()]
        return found

    async def delete(self, user_id: int) -> str | None:
        """Take the member's name off what others build on, and delete the rest."""
        surrogate = -secrets.randbits(62) - 1
        mine = contribution.c.reporter_id == user_id
        confirmed = contribution_confirmation.c.user_id == user_id
        async with self._database.transaction() as connection:
            touched = select(contribution.c.server_id).where(mine)
            also = select(contribution_confirmation.c.server_id).where(confirmed)
            servers = set(await connection.scalars(touched)) | set(await connection.scalars(also))
            renamed = await connection.execute(
                update(contribution).where(mine).values(reporter_id=surrogate)
            )
            kept = await connection.execute(
                update(contribution_confirmation).where(confirmed).values(user_id=surrogate)
            )
            await connection.execute(
                update(contribution_event)
                .where(contribution_event.c.actor_id == user_id)
                .values(actor_id=None)
            )
            await connection.execute(delete(timing_tap).where(timing_tap.c.user_id == user_id))
        for server_id in servers:
            self._on_change(server_id)
        if not renamed.rowcount and not kept.rowcount:
            return None
        return "What you added or confirmed about films stays, without your name."


class ContributedServerData:
    """What the members of a server have added."""

    def __init__(self, database: Database, on_change: Callable[[int], None]) -> None:
        self._database = database
        self._on_change = on_change

    async def export(self, server_id: int) -> Mapping[str, Any]:
        """All contributions with their confirmations and history."""
        async with self._database.reading() as connection:
            found = {}
            for name, table in _OF_SERVER.items():
                rows = await connection.execute(select(table).where(table.c.server_id == server_id))
                found[name] = [shown_row(row) for row in rows.mappings()]
        return found

    async def delete(self, server_id: int) -> None:
        """Delete them, promoted ones too."""
        async with self._database.transaction() as connection:
            for table in (timing_tap, contribution):
                await connection.execute(delete(table).where(table.c.server_id == server_id))
        self._on_change(server_id)
