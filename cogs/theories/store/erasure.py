"""What a member's theories and ballots need before their name is taken off them."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.store.rows import lock_server, mark_for_refresh
from cogs.theories.store.weights import voter_record
from data.clock import Clock
from data.schema import theory as theories
from data.schema import theory_ballot


class TheoryErasure:
    """A step before the deletion of a member's data (:mod:`data.members.records`).

    Their drafts go, posts that show their name are marked to be edited, and each of their ballots
    keeps the weight that it has now, because its voter will have none.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, connection: AsyncConnection, user_id: int) -> None:
        """Prepare a member's theories and ballots within the given transaction."""
        servers = await connection.scalars(
            select(theory_ballot.c.server_id).where(theory_ballot.c.user_id == user_id).distinct()
        )
        for server_id in sorted(servers):
            await lock_server(connection, server_id)
            weight = (await voter_record(connection, server_id, user_id)).weight
            ballots = (theory_ballot.c.server_id == server_id) & (
                theory_ballot.c.user_id == user_id
            )
            await connection.execute(
                update(theory_ballot).where(ballots).values(kept_weight=weight)
            )
        drafts = (theories.c.author_id == user_id) & (theories.c.status == "draft")
        await connection.execute(delete(theories).where(drafts))
        posted = (theories.c.author_id == user_id) & theories.c.message_id.is_not(None)
        now = int(self._clock().timestamp())
        for theory_id in list(await connection.scalars(select(theories.c.id).where(posted))):
            await mark_for_refresh(connection, theory_id, now)
