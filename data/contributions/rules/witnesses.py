"""Whose word counts: who is independent, and when equal reports come too fast to be believed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.contributions.rules.kinds import AddedFilm, Content, Egg, Sighting, Timestamp, ToldScene

ACCOUNT_AGE = timedelta(days=30)
TIME_IN_SERVER = timedelta(days=7)

DISCORD_EPOCH = 1_420_070_400
"""The epoch second from which Discord's ids count."""

BURST_WINDOW = timedelta(minutes=10)
BURST = 3
"""New accounts that say the same within the window, from which on their reports are held."""

EQUAL_SECONDS = 10
"""Times that are no further apart count as equal."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who reports or confirms.

    ``established`` tells whether the account is old enough and long enough in the server.
    ``party_id`` is the screening that they attended with others, if they did.
    """

    user_id: int
    established: bool
    party_id: int | None = None

    @property
    def key(self) -> str:
        """The same for two accounts of which only one counts."""
        return f"u{self.user_id}" if self.party_id is None else f"p{self.party_id}"


def is_established(created: datetime, joined: datetime | None, now: datetime) -> bool:
    """Whether an account's word counts as independent."""
    if joined is None:
        return False
    return now - created >= ACCOUNT_AGE and now - joined >= TIME_IN_SERVER


def is_server_established(server_id: int, now: int) -> bool:
    """Whether a server is as old as an account must be, by its id, at an epoch second.

    Discord counts the milliseconds since 2015 in the upper bits of every id.
    """
    created = (server_id >> 22) / 1000 + DISCORD_EPOCH
    return now - created >= ACCOUNT_AGE.total_seconds()


def independent(witnesses: Iterable[Witness]) -> int:
    """How many of them are independent of each other."""
    return len({witness.key for witness in witnesses if witness.established})


def says_same(one: Content, other: Content) -> bool:
    """Whether two reports of a kind say the same; times may differ by :data:`EQUAL_SECONDS`."""
    match one, other:
        case AddedFilm(), AddedFilm():
            return one.title.casefold() == other.title.casefold() and one.year == other.year
        case ToldScene(), ToldScene():
            return (one.position, one.order) == (other.position, other.order)
        case Timestamp(), Timestamp():
            return _measure_same(one, other)
        case Egg(), Egg():
            return one.group == other.group and one.hint.casefold() == other.hint.casefold()
        case Sighting(), Sighting():
            return True  # a crowd may spread its answers, and is one crowd all the same
        case _:
            return False


def _measure_same(one: Timestamp, other: Timestamp) -> bool:
    if not (one.scenes or one.denied or other.scenes or other.denied):
        return _near(one.credits_length or 0, other.credits_length or 0)
    return (
        one.denied == other.denied
        and len(one.scenes) == len(other.scenes)
        and all(
            scene.position is equal.position and _near(scene.starts, equal.starts)
            for scene, equal in zip(one.scenes, other.scenes, strict=True)
        )
    )


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= EQUAL_SECONDS
