"""Parties that repeat: the row of them, and the next one, made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.hosts import next_host_check
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.parties.series import Every, Series, next_after, wall_clock
from cogs.reminders.rules.screenings import Place, Screening, epoch
from cogs.reminders.store.parties.work import end_series, mark_for_refresh
from cogs.reminders.store.steps import DUE
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import party as parties
from data.schema import party_cohost as cohosts
from data.schema import party_series as table
from data.schema import reminder as reminders
from data.schema import screening as screenings

_KEPT = ("server_id", "film_id", "film_label", "zone", "preshow", "runtime")
_CARRIED = (
    *("server_id", "host_id", "channel_id", "venue", "role_id", "most", "answer_within"),
    "language",
)


class PartySeries:
    """The series of parties in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def go_on(self, party: Party, timed: Screening, now: datetime) -> int | None:
        """Plan the party that follows one that is over; its id, ``None`` if none does.

        ``timed`` is the screening with the film's credits and last scene as they are known now.
        However often it is called, one party follows.
        """
        async with self._database.transaction() as connection:
            series = await _locked(connection, party.series_id)
            if series is None or party.series_day is None:
                return None
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id == party.screening.id)
                .values(next_due=None)
            )
            day, showtime = next_after(series, date.fromisoformat(party.series_day), now)
            later = select(parties.c.screening_id).where(
                parties.c.series_id == series.id, parties.c.series_day > party.series_day
            )
            if await connection.scalar(later.limit(1)) is not None:
                return None
            return await _follow(connection, party, timed, day, showtime, now)

    @unit_of_work
    async def end(self, party: Party, now: datetime) -> None:
        """Have no party follow this one, which goes on as planned."""
        async with self._database.transaction(DUE) as connection:
            await end_series(connection, party.screening.id)
            await mark_for_refresh(connection, party.screening.id, epoch(now))


async def begin_series(
    connection: AsyncConnection, first: Screening, every: Every, now: datetime
) -> None:
    """Make a party the first one of a series."""
    show = first.showing
    day, wall = wall_clock(show.showtime, show.zone)
    made = await connection.execute(
        table.insert()
        .values(
            server_id=first.server_id,
            state="live",
            every=every.value,
            first_day=day.isoformat(),
            wall=wall.isoformat(),
            zone=show.zone,
            created_at=epoch(now),
        )
        .returning(table.c.id)
    )
    await connection.execute(
        update(parties)
        .where(parties.c.screening_id == first.id)
        .values(
            series_id=made.scalar_one(),
            series_day=day.isoformat(),
            next_due=epoch(show.film_ends),
        )
    )


async def _locked(connection: AsyncConnection, series_id: int | None) -> Series | None:
    """A series that goes on, for this transaction alone."""
    rows = await connection.execute(
        select(table).where(table.c.id == series_id, table.c.state == "live").with_for_update()
    )
    row = rows.one_or_none()
    if row is None:
        return None
    first, wall = date.fromisoformat(row.first_day), time.fromisoformat(row.wall)
    return Series(row.id, Every(row.every), first, wall, row.zone)


async def _follow(
    connection: AsyncConnection,
    party: Party,
    timed: Screening,
    day: date,
    showtime: datetime,
    now: datetime,
) -> int:
    """Plan the party of a day like an earlier one."""
    screening_id = await _next_screening(connection, timed, showtime, now)
    begins = replace(timed, showtime=epoch(showtime), held=0, began_at=None, paused_at=None)
    await connection.execute(
        parties.insert().values(
            **{name: getattr(party, name) for name in _CARRIED},
            screening_id=screening_id,
            planned_at=epoch(now),
            post_due=epoch(now),
            host_due=next_host_check(now, showtime),
            next_due=epoch(begins.showing.film_ends),
            repeats=party.repeats,
            series_id=party.series_id,
            series_day=day.isoformat(),
        )
    )
    await _next_hosts(connection, party, screening_id, now)
    return screening_id


async def _next_screening(
    connection: AsyncConnection, timed: Screening, showtime: datetime, now: datetime
) -> int:
    kept: dict[str, Any] = {name: getattr(timed, name) for name in _KEPT}
    made = await connection.execute(
        screenings.insert()
        .values(
            **kept,
            state="live",
            showtime=epoch(showtime),
            credits=timed.credits,
            spread=timed.spread,
            last_scene=timed.last_scene,
            held=0,
            created_at=epoch(now),
        )
        .returning(screenings.c.id)
    )
    return int(made.scalar_one())


async def _next_hosts(
    connection: AsyncConnection, party: Party, screening_id: int, now: datetime
) -> None:
    """The co-hosts in their order, and the row by which the host's own answer is known."""
    for place, user_id in enumerate(party.cohosts):
        await connection.execute(
            cohosts.insert().values(
                screening_id=screening_id,
                user_id=user_id,
                server_id=party.server_id,
                added_at=epoch(now) + place,
            )
        )
    await connection.execute(
        reminders.insert().values(
            screening_id=screening_id,
            user_id=party.host_id,
            server_id=party.server_id,
            state="cancelled",
            place=Place.HERE.value,
            place_id=party.channel_id,
            ping="normal",
            lead=0,
            details=False,
            language=party.language,
            created_at=epoch(now),
        )
    )
