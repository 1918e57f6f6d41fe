"""What Stinger carries, through the real gateway and REST, held against a bare discord.py bot.

Both bots run in processes of their own against one Discord on the loopback, and are asked in
turns, so that the machine's speed cancels out of the ratios; what a core carries is counted by the
processor's time of the bot's process. The bare bot answers `/stinger` with a constant card.

    python -m benchmarks.load [--rate N] [--seconds N] [--turns N] [--flood SECONDS] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import web

from data.catalogue.catalogue import Catalogue
from data.settings import FILMS_FOLDER
from tests.cluster.city import COMMAND, COMPLETION, City
from tests.loopback import discord_like

SERVERS = [(number << 22) + 1 for number in range(1, 101)]
MEMBERS = 2_000
"""So many that nobody uses up an allowance."""
FILMS = 300
AT_ONCE = 8
"""Interactions under way while it is measured what a core carries."""
TOO_LATE = 3.0
"""Seconds after which Discord takes no answer."""
WARM_UP = 400
BEGINNINGS = ("iron", "the av", "spid", "godz", "du", "star w", "knifes o", "amelie", "ju", "x")
AFTERWARDS = 5.0
"""Seconds after a flood until latency is to be as before."""
FLOODED = 3
"""How many times as much comes in during a flood as the bot sustains."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LoadCity(City):
    """A city in which commands are used by many, that tells when each was answered."""

    def __init__(self, films: list[str]) -> None:
        super().__init__(SERVERS)
        self._began: dict[int, float] = {}
        self._answered: dict[int, asyncio.Future[float]] = {}
        self._took: list[float | None] = []
        self._films = films
        self._turns = count()

    def app(self) -> web.Application:
        """The city's, in which answers are noted."""

        @web.middleware
        async def noted(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._noted(request, handler)

        app = super().app()
        app.middlewares.append(noted)
        return app

    async def _noted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        instant = time.perf_counter()
        number = int(request.match_info.get("id", 0))
        began = self._began.pop(number, None)
        if began is not None:
            took = instant - began
            self._took.append(took if took < TOO_LATE else None)
            if (answered := self._answered.pop(number, None)) is not None:
                answered.set_result(took)
        response = await handler(request)
        for kept in (self.answers, self.acknowledged_at, self.sent_at):
            kept.pop(number, None)
        return response

    async def _asks(self, *, typing: bool) -> int:
        """Have the next member ask; the id of the interaction."""
        turn = next(self._turns)
        texts = BEGINNINGS if typing else self._films
        option = {"type": 3, "name": "film", "value": texts[turn % len(texts)], "focused": typing}
        command = {"id": "1", "type": 1, "name": "stinger", "options": [option]}
        kind = COMPLETION if typing else COMMAND
        server, member = SERVERS[turn % len(SERVERS)], 10_000 + turn % MEMBERS
        return await self.interact(kind, server, command, who=member)

    async def ask(self, *, typing: bool) -> None:
        """Have the next member ask, and wait for the answer, as long as one would be taken."""
        number = await self._asks(typing=typing)
        if number in self._began:
            answered = asyncio.get_running_loop().create_future()
            self._answered[number] = answered
            with suppress(TimeoutError):
                await asyncio.wait_for(answered, TOO_LATE)
            self._answered.pop(number, None)

    async def _dispatch(self, socket: web.WebSocketResponse, name: str, data: Any) -> None:  # noqa: ANN401 - the event's
        if name == "INTERACTION_CREATE":
            self._began[int(data["id"])] = time.perf_counter()
        await super()._dispatch(socket, name, data)

    async def asked_steadily(self, rate: float, seconds: float) -> list[float | None]:
        """What each takes when so many a second ask, however slowly they are answered; ``None`` for
        one that has no answer in time.

        Nobody waits for a single one here, so that a flood costs the bot more than this process.
        """
        self._began.clear()
        self._took = []
        began = time.perf_counter()
        for number in range(int(rate * seconds)):
            ahead = began + number / rate - time.perf_counter()
            if ahead > 0:
                await asyncio.sleep(ahead)
            elif number % AT_ONCE == 0:
                await asyncio.sleep(0)
            await self._asks(typing=False)
        gives_up = time.perf_counter() + TOO_LATE
        while self._began and time.perf_counter() < gives_up:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)
        return [*self._took, *(None for _ in self._began)]

    async def asked_at_once(self, number: int, *, typing: bool) -> None:
        """Have a few ask all the time, until so many have been answered."""
        waiting = iter(range(number))

        async def one_by_one() -> None:
            for _ in waiting:
                await self.ask(typing=typing)

        await asyncio.gather(*(one_by_one() for _ in range(AT_ONCE)))


class Bot:
    """A bot's process and the city that it is in."""

    def __init__(self, process: Process, city: LoadCity) -> None:
        self._process = process
        self.city = city

    async def figures(self, order: str = "") -> dict[str, float]:
        """What its process says of itself; see :mod:`benchmarks.load_bots`."""
        source, target = self._process.stdout, self._process.stdin
        assert source is not None and target is not None
        target.write(f"{order}\n".encode())
        told: dict[str, float] = json.loads(await source.readline())
        return told

    async def per_core(self, number: int, *, typing: bool) -> float:
        """How many a second are answered with one core's whole time."""
        before = await self.figures()
        await self.city.asked_at_once(number, typing=typing)
        return number / ((await self.figures())["cpu_s"] - before["cpu_s"])


