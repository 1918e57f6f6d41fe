"""Keeps what moderators decide: what becomes of held ballots, and who did what, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from cogs.theories.rules.theory import Theory
from cogs.theories.store.rows import lock_server, mark_for_refresh
from cogs.theories.store.weights import refresh_standing
from data.database import Database
from data.schema import theory, theory_ballot, theory_deed, theory_resolution


@dataclass(frozen=True, slots=True)
class Deed:
    """What a moderator or curator did with the theory of that number, and why."""

    number: int
    moderator_id: int | None
    action: str
    reason: str
    done_at: int


class ModerationStore:
    """Held ballots and the record of deeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def release(self, about: Theory, now: int) -> int:
        """Count the held ballots; without any, the void ones. Gives how many."""
        values = {"state": "counted", "cleared": True}
        return await self._decide(about, ("held", "void"), values, now)

    async def void(self, about: Theory, now: int) -> int:
        """Discard the held ballots; without any, the ones released before. Gives how many."""
        values = {"state": "void", "cleared": False}
        return await self._decide(about, ("held", "counted"), values, now)

    async def _decide(
        self, about: Theory, states: tuple[str, str], values: dict[str, Any], now: int
    ) -> int:
        ballots = theory_ballot.c
        reviewed = or_(ballots.state != "counted", ballots.cleared)
        async with self._database.transaction() as connection:
            await lock_server(connection, about.server_id)
            voters: list[int] = []
            for state in states:
                rows = update(theory_ballot).where(
                    ballots.theory_id == about.id, ballots.state == state, reviewed
                )
                moved = await connection.scalars(rows.values(**values).returning(ballots.user_id))
                voters = list(moved)
                if voters:
                    break
            settled = update(theory).where(theory.c.id == about.id)
            await connection.execute(settled.values(held_since=None, alert_due=None))
            await refresh_standing(connection, about.server_id, voters)
            await mark_for_refresh(connection, about.id, now)
        return len(voters)

    async def note(
        self, about: Theory, moderator_id: int, action: str, reason: str, now: int
    ) -> int:
        """Keep what a moderator did with a theory and why; gives the entry's id."""
        row = insert(theory_deed).values(
            server_id=about.server_id,
            number=about.number,
            moderator_id=moderator_id,
            action=action,
            reason=reason,
            done_at=now,
        )
        async with self._database.transaction() as connection:
            added: int = (await connection.execute(row.returning(theory_deed.c.id))).scalar_one()
        return added

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
            kept = (await connection.execute(row)).one_or_none()
        if kept is None:
            return None
        return Deed(kept.number, kept.moderator_id, kept.action, kept.reason, kept.done_at)

    async def history(self, about: Theory, limit: int) -> list[Deed]:
        """What was done with a theory, the latest first; the reason of a resolution is its link."""
        deeds = select(theory_deed).where(
            theory_deed.c.server_id == about.server_id, theory_deed.c.number == about.number
        )
        proposals = select(theory_resolution).where(theory_resolution.c.theory_id == about.id)
        async with self._database.reading() as connection:
            noted = (await connection.execute(deeds.order_by(theory_deed.c.id.desc()))).all()
            proposed = (await connection.execute(proposals)).all()
        number = about.number or 0
        found = [Deed(number, d.moderator_id, d.action, d.reason, d.done_at) for d in noted]
        for row in proposed:
            if row.effective_at is not None and row.seconder_id is not None:
                agreed = f"agreed: {row.outcome}"
                found.append(Deed(number, row.seconder_id, agreed, "", row.effective_at))
            asked = f"proposed: {row.outcome}"
            found.append(Deed(number, row.proposer_id, asked, row.source, row.proposed_at))
        return sorted(found, key=lambda deed: deed.done_at, reverse=True)[:limit]
