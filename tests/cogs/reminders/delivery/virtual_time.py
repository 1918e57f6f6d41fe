"""Hours in which a dispatcher works, gone through at once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from cogs.reminders.delivery.dispatcher import Dispatcher
from cogs.reminders.store.outbox import Outbox
from data.database import Database
from tests.cogs.reminders.bookings import (
    Sender,
    Writer,
)


class Time:
    """A clock that rests move on, so that hours pass at once; ends the run at ``until``."""

    def __init__(self, now: datetime, until: datetime) -> None:
        self.now = now
        self.until = until
        self.rests: list[float] = []
        self.over = asyncio.Event()

    def __call__(self) -> datetime:
        return self.now

    async def rest(self, seconds: float) -> None:
        under_way = [t for t in asyncio.all_tasks() if t.get_name().startswith("message ")]
        if under_way:
            await asyncio.gather(*under_way)
            return
        self.rests.append(seconds)
        self.now += timedelta(seconds=seconds)
        if self.now >= self.until:
            self.over.set()
            await asyncio.Event().wait()


async def run(database: Database, sender: Sender, time: Time, writer: Writer | None = None) -> None:
    """Let a dispatcher work until its time is over."""
    dispatcher = Dispatcher(
        Outbox(database), writer or Writer(), sender, time, time.rest, lambda: None
    )
    running = asyncio.create_task(dispatcher.run())
    await time.over.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
