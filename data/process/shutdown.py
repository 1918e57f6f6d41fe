"""Ending in order: what runs is cancelled, so that it can close what it has opened."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine
from typing import Any

PATIENCE = 10.0
"""Seconds after which work that goes on is cancelled again. Python 3.11's ``wait_for`` loses a
cancellation that comes at the instant its own wait is over; discord.py connects with it."""


AGAIN = 1.0
"""Seconds after which what the work has left behind is cancelled again: closing a SQLite connection
that was given up meanwhile waits for its thread, which has ended, and outlives one cancellation."""


async def until_terminated(work: Coroutine[None, None, None], patience: float = PATIENCE) -> None:
    """Do the work until it ends, or SIGTERM or Ctrl-C ends it; raises what the work raises.

    What it has left running is cancelled too, as often as it takes.
    """
    others = asyncio.all_tasks()
    task = asyncio.ensure_future(work)
    terminated = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows; there Ctrl-C cancels us
            asyncio.get_running_loop().add_signal_handler(number, terminated.set)
    signalled = asyncio.ensure_future(terminated.wait())
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.wait((task, signalled), return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    if not task.done():
        await _cancelled({task}, patience)
    await _cancelled(asyncio.all_tasks() - others, AGAIN)
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _cancelled(tasks: set[asyncio.Task[Any]], patience: float) -> None:
    while tasks:
        for task in tasks:
            task.cancel()
        _, tasks = await asyncio.wait(tasks, timeout=patience)
