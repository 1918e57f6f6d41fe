"""Putting a member on the list of a message, so that one message serves many.

Works on a connection of the caller's transaction: what is said to be saved and its messages are
stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Place, Reminder, epoch
from data.database import upsert
from data.schema import outbox, outbox_recipient

_LONG = (Phase.CARD, Phase.MOVED, Phase.OFFER, Phase.SEAT, Phase.HOST)
MOST_RECIPIENTS = dict.fromkeys(_LONG, 50)
MOST_RECIPIENTS_ELSE = 75
"""Mentions in one message: 75 of 23 characters leave 275 of Discord's 2,000 for the words, 50
leave the 850 that the longer messages need."""

DMS_A_SECOND = 20
"""What DMs may take of the 50 requests a second that Discord grants a bot."""

SPREAD_SECONDS = 180
"""DMs of a crowded minute begin at most this much earlier."""


async def enlist(
    connection: AsyncConnection,
    member: Reminder,
    phases: Mapping[Phase, datetime],
    now: datetime,
    *,
    again: bool = False,
    fallback: bool = False,
) -> None:
    """Have these messages sent to a member at these times, and no others of the same phase.

    A phase that was sent to them already is left out, unless it is to come ``again``.
    """
    for phase, due in phases.items():
        if not again and await _has_been_sent(connection, member.id, phase):
            continue
        message = await _message_with_room(connection, member, phase, due)
        if message is None:
            message = await _new_message(connection, member, phase, due, now, fallback=fallback)
        await connection.execute(
            upsert(outbox_recipient, reminder_id=member.id, phase=phase.value, outbox_id=message)
        )


async def withdraw(connection: AsyncConnection, reminder_id: int) -> None:
    """Take a member off every message that nobody has begun to send."""
    waiting = (
        select(outbox.c.id)
        .join(outbox_recipient, outbox_recipient.c.outbox_id == outbox.c.id)
        .where(
            outbox_recipient.c.reminder_id == reminder_id,
            outbox.c.state.in_(("pending", "held")),
        )
        .order_by(outbox.c.id)
        # Whoever claims one at this moment has named its recipients: they get it.
        .with_for_update(of=outbox)
    )
    messages = list(await connection.scalars(waiting))
    await connection.execute(
        outbox_recipient.delete().where(
            outbox_recipient.c.reminder_id == reminder_id,
            outbox_recipient.c.outbox_id.in_(messages),
        )
    )


async def hold(connection: AsyncConnection, screening_id: int) -> None:
    """Keep back what of a paused screening nobody has begun to send."""
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.screening_id == screening_id,
            outbox.c.state == "pending",
            outbox.c.attempts == 0,
            outbox.c.phase.in_((Phase.STAY.value, Phase.GO.value, Phase.ASK.value)),
        )
        .values(state="held", due_at=None)
    )


async def _has_been_sent(connection: AsyncConnection, reminder_id: int, phase: Phase) -> bool:
    state = await connection.scalar(
        select(outbox.c.state)
        .join(outbox_recipient, outbox_recipient.c.outbox_id == outbox.c.id)
        .where(
            outbox_recipient.c.reminder_id == reminder_id,
            outbox_recipient.c.phase == phase.value,
        )
    )
    return state in ("claimed", "sent", "missed", "failed")


async def _message_with_room(
    connection: AsyncConnection, member: Reminder, phase: Phase, due: datetime
) -> int | None:
    """A message for the same place, minute and loudness that takes one more recipient."""
    if member.place is Place.DM:
        return None
    count = (
        select(func.count()).where(outbox_recipient.c.outbox_id == outbox.c.id).scalar_subquery()
    )
    message: int | None = await connection.scalar(
        select(outbox.c.id)
        .where(
            outbox.c.screening_id == member.screening_id,
            outbox.c.phase == phase.value,
            outbox.c.state == "pending",
            outbox.c.attempts == 0,
            outbox.c.place == member.place.value,
            outbox.c.place_id == member.place_id,
            outbox.c.ping == member.ping.value,
            outbox.c.nominal_at == epoch(due),
            count < MOST_RECIPIENTS.get(phase, MOST_RECIPIENTS_ELSE),
        )
        .limit(1)
        # On PostgreSQL the row must not be claimed, or filled by another, until this commits.
        .with_for_update()
    )
    return message


async def _new_message(
    connection: AsyncConnection,
    member: Reminder,
    phase: Phase,
    due: datetime,
    now: datetime,
    *,
    fallback: bool,
) -> int:
    same = and_(outbox.c.screening_id == member.screening_id, outbox.c.phase == phase.value)
    chunk = await connection.scalar(select(func.count()).select_from(outbox).where(same))
    nominal = epoch(due)
    by_dm = member.place is Place.DM
    early = await _seconds_early(connection, nominal) if by_dm else 0
    inserted = await connection.execute(
        outbox.insert()
        .values(
            screening_id=member.screening_id,
            server_id=member.server_id,
            phase=phase.value,
            chunk=chunk or 0,
            place=member.place.value,
            place_id=member.place_id,
            user_id=member.user_id if by_dm else None,
            ping=member.ping.value,
            nominal_at=nominal,
            due_at=max(nominal - early, min(nominal, epoch(now))),
            state="pending",
            attempts=0,
            fallback=fallback,
            created_at=epoch(now),
        )
        .returning(outbox.c.id)
    )
    return int(inserted.scalar_one())


async def _seconds_early(connection: AsyncConnection, nominal: int) -> int:
    """How much earlier a DM begins because its minute is crowded; 0 in a quiet one."""
    minute = nominal - nominal % 60
    crowd = await connection.scalar(
        select(func.count())
        .select_from(outbox)
        .where(
            outbox.c.nominal_at >= minute,
            outbox.c.nominal_at < minute + 60,
            outbox.c.place == Place.DM.value,
        )
    )
    return int(crowd or 0) // DMS_A_SECOND % SPREAD_SECONDS
