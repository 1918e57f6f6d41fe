"""Ending in order: what runs is cancelled, so that it can close what it has opened."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine

PATIENCE = 10.0
"""Seconds after which work that goes on is cancelled again. Python 3.11's ``wait_for`` loses a
cancellation that comes at the instant its own wait is over; discord.py connects with it."""


async def until_terminated(work: Coroutine[None, None, None], patience: float = PATIENCE) -> None:
    """Do the work until it ends, or SIGTERM or Ctrl-C ends it; raises what the work raises."""
    task = asyncio.ensure_future(work)
    terminated = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows; there Ctrl-C cancels us
            asyncio.get_running_loop().add_signal_handler(number, terminated.set)
    signalled = asyncio.ensure_future(terminated.wait())
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.wait((task, signalled), return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    while not task.done():
        task.cancel()
        await asyncio.wait((task,), timeout=patience)
    with contextlib.suppress(asyncio.CancelledError):
        await task
