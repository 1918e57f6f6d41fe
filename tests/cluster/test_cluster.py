"""Several processes: each speaks for its shards, none twice, and none is missed."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from discord.utils import snowflake_time
from sqlalchemy import text

from cogs.reminders.rules.schedule import Phase
from cogs.shared.entries import AWAIT
from cogs.shared.sending.delivery import AT_ONCE, SENDS_A_SECOND
from data.catalogue.film import Film
from data.contributions.rules.agreement import UNCONTESTED
from data.contributions.rules.sightings import Answer, sighting_of
from data.contributions.rules.witnesses import Witness
from data.contributions.store.submissions import Submission
from data.database import Change, Database, Topic
from data.schema import member_setting
from tests.cluster.audit import faults
from tests.cluster.city import COMPONENT, City
from tests.cluster.deeds import Programme, Town
from tests.cluster.members import Member
from tests.cluster.objects import FIRST_DM
from tests.cluster.processes import Processes
from tests.cogs.reminders.crash.outbox import add_message
from tests.conftest import ON_POSTGRESQL, SOON
from tests.e2e.replies import components_of
from tests.films import TWO_SCENES, UNKNOWN, known_films, small_catalogue
from tests.loopback import discord_like
from tests.other_process import written_elsewhere

pytestmark = [
    ON_POSTGRESQL,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM handlers"),
]

SERVERS = [number << 22 for number in range(1_000_000, 1_000_012)]
"""The remainder of a server's number is its shard: of four here the first is the first's."""

PRIVATE = 64

MANY = 40
"""Messages that take a process alone most of a second."""

Deed = Callable[[int], Awaitable[None]]


class Cluster(Processes):
    """Processes of one bot, on one database and one city."""

    def __init__(self, address: str, api: str, home: Path, city: City) -> None:
        super().__init__(address, api, home, city)
        self.database = Database(address)

    @property
    def now(self) -> datetime:
        """The present instant by the processes' own clock."""
        return datetime.now(UTC)  # noqa: TID251

    async def due(self, server: int, phase: Phase = Phase.CARD, film: Film = TWO_SCENES) -> None:
        """Have a message due in a server's channel."""
        at = self.now - timedelta(seconds=1)
        await add_message(
            *(self.database, phase, at),
            channel=server + 1,
            server=server,
            runtime=400,
            film=film,
        )
        async with self.database.transaction() as connection:
            await Change(Topic.DUE).tell(connection)

    async def sent(self, counts: dict[int, int]) -> None:
        """Wait until each of the servers has had so many of those messages."""
        await self.city.until(
            lambda: all(len(self.reminded(server)) >= count for server, count in counts.items())
        )

    def reminded(self, server: int) -> list[dict[str, Any]]:
        """The messages that :meth:`due` has led to."""
        sent = self.city.messages[server + 1]
        return [message for message in sent if f"<@{(server + 1) * 1000}>" in message["content"]]

    async def asked(self, statement: str) -> object:
        """What PostgreSQL answers."""
        async with self.database.lone_connection() as connection:
            return await connection.scalar(text(statement))

    async def answered(self, number: int, words: int = 1) -> list[dict[str, Any]]:
        """Wait for what an interaction is answered with."""
        await self.city.until(lambda: len(self.city.answers[number]) >= words)
        return self.city.answers[number]


@pytest.fixture
async def cluster(database_address: str, tmp_path: Path) -> AsyncIterator[Cluster]:
    city = City(SERVERS)
    async with discord_like(city.app()) as api:
        running = Cluster(database_address, api, tmp_path, city)
        try:
            yield running
        finally:
            await running.end()
            running.print_logs()  # read where the test failed
            await running.database.close()
            await city.cut_off()


@pytest.fixture
def town(cluster: Cluster) -> Town:
    return Town(cluster.city, Programme.of(small_catalogue()), random.Random(0))


async def act(town: Town, servers: list[int], *deeds: Deed) -> None:
    """Have every deed, or these, done in each of these servers, whole."""
    doing = deeds or town.deeds
    await asyncio.gather(*(deed(server) for deed in doing for server in servers))
    assert not town.ledger.refusals
    assert town.ledger.unfinished() == []
    await town.city.until(lambda: town.heard_all())


async def test_four_processes_do_every_work_once_and_one_does_not_miss_another(
    cluster: Cluster, town: Town
) -> None:
    city = cluster.city
    *others, last = await asyncio.gather(*(cluster.start(4, str(shard)) for shard in range(4)))
    assert city.synced == 1

    # A second start with the same shard is refused, and one that counts otherwise.
    refused = await asyncio.gather(cluster.launch(4, "1"), cluster.launch(3, "2"))
    for process in refused:
        assert await process.wait() == 2
        assert "Another process of this bot" in cluster.log(process)

    # Every flow, in each of the processes.
    await act(town, SERVERS[:4])
    assert await faults(town, cluster.database) == []

    # What a member sets by one process holds in the other at once.
    number = await city.command(SERVERS[0], "me defaults", _text("share", "only me"))
    await cluster.answered(number)
    number = await city.command(SERVERS[1], "stinger", _text("film", "night-harbour-2024"))
    (shown, *_) = await cluster.answered(number)
    assert shown["data"]["flags"] & PRIVATE

    # A party that waits for its host's zone goes on where its server is.
    host = town.member(SERVERS[1])
    await host.use("party new", film="night-harbour-2024", when="23:30")
    elsewhere = Member(city, SERVERS[2], host.number)
    told = await elsewhere.use("remind timezone", zone="Europe/Berlin")
    assert told.text.strip().startswith("I read your times in")

    # The others go on while one is killed; its work waits for whoever runs its shard next.
    going_on = asyncio.create_task(act(town, SERVERS[4:7], town.invite, town.theorise))
    await cluster.kill(last)
    await city.until(lambda: (3, 4) not in city.shards_at_work())
    for server in SERVERS:
        await cluster.due(server)
    await cluster.sent(dict.fromkeys(_of_shards(SERVERS, 0, 1, 2), 1))
    await going_on
    assert [len(cluster.reminded(server)) for server in SERVERS] == [1, 1, 1, 0] * 3
    last = await cluster.start(4, "3")
    await cluster.sent(dict.fromkeys(SERVERS, 1))
    for process in (*others, last):
        assert await cluster.kill(process, signal.SIGTERM) == 0
    assert [len(cluster.reminded(server)) for server in SERVERS] == [1] * 12
    assert await faults(town, cluster.database) == []
    assert city.refused == 0


