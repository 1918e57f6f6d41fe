"""Starts the stage and keeps it until somebody ends it."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import datetime

import discord
import simcord
from aiohttp import ClientSession, web

from stage.club.club import found_club
from stage.club.seed import seed
from stage.simulation import BotFactory, Seed, Simulation
from stage.supplement.commands import commands_in
from stage.supplement.locales import discord_locale, everybodys_locale
from stage.supplement.refusals import take_refusals_for_answers
from stage.supplement.webhooks import capable_webhooks
from stage.web.language import ENGLISH_ONLY, Languages
from stage.web.notices import NoticeBoard
from stage.web.server import StageServer

DEFAULT_PORT = 8765


class PortTakenError(Exception):
    """The port is in use or none at all; the text says so in one sentence."""


async def run_stage(
    make_bot: BotFactory,
    *,
    now: datetime,
    permissions: discord.Permissions,
    port: int = DEFAULT_PORT,
    fresh: bool = True,
    tour: bool = False,
    languages: Languages = ENGLISH_ONLY,
) -> None:
    """Play `make_bot`'s bot in the Film Club on http://127.0.0.1:port/ until SIGINT or SIGTERM.

    `make_bot` is awaited once now and once for each restart; every bot it makes is closed
    here. Simulated time begins at `now` (aware). The bot gets `permissions`. Port 0
    takes a free one. A bot that is not `fresh` remembers earlier visits: the club does nothing
    beforehand. Prints one line with the page's address before anything else, and logs nothing but
    warnings; the page comes as soon as the bot is there, begins with the tour if there is to be a
    `tour`, and is read in one of `languages`. Raises PortTakenError, and whatever the first bot
    raises while it is made or started.
    """
    stopped = _stop_signal()
    logging.getLogger().setLevel(logging.WARNING)

    def announce(address: str) -> None:
        page = f"{address}#tour" if tour else address
        sys.stdout.write(f"The stage opens in a moment: {page} (Ctrl-C ends it)\n")
        sys.stdout.flush()

    async with open_stage(
        make_bot,
        now=now,
        permissions=permissions,
        port=port,
        seed=seed if fresh else None,
        announce=announce,
        languages=languages,
    ):
        await stopped.wait()


@dataclass(frozen=True)
class OpenStage:
    """A stage that is being played; `address` is its page's, with the slash at the end."""

    address: str
    simulation: Simulation


@contextlib.asynccontextmanager
async def open_stage(
    make_bot: BotFactory,
    *,
    now: datetime,
    permissions: discord.Permissions,
    port: int,
    seed: Seed | None = None,
    announce: Callable[[str], None] | None = None,
    languages: Languages = ENGLISH_ONLY,
) -> AsyncIterator[OpenStage]:
    """As :func:`run_stage`, for as long as the block lasts.

    `seed` is what the club does before the first page is shown, in the language of that page;
    `announce` is told the address first of all.
    """
    with contextlib.closing(_reserve(port)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}/"
        if announce is not None:
            announce(address)
        bot = await make_bot()
        env = simcord.Env(bot, shard_count=bot.shard_count or 1, check_errors=False)
        take_refusals_for_answers(env)
        club = found_club(env, now, permissions)
        simulation = Simulation(env, club, bot, make_bot, seed)
        async with contextlib.AsyncExitStack() as stack:
            notices = stack.enter_context(_notice_board())
            stack.enter_context(capable_webhooks())
            stack.enter_context(everybodys_locale(lambda: discord_locale(simulation.language)))
            stack.enter_context(commands_in(lambda: discord_locale(simulation.language)))
            stack.push_async_callback(simulation.close)
            await simulation.open()
            session = await stack.enter_async_context(ClientSession())
            app = StageServer(simulation, notices, languages).app(session)
            await stack.enter_async_context(_listening(app, door))
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
async def _listening(app: web.Application, door: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.SockSite(runner, door).start()
        yield
    finally:
        await runner.cleanup()


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows' event loop knows no signal handlers; there Ctrl-C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
