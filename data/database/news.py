"""What other processes change, told by PostgreSQL's NOTIFY in the transaction that changes it.

It reaches everybody together with the commit, and nobody if that fails. What decides who may see
something does not rest on it: the news takes a moment, and a member's next command may be faster.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

log = logging.getLogger(__name__)

CHANNEL = "stinger"

TRY_AGAIN = 1.0
"""Seconds until a lost connection is made anew."""

BEAT = 30.0
"""Seconds between two looks at whether the connection still answers, and the longest wait."""


class Topic(Enum):
    """What has changed."""

    MEMBER = "member"
    """What a member has set; the id is the member's."""
    SERVER = "server"
    """What a server has set; the id is the server's."""
    FILMS = "films"
    """What a server's members added about films; the id is the server's."""
    DUE = "due"
    """When the next work is due, of whatever kind; the id says nothing."""
    NOTICES = "notices"
    """Whom a notice waits for; the id says nothing."""


HEARD_HERE = frozenset({Topic.NOTICES})
"""What this process is told by the transaction too; whoever changes the rest says so itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change."""

    topic: Topic
    id: int = 0

    async def tell(self, connection: AsyncConnection) -> None:
        """Tell all processes, once the open transaction is committed; PostgreSQL only."""
        payload = f"{self.topic.value}:{self.id}"
        await connection.execute(
            text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload}
        )


class News:
    """Hears of changes, this process's own among them, and hands them on."""

    def __init__(self) -> None:
        self._hearers: dict[str, list[Callable[[int], None]]] = defaultdict(list)
        self._after_gap: list[Callable[[], None]] = []

    def on(self, topic: Topic, hear: Callable[[int], None]) -> None:
        """Call this with the id of each change of a topic."""
        self._hearers[topic.value].append(hear)

    def on_gap(self, hear: Callable[[], None]) -> None:
        """Call this when changes may have been missed: everything kept may be out of date."""
        self._after_gap.append(hear)

    async def listen(
        self,
        connect: Callable[[], AbstractAsyncContextManager[AsyncConnection]],
        beat: float = BEAT,
    ) -> None:
        """Listen on a connection of its own until cancelled; a lost one is made anew."""
        while True:
            reason = "the connection was closed"
            try:
                async with connect() as connection:
                    await self._hear(connection, beat)
            except Exception as error:  # noqa: BLE001 - the driver's own too, or no news come again
                reason = type(error).__name__
            log.warning("News of other processes are cut off: %s", reason)
            await asyncio.sleep(TRY_AGAIN)

    async def _hear(self, connection: AsyncConnection, beat: float) -> None:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        lost = asyncio.Event()
        driver.add_termination_listener(lambda _connection: lost.set())
        await driver.add_listener(CHANNEL, lambda *told: self.hear(told[-1]))
        for hear in self._after_gap:
            hear()
        self._heard(Topic.DUE.value, 0)  # it may have been told in the gap
        while not lost.is_set():
            async with asyncio.timeout(beat):
                await connection.execute(text("SELECT 1"))
            waiting = asyncio.ensure_future(lost.wait())
            await asyncio.wait((waiting,), timeout=beat)
            waiting.cancel()

    def hear(self, payload: str) -> None:
        """Hand a change on; what a newer version may say more is left alone."""
        topic, _, number = payload.partition(":")
        self._heard(topic, int(number))

    def tell_here(self, change: Change) -> None:
        """Hand on a change of this process, at once, if it is of :data:`HEARD_HERE`."""
        if change.topic in HEARD_HERE:
            self._heard(change.topic.value, change.id)

    def _heard(self, topic: str, number: int) -> None:
        for hear in self._hearers.get(topic, ()):
            hear(number)
