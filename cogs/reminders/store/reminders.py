"""Drafts and reminders of members: the slice's queries, but for the outbox and the parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.draft import Draft
from cogs.reminders.rules.refusals import (
    DraftGoneError,
    NotForYouError,
    ReminderGoneError,
)
from cogs.reminders.rules.screenings import Booking, Place, epoch
from cogs.reminders.store.recipients import withdraw
from cogs.reminders.store.rows import (
    MINE,
    REMINDER_COLUMNS,
    SCREENING_COLUMNS,
    as_reminder,
    as_screening,
    reminder_changes,
    screening_changes,
)
from cogs.reminders.store.steps import (
    DUE,
    enlist_evening,
    equal_screening,
    forget_drafts,
    forget_if_empty,
    free_slot,
    locked_home,
    take_back,
)
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import outbox_recipient, party, reminder, screening


class ReminderStore:
    """Reminders in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def add_draft(
        self, user_id: int, server_id: int | None, draft: Draft, now: datetime
    ) -> int:
        """Keep a draft and return its reminder's id; the member's old drafts are forgotten."""
        async with self._database.transaction() as connection:
            await forget_drafts(connection, user_id, now)
            new_screening = await connection.execute(
                screening.insert()
                .values(
                    server_id=server_id,
                    state="draft",
                    film_id=draft.film_id,
                    film_label=draft.film_label,
                    typed=draft.typed,
                    showtime=draft.showtime,
                    zone=draft.zone,
                    preshow=draft.preshow,
                    runtime=draft.runtime,
                    last_scene=draft.last_scene,
                    held=0,
                    created_at=epoch(now),
                )
                .returning(screening.c.id)
            )
            new_reminder = await connection.execute(
                reminder.insert()
                .values(
                    screening_id=new_screening.scalar_one(),
                    user_id=user_id,
                    server_id=server_id,
                    state="draft",
                    place=draft.place.value,
                    place_id=draft.place_id,
                    origin_id=draft.origin_id,
                    parent_id=draft.parent_id,
                    ping=draft.ping.value,
                    lead=draft.lead,
                    details=draft.details,
                    replaces=draft.replaces,
                    first_id=draft.first_id,
                    revision=draft.revision,
                    created_at=epoch(now),
                )
                .returning(reminder.c.id)
            )
            return int(new_reminder.scalar_one())

    async def booking(self, reminder_id: int, user_id: int) -> Booking:
        """A member's own reminder or draft; raises :class:`ReminderGoneError`."""
        bookings = await self._bookings(reminder.c.id == reminder_id, reminder.c.user_id == user_id)
        if not bookings:
            raise ReminderGoneError
        return bookings[0]

    async def saved(self, reminder_id: int, user_id: int) -> Booking:
        """A member's own live reminder; raises :class:`ReminderGoneError` for anything else."""
        booking = await self.booking(reminder_id, user_id)
        if booking.reminder.state != "live":
            raise ReminderGoneError
        return booking

    async def draft(self, reminder_id: int, user_id: int) -> Booking:
        """A member's own draft; raises :class:`DraftGoneError` for anything else."""
        bookings = await self._bookings(
            reminder.c.id == reminder_id, reminder.c.user_id == user_id, reminder.c.state == "draft"
        )
        if not bookings:
            raise DraftGoneError
        return bookings[0]

    async def latest_draft(self, user_id: int) -> Booking | None:
        """The draft that a member began last."""
        drafts = await self._bookings(reminder.c.user_id == user_id, reminder.c.state == "draft")
        return drafts[-1] if drafts else None

    async def live(self, user_id: int) -> list[Booking]:
        """A member's own live reminders, the next showtime first."""
        return await self._bookings(
            reminder.c.user_id == user_id,
            reminder.c.state == "live",
            reminder.c.slot.is_not(None),
            order=screening.c.showtime,
        )

    @unit_of_work
    async def change_draft(self, draft: Booking, changed: Booking) -> None:
        """Write down in what ``changed`` differs from ``draft``, unless it is no draft any more."""
        of_screening = screening_changes(draft.screening, changed.screening)
        of_reminder = reminder_changes(draft.reminder, changed.reminder)
        async with self._database.transaction() as connection:
            if of_screening:
                await connection.execute(
                    update(screening)
                    .where(screening.c.id == draft.screening.id, screening.c.state == "draft")
                    .values(**of_screening)
                )
            if of_reminder:
                await connection.execute(
                    update(reminder)
                    .where(reminder.c.id == draft.reminder.id, reminder.c.state == "draft")
                    .values(**of_reminder)
                )

    @unit_of_work
    async def save(
        self, booking: Booking, now: datetime, *, film_ids: Sequence[str] = ()
    ) -> Booking:
        """Make a draft live with all its messages; the same screening is shared with others.

        ``film_ids`` are ids that its film has had besides the one that the draft names.
        A live reminder of the same member for the same screening is replaced. Raises
        :class:`TooManyRemindersError`, and :class:`DraftGoneError` if it is no draft any more.
        """
        async with self._database.transaction(DUE) as connection:
            # Of two presses at once the second waits here, and finds it saved.
            state = await connection.scalar(
                select(reminder.c.state)
                .where(reminder.c.id == booking.reminder.id)
                .with_for_update()
            )
            if state != "draft":
                raise DraftGoneError
            shared = await equal_screening(connection, booking, film_ids)
            home = shared or booking.screening.id
            await connection.execute(
                delete(reminder).where(
                    reminder.c.screening_id == home,
                    reminder.c.user_id == booking.reminder.user_id,
                    reminder.c.id != booking.reminder.id,
                )
            )
            if booking.reminder.replaces is not None:
                await take_back(connection, booking.reminder.replaces, booking.reminder.user_id)
            slot = await free_slot(connection, booking.reminder.user_id)
            await connection.execute(
                update(reminder)
                .where(reminder.c.id == booking.reminder.id)
                .values(screening_id=home, state="live", slot=slot)
            )
            if shared is None:
                await connection.execute(
                    update(screening).where(screening.c.id == home).values(state="live")
                )
            else:
                await connection.execute(
                    delete(screening).where(screening.c.id == booking.screening.id)
                )
            member = replace(booking.reminder, screening_id=home, state="live")
            await enlist_evening(connection, member, booking.screening.showing, now)
        return Booking(member, replace(booking.screening, id=home, state="live"))

    @unit_of_work
    async def cancel(self, reminder_id: int, user_id: int) -> Booking:
        """Take back a member's own reminder or draft; raises :class:`ReminderGoneError`."""
        booking = await self.booking(reminder_id, user_id)
        async with self._database.transaction() as connection:
            if not await take_back(connection, reminder_id, user_id):
                raise ReminderGoneError
        return booking

    @unit_of_work
    async def move(
        self,
        booking: Booking,
        now: datetime,
        *,
        held: int,
        again: bool = False,
    ) -> Booking:
        """Re-time a reminder: what it has not sent yet comes as if its film was ``held`` that long.

        ``held`` is in seconds, in all. Others who share the screening keep their times. With
        ``again`` the stay-seated ping comes once more even if it was sent. Raises
        :class:`ReminderGoneError` and :class:`TooManyRemindersError`.
        """
        member = booking.reminder
        async with self._database.transaction(DUE) as connection:
            # A second press has read the booking before the first one moved it.
            current = await locked_home(connection, member.id)
            if current is None:
                raise ReminderGoneError
            new_id = await _copied(connection, current.id, held)
            await withdraw(connection, member.id)
            slot = await free_slot(connection, member.user_id, unless=member.id)
            moved = await connection.execute(
                update(reminder)
                .where(reminder.c.id == member.id, reminder.c.state.in_(("live", "done")))
                .values(
                    screening_id=new_id,
                    state="live",
                    slot=slot,
                    revision=reminder.c.revision + 1,
                )
            )
            if moved.rowcount != 1:
                raise ReminderGoneError
            await forget_if_empty(connection, current.id)
            member = replace(
                member, screening_id=new_id, state="live", revision=member.revision + 1
            )
            shifted = replace(booking.screening, id=new_id, state="live", held=held)
            await enlist_evening(connection, member, shifted.showing, now, again=again)
        return Booking(member, shifted)

    @unit_of_work
    async def relocate(
        self, booking: Booking, place: Place, place_id: int | None, now: datetime
    ) -> None:
        """Have everything that is still to come sent to another place.

        Raises :class:`ReminderGoneError`.
        """
        async with self._database.transaction(DUE) as connection:
            # It may have been moved since the booking was read.
            current = await locked_home(connection, booking.reminder.id)
            changed = await connection.execute(
                update(reminder)
                .where(reminder.c.id == booking.reminder.id, reminder.c.state == "live")
                .values(place=place.value, place_id=place_id)
            )
            if current is None or changed.rowcount != 1:
                raise ReminderGoneError
            member = replace(
                booking.reminder, screening_id=current.id, place=place, place_id=place_id
            )
            await withdraw(connection, member.id)
            await enlist_evening(connection, member, current.showing, now)

    async def recipient_of(self, outbox_id: int, user_id: int, in_server: int | None) -> Booking:
        """A member's reminder behind a message that they look at in a server, or by DM.

        Raises :class:`NotForYouError` if the message was not for them, or is of another server.
        """
        bookings = await self._bookings(
            reminder.c.user_id == user_id,
            exists().where(
                outbox_recipient.c.outbox_id == outbox_id,
                outbox_recipient.c.reminder_id == reminder.c.id,
            ),
        )
        if not bookings or (in_server and bookings[0].reminder.server_id != in_server):
            raise NotForYouError
        return bookings[0]

    @unit_of_work
    async def record_outcome(self, reminder_id: int, outcome: str, off_by: int | None) -> None:
        """Keep a member's answer to "was it right?": ``right``, ``off`` by minutes, or ``none``."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(reminder)
                .where(reminder.c.id == reminder_id)
                .values(outcome=outcome, off_by=off_by)
            )

    async def _bookings(
        self, *where: ColumnElement[bool], order: ColumnElement[Any] = reminder.c.id
    ) -> list[Booking]:
        is_party = party.c.screening_id.is_not(None).label("is_party")
        rows = (
            select(*REMINDER_COLUMNS, *SCREENING_COLUMNS, is_party, party.c.repeats)
            .join(screening, MINE)
            .outerjoin(party, party.c.screening_id == screening.c.id)
            .where(*where)
            .order_by(order, reminder.c.id)
        )
        async with self._database.reading() as connection:
            bookings = (await connection.execute(rows)).mappings().all()
        return [
            Booking(as_reminder(row), as_screening(row), row["is_party"], row["repeats"])
            for row in bookings
        ]


async def _copied(connection: AsyncConnection, screening_id: int, held: int) -> int:
    """The id of a screening that is like another, but ``held`` for so many seconds."""
    columns = [column for column in screening.columns if column.name != "id"]
    row = await connection.execute(select(*columns).where(screening.c.id == screening_id))
    values = {**row.mappings().one(), "held": held}
    copied = await connection.execute(screening.insert().values(**values).returning(screening.c.id))
    return int(copied.scalar_one())
