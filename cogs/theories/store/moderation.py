"""Keeps what moderators decide: on held ballots, and who did what with a theory and why."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update

from cogs.theories.rules.theory import AGREED, PROPOSED, Deed, Theory
from cogs.theories.store.rows import lock_server, mark_for_refresh
from cogs.theories.store.weights import refresh_voter_records
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import theory as theories
from data.schema import theory_ballot, theory_deed, theory_resolution


class ModerationStore:
    """Held ballots and the record of deeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def release(self, theory: Theory, now: int) -> int:
        """Count the held ballots, or the void ones if none is held; returns how many."""
        values = {"state": "counted", "cleared": True}
        return await self._decide(theory, ("held", "void"), values, now)

    async def void(self, theory: Theory, now: int) -> int:
        """Discard the held ballots, or the released ones if none is held; returns how many."""
        values = {"state": "void", "cleared": False}
        return await self._decide(theory, ("held", "counted"), values, now)

    @unit_of_work
    async def _decide(
        self, theory: Theory, states: tuple[str, str], values: dict[str, Any], now: int
    ) -> int:
        ballots = theory_ballot.c
        reviewed = or_(ballots.state != "counted", ballots.cleared)
        async with self._database.transaction() as connection:
            await lock_server(connection, theory.server_id)
            voters: list[int] = []
            for state in states:
                rows = update(theory_ballot).where(
                    ballots.theory_id == theory.id, ballots.state == state, reviewed
                )
                moved = await connection.scalars(rows.values(**values).returning(ballots.user_id))
                voters = list(moved)
                if voters:
                    break
            settled = update(theories).where(theories.c.id == theory.id)
            await connection.execute(settled.values(held_since=None, alert_due=None))
            await refresh_voter_records(connection, theory.server_id, voters)
            await mark_for_refresh(connection, theory.id, now)
        return len(voters)

    @unit_of_work
    async def note(
        self, theory: Theory, moderator_id: int, action: str, reason: str, now: int
    ) -> int:
        """Note what a moderator did with a theory and why; returns the entry's id."""
        row = insert(theory_deed).values(
            server_id=theory.server_id,
            number=theory.number,
            moderator_id=moderator_id,
            action=action,
            reason=reason,
            done_at=now,
        )
        async with self._database.transaction() as connection:
            added: int = (await connection.execute(row.returning(theory_deed.c.id))).scalar_one()
        return added

    @unit_of_work
    async def take_back(self, deed_id: int) -> None:
        """Forget an entry of what was refused after all."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(theory_deed).where(theory_deed.c.id == deed_id))

    async def deed(self, server_id: int, deed_id: int) -> Deed | None:
        """An entry of that server by its id."""
        row = select(theory_deed).where(
            theory_deed.c.id == deed_id, theory_deed.c.server_id == server_id
        )
        async with self._database.reading() as connection:
            entry = (await connection.execute(row)).one_or_none()
        return None if entry is None else _deed_from(entry)

    async def history(self, theory: Theory, limit: int) -> list[Deed]:
        """What was done with a theory, the latest first; the reason of a resolution is its link."""
        deeds = select(theory_deed).where(
            theory_deed.c.server_id == theory.server_id, theory_deed.c.number == theory.number
        )
        proposals = select(theory_resolution).where(theory_resolution.c.theory_id == theory.id)
        async with self._database.reading() as connection:
            noted = (await connection.execute(deeds.order_by(theory_deed.c.id.desc()))).all()
            proposed = (await connection.execute(proposals)).all()
        number = theory.number or 0
        history = [_deed_from(entry) for entry in noted]
        for row in proposed:
            if row.effective_at is not None and row.seconder_id is not None:
                agreed = (number, row.seconder_id, AGREED, "", row.effective_at, row.outcome)
                history.append(Deed(*agreed))
            asked = (number, row.proposer_id, PROPOSED, row.source, row.proposed_at, row.outcome)
            history.append(Deed(*asked))
        return sorted(history, key=lambda deed: deed.done_at, reverse=True)[:limit]


def _deed_from(row: Row[Any]) -> Deed:
    return Deed(row.number, row.moderator_id, row.action, row.reason, row.done_at)
