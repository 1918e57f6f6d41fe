"""Holds bursts of equal reports by new accounts, and remembers whom to tell of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.kinds import AddedFilm, Sighting
from data.contributions.rules.witnesses import BURST, BURST_WINDOW, says_same
from data.contributions.store.rows import contribution_of, contributions_where, instant
from data.database import Database
from data.database.due_work import DueWork
from data.schema import contribution
from data.trust.rushes import WINDOWS, Traffic, is_rush, usual_from

ALERT = contribution.c.alert_due
"""Moderators are to be told of the report's burst."""


async def hold_burst(
    connection: AsyncConnection, report: Contribution, film_ids: Sequence[str], now: datetime
) -> bool:
    """Hold a report of a burst, and the others of it; tells whether it did.

    Few notice a scene's time in the same minute, but a whole room sees the end of a film: sightings
    are a burst where ballots would be a rush. The first report that is held notes that moderators
    are to be told.
    """
    if report.reporter.established:
        return False
    table = contribution.c
    seen = isinstance(report.content, Sighting)
    start = await _rush(connection, report, film_ids, now) if seen else now - BURST_WINDOW
    if start is None:
        return False
    recent = (
        (table.created_at >= int(start.timestamp()))
        & table.independent.is_(False)
        & (table.id != report.id)
    )
    others = await _equal(connection, report, film_ids, recent)
    if not seen and len({other.reporter.user_id for other in (report, *others)}) < BURST:
        return False
    ids = [report.id, *(other.id for other in others)]
    # What a curator decides at this moment is no longer open, and is not held then.
    waiting = update(contribution).where(table.id.in_(ids), table.state == State.OPEN.value)
    await connection.execute(waiting.values(held=True))
    if not any(other.held for other in others):
        alert = update(contribution).where(table.id == report.id)
        await connection.execute(alert.values(alert_due=int(now.timestamp())))
    return True


async def _rush(
    connection: AsyncConnection, report: Contribution, film_ids: Sequence[str], now: datetime
) -> datetime | None:
    """Since when sightings of a film are a rush of new accounts in a server; ``None`` if not."""
    table = contribution.c
    there = (
        (table.server_id == report.server_id)
        & (table.kind == report.kind)
        & table.film_id.in_(film_ids)
    )
    first = await connection.scalar(select(func.min(table.created_at)).where(there))
    began = now if first is None else instant(first)
    starts = []
    for window in WINDOWS:
        start, since = now - window.length, usual_from(window, began, now)
        inside = table.created_at > int(start.timestamp())
        usual = ~inside & (table.created_at >= int(since.timestamp())) & ~table.held
        counts = (
            func.count(case((inside, 1))),
            func.count(case((inside & ~table.independent, 1))),
            func.count(case((usual, 1))),
        )
        numbers = (await connection.execute(select(*counts).where(there))).one()
        if is_rush(window, Traffic(*numbers, since), now):
            starts.append(start)
    return min(starts, default=None)


async def _equal(
    connection: AsyncConnection,
    report: Contribution,
    film_ids: Sequence[str],
    condition: ColumnElement[bool],
) -> list[Contribution]:
    """What waits in the same server, says the same, and fits the condition."""
    table = contribution.c
    alike = (
        (table.server_id == report.server_id)
        & (table.kind == report.kind)
        & (table.state == State.OPEN.value)
    )
    if not isinstance(report.content, AddedFilm):  # each of these has an id of its own
        alike &= table.film_id.in_(film_ids)
    reports = await contributions_where(connection, alike & condition)
    return [other for other in reports if says_same(other.content, report.content)]


class HeldBursts(DueWork):
    """Bursts of which moderators have not been told yet, by one report of each.

    ``after_hold`` are called when a report has been held.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database, "bursts", ALERT)
        self.after_hold: list[Callable[[], None]] = []

    async def report(self, server_id: int, contribution_id: int) -> Contribution | None:
        """The report by which a burst is claimed; ``None`` if it is gone."""
        async with self._database.reading() as connection:
            return await contribution_of(connection, server_id, contribution_id)

    async def held(self, report: Contribution, film_ids: Sequence[str]) -> list[Contribution]:
        """The held reports that say the same as this one, itself among them if it is held."""
        async with self._database.reading() as connection:
            return await _equal(connection, report, film_ids, contribution.c.held.is_(True))
