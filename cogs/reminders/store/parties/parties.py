"""Watch parties: their posts, and who comes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.film_votes import Stage
from cogs.reminders.rules.parties.hosts import next_host_check
from cogs.reminders.rules.parties.parties import Attendance, Invitation, Party, Standing
from cogs.reminders.rules.parties.queue import Moves
from cogs.reminders.rules.parties.series import Every
from cogs.reminders.rules.refusals import DraftGoneError, PartyGoneError, VoteGoneError
from cogs.reminders.rules.schedule import Phase, is_over
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.store.parties.attendees import (
    ahead_of,
    ask,
    attendee,
    doors_of,
    due_moves,
    people_of,
    placed,
    stand,
    tell,
)
from cogs.reminders.store.parties.hosts import cohosts_of
from cogs.reminders.store.parties.series import begin_series
from cogs.reminders.store.parties.work import mark_for_refresh, mark_queue
from cogs.reminders.store.recipients import withdraw
from cogs.reminders.store.rows import SCREENING_COLUMNS, as_screening
from cogs.reminders.store.steps import DUE, locked_screening
from data.database import Database
from data.database.due_work import LEASE
from data.database.retry import unit_of_work
from data.schema import film_vote, party_series
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
    "answer_within",
    "planned_at",
    "repeats",
    "series_id",
    "series_day",
    "revision",
    "language",
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

        Raises :class:`DraftGoneError` if it is no draft any more, and :class:`VoteGoneError` if the
        vote that its film won has its party. With ``hide_scenes`` its times do not depend on the
        scenes, which would tell of them.
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
            plan = {
                "planned_at": epoch(now),
                "post_due": epoch(now) + LEASE,
                "host_due": next_host_check(now, booking.screening.showing.showtime),
            }
            await connection.execute(
                update(parties).where(parties.c.screening_id == booking.screening.id).values(**plan)
            )
            await _hold(connection, booking.screening.id, Stage.WON, Stage.HELD)
            if booking.repeats is not None:
                await begin_series(connection, booking.screening, Every(booking.repeats), now)
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
        unsent = parties.c.screening_id == booking.screening.id, parties.c.message_id.is_(None)
        begun = select(parties.c.series_id).where(*unsent)
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(party_series).where(party_series.c.id == begun.scalar_subquery())
            )
            taken = await connection.execute(
                update(parties)
                .where(*unsent)
                .values(
                    planned_at=None, post_due=None, host_due=None, next_due=None, series_day=None
                )
            )
            if taken.rowcount != 1:
                return
            await _hold(connection, booking.screening.id, Stage.HELD, Stage.WON)
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
    async def change_draft(
        self, screening_id: int, most: int | None, answer_within: int, repeats: str | None
    ) -> None:
        """Give a party that is still a draft another limit, minutes to answer, and rhythm."""
        draft = select(screenings.c.id).where(
            screenings.c.id == screening_id, screenings.c.state == "draft"
        )
        async with self._database.transaction() as connection:
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id.in_(draft.scalar_subquery()))
                .values(most=most, answer_within=answer_within, repeats=repeats)
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
        pressed: Attendance,
        now: datetime,
        *,
        unless_answered: bool = False,
    ) -> Standing:
        """Take one of :data:`ANSWERS`; who goes gets the party's messages, once more if muted.

        *Going* is a place on the waiting list where no place is free, or others wait. With
        ``unless_answered`` an answer that the member has given already stays. Raises
        :class:`PartyGoneError` for a party that is over.
        """
        screening_id = party.screening.id
        async with self._database.transaction(DUE) as connection:
            current = await locked_screening(connection, screening_id)
            if current is None or current.state != "live":
                raise PartyGoneError
            if current.paused_at is None and is_over(current.showing, now):
                raise PartyGoneError
            member = await attendee(connection, party, user_id, now)
            before = Attendance(member.answer) if member.answer else None
            if unless_answered and before is not None:
                return Standing(before, before)
            answer = pressed
            if pressed is Attendance.GOING and before is not Attendance.GOING:
                answer = await placed(connection, party, current, member, now)
            silenced = answer is Attendance.GOING and member.state == "cancelled"
            if answer is not before or silenced:
                await stand(connection, current, member, answer, now)
                await mark_for_refresh(connection, screening_id, epoch(now))
                if (await doors_of(connection, current)).most is not None:
                    await mark_queue(connection, screening_id, epoch(now))
            ahead = 0
            if answer is Attendance.WAITING:
                ahead = await ahead_of(connection, screening_id, member.id)
        return Standing(before, answer, ahead)

    @unit_of_work
    async def advance(self, party: Party, now: datetime) -> Moves:
        """Do what is to be done for the waiting list now: ask, let in, take back what was kept.

        Who is asked or let in gets a message, in the same transaction.
        """
        async with self._database.transaction() as connection:
            current = await locked_screening(connection, party.screening.id)
            if current is None or current.state != "live":
                return Moves((), (), (), None)
            due = await due_moves(connection, current, now)
            people = await people_of(connection, current.id, due)
            for reminder_id in due.expired:
                member = people[reminder_id]
                await stand(connection, current, member, Attendance.MAYBE, now)
            for one in due.asked:
                member = people[one.reminder_id]
                await ask(connection, current, member, one.until, now)
            for reminder_id in due.seated:
                member = people[reminder_id]
                await stand(connection, current, member, Attendance.GOING, now)
                await tell(connection, member, Phase.SEAT, now)
            if due.expired or due.asked or due.seated:
                await mark_for_refresh(connection, current.id, epoch(now))
        return due

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
            select(*SCREENING_COLUMNS, *columns, party_series.c.first_day)
            .join(parties, parties.c.screening_id == screenings.c.id)
            .outerjoin(party_series, party_series.c.id == parties.c.series_id)
            .where(*where)
            .order_by(screenings.c.showtime, screenings.c.id)
        )
        async with self._database.reading() as connection:
            posted = (await connection.execute(rows)).mappings().all()
            cohosts = await cohosts_of(connection, [row["screening_id"] for row in posted])
        return [
            Party(
                screening=as_screening(row),
                going=row["going"],
                maybe=row["maybe"],
                declined=row["no"],
                waiting=row["waiting"] + row["asked"],
                cohosts=cohosts.get(row["screening_id"], ()),
                first_day=row["first_day"],
                **{name: row[name] for name in _PARTY_FIELDS},
            )
            for row in posted
        ]


async def _hold(connection: AsyncConnection, screening_id: int, old: Stage, new: Stage) -> None:
    """Note that the vote which a party's film won has its party, or has none any more."""
    vote_id = await connection.scalar(
        select(parties.c.vote_id).where(parties.c.screening_id == screening_id)
    )
    if vote_id is None:
        return
    held = await connection.execute(
        update(film_vote)
        .where(film_vote.c.id == vote_id, film_vote.c.state == old.value)
        .values(state=new.value)
    )
    if held.rowcount != 1:
        raise VoteGoneError
