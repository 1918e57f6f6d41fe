"""Watch parties: who comes, and the live clock that re-times everybody's messages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.schedule import is_over, plan
from cogs.reminders.rules.screenings import (
    Booking,
    Party,
    Ping,
    Place,
    Reminder,
    Screening,
    epoch,
)
from cogs.reminders.store.recipients import enlist, hold, withdraw
from cogs.reminders.store.reminders import GoneError
from cogs.reminders.store.rows import REMINDER_COLUMNS, SCREENING_COLUMNS, as_reminder, as_screening
from data.database import Database
from data.schema import party, reminder, screening

_PARTY_FIELDS = (
    "server_id",
    "host_id",
    "channel_id",
    "message_id",
    "thread_id",
    "event_id",
    "venue",
    "role_id",
    "most",
)


class Answer(Enum):
    """What a member says to the invitation; the value is what the table holds."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class PartyFullError(Exception):
    """Nobody else can come."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a party is made of, besides its screening."""

    server_id: int
    host_id: int
    channel_id: int
    venue: str
    role_id: int | None
    most: int | None


class PartyStore:
    """Parties in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, screening_id: int, invitation: Invitation) -> None:
        """Make a draft of a screening the draft of a party."""
        async with self._database.transaction() as connection:
            await connection.execute(
                party.insert().values(
                    screening_id=screening_id,
                    server_id=invitation.server_id,
                    host_id=invitation.host_id,
                    channel_id=invitation.channel_id,
                    venue=invitation.venue,
                    role_id=invitation.role_id,
                    most=invitation.most,
                )
            )

    async def publish(self, booking: Booking, *, hide_scenes: bool) -> Party:
        """Make a draft a party; raises :class:`GoneError` if it is no draft any more.

        With ``hide_scenes`` its times do not depend on the scenes, which would tell of them.
        """
        values: dict[str, Any] = {"last_scene": None} if hide_scenes else {}
        async with self._database.transaction() as connection:
            published = await connection.execute(
                update(screening)
                .where(screening.c.id == booking.screening.id, screening.c.state == "draft")
                .values(state="live", **values)
            )
            if published.rowcount != 1:
                raise GoneError
            # The host's draft becomes an attendee's row, which answers nothing yet.
            await connection.execute(
                update(reminder)
                .where(reminder.c.id == booking.reminder.id)
                .values(state="cancelled")
            )
        return await self.get(booking.screening.id, booking.screening.server_id)

    async def place(self, placed: Party) -> None:
        """Note where the party's post, thread and event are."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(party)
                .where(party.c.screening_id == placed.screening.id)
                .values(
                    message_id=placed.message_id,
                    thread_id=placed.thread_id,
                    event_id=placed.event_id,
                )
            )

    async def get(self, screening_id: int, server_id: int | None) -> Party:
        """A party of that server, with the counts of answers; raises :class:`GoneError`."""
        found = await self._parties(
            party.c.screening_id == screening_id, party.c.server_id == server_id
        )
        if not found:
            raise GoneError
        return found[0]

    async def coming(self, server_id: int, now: datetime) -> list[Party]:
        """The server's parties that are still to come or running, the next first."""
        found = await self._parties(
            party.c.server_id == server_id,
            screening.c.state == "live",
            # One that could not be posted is none.
            party.c.message_id.is_not(None),
            # A film lasts at most 15 hours; what is older was never ended by anybody.
            screening.c.showtime > epoch(now - timedelta(hours=20)),
        )
        return [
            party
            for party in found
            if party.screening.paused_at is not None or now < party.screening.showing.film_ends
        ]

    async def answer(
        self, about: Party, user_id: int, answer: Answer, now: datetime, *, to_wait: bool
    ) -> Party:
        """Take a member's answer; who goes gets the party's messages.

        Raises :class:`PartyFullError` where the limit is reached, :class:`GoneError` for a party
        that is over.
        """
        screening_id = about.screening.id
        async with self._database.transaction() as connection:
            current = await locked(connection, screening_id)
            if current is None or current.state != "live":
                raise GoneError
            if current.paused_at is None and is_over(current.showing, now):
                raise GoneError
            member = await _attendee(connection, about, user_id, now)
            if answer is Answer.GOING and member.answer != Answer.GOING.value:
                await _require_room(connection, about)
            state = "live" if answer is Answer.GOING else "cancelled"
            await connection.execute(
                update(reminder)
                .where(reminder.c.id == member.id)
                .values(answer=answer.value, state=state)
            )
            await withdraw(connection, member.id)
            if answer is Answer.GOING:
                phases = plan(current.showing, now, member.lead, details=False, to_wait=to_wait)
                await enlist(connection, member, phases, now)
                if current.paused_at is not None:
                    await hold(connection, screening_id)
        return await self.get(screening_id, about.server_id)

    async def mute(self, reminder_id: int) -> None:
        """Take an attendee off the messages to come; their answer stays."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(reminder).where(reminder.c.id == reminder_id).values(state="cancelled")
            )
            await withdraw(connection, reminder_id)

    async def _parties(self, *where: ColumnElement[bool]) -> list[Party]:
        columns: list[Any] = [party.c[name] for name in _PARTY_FIELDS]
        columns += [
            select(func.count())
            .where(reminder.c.screening_id == screening.c.id, reminder.c.answer == answer.value)
            .scalar_subquery()
            .label(answer.value)
            for answer in Answer
        ]
        rows = (
            select(*SCREENING_COLUMNS, *columns)
            .join(party, party.c.screening_id == screening.c.id)
            .where(*where)
            .order_by(screening.c.showtime, screening.c.id)
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).mappings().all()
        return [
            Party(
                screening=as_screening(row),
                going=row["going"],
                maybe=row["maybe"],
                declined=row["no"],
                **{name: row[name] for name in _PARTY_FIELDS},
            )
            for row in found
        ]


async def locked(connection: AsyncConnection, screening_id: int) -> Screening | None:
    """The screening, kept for this transaction alone (SQLite's writers wait anyway)."""
    rows = await connection.execute(
        select(*SCREENING_COLUMNS).where(screening.c.id == screening_id).with_for_update()
    )
    row = rows.mappings().one_or_none()
    return None if row is None else as_screening(row)


async def _attendee(
    connection: AsyncConnection, about: Party, user_id: int, now: datetime
) -> Reminder:
    """The member's row in the party, made if there is none."""
    mine = select(*REMINDER_COLUMNS).where(
        reminder.c.screening_id == about.screening.id, reminder.c.user_id == user_id
    )
    row = (await connection.execute(mine)).mappings().one_or_none()
    if row is None:
        await connection.execute(
            reminder.insert().values(
                screening_id=about.screening.id,
                user_id=user_id,
                server_id=about.server_id,
                state="cancelled",
                place=Place.HERE.value,
                place_id=about.place_id,
                ping=Ping.NORMAL.value,
                lead=0,
                details=False,
                created_at=epoch(now),
            )
        )
        row = (await connection.execute(mine)).mappings().one()
    await connection.execute(
        update(reminder)
        .where(reminder.c.id == row["reminder_id"])
        .values(place=Place.HERE.value, place_id=about.place_id)
    )
    return replace(as_reminder(row), place=Place.HERE, place_id=about.place_id)


async def _require_room(connection: AsyncConnection, about: Party) -> None:
    most = await connection.scalar(
        select(party.c.most).where(party.c.screening_id == about.screening.id)
    )
    going = await connection.scalar(
        select(func.count()).where(
            reminder.c.screening_id == about.screening.id,
            reminder.c.answer == Answer.GOING.value,
        )
    )
    if most is not None and (going or 0) >= most:
        raise PartyFullError