@asynccontextmanager
async def running(which: str, home: Path, films: list[str]) -> AsyncIterator[tuple[Bot, float]]:
    """A bot, and the seconds from its process's start to its first answer."""
    city = LoadCity(films)
    async with discord_like(city.app()) as address:
        began = time.perf_counter()
        command = (sys.executable, "-m", "benchmarks.load_bots", which, str(home), address)
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        try:
            await city.until(lambda: bool(city.identified))
            await city.ask(typing=False)
            yield Bot(process, city), time.perf_counter() - began
        finally:
            process.terminate()
            await process.wait()
            await city.cut_off()


async def measure(
    films: list[str], rate: float, seconds: float, turns: int, flood: float
) -> dict[str, dict[str, float]]:
    """The figures of both bots."""
    figures: dict[str, dict[str, float]] = {"stinger": {}, "bare": {}}
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        bots: dict[str, Bot] = {}
        async with running("stinger", folder, films) as (_, first_start):
            figures["stinger"]["first_start_s"] = round(first_start, 2)
        for which, told in figures.items():
            bot, start = await stack.enter_async_context(running(which, folder, films))
            bots[which] = bot
            figures_now = await bot.figures()
            told |= {"start_s": round(start, 2), "start_cpu_s": round(figures_now["cpu_s"], 2)}
            told |= {"resident_mb": figures_now["resident_mb"]}
        for bot in bots.values():
            await bot.city.asked_at_once(WARM_UP, typing=False)
            await bot.city.asked_at_once(WARM_UP, typing=True)
            await bot.figures()
        took: defaultdict[str, list[float]] = defaultdict(list)
        rates: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        for _ in range(turns):
            for which, bot in bots.items():
                answers = await bot.city.asked_steadily(rate, seconds)
                took[which] += [seconds for seconds in answers if seconds is not None]
                figures[which]["lost"] = figures[which].get("lost", 0) + answers.count(None)
                _keep_highest(figures[which], await bot.figures())
                rates[which, "stinger"].append(await bot.per_core(400, typing=False))
                rates[which, "complete"].append(await bot.per_core(400, typing=True))
                collected = await bot.figures("collect")
                _keep_highest(figures[which], {f"gc_{k}": v for k, v in collected.items()})
        for which, bot in bots.items():
            figures[which] |= _latency(took[which])
            figures[which] |= {
                "per_core_s": round(statistics.median(rates[which, "stinger"]), 1),
                "complete_per_core_s": round(statistics.median(rates[which, "complete"]), 1),
                "resident_after_mb": (await bot.figures())["resident_mb"],
            }
        if flood:
            figures["flood"] = await flooded(bots["stinger"], flood)
    return figures


def _keep_highest(figures: dict[str, float], told: Mapping[str, float]) -> None:
    for name, figure in told.items():
        if "stall" in name:
            figures[name] = max(figure, figures.get(name, 0.0))


def _latency(took: list[float]) -> dict[str, float]:
    ordered = sorted(took)
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(ordered[int(0.99 * len(ordered))] * 1000, 2),
    }


async def _sustained(bot: Bot) -> float:
    """How many a second it answers while :data:`AT_ONCE` are under way."""
    began, number = time.perf_counter(), 12_000
    await bot.city.asked_at_once(number, typing=False)
    return number / (time.perf_counter() - began)


async def flooded(bot: Bot, seconds: float) -> dict[str, float]:
    """What becomes of three times what it sustains, and how it is soon afterwards."""
    before = await _sustained(bot)
    quiet = _latency([t for t in await bot.city.asked_steadily(20, 3) if t is not None])
    resident = (await bot.figures())["resident_mb"]
    answers = await bot.city.asked_steadily(FLOODED * before, seconds)
    answered = sum(one is not None for one in answers)
    grown = (await bot.figures())["resident_mb"] - resident
    await asyncio.sleep(AFTERWARDS)
    after = _latency([t for t in await bot.city.asked_steadily(20, 3) if t is not None])
    # The machine may be faster now than before it.
    sustained = statistics.mean((before, await _sustained(bot)))
    return {
        "sustained_s": round(sustained, 1),
        "answered_s": round(answered / seconds, 1),
        "answered_share": round(answered / seconds / sustained, 2),
        "grown_mb": round(grown, 1),
        **{f"before_{name}": figure for name, figure in quiet.items()},
        **{f"after_{name}": figure for name, figure in after.items()},
    }


def report(figures: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The table: each figure of both bots, and the ratio of the two."""
    ours, bare = figures["stinger"], figures["bare"]
    yield f"{'':24}{'Stinger':>10}{'bare bot':>10}{'ratio':>8}"
    for name, figure in ours.items():
        other = bare.get(name)
        shown = "" if other is None else f"{other:10.2f}"
        ratio = f"{figure / other:8.2f}" if other else ""
        yield f"{name:24}{figure:10.2f}{shown:>10}{ratio:>8}"
    for name, figure in figures.get("flood", {}).items():
        yield f"flood {name:18}{figure:10.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="what Stinger carries, against a bare bot")
    parser.add_argument("--rate", type=float, default=50, help="/stinger a second for latency")
    parser.add_argument("--seconds", type=float, default=10, help="of each turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--flood", type=float, default=0, help="seconds; 0: none")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    films = [film.id for film in Catalogue.load(FILMS_FOLDER).films[:FILMS]]
    figures = asyncio.run(measure(films, given.rate, given.seconds, given.turns, given.flood))
    if given.json:
        print(json.dumps({"load": os.getloadavg()[0], **figures}))
    else:
        print("\n".join(report(figures)))


if __name__ == "__main__":
    main()
