"""What is due for theories: posts cut off, fresh first messages, alerts to moderators, news."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select, update

from cogs.theories.rules.theory import Status, Theory
from cogs.theories.store.rows import PACE, REFRESH_EVERY
from data.database import Database
from data.database.due import mark_due
from data.database.due_work import DueWork
from data.database.retry import unit_of_work
from data.schema import theory as theories
from data.schema import theory_ballot, theory_follower

_UNRESOLVED = [status.value for status in (Status.OPEN, Status.FROZEN, Status.LOCKED)]

POST = theories.c.post_due
"""The theory is to be posted, or what was begun of it finished."""

REFRESH = theories.c.refresh_due
"""Its first message is to be edited."""

ALERT = theories.c.alert_due
"""Moderators are to be told of its held ballots."""

NEWS = theories.c.announce_due
"""Followers are to be told how it came out."""


class WorkStore(DueWork):
    """What is to be done, and when; each kind of work is named by its column."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "theories", POST, REFRESH, ALERT, NEWS, pace=PACE)

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
            await mark_due(connection, PACE, now, condition, unresolved, after=REFRESH_EVERY)
