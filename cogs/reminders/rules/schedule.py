"""The credits clock: when a film's credits start, and when each message of an evening is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from data.locales import N_

PRESHOWS = (0, 10, 15, 20, 25, 30)
"""Minutes of trailers and adverts that are offered."""

PRESHOW = 20
LONGEST_PRESHOW = 240
LONGEST_RUNTIME = 900

NO_ZONE = "UTC"
"""The zone of screenings whose people named none: their own Discord shows them the time."""

LEADS = (0, 2, 5)
"""Minutes before the credits at which the ping may come."""

CARD_LEAD = timedelta(minutes=10)
GO_USEFUL = timedelta(minutes=30)
ASK_HOUR = 12
ASK_REST = timedelta(hours=8)
ASK_USEFUL = timedelta(days=7)

NOT_LATE = timedelta(seconds=60)
"""A message this little late need not say so."""


class Phase(Enum):
    """What a message of an evening is for."""

    CARD = "card"
    STAY = "stay"
    DETAIL = "detail"
    """What a strict place must not read, to the one member who asked for it by DM."""
    GO = "go"
    ASK = "ask"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OFFER = "offer"
    """A place is free for somebody who waits."""
    SEAT = "seat"
    """Somebody who waited has a place."""
    HOST = "host"
    """Somebody is the party's host from now on."""


EVENING = (Phase.CARD, Phase.STAY, Phase.GO, Phase.ASK)
"""The messages of an ordinary evening, in the order in which they come."""


AN_ESTIMATE = N_("an estimate")


@dataclass(frozen=True, slots=True)
class CreditsLength:
    """A length of credits: ``minutes``, right to about ± ``spread`` minutes, and who says so.

    ``kind`` says in a few words what the number rests on.
    """

    minutes: int
    spread: int
    source: str
    kind: str = AN_ESTIMATE


@dataclass(frozen=True, slots=True)
class Showing:
    """One screening on the clock. Instants are aware, in UTC; ``preshow`` and ``runtime`` minutes.

    ``held`` is how long the film has stood still before its credits. ``credits_began`` is what
    somebody in the seat has tapped; it overrules the sum. ``last_scene`` is the end of the last
    scene in seconds from credits start, ``None`` where it is not known.
    """

    showtime: datetime
    zone: str
    preshow: int
    runtime: int
    credits: CreditsLength
    last_scene: int | None = None
    held: timedelta = timedelta()
    credits_began: datetime | None = None

    @property
    def named_zone(self) -> str | None:
        """The zone in which its people read a time; ``None`` where they named none."""
        return None if self.zone == NO_ZONE else self.zone

    @property
    def film_starts(self) -> datetime:
        """When the pre-show is over."""
        return self.showtime + timedelta(minutes=self.preshow)

    @property
    def credits_start(self) -> datetime:
        """Showtime + pre-show + runtime − credits, unless somebody has tapped it."""
        if self.credits_began is not None:
            return self.credits_began
        minutes = self.runtime - self.credits.minutes
        return self.film_starts + timedelta(minutes=minutes) + self.held

    @property
    def film_ends(self) -> datetime:
        """When the credits are over."""
        return self.credits_start + timedelta(minutes=self.credits.minutes)

    @property
    def band(self) -> int:
        """By how many minutes the credits may start earlier or later; 0 once tapped."""
        return 0 if self.credits_began is not None else self.credits.spread

    @property
    def last_scene_ends(self) -> datetime:
        """When nobody has to stay any longer: after the last scene, else at the film's end."""
        if self.last_scene is None:
            return self.film_ends
        return self.credits_start + timedelta(seconds=self.last_scene)

    @property
    def next_day(self) -> datetime:
        """Noon of the day after the showtime in its zone, at least some hours after the film."""
        zone = ZoneInfo(self.zone)
        day = self.showtime.astimezone(zone).date() + timedelta(days=1)
        noon = datetime(day.year, day.month, day.day, ASK_HOUR, tzinfo=zone).astimezone(UTC)
        return max(noon, self.film_ends + ASK_REST)


def due_at(showing: Showing, phase: Phase, lead: int) -> datetime:
    """When a message is due; ``lead`` is how many minutes before the credits the ping comes."""
    match phase:
        case Phase.CARD:
            return showing.showtime - CARD_LEAD
        case Phase.STAY | Phase.DETAIL:
            return showing.credits_start - timedelta(minutes=lead)
        case Phase.GO:
            return showing.last_scene_ends
        case Phase.ASK:
            return showing.next_day
        case Phase.MOVED | Phase.CANCELLED | Phase.OFFER | Phase.SEAT | Phase.HOST:
            raise ValueError("News is due when it happens.")


def useless_from(showing: Showing, phase: Phase) -> datetime:
    """The instant from which a message helps nobody any more and becomes a missed note."""
    match phase:
        case Phase.CARD:
            return showing.credits_start
        case Phase.GO:
            return max(showing.film_ends, showing.last_scene_ends) + GO_USEFUL
        case Phase.ASK:
            return showing.next_day + ASK_USEFUL
        case Phase.OFFER | Phase.SEAT | Phase.HOST:
            return showing.showtime
        case _:
            return showing.film_ends


def plan(showing: Showing, now: datetime, lead: int, *, details: bool) -> dict[Phase, datetime]:
    """Which messages are still to come after saving at ``now``, and when.

    A pocket card whose time has passed is left out, for the answer just given says the same; a
    ping whose time has passed while the credits are still to see is due at once.
    """
    phases = (*EVENING, Phase.DETAIL) if details else EVENING
    times = {phase: due_at(showing, phase, lead) for phase in phases}
    if times[Phase.CARD] <= now:
        del times[Phase.CARD]
    return {phase: max(due, now) for phase, due in times.items()}


def is_over(showing: Showing, now: datetime) -> bool:
    """Whether the credits have run, so that there is nothing left to remind of."""
    return now >= showing.film_ends
