"""Two and three processes: each speaks for its shards, none twice, and none is missed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cogs.reminders.rules.schedule import Phase
from data.database import Change, Database, Topic
from data.installation import ROOT
from data.schema import outbox
from data.settings import VARIABLES
from tests.cluster.city import City
from tests.cogs.reminders.crash.filling import add_message
from tests.loopback import discord_like

pytestmark = [
    pytest.mark.parametrize("database_address", ["postgresql"], indirect=True),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM handlers"),
]

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"
SERVERS = [number << 22 for number in range(1_000_000, 1_000_006)]
"""Of two shards the even ones are the first's."""

PRIVATE = 64


class Cluster:
    """Processes of one bot, on one database and one city."""

    def __init__(self, address: str, api: str, home: Path, city: City) -> None:
        self.database = Database(address)
        self.city = city
        self._address = address
        self._api = api
        self._home = home
        self._running: list[asyncio.subprocess.Process] = []

    async def launch(self, count: int, ids: str) -> asyncio.subprocess.Process:
        """Start a process for these shards."""
        environment = dict.fromkeys(VARIABLES, "") | {
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": self._address,
            "DISCORD_API_URL": self._api,
            "STINGER_HOME": str(self._home / f"{count}-{ids}"),
            "SHARD_COUNT": str(count),
            "SHARD_IDS": ids,
        }
        with self._log(len(self._running)).open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.cluster.child"),
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
                stderr=log,
            )
        self._running.append(process)
        return process

    async def start(self, count: int, ids: str) -> asyncio.subprocess.Process:
        """Start a process and wait until its shards are at work."""
        process = await self.launch(count, ids)
        wanted = {(int(shard), count) for shard in ids.split(",")}
        await self.city.until(lambda: wanted <= self.city.shards_at_work())
        return process

    async def kill(self, process: asyncio.subprocess.Process, how: int = signal.SIGKILL) -> int:
        process.send_signal(how)
        return await process.wait()

    def log(self, process: asyncio.subprocess.Process) -> str:
        return self._log(self._running.index(process)).read_text()

    def _log(self, number: int) -> Path:
        return self._home / f"log-{number}"

    async def due(self, server: int, phase: Phase = Phase.CARD) -> None:
        """Have a message due in a server's channel."""
        now = datetime.now(UTC)  # noqa: TID251 - the processes' own clock
        at = now - timedelta(seconds=1)
        await add_message(self.database, phase, at, runtime=400, channel=server + 1, server=server)
        async with self.database.transaction() as connection:
            await Change(Topic.DUE).tell(connection)

    async def sent(self, servers: list[int], each: int) -> None:
        """Wait until each of the servers has had so many messages."""
        await self.city.until(
            lambda: all(len(self.city.messages[server + 1]) >= each for server in servers)
        )

    async def answered(self, number: int, words: int = 1) -> list[dict[str, Any]]:
        """Wait for what an interaction is answered with."""
        await self.city.until(lambda: len(self.city.answers[number]) >= words)
        return self.city.answers[number]

    async def end(self) -> None:
        for process in self._running:
            if process.returncode is None:
                await self.kill(process)
        await self.database.close()


@pytest.fixture
async def cluster(database_address: str, tmp_path: Path) -> AsyncIterator[Cluster]:
    city = City(SERVERS)
    async with discord_like(city.app()) as api:
        running = Cluster(database_address, api, tmp_path, city)
        try:
            yield running
        finally:
            await running.end()
            await city.cut_off()


async def test_two_processes_share_the_work_and_one_takes_over_what_another_left(
    cluster: Cluster,
) -> None:
    city = cluster.city
    first = await cluster.start(2, "0")
    second = await cluster.start(2, "1")
    assert city.synced == 1

    # A second start with the same shard is refused, and one that counts otherwise.
    for count, ids in ((2, "1"), (3, "2")):
        refused = await cluster.launch(count, ids)
        assert await refused.wait() == 2
        assert "Another process of this bot" in cluster.log(refused)
    assert second.returncode is None

    # Each message once, wherever it is due.
    for server in SERVERS:
        await cluster.due(server)
    await cluster.sent(SERVERS, 1)

    # What a member sets by one process holds in the other at once.
    number = await city.command(SERVERS[0], "me defaults", _text("share", "only me"))
    await cluster.answered(number)
    number = await city.command(SERVERS[1], "stinger", _text("film", "night-harbour-2024"))
    (shown, *_) = await cluster.answered(number)
    assert shown["data"]["flags"] & PRIVATE

    # The work of a killed process waits for whoever runs its shards next.
    await cluster.kill(second)
    await city.until(lambda: city.shards_at_work() == {(0, 2)})
    for server in SERVERS:
        await cluster.due(server)
    await cluster.sent(SERVERS[::2], 2)
    assert [len(city.messages[server + 1]) for server in SERVERS] == [2, 1] * 3
    await cluster.start(2, "1")
    await cluster.sent(SERVERS, 2)
    assert await cluster.kill(first, signal.SIGTERM) == 0
    assert [len(city.messages[server + 1]) for server in SERVERS] == [2] * 6
    assert city.refused == 0


async def test_resharding_loses_nothing_and_doubles_nothing(cluster: Cluster) -> None:
    city = cluster.city
    both = await cluster.start(2, "0,1")
    for server in SERVERS:
        await cluster.due(server)
    await cluster.sent(SERVERS, 1)
    assert await cluster.kill(both, signal.SIGTERM) == 0
    for server in SERVERS:
        await cluster.due(server)
        await cluster.due(server)
    await cluster.start(3, "1")
    await cluster.start(3, "0")
    await cluster.start(3, "2")
    await cluster.sent(SERVERS, 3)
    async with cluster.database.reading() as connection:
        states = set(await connection.scalars(select(outbox.c.state)))
    assert states <= {"sent", "claimed"}
    assert [len(city.messages[server + 1]) for server in SERVERS] == [3] * 6


async def test_what_is_in_flight_at_the_end_is_answered(cluster: Cluster) -> None:
    process = await cluster.start(1, "0")
    numbers = [
        await cluster.city.command(
            SERVERS[number % 6], "stinger", _text("film", "night-harbour-2024")
        )
        for number in range(20)
    ]
    await cluster.answered(numbers[0])
    assert await cluster.kill(process, signal.SIGTERM) == 0
    assert [len(cluster.city.answers[number]) for number in numbers] == [1] * 20


def _text(name: str, value: str) -> dict[str, Any]:
    return {"type": 3, "name": name, "value": value}
