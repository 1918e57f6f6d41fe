"""Watch parties: their posts, and who comes."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties import Attendance, Invitation, Party
from cogs.reminders.rules.refusals import DraftGoneError, PartyFullError, PartyGoneError
from cogs.reminders.rules.schedule import is_over, plan
from cogs.reminders.rules.screenings import Booking, Ping, Place, Reminder, epoch
from cogs.reminders.store.party_work import LEASE
from cogs.reminders.store.recipients import enlist, hold, withdraw
from cogs.reminders.store.rows import REMINDER_COLUMNS, SCREENING_COLUMNS, as_reminder, as_screening
from cogs.reminders.store.steps import locked_screening
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import party as parties
from data.schema import reminder as reminders
from data.schema import screening as screenings

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
    "planned_at",
    "revision",
)


class PartyStore:
    """Parties in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def add_draft(self, screening_id: int, invitation: Invitation) -> None:
        """Make a draft of a screening the draft of a party."""
        async with self._database.transaction() as connection:
            await connection.execute(
                parties.insert().values(screening_id=screening_id, **asdict(invitation))
            )

    @unit_of_work
    async def publish(self, booking: Booking, now: datetime, *, hide_scenes: bool) -> Party:
        """Plan a draft's post, before anything of it is sent; its host's answer is still to come.

        Raises :class:`DraftGoneError` if it is no draft any more. With ``hide_scenes`` its times do
        not depend on the scenes, which would tell of them.
        """
        values: dict[str, Any] = {"last_scene": None} if hide_scenes else {}
        async with self._database.transaction() as connection:
            published = await connection.execute(
                update(screenings)
                .where(screenings.c.id == booking.screening.id, screenings.c.state == "draft")
                .values(state="live", **values)
            )
            if published.rowcount != 1:
                raise DraftGoneError
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id == booking.screening.id)
                .values(planned_at=epoch(now), post_due=epoch(now) + LEASE)
            )
            # The host's draft becomes an attendee's row, which answers nothing yet.
            await connection.execute(
                update(reminders)
                .where(reminders.c.id == booking.reminder.id)
                .values(state="cancelled")
            )
        return await self.get(booking.screening.id, booking.screening.server_id)

    @unit_of_work
    async def unpublish(self, booking: Booking) -> None:
        """Make a party that Discord did not take a draft again, so that its host can try again."""
        async with self._database.transaction() as connection:
            taken = await connection.execute(
                update(parties)
                .where(
                    parties.c.screening_id == booking.screening.id, parties.c.message_id.is_(None)
                )
                .values(planned_at=None, post_due=None)
            )
            if taken.rowcount != 1:
                return
            for table, row in (
                (screenings, booking.screening.id),
                (reminders, booking.reminder.id),
            ):
                await connection.execute(
                    update(table).where(table.c.id == row).values(state="draft")
                )

    @unit_of_work
    async def place(self, placed: Party) -> None:
        """Note where the party's post, thread and event are."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id == placed.screening.id)
                .values(
                    message_id=placed.message_id,
                    thread_id=placed.thread_id,
                    event_id=placed.event_id,
                )
            )

    async def get(self, screening_id: int, server_id: int | None) -> Party:
        """A party of that server, with the counts of answers; raises :class:`PartyGoneError`."""
        named = await self._parties(
            parties.c.screening_id == screening_id, parties.c.server_id == server_id
        )
        if not named:
            raise PartyGoneError
        return named[0]

    @unit_of_work
    async def change_draft(self, screening_id: int, most: int | None) -> None:
        """Give a party that is still a draft another limit."""
        draft = select(screenings.c.id).where(
            screenings.c.id == screening_id, screenings.c.state == "draft"
        )
        async with self._database.transaction() as connection:
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id.in_(draft.scalar_subquery()))
                .values(most=most)
            )

    async def coming(self, server_id: int, now: datetime) -> list[Party]:
        """The server's parties that are still to come or running, the next first."""
        live = await self._parties(
            parties.c.server_id == server_id,
            screenings.c.state == "live",
            # One that could not be posted is none.
            parties.c.message_id.is_not(None),
            # A film lasts at most 15 hours; what is older was never ended by anybody.
            screenings.c.showtime > epoch(now - timedelta(hours=20)),
        )
        return [
            party
            for party in live
            if party.screening.paused_at is not None or now < party.screening.showing.film_ends
        ]

    @unit_of_work
    async def answer(
        self,
        party: Party,
        user_id: int,
        attendance: Attendance,
        now: datetime,
        *,
        to_wait: bool,
        unless_answered: bool = False,
    ) -> Party:
        """Take a member's answer; who goes gets the party's messages.

        With ``unless_answered`` an answer that the member has given already stays.

        Raises :class:`PartyFullError` where the limit is reached, :class:`PartyGoneError` for a
        party that is over.
        """
        screening_id = party.screening.id
        async with self._database.transaction() as connection:
            current = await locked_screening(connection, screening_id)
            if current is None or current.state != "live":
                raise PartyGoneError
            if current.paused_at is None and is_over(current.showing, now):
                raise PartyGoneError
            member = await _attendee(connection, party, user_id, now)
            if unless_answered and member.answer is not None:
                return party
            if attendance is Attendance.GOING and member.answer != Attendance.GOING.value:
                await _require_room(connection, party)
            state = "live" if attendance is Attendance.GOING else "cancelled"
            await connection.execute(
                update(reminders)
                .where(reminders.c.id == member.id)
                .values(answer=attendance.value, state=state)
            )
            await withdraw(connection, member.id)
            if attendance is Attendance.GOING:
                phases = plan(current.showing, now, member.lead, details=False, to_wait=to_wait)
                await enlist(connection, member, phases, now)
                if current.paused_at is not None:
                    await hold(connection, screening_id)
        return await self.get(screening_id, party.server_id)

    @unit_of_work
    async def mute(self, reminder_id: int) -> None:
        """Take an attendee off the messages to come; their answer stays."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(reminders).where(reminders.c.id == reminder_id).values(state="cancelled")
            )
            await withdraw(connection, reminder_id)

    async def _parties(self, *where: ColumnElement[bool]) -> list[Party]:
        columns: list[Any] = [parties.c[name] for name in _PARTY_FIELDS]
        columns += [
            select(func.count())
            .where(reminders.c.screening_id == screenings.c.id, reminders.c.answer == answer.value)
            .scalar_subquery()
            .label(answer.value)
            for answer in Attendance
        ]
        rows = (
            select(*SCREENING_COLUMNS, *columns)
            .join(parties, parties.c.screening_id == screenings.c.id)
            .where(*where)
            .order_by(screenings.c.showtime, screenings.c.id)
        )
        async with self._database.reading() as connection:
            posted = (await connection.execute(rows)).mappings().all()
        return [
            Party(
                screening=as_screening(row),
                going=row["going"],
                maybe=row["maybe"],
                declined=row["no"],
                **{name: row[name] for name in _PARTY_FIELDS},
            )
            for row in posted
        ]


async def _attendee(
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


async def _require_room(connection: AsyncConnection, party: Party) -> None:
    most = await connection.scalar(
        select(parties.c.most).where(parties.c.screening_id == party.screening.id)
    )
    going = await connection.scalar(
        select(func.count()).where(
            reminders.c.screening_id == party.screening.id,
            reminders.c.answer == Attendance.GOING.value,
        )
    )
    if most is not None and (going or 0) >= most:
        raise PartyFullError(most)
