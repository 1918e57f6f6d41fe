"""Whether the running bot is connected: it says so in a file, which another process reads."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from data.atomic_files import write_whole
from data.clock import Clock
from data.installation import home_in
from data.process import FAILED, fail
from data.process.background import in_background
from data.settings import SettingsError, environment, read_env_file

log = logging.getLogger(__name__)

PERIOD = timedelta(seconds=20)
"""How often the file is written anew."""

LASTS = timedelta(seconds=60)
"""How old the file may be: two missed turns are forgiven."""

FILE_NAME = "connected_at"


class Connection(Protocol):
    """What is asked of a bot."""

    async def wait_until_ready(self) -> None:
        """Wait until it has been connected for the first time."""

    def is_connected(self) -> bool:
        """Whether it is connected now."""


@contextlib.asynccontextmanager
async def connection_noted(
    home: Path, clock: Clock, bot: Connection, period: timedelta = PERIOD
) -> AsyncIterator[None]:
    """Write into the home, for as long as the block lasts, when the bot was last connected.

    The file is taken away at the beginning, while the bot is not connected, and at the end.
    """
    path = home / FILE_NAME
    _note(path, None)
    try:
        async with in_background(_keep_noting(path, clock, bot, period)):
            yield
    finally:
        _note(path, None)


async def _keep_noting(path: Path, clock: Clock, bot: Connection, period: timedelta) -> None:
    await bot.wait_until_ready()
    while True:
        _note(path, clock() if bot.is_connected() else None)
        await asyncio.sleep(period.total_seconds())


def _note(path: Path, now: datetime | None) -> None:
    """Write the instant down; a disk that is full must not end the bot."""
    try:
        if now is None:
            path.unlink(missing_ok=True)
            return
        write_whole(path, now.isoformat().encode())
    except OSError as error:
        log.warning("%s cannot be written, so --healthy will say no: %s", path, error)


def is_connected(home: Path, now: datetime) -> bool:
    """Whether the bot of this home was connected within the last minute."""
    try:
        noted = datetime.fromisoformat((home / FILE_NAME).read_text(encoding="utf-8"))
        return abs(now - noted) <= LASTS
    except (OSError, ValueError, TypeError):  # TypeError: an instant without its time zone
        return False


def answer() -> int:
    """Say whether the bot is connected; the exit code is 0 if it is, else 1."""
    try:
        read_env_file()
    except SettingsError as error:
        return fail(str(error), FAILED)
    home = home_in(environment())
    now = datetime.now(UTC)  # noqa: TID251 - a process of its own; its clock is handed in here
    connected = is_connected(home, now)
    sys.stdout.write(
        "Stinger is connected to Discord.\n"
        if connected
        else f"Stinger is not connected to Discord, or does not run with {home} as its home.\n"
    )
    return 0 if connected else FAILED
