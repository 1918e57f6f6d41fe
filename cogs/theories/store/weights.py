"""Keeps the records on which voters' weights rest, summed anew when their ballots change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import case, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.theory import OUTCOME_VALUES
from data.schema import theory as theories
from data.schema import theory_ballot, theory_standing
from data.trust.weight import TrackRecord

_IN_ONE_QUERY = 500
"""Voters named in one statement; databases limit its parameters."""

_OUTCOME = case(
    *((theories.c.outcome == outcome.value, value) for outcome, value in OUTCOME_VALUES.items()),
    else_=None,
)
_ERROR = theory_ballot.c.composite - _OUTCOME
_SUMS = (
    select(
        theory_ballot.c.server_id,
        theory_ballot.c.user_id,
        func.count(),
        func.count(_OUTCOME),
        func.coalesce(func.sum(_ERROR * _ERROR), 0.0),
    )
    .join(theories, theories.c.id == theory_ballot.c.theory_id)
    .where(theory_ballot.c.state == "counted", theory_ballot.c.kept_weight.is_(None))
    .group_by(theory_ballot.c.server_id, theory_ballot.c.user_id)
)


async def refresh_voter_records(
    connection: AsyncConnection, server_id: int, voters: Sequence[int]
) -> None:
    """Sum up the voters' counted ballots in a server anew.

    The caller holds the server's lock, so that no ballot is missed in between.
    """
    columns = ["server_id", "user_id", "counted", "scored", "squared_error"]
    for first in range(0, len(voters), _IN_ONE_QUERY):
        some = voters[first : first + _IN_ONE_QUERY]
        old = theory_standing.c.user_id.in_(some) & (theory_standing.c.server_id == server_id)
        sums = _SUMS.where(
            theory_ballot.c.server_id == server_id, theory_ballot.c.user_id.in_(some)
        )
        await connection.execute(delete(theory_standing).where(old))
        await connection.execute(insert(theory_standing).from_select(columns, sums))


async def voter_record(connection: AsyncConnection, server_id: int, user_id: int) -> TrackRecord:
    """What a member's counted ballots in a server sum up to at present."""
    row = select(theory_standing).where(
        theory_standing.c.server_id == server_id, theory_standing.c.user_id == user_id
    )
    sums = (await connection.execute(row)).one_or_none()
    if sums is None:
        return TrackRecord()
    return TrackRecord(sums.counted, sums.scored, sums.squared_error)
