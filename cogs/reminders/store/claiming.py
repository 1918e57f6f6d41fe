"""Steps of the outbox's transactions: what a claim reads, and when a reminder is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed, Ping, Place, Screening, epoch, instant
from cogs.reminders.store.rows import REMINDER_COLUMNS, SCREENING_COLUMNS, as_reminder, as_screening
from data.schema import outbox, outbox_recipient, party, reminder, screening

EVENING_PHASES = (Phase.CARD.value, Phase.STAY.value, Phase.GO.value)
"""What has to be settled before a reminder is done; the next day's question may come after."""


async def drop_cancelled(connection: AsyncConnection, messages: Sequence[int]) -> None:
    """Take off who has cancelled, just before a message is sent for the first time."""
    cancelled = select(reminder.c.id).where(reminder.c.state == "cancelled")
    await connection.execute(
        delete(outbox_recipient).where(
            outbox_recipient.c.outbox_id.in_(messages),
            outbox_recipient.c.reminder_id.in_(cancelled.scalar_subquery()),
        )
    )


async def recipients(
    connection: AsyncConnection, messages: Sequence[int]
) -> dict[int, list[Mapping[Any, Any]]]:
    """The rows of each message's recipients."""
    rows = await connection.execute(
        select(outbox_recipient.c.outbox_id, *REMINDER_COLUMNS)
        .join(reminder, reminder.c.id == outbox_recipient.c.reminder_id)
        .where(outbox_recipient.c.outbox_id.in_(messages))
        .order_by(reminder.c.id)
    )
    found: dict[int, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in rows.mappings():
        found[row["outbox_id"]].append(row)
    return found


async def screenings(
    connection: AsyncConnection, ids: set[int]
) -> dict[int, tuple[Screening, bool]]:
    """The screenings by id, and whether each is a party's."""
    rows = await connection.execute(
        select(*SCREENING_COLUMNS, party.c.screening_id.label("party_id"))
        .outerjoin(party, party.c.screening_id == screening.c.id)
        .where(screening.c.id.in_(ids))
    )
    found = rows.mappings().all()
    return {row["screening_id"]: (as_screening(row), row["party_id"] is not None) for row in found}


def as_claimed(
    row: Mapping[Any, Any],
    about: tuple[Screening, bool],
    recipients: Sequence[Mapping[Any, Any]],
    now: datetime,
) -> Claimed:
    """The claimed message of its rows; raises ``ValueError`` for what nobody can have written."""
    return Claimed(
        id=row["id"],
        screening=about[0],
        is_party=about[1],
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


async def finish(connection: AsyncConnection, outbox_id: int) -> None:
    """Mark reminders as done, and free their slots, once their evening has nothing to come."""
    served = select(outbox_recipient.c.reminder_id).where(outbox_recipient.c.outbox_id == outbox_id)
    still_open = exists().where(
        outbox_recipient.c.reminder_id == reminder.c.id,
        outbox_recipient.c.outbox_id == outbox.c.id,
        outbox.c.phase.in_(EVENING_PHASES),
        outbox.c.state.in_(("pending", "held", "claimed")),
    )
    await connection.execute(
        update(reminder)
        .where(reminder.c.id.in_(served.scalar_subquery()), reminder.c.state == "live", ~still_open)
        .values(state="done", slot=None)
    )
