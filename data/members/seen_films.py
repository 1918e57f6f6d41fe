"""Which films a member has marked as seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select

from data.contributions.rules.contribution import ADDED_MARK, is_added
from data.contributions.store.known_films import KnownFilms
from data.database import Database, upsert
from data.database.retry import unit_of_work
from data.schema import seen_film


class SeenFilms:
    """The films that members have marked; nobody but the member gets to see them.

    A mark follows a film that a server's members added into the catalogue, in every server.
    """

    def __init__(self, database: Database, known: KnownFilms) -> None:
        self._database = database
        self._known = known

    @unit_of_work
    async def toggle(self, user_id: int, film_id: str, now: datetime) -> bool:
        """Mark a film, or take the mark away; returns whether it is marked now."""
        ids = [film_id, *await self._former_ids(user_id, film_id)]
        rows = (seen_film.c.user_id == user_id) & seen_film.c.film_id.in_(ids)
        async with self._database.transaction() as connection:
            taken_away = await connection.execute(delete(seen_film).where(rows))
            if taken_away.rowcount == 0:
                marked_at = int(now.timestamp())
                mark = upsert(seen_film, user_id=user_id, film_id=film_id, marked_at=marked_at)
                await connection.execute(mark)
        return taken_away.rowcount == 0

    async def has_seen(self, user_id: int, film_id: str) -> bool:
        """Whether a member has marked a film."""
        row = (seen_film.c.user_id == user_id) & (seen_film.c.film_id == film_id)
        async with self._database.reading() as connection:
            marked = bool(await connection.scalar(select(exists().where(row))))
        return marked or bool(await self._former_ids(user_id, film_id))

    async def of_member(self, user_id: int) -> list[tuple[str, int]]:
        """Film ids with the epoch second of the mark, the newest first; each film once."""
        marked = await self._marked(user_id)
        present = await self._known.merged(film_id for film_id, _ in marked)
        newest: dict[str, int] = {}
        for film_id, marked_at in marked:
            newest.setdefault(present.get(film_id, film_id), marked_at)
        return list(newest.items())

    async def ids_of(self, user_id: int) -> frozenset[str]:
        """The ids of the films that a member has marked."""
        return frozenset(film_id for film_id, _marked_at in await self.of_member(user_id))

    async def _former_ids(self, user_id: int, film_id: str) -> list[str]:
        """Ids under which a member has marked the film before the catalogue had it."""
        if is_added(film_id):
            return []
        marked = await self._marked(user_id, added=True)
        present = await self._known.merged(former for former, _ in marked)
        return [former for former, now in present.items() if now == film_id]

    async def _marked(self, user_id: int, *, added: bool = False) -> list[tuple[str, int]]:
        """What stands in the table, the newest first; only films that members added, if asked."""
        rows = (
            select(seen_film.c.film_id, seen_film.c.marked_at)
            .where(seen_film.c.user_id == user_id)
            .order_by(seen_film.c.marked_at.desc(), seen_film.c.film_id)
        )
        if added:
            rows = rows.where(seen_film.c.film_id.contains(ADDED_MARK))
        async with self._database.reading() as connection:
            return [(film_id, marked_at) for film_id, marked_at in await connection.execute(rows)]
