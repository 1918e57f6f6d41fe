"""Keeps what members add: one mechanism for films, scenes, timestamps and Easter eggs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.decisions import Rule, edit, require_newest, withdraw
from data.contributions.rules.kinds import Sighting
from data.contributions.rules.witnesses import Witness
from data.contributions.store.bursts import HeldBursts, hold_burst
from data.contributions.store.rows import (
    PORTION,
    contribution_of,
    contributions_where,
    events_of,
    insert_event,
    update_contribution,
)
from data.contributions.store.sightings import Sightings
from data.contributions.store.submissions import (
    Submission,
    check_open,
    insert_submission,
    replace_older,
)
from data.database import Change, Database, Topic, upsert
from data.database.locks import take_turn
from data.database.retry import unit_of_work
from data.locales import _n
from data.schema import contribution as contributions
from data.schema import contribution_confirmation, party, reminder, screening

columns = contributions.c

_KEPT = columns.state.in_((State.OPEN.value, State.APPROVED.value))
_FILMS = columns.kind == "film"
_COUNTS_UNREAD = columns.kind.in_(("timestamp", "sighting"))
_READ_FIRST = ~_COUNTS_UNREAD | columns.held | columns.approved_content.is_not(None)
_WAITING = (columns.state == State.OPEN.value) & _READ_FIRST
_TIMESTAMPS = (columns.kind == "timestamp") & _KEPT
_SEEN = columns.kind == "sighting"
_BARE = (Sighting(), Sighting(blind=False))
"""Taps in the dark, said while the film ran: what is answered after it is newer."""


class Contributions:
    """Reads and changes contributions; tells ``on_change`` which server's have changed.

    Whoever names a contribution by id also names its server, so that a forged id of another
    server finds nothing.
    """

    def __init__(self, database: Database, on_change: Callable[[int], None]) -> None:
        self.bursts = HeldBursts(database)
        self.sightings = Sightings(database)
        self._database = database
        self._on_change = on_change

    @unit_of_work
    async def add(self, submission: Submission, now: datetime) -> Contribution:
        """Keep a new contribution; an older timestamp of the same member and cut gives way.

        A report that makes a burst is held, and so are the others of the burst. Raises
        :class:`data.contributions.store.submissions.TooManyOpenError`.
        """
        server_id, film_ids = submission.server_id, submission.film_ids
        async with self._database.transaction(Change(Topic.FILMS, server_id)) as connection:
            # Of those who add at once each sees what the one before has added, and how many.
            await take_turn(connection, "contributions", server_id)
            await check_open(connection, submission, now)
            added_id = await insert_submission(connection, submission, now)
            added = await contribution_of(connection, server_id, added_id)
            assert added is not None  # it has just been inserted
            await insert_event(connection, added, "added", submission.reporter.user_id, now)
            await replace_older(connection, added, film_ids, now)
            if await hold_burst(connection, added, film_ids, now):
                added = replace(added, held=True)
        self._on_change(server_id)
        if added.held:
            for hear in self.bursts.after_hold:
                hear()
        return added

    async def get(self, server_id: int, contribution_id: int) -> Contribution | None:
        """One contribution of a server."""
        async with self._database.reading() as connection:
            return await contribution_of(connection, server_id, contribution_id)

    async def anywhere(self, contribution_id: int) -> Contribution | None:
        """One contribution of any server, for the operator."""
        async with self._database.reading() as connection:
            rows = await contributions_where(connection, columns.id == contribution_id)
        return rows[0] if rows else None

    async def of_film(
        self, server_id: int, film_ids: Sequence[str], *, promoted: bool = False
    ) -> list[Contribution]:
        """All that a server's members added about a film, which may have gone by several ids.

        With ``promoted`` also what other servers' members added and the operator has promoted.
        """
        condition = (columns.server_id == server_id) & columns.film_id.in_(film_ids)
        if promoted:
            shared = columns.promoted_at.is_not(None) & columns.film_id.in_(film_ids)
            condition |= shared
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def waiting(self, server_id: int) -> list[Contribution]:
        """What a curator has to look at, oldest first.

        Of timestamps these are the held ones, and newer revisions of approved ones.
        """
        async with self._database.reading() as connection:
            here = columns.server_id == server_id
            return await contributions_where(connection, here & _WAITING)

    async def history(self, contribution: Contribution) -> list[Event]:
        """What happened to a contribution, oldest first."""
        async with self._database.reading() as connection:
            return await events_of(connection, contribution)

    async def see(self, submission: Submission, now: datetime) -> Contribution:
        """Keep what a member saw, in place of what they said of the film before.

        Who has been refused stays so, however often they say it. Raises as :meth:`add`.
        """
        reporter_id = submission.reporter.user_id
        before = await self.sighting_of(submission.server_id, reporter_id, submission.film_ids)
        if before is not None and (
            before.state is State.REJECTED or before.content == submission.content
        ):
            return before
        if before is None or before.content in _BARE:
            return await self.add(submission, now)
        rule = edit(submission.content, by_curator=False)
        return await self.change(before, rule, reporter_id, now)

    async def unsee(
        self, server_id: int, user_id: int, film_ids: Sequence[str], now: datetime
    ) -> None:
        """Take back what a member said to have seen of a film; nothing if they said nothing."""
        before = await self.sighting_of(server_id, user_id, film_ids)
        if before is not None and before.state is not State.REJECTED:
            await self.change(before, withdraw, user_id, now)

    async def sighting_of(
        self, server_id: int, user_id: int, film_ids: Sequence[str]
    ) -> Contribution | None:
        """What a member of a server has said last to have seen of a film, unless taken back."""
        mine = (columns.server_id == server_id) & (columns.reporter_id == user_id)
        there = columns.film_id.in_(film_ids) & (columns.state != State.REPLACED.value)
        async with self._database.reading() as connection:
            rows = await contributions_where(connection, mine & there & _SEEN)
        return rows[-1] if rows else None

    @unit_of_work
    async def confirm(self, contribution: Contribution, witness: Witness, now: datetime) -> None:
        """Note that somebody says the same as it; twice is as good as once.

        Raises :class:`data.contributions.rules.decisions.StaleRevisionError` if it has been changed
        since it was read.
        """
        row = {
            "contribution_id": contribution.id,
            "user_id": witness.user_id,
            "server_id": contribution.server_id,
            "independent": witness.established,
            "party_id": witness.party_id,
            "confirmed_at": int(now.timestamp()),
        }
        async with self._database.transaction(_change(contribution)) as connection:
            present = await self._present(connection, contribution)
            if present is None:
                return
            require_newest(present, contribution.revision)
            await connection.execute(upsert(contribution_confirmation, **row))
        self._on_change(contribution.server_id)

    @unit_of_work
    async def take_back(self, contribution: Contribution, user_id: int) -> None:
        """Remove somebody's confirmation."""
        confirmed = contribution_confirmation.c
        row = (confirmed.contribution_id == contribution.id) & (confirmed.user_id == user_id)
        async with self._database.transaction(_change(contribution)) as connection:
            await connection.execute(delete(contribution_confirmation).where(row))
        self._on_change(contribution.server_id)

    @unit_of_work
    async def change(
        self, contribution: Contribution, rule: Rule, actor_id: int, now: datetime
    ) -> Contribution:
        """Apply one of :mod:`data.contributions.rules.decisions` to a contribution as it stands.

        One that was deleted meanwhile comes back as it was handed in. Raises what the rule raises.
        """
        async with self._database.transaction(_change(contribution)) as connection:
            present = await self._present(connection, contribution)
            if present is None:
                return contribution
            change = rule(present, await events_of(connection, present))
            changed = change.result
            await update_contribution(connection, present, changed, now)
            await insert_event(connection, changed, change.action, actor_id, now)
        self._on_change(contribution.server_id)
        return changed

    async def _present(
        self, connection: AsyncConnection, contribution: Contribution
    ) -> Contribution | None:
        """A contribution as it stands now; of two who change it at once, one waits here."""
        row = columns.id == contribution.id
        await connection.execute(select(columns.id).where(row).with_for_update())
        return await contribution_of(connection, contribution.server_id, contribution.id)

    async def party_of(self, server_id: int, user_id: int, film_ids: Sequence[str]) -> int | None:
        """The newest screening that a member attends with others, of a film by its ids."""
        statement = (
            select(func.max(screening.c.id))
            .join(party, party.c.screening_id == screening.c.id)
            .join(reminder, reminder.c.screening_id == screening.c.id)
            .where(screening.c.film_id.in_(film_ids), party.c.server_id == server_id)
            .where(reminder.c.user_id == user_id, reminder.c.answer.in_(("going", "maybe")))
        )
        async with self._database.reading() as connection:
            newest: int | None = (await connection.execute(statement)).scalar_one()
        return newest

    async def of_server(self, server_id: int) -> list[Contribution]:
        """Everything of a server that counts there, and all its films; but no sightings.

        These are many, and read by :mod:`data.contributions.store.sightings`.
        """
        condition = (columns.server_id == server_id) & (_KEPT | _FILMS) & ~_SEEN
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def promoted(self) -> list[Contribution]:
        """What the operator has promoted and counts, and all films that they have."""
        condition = columns.promoted_at.is_not(None) & (_KEPT | _FILMS)
        async with self._database.reading() as connection:
            return await contributions_where(connection, condition)

    async def unread(self) -> list[Contribution]:
        """What is shared with all servers and says something newer, oldest first.

        For the operator; what counts nowhere is left out.
        """
        newer = columns.promoted_content.is_not(None) & (
            columns.promoted_content != columns.content
        )
        async with self._database.reading() as connection:
            return await contributions_where(connection, newer & _KEPT)

    async def reported_films(self) -> list[Contribution]:
        """The films added by members of any server that have timestamps or sightings."""
        reported = select(columns.film_id).where(_COUNTS_UNREAD & _KEPT)
        async with self._database.reading() as connection:
            condition = _FILMS & columns.film_id.in_(reported)
            return await contributions_where(connection, condition)

    async def sharing_timestamps(self, merged: Mapping[str, str]) -> list[Contribution]:
        """The timestamps of films for which several servers may have some.

        These are films with timestamps of at least two servers, and films that have gone by
        another id: ``merged`` leads from that id to the present one.
        """
        shared = (
            select(columns.film_id)
            .where(_TIMESTAMPS)
            .group_by(columns.film_id)
            .having(func.count(columns.server_id.distinct()) > 1)
        )
        renamed = sorted({*merged, *merged.values()})
        async with self._database.reading() as connection:
            timestamps = await contributions_where(
                connection, _TIMESTAMPS & columns.film_id.in_(shared)
            )
            for first in range(0, len(renamed), PORTION):
                portion = columns.film_id.in_(renamed[first : first + PORTION])
                more = _TIMESTAMPS & portion & columns.film_id.not_in(shared)
                timestamps += await contributions_where(connection, more)
        return timestamps

    async def films_called(self, film_ids: Iterable[str]) -> list[Contribution]:
        """The films of these ids that members of any server have added."""
        ids = sorted(film_ids)
        films: list[Contribution] = []
        async with self._database.reading() as connection:
            for first in range(0, len(ids), PORTION):
                portion = columns.film_id.in_(ids[first : first + PORTION])
                films += await contributions_where(connection, _FILMS & portion)
        return films

    async def health(self) -> str | None:
        """How many contributions wait for their curators, in a sentence; ``None`` if none does."""
        async with self._database.reading() as connection:
            count = (await connection.execute(select(func.count()).where(_WAITING))).scalar_one()
        if not count:
            return None
        return _n(
            "{count} contribution waits for curators.",
            "{count} contributions wait for curators.",
            count,
        )

    async def everything(self) -> list[Contribution]:
        """All contributions of all servers, for the operator's export."""
        async with self._database.reading() as connection:
            return await contributions_where(connection, columns.id > 0)


def _change(contribution: Contribution) -> Change:
    return Change(Topic.FILMS, contribution.server_id)
