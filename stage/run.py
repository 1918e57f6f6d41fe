"""Starts the stage and keeps it until somebody ends it."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass
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
    """The port is in use or none at all; the text says so in one sentence."""


async def run_stage(
    make_bot: BotFactory,
    *,
    now: datetime,
    permissions: discord.Permissions,
    port: int = DEFAULT_PORT,
) -> None:
    """Play `make_bot`'s bot in the Film Club on http://127.0.0.1:port/ until SIGINT or SIGTERM.

    `make_bot` is awaited once now and once for each restart; every bot it makes is closed
    here. Simulated time begins at `now` (aware). The bot gets `permissions`. Port 0
    takes a free one. Prints one line when the page can be opened. Raises PortTakenError, and
    whatever the first bot raises while it is made or started.
    """
    stopped = _stop_signal()
    async with open_stage(make_bot, now=now, permissions=permissions, port=port) as stage:
        sys.stdout.write(f"The stage is open: {stage.address} (Ctrl-C ends it)\n")
        sys.stdout.flush()
        await stopped.wait()


@dataclass(frozen=True)
class OpenStage:
    """A stage that is being played; `address` is its page's, with the slash at the end."""

    address: str
    simulation: Simulation


@contextlib.asynccontextmanager
async def open_stage(
    make_bot: BotFactory, *, now: datetime, permissions: discord.Permissions, port: int
) -> AsyncIterator[OpenStage]:
    """As :func:`run_stage`, for as long as the block lasts."""
    door = _reserve(port)
    bot = await make_bot()
    env = simcord.Env(bot, shard_count=bot.shard_count or 1, check_errors=False)
    simulation = Simulation(env, found_club(env, now, permissions), bot, make_bot)
    async with contextlib.AsyncExitStack() as stack:
        notices = stack.enter_context(_notice_board())
        stack.push_async_callback(simulation.close)
        await simulation.open()
        session = await stack.enter_async_context(ClientSession())
        app = StageServer(simulation, notices).app(session)
        address = await stack.enter_async_context(_listening(app, door))
        await stack.enter_async_context(_running(simulation.keep_time()))
        yield OpenStage(address, simulation)


@contextlib.asynccontextmanager
async def _running(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.contextmanager
def _notice_board() -> Iterator[NoticeBoard]:
    board = NoticeBoard()
    logging.getLogger().addHandler(board)
    try:
        yield board
    finally:
        logging.getLogger().removeHandler(board)


def _reserve(port: int) -> socket.socket:
    """Take the loopback port before anything else is begun, so that a failure costs nothing."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        raise PortTakenError(
            f"Port {port} is taken or not allowed; choose another one with --port."
        ) from error


@contextlib.asynccontextmanager
async def _listening(app: web.Application, door: socket.socket) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.SockSite(runner, door).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/"
    finally:
        await runner.cleanup()


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows' event loop knows no signal handlers; there Ctrl-C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
