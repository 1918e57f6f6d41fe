"""Whenever the process is killed with ``kill -9``, members are told, and nobody twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from cogs.answers.store.awaited import AwaitedFilms
from data.database import Database
from tests.cogs.answers.crash.child import live
from tests.cogs.crash.harness import HOURS, RECEIVED_STEPS, SOON, Api
from tests.films import NO_SCENE, TWO_SCENES

OWN_STEPS = (
    "before noticing",
    "after noticing",
    "after claim",
    "between send and settle",
    "after settle",
)
MEMBER = 77


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
    ("step", "later"), [*product((*OWN_STEPS, *RECEIVED_STEPS), (SOON, HOURS))]
)
async def test_killed_at_any_step_one_message_arrives(
    database_address: str, api: Api, step: str, later: int
) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    api.tell(reset=True)
    await fill(database_address, now)
    if step in OWN_STEPS:
        ended = api.run(live, database_address, now, dies=step)
    else:
        ended = api.run(live, database_address, now, script=(step,))
    assert ended == -9
    assert api.run(live, database_address, now + timedelta(seconds=later)) == 0
    (message,) = (one for channel in api.report()["messages"].values() for one in channel)
    assert "Quiet Meadow (2023): Free to go" in message["content"]
    assert "Night Harbour (2024): Stay seated" in message["content"]
    assert await left(database_address) == 0
