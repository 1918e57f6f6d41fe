"""Who attends a party: steps of the store's transactions, each on a connection of the caller's.

The caller holds the party's screening (:func:`cogs.reminders.store.steps.locked_screening`), so
that the answers to one party come one after another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.parties import Attendance, Party
from cogs.reminders.rules.parties.queue import Asked, Doors, Moves, may_enter, moves, offer_ended
from cogs.reminders.rules.schedule import Phase, plan
from cogs.reminders.rules.screenings import Ping, Place, Reminder, Screening, epoch, instant
from cogs.reminders.store.recipients import enlist, hold, withdraw
from cogs.reminders.store.rows import REMINDER_COLUMNS, as_reminder
from data.schema import party as parties
from data.schema import reminder as reminders

_LISTENS = (Attendance.GOING, Attendance.ASKED)
"""Who gets messages."""


async def attendee(
    connection: AsyncConnection, party: Party, user_id: int, now: datetime
) -> Reminder:
    """The member's row in the party, made if there is none."""
    mine = select(*REMINDER_COLUMNS).where(
        reminders.c.screening_id == party.screening.id, reminders.c.user_id == user_id
    )
    row = (await connection.execute(mine)).mappings().one_or_none()
    if row is None:
        await connection.execute(
            reminders.insert().values(
                screening_id=party.screening.id,
                user_id=user_id,
                server_id=party.server_id,
                state="cancelled",
                place=Place.HERE.value,
                place_id=party.place_id,
                ping=Ping.NORMAL.value,
                lead=0,
                details=False,
                created_at=epoch(now),
            )
        )
        row = (await connection.execute(mine)).mappings().one()
    await connection.execute(
        update(reminders)
        .where(reminders.c.id == row["reminder_id"])
        .values(place=Place.HERE.value, place_id=party.place_id)
    )
    return replace(as_reminder(row), place=Place.HERE, place_id=party.place_id)


async def placed(
    connection: AsyncConnection, party: Party, current: Screening, member: Reminder, now: datetime
) -> Attendance:
    """How a member stands who says *Going* and does not go yet."""
    doors = await doors_of(connection, current)
    if member.answer == Attendance.ASKED.value and not offer_ended(_offer(member), doors, now):
        return Attendance.GOING
    asked = [one for one in await _asked(connection, current.id) if one.reminder_id != member.id]
    going = await _count(connection, current.id, Attendance.GOING)
    before_them = await ahead_of(connection, current.id, member.id)
    if may_enter(doors, going, asked, before_them, now):
        return Attendance.GOING
    return Attendance.WAITING


async def stand(
    connection: AsyncConnection,
    current: Screening,
    member: Reminder,
    answer: Attendance,
    now: datetime,
) -> None:
    """Note how a member stands from now on, with the messages that go with it."""
    await connection.execute(
        update(reminders)
        .where(reminders.c.id == member.id)
        .values(
            answer=answer.value,
            answered_at=epoch(now),
            offer_ends_at=None,
            state="live" if answer in _LISTENS else "cancelled",
        )
    )
    await withdraw(connection, member.id)
    if answer is Attendance.GOING:
        phases = plan(current.showing, now, member.lead, details=False)
        await enlist(connection, member, phases, now)
        if current.paused_at is not None:
            await hold(connection, current.id)


async def ask(
    connection: AsyncConnection,
    current: Screening,
    member: Reminder,
    until: datetime,
    now: datetime,
) -> None:
    """Keep a place for a member until then, and ask them."""
    await stand(connection, current, member, Attendance.ASKED, now)
    await connection.execute(
        update(reminders).where(reminders.c.id == member.id).values(offer_ends_at=epoch(until))
    )
    await tell(connection, member, Phase.OFFER, now)


async def tell(connection: AsyncConnection, member: Reminder, phase: Phase, now: datetime) -> None:
    """Tell an attendee something by DM, or where that is closed in the party's thread."""
    by_dm = replace(member, place=Place.DM, place_id=None)
    await enlist(connection, by_dm, {phase: now}, now, again=True)


async def due_moves(connection: AsyncConnection, current: Screening, now: datetime) -> Moves:
    """What is to be done for a party's waiting list now."""
    doors = await doors_of(connection, current)
    going = await _count(connection, current.id, Attendance.GOING)
    waiting = select(reminders.c.id).where(*_stand(current.id, Attendance.WAITING))
    ordered = waiting.order_by(reminders.c.answered_at, reminders.c.id)
    if doors.most is not None:
        ordered = ordered.limit(max(0, doors.most - going))
    waiting_ids = list(await connection.scalars(ordered))
    return moves(doors, going, await _asked(connection, current.id), waiting_ids, now)


async def people_of(
    connection: AsyncConnection, screening_id: int, due: Moves
) -> Mapping[int, Reminder]:
    """Whom the moves are about, by their reminders' ids."""
    ids = (*due.expired, *(one.reminder_id for one in due.asked), *due.seated)
    rows = await connection.execute(
        select(*REMINDER_COLUMNS).where(
            reminders.c.screening_id == screening_id, reminders.c.id.in_(ids)
        )
    )
    people = map(as_reminder, rows.mappings())
    return {member.id: member for member in people}


async def doors_of(connection: AsyncConnection, current: Screening) -> Doors:
    """What decides who comes in, as it is now."""
    row = await connection.execute(
        select(parties.c.most, parties.c.answer_within).where(parties.c.screening_id == current.id)
    )
    most, answer_within = row.one()
    return Doors(most, current.showing.showtime, answer_within)


async def ahead_of(connection: AsyncConnection, screening_id: int, reminder_id: int) -> int:
    """How many wait before a member; all of them for one who does not wait."""
    since = await connection.scalar(
        select(reminders.c.answered_at).where(
            reminders.c.id == reminder_id, reminders.c.answer == Attendance.WAITING.value
        )
    )
    earlier: list[ColumnElement[bool]] = []
    if since is not None:
        same = and_(reminders.c.answered_at == since, reminders.c.id < reminder_id)
        earlier = [or_(reminders.c.answered_at < since, same)]
    return await _count(connection, screening_id, Attendance.WAITING, *earlier)


async def _count(
    connection: AsyncConnection,
    screening_id: int,
    answer: Attendance,
    *where: ColumnElement[bool],
) -> int:
    rows = select(func.count()).where(*_stand(screening_id, answer), *where)
    return await connection.scalar(rows.select_from(reminders)) or 0


async def _asked(connection: AsyncConnection, screening_id: int) -> list[Asked]:
    rows = await connection.execute(
        select(*REMINDER_COLUMNS)
        .where(*_stand(screening_id, Attendance.ASKED))
        .order_by(reminders.c.offer_ends_at, reminders.c.id)
    )
    return [_offer(as_reminder(row)) for row in rows.mappings()]


def _offer(member: Reminder) -> Asked:
    return Asked(member.id, instant(member.offer_ends_at or 0))


def _stand(screening_id: int, answer: Attendance) -> tuple[ColumnElement[bool], ...]:
    return reminders.c.screening_id == screening_id, reminders.c.answer == answer.value
