"""Steps of the store's transactions, each on a connection of the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.refusals import TooManyRemindersError
from cogs.reminders.rules.schedule import Phase, Showing, plan
from cogs.reminders.rules.screenings import (
    MOST_LIVE,
    Booking,
    Place,
    Reminder,
    Screening,
    epoch,
)
from cogs.reminders.store.recipients import enlist, withdraw
from cogs.reminders.store.rows import SCREENING_COLUMNS, as_screening
from data.database import Change, Topic
from data.database.locks import take_turn
from data.schema import outbox, party, reminder, screening

DRAFT_KEPT = timedelta(days=1)

DUE = Change(Topic.DUE)
"""What a transaction tells that may make something due sooner: by DM a member acts on what another
process does."""


async def locked_screening(connection: AsyncConnection, screening_id: int) -> Screening | None:
    """The screening, kept for this transaction alone (SQLite's writers wait anyway).

    Whoever joins a screening, leaves it or puts somebody on the list of its messages holds it
    first, before any of its messages: on PostgreSQL two do so side by side, and see nothing of
    each other's rows.
    """
    rows = await connection.execute(
        select(*SCREENING_COLUMNS).where(screening.c.id == screening_id).with_for_update()
    )
    row = rows.mappings().one_or_none()
    return None if row is None else as_screening(row)


async def locked_home(connection: AsyncConnection, reminder_id: int) -> Screening | None:
    """The screening that a member is reminded of, held as it is, and then their reminder.

    In this order, as whoever plans messages for a screening holds it before those they are for.
    ``None`` if there is no such reminder.
    """
    home = select(reminder.c.screening_id).where(reminder.c.id == reminder_id)
    current = await locked_screening(connection, await connection.scalar(home) or 0)
    # Another press may just have moved it to a screening of its own.
    held: int | None = await connection.scalar(home.with_for_update())
    if held is None:
        return None
    if current is None or current.id != held:
        return await locked_screening(connection, held)
    return current


async def take_back(connection: AsyncConnection, reminder_id: int, user_id: int) -> bool:
    """Cancel a member's own draft or live reminder; ``False`` if there is none."""
    done = await connection.execute(
        update(reminder)
        .where(
            reminder.c.id == reminder_id,
            reminder.c.user_id == user_id,
            reminder.c.state.in_(("draft", "live")),
        )
        .values(state="cancelled", slot=None)
    )
    await withdraw(connection, reminder_id)
    return done.rowcount == 1


async def forget_drafts(connection: AsyncConnection, user_id: int, now: datetime) -> None:
    """Delete a member's drafts, and everybody's old ones."""
    mine = select(reminder.c.screening_id).where(
        reminder.c.user_id == user_id, reminder.c.state == "draft"
    )
    stale = epoch(now - DRAFT_KEPT)
    await connection.execute(
        delete(screening).where(
            screening.c.state == "draft",
            or_(screening.c.created_at < stale, screening.c.id.in_(mine.scalar_subquery())),
        )
    )


async def forget_if_empty(connection: AsyncConnection, screening_id: int) -> None:
    """Delete a screening that nobody is left in, unless a message of it is just being sent.

    The caller holds it.
    """
    await connection.execute(
        delete(screening).where(
            screening.c.id == screening_id,
            ~exists().where(reminder.c.screening_id == screening.c.id),
            ~exists().where(party.c.screening_id == screening.c.id),
            ~exists().where(outbox.c.screening_id == screening.c.id, outbox.c.state == "claimed"),
        )
    )


async def equal_screening(
    connection: AsyncConnection, booking: Booking, film_ids: Sequence[str]
) -> int | None:
    """A live screening of the same server that agrees in everything that is timed, held.

    ``film_ids`` are all ids that its film has had.
    """
    wanted = booking.screening
    if wanted.server_id is None:
        return None
    screening_id: int | None = await connection.scalar(
        select(screening.c.id)
        .where(
            screening.c.server_id == wanted.server_id,
            screening.c.state == "live",
            screening.c.film_id.in_((wanted.film_id, *film_ids)),
            screening.c.showtime == wanted.showtime,
            screening.c.preshow == wanted.preshow,
            screening.c.runtime == wanted.runtime,
            screening.c.credits == wanted.credits,
            screening.c.spread == wanted.spread,
            screening.c.last_scene.is_not_distinct_from(wanted.last_scene),
            screening.c.zone == wanted.zone,
            screening.c.held == 0,
            screening.c.began_at.is_(None),
            ~exists().where(party.c.screening_id == screening.c.id),
        )
        .limit(1)
        .with_for_update()
    )
    return screening_id


async def free_slot(connection: AsyncConnection, user_id: int, unless: int | None = None) -> int:
    """The lowest slot that a member has free, nobody else's until the transaction ends.

    Raises :class:`TooManyRemindersError`.
    """
    await take_turn(connection, "slots", user_id)
    taken = set(
        (
            await connection.scalars(
                select(reminder.c.slot).where(
                    reminder.c.user_id == user_id,
                    reminder.c.slot.is_not(None),
                    reminder.c.id != (unless or 0),
                )
            )
        ).all()
    )
    free = [slot for slot in range(1, MOST_LIVE + 1) if slot not in taken]
    if not free:
        raise TooManyRemindersError
    return free[0]


async def enlist_evening(
    connection: AsyncConnection,
    member: Reminder,
    showing: Showing,
    now: datetime,
    *,
    again: bool = False,
) -> None:
    """Enlist a member for an evening; what is for their eyes only goes to them by DM."""
    by_dm = member.details and member.place is Place.HERE
    phases = plan(showing, now, member.lead, details=by_dm)
    detail = phases.pop(Phase.DETAIL, None)
    ping = phases.pop(Phase.STAY)
    await enlist(connection, member, phases, now)
    await enlist(connection, member, {Phase.STAY: ping}, now, again=again)
    if detail is not None:
        privately = replace(member, place=Place.DM, place_id=member.origin_id)
        await enlist(connection, privately, {Phase.DETAIL: detail}, now)