async def test_resharding_loses_nothing_and_doubles_nothing(cluster: Cluster, town: Town) -> None:
    city = cluster.city
    two = await asyncio.gather(cluster.start(2, "0"), cluster.start(2, "1"))
    for server in SERVERS:
        await cluster.due(server)
    await cluster.sent(dict.fromkeys(SERVERS, 1))
    for process in two:
        assert await cluster.kill(process, signal.SIGTERM) == 0
    for server in SERVERS:
        await cluster.due(server)
        await cluster.due(server)
    await asyncio.gather(*(cluster.start(3, str(shard)) for shard in range(3)))
    await cluster.sent(dict.fromkeys(SERVERS, 3))
    await act(town, SERVERS[:3], town.remind, town.theorise, town.hand_over)
    assert [len(cluster.reminded(server)) for server in SERVERS] == [3] * 12
    assert await faults(town, cluster.database) == []
    assert city.refused == 0


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


async def test_who_has_lost_the_locks_gives_no_answer_any_more(
    cluster: Cluster, database_address: str
) -> None:
    process = await cluster.start(2, "0")
    async with written_elsewhere(database_address, member_setting):
        number = await cluster.city.command(SERVERS[0], "me defaults", _text("share", "only me"))
        while not await cluster.asked("SELECT count(*) FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110
            await asyncio.sleep(SOON)
        await cluster.asked(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_locks WHERE locktype = 'advisory' "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    assert await process.wait() == 1
    assert "held the locks of this process's shards is lost" in cluster.log(process)
    assert cluster.city.answers[number] == []


async def test_processes_share_the_pace_that_discord_grants(cluster: Cluster) -> None:
    await cluster.start(2, "1")
    await cluster.start(2, "0")
    for _ in range(MANY):
        await cluster.due(SERVERS[0])
    await cluster.sent({SERVERS[0]: MANY})
    instants = [snowflake_time(int(one["id"])) for one in cluster.reminded(SERVERS[0])]
    alone = timedelta(seconds=(MANY - AT_ONCE) / SENDS_A_SECOND)
    assert max(instants) - min(instants) > 1.5 * alone


async def test_what_members_of_one_process_saw_reaches_those_of_another_before_their_credits(
    cluster: Cluster,
) -> None:
    city, (here, there, elsewhere) = cluster.city, SERVERS[:3]
    late = (here + 1) * 1000  # whom the message below addresses
    saw = {answer: sighting_of(answer, blind=True) for answer in (Answer.AFTER, Answer.NONE)}
    contributions = known_films(cluster.database).contributions
    long_ago = cluster.now - timedelta(seconds=2 * UNCONTESTED)
    for user, server in ((1, here), (2, here), (3, elsewhere), (late, here)):
        content = saw[Answer.NONE if user == late else Answer.AFTER]
        assert content is not None
        witness = Witness(user, established=True)
        await contributions.see(Submission(server, [UNKNOWN.id], witness, content), long_ago)
    await asyncio.gather(cluster.start(2, "0"), cluster.start(2, "1"))

    waiting = Member(city, there, 77)
    card = await waiting.use("stinger", film=UNKNOWN.id, share="only me")
    assert "Members disagree" in card.text
    await waiting.press(card.on, f"{AWAIT}:film")
    await cluster.due(here, Phase.GO, UNKNOWN)
    await cluster.sent({here: 1})
    (question,) = cluster.reminded(here)
    assert cluster.reminded(there) == []

    # Whoever disagreed presses the right button, in the first process.
    buttons = [part.get("custom_id", "") for part in components_of(question["components"])]
    (after,) = (button for button in buttons if button.endswith(f",{Answer.AFTER.value}"))
    pressed = {"custom_id": after, "component_type": 2}
    await city.interact(COMPONENT, here, pressed, who=late, on=question)
    told = city.messages[FIRST_DM + waiting.number]
    await city.until(lambda: bool(told))
    await cluster.due(there, Phase.STAY, UNKNOWN)
    await cluster.sent({there: 1})
    (ping,) = cluster.reminded(there)
    assert ping["content"].startswith("Stay seated: at least 1 scene")
    (news,) = told
    assert "Paper Lantern (2021): Stay seated" in news["content"]


def _of_shards(servers: list[int], *shards: int) -> list[int]:
    """The servers that belong to some of four shards."""
    return [server for server in servers if (server >> 22) % 4 in shards]


def _text(name: str, value: str) -> dict[str, Any]:
    return {"type": 3, "name": name, "value": value}
