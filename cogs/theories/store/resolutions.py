"""Keeps resolutions: proposed by one curator, agreed to by another, ended by re-opening."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.credibility import Band, credibility
from cogs.theories.rules.refusals import ProposalGoneError
from cogs.theories.rules.theory import RESOLVABLE, Outcome, Resolution, SourceClass, Status, Theory
from cogs.theories.store.ballots import read_votes
from cogs.theories.store.rows import held_theory, lock_server, mark_for_refresh
from cogs.theories.store.weights import refresh_voter_records
from data.database import Database
from data.database.retry import unit_of_work
from data.schema import theory as theories
from data.schema import theory_ballot, theory_resolution
from data.text import HiddenText

_PENDING = and_(theory_resolution.c.effective_at.is_(None), theory_resolution.c.ended_at.is_(None))
_EFFECTIVE = and_(
    theory_resolution.c.effective_at.is_not(None), theory_resolution.c.ended_at.is_(None)
)


class ResolutionStore:
    """Resolutions, by theory or by their own id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def propose(
        self,
        theory: Theory,
        outcome: Outcome,
        source: str,
        source_class: SourceClass,
        *,
        proposer_id: int,
        now: int,
    ) -> int:
        """Propose a resolution and return its id; it replaces one that nobody has agreed to.

        Raises :class:`TheoryGoneError`.
        """
        stale = update(theory_resolution).where(
            theory_resolution.c.theory_id == theory.id, _PENDING
        )
        row = insert(theory_resolution).values(
            theory_id=theory.id,
            server_id=theory.server_id,
            outcome=outcome.value,
            source=source,
            source_class=source_class.key,
            proposer_id=proposer_id,
            proposed_at=now,
        )
        async with self._database.transaction() as connection:
            await held_theory(connection, theory)
            await connection.execute(stale.values(ended_at=now))
            returned = await connection.execute(row.returning(theory_resolution.c.id))
            added: int = returned.scalar_one()
        return added

    @unit_of_work
    async def take_back(self, theory: Theory, resolution_id: int, now: int) -> None:
        """Forget a proposal made ``now`` that could not be shown; what it replaced stands again."""
        table = theory_resolution.c
        shown = delete(theory_resolution).where(table.id == resolution_id, _PENDING)
        replaced = update(theory_resolution).where(
            table.theory_id == theory.id, table.effective_at.is_(None), table.ended_at == now
        )
        async with self._database.transaction() as connection:
            await connection.execute(shown)
            await connection.execute(replaced.values(ended_at=None))

    @unit_of_work
    async def put_into_effect(
        self, theory: Theory, resolution_id: int, *, seconder_id: int | None, now: int
    ) -> None:
        """Resolve a theory as proposed; records, weights and followers follow from it.

        The credibility that the theory had is kept with the resolution: the weights that follow
        from the outcome would make everybody look wise. Raises :class:`ProposalGoneError`.
        """
        pending = update(theory_resolution).where(
            theory_resolution.c.id == resolution_id,
            theory_resolution.c.theory_id == theory.id,
            _PENDING,
        )
        async with self._database.transaction() as connection:
            await lock_server(connection, theory.server_id)
            votes = (await read_votes(connection, [theory.id])).get(theory.id, [])
            present = credibility(votes)
            settled = await connection.execute(
                pending.values(
                    effective_at=now,
                    seconder_id=seconder_id,
                    ballots=present.ballots,
                    score=present.score if present.shown else None,
                    margin=present.margin if present.shown else None,
                ).returning(theory_resolution.c.outcome)
            )
            outcome = settled.scalar_one_or_none()
            if outcome is None:
                raise ProposalGoneError
            resolved = update(theories).where(
                theories.c.id == theory.id,
                theories.c.status.in_([s.value for s in RESOLVABLE]),
            )
            changed = await connection.execute(
                resolved.values(status=Status.RESOLVED.value, outcome=outcome, announce_due=now)
            )
            if not changed.rowcount:
                raise ProposalGoneError
            await _after_outcome(connection, theory, now)

    @unit_of_work
    async def reopen(self, theory: Theory, now: int) -> bool:
        """Make a resolved theory a hypothesis again; the resolution stays in the history."""
        ended = update(theory_resolution).where(
            theory_resolution.c.theory_id == theory.id, _EFFECTIVE
        )
        opened = update(theories).where(
            theories.c.id == theory.id, theories.c.status == Status.RESOLVED.value
        )
        async with self._database.transaction() as connection:
            await lock_server(connection, theory.server_id)
            changed = await connection.execute(
                opened.values(status=Status.OPEN.value, outcome=None, announce_due=None)
            )
            if not changed.rowcount:
                return False
            await connection.execute(ended.values(ended_at=now))
            await _after_outcome(connection, theory, now)
        return True

    async def resolution(self, server_id: int, resolution_id: int) -> Resolution | None:
        """A resolution of a theory in that server by its id."""
        return await self._resolution(
            and_(
                theory_resolution.c.id == resolution_id,
                theory_resolution.c.server_id == server_id,
            )
        )

    async def resolution_of(self, theory_id: int) -> Resolution | None:
        """The resolution that a theory has at present."""
        return await self._resolution(and_(theory_resolution.c.theory_id == theory_id, _EFFECTIVE))

    async def bands(self, theory_ids: Sequence[int]) -> dict[int, Band]:
        """The scores with which those of these theories that are resolved were resolved."""
        rows = select(
            theory_resolution.c.theory_id, theory_resolution.c.score, theory_resolution.c.margin
        ).where(
            theory_resolution.c.theory_id.in_(theory_ids),
            theory_resolution.c.score.is_not(None),
            _EFFECTIVE,
        )
        async with self._database.reading() as connection:
            scored = (await connection.execute(rows)).all()
        return {theory_id: Band(score, margin) for theory_id, score, margin in scored}

    async def _resolution(self, condition: ColumnElement[bool]) -> Resolution | None:
        rows = select(theory_resolution).where(condition)
        async with self._database.reading() as connection:
            row = (await connection.execute(rows)).one_or_none()
        if row is None:
            return None
        return Resolution(
            id=row.id,
            theory_id=row.theory_id,
            outcome=Outcome(row.outcome),
            source=HiddenText(row.source),
            source_class=SourceClass[row.source_class.upper()],
            proposer_id=row.proposer_id,
            seconder_id=row.seconder_id,
            effective_at=row.effective_at,
            score=row.score,
            margin=row.margin,
            ballots=row.ballots,
        )


async def _after_outcome(connection: AsyncConnection, theory: Theory, now: int) -> None:
    """Sum up everybody anew who voted on the theory, and have its message edited."""
    voters = select(theory_ballot.c.user_id).where(
        theory_ballot.c.theory_id == theory.id, theory_ballot.c.state == "counted"
    )
    affected = list(await connection.scalars(voters))
    await refresh_voter_records(connection, theory.server_id, affected)
    await mark_for_refresh(connection, theory.id, now)
