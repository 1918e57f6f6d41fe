"""Claims of messages that are due: all queries that ask what this process may send, and when.

A process asks for the rows of its shards. A claim is one statement all the same, so that
exactly one process gets a row while shards change hands. It holds for :data:`LEASE`; what is not
settled by then may be claimed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed, Ping, Place, Screening, epoch, instant
from cogs.reminders.store.rows import REMINDER_COLUMNS, SCREENING_COLUMNS, as_reminder, as_screening
from data.database.due import due_keys, next_instant
from data.schema import outbox, outbox_recipient, party, reminder, screening
from data.shards import Shards

LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a claim took; ``unreadable`` are ids of rows that no version of ours can have made."""

    messages: list[Claimed]
    unreadable: list[int]


async def claim(
    connection: AsyncConnection,
    now: datetime,
    most: int,
    claimant: str,
    shards: Shards,
) -> Claims:
    """Take up to ``most`` messages that are due; nobody else gets them until the lease ends.

    At the first claim their recipients are frozen: who has cancelled is dropped, and who cancels
    later is not.
    """
    due = due_keys(shards, outbox.c.due_at, epoch(now), most)
    statement = (
        update(outbox)
        .where(outbox.c.id.in_(due.scalar_subquery()), outbox.c.due_at <= epoch(now))
        .values(
            state="claimed",
            claimant=claimant,
            due_at=epoch(now + LEASE),
            tried_at=func.coalesce(outbox.c.tried_at, epoch(now)),
            attempts=outbox.c.attempts + 1,
        )
        .returning(outbox)
    )
    rows = (await connection.execute(statement)).mappings().all()
    await _drop_cancelled(
        connection,
        [row["id"] for row in rows if row["attempts"] == 1 and row["phase"] != Phase.HOST.value],
    )
    recipients = await _recipients(connection, [row["id"] for row in rows])
    screenings = await _screenings(connection, {row["screening_id"] for row in rows})
    claims = Claims([], [])
    for row in sorted(rows, key=lambda row: int(row["nominal_at"])):
        try:
            shown = screenings[row["screening_id"]]
            claims.messages.append(_as_claimed(row, shown, recipients[row["id"]], now))
        except (ArithmeticError, KeyError, OSError, ValueError):
            claims.unreadable.append(row["id"])
    return claims


async def next_due(connection: AsyncConnection, shards: Shards) -> datetime | None:
    """When this process has to claim next; ``None`` if nothing is waiting."""
    due = await next_instant(connection, shards, outbox.c.due_at)
    return None if due is None else instant(due)


async def _drop_cancelled(connection: AsyncConnection, messages: Sequence[int]) -> None:
    """Take off who has cancelled, just before a message is sent for the first time."""
    cancelled = select(reminder.c.id).where(reminder.c.state == "cancelled")
    await connection.execute(
        delete(outbox_recipient).where(
            outbox_recipient.c.outbox_id.in_(messages),
            outbox_recipient.c.reminder_id.in_(cancelled.scalar_subquery()),
        )
    )


async def _recipients(
    connection: AsyncConnection, messages: Sequence[int]
) -> dict[int, list[Mapping[Any, Any]]]:
    """The rows of each message's recipients."""
    rows = await connection.execute(
        select(outbox_recipient.c.outbox_id, *REMINDER_COLUMNS)
        .join(reminder, reminder.c.id == outbox_recipient.c.reminder_id)
        .where(outbox_recipient.c.outbox_id.in_(messages))
        .order_by(reminder.c.id)
    )
    by_message: dict[int, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in rows.mappings():
        by_message[row["outbox_id"]].append(row)
    return by_message


async def _screenings(
    connection: AsyncConnection, ids: set[int]
) -> dict[int, tuple[Screening, bool]]:
    """The screenings by id, and whether each is a party's."""
    rows = await connection.execute(
        select(*SCREENING_COLUMNS, party.c.screening_id.label("party_id"))
        .outerjoin(party, party.c.screening_id == screening.c.id)
        .where(screening.c.id.in_(ids))
    )
    return {
        row["screening_id"]: (as_screening(row), row["party_id"] is not None)
        for row in rows.mappings()
    }


def _as_claimed(
    row: Mapping[Any, Any],
    shown: tuple[Screening, bool],
    recipients: Sequence[Mapping[Any, Any]],
    now: datetime,
) -> Claimed:
    """The claimed message of its rows; raises ``ValueError`` for what nobody can have written."""
    return Claimed(
        id=row["id"],
        screening=shown[0],
        is_party=shown[1],
        server_id=row["server_id"],
        phase=Phase(row["phase"]),
        place=Place(row["place"]),
        place_id=row["place_id"],
        user_id=row["user_id"],
        ping=Ping(row["ping"]),
        nominal_at=instant(row["nominal_at"]),
        claimed_at=instant(epoch(now)),
        lease_until=instant(row["due_at"]),
        tried_at=instant(row["tried_at"]),
        attempts=row["attempts"],
        fallback=row["fallback"],
        created_at=row["created_at"],
        recipients=tuple(as_reminder(member) for member in recipients),
    )
