"""Reads lists of theories, and the records of authors and of web sites.

Every question names the channels that its asker may see; theories elsewhere do not exist for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import case, distinct, func, select

from cogs.theories.rules.theory import OUTCOME_VALUES, Kind, Outcome, Status, Theory, TheoryRecord
from cogs.theories.store.rows import theory_from
from data.database import Database
from data.schema import theory as theories
from data.schema import theory_ballot, theory_evidence, theory_resolution

MOST_HOSTS = 5

_UNLISTED = (Status.DRAFT.value,)
_SCORED = theories.c.outcome.in_([outcome.value for outcome in OUTCOME_VALUES])
_RIGHT = func.sum(
    case(
        *((theories.c.outcome == o.value, value) for o, value in OUTCOME_VALUES.items()),
        else_=0.0,
    )
)


class RecordStore:
    """Lists and records of one server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(
        self,
        server_id: int,
        channel_ids: Sequence[int],
        *,
        film_ids: Sequence[str] = (),
        kind: Kind | None = None,
        standing: str | None = None,
    ) -> list[Theory]:
        """The posted theories that fit, newest first; of one film, by all ids that it has had."""
        rows = select(theories).where(
            theories.c.server_id == server_id,
            theories.c.channel_id.in_(channel_ids),
            theories.c.status.not_in(_UNLISTED),
        )
        if film_ids:
            rows = rows.where(theories.c.film_id.in_(film_ids))
        if kind is not None:
            rows = rows.where(theories.c.kind == kind.key)
        if standing in {outcome.value for outcome in Outcome}:
            rows = rows.where(theories.c.outcome == standing)
        elif standing is not None:
            rows = rows.where(theories.c.status == standing)
        async with self._database.reading() as connection:
            ordered = await connection.execute(rows.order_by(theories.c.number.desc()))
            return [theory_from(row) for row in ordered]

    async def counts(self, theory_ids: list[int]) -> dict[int, int]:
        """How many ballots count for each of these theories."""
        rows = (
            select(theory_ballot.c.theory_id, func.count())
            .where(theory_ballot.c.theory_id.in_(theory_ids), theory_ballot.c.state == "counted")
            .group_by(theory_ballot.c.theory_id)
        )
        async with self._database.reading() as connection:
            counted = (await connection.execute(rows)).all()
        return {theory_id: count for theory_id, count in counted}  # noqa: C416 - mypy knows rows

    async def author(
        self, server_id: int, author_id: int, channel_ids: Sequence[int]
    ) -> tuple[int, TheoryRecord]:
        """How many theories a member has posted, and the record of those with an outcome."""
        posted_by_author = (
            (theories.c.server_id == server_id)
            & (theories.c.author_id == author_id)
            & theories.c.channel_id.in_(channel_ids)
            & theories.c.status.not_in(_UNLISTED)
        )
        rows = select(func.coalesce(_RIGHT, 0.0), func.count()).where(posted_by_author, _SCORED)
        async with self._database.reading() as connection:
            posted = await connection.scalar(select(func.count()).where(posted_by_author)) or 0
            right, resolved = (await connection.execute(rows)).one()
        return posted, TheoryRecord(right, resolved)

    async def settled(
        self, server_id: int | None, channel_ids: Sequence[int] = ()
    ) -> list[tuple[float, float]]:
        """The credibility at which theories were resolved, and how right they were, from 0 to 1,
        in no order.

        Of the channels of a server that the asker may see; ``None`` stands for all servers, of
        which nothing but these figures is told.
        """
        rows = (
            select(theory_resolution.c.score, theories.c.outcome)
            .join(theories, theories.c.id == theory_resolution.c.theory_id)
            .where(
                _SCORED,
                theory_resolution.c.score.is_not(None),
                theory_resolution.c.effective_at.is_not(None),
                theory_resolution.c.ended_at.is_(None),
            )
        )
        if server_id is not None:
            rows = rows.where(
                theories.c.server_id == server_id, theories.c.channel_id.in_(channel_ids)
            )
        async with self._database.reading() as connection:
            found = (await connection.execute(rows)).all()
        return [(score, OUTCOME_VALUES[Outcome(outcome)]) for score, outcome in found]

    async def hosts(self, server_id: int, channel_ids: Sequence[int]) -> dict[str, TheoryRecord]:
        """The records of the most cited web sites: of theories for which they were evidence.

        A theory counts once for a site, however often it is cited.
        """
        cited = (
            select(theory_evidence.c.host, theory_evidence.c.theory_id)
            .where(theory_evidence.c.server_id == server_id, theory_evidence.c.host.is_not(None))
            .distinct()
            .subquery()
        )
        resolved = func.count(distinct(theories.c.id))
        rows = (
            select(cited.c.host, _RIGHT, resolved)
            .join(theories, theories.c.id == cited.c.theory_id)
            .where(_SCORED, theories.c.channel_id.in_(channel_ids))
            .group_by(cited.c.host)
            .order_by(resolved.desc(), cited.c.host)
            .limit(MOST_HOSTS)
        )
        async with self._database.reading() as connection:
            ranked = (await connection.execute(rows)).all()
        return {host: TheoryRecord(right, count) for host, right, count in ranked}
