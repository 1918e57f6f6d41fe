"""Watch parties: what they are made of, who comes, and how their credits clock is started."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from cogs.reminders.rules.parties.queue import ANSWER_WITHIN, Doors
from cogs.reminders.rules.parties.series import Every, series_words, wall_clock
from cogs.reminders.rules.screenings import Screening, instant
from cogs.shared.cards.wording import jump_address

SECOND_TAP = timedelta(minutes=3)
"""Two attendees who say within this time that the credits started are believed."""


class Attendance(Enum):
    """How a member stands to the invitation; the value is what the table holds.

    Who says *Going* where no place is free is ``WAITING``, and ``ASKED`` once one is kept for them.
    """

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"
    WAITING = "waiting"
    ASKED = "asked"


ANSWERS = (Attendance.GOING, Attendance.MAYBE, Attendance.NO)
"""What a member can press."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands after an answer; ``ahead`` are those who wait before them."""

    before: Attendance | None
    now: Attendance
    ahead: int = 0


class ClockStart(Enum):
    """What a tap on *Credits started* has done.

    The clock ``BEGAN``, it ``WAITS`` for a second attendee's tap, or it ran ``ALREADY``.
    """

    BEGAN = "began"
    WAITS = "waits"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a party is made of, besides its screening; ``most`` limits who can come.

    Its film won the vote ``vote_id``, which has one party.
    """

    server_id: int
    host_id: int
    channel_id: int
    venue: str
    role_id: int | None
    most: int | None
    answer_within: int = ANSWER_WITHIN
    repeats: str | None = None
    vote_id: int | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """What comes of posting a party: ``thread`` and ``event`` are their names.

    Where there will be none, ``no_thread`` and ``no_event`` say why.
    """

    thread: str
    event: str
    no_thread: str | None
    no_event: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """A screening that several attend. ``going`` to ``waiting`` count the answers,
    ``revision`` the changes of its clock. ``first_day`` is that of its series."""

    screening: Screening
    server_id: int
    host_id: int | None
    channel_id: int
    message_id: int | None
    thread_id: int | None
    event_id: int | None
    venue: str
    role_id: int | None
    most: int | None
    answer_within: int
    planned_at: int | None
    repeats: str | None = None
    series_id: int | None = None
    series_day: str | None = None
    revision: int = 0
    going: int = 0
    maybe: int = 0
    declined: int = 0
    waiting: int = 0
    cohosts: tuple[int, ...] = ()
    language: str = "en"
    first_day: str | None = None

    @property
    def rhythm(self) -> str | None:
        """How often it repeats, in words; of a party that has its showtime and zone."""
        if self.repeats is None:
            return None
        every, show = Every(self.repeats), self.screening.showing
        if self.first_day is not None:
            return series_words(every, date.fromisoformat(self.first_day))
        return series_words(every, wall_clock(show.showtime, show.zone)[0])

    @property
    def doors(self) -> Doors:
        """Who comes in; of a party that has its showtime."""
        return Doors(self.most, instant(self.screening.showtime or 0), self.answer_within)

    @property
    def link(self) -> str:
        """The address of its post."""
        return jump_address(self.server_id, self.channel_id, self.message_id)

    @property
    def place_id(self) -> int:
        """Where its messages go: its thread, else its channel."""
        return self.thread_id or self.channel_id
