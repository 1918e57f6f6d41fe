"""The bot as an operator starts it, in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from data.installation import ROOT
from data.prepared import FOLDER
from data.settings import VARIABLES
from tests.hang import HANG

BOT = ROOT / "bot.py"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Operator:
    """Starts the bot in an empty folder with nothing set but what is given.

    What a start prepares once for all others, which takes seconds, is ``prepared`` for all tests.
    """

    def __init__(self, folder: Path, prepared: Path) -> None:
        self._folder = folder
        prepared.mkdir(exist_ok=True)
        (folder / "home").mkdir()
        (folder / "home" / FOLDER).symlink_to(prepared)
        self.database_url = f"sqlite+aiosqlite:///{folder / 'var' / 'stinger.sqlite3'}"

        self.started: list[asyncio.subprocess.Process] = []

    async def starts(self, *arguments: str, **variables: str) -> asyncio.subprocess.Process:
        # An empty variable counts as not set, and keeps a developer's own .env from setting it.
        environment = dict.fromkeys(VARIABLES, "") | {
            "DATABASE_URL": self.database_url,
            "STINGER_HOME": str(self._folder / "home"),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(BOT),
            *arguments,
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], **environment, **variables},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self.started.append(process)
        return process

    async def runs(self, *arguments: str, **variables: str) -> Ended:
        return await ended(await self.starts(*arguments, **variables))


async def ended(process: asyncio.subprocess.Process) -> Ended:
    async with asyncio.timeout(HANG):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())
