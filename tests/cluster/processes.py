"""Starts the bot's processes on one database and one simulated Discord, and kills them."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from data.installation import ROOT
from data.settings import VARIABLES
from tests.cluster.city import City

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"

SMALL = ("-m", "tests.cluster.child")
"""A process over a small catalogue, which starts at once."""

WHOLE = ("bot.py",)
"""The bot as an operator starts it."""


class Processes:
    """Processes of one bot, each with its log in a folder; ``program`` is what Python runs."""

    def __init__(
        self, address: str, api: str, home: Path, city: City, program: Sequence[str] = SMALL
    ) -> None:
        self.city = city
        self._address = address
        self._api = api
        self._home = home
        self._program = program
        self._logs: dict[asyncio.subprocess.Process, Path] = {}
        self._numbers = itertools.count()

    async def launch(self, count: int = 0, ids: str = "") -> asyncio.subprocess.Process:
        """Start a process for these shards; for all of them without a count."""
        environment = dict.fromkeys(VARIABLES, "") | {
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": self._address,
            "DISCORD_API_URL": self._api,
            "STINGER_HOME": str(self._home / f"{count}-{ids}"),
            "SHARD_COUNT": str(count or ""),
            "SHARD_IDS": ids,
        }
        path = self._home / f"log-{next(self._numbers)}"
        with path.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self._program),
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
                stderr=log,
            )
        self._logs[process] = path
        return process

    async def start(self, count: int = 0, ids: str = "") -> asyncio.subprocess.Process:
        """Start a process and wait until its shards are at work."""
        process = await self.launch(count, ids)
        wanted = {(int(shard), count or 1) for shard in (ids or "0").split(",")}
        await self.city.until(lambda: wanted <= self.city.shards_at_work())
        return process

    async def kill(self, process: asyncio.subprocess.Process, how: int = signal.SIGKILL) -> int:
        """Send it a signal and wait for its end; its exit code."""
        process.send_signal(how)
        return await process.wait()

    def log(self, process: asyncio.subprocess.Process) -> str:
        """What it has said."""
        return self._logs[process].read_text()

    async def end(self) -> None:
        """Kill those that are left."""
        for process in self._logs:
            if process.returncode is None:
                await self.kill(process)

    def print_logs(self) -> None:
        """Print what each of them has said."""
        for path in self._logs.values():
            sys.stdout.write(f"{path.name}:\n{path.read_text()}\n")
