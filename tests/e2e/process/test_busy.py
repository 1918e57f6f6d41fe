"""What a member reads when more waits for the database than may wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from data.database import Database
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, reads, sees
from tests.e2e.theories.theatre import CLAIM, EVIDENCE, form
from tests.films import TWO_SCENES

FEW = 8
ASKED = "Please wait a minute and look, then try it again."

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),
]
"""SimCord would otherwise report the refusal that is provoked here."""


@pytest.fixture
async def database(database_address: str) -> AsyncIterator[Database]:
    """A database for whose one place to write few may wait."""
    opened = Database(database_address, most_waiting=FEW)
    yield opened
    await opened.close()


@asynccontextmanager
async def crowded(database: Database) -> AsyncIterator[None]:
    """As many tasks wait to write as may."""

    async def write() -> None:
        async with database.transaction():
            pass

    async with database.transaction():
        waiting = [asyncio.create_task(write()) for _ in range(FEW)]
        yield
    await asyncio.gather(*waiting)


async def test_a_member_is_asked_to_try_again_and_can(
    club: Club, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with crowded(database):
        refused = await club.admin.slash(club.lobby, "config policy", mode="off")
        shown = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert ASKED in sees(answer(refused))
    assert answer(refused).ephemeral
    assert "Traceback" not in caplog.text
    # Readers did not notice, and nothing was set.
    assert not answer(shown).ephemeral

    await club.admin.slash(club.lobby, "config policy", mode="off")
    again = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert answer(again).ephemeral


async def test_no_typed_word_is_lost(club: Club, database: Database) -> None:
    opened = await club.alice.slash(club.lobby, "theory new", film=TWO_SCENES.id)
    async with crowded(database):
        refused = await club.alice.submit_modal(opened, form(CLAIM, EVIDENCE))
    reply = answer(refused)
    assert ASKED in sees(reply)
    assert CLAIM in reads(reply)
