"""Holds bursts of equal reports by new accounts, and remembers whom to tell of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.kinds import AddedFilm, Sighting
from data.contributions.rules.witnesses import BURST, BURST_WINDOW, says_same
from data.contributions.store.rows import contributions_where, instant
from data.database import Database
from data.database.due import due_keys, next_instant
from data.database.retry import unit_of_work
from data.schema import contribution
from data.trust.rushes import WINDOWS, Traffic, is_rush, usual_from

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Bursts worked on in one go."""

LEASE = 60
"""Seconds for which claimed work is its claimant's alone."""


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


async def _readable(connection: AsyncConnection, contribution_id: int) -> list[Contribution]:
    """A contribution, or none where the row cannot be read: it must not keep others from theirs."""
    try:
        return await contributions_where(connection, contribution.c.id == contribution_id)
    except (KeyError, TypeError, ValueError):
        log.exception("Contribution %d cannot be read; nobody is told of it", contribution_id)
        return []


class HeldBursts:
    """Bursts of which moderators have not been told yet; it outlives a restart.

    What is due is that of the servers of this process's shards. ``after_hold`` are called when a
    report has been held.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.after_hold: list[Callable[[], None]] = []

    async def next_due(self) -> int | None:
        """The epoch second of the next one, ``None`` if there is none."""
        async with self._database.reading() as connection:
            return await next_instant(connection, self._database.shards, contribution.c.alert_due)

    @unit_of_work
    async def claim(self, now: int) -> list[Contribution]:
        """A report of each burst of which moderators are to be told now.

        It is nobody else's for :data:`LEASE`; then it is due again, unless it is :meth:`done`.
        """
        table = contribution.c
        due = due_keys(self._database.shards, table.alert_due, now, AT_ONCE)
        claimed = (
            update(contribution)
            .where(table.id.in_(due), table.alert_due <= now)
            .values(alert_due=now + LEASE)
            .returning(table.id)
        )
        async with self._database.transaction() as connection:
            ids = sorted(await connection.scalars(claimed))
            reports = [report for id_ in ids for report in await _readable(connection, id_)]
            unreadable = set(ids) - {report.id for report in reports}
            if unreadable:
                given_up = update(contribution).where(table.id.in_(unreadable))
                await connection.execute(given_up.values(alert_due=None))
        self._database.tally.claims["bursts"] += len(ids)
        return reports

    @unit_of_work
    async def done(self, report: Contribution, claimed: int) -> None:
        """Note that moderators were told of what was claimed at that instant."""
        table = contribution.c
        mine = (table.id == report.id) & (table.alert_due == claimed + LEASE)
        async with self._database.transaction() as connection:
            await connection.execute(update(contribution).where(mine).values(alert_due=None))

    @unit_of_work
    async def put_back(self, report: Contribution, due: int) -> None:
        """Have moderators told of it at another instant."""
        row = update(contribution).where(contribution.c.id == report.id).values(alert_due=due)
        async with self._database.transaction() as connection:
            await connection.execute(row)

    async def held(self, report: Contribution, film_ids: Sequence[str]) -> list[Contribution]:
        """The held reports that say the same as this one, itself among them if it is held."""
        async with self._database.reading() as connection:
            return await _equal(connection, report, film_ids, contribution.c.held.is_(True))
