"""Reads lists and records: which theories there are, and who and what was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, distinct, func, select

from cogs.theories.rules.theory import Kind, Outcome, Status, Theory
from cogs.theories.rules.weight import OUTCOME_VALUES
from cogs.theories.store.rows import theory_from
from data.database import Database
from data.schema import theory, theory_ballot, theory_evidence

MOST_HOSTS = 5

_UNLISTED = (Status.DRAFT.value,)
_SCORED = theory.c.outcome.in_([outcome.value for outcome in OUTCOME_VALUES])
_RIGHT = func.sum(
    case(*((theory.c.outcome == o.value, value) for o, value in OUTCOME_VALUES.items()), else_=0.0)
)


@dataclass(frozen=True, slots=True)
class Record:
    """Of ``resolved`` theories, how many were right; a *partly* counts half."""

    right: float
    resolved: int


class RecordStore:
    """Lists and records of one server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(
        self,
        server_id: int,
        *,
        film_ids: Sequence[str] = (),
        kind: Kind | None = None,
        standing: str | None = None,
    ) -> list[Theory]:
        """The posted theories that fit, newest first; of one film, by all ids that it has had."""
        rows = select(theory).where(
            theory.c.server_id == server_id, theory.c.status.not_in(_UNLISTED)
        )
        if film_ids:
            rows = rows.where(theory.c.film_id.in_(film_ids))
        if kind is not None:
            rows = rows.where(theory.c.kind == kind.key)
        if standing in {outcome.value for outcome in Outcome}:
            rows = rows.where(theory.c.outcome == standing)
        elif standing is not None:
            rows = rows.where(theory.c.status == standing)
        async with self._database.reading() as connection:
            found = await connection.execute(rows.order_by(theory.c.number.desc()))
            return [theory_from(row) for row in found]

    async def counts(self, theory_ids: list[int]) -> dict[int, int]:
        """How many ballots count for each of these theories."""
        rows = (
            select(theory_ballot.c.theory_id, func.count())
            .where(theory_ballot.c.theory_id.in_(theory_ids), theory_ballot.c.state == "counted")
            .group_by(theory_ballot.c.theory_id)
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).all()
        return {theory_id: count for theory_id, count in found}  # noqa: C416 - mypy knows rows

    async def author(self, server_id: int, author_id: int) -> tuple[int, Record]:
        """How many theories a member has posted, and how those with an outcome came out."""
        mine = (
            (theory.c.server_id == server_id)
            & (theory.c.author_id == author_id)
            & theory.c.status.not_in(_UNLISTED)
        )
        rows = select(func.coalesce(_RIGHT, 0.0), func.count()).where(mine, _SCORED)
        async with self._database.reading() as connection:
            posted = await connection.scalar(select(func.count()).where(mine)) or 0
            right, resolved = (await connection.execute(rows)).one()
        return posted, Record(right, resolved)

    async def hosts(self, server_id: int) -> dict[str, Record]:
        """How theories with an outcome came out for which a web site was evidence.

        The most cited ones; each theory counts once for a site.
        """
        cited = (
            select(theory_evidence.c.host, theory_evidence.c.theory_id)
            .where(theory_evidence.c.server_id == server_id, theory_evidence.c.host.is_not(None))
            .distinct()
            .subquery()
        )
        resolved = func.count(distinct(theory.c.id))
        rows = (
            select(cited.c.host, _RIGHT, resolved)
            .join(theory, theory.c.id == cited.c.theory_id)
            .where(_SCORED)
            .group_by(cited.c.host)
            .order_by(resolved.desc(), cited.c.host)
            .limit(MOST_HOSTS)
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).all()
        return {host: Record(right, count) for host, right, count in found}
