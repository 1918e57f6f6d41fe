"""Who hosts a party after its host, and when it is asked whether the host is still there.

Stinger does not hear who leaves a server: that would take a privileged intent. So it asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from cogs.reminders.rules.screenings import epoch

MOST_COHOSTS = 5

ASKED_EVERY = timedelta(days=1)
ASKED_BEFORE = timedelta(hours=1)


def heirs(host_id: int | None, cohosts: Sequence[int], going: Sequence[int]) -> list[int]:
    """Who is asked for in turn: co-hosts in their order, then who has been going longest."""
    in_turn = dict.fromkeys((*cohosts, *going))
    in_turn.pop(host_id or 0, None)
    return list(in_turn)


def next_host_check(now: datetime, showtime: datetime) -> int | None:
    """The second at which to ask again: every day, an hour before the showtime, and at it.

    ``None`` from then on.
    """
    instants = (now + ASKED_EVERY, showtime - ASKED_BEFORE, showtime)
    return min((epoch(one) for one in instants if now < one <= showtime), default=None)
