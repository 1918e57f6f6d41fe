"""Drafts and reminders of members: the slice's queries, but for the outbox and the parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from cogs.reminders.rules.notices import Notice
from cogs.reminders.rules.screenings import Booking, Ping, Place, epoch
from cogs.reminders.store.recipients import withdraw
from cogs.reminders.store.rows import (
    MINE,
    REMINDER_COLUMNS,
    SCREENING_COLUMNS,
    as_reminder,
    as_screening,
)
from cogs.reminders.store.steps import (
    TooManyRemindersError,
    enlist_evening,
    equal_screening,
    forget_drafts,
    forget_if_empty,
    free_slot,
    take_back,
)
from data.database import Database
from data.schema import outbox_recipient, reminder, screening

SAVE_TRIES = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member asks for before anything is worked out, but for a ``showtime`` that is clear
    from what they typed."""

    film_id: str
    film_label: str
    runtime: int | None
    typed: str
    preshow: int
    place: Place
    place_id: int | None
    origin_id: int | None
    ping: Ping
    zone: str | None
    last_scene: int | None = None
    showtime: int | None = None
    lead: int = 0
    details: bool = False
    replaces: int | None = None


class GoneError(Exception):
    """There is no such draft or reminder of that member, or not any more."""


class ReminderStore:
    """Reminders in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, user_id: int, server_id: int | None, wish: Wish, now: datetime) -> int:
        """Keep a draft and return its reminder's id; the member's old drafts are forgotten."""
        async with self._database.transaction() as connection:
            await forget_drafts(connection, user_id, now)
            drafted = await connection.execute(
                screening.insert()
                .values(
                    server_id=server_id,
                    state="draft",
                    film_id=wish.film_id,
                    film_label=wish.film_label,
                    typed=wish.typed,
                    showtime=wish.showtime,
                    zone=wish.zone,
                    preshow=wish.preshow,
                    runtime=wish.runtime,
                    last_scene=wish.last_scene,
                    held=0,
                    created_at=epoch(now),
                )
                .returning(screening.c.id)
            )
            made = await connection.execute(
                reminder.insert()
                .values(
                    screening_id=drafted.scalar_one(),
                    user_id=user_id,
                    server_id=server_id,
                    state="draft",
                    place=wish.place.value,
                    place_id=wish.place_id,
                    origin_id=wish.origin_id,
                    ping=wish.ping.value,
                    lead=wish.lead,
                    details=wish.details,
                    replaces=wish.replaces,
                    created_at=epoch(now),
                )
                .returning(reminder.c.id)
            )
            return int(made.scalar_one())

    async def booking(self, reminder_id: int, user_id: int) -> Booking:
        """A member's own reminder or draft; raises :class:`GoneError`."""
        found = await self._bookings(reminder.c.id == reminder_id, reminder.c.user_id == user_id)
        if not found:
            raise GoneError
        return found[0]

    async def latest_draft(self, user_id: int) -> Booking | None:
        """The draft that a member began last."""
        found = await self._bookings(reminder.c.user_id == user_id, reminder.c.state == "draft")
        return found[-1] if found else None

    async def live(self, user_id: int) -> list[Booking]:
        """A member's own live reminders, the next showtime first."""
        return await self._bookings(
            reminder.c.user_id == user_id,
            reminder.c.state == "live",
            reminder.c.slot.is_not(None),
            order=screening.c.showtime,
        )

    async def change_draft(
        self, booking: Booking, about: dict[str, Any], wish: dict[str, Any]
    ) -> None:
        """Change columns of a draft's screening and of its reminder."""
        async with self._database.transaction() as connection:
            if about:
                await connection.execute(
                    update(screening)
                    .where(screening.c.id == booking.screening.id, screening.c.state == "draft")
                    .values(**about)
                )
            if wish:
                await connection.execute(
                    update(reminder)
                    .where(reminder.c.id == booking.reminder.id, reminder.c.state == "draft")
                    .values(**wish)
                )

    async def save(
        self, booking: Booking, now: datetime, *, to_wait: bool, film_ids: Sequence[str] = ()
    ) -> Booking:
        """Make a draft live with all its messages; the same screening is shared with others.

        ``film_ids`` are ids that its film has had besides the one that the draft names.
        A live reminder of the same member for the same screening is replaced. Raises
        :class:`TooManyRemindersError`, and :class:`GoneError` if it is no draft any more.
        """
        for _ in range(SAVE_TRIES):
            try:
                return await self._save(booking, now, to_wait=to_wait, film_ids=film_ids)
            except IntegrityError:
                # Another save of the same member took the slot at the same moment.
                continue
        raise TooManyRemindersError

    async def _save(
        self, booking: Booking, now: datetime, *, to_wait: bool, film_ids: Sequence[str]
    ) -> Booking:
        async with self._database.transaction() as connection:
            state = await connection.scalar(
                select(reminder.c.state).where(reminder.c.id == booking.reminder.id)
            )
            if state != "draft":
                raise GoneError
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
            await enlist_evening(connection, member, booking.screening.showing, now, to_wait)
        return Booking(member, replace(booking.screening, id=home, state="live"))

    async def cancel(self, reminder_id: int, user_id: int) -> Booking:
        """Take back a member's own reminder; raises :class:`GoneError`."""
        booking = await self.booking(reminder_id, user_id)
        async with self._database.transaction() as connection:
            if not await take_back(connection, reminder_id, user_id):
                raise GoneError
        return booking

    async def move(
        self,
        booking: Booking,
        now: datetime,
        *,
        to_wait: bool,
        again: bool = False,
        changes: Mapping[str, Any],
    ) -> Booking:
        """Re-time a live reminder: what it has not sent yet comes at the new times.

        ``changes`` are columns of the screening. Others who share the screening keep theirs.
        With ``again`` the stay-seated ping comes once more even if it was sent.
        """
        member = booking.reminder
        async with self._database.transaction() as connection:
            # A second press has read the booking before the first one moved it.
            left = await connection.scalar(
                select(reminder.c.screening_id).where(reminder.c.id == member.id).with_for_update()
            )
            if left is None:
                raise GoneError
            columns = [c for c in screening.columns if c.name != "id"]
            row = (
                await connection.execute(select(*columns).where(screening.c.id == left))
            ).mappings()
            values = {**row.one(), **changes}
            made = await connection.execute(
                screening.insert().values(**values).returning(screening.c.id)
            )
            home = int(made.scalar_one())
            await withdraw(connection, member.id)
            slot = await free_slot(connection, member.user_id, unless=member.id)
            moved = await connection.execute(
                update(reminder)
                .where(reminder.c.id == member.id, reminder.c.state.in_(("live", "done")))
                .values(screening_id=home, state="live", slot=slot)
            )
            if moved.rowcount != 1:
                raise GoneError
            await forget_if_empty(connection, left)
            member = replace(member, screening_id=home, state="live")
            about = replace(booking.screening, id=home, state="live", **changes)
            await enlist_evening(connection, member, about.showing, now, to_wait, again=again)
        return Booking(member, about)

    async def relocate(
        self, booking: Booking, place: Place, place_id: int | None, now: datetime, *, to_wait: bool
    ) -> None:
        """Have everything that is still to come sent to another place."""
        member = replace(booking.reminder, place=place, place_id=place_id)
        async with self._database.transaction() as connection:
            changed = await connection.execute(
                update(reminder)
                .where(reminder.c.id == member.id, reminder.c.state == "live")
                .values(place=place.value, place_id=place_id)
            )
            if changed.rowcount != 1:
                raise GoneError
            await withdraw(connection, member.id)
            await enlist_evening(connection, member, booking.screening.showing, now, to_wait)

    async def recipient_of(self, outbox_id: int, user_id: int) -> Booking | None:
        """A member's reminder behind a message; ``None`` if the message was not for them."""
        found = await self._bookings(
            reminder.c.user_id == user_id,
            exists().where(
                outbox_recipient.c.outbox_id == outbox_id,
                outbox_recipient.c.reminder_id == reminder.c.id,
            ),
        )
        return found[0] if found else None

    async def record_outcome(self, reminder_id: int, outcome: str, off_by: int | None) -> None:
        """Keep a member's answer to "was it right?": ``right``, ``off`` by minutes, or ``none``."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(reminder)
                .where(reminder.c.id == reminder_id)
                .values(outcome=outcome, off_by=off_by)
            )

    async def notices(self, user_id: int) -> list[Notice]:
        """What a member has to be told at their next command; then :meth:`forget` it."""
        rows = (
            select(reminder.c.id, screening.c.film_label, reminder.c.notice)
            .join(screening, MINE)
            .where(reminder.c.user_id == user_id, reminder.c.notice.is_not(None))
            .order_by(reminder.c.id)
        )
        async with self._database.reading() as connection:
            return [Notice(*row) for row in await connection.execute(rows)]

    async def forget(self, notices: Sequence[Notice]) -> None:
        """Note that a member has been told; what came up meanwhile stays."""
        async with self._database.transaction() as connection:
            for told in notices:
                await connection.execute(
                    update(reminder)
                    .where(reminder.c.id == told.reminder_id, reminder.c.notice == told.text)
                    .values(notice=None)
                )

    async def _bookings(
        self, *where: ColumnElement[bool], order: ColumnElement[Any] = reminder.c.id
    ) -> list[Booking]:
        rows = (
            select(*REMINDER_COLUMNS, *SCREENING_COLUMNS).join(screening, MINE).where(*where)
        ).order_by(order, reminder.c.id)
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).mappings().all()
        return [Booking(as_reminder(row), as_screening(row)) for row in found]
