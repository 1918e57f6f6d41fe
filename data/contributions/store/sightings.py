"""Reads what members saw, film by film, and keeps how right they turned out.

There are many of these: a premiere has thousands in a night. So only what is needed is read of each
row, and only of films of which no other source tells everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from data.catalogue.verdict import Position
from data.contributions.rules.agreement import Voice, said_in
from data.contributions.rules.contribution import State
from data.contributions.rules.kinds import LIVE_FORM, Content, Sighting, Timestamp, unpack
from data.contributions.rules.revisions import in_own_server
from data.contributions.rules.sightings import squared_error
from data.contributions.rules.witnesses import Witness, is_server_established
from data.contributions.store.rows import PORTION, contributions_where
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import contribution, server_setting
from data.trust.weight import TrackRecord

c = contribution.c

KEPT_APART = "shares_sightings"
"""The server's setting that says whether what its members saw counts in other servers."""

_STANDING = c.state.in_((State.OPEN.value, State.APPROVED.value)) & ~c.held
_SIGHTINGS = (c.kind == "sighting") & _STANDING
_TIMESTAMPS = (c.kind == "timestamp") & _STANDING

Voices = dict[str, list[Voice]]
"""Voices by the ids of films under which they were given."""


class Sightings:
    """What members of all servers saw."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def films(self, server_id: int | None = None) -> list[str]:
        """The ids of the films that members of a server, or of any, have seen or timed."""
        seen = c.kind.in_(("sighting", "timestamp"))
        async with self._database.reading() as connection:
            rows = select(c.film_id).where(seen, _of(server_id)).distinct()
            return sorted(await connection.scalars(rows))

    async def voices(self, film_ids: Sequence[str], server_id: int) -> Voices:
        """What independent members of a server say of these films."""
        voices: Voices = defaultdict(list)
        async with self._database.reading() as connection:
            for there in _portions(film_ids):
                for film_id, voice in await _read(connection, _of(server_id) & there):
                    voices[film_id].append(voice)
        return voices

    async def shared_voices(self, film_ids: Sequence[str], now: int) -> Voices:
        """What independent members say of these films that may count in other servers.

        That is what was said in an established server which shares it, and in which no rush for
        the film waits for a curator.
        """
        voices: Voices = defaultdict(list)
        async with self._database.reading() as connection:
            apart = await _kept_apart(connection)
            for there in _portions(film_ids):
                rushes = await _rushes(connection, there)
                for film_id, voice in await _read(connection, there):
                    server_id = voice.server_id
                    if (
                        server_id not in apart
                        and (film_id, server_id) not in rushes
                        and is_server_established(server_id, now)
                    ):
                        voices[film_id].append(voice)
        return voices

    @unit_of_work
    async def score(self, told: Mapping[str, Mapping[Position, bool]]) -> int:
        """Keep how right sightings were of films of which sources have told by now.

        ``told`` are the positions with and without a scene, by the ids that films were reported
        under; a film that is not among them is not known. Done again it changes nothing. Returns
        how many sightings have another score than before.
        """
        groups = (
            select(c.film_id, c.content, c.squared_error)
            .where(c.kind == "sighting")
            .group_by(c.film_id, c.content, c.squared_error)
        )
        changed = 0
        async with self._database.transaction() as connection:
            for film_id, content, kept in (await connection.execute(groups)).all():
                error = _error(content, told.get(film_id, {}))
                if error == kept:
                    continue
                rows = (
                    (c.kind == "sighting")
                    & (c.film_id == film_id)
                    & (c.content == content)
                    & c.squared_error.is_not_distinct_from(kept)
                )
                statement = update(contribution).where(rows).values(squared_error=error)
                changed += (await connection.execute(statement)).rowcount
        return changed

    async def worth(self, server_id: int, film_ids: Sequence[str]) -> tuple[int, int]:
        """How many of a server say that a film's scenes were worth the wait, and of how many."""
        rows = select(c.content, func.count()).where(
            _SIGHTINGS, _of(server_id), c.independent, c.film_id.in_(film_ids)
        )
        answers = {True: 0, False: 0, None: 0}
        async with self._database.reading() as connection:
            for content, count in await connection.execute(rows.group_by(c.content)):
                answers[_sighting(content).worth] += count
        return answers[True], answers[True] + answers[False]


