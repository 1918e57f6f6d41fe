"""Many at once, a database that another keeps locked, and an end in the middle of it.

A real ``python bot.py`` serves a simulated Discord on the loopback. Two hundred members press
*Going* on one party within five seconds; then everything that writes is done at once while another
process holds the database for nine seconds (on SQLite; on PostgreSQL it holds the table of
reminders); then the bot is told to end while twenty cards are asked for.

    python -m benchmarks.rush [--database sqlite|postgresql] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import statistics
from collections.abc import Awaitable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.kills import SERVERS, city_served, database_served
from cogs.reminders.cards.party import POST
from cogs.reminders.cards.reminders import SAVE
from cogs.theories.cards.theory import RATE
from data.catalogue.catalogue import Catalogue
from data.schema import reminder
from data.settings import FILMS_FOLDER
from tests.cluster.city import City
from tests.cluster.deeds import GOING, WAIT, Programme, Town
from tests.cluster.members import Member, Reply
from tests.cluster.processes import WHOLE, Processes
from tests.other_process import written_elsewhere

GUESTS, PLACES, WITHIN = 200, 100, 5.0
"""Who presses *Going*, how many can come, and the seconds within which they press."""

LOCKED = 9.0
"""Seconds for which another process keeps the database."""

AT_THE_END = 20
CALM = 3.0

TICKS = os.sysconf("SC_CLK_TCK")
"""The unit of a process's times under Linux, a second's part."""


def latencies(city: City, numbers: Sequence[int]) -> dict[str, float]:
    """How long members waited until their interactions were acknowledged, in milliseconds."""
    took = sorted(
        1000 * (city.acknowledged_at[number] - city.sent_at[number])
        for number in numbers
        if number in city.acknowledged_at
    )
    return {
        "sent": len(numbers),
        "acknowledged": len(took),
        "p50_ms": round(statistics.median(took), 1),
        "p99_ms": round(took[int(0.99 * (len(took) - 1))], 1),
        "max_ms": round(took[-1], 1),
    }


def processor_seconds(process: asyncio.subprocess.Process) -> float:
    """The processor's time that a process has had, however busy the machine is; Linux only."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def going(town: Town, process: asyncio.subprocess.Process) -> dict[str, Any]:
    """Two hundred press *Going*."""
    city, server = town.city, SERVERS[0]
    post = await town.post_party(town.member(server), most=PLACES)
    if post is None:
        raise RuntimeError("The party was not posted.")
    await asyncio.sleep(CALM)
    edits_before = len(city.rooms.edits[int(post["id"])])
    numbers, busy_before = [], processor_seconds(process)
    for _ in range(GUESTS):
        numbers.append(await town.member(server).tap(post, GOING))
        await asyncio.sleep(WITHIN / GUESTS)
    await city.until(lambda: f"Waiting {GUESTS + 1 - PLACES} " in post["content"])
    places = [
        int(told[1])
        for number in numbers
        for word in city.answers[number][1:]
        if (told := re.search(r"You are number (\d+)", str(word.get("content"))))
    ]
    edits = city.rooms.edits[int(post["id"])][edits_before:]
    gaps = [later - sooner for sooner, later in pairwise(edits)]
    busy = processor_seconds(process) - busy_before
    return latencies(city, numbers) | {
        "processor_ms_each": round(1000 * busy / GUESTS, 1),
        "limit_and_list": re.findall(r"Going .*", post["content"])[0],
        "list_in_order": sorted(places) == list(range(1, GUESTS + 2 - PLACES)),
        "edits": len(edits),
        "least_gap_s": round(min(gaps, default=0.0), 2),
    }


async def locked(town: Town, address: str) -> dict[str, Any]:
    """Everything that writes, while nothing can be written."""
    city, server = town.city, SERVERS[1]
    # On PostgreSQL who reads does not wait; what is to be pressed is there before.
    ready = await _made_ready(town, server)
    before = set(city.sent_at)
    async with written_elsewhere(address, reminder):
        doing = [asyncio.ensure_future(one) for one in ready]
        await asyncio.sleep(LOCKED)
    replies = await asyncio.gather(*doing)
    answered = [str(one.text).strip()[:40] for one in replies]
    numbers = [number for number in city.sent_at if number not in before]
    return latencies(city, numbers) | {"answers": answered}


