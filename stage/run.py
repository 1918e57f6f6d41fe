"""Starts the stage and keeps it until somebody ends it."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import datetime

import discord
import simcord
from aiohttp import ClientSession, web

from stage.club import found_club
from stage.notices import NoticeBoard
from stage.server import StageServer
from stage.simulation import BotFactory, Simulation

DEFAULT_PORT = 8765


class PortTakenError(Exception):
    """The port is in use; the text says so in one sentence."""


async def run_stage(
    make_bot: BotFactory,
    *,
    now: datetime,
    permissions: discord.Permissions,
    port: int = DEFAULT_PORT,
) -> None:
    """Play `make_bot`'s bot in the Film Club on http://127.0.0.1:port/ until SIGINT or SIGTERM.

    `make_bot` is awaited once now and once for each restart; every bot it makes is closed
    here. Simulated time begins at `now` (aware). The bot gets exactly `permissions`. Port 0
    takes a free one. Prints one line when the page can be opened. Raises PortTakenError, and
    whatever the first bot raises while it is made or started.
    """
    stopped = _stop_signal()
    async with _open_stage(make_bot, now, permissions, port) as address:
        sys.stdout.write(f"The stage is open: {address} (Ctrl-C ends it)\n")
        sys.stdout.flush()
        await stopped.wait()


@contextlib.asynccontextmanager
async def _open_stage(
    make_bot: BotFactory, now: datetime, permissions: discord.Permissions, port: int
) -> AsyncIterator[str]:
    bot = await make_bot()
    env = simcord.Env(bot, shard_count=bot.shard_count or 1, check_errors=False)
    simulation = Simulation(env, found_club(env, now, permissions), bot, make_bot)
    with _notice_board() as notices, env.time_context():
        try:
            await simulation.open()
            async with ClientSession() as session:
                app = StageServer(simulation, notices).app(session)
                async with _listening(app, port) as address:
                    clock = asyncio.create_task(simulation.keep_time())
                    try:
                        yield address
                    finally:
                        clock.cancel()
                        await asyncio.gather(clock, return_exceptions=True)
        finally:
            await simulation.close()


@contextlib.contextmanager
def _notice_board() -> Iterator[NoticeBoard]:
    board = NoticeBoard()
    logging.getLogger().addHandler(board)
    try:
        yield board
    finally:
        logging.getLogger().removeHandler(board)


@contextlib.asynccontextmanager
async def _listening(app: web.Application, port: int) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        try:
            await site.start()
        except OSError as error:
            raise PortTakenError(
                f"Port {port} is in use; choose another one with --port."
            ) from error
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows' event loop knows no signal handlers; there Ctrl-C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
