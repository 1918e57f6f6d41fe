"""The outbox's queries: claim, settle, try again, give up. Nothing is deleted before it is sent.

A claim is one statement, so that of several processes on one database exactly one gets a row. It
holds for :data:`LEASE`; what is not settled by then is anybody's again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Update, delete, func, select, update

from cogs.reminders.rules.screenings import (
    Claimed,
    Place,
    Reminder,
    epoch,
    instant,
)
from cogs.reminders.store.claiming import (
    EVENING_PHASES,
    as_claimed,
    drop_cancelled,
    finish,
    recipients,
    screenings,
)
from cogs.reminders.store.recipients import enlist
from data.database import Database
from data.schema import outbox, outbox_recipient, reminder

LEASE = timedelta(seconds=60)

KEPT = timedelta(days=30)
"""How long a settled row is kept; after that nobody asks any more what became of it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a claim took; ``unreadable`` are ids of rows that no version of ours can have made."""

    messages: list[Claimed]
    unreadable: list[int]


class Outbox:
    """Messages on their way, in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, now: datetime, most: int, claimant: str) -> Claims:
        """Take up to ``most`` messages that are due; nobody else gets them until the lease ends.

        At the first claim their recipients are frozen: who has cancelled is dropped, and who
        cancels later is not.
        """
        due = (
            select(outbox.c.id)
            .where(outbox.c.due_at <= epoch(now))
            .order_by(outbox.c.due_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(outbox)
            .where(outbox.c.id.in_(due.scalar_subquery()), outbox.c.due_at <= epoch(now))
            .values(
                state="claimed",
                claimant=claimant,
                due_at=epoch(now + LEASE),
                tried_at=func.coalesce(outbox.c.tried_at, epoch(now)),
                attempts=outbox.c.attempts + 1,
            )
            .returning(outbox)
        )
        async with self._database.transaction() as connection:
            rows = (await connection.execute(statement)).mappings().all()
            fresh = [row["id"] for row in rows if row["attempts"] == 1]
            await drop_cancelled(connection, fresh)
            served = await recipients(connection, [row["id"] for row in rows])
            about = await screenings(connection, {row["screening_id"] for row in rows})
        claims = Claims([], [])
        for row in sorted(rows, key=lambda row: int(row["nominal_at"])):
            try:
                shown = about[row["screening_id"]]
                claims.messages.append(as_claimed(row, shown, served[row["id"]], now))
            except (ArithmeticError, KeyError, OSError, ValueError):
                claims.unreadable.append(row["id"])
        return claims

    async def next_due(self) -> datetime | None:
        """When somebody has to look next; ``None`` if nothing is waiting."""
        async with self._database.reading() as connection:
            due = await connection.scalar(select(func.min(outbox.c.due_at)))
        return None if due is None else instant(due)

    async def settle(
        self,
        message: Claimed,
        claimant: str,
        now: datetime,
        *,
        state: str = "sent",
        message_id: int | None = None,
    ) -> bool:
        """Note that nothing is left to do; ``False`` if the claim has gone to somebody else."""
        async with self._database.transaction() as connection:
            settled = await connection.execute(
                _ours(message, claimant).values(
                    state=state, due_at=None, message_id=message_id, settled_at=epoch(now)
                )
            )
            if message.phase.value in EVENING_PHASES:
                await finish(connection, message.id)
        return settled.rowcount == 1

    async def try_again(
        self, message: Claimed, claimant: str, at: datetime, *, known_unsent: bool
    ) -> None:
        """Hand the message back until ``at``; what is known not to have arrived begins anew."""
        tried_at = None if known_unsent else epoch(message.tried_at)
        async with self._database.transaction() as connection:
            await connection.execute(
                _ours(message, claimant).values(
                    state="pending", claimant=None, due_at=epoch(at), tried_at=tried_at
                )
            )

    async def fall_back(self, message: Claimed, claimant: str, now: datetime) -> bool:
        """Send it elsewhere, as agreed; ``False`` if there is no such place for anybody.

        A DM goes to the channel where it was asked for, a channel's message to each by DM.
        """
        others = [r for r in message.recipients if _elsewhere(r) is not None]
        if message.fallback or not others:
            return False
        async with self._database.transaction() as connection:
            taken = await connection.execute(
                _ours(message, claimant).values(state="dropped", due_at=None, settled_at=epoch(now))
            )
            if taken.rowcount != 1:
                return True
            for member in others:
                there = _elsewhere(member)
                if there is not None:
                    await enlist(
                        connection,
                        there,
                        {message.phase: message.nominal_at},
                        now,
                        again=True,
                        fallback=True,
                    )
        return True

    async def give_up(self, message: Claimed, claimant: str, now: datetime, notice: str) -> None:
        """Stop trying, and keep a notice for every recipient's next command."""
        everyone = [member.id for member in message.recipients]
        async with self._database.transaction() as connection:
            await connection.execute(
                _ours(message, claimant).values(state="failed", due_at=None, settled_at=epoch(now))
            )
            await connection.execute(
                update(reminder).where(reminder.c.id.in_(everyone)).values(notice=notice)
            )
            await finish(connection, message.id)

    async def give_up_blindly(self, outbox_id: int, now: datetime, notice: str) -> None:
        """Give up on a row that cannot even be read as a message."""
        everyone = select(outbox_recipient.c.reminder_id).where(
            outbox_recipient.c.outbox_id == outbox_id
        )
        async with self._database.transaction() as connection:
            await connection.execute(
                update(outbox)
                .where(outbox.c.id == outbox_id)
                .values(state="failed", due_at=None, settled_at=epoch(now))
            )
            await connection.execute(
                update(reminder)
                .where(reminder.c.id.in_(everyone.scalar_subquery()))
                .values(notice=notice)
            )

    async def prune(self, now: datetime) -> None:
        """Forget what was settled long ago; the reminders themselves stay."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(outbox).where(outbox.c.settled_at < epoch(now - KEPT)))

    async def waiting(self) -> int:
        """How many messages are still to be sent."""
        async with self._database.reading() as connection:
            return (
                await connection.scalar(
                    select(func.count()).select_from(outbox).where(outbox.c.due_at.is_not(None))
                )
                or 0
            )


def _ours(message: Claimed, claimant: str) -> Update:
    return update(outbox).where(
        outbox.c.id == message.id, outbox.c.claimant == claimant, outbox.c.state == "claimed"
    )


def _elsewhere(member: Reminder) -> Reminder | None:
    """The member as reminded at the place that was agreed on for when the first one fails."""
    if member.place is Place.HERE:
        return replace(member, place=Place.DM, place_id=member.origin_id)
    if member.origin_id is not None:
        return replace(member, place=Place.HERE, place_id=member.origin_id)
    return None