async def _made_ready(town: Town, server: int) -> list[Awaitable[Reply]]:
    def one() -> Member:
        return town.member(server)

    film, unknown = next(iter(town.programme.known)), town.programme.unknown[0]
    tomorrow = "tomorrow 20:00 utc"
    author, voter, scout, fan, host, planner, witness, waiting = (one() for _ in range(8))
    theory = {"kind": "echo", "evidence": "1:02:10 the map", "source": "press"}
    form = await author.use("theory new", film=film)
    await author.fill_in(form, claim="The lantern is hers", **theory)
    first = next(
        messages[0] for thread in city_threads(town) if (messages := town.city.messages[thread])
    )
    post = await town.post_party(host, most=5)
    assert post is not None
    rating = await voter.press(first, RATE)
    second = await scout.use("theory new", film=film)
    shown = await fan.use("remind stay", film=film, showtime="in 3 hours", preshow=20)
    planned = await planner.use("party new", film=film, when="in 5 hours")
    scene: dict[str, str | int] = {"position": "post-credits", "order": 1, "purpose": "tone change"}
    told = await witness.use("scene add", film=unknown, **scene)
    measured = await witness.use("timestamp add", film=unknown)
    card = await waiting.use("stinger", film=unknown)
    return [
        one().use("config policy", mode="strict"),
        one().use("me defaults", share="only me"),
        one().use("remind stay", film=film, showtime="in 2 hours", preshow=20),
        one().use("party new", film=film, when="in 4 hours"),
        one().use("party vote", when=tomorrow),
        fan.press(shown.on, SAVE),
        planner.press(planned.on, POST),
        voter.fill_in(rating, source="press", consistency="4", simplicity="3"),
        scout.fill_in(second, claim="His brother built the clock tower", **theory),
        witness.fill_in(
            told, purpose="tone change", hint="A quiet end.", hidden="A.", source="seen myself"
        ),
        witness.fill_in(
            measured, version="theatrical", runtime="2:00", scenes="mid 2:05", method="stopwatch"
        ),
        waiting.press(card.on, WAIT),
    ]


def city_threads(town: Town) -> list[int]:
    """The theories' threads, by id."""
    threads = town.city.rooms.threads
    return [number for number, one in threads.items() if one["name"].startswith("Theory")]


async def ended(
    town: Town, processes: Processes, process: asyncio.subprocess.Process
) -> dict[str, float | None]:
    """SIGTERM while cards are asked for."""
    city = town.city
    film = {"type": 3, "name": "film", "value": next(iter(town.programme.known))}
    numbers = [
        await city.command(SERVERS[number % len(SERVERS)], "stinger", film, who=5_000 + number)
        for number in range(AT_THE_END)
    ]
    began = asyncio.get_running_loop().time()
    code = await processes.kill(process, signal.SIGTERM)
    took = asyncio.get_running_loop().time() - began
    answers = [len(city.answers[number]) for number in numbers]
    return {"answered": answers.count(1), "of": len(answers), "code": code, "s": round(took, 2)}


async def run(kind: str, folder: Path) -> dict[str, Any]:
    """All three, one after the other."""
    town = Town(City(SERVERS), Programme.of(Catalogue.load(FILMS_FOLDER)), random.Random(1))
    with database_served(kind, folder) as address:
        async with city_served(town.city) as api:
            processes = Processes(address, api, folder, town.city, WHOLE)
            try:
                process = await processes.start()
                return {
                    "going": await going(town, process),
                    "locked": await locked(town, address),
                    "ended": await ended(town, processes, process),
                    "answered_twice": town.city.refused,
                }
            finally:
                await processes.end()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="many at once, a locked database, an end")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = asyncio.run(run(arguments.database, Path(folder)))
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, part in figures.items():
        print(name)
        for what, value in part.items() if isinstance(part, dict) else [("", part)]:
            print(f"  {what:>16} {value}")


if __name__ == "__main__":
    main()
