"""Whenever the process is killed with ``kill -9``, members are told, and nobody twice."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from cogs.answers.store.awaited import AwaitedFilms
from data.database import Database
from tests.cogs.answers.crash.child import live
from tests.cogs.reminders.crash.child import Life
from tests.cogs.reminders.crash.harness import Api, receiver
from tests.films import NO_SCENE, TWO_SCENES
from tests.hang import HANG

OWN_STEPS = (
    "before noticing",
    "after noticing",
    "after claim",
    "between send and settle",
    "after settle",
)
RECEIVED_STEPS = ("kill", "take, kill", "take, answer, kill")
MINUTE, HOURS = 65, 3 * 3600
"""When it is started again: once the claim is over and the nonce known, and long after both."""

MEMBER = 77

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.cogs.answers.crash.child"])


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with receiver() as running:
        yield running


def run(
    address: str, api: Api, at: datetime, *, dies: str = "", script: tuple[str, ...] = ()
) -> int | None:
    """Let a child live at that instant, by its clock and Discord's; returns how it ended."""
    offset = (at - datetime.now(UTC)).total_seconds()  # noqa: TID251 - what moves their clocks
    child = _processes.Process(target=live, args=(Life(address, api.base, offset, dies),))
    child.start()
    api.tell(pid=child.pid, script=script, offset=offset)
    child.join(HANG)
    assert not child.is_alive(), "The child hangs."
    assert child.exitcode in (0, -9)
    return child.exitcode


async def fill(address: str, now: datetime) -> None:
    """One member waits for two films that are known by now."""
    database = Database(address)
    for film in (NO_SCENE, TWO_SCENES):
        await AwaitedFilms(database).add(MEMBER, film.id, None, None, int(now.timestamp()))
    await database.close()


async def left(address: str) -> int:
    database = Database(address)
    rows = await AwaitedFilms(database).of_member(MEMBER)
    await database.close()
    return len(rows)


@pytest.mark.parametrize(
    ("step", "later"), [*product((*OWN_STEPS, *RECEIVED_STEPS), (MINUTE, HOURS))]
)
async def test_killed_at_any_step_one_message_arrives(
    database_address: str, api: Api, step: str, later: int
) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    api.tell(reset=True)
    await fill(database_address, now)
    if step in OWN_STEPS:
        ended = run(database_address, api, now, dies=step)
    else:
        ended = run(database_address, api, now, script=(step,))
    assert ended == -9
    assert run(database_address, api, now + timedelta(seconds=later)) == 0
    (message,) = (one for channel in api.report()["messages"].values() for one in channel)
    assert "Quiet Meadow (2023): Free to go" in message["content"]
    assert "Night Harbour (2024): Stay seated" in message["content"]
    assert await left(database_address) == 0
