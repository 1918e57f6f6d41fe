"""Who goes to see a film on its first day, when, and what they say of it afterwards."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from cogs.reminders.rules.schedule import (
    NO_ZONE,
    PRESHOW,
    CreditsLength,
    Phase,
    Showing,
    due_at,
)
from data.catalogue.verdict import Verdict
from data.contributions.rules.sightings import Answer

ZONES = range(12, -12, -1)
"""Hours that the zones are ahead of UTC; the first to see the film first."""

SHOWTIMES = {time(14): 0.1, time(17): 0.25, time(20): 0.45, time(22, 45): 0.2}
RUNTIME, CREDITS, PING_LEAD = 130, CreditsLength(8, 0, "this benchmark"), 2
"""Minutes."""

AT_HOME = 0.8
"""Members of a server who live in its own zone; the others live anywhere."""

WRONG, CARELESS = 0.1, 0.1
"""Of those who answer; the wrong press any wrong answer, the careless any of the five buttons."""

IN_PARTIES, NEW = 0.15, 0.1
FORGED = 10**6
"""The ids of the brigade begin with it."""

ANSWERS = tuple(answer for answer in Answer if answer is not Answer.LEFT)


@dataclass
class Member:
    """Somebody who goes to see it; ``told`` is what they knew before their own credits."""

    id: int
    server: int
    showing: Showing
    habit: str
    established: bool
    party: int | None = None
    told: Verdict | None = None
    rightly_placed: bool = False
    by_brigade: bool = False

    @property
    def pinged(self) -> datetime:
        """When they are told, if nothing is in the way."""
        return due_at(self.showing, Phase.STAY, PING_LEAD)


@dataclass(frozen=True)
class Brigade:
    """Forged members of two servers: how many, how many of them with ``old`` accounts, and in how
    many ``seconds`` all of them speak.
    """

    size: int = 300
    old: int = 0
    seconds: int = 60

    def members(self, servers: int, seen: Showing) -> list[Member]:
        """All of them, in the last two servers."""
        return [
            Member(FORGED + n, servers - n % 2, seen, "brigade", n < self.old)
            for n in range(self.size)
        ]


class Crowd:
    """The members of some servers: ids, servers, habits, and whether their accounts are old."""

    def __init__(self, members: int, servers: int, chance: random.Random) -> None:
        self._servers = servers
        self._chance = chance
        habits = chance.choices(
            ["right", "wrong", "careless"], [1 - WRONG - CARELESS, WRONG, CARELESS], k=members
        )
        sizes = [1 / (1 + number) ** 0.7 for number in range(servers)]
        homes = chance.choices(range(1, servers + 1), sizes, k=members)
        ages = [chance.random() >= NEW for _ in range(members)]
        self._people = list(zip(range(1, members + 1), homes, habits, ages, strict=True))

    def at(self, day: date) -> list[Member]:
        """All of them at a film that opens on a day."""
        draw = self._chance.random
        members = []
        parties: dict[tuple[int, datetime], int] = {}
        for user, server, habit, old in self._people:
            home = ZONES[server * 7 % len(ZONES)]
            zone = home if draw() < AT_HOME else self._chance.choice(ZONES)
            (hour,) = self._chance.choices(list(SHOWTIMES), list(SHOWTIMES.values()))
            showtime = datetime.combine(day, hour, UTC) - timedelta(hours=zone)
            party = None
            if draw() < IN_PARTIES:  # whoever of a server goes to one showing goes together
                party = parties.setdefault((server, showtime), 1 + len(parties))
            members.append(Member(user, server, showing(showtime), habit, old, party))
        return members


def showing(showtime: datetime) -> Showing:
    """The film at a showtime."""
    return Showing(showtime, NO_ZONE, PRESHOW, RUNTIME, CREDITS)


def answer_of(member: Member, truth: Answer, chance: random.Random) -> Answer:
    """What somebody presses."""
    match member.habit:
        case "brigade":
            return Answer.BOTH if truth is Answer.NONE else Answer.NONE
        case "wrong":
            return chance.choice([answer for answer in ANSWERS if answer is not truth])
        case "careless":
            return chance.choice(list(Answer))
        case _:
            return truth
