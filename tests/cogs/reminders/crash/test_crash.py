"""Whenever the process is killed, every message arrives, and none arrives twice.

A child is killed with ``kill -9`` at each step, by its own hand or by the receiver's timing, and
started again with its clock and Discord's moved on.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import select

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Place
from data.database import Database
from data.schema import outbox
from tests.cogs.crash.harness import HOURS, RECEIVED_STEPS, SOON, Api
from tests.cogs.reminders.crash.child import live
from tests.cogs.reminders.crash.outbox import add_message

OWN_STEPS = ("before claim", "after claim", "before settle", "while settling", "after settle")
FAILURES = ("take, 503", "take, 429", "503")

REPEATS = 3


async def fill(address: str, now: datetime) -> dict[int, Phase]:
    database = Database(address)
    rows = {
        await add_message(database, Phase.CARD, now, channel=11, members=2, runtime=400): (
            Phase.CARD
        ),
        await add_message(database, Phase.STAY, now, channel=12, members=3): Phase.STAY,
        await add_message(database, Phase.ASK, now, channel=13, place=Place.DM): Phase.ASK,
    }
    await database.close()
    return rows


async def states(address: str) -> dict[int, str]:
    database = Database(address)
    async with database.reading() as connection:
        rows = await connection.execute(select(outbox.c.id, outbox.c.state))
        found = {row.id: row.state for row in rows}
    await database.close()
    return found


def arrived(report: dict[str, Any], row: int) -> list[str]:
    """The texts of all messages that carry a row's id in a button."""
    return [
        message["content"]
        for messages in report["messages"].values()
        for message in messages
        if any(
            item["custom_id"].endswith(f":{row}")
            for line in message["components"]
            for item in line["components"]
        )
    ]


def check_late_text(phase: Phase, text: str, wait: int) -> None:
    """What is sent after the last wait says how late it is, or that it came too late."""
    if wait == SOON:
        assert "late by 2 min" in text
    elif phase is Phase.STAY:
        assert text.startswith("Missed: the credits of Night Harbour")
    else:
        assert "late by 3 h 00" in text


@pytest.mark.parametrize("wait", [SOON, HOURS], ids=["soon", "3 hours later"])
def test_killed_anywhere_each_arrives_once(
    api: Api,
    migrated_sqlite: Path,
    tmp_path: Path,
    record_testsuite_property: Callable[[str, object], None],
    wait: int,
) -> None:
    began = perf_counter()
    rounds = killed = 0
    steps = [(step, ()) for step in OWN_STEPS] + [
        ("", (step,) * 2) for step in RECEIVED_STEPS + FAILURES
    ]
    for (dies, script), repeat in product(steps, range(REPEATS)):
        path = tmp_path / f"{rounds}.sqlite3"
        shutil.copy(migrated_sqlite, path)
        address = f"sqlite+aiosqlite:///{path}"
        now = datetime.now(UTC)  # noqa: TID251 - the children are given this clock, moved
        rows = asyncio.run(fill(address, now))
        api.tell(reset=True)
        first = api.run(live, address, now, dies=dies, script=script)
        # Seconds later the leases still hold: nothing may be sent twice meanwhile.
        api.run(live, address, now + timedelta(seconds=3))
        in_time = {row for row in rows if arrived(api.report(), row)}
        api.run(live, address, now + timedelta(seconds=wait))
        # And once more, as the last start may have come within a back-off.
        api.run(live, address, now + timedelta(seconds=wait + 300))
        report = api.report()
        for row, phase in rows.items():
            texts = arrived(report, row)
            assert len(texts) == 1, (dies, script, repeat, phase, texts)
            if row not in in_time:
                check_late_text(phase, texts[0], wait)
        assert set(asyncio.run(states(address)).values()) == {"sent"}
        rounds += 1
        killed += first == -9
    took = perf_counter() - began
    record_testsuite_property(
        f"crash loop, {wait} s later", f"{rounds} rounds, {killed} killed, {took:.1f} s"
    )
    assert killed >= 3 * (len(OWN_STEPS) + 2)
