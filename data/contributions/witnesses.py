"""Whose word counts: who is independent, and when equal reports come too fast to be believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.contributions.kinds import AddedFilm, Content, Egg, Timestamp, ToldScene

ACCOUNT_AGE = timedelta(days=30)
TIME_IN_SERVER = timedelta(days=7)

BURST_WINDOW = timedelta(minutes=10)
BURST = 3
"""Equal reports by new accounts within the window, from which on they are held."""

EQUAL_SECONDS = 10
"""Offsets in the same step of so many seconds count as equal."""


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


def independent(witnesses: Iterable[Witness]) -> int:
    """How many of them are independent of each other."""
    return len({witness.key for witness in witnesses if witness.established})


def is_burst(content: Content, others: Sequence[Content]) -> bool:
    """Whether a new account's report, with other new accounts' of the window, is one too many."""
    alike = sum(fingerprint(other) == fingerprint(content) for other in others)
    return alike + 1 >= BURST


def fingerprint(content: Content) -> tuple[object, ...]:
    """The same for reports that say the same."""
    match content:
        case AddedFilm():
            return (content.title.casefold(), content.year)
        case ToldScene():
            return (content.position, content.order)
        case Timestamp():
            steps = tuple((s.position, s.starts // EQUAL_SECONDS) for s in content.scenes)
            return (steps, content.denied)
        case Egg():
            return (content.group, content.hint.casefold())
