"""Contributions as the database keeps them, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.contribution import Contribution, Event, State
from data.contributions.kinds import unpack
from data.contributions.witnesses import Witness
from data.schema import contribution, contribution_confirmation, contribution_event

PORTION = 500
"""Ids in one query; SQLite and PostgreSQL bound the number of values of a statement."""


def instant(seconds: int) -> datetime:
    """Epoch seconds as an aware instant."""
    return datetime.fromtimestamp(seconds, UTC)


async def contributions_where(
    connection: AsyncConnection, condition: ColumnElement[bool]
) -> list[Contribution]:
    """The contributions of a condition with their confirmations, oldest first."""
    statement = select(contribution).where(condition).order_by(contribution.c.id)
    rows = (await connection.execute(statement)).mappings().all()
    confirmed = await _confirmations(connection, [row["id"] for row in rows])
    return [_contribution(row, tuple(confirmed[row["id"]])) for row in rows]


async def _confirmations(
    connection: AsyncConnection, ids: Sequence[int]
) -> dict[int, list[Witness]]:
    table = contribution_confirmation
    found: dict[int, list[Witness]] = defaultdict(list)
    for first in range(0, len(ids), PORTION):
        portion = ids[first : first + PORTION]
        statement = (
            select(table)
            .where(table.c.contribution_id.in_(portion))
            .order_by(table.c.confirmed_at, table.c.user_id)
        )
        for row in (await connection.execute(statement)).mappings():
            witness = Witness(row["user_id"], row["independent"], row["party_id"])
            found[row["contribution_id"]].append(witness)
    return found


def _contribution(row: RowMapping, confirmed_by: tuple[Witness, ...]) -> Contribution:
    return Contribution(
        id=row["id"],
        server_id=row["server_id"],
        film_id=row["film_id"],
        content=unpack(row["kind"], row["content"]),
        state=State(row["state"]),
        held=row["held"],
        promoted=row["promoted_at"] is not None,
        reporter=Witness(row["reporter_id"], row["independent"], row["party_id"]),
        confirmed_by=confirmed_by,
        created_at=instant(row["created_at"]),
    )


async def events_of(connection: AsyncConnection, one: Contribution) -> list[Event]:
    """A contribution's history, oldest first."""
    table = contribution_event
    statement = select(table).where(table.c.contribution_id == one.id).order_by(table.c.id)
    return [
        Event(
            row["action"],
            row["actor_id"],
            unpack(one.kind, row["content"]),
            State(row["state"]),
            instant(row["done_at"]),
        )
        for row in (await connection.execute(statement)).mappings()
    ]
