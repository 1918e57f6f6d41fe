"""New contributions: how they are kept, what they replace, and when they are too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.rules.contribution import Contribution, State, added_film_id
from data.contributions.rules.kinds import AddedFilm, Content, Sighting, Timestamp, kind_name, pack
from data.contributions.rules.witnesses import Witness
from data.contributions.store.rows import contributions_where, insert_event
from data.schema import contribution

MOST_OPEN = 100
"""Contributions of one member of a server that may wait for a curator, the timestamps and sightings
of a day among them; more would be a flood."""

DAY = timedelta(days=1)


class TooManyOpenError(Exception):
    """The member has :data:`MOST_OPEN` contributions waiting."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a member adds about a film, which may have gone by several ids, the present one first.

    A new film has none yet: its id is made when it is kept.
    """

    server_id: int
    film_ids: Sequence[str]
    reporter: Witness
    content: Content


async def check_open(connection: AsyncConnection, submission: Submission, now: datetime) -> None:
    """Raise :class:`TooManyOpenError` for a flood."""
    table = contribution.c
    own = (table.server_id == submission.server_id) & (
        table.reporter_id == submission.reporter.user_id
    )
    lasting = table.kind.not_in(("timestamp", "sighting"))
    fresh = lasting | (table.created_at > int((now - DAY).timestamp()))
    statement = select(func.count()).where(own & fresh & (table.state == State.OPEN.value))
    if (await connection.execute(statement)).scalar_one() >= MOST_OPEN:
        raise TooManyOpenError


async def insert_submission(
    connection: AsyncConnection, submission: Submission, now: datetime
) -> int:
    """Keep it; a film gets its id from the contribution's."""
    statement = (
        insert(contribution)
        .values(
            server_id=submission.server_id,
            film_id=submission.film_ids[0] if submission.film_ids else "",
            kind=kind_name(submission.content),
            reporter_id=submission.reporter.user_id,
            content=pack(submission.content),
            state=State.OPEN.value,
            held=False,
            independent=submission.reporter.established,
            party_id=submission.reporter.party_id,
            created_at=int(now.timestamp()),
        )
        .returning(contribution.c.id)
    )
    added_id: int = (await connection.execute(statement)).scalar_one()
    if isinstance(submission.content, AddedFilm):
        film_id = added_film_id(submission.content, added_id)
        key = contribution.c.id == added_id
        await connection.execute(update(contribution).where(key).values(film_id=film_id))
    return added_id


async def replace_older(
    connection: AsyncConnection, newer: Contribution, film_ids: Sequence[str], now: datetime
) -> None:
    """Mark older reports of the member as replaced: timestamps of the same version, sightings."""
    if not isinstance(newer.content, Timestamp | Sighting):
        return
    table = contribution.c
    open_before = (
        (table.server_id == newer.server_id)
        & (table.kind == newer.kind)
        & (table.id != newer.id)
        & (table.reporter_id == newer.reporter.user_id)
        & table.film_id.in_(film_ids)
        & (table.state == State.OPEN.value)
    )
    for older in await contributions_where(connection, open_before):
        if _version(older.content) != _version(newer.content):
            continue
        still_open = (table.id == older.id) & (table.state == State.OPEN.value)
        gone = {"state": State.REPLACED.value, "approved_content": None}
        row = update(contribution).where(still_open).values(**gone)
        if not (await connection.execute(row)).rowcount:
            continue  # a curator has just approved it
        replaced = replace(older, state=State.REPLACED, approved_content=None)
        await insert_event(connection, replaced, "replaced", newer.reporter.user_id, now)


def _version(content: Content) -> str | None:
    return content.version if isinstance(content, Timestamp) else None
