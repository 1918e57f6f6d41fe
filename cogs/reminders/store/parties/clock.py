"""A party's live clock: what is still to come follows what really happens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.hosts import next_host_check
from cogs.reminders.rules.parties.parties import SECOND_TAP, Attendance, ClockStart, Party
from cogs.reminders.rules.parties.queue import Doors
from cogs.reminders.rules.refusals import NotGoingError, PartyGoneError
from cogs.reminders.rules.schedule import EVENING, Phase, due_at
from cogs.reminders.rules.screenings import Reminder, Screening, epoch, instant
from cogs.reminders.store.parties.work import mark_for_refresh, mark_queue
from cogs.reminders.store.recipients import enlist, hold
from cogs.reminders.store.rows import REMINDER_COLUMNS, as_reminder
from cogs.reminders.store.steps import DUE, locked_screening
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import outbox, outbox_recipient, screening
from data.schema import party as parties
from data.schema import reminder as reminders

_UNTIL_THE_END = (Phase.CARD, Phase.STAY, Phase.GO, Phase.MOVED, Phase.OFFER, Phase.SEAT)
"""What nobody is sent any more once a party is over; they are still asked what they saw."""


class PartyClock:
    """Re-times the messages of parties in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def tap(self, party: Party, user_id: int, now: datetime) -> ClockStart:
        """Hear somebody who says that the credits have started.

        The host is believed at once, attendees when a second one says so within three minutes.
        Then the stay-seated ping goes to everybody who has not had it, and what follows moves.
        Raises :class:`PartyGoneError`, and :class:`NotGoingError` for one who does not go.
        """
        screening_id = party.screening.id
        async with self._database.transaction(DUE) as connection:
            current = await _live(connection, party)
            if current is None:
                raise PartyGoneError
            if current.began_at is not None:
                return ClockStart.ALREADY
            if user_id != party.host_id:
                if not await _goes(connection, screening_id, user_id):
                    raise NotGoingError
                if not await _is_second(connection, screening_id, user_id, now):
                    return ClockStart.WAITS
            began = replace(current, began_at=epoch(now), paused_at=None)
            await _change(connection, screening_id, began_at=epoch(now), paused_at=None)
            await _retime(connection, began, now)
            await mark_for_refresh(connection, screening_id, epoch(now))
        return ClockStart.BEGAN

    @unit_of_work
    async def pause(self, party: Party, now: datetime) -> bool:
        """Hold what is still to come; ``False`` if it is held already or the party is over."""
        async with self._database.transaction(DUE) as connection:
            current = await _live(connection, party)
            if current is None or current.paused_at is not None:
                return False
            await _change(connection, current.id, paused_at=epoch(now))
            await hold(connection, current.id)
            await mark_for_refresh(connection, current.id, epoch(now))
        return True

    @unit_of_work
    async def resume(self, party: Party, now: datetime) -> bool:
        """Let the clock go on; what follows comes later by the length of the pause.

        ``False`` if it is not held, or the party is over.
        """
        async with self._database.transaction(DUE) as connection:
            current = await _live(connection, party)
            if current is None or current.paused_at is None:
                return False
            stood = max(0, epoch(now) - current.paused_at)
            if current.began_at is None:
                moved = replace(current, held=current.held + stood, paused_at=None)
            else:
                moved = replace(current, began_at=current.began_at + stood, paused_at=None)
            await _change(
                connection, current.id, held=moved.held, began_at=moved.began_at, paused_at=None
            )
            await _retime(connection, moved, now)
            await mark_for_refresh(connection, current.id, epoch(now))
        return True

    @unit_of_work
    async def edit(
        self, party: Party, now: datetime, *, showtime: int, preshow: int, doors: Doors
    ) -> bool:
        """Give a party another time, or the limit and the time to answer of ``doors``.

        ``True`` if who goes is told of a new time.

        A new showtime begins the evening anew: what its clock has heard so far is forgotten, and
        its host is asked for before that time. Raises :class:`PartyGoneError`.
        """
        async with self._database.transaction(DUE) as connection:
            current = await _live(connection, party)
            if current is None:
                raise PartyGoneError
            moved = replace(current, showtime=showtime, preshow=preshow)
            heard: dict[str, None] = {}
            if showtime != current.showtime:
                moved = replace(moved, held=0, began_at=None, paused_at=None)
                heard = {"tapped_by": None, "tapped_at": None}
                await _ask_for_host(connection, moved, now)
            await _change(connection, current.id, **_clock_of(moved))
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id == current.id)
                .values(most=doors.most, answer_within=doors.answer_within, **heard)
            )
            await mark_queue(connection, current.id, epoch(now))
            await mark_for_refresh(connection, current.id, epoch(now))
            if moved != current:
                await _retime(connection, moved, now)
                await _tell_everybody(connection, current.id, Phase.MOVED, now)
            if moved.paused_at is not None:
                await hold(connection, current.id)
        return moved != current

    @unit_of_work
    async def finish(self, party: Party, now: datetime, *, cancelled: bool) -> bool:
        """End a party, or cancel it, which those who go are told; ``False`` if it is over."""
        dropped = (*_UNTIL_THE_END, Phase.ASK) if cancelled else _UNTIL_THE_END
        async with self._database.transaction(DUE) as connection:
            current = await _live(connection, party)
            if current is None:
                return False
            await _change(connection, current.id, state="cancelled" if cancelled else "ended")
            await _drop(connection, current.id, dropped, now)
            await _release(connection, current.id)
            await mark_for_refresh(connection, current.id, epoch(now))
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id == current.id, parties.c.next_due.is_not(None))
                .values(next_due=epoch(now))
            )
            if cancelled:
                await _tell_everybody(connection, current.id, Phase.CANCELLED, now)
        return True


