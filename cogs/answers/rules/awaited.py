"""Films of which members are told when it is known whether a scene follows: who, and in how many
messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from cogs.shared.errors import UserFacingError
from data.catalogue.verdict import Judgement
from data.locales import _

MOST_AWAITED = 50
"""Films that one member can wait for."""

MOST_IN_ONE = 10
"""Films in one message: each takes at most 180 of Discord's 2,000 characters."""

FIRST_RETRY, LONGEST_RETRY = 60, 300
"""Seconds between two tries of a message that Discord did not take."""


class TooManyAwaitedError(UserFacingError):
    """The member waits for as many films as one can."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have {most} films on your list already. Take one off with /me awaited, then "
                "press again.",
                most=MOST_AWAITED,
            )
        )


class State(Enum):
    """Where a film stands for a member; ``FAILED``: it is known, and nobody could tell them."""

    WAITING = "waiting"
    KNOWN = "known"
    FAILED = "failed"


Asked = tuple[int | None, str]
"""The server in which a member asked, ``None`` outside servers, and the film's id."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A film that a member waits for.

    ``server_id`` and ``channel_id`` are where they asked, ``None`` outside servers. By DM they are
    told, ``in_channel`` where that was refused. ``batch`` names the message in which it is told,
    and ``tried_at`` is the epoch second of its first try.
    """

    id: int
    user_id: int
    film_id: str
    server_id: int | None
    channel_id: int | None
    state: State = State.WAITING
    in_channel: bool = False
    batch: int | None = None
    tried_at: int | None = None
    language: str = "en"


def now_known(judged: Mapping[Asked, Judgement | None]) -> list[Asked]:
    """Those of the films waited for whose verdict has become known; ``None``: the film is gone.

    A dispute and a verdict not known wait on; which scenes there are may still change afterwards.
    """
    return [asked for asked, judgement in judged.items() if judgement and judgement.settled]


def messages_of(due: Iterable[Awaited]) -> list[list[Awaited]]:
    """What is due, by the message in which it is told.

    What was tried together stays together, so that the message is known again. All else that one
    member is told at one place makes one message of at most :data:`MOST_IN_ONE` films.
    """
    groups: dict[tuple[int, int | None, int | None], list[Awaited]] = {}
    for one in sorted(due, key=lambda one: one.id):
        place = one.channel_id if one.in_channel else None
        groups.setdefault((one.user_id, place, one.batch), []).append(one)
    return [
        group[first : first + MOST_IN_ONE]
        for group in groups.values()
        for first in range(0, len(group), MOST_IN_ONE)
    ]


def next_try(first: int, now: int, asked_to_wait: float = 0.0) -> int:
    """When to try again what was tried ``first`` then and Discord did not take; epoch seconds.

    The pauses double, from one minute to five, and are never shorter than Discord asks for.
    """
    pause = min(max(now - first, FIRST_RETRY), LONGEST_RETRY)
    return now + max(pause, int(asked_to_wait) + 1)
