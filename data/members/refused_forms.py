"""What members typed into forms that were refused, kept for a day to be corrected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from data.database import Database
from data.database.retry import unit_of_work
from data.schema import refused_form

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """The form, by its action and argument, and what stood in its fields."""

    action: str
    argument: str
    texts: Mapping[str, str]


class RefusedForms:
    """Keeps of each member the newest refused answers to each form; nobody else gets them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def keep(
        self, user_id: int, action: str, argument: str, texts: Mapping[str, str], now: datetime
    ) -> int:
        """Keep answers and return their id; what anybody's was kept for too long goes."""
        table = refused_form.c
        replaced = (table.user_id == user_id) & (table.action == action)
        old = table.refused_at < int((now - KEPT_FOR).timestamp())
        row = insert(refused_form).values(
            user_id=user_id,
            action=action,
            argument=argument,
            texts=json.dumps(dict(texts), ensure_ascii=False),
            refused_at=int(now.timestamp()),
        )
        async with self._database.transaction() as connection:
            await connection.execute(delete(refused_form).where(replaced | old))
            inserted = await connection.execute(row.returning(table.id))
            return int(inserted.scalar_one())

    async def get(self, refused_id: int, user_id: int) -> RefusedForm | None:
        """A member's own answers; ``None`` if they have none with that id."""
        table = refused_form.c
        row = select(table.action, table.argument, table.texts).where(
            table.id == refused_id, table.user_id == user_id
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(row)).one_or_none()
        return None if found is None else RefusedForm(found[0], found[1], json.loads(found[2]))
