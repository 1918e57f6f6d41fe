"""How fast and how punctually reminders leave, against a receiver with Discord's limit.

``python -m benchmarks.reminders [--messages 10000] [--json]``

The receiver is the tests' stand-in for Discord's REST API, in a process of its own; it lets
:data:`LIMIT` requests a second through and answers 429 to the rest. What counts is the ratio of the
rate reached to that limit, and how late messages are that are due one after another, in a quiet
minute and in one that takes four fifths of the limit. Last, what 100,000 waiting messages add to
the first look at the outbox.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

from cogs.reminders.delivery.composer import Composer
from cogs.reminders.delivery.dispatcher import Dispatcher
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.outbox import Outbox
from cogs.shared.sending.delivery import Post
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from data.lookup import Lookup
from data.process.background import in_background
from data.schema import outbox, outbox_recipient, reminder
from data.servers.preferences import Preferences
from tests.channels import DISCORD_EPOCH
from tests.cogs.crash.harness import Api, receiver
from tests.cogs.crash.life import logged_in
from tests.cogs.reminders.bookings import bare_screening, member_row, message_row
from tests.cogs.reminders.crash.child import known_places
from tests.films import small_catalogue

LIMIT = 50
CHANNELS = 1_000
SECONDS = 20
WAITING = 100_000

LOOK = """
import asyncio, json, resource, sys, time
from datetime import datetime, UTC
from cogs.reminders.store.outbox import Outbox
from data.database import Database
async def main():
    database = Database(sys.argv[1])
    box = Outbox(database)
    async with database.reading():
        pass
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await box.prune(datetime(2026, 1, 1, tzinfo=UTC))
    await box.claim(datetime(2026, 1, 1, tzinfo=UTC), 40, "me")
    await box.next_due()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used
    print(json.dumps([time.perf_counter() - began, grown / 1024]))
    await database.close()
asyncio.run(main())
"""


def clock() -> datetime:
    """The real clock: punctuality is measured against it."""
    return datetime.now(UTC)  # noqa: TID251 - a benchmark is its own composition root


async def fill(database: Database, dues: Sequence[int]) -> None:
    """One message for one member at each instant, spread over the channels."""
    async with database.transaction() as connection:
        screening_id = await bare_screening(connection)
        numbers = range(1, len(dues) + 1)
        people = [member_row(screening_id, n, n % CHANNELS + 1) for n in numbers]
        messages = [
            message_row(screening_id, id=n, place_id=n % CHANNELS + 1, nominal_at=due, due_at=due)
            for n, due in zip(numbers, dues, strict=True)
        ]
        links = [{"reminder_id": n, "phase": Phase.STAY.value, "outbox_id": n} for n in numbers]
        for start in range(0, len(dues), 1_000):
            part = slice(start, start + 1_000)
            await connection.execute(insert(reminder), people[part])
            await connection.execute(insert(outbox), messages[part])
            await connection.execute(insert(outbox_recipient), links[part])


async def send(database: Database, api: Api, most_seconds: float) -> float:
    """Run the dispatcher until nothing is waiting; how many seconds that took."""
    box = Outbox(database)
    woken = asyncio.Event()

    async def rest(seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), seconds)
        woken.clear()

    catalogue = small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    known = KnownFilms(database, catalogue, lookup, clock)
    composer = Composer(known, Preferences(database), known_places)
    async with logged_in(api.base) as client:
        dispatcher = Dispatcher(box, composer, Post(client), clock, rest, woken.set)
        began = time.perf_counter()
        async with in_background(dispatcher.run()):
            while time.perf_counter() - began < most_seconds:
                await asyncio.sleep(0.25)
                if not await box.waiting():
                    break
            took = time.perf_counter() - began
    return took


def arrivals(report: dict[str, Any]) -> dict[int, float]:
    """Row → the instant at which the receiver took its message."""
    found = {}
    for messages in report["messages"].values():
        for message in messages:
            custom_id = message["components"][0]["components"][-1]["custom_id"]
            milliseconds = (int(message["id"]) >> 22) + DISCORD_EPOCH * 1000
            found[int(custom_id.rpartition(":")[2])] = milliseconds / 1000
    return found


async def migrated(folder: str, name: str) -> Database:
    """A fresh database."""
    database = Database(f"sqlite+aiosqlite:///{Path(folder) / name}")
    await database.migrate()
    return database


async def throughput(folder: str, messages: int) -> dict[str, float]:
    """Everything due at once."""
    database = await migrated(folder, "rate.sqlite3")
    await fill(database, [epoch(clock())] * messages)
    with receiver(LIMIT) as api:
        took = await send(database, api, most_seconds=messages)
        report = api.report()
    await database.close()
    sent = sum(len(found) for found in report["messages"].values())
    return {
        "messages": messages,
        "arrived": sent,
        "seconds": took,
        "a second": sent / took,
        "ratio to the limit": sent / took / LIMIT,
        "429 answers": report["limited"],
    }


async def lateness(folder: str, a_second: int) -> dict[str, float]:
    """Messages due one second after another; how late they arrive, in milliseconds."""
    database = await migrated(folder, f"late{a_second}.sqlite3")
    first = epoch(clock() + timedelta(seconds=4))
    dues = [first + n // a_second for n in range(a_second * SECONDS)]
    await fill(database, dues)
    with receiver(LIMIT) as api:
        await send(database, api, most_seconds=SECONDS + 60)
        found = arrivals(api.report())
    await database.close()
    late = sorted((found[n] - due) * 1000 for n, due in enumerate(dues, 1))
    cuts = quantiles(late, n=100)
    return {"messages": len(late), "p50 ms": cuts[49], "p99 ms": cuts[98], "worst ms": late[-1]}


async def first_look(folder: str) -> dict[str, float]:
    """What waiting messages add to a start: seconds and megabytes, full against empty."""
    empty = await migrated(folder, "empty.sqlite3")
    full = await migrated(folder, "full.sqlite3")
    far = epoch(clock() + timedelta(days=30))
    await fill(full, [far + n for n in range(WAITING)])
    results = []
    for database in (empty, full):
        await database.close()
        command = (sys.executable, "-c", LOOK, database.address)
        looking = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
        said, _ = await looking.communicate()
        results.append(json.loads(said))
    (base_s, base_mb), (full_s, full_mb) = results
    return {"waiting": WAITING, "extra s": full_s - base_s, "extra MB": full_mb - base_mb}


async def measure(messages: int) -> dict[str, dict[str, float]]:
    """All of it."""
    with TemporaryDirectory(prefix="stinger-benchmark-") as folder:
        return {
            "quiet, 1 a second": await lateness(folder, 1),
            "loaded, 40 a second": await lateness(folder, 40),
            "start": await first_look(folder),
            "all due at once": await throughput(folder, messages),
        }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    results = asyncio.run(measure(arguments.messages))
    if arguments.json:
        print(json.dumps(results))
        return
    for name, values in results.items():
        print(name + ": " + ", ".join(f"{key} {value:,.2f}" for key, value in values.items()))


if __name__ == "__main__":
    main()
