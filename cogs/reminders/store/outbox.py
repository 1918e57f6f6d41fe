"""The outbox: claim, settle, try again, give up. Nothing is deleted before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed, Place, Reminder, epoch
from cogs.reminders.store import claims
from cogs.reminders.store.notices import CHANGED
from cogs.reminders.store.recipients import enlist
from cogs.reminders.store.steps import locked_screening
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import outbox, outbox_recipient, reminder

EVENING_PHASES = (Phase.CARD.value, Phase.STAY.value, Phase.GO.value)
"""What has to be settled before a reminder is done; the next day's question may come after."""

KEPT = timedelta(days=30)
"""How long a settled row is kept; after that nobody asks any more what became of it."""


class Outbox:
    """Messages on their way, in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def _owned(self) -> ColumnElement[bool]:
        return self._database.owned(outbox.c.server_id)

    @unit_of_work
    async def claim(self, now: datetime, most: int, claimant: str) -> claims.Claims:
        """Take up to ``most`` messages that are due, as :func:`claims.claim` does."""
        async with self._database.transaction() as connection:
            taken = await claims.claim(connection, now, most, claimant, self._database.shards)
        self._database.tally.claims["messages"] += len(taken.messages) + len(taken.unreadable)
        return taken

    async def next_due(self) -> datetime | None:
        """When this process has to claim next; ``None`` if nothing is waiting."""
        async with self._database.reading() as connection:
            return await claims.next_due(connection, self._database.shards)

    @unit_of_work
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
                await _finish(connection, message.id)
        return settled.rowcount == 1

    @unit_of_work
    async def try_again(self, message: Claimed, claimant: str, at: datetime) -> None:
        """Hand the message back until ``at``; it may have arrived all the same."""
        async with self._database.transaction() as connection:
            await connection.execute(
                _ours(message, claimant).values(state="pending", claimant=None, due_at=epoch(at))
            )
        self._database.tally.retries["message"] += 1

    @unit_of_work
    async def fall_back(self, message: Claimed, claimant: str, now: datetime) -> bool:
        """Send it elsewhere, as agreed; ``False`` if there is no such place for anybody.

        A DM goes to the channel where it was asked for, a channel's message to each by DM.
        """
        others = [*filter(None, (_elsewhere(one, message.phase) for one in message.recipients))]
        if message.fallback or not others:
            return False
        async with self._database.transaction() as connection:
            await locked_screening(connection, message.screening.id)
            taken = await connection.execute(
                _ours(message, claimant).values(state="dropped", due_at=None, settled_at=epoch(now))
            )
            if taken.rowcount != 1:
                return True
            due = {message.phase: message.nominal_at}
            for member in others:
                await enlist(connection, member, due, now, again=True, fallback=True)
        return True

    @unit_of_work
    async def divert(
        self, message: Claimed, absent: Sequence[Reminder], now: datetime, notice: str
    ) -> None:
        """Send a claimed message elsewhere to those who cannot read its channel, as agreed.

        Who cannot read the fallback either is given the notice at the next command.
        """
        ids = [member.id for member in absent]
        async with self._database.transaction(CHANGED) as connection:
            if message.fallback:
                await connection.execute(
                    update(reminder).where(reminder.c.id.in_(ids)).values(notice=notice)
                )
                return
            await locked_screening(connection, message.screening.id)
            await connection.execute(
                delete(outbox_recipient).where(
                    outbox_recipient.c.outbox_id == message.id,
                    outbox_recipient.c.reminder_id.in_(ids),
                )
            )
            due = {message.phase: message.nominal_at}
            elsewhere = (_elsewhere(one, message.phase) for one in absent)
            for member in filter(None, elsewhere):
                await enlist(connection, member, due, now, again=True, fallback=True)

    @unit_of_work
    async def give_up(self, message: Claimed, claimant: str, now: datetime, notice: str) -> None:
        """Stop trying, and keep a notice for every recipient's next command."""
        everyone = [member.id for member in message.recipients]
        async with self._database.transaction(CHANGED) as connection:
            await connection.execute(
                _ours(message, claimant).values(state="failed", due_at=None, settled_at=epoch(now))
            )
            await connection.execute(
                update(reminder).where(reminder.c.id.in_(everyone)).values(notice=notice)
            )
            await _finish(connection, message.id)

    @unit_of_work
    async def give_up_blindly(self, outbox_id: int, now: datetime, notice: str) -> None:
        """Give up on a row that cannot even be read as a message."""
        everyone = select(outbox_recipient.c.reminder_id).where(
            outbox_recipient.c.outbox_id == outbox_id
        )
        async with self._database.transaction(CHANGED) as connection:
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
            await _finish(connection, outbox_id)

    @unit_of_work
    async def prune(self, now: datetime) -> None:
        """Forget what was settled long ago; the reminders themselves stay."""
        old = (outbox.c.settled_at < epoch(now - KEPT)) & self._owned
        async with self._database.transaction() as connection:
            await connection.execute(delete(outbox).where(old))

    async def waiting(self) -> int:
        """How many messages this process has still to send."""
        waiting = outbox.c.due_at.is_not(None) & self._owned
        async with self._database.reading() as connection:
            count = select(func.count()).select_from(outbox).where(waiting)
            return await connection.scalar(count) or 0


def _ours(message: Claimed, claimant: str) -> Update:
    return update(outbox).where(
        outbox.c.id == message.id, outbox.c.claimant == claimant, outbox.c.state == "claimed"
    )


def _elsewhere(member: Reminder, phase: Phase) -> Reminder | None:
    """The member as reminded at the place that was agreed on for when the first one fails.

    What is for one attendee goes by DM, else to where the party's messages come.
    """
    if phase in (Phase.OFFER, Phase.SEAT, Phase.HOST):
        return member
    if member.place is Place.HERE:
        return replace(member, place=Place.DM, place_id=member.origin_id)
    if member.origin_id is not None:
        return replace(member, place=Place.HERE, place_id=member.origin_id)
    return None


async def _finish(connection: AsyncConnection, outbox_id: int) -> None:
    """Mark reminders as done, and free their slots, once their evening has nothing to come."""
    served = select(outbox_recipient.c.reminder_id).where(outbox_recipient.c.outbox_id == outbox_id)
    live = reminder.c.id.in_(served.scalar_subquery()), reminder.c.state == "live"
    # What their members are planning anew at this moment is to come.
    held = select(reminder.c.id).where(*live).order_by(reminder.c.id)
    await connection.execute(held.with_for_update())
    still_open = exists().where(
        outbox_recipient.c.reminder_id == reminder.c.id,
        outbox_recipient.c.outbox_id == outbox.c.id,
        outbox.c.phase.in_(EVENING_PHASES),
        outbox.c.state.in_(("pending", "held", "claimed")),
    )
    await connection.execute(
        update(reminder).where(*live, ~still_open).values(state="done", slot=None)
    )
