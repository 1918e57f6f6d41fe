"""What is computed from a member's text, and how much of it one member may ask for.

Nobody keeps others waiting, by four bounds:

* what a parser reads, and how often it asks the look-up, is limited where it does so;
* a member, and a server, has an allowance for everything that makes the bot work;
* what can take over five milliseconds is done beside the event loop, in a few threads, of which
  nobody has more than one at a time;
* and it is waited for no longer than :data:`PATIENCE`.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import discord

from cogs.shared.errors import UserFacingError
from cogs.shared.limits.allowance import Allowance
from data.clock import Clock
from data.locales import N_

KEYSTROKE, PRESS, COMMAND, FORM, QUESTION = 1, 1, 2, 2, 8
"""What a use costs, each unit at most some three milliseconds: a letter typed into an option, a
button or choice, a command or menu, a form, a question in chat."""

MEMBER_MOST, MEMBER_PER_SECOND = 60, 4
"""Seven questions or thirty commands at once; then one in two seconds, or two in one."""

SERVER_MOST, SERVER_PER_SECOND = 1_000, 100
"""A whole cinema at once that presses a button and sends a form."""

THREADS = 2
HANDS_OVER = 0.0005
"""Seconds after which a thread that computes lets the event loop go on if that waits: an answer
waits so long at each step that it takes, and Python's own 0.005 made three times its time of it."""
PATIENCE = 2.0
"""Seconds; Discord waits three for an answer."""

T = TypeVar("T")


class TooMuchAtOnceError(UserFacingError):
    """The member, or the server, has used up the allowance."""

    sentence = N_("That is a lot at once. Wait a few seconds, then try it again.")


class TooLongError(UserFacingError):
    """What was typed could not be worked out within :data:`PATIENCE`."""

    sentence = N_("I could not work that out in time. Try it again, in fewer words.")


class Work:
    """What members make the bot do, within bounds."""

    def __init__(self, clock: Clock, patience: float = PATIENCE) -> None:
        self._clock = clock
        self._patience = patience
        self._members = Allowance(MEMBER_MOST, MEMBER_PER_SECOND)
        self._servers = Allowance(SERVER_MOST, SERVER_PER_SECOND)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(THREADS)
        sys.setswitchinterval(HANDS_OVER)

    def allows(self, user_id: int, server_id: int | None, cost: int) -> bool:
        """Whether a use is within the allowances; if so, it is taken from them.

        What a member is refused costs their server nothing.
        """
        now = self._clock()
        if not self._members.take(user_id, cost, now):
            return False
        return server_id is None or self._servers.take(server_id, cost, now)

    def require(self, interaction: discord.Interaction[Any], cost: int) -> None:
        """Raise :class:`TooMuchAtOnceError` for a use that is not within the allowances."""
        if not self.allows(interaction.user.id, interaction.guild_id, cost):
            raise TooMuchAtOnceError

    async def compute(
        self,
        user_id: int,
        compute: Callable[[], T],
        after: Callable[[], Awaitable[object]] | None = None,
    ) -> T:
        """What a pure function returns, computed in a thread while others are served.

        Of one member one is computed at a time, the others wait; whose turn it is waits for
        ``after``. Raises what the function raises, and :class:`TooLongError`.
        """
        turn = self._turns.setdefault(user_id, asyncio.Lock())
        # What has come in at the same moment begins before a thread shares the processor with it.
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(self._patience), turn:
                if after is not None:
                    await after()
                async with self._places:
                    return await asyncio.to_thread(compute)
        except TimeoutError as error:
            raise TooLongError from error
