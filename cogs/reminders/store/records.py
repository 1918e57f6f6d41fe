"""What a member's reminders need before they are deleted, and how the outbox fares."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, exists, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.parties.film_votes import DECIDED, RUNNING
from data.clock import Clock
from data.database import Database
from data.locales import _
from data.schema import film_vote, outbox, party, reminder, screening


async def erase_own_screenings(connection: AsyncConnection, user_id: int) -> None:
    """Delete the screenings that only this member attends, with what hangs on them.

    A step before the deletion of a member's data (:mod:`data.members.records`).
    """
    alone = ~exists().where(
        reminder.c.screening_id == screening.c.id, reminder.c.user_id != user_id
    )
    party_of_others = exists().where(
        party.c.screening_id == screening.c.id, party.c.host_id.is_distinct_from(user_id)
    )
    attended = screening.c.id.in_(
        select(reminder.c.screening_id).where(reminder.c.user_id == user_id).scalar_subquery()
    )
    # Somebody may be joining one at this moment.
    held = select(screening.c.id).where(attended).order_by(screening.c.id)
    await connection.execute(held.with_for_update())
    await connection.execute(delete(screening).where(attended, alone, ~party_of_others))


async def free_places(connection: AsyncConnection, user_id: int) -> None:
    """Have the waiting lists looked at of the parties that this member has answered, and the posts
    say who comes without them.

    Those that they host get another host. A step before the deletion of a member's data, too.
    """
    answered = select(reminder.c.screening_id).where(
        reminder.c.user_id == user_id, reminder.c.answer.is_not(None)
    )
    theirs = update(party).where(party.c.screening_id.in_(answered.scalar_subquery()))
    await connection.execute(theirs.values(queue_due=0))
    await connection.execute(theirs.where(party.c.message_id.is_not(None)).values(refresh_due=0))
    await connection.execute(update(party).where(party.c.host_id == user_id).values(host_due=0))


class ReminderHealth:
    """One line about the outbox."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self) -> str | None:
        """When the next message is due, how many wait, and how many were given up."""
        now = int(self._clock().timestamp())
        due = outbox.c.due_at
        async with self._database.reading() as connection:
            nearest = await connection.scalar(select(func.min(due)))
            failed = await connection.scalar(
                select(outbox.c.id)
                .where(outbox.c.state == "failed", outbox.c.settled_at > now - 86_400)
                .limit(1)
            )
        sentence = _("No reminder is due.")
        if nearest is not None:
            when = f"<t:{nearest}:R>"
            sentence = _("The next reminder is due {when}.", when=when)
        if not failed:
            return sentence
        missed = _("Some could not be delivered today: see the log.")
        return f"{sentence} {missed}"


class ReminderPlaces:
    """The channels and threads of a server to which messages are still to be sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_server(self, server_id: int) -> Sequence[int]:
        """Their ids; DMs are none."""
        waiting = outbox.c.state.in_(("pending", "held", "claimed"))
        here = (outbox.c.server_id == server_id) & (outbox.c.place == "here")
        places = select(outbox.c.place_id).where(here, waiting).distinct()
        async with self._database.reading() as connection:
            return sorted(await connection.scalars(places))

    async def parent_of(self, server_id: int, thread_id: int) -> int | None:
        """The channel of a thread to which a reminder or a party comes; ``None`` if not kept."""
        reminded = select(reminder.c.parent_id).where(
            reminder.c.server_id == server_id,
            or_(reminder.c.place_id == thread_id, reminder.c.origin_id == thread_id),
            reminder.c.parent_id.is_not(None),
        )
        met = select(party.c.channel_id).where(
            party.c.server_id == server_id, party.c.thread_id == thread_id
        )
        async with self._database.reading() as connection:
            parent: int | None = await connection.scalar(union(reminded, met).limit(1))
        return parent

    async def of_parties(self, server_id: int) -> Sequence[int]:
        """The ids of the channels in which parties that are coming, and votes, were announced."""
        coming = (
            select(party.c.channel_id)
            .join(screening, party.c.screening_id == screening.c.id)
            .where(party.c.server_id == server_id, screening.c.state == "live")
            .distinct()
        )
        states = [stage.value for stage in (*RUNNING, *DECIDED)]
        voted = select(film_vote.c.channel_id).where(
            film_vote.c.server_id == server_id, film_vote.c.state.in_(states)
        )
        async with self._database.reading() as connection:
            return sorted(await connection.scalars(union(coming, voted)))
