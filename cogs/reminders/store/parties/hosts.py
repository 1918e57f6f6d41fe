"""Who may change a party: its host, and its co-hosts in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.hosts import MOST_COHOSTS
from cogs.reminders.rules.parties.parties import Attendance, Party
from cogs.reminders.rules.refusals import NotGoingToHostError, PartyGoneError, TooManyHostsError
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.attendees import attendee, tell
from cogs.reminders.store.parties.work import mark_for_refresh
from cogs.reminders.store.steps import DUE, locked_screening
from data.database import Database, upsert
from data.database.retry import unit_of_work
from data.schema import party as parties
from data.schema import party_cohost as cohosts
from data.schema import reminder as reminders

MOST_ASKED_FOR = 25
"""Attendees who are asked for when a host has left; the others are hardly ever needed."""


class PartyHosts:
    """The hosts of parties in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def hand_over(
        self, party: Party, user_id: int, now: datetime, *, unasked: bool = False
    ) -> None:
        """Make a co-host, or somebody who goes, the host, and tell them.

        Raises :class:`PartyGoneError`, and :class:`NotGoingToHostError` for anybody else. With
        ``unasked`` nothing is raised: the host has left, and the party may be over.
        """
        screening_id = party.screening.id
        async with self._database.transaction(DUE) as connection:
            current = await locked_screening(connection, screening_id)
            is_live = current is not None and current.state == "live"
            if not is_live and not unasked:
                raise PartyGoneError
            member = await attendee(connection, party, user_id, now)
            hosts = (await cohosts_of(connection, [screening_id])).get(screening_id, ())
            if not unasked and user_id not in hosts and member.answer != Attendance.GOING.value:
                raise NotGoingToHostError
            await connection.execute(
                update(parties)
                .where(parties.c.screening_id == screening_id)
                .values(host_id=user_id)
            )
            await _dismiss(connection, screening_id, user_id)
            if is_live:
                await tell(connection, member, Phase.HOST, now)
            await mark_for_refresh(connection, screening_id, epoch(now))

    @unit_of_work
    async def add(self, party: Party, user_id: int, now: datetime) -> None:
        """Make a member a co-host, after those there are; raises :class:`TooManyHostsError`."""
        screening_id = party.screening.id
        async with self._database.transaction(DUE) as connection:
            await locked_screening(connection, screening_id)
            here = cohosts.c.screening_id == screening_id
            others = await connection.scalar(
                select(func.count()).select_from(cohosts).where(here, cohosts.c.user_id != user_id)
            )
            if (others or 0) >= MOST_COHOSTS:
                raise TooManyHostsError
            await connection.execute(
                upsert(
                    cohosts,
                    screening_id=screening_id,
                    user_id=user_id,
                    server_id=party.server_id,
                    added_at=epoch(now),
                )
            )
            await mark_for_refresh(connection, screening_id, epoch(now))

    @unit_of_work
    async def remove(self, party: Party, user_id: int, now: datetime) -> None:
        """Make somebody a co-host no longer."""
        async with self._database.transaction(DUE) as connection:
            await _dismiss(connection, party.screening.id, user_id)
            await mark_for_refresh(connection, party.screening.id, epoch(now))

    async def going(self, party: Party) -> list[int]:
        """Who goes, those first who have been going longest; as many as are asked for."""
        rows = (
            select(reminders.c.user_id)
            .where(
                reminders.c.screening_id == party.screening.id,
                reminders.c.answer == Attendance.GOING.value,
            )
            .order_by(reminders.c.answered_at, reminders.c.id)
            .limit(MOST_ASKED_FOR)
        )
        async with self._database.reading() as connection:
            return list(await connection.scalars(rows))


async def cohosts_of(
    connection: AsyncConnection, screening_ids: Sequence[int]
) -> Mapping[int, tuple[int, ...]]:
    """The co-hosts of parties, in their order."""
    rows = await connection.execute(
        select(cohosts.c.screening_id, cohosts.c.user_id)
        .where(cohosts.c.screening_id.in_(screening_ids))
        .order_by(cohosts.c.added_at, cohosts.c.user_id)
    )
    by_party: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for screening_id, user_id in rows:
        by_party[screening_id] += (user_id,)
    return by_party


async def _dismiss(connection: AsyncConnection, screening_id: int, user_id: int) -> None:
    await connection.execute(
        delete(cohosts).where(cohosts.c.screening_id == screening_id, cohosts.c.user_id == user_id)
    )
