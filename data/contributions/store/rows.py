"""Contributions as the database keeps them, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.kinds import Content, pack, unpack
from data.contributions.rules.witnesses import Witness
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
    confirmed: dict[int, list[Witness]] = defaultdict(list)
    for first in range(0, len(ids), PORTION):
        portion = ids[first : first + PORTION]
        statement = (
            select(table)
            .where(table.c.contribution_id.in_(portion))
            .order_by(table.c.confirmed_at, table.c.user_id)
        )
        for row in (await connection.execute(statement)).mappings():
            witness = Witness(row["user_id"], row["independent"], row["party_id"])
            confirmed[row["contribution_id"]].append(witness)
    return confirmed


def _contribution(row: RowMapping, confirmed_by: tuple[Witness, ...]) -> Contribution:
    return Contribution(
        id=row["id"],
        server_id=row["server_id"],
        film_id=row["film_id"],
        content=unpack(row["kind"], row["content"]),
        state=State(row["state"]),
        held=row["held"],
        reporter=Witness(row["reporter_id"], row["independent"], row["party_id"]),
        confirmed_by=confirmed_by,
        created_at=instant(row["created_at"]),
        revision=row["revision"],
        approved_content=_unpacked(row["kind"], row["approved_content"]),
        promoted_content=_unpacked(row["kind"], row["promoted_content"]),
    )


def _packed(content: Content | None) -> str | None:
    return None if content is None else pack(content)


def _unpacked(kind: str, text: str | None) -> Content | None:
    return None if text is None else unpack(kind, text)


async def contribution_of(
    connection: AsyncConnection, server_id: int, contribution_id: int
) -> Contribution | None:
    """One contribution of a server; ``None`` if it has none of that id."""
    table = contribution.c
    condition = (table.server_id == server_id) & (table.id == contribution_id)
    rows = await contributions_where(connection, condition)
    return rows[0] if rows else None


async def update_contribution(
    connection: AsyncConnection, before: Contribution, changed: Contribution, now: datetime
) -> None:
    """Write what a contribution has become; confirmations go if it has none any more."""
    values: dict[str, object] = {
        "content": pack(changed.content),
        "state": changed.state.value,
        "held": changed.held,
        "revision": changed.revision,
        "approved_content": _packed(changed.approved_content),
        "promoted_content": _packed(changed.promoted_content),
    }
    if changed.promoted != before.promoted:
        values["promoted_at"] = int(now.timestamp()) if changed.promoted else None
    row = contribution.c.id == changed.id
    await connection.execute(update(contribution).where(row).values(**values))
    if before.confirmed_by and not changed.confirmed_by:
        confirmations = contribution_confirmation.c.contribution_id == changed.id
        await connection.execute(delete(contribution_confirmation).where(confirmations))


async def insert_event(
    connection: AsyncConnection, changed: Contribution, action: str, actor_id: int, now: datetime
) -> None:
    """Write a step of a contribution's history, as the contribution is after it."""
    await connection.execute(
        insert(contribution_event).values(
            contribution_id=changed.id,
            server_id=changed.server_id,
            actor_id=actor_id,
            action=action,
            content=pack(changed.content),
            state=changed.state.value,
            approved_content=_packed(changed.approved_content),
            done_at=int(now.timestamp()),
        )
    )


async def events_of(connection: AsyncConnection, owner: Contribution) -> list[Event]:
    """A contribution's history, oldest first."""
    table = contribution_event
    statement = select(table).where(table.c.contribution_id == owner.id).order_by(table.c.id)
    return [
        Event(
            row["action"],
            row["actor_id"],
            unpack(owner.kind, row["content"]),
            State(row["state"]),
            instant(row["done_at"]),
            _unpacked(owner.kind, row["approved_content"]),
        )
        for row in (await connection.execute(statement)).mappings()
    ]
