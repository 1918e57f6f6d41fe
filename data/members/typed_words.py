"""What members typed into what could not be taken at once, kept for a day to go on with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from data.database import Database
from data.database.retry import unit_of_work
from data.schema import typed_words

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Typed:
    """The form or command, by its action and argument, and what stood in its fields."""

    action: str
    argument: str
    texts: Mapping[str, str]


class TypedWords:
    """Keeps of each member the newest words for each form or command; nobody else gets them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def keep(
        self, user_id: int, action: str, argument: str, texts: Mapping[str, str], now: datetime
    ) -> int:
        """Keep words and return their id; what anybody's was kept for too long goes."""
        table = typed_words.c
        replaced = (table.user_id == user_id) & (table.action == action)
        old = table.typed_at < int((now - KEPT_FOR).timestamp())
        row = insert(typed_words).values(
            user_id=user_id,
            action=action,
            argument=argument,
            texts=json.dumps(dict(texts), ensure_ascii=False),
            typed_at=int(now.timestamp()),
        )
        async with self._database.transaction() as connection:
            await connection.execute(delete(typed_words).where(replaced | old))
            inserted = await connection.execute(row.returning(table.id))
            return int(inserted.scalar_one())

    async def get(self, words_id: int, user_id: int) -> Typed | None:
        """A member's own words; ``None`` if they have none with that id."""
        table = typed_words.c
        row = select(table.action, table.argument, table.texts).where(
            table.id == words_id, table.user_id == user_id
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(row)).one_or_none()
        return None if found is None else Typed(found[0], found[1], json.loads(found[2]))

    @unit_of_work
    async def take(
        self, user_id: int, action: str, argument: str, now: datetime
    ) -> Mapping[str, str] | None:
        """A member's newest words for an action and its argument, which are forgotten then."""
        table = typed_words.c
        theirs = (table.user_id == user_id) & (table.action == action)
        fresh = table.typed_at >= int((now - KEPT_FOR).timestamp())
        rows = select(table.id, table.texts).where(theirs, table.argument == argument, fresh)
        async with self._database.reading() as connection:
            found = (await connection.execute(rows.order_by(table.id.desc()))).first()
        if found is None:
            return None
        async with self._database.transaction() as connection:
            await connection.execute(delete(typed_words).where(table.id == found.id))
        texts: Mapping[str, str] = json.loads(found.texts)
        return texts
