"""Which films a member has marked as seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select

from data.database import Database, upsert
from data.schema import seen_film


class SeenFilms:
    """The films that members have marked; nobody but the member gets to see them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def toggle(self, user_id: int, film_id: str, now: datetime) -> bool:
        """Mark a film, or take the mark away; returns whether it is marked now."""
        row = (seen_film.c.user_id == user_id) & (seen_film.c.film_id == film_id)
        async with self._database.transaction() as connection:
            taken_away = await connection.execute(delete(seen_film).where(row))
            if taken_away.rowcount == 0:
                marked_at = int(now.timestamp())
                mark = upsert(seen_film, user_id=user_id, film_id=film_id, marked_at=marked_at)
                await connection.execute(mark)
        return taken_away.rowcount == 0

    async def has_seen(self, user_id: int, film_id: str) -> bool:
        """Whether a member has marked a film."""
        row = (seen_film.c.user_id == user_id) & (seen_film.c.film_id == film_id)
        async with self._database.reading() as connection:
            return bool(await connection.scalar(select(exists().where(row))))

    async def of_member(self, user_id: int) -> list[tuple[str, int]]:
        """Film ids with the epoch second of the mark, the newest first."""
        rows = (
            select(seen_film.c.film_id, seen_film.c.marked_at)
            .where(seen_film.c.user_id == user_id)
            .order_by(seen_film.c.marked_at.desc(), seen_film.c.film_id)
        )
        async with self._database.reading() as connection:
            return [(film_id, marked_at) for film_id, marked_at in await connection.execute(rows)]

    async def forget(self, user_id: int) -> None:
        """Take all of a member's marks away."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(seen_film).where(seen_film.c.user_id == user_id))
