"""The outbox's queries: claim, settle, try again, give up. Nothing is deleted before it is sent.

A claim is one statement, so that of several processes on one database exactly one gets a row. It
holds for :data:`LEASE`; what is not settled by then is anybody's again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.enlisting import enlist
from cogs.reminders.rows import REMINDER_COLUMNS, SCREENING_COLUMNS, as_reminder, as_screening
from cogs.reminders.schedule import Phase
from cogs.reminders.screenings import (
    Claimed,
    Ping,
    Place,
    Reminder,
    Screening,
    epoch,
    instant,
)
from data.database import Database
from data.schema import outbox, outbox_recipient, party, reminder, screening

LEASE = timedelta(seconds=60)

KEPT = timedelta(days=30)
"""How long a settled row is kept; after that nobody asks any more what became of it."""

_EVENING = (Phase.CARD.value, Phase.STAY.value, Phase.GO.value)


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
            await _drop_cancelled(connection, fresh)
            recipients = await _recipients(connection, [row["id"] for row in rows])
            screenings = await _screenings(connection, {row["screening_id"] for row in rows})
        claims = Claims([], [])
        for row in sorted(rows, key=lambda row: int(row["nominal_at"])):
            try:
                about = screenings[row["screening_id"]]
                claims.messages.append(_as_claimed(row, about, recipients[row["id"]], now))
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
            if message.phase.value in _EVENING:
                await _finish(connection, message.id)
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
            await _finish(connection, message.id)

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


async def _drop_cancelled(connection: AsyncConnection, messages: Sequence[int]) -> None:
    cancelled = select(reminder.c.id).where(reminder.c.state == "cancelled")
    await connection.execute(
        delete(outbox_recipient).where(
            outbox_recipient.c.outbox_id.in_(messages),
            outbox_recipient.c.reminder_id.in_(cancelled.scalar_subquery()),
        )
    )


async def _recipients(
    connection: AsyncConnection, messages: Sequence[int]
) -> dict[int, list[Mapping[Any, Any]]]:
    rows = await connection.execute(
        select(outbox_recipient.c.outbox_id, *REMINDER_COLUMNS)
        .join(reminder, reminder.c.id == outbox_recipient.c.reminder_id)
        .where(outbox_recipient.c.outbox_id.in_(messages))
        .order_by(reminder.c.id)
    )
    found: dict[int, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in rows.mappings():
        found[row["outbox_id"]].append(row)
    return found


async def _screenings(
    connection: AsyncConnection, ids: set[int]
) -> dict[int, tuple[Screening, bool]]:
    rows = await connection.execute(
        select(*SCREENING_COLUMNS, party.c.screening_id.label("party_id"))
        .outerjoin(party, party.c.screening_id == screening.c.id)
        .where(screening.c.id.in_(ids))
    )
    found = rows.mappings().all()
    return {row["screening_id"]: (as_screening(row), row["party_id"] is not None) for row in found}


def _as_claimed(
    row: Mapping[Any, Any],
    about: tuple[Screening, bool],
    recipients: Sequence[Mapping[Any, Any]],
    now: datetime,
) -> Claimed:
    return Claimed(
        id=row["id"],
        screening=about[0],
        is_party=about[1],
        server_id=row["server_id"],
        phase=Phase(row["phase"]),
        place=Place(row["place"]),
        place_id=row["place_id"],
        user_id=row["user_id"],
        ping=Ping(row["ping"]),
        nominal_at=instant(row["nominal_at"]),
        claimed_at=instant(epoch(now)),
        lease_until=instant(row["due_at"]),
        tried_at=instant(row["tried_at"]),
        attempts=row["attempts"],
        fallback=row["fallback"],
        created_at=row["created_at"],
        recipients=tuple(as_reminder(member) for member in recipients),
    )


async def _finish(connection: AsyncConnection, outbox_id: int) -> None:
    """Mark reminders as done, and free their slots, once their evening has nothing to come."""
    served = select(outbox_recipient.c.reminder_id).where(outbox_recipient.c.outbox_id == outbox_id)
    still_open = exists().where(
        outbox_recipient.c.reminder_id == reminder.c.id,
        outbox_recipient.c.outbox_id == outbox.c.id,
        outbox.c.phase.in_(_EVENING),
        outbox.c.state.in_(("pending", "held", "claimed")),
    )
    await connection.execute(
        update(reminder)
        .where(reminder.c.id.in_(served.scalar_subquery()), reminder.c.state == "live", ~still_open)
        .values(state="done", slot=None)
    )
