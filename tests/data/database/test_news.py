"""What one process changes, another no longer believes: with two processes on one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from data.contributions.rules.kinds import AddedFilm
from data.contributions.rules.witnesses import Witness
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import Submission
from data.database import Change, Database, Topic
from data.lookup import Lookup
from data.members.records import Records
from data.process.background import in_background
from data.servers.policy import Policy
from data.servers.preferences import Preferences
from tests.conftest import ON_POSTGRESQL
from tests.data.database.processes import Process, running
from tests.films import small_catalogue
from tests.hang import HANG

pytestmark = ON_POSTGRESQL

SERVER, MEMBER = 5 << 22, 77
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def two(database_address: str) -> AsyncIterator[tuple[Process, Process]]:
    async with AsyncExitStack() as stack:
        yield (
            await stack.enter_async_context(running(database_address, 0)),
            await stack.enter_async_context(running(database_address, 1)),
        )


async def test_what_a_server_sets_holds_elsewhere(two: tuple[Process, Process]) -> None:
    here, there = two
    assert (await there.preferences.conduct_at([SERVER])).policy is Policy.STANDARD
    await here.preferences.set_policy(SERVER, SERVER, Policy.STRICT)
    await there.hears(f"server:{SERVER}")
    assert (await there.preferences.conduct_at([SERVER])).policy is Policy.STRICT
    for change in (
        here.preferences.change_server(SERVER, embargo_days=3),
        here.preferences.listening.set(SERVER, SERVER + 1, listens=True),
    ):
        there.heard.clear()
        await change
        await there.hears(f"server:{SERVER}")
    assert (await there.preferences.conduct_at([SERVER])).embargo_days == 3
    assert await there.preferences.listening.at([SERVER, SERVER + 1])


async def test_who_sees_an_answer_is_never_out_of_date(two: tuple[Process, Process]) -> None:
    here, there = two
    for number in range(100):
        share = "only me" if number % 2 else "everyone"
        await here.preferences.change_member(MEMBER, share=share)
        # At once, before any news can have been heard.
        assert await there.preferences.share(MEMBER) == share
    await Records(here.database).erase_member(MEMBER)
    assert await there.preferences.share(MEMBER) == "everyone"


async def test_what_a_member_sets_holds_elsewhere(two: tuple[Process, Process]) -> None:
    here, there = two
    await there.preferences.member(MEMBER)
    await here.preferences.change_member(MEMBER, time_zone="Asia/Tokyo")
    await there.hears(f"member:{MEMBER}")
    assert (await there.preferences.member(MEMBER)).time_zone == "Asia/Tokyo"


async def test_films_of_members_are_known_elsewhere(two: tuple[Process, Process]) -> None:
    _here, there = two
    catalogue = small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    ours, theirs = (KnownFilms(process.database, catalogue, lookup, lambda: NOW) for process in two)
    await theirs.at(SERVER)
    submission = Submission(SERVER, (), Witness(MEMBER, established=True), AddedFilm("Quay", 2024))
    added = await ours.contributions.add(submission, NOW)
    await there.hears(f"films:{SERVER}")
    assert (await theirs.at(SERVER)).get(added.film_id) is not None


async def test_nothing_is_told_of_what_is_rolled_back(two: tuple[Process, Process]) -> None:
    here, there = two
    with pytest.raises(LookupError):
        async with here.database.transaction(Change(Topic.DUE, 1)):
            raise LookupError
    async with here.database.transaction(Change(Topic.DUE, 2)):
        assert there.heard == []
    await there.hears("due:2")
    assert there.heard == ["due:2"]


async def test_after_a_lost_connection_everything_is_forgotten(
    two: tuple[Process, Process], caplog: pytest.LogCaptureFixture
) -> None:
    here, there = two
    await there.preferences.member(MEMBER)
    there.listening.clear()
    async with here.database.lone_connection() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                "current_database() AND query IN ('SELECT 1;', 'SELECT 1') AND "
                "pid <> pg_backend_pid()"
            )
        )
    # What is changed meanwhile reaches nobody.
    await here.preferences.change_member(MEMBER, time_zone="Asia/Tokyo")
    async with asyncio.timeout(HANG):
        await there.listening.wait()
    assert (await there.preferences.member(MEMBER)).time_zone == "Asia/Tokyo"
    assert there.gaps == 2
    assert "due:0" in there.heard
    assert "News of other processes are cut off" in caplog.text


async def test_a_connection_that_is_lost_before_it_hears_anything_is_made_anew(
    two: tuple[Process, Process],
) -> None:
    here, _there = two
    process = Process(here.database.address, 1)
    lost: list[AsyncConnection] = []

    @asynccontextmanager
    async def losing_the_first() -> AsyncIterator[AsyncConnection]:
        async with here.database.lone_connection() as connection:
            if not lost:
                lost.append(connection)
                driver = (await connection.get_raw_connection()).driver_connection
                assert driver is not None
                driver.terminate()
            yield connection

    async with in_background(process.database.news.listen(losing_the_first)):
        async with asyncio.timeout(HANG):
            await process.listening.wait()
    assert lost
    await process.database.close()


async def test_what_a_newer_version_tells_is_left_alone(two: tuple[Process, Process]) -> None:
    here, there = two
    async with here.database.lone_connection() as connection:
        await connection.execute(text("SELECT pg_notify('stinger', 'weather:3:rain')"))
    async with here.database.transaction(Change(Topic.DUE, 2)):
        pass
    await there.hears("due:2")


async def test_one_process_alone_tells_nobody(two: tuple[Process, Process]) -> None:
    here, there = two
    alone = Database(here.database.address)
    await Preferences(alone).change_member(MEMBER, share="only me")
    async with here.database.transaction(Change(Topic.DUE, 2)):
        pass
    await there.hears("due:2")
    assert there.heard == ["due:2"]
    await asyncio.wait_for(alone.listen(), HANG)
    await alone.close()
