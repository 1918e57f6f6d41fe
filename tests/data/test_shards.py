"""Which servers are whose: in Python, in SQL on both systems, and in the operator's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from data.database import Database
from data.schema import outbox, screening
from data.settings import faults_in, shards_in
from data.shards import ALL, MOST_SHARDS, Shards, ranges, read_shards


def test_nothing_set_means_all_shards_of_whatever_number() -> None:
    assert read_shards(None, None) is ALL
    assert ALL.are_all
    assert ALL.own(None)
    assert ALL.own(2**62)


@pytest.mark.parametrize(
    ("count", "ids", "shards"),
    [
        ("1", None, (0,)),
        ("4", None, (0, 1, 2, 3)),
        ("16", "0-3,8", (0, 1, 2, 3, 8)),
        ("16", " 8 , 0 - 2 ,1", (0, 1, 2, 8)),
        ("2", "1", (1,)),
    ],
)
def test_settings_name_shards(count: str, ids: str | None, shards: tuple[int, ...]) -> None:
    assert read_shards(count, ids) == Shards(int(count), shards)


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", str(MOST_SHARDS + 1), "٣", "9" * 5000])
def test_a_count_that_cannot_be_names_its_variable(count: str) -> None:
    assert list(faults_in({"SHARD_COUNT": count}))[-1:] == ["SHARD_COUNT"]
    assert "SHARD_COUNT=2" in faults_in({"SHARD_COUNT": count})["SHARD_COUNT"]


@pytest.mark.parametrize("ids", ["4", "2-1", "0-4", "a", ",", "0,,1", "-1", "0--1"])
def test_ids_that_cannot_be_name_their_variable(ids: str) -> None:
    faults = faults_in({"SHARD_COUNT": "4", "SHARD_IDS": ids})
    assert "SHARD_IDS=0-3" in faults["SHARD_IDS"]
    assert "SHARD_COUNT" not in faults


def test_ids_need_a_count() -> None:
    assert "SHARD_COUNT" in faults_in({"SHARD_IDS": "0"})["SHARD_IDS"]


def test_sqlite_is_not_shared() -> None:
    variables = {"SHARD_COUNT": "2", "SHARD_IDS": "0"}
    assert "DATABASE_URL=postgresql" in faults_in(variables)["SHARD_IDS"]
    postgresql = variables | {"DATABASE_URL": "postgresql+asyncpg://a@b/c"}
    assert "SHARD_IDS" not in faults_in(postgresql)
    assert shards_in(variables) == Shards(2, (0,))


def test_they_are_told_in_words() -> None:
    assert "as many as Discord asks for" in str(ALL)
    assert str(Shards(8, (0, 1, 2, 7))) == "0-2,7 of 8 in this process, the others elsewhere"
    assert str(Shards(2, (0, 1))) == "all of 2 in this process"


@given(st.sets(st.integers(0, 63), min_size=1))
def test_ranges_are_read_as_they_are_written(ids: set[int]) -> None:
    chosen = tuple(sorted(ids))
    assert read_shards("64", ranges(chosen)) == Shards(64, chosen)


@given(st.integers(0, 2**63 - 1) | st.none(), st.integers(1, 20))
def test_every_server_has_exactly_one_shard(server: int | None, count: int) -> None:
    owners = [shard for shard in range(count) if Shards(count, (shard,)).own(server)]
    assert len(owners) == 1
    if server is None:
        assert owners == [0]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 16])
async def test_the_database_counts_as_we_do(database: Database, count: int) -> None:
    servers = [None, 0, 1, 2**22, 2**22 * 5 + 3, 2**22 * 7 - 1, 1_234_567_890_123_456_789, 2**62]
    rows = [_message(number, server) for number, server in enumerate(servers, 1)]
    async with database.transaction() as connection:
        await connection.execute(insert(screening).values(_screening()))
        await connection.execute(insert(outbox), rows)
    for shard in range(count):
        shards = Shards(count, (shard,))
        part = Database(database.address, shards=shards)
        async with part.reading() as connection:
            found = await connection.scalars(
                select(outbox.c.server_id).where(part.owned(outbox.c.server_id))
            )
            assert sorted(found, key=str) == sorted(filter(shards.own, servers), key=str)
            everything = await connection.scalar(
                select(func.count()).select_from(outbox).where(database.owned(outbox.c.server_id))
            )
        await part.close()
        assert everything == len(servers)


def _screening() -> dict[str, object]:
    return {"id": 1, "state": "draft", "film_id": "x", "film_label": "X", "preshow": 0} | {
        "held": 0,
        "created_at": 0,
    }


def _message(number: int, server: int | None) -> dict[str, object]:
    return {
        "id": number,
        "screening_id": 1,
        "server_id": server,
        "phase": "stay",
        "chunk": 0,
        "place": "here",
        "ping": "normal",
        "nominal_at": 0,
        "due_at": 0,
        "state": "pending",
        "attempts": 0,
        "fallback": False,
        "created_at": 0,
    }
