"""What a member tells of a film is kept once or not at all, wherever the process is killed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
import simcord
from sqlalchemy import func, select

from data.schema import contribution
from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import scene_form
from tests.e2e.conftest import Club
from tests.e2e.process.mortal import killed_during
from tests.films import UNKNOWN

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),
]

Open = Callable[[Club], Awaitable[simcord.InteractionResult]]


async def scene(club: Club) -> simcord.InteractionResult:
    where = {"position": "post-credits", "order": 1, "purpose": "tone change"}
    return await club.alice.slash(club.lobby, "scene add", film=UNKNOWN.id, **where)


async def timestamp(club: Club) -> simcord.InteractionResult:
    return await club.alice.slash(club.lobby, "timestamp add", film=UNKNOWN.id)


TIMES = {"version": "theatrical", "runtime": "2:00", "credits": "", "scenes": "mid 2:05"}


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize(
    ("opened", "filled"),
    [(scene, scene_form()), (timestamp, TIMES | {"method": "stopwatch"})],
    ids=["scene", "timestamp"],
)
async def test_killed_at_its_one_step_it_is_kept_once(
    club: Club, opened: Open, filled: dict[str, object], committed: bool
) -> None:
    async def send() -> None:
        await club.alice.submit_modal(await opened(club), filled)

    assert await killed_during(club, send, 0, committed=committed)
    async with club.resources.database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(contribution)) == 1
    # There is no further step at which it could be cut off.
    assert not await killed_during(club, send, 1, committed=committed)
