"""What Prometheus reads: numbers of everything, and names of nobody."""

from __future__ import annotations

import asyncio
import socket
import urllib.request

import pytest
from prometheus_client import generate_latest

from cogs.shared.process.metrics import Metrics, metrics_served
from data.database import Database
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import MINUTE, later, press, save
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE


def scraped(metrics: Metrics) -> dict[str, float]:
    lines = generate_latest(metrics.registry).decode().splitlines()
    return {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")
    }


CLAIMS = 'stinger_claims_total{work="messages"}'


async def test_everything_is_counted_and_nobody_named(club: Club) -> None:
    metrics = Metrics(club.bot)
    await save(club)
    shown = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    await press(club.alice, shown, "Why?")
    await club.alice.autocomplete(club.lobby, "stinger", "film", "night")
    await metrics.look()
    found = scraped(metrics)
    for kind, name in (
        ("application_command", "stinger"),
        ("application_command", "remind"),
        ("autocomplete", "stinger"),
    ):
        labels = f'{{kind="{kind}",name="{name}",outcome="answered"}}'
        assert found[f"stinger_interactions_total{labels}"] >= 1
    assert found['stinger_acknowledgement_seconds_count{kind="component"}'] == 2
    assert found["stinger_outbox_messages"] >= 1
    assert found["stinger_outbox_late_seconds"] == 0
    assert found["stinger_database_up"] == 1
    assert found['stinger_database_uses_seconds_count{kind="write"}'] >= 1
    assert found['stinger_database_waits_seconds_count{kind="read"}'] >= 1
    assert found['stinger_cache_reads_total{cache="members",outcome="miss"}'] >= 1
    assert found['stinger_cache_reads_total{cache="members",outcome="hit"}'] >= 1
    assert (found["stinger_servers"], found["stinger_processes"]) == (1, 1)
    text = generate_latest(metrics.registry).decode()
    for private in (club.alice.id, club.server.id, club.lobby.id, TWO_SCENES.id):
        assert str(private) not in text


async def test_what_is_due_is_counted_as_it_is_claimed(club: Club) -> None:
    metrics = Metrics(club.bot)
    await save(club)
    # The process has counted for the tests before it, too.
    before = scraped(metrics)[CLAIMS]
    await later(club, 25 * MINUTE)
    assert scraped(metrics)[CLAIMS] == before + 1


async def test_a_database_that_is_away_is_told(club: Club) -> None:
    metrics = Metrics(club.bot)
    await metrics.look()
    club.bot.database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/x")
    await metrics.look()
    assert scraped(metrics)["stinger_database_up"] == 0


async def test_they_are_served_while_the_bot_runs(club: Club) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/metrics"

    def read() -> bytes:
        with urllib.request.urlopen(address) as answer:
            return bytes(answer.read())

    async with metrics_served(club.bot, port):
        assert b"stinger_servers 1.0" in await asyncio.to_thread(read)
    with pytest.raises(OSError, match="refused"):
        await asyncio.to_thread(read)
