"""Keeps what members add to a theory: evidence, objections, and who follows."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.refusals import EvidenceKnownError, TooManyObjectionsError
from cogs.theories.rules.theory import (
    MOST_OWN_OBJECTIONS,
    Evidence,
    EvidenceItem,
    Objection,
    SourceClass,
    Theory,
)
from cogs.theories.store.rows import held_theory, insert_evidence, mark_for_refresh
from data.database import Database, upsert
from data.database.retry import unit_of_work
from data.schema import theory_backing, theory_evidence, theory_follower, theory_objection
from data.text import HiddenText


class EvidenceStore:
    """Evidence, objections and followers of theories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def add(
        self,
        theory: Theory,
        item: EvidenceItem,
        source_class: SourceClass,
        *,
        author_id: int,
        now: int,
    ) -> int:
        """Add an item and return its id.

        Raises :class:`EvidenceKnownError` for a known link, and :class:`TheoryGoneError`.
        """
        try:
            async with self._database.transaction() as connection:
                await held_theory(connection, theory)
                added = await insert_evidence(
                    connection, theory, item, source_class, author_id=author_id, now=now
                )
                await mark_for_refresh(connection, theory.id, now)
        except IntegrityError as known:
            raise EvidenceKnownError from known
        return added

    @unit_of_work
    async def drop(self, theory: Theory, evidence_id: int, now: int) -> None:
        """Take back an item that could not be shown in its thread."""
        row = delete(theory_evidence).where(theory_evidence.c.id == evidence_id)
        async with self._database.transaction() as connection:
            await connection.execute(row)
            await mark_for_refresh(connection, theory.id, now)

    async def items(self, theory_id: int) -> list[Evidence]:
        """A theory's evidence, best class first, then oldest first."""
        rows = select(theory_evidence.c.source_class, theory_evidence.c.words).where(
            theory_evidence.c.theory_id == theory_id
        )
        async with self._database.reading() as connection:
            ordered = (await connection.execute(rows.order_by(theory_evidence.c.id))).all()
        items = [Evidence(SourceClass[c.upper()], HiddenText(words)) for c, words in ordered]
        ranks = {source_class: rank for rank, source_class in enumerate(SourceClass)}
        return sorted(items, key=lambda item: ranks[item.source_class])

    @unit_of_work
    async def object(
        self, theory: Theory, words: str, *, author_id: int, backs: bool, now: int
    ) -> None:
        """Add an objection; with ``backs`` its author considers it the strongest.

        Raises :class:`TheoryGoneError`, and :class:`TooManyObjectionsError` for one more than
        :data:`MOST_OWN_OBJECTIONS`.
        """
        own = select(func.count()).where(
            theory_objection.c.theory_id == theory.id, theory_objection.c.author_id == author_id
        )
        row = insert(theory_objection).values(
            theory_id=theory.id,
            server_id=theory.server_id,
            author_id=author_id,
            words=words,
            added_at=now,
        )
        async with self._database.transaction() as connection:
            await held_theory(connection, theory)
            if (await connection.scalar(own) or 0) >= MOST_OWN_OBJECTIONS:
                raise TooManyObjectionsError
            added = (await connection.execute(row.returning(theory_objection.c.id))).scalar_one()
            if backs:
                await _back(connection, theory, added, author_id)
            await mark_for_refresh(connection, theory.id, now)

    @unit_of_work
    async def back(self, theory: Theory, objection_id: int, *, user_id: int, now: int) -> bool:
        """Note which objection a member considers a theory's strongest.

        Returns ``False`` if the theory has no such objection. Raises :class:`TheoryGoneError`.
        """
        known = select(theory_objection.c.id).where(
            theory_objection.c.id == objection_id, theory_objection.c.theory_id == theory.id
        )
        async with self._database.transaction() as connection:
            await held_theory(connection, theory)
            if await connection.scalar(known) is None:
                return False
            await _back(connection, theory, objection_id, user_id)
            await mark_for_refresh(connection, theory.id, now)
        return True

    async def theory_of_objection(self, server_id: int, objection_id: int) -> int | None:
        """The id of the theory that an objection in that server is about."""
        row = select(theory_objection.c.theory_id).where(
            theory_objection.c.id == objection_id, theory_objection.c.server_id == server_id
        )
        async with self._database.reading() as connection:
            theory_id: int | None = await connection.scalar(row)
        return theory_id

    async def objections(self, theory_id: int, limit: int) -> list[Objection]:
        """A theory's objections, strongest first: most backed, then oldest."""
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
            ordered = (await connection.execute(rows)).all()
        return [Objection(number, HiddenText(words), count) for number, words, count in ordered]

    @unit_of_work
    async def follow(self, theory: Theory, user_id: int) -> bool:
        """Follow a theory, or stop following it; returns whether the member follows it now.

        Raises :class:`TheoryGoneError`.
        """
        key = (theory_follower.c.theory_id == theory.id) & (theory_follower.c.user_id == user_id)
        async with self._database.transaction() as connection:
            await held_theory(connection, theory)
            stopped = await connection.execute(delete(theory_follower).where(key))
            if stopped.rowcount:
                return False
            await connection.execute(
                upsert(
                    theory_follower,
                    theory_id=theory.id,
                    user_id=user_id,
                    server_id=theory.server_id,
                )
            )
        return True


async def _back(
    connection: AsyncConnection, theory: Theory, objection_id: int, user_id: int
) -> None:
    await connection.execute(
        upsert(
            theory_backing,
            theory_id=theory.id,
            user_id=user_id,
            server_id=theory.server_id,
            objection_id=objection_id,
        )
    )