def _of(server_id: int | None) -> ColumnElement[bool]:
    return c.id > 0 if server_id is None else c.server_id == server_id


async def _kept_apart(connection: AsyncConnection) -> Collection[int]:
    setting = server_setting.c
    rows = select(setting.server_id).where(setting.name == KEPT_APART, setting.value == "false")
    return set(await connection.scalars(rows))


def _portions(film_ids: Sequence[str]) -> list[ColumnElement[bool]]:
    parts = (film_ids[first : first + PORTION] for first in range(0, len(film_ids), PORTION))
    return [c.film_id.in_(part) for part in parts]


async def _rushes(
    connection: AsyncConnection, there: ColumnElement[bool]
) -> Collection[tuple[str, int]]:
    """The films and servers in which sightings are held, until a curator has looked."""
    held = (c.kind == "sighting") & c.held & (c.state == State.OPEN.value)
    rows = select(c.film_id, c.server_id).where(held, there).distinct()
    return {(film_id, server_id) for film_id, server_id in await connection.execute(rows)}


async def _read(connection: AsyncConnection, there: ColumnElement[bool]) -> list[tuple[str, Voice]]:
    """The voices of a condition, oldest first, each with its film's id."""
    said = [*await _sightings(connection, there), *await _timestamps(connection, there)]
    said.sort(key=lambda one: one.said_at)
    records = await _records(connection, there)
    return [
        (
            one.film_id,
            Voice(
                one.server_id,
                one.witness,
                answers,
                records.get(one.witness.user_id, TrackRecord()).weight,
                one.said_at,
            ),
        )
        for one in said
        if (answers := said_in(one.content)) is not None
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    film_id: str
    server_id: int
    witness: Witness
    content: Content
    said_at: int


async def _sightings(connection: AsyncConnection, there: ColumnElement[bool]) -> list[_Said]:
    columns = (c.film_id, c.server_id, c.reporter_id, c.party_id, c.content, c.created_at)
    rows = select(*columns).where(_SIGHTINGS, there, c.independent).order_by(c.id)
    return [
        _Said(
            film_id,
            server_id,
            Witness(user_id, established=True, party_id=party_id),
            _sighting(content),
            said_at,
        )
        for film_id, server_id, user_id, party_id, content, said_at in await connection.execute(
            rows
        )
    ]


async def _timestamps(connection: AsyncConnection, there: ColumnElement[bool]) -> list[_Said]:
    """The timestamps that were tapped in the dark, by everybody who vouches for them."""
    standing = map(in_own_server, await contributions_where(connection, _TIMESTAMPS & there))
    return [
        _Said(
            one.film_id,
            one.server_id,
            witness,
            one.content,
            int(one.created_at.timestamp()),
        )
        for one in standing
        if isinstance(one.content, Timestamp) and one.content.method == LIVE_FORM
        for witness in one.witnesses
        if witness.established
    ]


async def _records(
    connection: AsyncConnection, there: ColumnElement[bool]
) -> dict[int, TrackRecord]:
    """The records of those who saw these films, over all films and servers."""
    reporters = select(c.reporter_id).where(_SIGHTINGS, there)
    rows = (
        select(
            c.reporter_id,
            func.count(),
            func.count(c.squared_error),
            func.coalesce(func.sum(c.squared_error), 0.0),
        )
        .where(_SIGHTINGS, c.reporter_id.in_(reporters))
        .group_by(c.reporter_id)
    )
    return {
        user_id: TrackRecord(counted, scored, squared_error)
        for user_id, counted, scored, squared_error in await connection.execute(rows)
    }


@lru_cache(maxsize=256)
def _sighting(text: str) -> Sighting:
    """A sighting of its JSON; there are few different ones."""
    content: Content = unpack("sighting", text)
    if not isinstance(content, Sighting):
        raise TypeError("Something else is kept as a sighting.")
    return content


def _error(content: str, told: Mapping[Position, bool]) -> float | None:
    return squared_error(_sighting(content), told)
