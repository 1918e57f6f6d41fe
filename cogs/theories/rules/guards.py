"""What keeps a crowd of new accounts from deciding: who may vote, and when ballots are held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

NEW_MEMBER = timedelta(days=7)
NEW_ACCOUNT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Voter:
    """When a member's account was made and when they joined the server."""

    created: datetime
    joined: datetime

    def is_newcomer(self, now: datetime) -> bool:
        """Whether they joined less than 7 days ago or their account is under 30 days old."""
        return now - self.joined < NEW_MEMBER or now - self.created < NEW_ACCOUNT


@dataclass(frozen=True, slots=True)
class Gate:
    """How long an account and a membership must exist before their ballots are taken."""

    account_age: timedelta
    membership: timedelta

    def opens(self, voter: Voter) -> datetime:
        """The instant at which the voter may vote for the first time."""
        return max(voter.created + self.account_age, voter.joined + self.membership)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which too many ballots are a rush.

    ``usual_over`` is how far back the usual number of ballots is measured; ``None`` measures since
    the theory was posted.
    """

    length: timedelta
    floor: int
    usual_over: timedelta | None


WINDOWS = (
    Window(timedelta(minutes=10), 10, timedelta(hours=24)),
    Window(timedelta(hours=24), 50, None),
)
"""A sudden rush, and one that is spread out so as not to look sudden."""

USUAL_FACTOR = 4
"""How many times the usual number a window may hold before it is a rush."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """The ballots of one window up to now.

    ``ballots`` are all of them, whatever became of them; ``newcomers`` are those of new members
    that no moderator has released. ``before`` is the number of ballots that counted between
    ``since`` (the theory's posting at the earliest) and the window's start.
    """

    ballots: int
    newcomers: int
    before: int
    since: datetime


def is_rush(window: Window, traffic: Traffic, now: datetime) -> bool:
    """Whether the newcomers' ballots in the window are to be held.

    That is so if the window has more ballots than its floor and than four times the usual number
    for its length, and if more than half of them are newcomers'. Neither the window itself nor
    held ballots count as usual: a rush must not raise its own bar.
    """
    lengths = (now - window.length - traffic.since) / window.length
    usual = traffic.before / max(lengths, 1.0)
    excessive = traffic.ballots > max(window.floor, USUAL_FACTOR * usual)
    return excessive and 2 * traffic.newcomers > traffic.ballots


def usual_from(window: Window, posted: datetime, now: datetime) -> datetime:
    """The start of the time over which a theory's usual number of ballots is measured."""
    if window.usual_over is None:
        return posted
    return max(posted, now - window.usual_over)
