"""What the slice keeps of members and servers, and how it fares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, exists, func, select, update

from cogs.reminders.store.rows import MINE
from data.clock import Clock
from data.database import Database
from data.schema import outbox, party, reminder, screening

_MEMBER_COLUMNS = (
    screening.c.film_label.label("film"),
    screening.c.showtime,
    screening.c.zone,
    screening.c.preshow.label("minutes_of_preshow"),
    screening.c.runtime.label("minutes_of_runtime"),
    reminder.c.state,
    reminder.c.answer,
    reminder.c.place.label("where"),
    reminder.c.ping,
    reminder.c.lead.label("minutes_before"),
    reminder.c.outcome,
    reminder.c.off_by.label("minutes_off"),
    reminder.c.server_id,
    reminder.c.created_at,
)


class ReminderRecords:
    """What is kept of a member: reminders, answers to invitations, hosted parties."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """Everything, ready for JSON."""
        mine = select(*_MEMBER_COLUMNS).join(screening, MINE).where(reminder.c.user_id == user_id)
        hosted = (
            select(screening.c.film_label.label("film"), screening.c.showtime, party.c.server_id)
            .join(party, party.c.screening_id == screening.c.id)
            .where(party.c.host_id == user_id)
        )
        async with self._database.reading() as connection:
            reminders = (await connection.execute(mine)).mappings().all()
            parties = (await connection.execute(hosted)).mappings().all()
        return {
            "reminders": [dict(row) for row in reminders],
            "hosted parties": [dict(row) for row in parties],
        }

    async def delete(self, user_id: int) -> str | None:
        """Delete it; a party that others attend stays without its host's name."""
        alone = ~exists().where(
            reminder.c.screening_id == screening.c.id, reminder.c.user_id != user_id
        )
        party_of_others = exists().where(
            party.c.screening_id == screening.c.id, party.c.host_id.is_distinct_from(user_id)
        )
        mine = select(reminder.c.screening_id).where(reminder.c.user_id == user_id)
        hosted = party.c.host_id == user_id
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(screening).where(
                    screening.c.id.in_(mine.scalar_subquery()), alone, ~party_of_others
                )
            )
            left = await connection.execute(update(party).where(hosted).values(host_id=None))
            await connection.execute(
                update(party)
                .where(party.c.tapped_by == user_id)
                .values(tapped_by=None, tapped_at=None)
            )
            await connection.execute(delete(outbox).where(outbox.c.user_id == user_id))
            await connection.execute(delete(reminder).where(reminder.c.user_id == user_id))
        if left.rowcount:
            return "Watch parties that others attend go on without your name as their host."
        return None


class ServerRecords:
    """What is kept of a server: its screenings and everything that hangs on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, server_id: int) -> Mapping[str, Any]:
        """Its screenings and parties, without who attends."""
        rows = (
            select(
                screening.c.film_label.label("film"),
                screening.c.showtime,
                screening.c.state,
                party.c.venue,
                party.c.channel_id,
            )
            .outerjoin(party, party.c.screening_id == screening.c.id)
            .where(screening.c.server_id == server_id, screening.c.state != "draft")
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).mappings().all()
        return {"screenings": [dict(row) for row in found]}

    async def delete(self, server_id: int) -> None:
        """Delete them, with their reminders and messages."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(screening).where(screening.c.server_id == server_id))


class ReminderHealth:
    """One line about the outbox."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self) -> str | None:
        """When the next message is due, how many wait, and how many were given up."""
        now = int(self._clock().timestamp())
        due = outbox.c.due_at
        async with self._database.reading() as connection:
            nearest = await connection.scalar(select(func.min(due)))
            failed = await connection.scalar(
                select(outbox.c.id)
                .where(outbox.c.state == "failed", outbox.c.settled_at > now - 86_400)
                .limit(1)
            )
        said = f"next due <t:{nearest}:R>" if nearest is not None else "nothing due"
        return f"Reminders: {said}" + ("; some given up today, see the log" if failed else "")
