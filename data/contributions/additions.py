"""Keeps a new contribution: what it replaces, and whether it is one of too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.catalogue.slugs import slug
from data.contributions.contribution import Contribution, State
from data.contributions.kinds import AddedFilm, Content, Timestamp, kind_of, pack
from data.contributions.rows import contributions_where
from data.contributions.witnesses import Witness
from data.schema import contribution, contribution_event

MOST_OPEN = 100
"""Contributions of one member of a server that may wait for a curator, the timestamps of a day
among them; more would be a flood."""

DAY = timedelta(days=1)


ADDED_MARK = "."
"""Stands in the id of every film that a member added, and in no id of the catalogue."""


class TooManyOpenError(Exception):
    """The member has :data:`MOST_OPEN` contributions waiting."""


@dataclass(frozen=True, slots=True)
class New:
    """What somebody adds about the film of these ids: the one that it has, then earlier ones.

    A new film's id is made when it is kept: it comes without any.
    """

    server_id: int
    film_ids: Sequence[str]
    reporter: Witness
    content: Content


async def one_of(
    connection: AsyncConnection, server_id: int, contribution_id: int
) -> Contribution | None:
    """One contribution of a server."""
    table = contribution.c
    condition = (table.server_id == server_id) & (table.id == contribution_id)
    found = await contributions_where(connection, condition)
    return found[0] if found else None


async def check_open(connection: AsyncConnection, new: New, now: datetime) -> None:
    """Raise :class:`TooManyOpenError` for a flood."""
    table = contribution.c
    mine = (table.server_id == new.server_id) & (table.reporter_id == new.reporter.user_id)
    fresh = (table.kind != "timestamp") | (table.created_at > int((now - DAY).timestamp()))
    statement = select(func.count()).where(mine & fresh & (table.state == State.OPEN.value))
    if (await connection.execute(statement)).scalar_one() >= MOST_OPEN:
        raise TooManyOpenError


async def insert_new(connection: AsyncConnection, new: New, now: datetime) -> int:
    """Keep it; a film gets its id from the contribution's."""
    statement = (
        insert(contribution)
        .values(
            server_id=new.server_id,
            film_id=new.film_ids[0] if new.film_ids else "",
            kind=kind_of(new.content),
            reporter_id=new.reporter.user_id,
            content=pack(new.content),
            state=State.OPEN.value,
            held=False,
            independent=new.reporter.established,
            party_id=new.reporter.party_id,
            created_at=int(now.timestamp()),
        )
        .returning(contribution.c.id)
    )
    added_id: int = (await connection.execute(statement)).scalar_one()
    if isinstance(new.content, AddedFilm):
        film_id = added_film_id(new.content, added_id)
        key = contribution.c.id == added_id
        await connection.execute(update(contribution).where(key).values(film_id=film_id))
    return added_id


def added_film_id(film: AddedFilm, contribution_id: int) -> str:
    """A slug with the contribution's number behind it."""
    own = f"{ADDED_MARK}{contribution_id}"
    return slug(film.title, film.year, own) or f"film-{film.year}{own}"


def is_added(film_id: str) -> bool:
    """Whether an id was given to a film that a member added, and not by the catalogue."""
    return ADDED_MARK in film_id


async def log(
    connection: AsyncConnection, one: Contribution, action: str, actor_id: int, now: datetime
) -> None:
    """Write a step of a contribution's history."""
    await connection.execute(
        insert(contribution_event).values(
            contribution_id=one.id,
            server_id=one.server_id,
            actor_id=actor_id,
            action=action,
            content=pack(one.content),
            state=one.state.value,
            done_at=int(now.timestamp()),
        )
    )


async def replace_older(
    connection: AsyncConnection, one: Contribution, film_ids: Sequence[str], now: datetime
) -> None:
    """Let a member's newer timestamp of a version stand for the older ones."""
    if not isinstance(one.content, Timestamp):
        return
    table = contribution.c
    mine = (
        (table.server_id == one.server_id)
        & (table.kind == one.kind)
        & (table.id != one.id)
        & (table.reporter_id == one.reporter.user_id)
        & table.film_id.in_(film_ids)
        & (table.state == State.OPEN.value)
    )
    for other in await contributions_where(connection, mine):
        content = other.content
        if not isinstance(content, Timestamp) or content.version != one.content.version:
            continue
        key = table.id == other.id
        await connection.execute(update(contribution).where(key).values(state=State.REPLACED.value))
        replaced = await one_of(connection, one.server_id, other.id)
        if replaced is not None:
            await log(connection, replaced, "replaced", one.reporter.user_id, now)
