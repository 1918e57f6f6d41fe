"""Makes reminders for tests of the stores, without Discord."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.rules.draft import Draft
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Booking, Claimed, Ping, Place, epoch
from cogs.reminders.store.notices import Notices
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.sending.delivery import Parcel, UnsettledError
from data.database import Database
from data.schema import outbox, screening
from tests.films import TWO_SCENES

NOW = datetime(2026, 12, 18, 12, tzinfo=UTC)
SHOWTIME = NOW + timedelta(hours=6)
PING = SHOWTIME + timedelta(minutes=20 + 131 - 8)
SERVER = 77

DRAFT = Draft(
    film_id=TWO_SCENES.id,
    film_label=TWO_SCENES.label,
    runtime=131,
    typed="19:00",
    preshow=20,
    place=Place.HERE,
    place_id=500,
    origin_id=None,
    ping=Ping.NORMAL,
    zone="Europe/Berlin",
)


async def drafted(
    store: ReminderStore,
    user_id: int,
    *,
    showtime: datetime = SHOWTIME,
    server_id: int | None = SERVER,
    **values: Any,
) -> Booking:
    """A member's draft in which nothing is missing."""
    draft_id = await store.add_draft(user_id, server_id, replace(DRAFT, **values), NOW)
    booking = await store.draft(draft_id, user_id)
    screening = replace(booking.screening, showtime=epoch(showtime), credits=8, spread=3)
    await store.change_draft(booking, replace(booking, screening=screening))
    return await store.draft(draft_id, user_id)


async def saved(store: ReminderStore, user_id: int, **options: Any) -> Booking:
    """A member's live reminder."""
    booking = await drafted(store, user_id, **options)
    return await store.save(booking, NOW)


async def told(database: Database, user_id: int) -> list[str]:
    """What a member is told at their next command."""
    store = Notices(database)
    notices = await store.of_member(user_id)
    await store.forget(notices)
    return [notice.text for notice in notices]


async def bare_screening(connection: AsyncConnection) -> int:
    """A live screening that nobody attends yet; its id."""
    made = await connection.execute(
        insert(screening)
        .values(
            state="live",
            film_id=TWO_SCENES.id,
            film_label=TWO_SCENES.label,
            zone="Europe/Berlin",
            showtime=epoch(SHOWTIME),
            preshow=20,
            runtime=131,
            credits=8,
            spread=3,
            held=0,
            created_at=epoch(NOW),
        )
        .returning(screening.c.id)
    )
    return int(made.scalar_one())


async def messages_to_come(database: Database) -> list[tuple[str, int, int]]:
    """Phase, recipients and seconds to the ping of every message that is still to be sent."""
    async with database.reading() as connection:
        found = await connection.execute(
            select(outbox).where(outbox.c.due_at.is_not(None)).order_by(outbox.c.due_at)
        )
        return [(row.phase, row.due_at - epoch(PING), row.chunk) for row in found]


def message_row(screening_id: int, **values: Any) -> dict[str, Any]:
    """A row of the outbox: a ping that waits."""
    return {
        "screening_id": screening_id,
        "phase": Phase.STAY.value,
        "chunk": 0,
        "place": "here",
        "place_id": 500,
        "user_id": None,
        "ping": "normal",
        "nominal_at": epoch(PING),
        "due_at": epoch(PING),
        "state": "pending",
        "attempts": 0,
        "fallback": False,
        "created_at": epoch(NOW),
    } | values


def member_row(screening_id: int, user_id: int, place_id: int) -> dict[str, Any]:
    """A row of a live reminder whose id is its user's."""
    return {
        "id": user_id,
        "screening_id": screening_id,
        "user_id": user_id,
        "state": "live",
        "place": "here",
        "place_id": place_id,
        "ping": "normal",
        "lead": 0,
        "details": False,
        "created_at": epoch(NOW),
    }


class Writer:
    """Writes parcels that say which message they are; fails for those it is told to."""

    def __init__(self, broken: frozenset[int] = frozenset()) -> None:
        self._broken = broken

    async def compose(self, message: Claimed, _now: datetime) -> Parcel | None:
        if message.id in self._broken:
            raise LookupError(message.id)
        if not message.recipients:
            return None
        people = [member.user_id for member in message.recipients]
        return Parcel(
            place_id=message.place_id,
            user_id=message.user_id,
            nonce=message.nonce,
            content=message.phase.value,
            buttons=(),
            marks=frozenset({str(message.id)}),
            mentions=people,
        )


class Sender:
    """Takes parcels and remembers them; raises what it is told to for a place."""

    def __init__(self, failures: dict[int | None, list[Exception]] | None = None) -> None:
        self.sent: list[Parcel] = []
        self._failures = failures or {}

    async def send(self, parcel: Parcel) -> int:
        failures = self._failures.get(parcel.place_id)
        if failures:
            raise failures.pop(0)
        self.sent.append(parcel)
        return len(self.sent)

    async def find(self, parcel: Parcel, since: datetime) -> int | None:
        raise UnsettledError

    @property
    def phases(self) -> list[str]:
        return [parcel.content for parcel in self.sent]


PHASES = [phase.value for phase in (Phase.CARD, Phase.STAY, Phase.GO, Phase.ASK)]
