"""Outboxes that are filled for the tests of crashes."""

from __future__ import annotations

from datetime import datetime, timedelta

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Ping, Place, epoch
from data.catalogue.film import Film
from data.database import Database
from data.schema import outbox, outbox_recipient, reminder, screening
from tests.films import TWO_SCENES


async def add_message(
    database: Database,
    phase: Phase,
    due: datetime,
    *,
    channel: int,
    members: int = 1,
    runtime: int = 131,
    place: Place = Place.HERE,
    server: int = 1,
    film: Film = TWO_SCENES,
) -> int:
    """Put one message for some members into the outbox and return its id.

    The screening is such that a stay-seated ping is due at its credits start.
    """
    length = 8
    offsets = {
        Phase.CARD: timedelta(minutes=10),
        Phase.STAY: -timedelta(minutes=runtime - length),
        Phase.GO: -timedelta(minutes=runtime),
        Phase.ASK: -timedelta(hours=14),
    }
    async with database.transaction() as connection:
        made = await connection.execute(
            screening.insert()
            .values(
                server_id=server,
                state="live",
                film_id=film.id,
                film_label=film.label,
                zone="Europe/Berlin",
                showtime=epoch(due + offsets[phase]),
                preshow=0,
                runtime=runtime,
                credits=length,
                spread=3,
                held=0,
                created_at=epoch(due),
            )
            .returning(screening.c.id)
        )
        screening_id = made.scalar_one()
        sent = await connection.execute(
            outbox.insert()
            .values(
                screening_id=screening_id,
                server_id=server,
                phase=phase.value,
                chunk=0,
                place=place.value,
                place_id=channel,
                user_id=channel if place is Place.DM else None,
                ping=Ping.NORMAL.value,
                nominal_at=epoch(due),
                due_at=epoch(due),
                state="pending",
                attempts=0,
                fallback=False,
                created_at=epoch(due),
            )
            .returning(outbox.c.id)
        )
        message_id = int(sent.scalar_one())
        for number in range(members):
            row = await connection.execute(
                reminder.insert()
                .values(
                    screening_id=screening_id,
                    user_id=channel * 1000 + number,
                    server_id=server,
                    state="live",
                    place=place.value,
                    place_id=channel,
                    ping=Ping.NORMAL.value,
                    lead=0,
                    details=False,
                    created_at=epoch(due),
                )
                .returning(reminder.c.id)
            )
            await connection.execute(
                outbox_recipient.insert().values(
                    reminder_id=row.scalar_one(), phase=phase.value, outbox_id=message_id
                )
            )
    return message_id
