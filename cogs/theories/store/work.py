"""Keeps work that is due: posts cut off, fresh first messages, alerts to moderators, news.

It stands in the theories' rows, so that a restart loses none of it. Work is claimed for a minute
before it is done, by the process that runs its server's shard; work that a crash cut off is due
again after that minute. Every query for due work is in this module.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, or_, select, update

from cogs.theories.rules.theory import Status, Theory
from cogs.theories.store.rows import PACE, REFRESH_EVERY, theory_from
from data.database import Database
from data.database.due import due_keys, mark_due, next_instant
from data.database.retry import unit_of_work
from data.schema import theory as theories
from data.schema import theory_ballot, theory_follower

log = logging.getLogger(__name__)

_UNRESOLVED = [status.value for status in (Status.OPEN, Status.FROZEN, Status.LOCKED)]
_DUE = (theories.c.post_due, theories.c.refresh_due, theories.c.alert_due, theories.c.announce_due)

AT_ONCE = 20
"""Theories worked on in one go."""

LEASE = 60
"""Seconds for which claimed work is its claimant's alone."""


class WorkStore:
    """What is to be done, and when."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def next_due(self) -> int | None:
        """When the next work is due, ``None`` if there is none."""
        async with self._database.reading() as connection:
            return await next_instant(connection, self._database.shards, *_DUE)

    async def claim_posts(self, now: int) -> list[Theory]:
        """Claim drafts that were to be posted, and may not be or not wholly."""
        return await self._claim(theories.c.post_due, now)

    async def claim_refreshes(self, now: int) -> list[Theory]:
        """Claim theories whose first message is due, and note that it is edited now."""
        return await self._claim(theories.c.refresh_due, now, refreshed_at=now)

    async def claim_alerts(self, now: int) -> list[Theory]:
        """Claim theories with held ballots that moderators are to be told of."""
        return await self._claim(theories.c.alert_due, now)

    async def claim_announcements(self, now: int) -> list[Theory]:
        """Claim theories whose followers are to be told how they came out."""
        return await self._claim(theories.c.announce_due, now)

    @unit_of_work
    async def done(self, theory: Theory, column: Column[int], claimed: int) -> None:
        """Note that work claimed at that instant is done; what is due since then stays due."""
        row = update(theories).where(theories.c.id == theory.id, column == claimed + LEASE)
        async with self._database.transaction() as connection:
            await connection.execute(row.values({column: None}))

    @unit_of_work
    async def put_back(self, theory: Theory, column: Column[int], due: int | None) -> None:
        """Have a theory's work of one kind done at another instant, or never for ``None``."""
        row = update(theories).where(theories.c.id == theory.id).values({column: due})
        async with self._database.transaction() as connection:
            await connection.execute(row)

    async def untold(self, theory: Theory, resolution_id: int, limit: int) -> list[int]:
        """Followers who have not been told of a resolution."""
        rows = select(theory_follower.c.user_id).where(
            theory_follower.c.theory_id == theory.id,
            or_(theory_follower.c.told_of.is_(None), theory_follower.c.told_of != resolution_id),
        )
        async with self._database.reading() as connection:
            ordered = rows.order_by(theory_follower.c.user_id).limit(limit)
            return list(await connection.scalars(ordered))

    @unit_of_work
    async def told(self, theory: Theory, resolution_id: int, followers: Sequence[int]) -> None:
        """Note that these followers were told of a resolution."""
        rows = update(theory_follower).where(
            theory_follower.c.theory_id == theory.id, theory_follower.c.user_id.in_(followers)
        )
        async with self._database.transaction() as connection:
            await connection.execute(rows.values(told_of=resolution_id))

    async def mark_theories_of_voters(self, theory: Theory, now: int) -> None:
        """Have the messages of all unresolved theories edited that this one's voters voted on.

        The scores of those theories move with their voters' weights.
        """
        voters = select(theory_ballot.c.user_id).where(theory_ballot.c.theory_id == theory.id)
        touched = select(theory_ballot.c.theory_id).where(
            theory_ballot.c.server_id == theory.server_id, theory_ballot.c.user_id.in_(voters)
        )
        await self._mark(theories.c.id.in_(touched), now)

    async def mark_theories_of_server(self, server_id: int, now: int) -> None:
        """Have the messages of all unresolved theories of a server edited."""
        await self._mark(theories.c.server_id == server_id, now)

    @unit_of_work
    async def _mark(self, condition: ColumnElement[bool], now: int) -> None:
        unresolved = theories.c.status.in_(_UNRESOLVED)
        async with self._database.transaction() as connection:
            await mark_due(connection, *PACE, now + REFRESH_EVERY, condition, unresolved)

    @unit_of_work
    async def _claim(self, column: Column[int], now: int, **also: int) -> list[Theory]:
        due = due_keys(self._database.shards, column, now, AT_ONCE)
        rows = update(theories).where(theories.c.id.in_(due), column <= now)
        values = {
            column: now + LEASE,
            **{theories.c[name]: value for name, value in also.items()},
        }
        async with self._database.transaction() as connection:
            claimed = (await connection.execute(rows.values(values).returning(theories))).all()
            readable, unreadable = _theories_from(claimed)
            if unreadable:
                log.error("Theories %s cannot be read; their work is dropped", unreadable)
                given_up = update(theories).where(theories.c.id.in_(unreadable))
                await connection.execute(given_up.values({column: None}))
        self._database.tally.claims["theories"] += len(claimed)
        return readable


def _theories_from(rows: Sequence[Row[Any]]) -> tuple[list[Theory], list[int]]:
    """The theories of the rows, and the ids of the rows that hold none."""
    readable, unreadable = [], []
    for row in rows:
        try:
            readable.append(theory_from(row))
        except (KeyError, ValueError):
            unreadable.append(row.id)
    return readable, unreadable