async def _live(connection: AsyncConnection, party: Party) -> Screening | None:
    """A party's screening, locked, as it is now; ``None`` if the party is over."""
    current = await locked_screening(connection, party.screening.id)
    return current if current is not None and current.state == "live" else None


async def _ask_for_host(connection: AsyncConnection, moved: Screening, now: datetime) -> None:
    """Have it asked in time for a new showtime whether the host is still there."""
    asked = next_host_check(now, moved.showing.showtime)
    if asked is not None:
        due = parties.c.host_due
        later = or_(due.is_(None), due > asked)
        host = update(parties).where(parties.c.screening_id == moved.id, later)
        await connection.execute(host.values(host_due=asked))


async def _is_second(
    connection: AsyncConnection, screening_id: int, user_id: int, now: datetime
) -> bool:
    """Whether another attendee has tapped just before; if not, this tap waits for a second."""
    of_party = parties.c.screening_id == screening_id
    taps = await connection.execute(
        select(parties.c.tapped_by, parties.c.tapped_at).where(of_party)
    )
    last = taps.one()
    if last.tapped_by not in (None, user_id) and now - instant(last.tapped_at) <= SECOND_TAP:
        return True
    tap = update(parties).where(of_party).values(tapped_by=user_id, tapped_at=epoch(now))
    await connection.execute(tap)
    return False


async def _change(connection: AsyncConnection, screening_id: int, **values: object) -> None:
    """Change a party's screening, and count it: calendars take the latest revision."""
    await connection.execute(
        update(screening).where(screening.c.id == screening_id).values(**values)
    )
    await connection.execute(
        update(parties)
        .where(parties.c.screening_id == screening_id)
        .values(revision=parties.c.revision + 1)
    )


def _clock_of(moved: Screening) -> dict[str, int | None]:
    names = ("showtime", "preshow", "held", "began_at", "paused_at")
    return {name: getattr(moved, name) for name in names}


async def _goes(connection: AsyncConnection, screening_id: int, user_id: int) -> bool:
    rows = await connection.scalar(
        select(func.count()).where(
            reminders.c.screening_id == screening_id,
            reminders.c.user_id == user_id,
            reminders.c.answer == Attendance.GOING.value,
        )
    )
    return bool(rows)


async def _release(connection: AsyncConnection, screening_id: int) -> None:
    """Let held messages be pending again."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.screening_id == screening_id, outbox.c.state == "held")
        .values(state="pending", due_at=outbox.c.nominal_at)
    )


async def _retime(connection: AsyncConnection, moved: Screening, now: datetime) -> None:
    """Give every message its time by the moved clock, also one that was sent too early.

    A pocket card whose time has passed is dropped; a ping whose time has passed comes at once.
    """
    await _release(connection, moved.id)
    for phase in EVENING:
        due = due_at(moved.showing, phase, lead=0)
        if due > now:
            await _move(connection, moved.id, phase, due)
            await _send_again(connection, moved.id, phase, due, now)
        elif phase is Phase.CARD:
            await _drop(connection, moved.id, [phase], now)
        else:
            await _move(connection, moved.id, phase, now)


async def _move(
    connection: AsyncConnection, screening_id: int, phase: Phase, due: datetime
) -> None:
    """Give what waits of a phase another time."""
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.screening_id == screening_id,
            outbox.c.phase == phase.value,
            outbox.c.state == "pending",
        )
        .values(nominal_at=epoch(due), due_at=epoch(due))
    )


async def _drop(
    connection: AsyncConnection, screening_id: int, phases: Iterable[Phase], now: datetime
) -> None:
    """Never send what waits of these phases."""
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.screening_id == screening_id,
            outbox.c.phase.in_([phase.value for phase in phases]),
            outbox.c.state.in_(("pending", "held")),
        )
        .values(state="dropped", due_at=None, settled_at=epoch(now))
    )


async def _send_again(
    connection: AsyncConnection, screening_id: int, phase: Phase, due: datetime, now: datetime
) -> None:
    """Have what went out by a clock that was wrong come once more, at its right time."""
    of_phase = (outbox.c.screening_id == screening_id, outbox.c.phase == phase.value)
    if not await connection.scalar(select(exists().where(*of_phase))):
        return  # nobody is told when to go from this film
    to_come = exists().where(
        *of_phase,
        outbox.c.state == "pending",
        outbox_recipient.c.outbox_id == outbox.c.id,
        outbox_recipient.c.reminder_id == reminders.c.id,
    )
    for member in await _attendees(connection, screening_id, ~to_come):
        await enlist(connection, member, {phase: due}, now, again=True)


async def _tell_everybody(
    connection: AsyncConnection, screening_id: int, phase: Phase, now: datetime
) -> None:
    for member in await _attendees(connection, screening_id):
        await enlist(connection, member, {phase: now}, now, again=True)


async def _attendees(
    connection: AsyncConnection, screening_id: int, *where: ColumnElement[bool]
) -> list[Reminder]:
    """Who goes and wants messages."""
    rows = await connection.execute(
        select(*REMINDER_COLUMNS)
        .where(
            reminders.c.screening_id == screening_id,
            reminders.c.answer == Attendance.GOING.value,
            reminders.c.state != "cancelled",
            *where,
        )
        .order_by(reminders.c.id)
    )
    return [as_reminder(row) for row in rows.mappings()]
