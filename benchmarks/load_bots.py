"""The processes that `benchmarks.load` measures: Stinger, and a bare bot that answers constants.

Each line on a process's standard input asks for one line of figures about it on its output, as
JSON; the line ``collect`` has the garbage collector go through everything first.

    DISCORD_API_URL=… python -m benchmarks.load_bots (stinger | bare) HOME
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import sys
import time
from collections.abc import AsyncIterator, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import discord
from discord import app_commands, ui

from benchmarks.memory import resident_mb

TOKEN = f"{'4' * 24}.load.{'t' * 32}"
PERIOD = 0.005
"""Seconds between two looks at how long the event loop kept others waiting."""


class Stalls:
    """The longest that the event loop kept others waiting since it was last asked, in ms.

    ``wall`` is by the clock, in which other processes take their part, ``cpu`` by the processor's
    time of the loop's thread.
    """

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    async def watch(self) -> None:
        """Look all the time."""
        while True:
            began, used = time.perf_counter(), time.thread_time()
            await asyncio.sleep(PERIOD)
            self.wall = max(self.wall, (time.perf_counter() - began - PERIOD) * 1000)
            self.cpu = max(self.cpu, (time.thread_time() - used) * 1000)

    def told(self) -> dict[str, float]:
        """The two longest, from anew."""
        figures = {"stall_ms": round(self.wall, 2), "stall_cpu_ms": round(self.cpu, 2)}
        self.wall = self.cpu = 0.0
        return figures


async def tell(stalls: Stalls) -> None:
    """Answer each line of the input with figures."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    async for line in lines:
        if line.strip() == b"collect":
            gc.collect()
            await asyncio.sleep(2 * PERIOD)
        figures = {"cpu_s": time.process_time(), "resident_mb": round(resident_mb(), 1)}
        print(json.dumps(figures | stalls.told()), flush=True)


@contextlib.asynccontextmanager
async def beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Have some coroutines run as long as the block."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def stinger(home: Path, address: str) -> None:
    """Run Stinger as an operator does."""
    from bot import clock, load_resources
    from cogs import EXTENSIONS
    from cogs.shared.process.service import run_bot
    from data.process.log import start_log
    from data.settings import Settings

    start_log(logging.WARNING)

    database = f"sqlite+aiosqlite:///{home / 'load.sqlite3'}"
    settings = Settings(TOKEN, database, home, api_url=address)
    await run_bot(settings, partial(load_resources, settings), EXTENSIONS, clock, force_sync=False)


class BareBot(discord.AutoShardedClient):
    """As little of a bot as answers `/stinger` with a card, and its option with choices."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Have the one command."""
        self.tree.add_command(constant_card)
        await self.tree.sync()


async def _choices(
    _interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{current} {at}", value=f"film-{at}") for at in range(25)]


@app_commands.command(name="stinger", description="Answers a constant card.")
@app_commands.autocomplete(film=_choices)
async def constant_card(interaction: discord.Interaction, film: str) -> None:
    """The least that a command which answers with a card can do."""
    view = ui.LayoutView(timeout=None)
    told: ui.TextDisplay[Any] = ui.TextDisplay(
        f"### Stay seated\n1 scene after the credits\n-# Sources: {film}"
    )
    view.add_item(ui.Container(told, accent_colour=0x2E9E5B))
    labels = ("Remind me", "Theories", "Timestamps", "Why?", "Show privately")
    buttons: list[ui.Button[Any]] = [
        ui.Button(label=label, custom_id=f"{label}:{film}") for label in labels
    ]
    view.add_item(ui.ActionRow(*buttons))
    await interaction.response.send_message(view=view)


async def bare(address: str) -> None:
    """Run the bare bot."""
    from discord.http import Route

    Route.BASE = address
    async with BareBot() as bot:
        await bot.start(TOKEN)


async def main() -> None:
    """Run the bot that is asked for until the process is ended."""
    which, home, address = sys.argv[1:]
    stalls = Stalls()
    async with beside(stalls.watch(), tell(stalls)):
        await (stinger(Path(home), address) if which == "stinger" else bare(address))


if __name__ == "__main__":
    asyncio.run(main())
