"""What the slice keeps of members and of servers: to hand out, and to delete."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.store.rows import lock_server, mark_for_refresh
from cogs.theories.store.weights import refresh_standing, standing_of
from data.clock import Clock
from data.database import Database
from data.schema import (
    theory,
    theory_backing,
    theory_ballot,
    theory_deed,
    theory_evidence,
    theory_follower,
    theory_objection,
    theory_resolution,
    theory_server,
    theory_standing,
)

_OWNED = {
    "theories": theory.c.author_id,
    "evidence": theory_evidence.c.author_id,
    "objections": theory_objection.c.author_id,
    "ballots": theory_ballot.c.user_id,
    "backed_objections": theory_backing.c.user_id,
    "followed_theories": theory_follower.c.user_id,
    "proposed_resolutions": theory_resolution.c.proposer_id,
    "agreed_resolutions": theory_resolution.c.seconder_id,
    "moderation": theory_deed.c.moderator_id,
}
"""Where a member's id stands, by the names that an export uses."""

_NOT_EXPORTED = {
    "author_id", "user_id", "moderator_id", "proposer_id", "seconder_id", "message_id",
    "refresh_due", "refreshed_at", "held_since", "alert_due", "announce_due", "told_of",
    "state", "cleared", "newcomer", "link_hash", "kept_weight",
}  # fmt: skip
"""Bookkeeping; also whether a ballot is held, which its voter is not told."""


class TheoryMemberData:
    """What is kept of members."""

    def __init__(self, database: Database, clock: Clock, poke: Callable[[], None]) -> None:
        """``poke`` wakes whoever edits the messages on which a member's name stands."""
        self._database = database
        self._clock = clock
        self._poke = poke

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """The member's theories, evidence, objections, ballots, follows and decisions."""
        async with self._database.reading() as connection:
            return {
                name: await _rows(connection, owner.table, owner == user_id)
                for name, owner in _OWNED.items()
            }

    async def delete(self, user_id: int) -> str | None:
        """Take the member's name off everything, and delete what concerns only them."""
        async with self._database.transaction() as connection:
            servers = await connection.scalars(
                select(theory_ballot.c.server_id).where(theory_ballot.c.user_id == user_id)
            )
            for server_id in sorted(set(servers)):
                await lock_server(connection, server_id)
                await _orphan_ballots(connection, server_id, user_id)
            left = await self._anonymise(connection, user_id)
        self._poke()
        if not left:
            return None
        return (
            "Your theories, evidence and objections stay without your name, and your ballots "
            "stay counted without an owner, so that the tallies of others stand."
        )

    async def _anonymise(self, connection: AsyncConnection, user_id: int) -> bool:
        now = int(self._clock().timestamp())
        mine = select(theory.c.id).where(
            theory.c.author_id == user_id, theory.c.message_id.is_not(None)
        )
        for theory_id in list(await connection.scalars(mine)):
            await mark_for_refresh(connection, theory_id, now)
        drafts = (theory.c.author_id == user_id) & (theory.c.status == "draft")
        await connection.execute(delete(theory).where(drafts))
        alone = (theory_follower.c.user_id, theory_standing.c.user_id)
        for owner in alone:
            await connection.execute(delete(owner.table).where(owner == user_id))
        backer = update(theory_backing).where(theory_backing.c.user_id == user_id)
        await connection.execute(backer.values(user_id=_surrogate()))
        left = 0
        for owner in _OWNED.values():
            if owner.nullable:
                row = update(owner.table).where(owner == user_id).values({owner: None})
                left += (await connection.execute(row)).rowcount
        orphans = select(theory_ballot.c.user_id).where(theory_ballot.c.user_id < 0).limit(1)
        return bool(left) or await connection.scalar(orphans) is not None


class TheoryServerData:
    """What is kept of servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, server_id: int) -> Mapping[str, Any]:
        """The server's theories with what members added, and how many ballots; never whose."""
        tables = {
            "theories": theory,
            "evidence": theory_evidence,
            "objections": theory_objection,
            "resolutions": theory_resolution,
            "moderation": theory_deed,
        }
        async with self._database.reading() as connection:
            return {
                name: await _rows(connection, table, table.c.server_id == server_id)
                for name, table in tables.items()
            }

    async def delete(self, server_id: int) -> None:
        """Delete every theory of a server and what belongs to them."""
        async with self._database.transaction() as connection:
            for table in (theory, theory_standing, theory_deed, theory_server):
                await connection.execute(delete(table).where(table.c.server_id == server_id))


async def _rows(
    connection: AsyncConnection,
    table: FromClause,
    condition: ColumnElement[bool],
) -> list[dict[str, Any]]:
    columns = [column for column in table.c if column.name not in _NOT_EXPORTED]
    rows = (await connection.execute(select(*columns).where(condition))).mappings()
    return [dict(row) for row in rows]


async def _orphan_ballots(connection: AsyncConnection, server_id: int, user_id: int) -> None:
    """Give a member's ballots random owners and the weight that they have now."""
    weight = (await standing_of(connection, server_id, user_id)).weight
    mine = select(theory_ballot.c.theory_id).where(
        theory_ballot.c.server_id == server_id, theory_ballot.c.user_id == user_id
    )
    for theory_id in list(await connection.scalars(mine)):
        row = update(theory_ballot).where(
            theory_ballot.c.theory_id == theory_id, theory_ballot.c.user_id == user_id
        )
        # One owner for each ballot: together they would tell of one person.
        await connection.execute(
            row.values(user_id=_surrogate(), kept_weight=weight, change_of_mind=None)
        )
    await refresh_standing(connection, server_id, [user_id])


def _surrogate() -> int:
    """An owner that is nobody; Discord's ids are positive."""
    return -1 - secrets.randbelow(2**62)
