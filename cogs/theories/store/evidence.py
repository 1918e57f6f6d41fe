"""Keeps what members add to a theory: evidence, objections, and who follows."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.evidence import Item
from cogs.theories.rules.refusals import EvidenceKnownError
from cogs.theories.rules.theory import Evidence, Objection, SourceClass, Theory
from cogs.theories.store.rows import mark_for_refresh
from data.database import Database, upsert
from data.schema import theory_backing, theory_evidence, theory_follower, theory_objection
from data.text import HiddenText


async def insert_evidence(
    connection: AsyncConnection,
    of: Theory,
    item: Item,
    source_class: SourceClass,
    *,
    author_id: int,
    now: int,
) -> int:
    """Add an item within a transaction; gives its id.

    Raises SQLAlchemy's ``IntegrityError`` for a link that the theory has already.
    """
    row = insert(theory_evidence).values(
        theory_id=of.id,
        server_id=of.server_id,
        author_id=author_id,
        source_class=source_class.key,
        words=item.words,
        link_hash=item.link_hash,
        host=item.host,
        added_at=now,
    )
    added: int = (await connection.execute(row.returning(theory_evidence.c.id))).scalar_one()
    return added


class EvidenceStore:
    """Evidence, objections and followers of theories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, of: Theory, item: Item, source_class: SourceClass, *, author_id: int, now: int
    ) -> int:
        """Add an item and give its id; raises :class:`EvidenceKnownError` for a known link."""
        try:
            async with self._database.transaction() as connection:
                added = await insert_evidence(
                    connection, of, item, source_class, author_id=author_id, now=now
                )
                await mark_for_refresh(connection, of.id, now)
        except IntegrityError as known:
            raise EvidenceKnownError from known
        return added

    async def drop(self, of: Theory, evidence_id: int, now: int) -> None:
        """Take back an item that could not be shown in its thread."""
        row = delete(theory_evidence).where(theory_evidence.c.id == evidence_id)
        async with self._database.transaction() as connection:
            await connection.execute(row)
            await mark_for_refresh(connection, of.id, now)

    async def items(self, theory_id: int) -> list[Evidence]:
        """The evidence, best class first, then oldest first."""
        rows = select(theory_evidence.c.source_class, theory_evidence.c.words).where(
            theory_evidence.c.theory_id == theory_id
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows.order_by(theory_evidence.c.id))).all()
        items = [Evidence(SourceClass[c.upper()], HiddenText(words)) for c, words in found]
        ranks = {source_class: rank for rank, source_class in enumerate(SourceClass)}
        return sorted(items, key=lambda item: ranks[item.source_class])

    async def object(
        self, of: Theory, words: str, *, author_id: int, backs: bool, now: int
    ) -> None:
        """Add an objection; ``backs`` makes its author hold it to be the strongest."""
        row = insert(theory_objection).values(
            theory_id=of.id,
            server_id=of.server_id,
            author_id=author_id,
            words=words,
            added_at=now,
        )
        async with self._database.transaction() as connection:
            added = (await connection.execute(row.returning(theory_objection.c.id))).scalar_one()
            if backs:
                await _back(connection, of, added, author_id)
            await mark_for_refresh(connection, of.id, now)

    async def back(self, of: Theory, objection_id: int, *, user_id: int, now: int) -> bool:
        """Hold an objection of that theory to be its strongest; ``False`` if it has no such."""
        known = select(theory_objection.c.id).where(
            theory_objection.c.id == objection_id, theory_objection.c.theory_id == of.id
        )
        async with self._database.transaction() as connection:
            if await connection.scalar(known) is None:
                return False
            await _back(connection, of, objection_id, user_id)
            await mark_for_refresh(connection, of.id, now)
        return True

    async def theory_of_objection(self, server_id: int, objection_id: int) -> int | None:
        """The id of the theory that an objection in that server is about."""
        row = select(theory_objection.c.theory_id).where(
            theory_objection.c.id == objection_id, theory_objection.c.server_id == server_id
        )
        async with self._database.reading() as connection:
            found: int | None = await connection.scalar(row)
        return found

    async def objections(self, theory_id: int, limit: int) -> list[Objection]:
        """The objections, strongest first: most backed, then oldest."""
        backers = func.count(theory_backing.c.user_id)
        rows = (
            select(theory_objection.c.id, theory_objection.c.words, backers)
            .outerjoin(theory_backing, theory_backing.c.objection_id == theory_objection.c.id)
            .where(theory_objection.c.theory_id == theory_id)
            .group_by(theory_objection.c.id, theory_objection.c.words)
            .order_by(backers.desc(), theory_objection.c.id)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).all()
        return [Objection(number, HiddenText(words), count) for number, words, count in found]

    async def follow(self, of: Theory, user_id: int) -> bool:
        """Follow a theory, or stop following it; tells whether the member follows it now."""
        key = (theory_follower.c.theory_id == of.id) & (theory_follower.c.user_id == user_id)
        async with self._database.transaction() as connection:
            gone = await connection.execute(delete(theory_follower).where(key))
            if gone.rowcount:
                return False
            await connection.execute(
                upsert(theory_follower, theory_id=of.id, user_id=user_id, server_id=of.server_id)
            )
        return True


async def _back(connection: AsyncConnection, of: Theory, objection_id: int, user_id: int) -> None:
    await connection.execute(
        upsert(
            theory_backing,
            theory_id=of.id,
            user_id=user_id,
            server_id=of.server_id,
            objection_id=objection_id,
        )
    )
