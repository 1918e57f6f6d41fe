"""What the slice keeps of members: screenings, reminders, and messages on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cogs.reminders.rules.schedule import CreditsLength, Phase, Showing
from data.locales.formats import MOST_HOURS, TimeOfDay

MOST_LIVE = 20
"""Reminders that a member may have at once."""

MOST_GUESTS = 10_000
"""The largest limit that a party may have."""


def instant(seconds: int) -> datetime:
    """The instant, in UTC, of the epoch second that a table holds."""
    return datetime.fromtimestamp(seconds, UTC)


def epoch(moment: datetime) -> int:
    """The epoch second in which an instant lies; tables hold this."""
    return int(moment.timestamp())


def stamp(moment: datetime, style: str = "t", zone: str | None = None) -> TimeOfDay:
    """An instant as each reader's own Discord shows it.

    The words before it are those for its hour in a ``zone``, where most of its readers are.
    """
    hour = moment.astimezone(ZoneInfo(zone)).hour if zone else MOST_HOURS
    return TimeOfDay(f"<t:{epoch(moment)}:{style}>", hour)


class Ping(Enum):
    """How loud a message is; the value is what the tables hold.

    ``SILENT`` names its recipients without a push, ``NONE`` names nobody.
    """

    NORMAL = "normal"
    SILENT = "silent"
    NONE = "none"


class Place(Enum):
    """Where a member is reminded: in the channel where they asked, or by DM."""

    HERE = "here"
    DM = "dm"


class IncompleteScreeningError(Exception):
    """A draft still lacks its showtime, zone or runtime."""


@dataclass(frozen=True, slots=True)
class Screening:
    """One showing; see :data:`data.schema.screening` for the fields."""

    id: int
    server_id: int | None
    state: str
    film_id: str
    film_label: str
    typed: str | None
    zone: str | None
    showtime: int | None
    preshow: int
    runtime: int | None
    credits: int | None
    spread: int | None
    last_scene: int | None
    held: int
    began_at: int | None
    paused_at: int | None

    @property
    def showing(self) -> Showing:
        """The screening on the clock; raises :class:`IncompleteScreeningError` for a bare draft."""
        if self.showtime is None or self.zone is None or self.runtime is None:
            raise IncompleteScreeningError
        length = CreditsLength(self.credits or 0, self.spread or 0, "")
        return Showing(
            showtime=instant(self.showtime),
            zone=self.zone,
            preshow=self.preshow,
            runtime=self.runtime,
            credits=length,
            last_scene=self.last_scene,
            held=timedelta(seconds=self.held),
            credits_began=None if self.began_at is None else instant(self.began_at),
        )


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one member asked for; see :data:`data.schema.reminder` for the fields."""

    id: int
    screening_id: int
    user_id: int
    server_id: int | None
    state: str
    answer: str | None
    place: Place
    place_id: int | None
    origin_id: int | None
    ping: Ping
    lead: int
    details: bool
    replaces: int | None = None
    first_id: int | None = None
    revision: int = 0
    answered_at: int | None = None
    offer_ends_at: int | None = None
    parent_id: int | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Booking:
    """A member's reminder with its screening, which may be a watch party's, even a repeated one."""

    reminder: Reminder
    screening: Screening
    is_party: bool = False
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process may send until its lease ends.

    ``tried_at`` lies before ``claimed_at`` if an earlier try may have reached Discord.
    """

    id: int
    screening: Screening
    is_party: bool
    server_id: int | None
    phase: Phase
    place: Place
    place_id: int | None
    user_id: int | None
    ping: Ping
    nominal_at: datetime
    claimed_at: datetime
    lease_until: datetime
    tried_at: datetime
    attempts: int
    fallback: bool
    created_at: int
    recipients: tuple[Reminder, ...]

    @property
    def nonce(self) -> str:
        """The same for every try of this message: at most 16 + 1 + 8 hexadecimal digits."""
        return f"{self.id:x}-{self.created_at:x}"

    @property
    def is_retry(self) -> bool:
        """Whether Discord may have the message already."""
        return self.tried_at < self.claimed_at
